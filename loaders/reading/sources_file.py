"""The file in which a person lists the sources of a graph: SOURCES.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.dates import PartialDate
from graph.errors import BadFile
from loaders.reading.format import FILE_OPTIONS, Spec, option_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS = (
    *("id", "format", "files", "title", "publisher", "licence", "retrieved", "published"),
    *("url", "grade", "about", "options"),
)
UNSAID = "not stated"
_ID = re.compile(r"\w(?:[\w .()+-]{0,98}[\w.()+-])?")
IDS = "write an id of letters, digits and . _ - only: ids of parties, and a folder, begin with it"
REMEDY = f"each [[source]] has id and files, and may have {', '.join(KEYS[1:2] + KEYS[3:])}"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a sources file asks for: the sources in order of precedence, and reviewed identities.

    `casebook` asks for the bundled casebook, before all others, with its reviewed identities.
    """

    specs: tuple[Spec, ...]
    identities: tuple[Path, ...] = ()
    casebook: bool = False


def usable(name: str) -> bool:
    """Say whether a source may have this id, which begins ids and names a folder."""
    return _ID.fullmatch(name) is not None


def id_from(name: str) -> str:
    """Make a usable id of a file's name.

    >>> id_from("SDN list (2026).csv.gz")
    'sdn-list-2026'
    """
    stem = name.lstrip(".").partition(".")[0].casefold()
    return re.sub(r"[^\w]+", "-", stem).strip("-")[:100].strip("-") or "source"


def read_sources(file: Path, files: Path | None = None) -> Sources:
    """Read a sources file; `*` in a file's name stands for any text.

    Names of sources' files are relative to the folder `files`, or to the sources file itself.

    Raises `BadFile` for a key that nobody knows, a name that fits no file, an id used twice.
    """
    given = _toml(file)
    if unknown := sorted(given.keys() - {"source", "identities", "casebook"}):
        remedy = "it may have casebook = true, identities, and [[source]]"
        raise BadFile(file, f"has {', '.join(unknown)}", remedy)
    tables, casebook = given.get("source", []), given.get("casebook", False)
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadFile(file, "has a source that is no table", "begin each with [[source]]")
    if not isinstance(casebook, bool):
        raise BadFile(file, f"has casebook = {casebook!r}", "write casebook = true, or nothing")
    specs = tuple(_spec(file, files or file.parent, table) for table in tables)
    ids = [spec.id for spec in specs]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise BadFile(file, f"has the id {', '.join(twice)} twice", "give each source its own")
    if not specs and not casebook:
        raise BadFile(file, "lists no source", REMEDY)
    return Sources(specs, _named(file, file.parent, given, "identities"), casebook)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "write it with a [[source]] for each file") from error
    except (OSError, ValueError) as error:
        raise BadFile(file, f"is no TOML ({error})", REMEDY) from error


def _spec(file: Path, place: Path, table: Mapping[str, Any]) -> Spec:
    name = str(table.get("id", "")).strip()
    if not usable(name):
        raise BadFile(file, f"a source has the id {name!r}", IDS)
    if unknown := sorted(table.keys() - set(KEYS)):
        raise BadFile(file, f"{name} has {', '.join(unknown)}", REMEDY)
    keys = ("format", "title", "publisher", "licence", "url", "grade", "about")
    texts = {key: _text(file, name, key, table.get(key, "")) for key in keys}
    files = _named(file, place, table, "files")
    if not files:
        raise BadFile(file, f"{name} has no files", REMEDY)
    return Spec(
        id=name,
        files=files,
        retrieved=_date(file, name, table, "retrieved"),
        published=_date(file, name, table, "published"),
        options=_options(file, name, table.get("options", {})),
        **texts
        | {"format": texts["format"].removeprefix("auto")}
        | {key: texts[key] or UNSAID for key in ("title", "publisher", "licence")},
    )


def _text(file: Path, name: str, key: str, value: object) -> str:
    """Give a text; a number or date may stand without quotes."""
    if isinstance(value, list | dict | bool):
        raise BadFile(file, f"{name} has {key} = {value!r}", "write a text in quotes")
    return str(value).strip()


def _options(file: Path, name: str, given: object) -> dict[str, str]:
    """Give the options as text; a file that one names is relative to the sources file."""
    if not isinstance(given, dict):
        raise BadFile(file, f"{name} has options = {given!r}", 'write options = {name = "value"}')
    found = {key: _text(file, name, key, value) for key, value in sorted(given.items())}
    files = {key: str(option_file(found[key], file.parent)) for key in FILE_OPTIONS if key in found}
    return found | files


def _date(file: Path, name: str, table: Mapping[str, Any], key: str) -> PartialDate | None:
    try:
        return PartialDate(str(table[key])) if key in table else None
    except ValueError:
        problem = f"{name} has {key} = {table[key]!r}"
        raise BadFile(file, problem, "write a date as YYYY, YYYY-MM or YYYY-MM-DD") from None


def _named(file: Path, place: Path, table: Mapping[str, Any], key: str) -> tuple[Path, ...]:
    """Give the files that one name, or several, stand for, each once."""
    given = table.get(key, [])
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(each, str) and each for each in names):
        raise BadFile(file, f"has {key} = {given!r}", f'write {key} = ["one", "another"]')
    return tuple(dict.fromkeys(found for name in names for found in _found(file, place, name)))


def _found(file: Path, place: Path, name: str) -> list[Path]:
    """Give the files that a name stands for, sorted; a folder stands for itself."""
    where = place / name
    found = sorted(where.parent.glob(where.name)) if "*" in name else [where]
    if not found or not all(each.exists() for each in found):
        raise BadFile(file, f"names {name}, which is no file", f"names are relative to {place}")
    return found
