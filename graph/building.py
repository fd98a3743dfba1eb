"""Building a graph folder from published files: each source by itself, then all together."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import loaders
from graph import VERSION, folder, identity, vocabulary
from graph.calm import uncollected
from graph.collecting import collect
from graph.errors import BadFile
from graph.folder import PARTS, REPORT
from graph.joining import OURS, tied, together
from graph.recognising import format_of
from graph.statement import Collection, Source
from loaders import LOADERS, identities
from loaders import casebook as tables
from loaders.reading.format import FILE_OPTIONS, Load, Spec, option_file
from loaders.reading.report import Report, report
from loaders.reading.sources_file import IDS, UNSAID, Sources, usable
from loaders.reading.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graph.statement import Records
    from graph.vocabulary import Vocabulary

    Watch = Callable[[str, int, float], None]  # source, rows so far, share of the file

DATA = Path(__file__).resolve().parents[1] / "data"
CODE = Path(loaders.__file__).parent
ROWS = 4096
KEY, ACCOUNT = "built_from", "report"
# What files are called of which nobody says what they are; our own tables say it themselves.
OWN, TABLES = "own", "tables"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the records, the account of each source, and what was tied.

    `kept` sources had not changed since the last build and were not read again.
    """

    records: Records
    reports: tuple[Report, ...]
    kept: int
    ties: Mapping[str, Any]


def formats() -> dict[str, str]:
    """Give the name and title of every format that can be read."""
    return {name: form.title for name, form in LOADERS.items()}


def build_files(
    files: Sequence[Path], form: str, place: Path, *, casebook: bool, watch: Watch | None = None
) -> Built:
    """Build a graph from files of which nothing is known but, perhaps, their format."""
    spec = Spec(OWN, form, tuple(files), files[0].name, UNSAID, UNSAID)
    if format_of(spec) == TABLES:
        spec = replace(spec, id=tables.identity(spec.files))
    return build(Sources((spec,), casebook=casebook), place, watch)


def build(sources: Sources, place: Path, watch: Watch | None = None) -> Built:
    """Build a graph folder; a source whose files and description are as before is not read again.

    Raises an `EnduseError`, and leaves the folder as it was, when a source cannot be read or
    when a row of it is unaccounted for.
    """
    words = vocabulary.load(DATA / "vocabulary.ttl")
    schemes = identity.load_schemes(DATA / "identifiers.toml")
    sources = _with_casebook(sources) if sources.casebook else sources
    _check(sources.specs, words)
    pairs = [pair for table in sources.identities for pair in identities.load(table)]
    with uncollected(), folder.replacing(place) as new:
        (new / PARTS).mkdir()
        parts, reports, kept = [], [], 0
        for spec in sources.specs:
            key, old, part = _key(spec), place / PARTS / spec.id, new / PARTS / spec.id
            found = _kept(old, key)
            if found is None:
                _load(spec, key, part, words, watch)
                found = _opened(part)
            else:
                with folder.writing(place):
                    shutil.copytree(old, part)
                kept += 1
            parts.append(found[0])
            reports.append(found[1])
        records, ties = tied(together(parts), pairs, schemes)
        folder.write(records, new, identities=ties, parts=[spec.id for spec in sources.specs])
        _write_json(new / REPORT, [each.as_data() for each in reports])
    return Built(records, tuple(reports), kept, ties)


def _check(specs: Sequence[Spec], words: Vocabulary) -> None:
    """Refuse a description that cannot be built from, before anything is read."""
    for place, spec in enumerate(specs):
        where = spec.files[0] if spec.files else Path(spec.id)
        if not spec.files:
            raise BadFile(where, "is a source without files", "name its files")
        if not usable(spec.id) or spec.id in OURS:
            raise BadFile(where, f"is to be the source {spec.id!r}", IDS)
        if spec.id in {each.id for each in specs[:place]}:
            raise BadFile(where, f"is to be {spec.id}, as another source is", "rename one")
        if spec.grade and spec.grade not in words.grades:
            remedy = f"use one of {', '.join(words.grades)}"
            raise BadFile(where, f"{spec.id} has the grade {spec.grade!r}", remedy)


def _kept(part: Path, key: str) -> tuple[Records, Report] | None:
    """Open the part of an earlier build if it is made from the same and still as it was."""
    try:
        same = folder.is_folder(part) and folder.read_manifest(part).get(KEY) == key
        return _opened(part) if same else None
    except BadFile:
        return None


def _opened(part: Path) -> tuple[Records, Report]:
    """Open a part with its account, which its manifest seals."""
    file = part / REPORT
    if _hash(file) != folder.read_manifest(part).get(ACCOUNT):
        raise BadFile(file, "was changed since it was written", folder.AGAIN)
    return folder.open_folder(part), Report.of(json.loads(file.read_bytes()))


def _with_casebook(sources: Sources) -> Sources:
    """Put the bundled casebook first, and its reviewed identities before others."""
    spec = Spec("casebook", TABLES, (DATA / "casebook",), "", "", "")
    return replace(
        sources,
        specs=(spec, *sources.specs),
        identities=(DATA / "identities.csv", *sources.identities),
    )


def _key(spec: Spec) -> str:
    """Name all that a part is made from: files by content, description, format and program."""
    form = LOADERS[format_of(spec)]
    named = [option_file(spec.options[o]) for o in FILE_OPTIONS if o in spec.options]
    files = [(name, _hash(file)) for name, file in _files([*spec.files, *named])]
    said = {name: str(value) for name, value in asdict(replace(spec, files=())).items()}
    readers = [(n, _hash(f)) for n, f in _files([CODE]) if f.suffix in (".py", ".toml")]
    words = _hash(DATA / "vocabulary.ttl")
    made = [VERSION, form.name, form.version, words, readers, files, said]
    return sha256(json.dumps(made, ensure_ascii=False).encode()).hexdigest()


def _files(given: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the files, those in folders too, with their names there."""
    for file in given:
        if file.is_dir():
            inside = sorted(each for each in file.rglob("*") if each.is_file())
            yield from ((each.relative_to(file).as_posix(), each) for each in inside)
        else:
            yield file.name, file


def _hash(file: Path) -> str:
    try:
        return folder.file_hash(file)
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a file that is there") from error
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror or error})", "look there") from error


def _load(spec: Spec, key: str, part: Path, words: Vocabulary, watch: Watch | None) -> None:
    """Read one source into a folder of its own."""
    form = LOADERS[format_of(spec)]
    if unknown := sorted(spec.options.keys() - set(form.options)):
        remedy = f"{form.name} takes {', '.join(form.options) or 'none'}"
        raise BadFile(spec.files[0], f"{spec.id} has the options {', '.join(unknown)}", remedy)
    tally = Tally(_looking(spec.id, watch) if watch else None)
    collection, source = _described(spec)
    found = collect(form.load(Load(spec, words, tally)), collection, source, words)
    if tally.left_over:
        problem = f"{tally.left_over} of {tally.rows} rows are unaccounted for"
        raise BadFile(spec.files[0], problem, "this is a fault of the program: please report it")
    if not tally.used:
        problem = f"read as {form.name}, gives nothing: {_why(tally)}"
        raise BadFile(spec.files[0], problem, f"name the right format: {', '.join(LOADERS)}")
    part.mkdir()
    made = {"parties": len(found.records.parties), "statements": len(found.records.statements)}
    names = tuple(file.name for file in spec.files)
    account = report(spec.id, form.name, names, tally, **made, lost=found.lost)
    _write_json(part / REPORT, account.as_data())
    folder.write(found.records, part, **{KEY: key, ACCOUNT: _hash(part / REPORT)})


def _why(tally: Tally) -> str:
    reasons = tally.skipped + Counter(each.reason for each in tally.rejected)
    often = "".join(f"; most often: {reason}" for reason, _ in reasons.most_common(1))
    return f"{tally.rows:,} rows, none of them used{often}"


def _looking(name: str, watch: Watch) -> Callable[[Tally], None]:
    """Tell who watches every few thousand rows."""

    def look(tally: Tally) -> None:
        if tally.rows % ROWS == 0:
            watch(name, tally.rows, tally.position())

    return look


def _described(spec: Spec) -> tuple[Collection, Source]:
    """Make the collection, and the published files as the source that statements rest on."""
    collection = Collection(
        spec.id, spec.title, spec.publisher, spec.licence, spec.retrieved, spec.about
    )
    source = Source(
        *(spec.id, spec.title, spec.publisher, spec.published, spec.url),
        *("published data", "primary", True, spec.retrieved, spec.licence),
    )
    return collection, source


def _write_json(file: Path, data: Any) -> None:  # noqa: ANN401 - anything JSON
    with folder.writing(file):
        file.write_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
