"""Building a graph folder from published files: each source by itself, then all together."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import VERSION, folder, identity, vocabulary
from graph.calm import uncollected
from graph.collecting import collect
from graph.errors import BadFile
from graph.recognising import format_of
from graph.reviewed import REVIEW, reviewed
from graph.statement import Collection, Records, Source
from loaders import LOADERS, identities
from loaders.reading.format import Load, Spec
from loaders.reading.report import Report, report
from loaders.reading.sources_file import UNSAID, Sources
from loaders.reading.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.identity import Scheme
    from graph.vocabulary import Vocabulary

    Watch = Callable[[str, int, float], None]  # source, rows so far, share of the file

DATA = Path(__file__).resolve().parents[1] / "data"
ROWS = 4096
REPORT, PARTS, KEY = "report.json", "parts", "built_from"


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
    spec = Spec("own", form, tuple(files), files[0].name, UNSAID, UNSAID)
    return build(Sources((spec,), casebook=casebook), place, watch)


def build(sources: Sources, place: Path, watch: Watch | None = None) -> Built:
    """Build a graph folder; a source whose files and description are as before is not read again.

    Raises an `EnduseError`, and leaves the folder as it was, when a source cannot be read or
    when a row of it is unaccounted for.
    """
    words = vocabulary.load(DATA / "vocabulary.ttl")
    schemes = identity.load_schemes(DATA / "identifiers.toml")
    sources = _with_casebook(sources) if sources.casebook else sources
    with uncollected(), folder.replacing(place) as new:
        (new / PARTS).mkdir()
        parts, reports, kept = [], [], 0
        for spec in sources.specs:
            key, old, part = _key(spec), place / PARTS / spec.id, new / PARTS / spec.id
            if folder.is_folder(old) and folder.read_manifest(old).get(KEY) == key:
                shutil.copytree(old, part)
                kept += 1
            else:
                _load(spec, key, part, words, watch)
            parts.append(folder.open_folder(part))
            reports.append(Report.of(json.loads((part / REPORT).read_text("utf-8"))))
        records, ties = _tied(_together(parts), sources.identities, schemes)
        folder.write(records, new, identities=ties, parts=[spec.id for spec in sources.specs])
        _write_json(new / REPORT, [each.as_data() for each in reports])
    return Built(records, tuple(reports), kept, ties)


def _with_casebook(sources: Sources) -> Sources:
    """Put the bundled casebook first, and its reviewed identities before others."""
    spec = Spec("casebook", "tables", (DATA / "casebook",), "", "", "")
    return replace(
        sources,
        specs=(spec, *sources.specs),
        identities=(DATA / "identities.csv", *sources.identities),
    )


def _key(spec: Spec) -> str:
    """Name all that a part is made from: files by content, description, format and program."""
    form = LOADERS[format_of(spec)]
    files = [[file.name, folder.file_hash(file)] for file in _files(spec)]
    said = {name: str(value) for name, value in asdict(replace(spec, files=())).items()}
    words = folder.file_hash(DATA / "vocabulary.ttl")
    made = [VERSION, form.name, form.version, words, files, said]
    return sha256(json.dumps(made, ensure_ascii=False).encode()).hexdigest()


def _files(spec: Spec) -> Iterable[Path]:
    for file in spec.files:
        yield from sorted(p for p in file.rglob("*") if p.is_file()) if file.is_dir() else [file]


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
        problem = f"read as {form.name}, gives nothing: {tally.rows:,} rows, none of them used"
        raise BadFile(spec.files[0], problem, f"name the right format: {', '.join(LOADERS)}")
    part.mkdir()
    folder.write(found.records, part, **{KEY: key})
    made = {"parties": len(found.records.parties), "statements": len(found.records.statements)}
    names = tuple(file.name for file in spec.files)
    account = report(spec.id, form.name, names, tally, **made, lost=found.lost)
    _write_json(part / REPORT, account.as_data())


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


def _together(parts: Sequence[Records]) -> Records:
    """Join the parts; ids of parties begin with their collection's, so they never meet."""
    tables: dict[str, dict[str, Any]] = {"sources": {}, "deals": {}}
    for name, table in tables.items():
        for part in parts:
            held = getattr(part, name)
            shared = held.keys() & table.keys()
            if twice := sorted(key for key in shared if held[key] != table[key]):
                who = part.collections[0].id
                raise BadFile(Path(who), f"has {name} {twice[0]!r} of another source", "rename it")
            table |= held
    parties = {key: party for part in parts for key, party in part.parties.items()}
    return Records(
        tuple(collection for part in parts for collection in part.collections),
        parties=dict(sorted(parties.items())),
        statements=tuple(said for part in parts for said in part.statements),
        sources=dict(sorted(tables["sources"].items())),
        deals=dict(sorted(tables["deals"].items())),
    )


def _tied(
    records: Records, tables: Iterable[Path], schemes: dict[str, Scheme]
) -> tuple[Records, dict[str, Any]]:
    """Add what shared identifiers and reviewed tables say about who is who."""
    pairs = [pair for table in tables for pair in identities.load(table)]
    review = reviewed(records, pairs, schemes)
    alike = tuple(identity.shared(records, schemes, review.apart))
    sources = dict(records.sources)
    sources |= {s.id: s for s, used in ((identity.SHARED, alike), (REVIEW, review.ties)) if used}
    tied = replace(
        records,
        statements=(*records.statements, *review.ties, *alike),
        sources=dict(sorted(sources.items())),
    )
    members = identity.clusters(tied)
    return tied, {
        "by_identifier": len(alike),
        "by_review": len(review.ties),
        "kept_apart": len(review.apart),
        "reviewed_elsewhere": review.elsewhere,
        "parties_of_several_records": len(identity.sizes(members)),
        "to_check": identity.unlike(tied, members),
    }


def _write_json(file: Path, data: Any) -> None:  # noqa: ANN401 - anything JSON
    file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
