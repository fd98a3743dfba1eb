"""The file in which a person lists the sources of a graph: SOURCES.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.dates import PartialDate
from graph.errors import BadFile
from loaders.reading.format import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS = (
    *("id", "format", "files", "title", "publisher", "licence", "retrieved", "published"),
    *("url", "grade", "about", "options"),
)
UNSAID = "not stated"
REMEDY = f"each [[source]] has id and files, and may have {', '.join(KEYS[1:2] + KEYS[3:])}"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a sources file asks for: the sources in order of precedence, and reviewed identities.

    `casebook` asks for the bundled casebook, before all others, with its reviewed identities.
    """

    specs: tuple[Spec, ...]
    identities: tuple[Path, ...] = ()
    casebook: bool = False


def read_sources(file: Path, files: Path | None = None) -> Sources:
    """Read a sources file; `*` in a file's name stands for any text.

    Names of sources' files are relative to the folder `files`, or to the sources file itself.

    Raises `BadFile` for a key that nobody knows, a name that fits no file, an id used twice.
    """
    given = _toml(file)
    if unknown := sorted(given.keys() - {"source", "identities", "casebook"}):
        remedy = "it may have casebook = true, identities, and [[source]]"
        raise BadFile(file, f"has {', '.join(unknown)}", remedy)
    place = files or file.parent
    specs = tuple(_spec(file, place, table) for table in given.get("source", ()))
    ids = [spec.id for spec in specs]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise BadFile(file, f"has the id {', '.join(twice)} twice", "give each source its own")
    if not specs:
        raise BadFile(file, "lists no source", REMEDY)
    tables = given.get("identities", ())
    tables = tuple(found for name in tables for found in _found(file, file.parent, name))
    return Sources(specs, tables, given.get("casebook") is True)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "write it with a [[source]] for each file") from error
    except (OSError, ValueError) as error:
        raise BadFile(file, f"is no TOML ({error})", REMEDY) from error


def _spec(file: Path, place: Path, table: Mapping[str, Any]) -> Spec:
    name = str(table.get("id", "")).strip()
    if not name or ":" in name or "/" in name or name.startswith("."):
        raise BadFile(file, f"a source has the id {name!r}", "an id has no colon and no slash")
    if unknown := sorted(table.keys() - set(KEYS)):
        raise BadFile(file, f"{name} has {', '.join(unknown)}", REMEDY)
    files = table.get("files", [])
    named = [files] if isinstance(files, str) else files
    texts = {key: str(table.get(key, "")).strip() for key in ("url", "grade", "about")}
    who = {key: str(table.get(key) or UNSAID) for key in ("title", "publisher", "licence")}
    return Spec(
        id=name,
        format=str(table.get("format", "")),
        files=tuple(found for each in named for found in _found(file, place, each)),
        retrieved=_date(file, name, table, "retrieved"),
        published=_date(file, name, table, "published"),
        options={key: str(value) for key, value in sorted(table.get("options", {}).items())},
        **who,
        **texts,
    )


def _date(file: Path, name: str, table: Mapping[str, Any], key: str) -> PartialDate | None:
    try:
        return PartialDate(str(table[key])) if key in table else None
    except ValueError:
        problem = f"{name} has {key} = {table[key]!r}"
        raise BadFile(file, problem, "write a date as YYYY, YYYY-MM or YYYY-MM-DD") from None


def _found(file: Path, place: Path, name: str) -> list[Path]:
    """Give the files that a name stands for, sorted; a folder stands for itself."""
    found = sorted(place.glob(name)) if "*" in name else [place / name]
    if not found or not all(each.exists() for each in found):
        raise BadFile(file, f"names {name}, which is no file", f"names are relative to {place}")
    return found
