"""The ICIJ Offshore Leaks database as CSV, in all its versions since 2016.

Who is connected to an offshore company is no wrong, and what ICIJ found alike is its guess.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import BadFile
from loaders.reading.files import members
from loaders.reading.format import Format
from loaders.reading.icij_node import node
from loaders.reading.icij_relationship import relationship
from loaders.reading.rows import records
from loaders.reading.tally import Entry, taken
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from loaders.reading.format import Head, Load, Record

TOML = "icij.toml"
PUBLISHED = "keep the name it was published under, such as nodes-officers.csv"
# Columns by which each version of the files is known, the newest first.
KNOWN = (
    {"node_id", "sourceid"},
    {"node_id_start", "node_id_end", "rel_type"},
    {"start_id", "type", "end_id", "sourceid"},
    {"node_1", "rel_type", "node_2"},
    {"id", "data.categories.0", "data.properties.name"},
    {"source", "target", "data.type"},
)


class Table(NamedTuple):
    """One file, or one in a zip; `columns` say which of ours stands where."""

    file: Path
    member: str
    columns: Mapping[str, int]
    width: int
    sort: str


def load(given: Load) -> Iterator[Record]:
    """Read the nodes, then the relationships, from files in any order or from the zip of them."""
    parts = [(file, each) for file in given.spec.files for each in _members(file)]
    found = [_table(given, file, member) for file, member in parts]
    kinds: dict[str, str] = {}
    for table in found:
        if "start" not in table.columns:
            yield from taken(
                _rows(given, table), given.tally, partial(node, given, kinds, table.sort)
            )
    for table in found:
        if "start" in table.columns:
            yield from taken(_rows(given, table), given.tally, partial(relationship, given, kinds))


def _members(file: Path) -> list[str]:
    """Name the tables in a zip; one empty name for a file that is none, or that holds only one."""
    names = [name for name in members(file) if name.casefold().endswith(".csv")]
    return sorted(names) if len(names) > 1 else [""]


def _table(given: Load, file: Path, member: str) -> Table:
    found = records(file, given.tally, encoding=_encoding(given), ends=member)
    header = [_plain(cell) for first in islice(found, 1) for cell in first.value]
    names = tables(TOML)["relationships"]
    if "start" not in {names.get(cell) for cell in header}:
        names = tables(TOML)["nodes"]
    columns = {ours: header.index(name) for name, ours in names.items() if name in header}
    if not any(known <= set(header) for known in KNOWN):
        raise BadFile(file, f"{member or 'it'} has none of ICIJ's headers", "is this the file?")
    sort = "" if {"start", "label"} & columns.keys() else _sort(file, member)
    return Table(file, member, columns, len(header), sort)


def _sort(file: Path, member: str) -> str:
    """Give the sort of nodes that the name of a file tells; the columns do not always tell it."""
    name = (member or " ".join((file.name, *members(file)))).casefold()
    found = {sort for word, sort in tables(TOML)["files"].items() if word in name}
    if len(found) != 1:
        raise BadFile(file, "does not tell which sort of nodes it holds", PUBLISHED)
    return found.pop()


def _plain(cell: str) -> str:
    return cell.strip().casefold().removeprefix("n.").removeprefix("r.")


def _encoding(given: Load) -> str:
    return given.spec.options.get("encoding", "utf-8-sig")


def _rows(given: Load, table: Table) -> Iterator[Entry[dict[str, str]]]:
    """Yield and count the rows, by our names for the columns."""
    found = records(table.file, given.tally, encoding=_encoding(given), ends=table.member)
    next(found)
    for entry in found:
        given.tally.read()
        if len(entry.value) != table.width:
            reason = f"has {len(entry.value)} cells, not {table.width}"
            given.tally.reject(entry.place, reason)
            continue
        cells = entry.value
        yield Entry(entry.place, {name: cells[at].strip() for name, at in table.columns.items()})


def recognises(head: Head) -> bool:
    """Tell a file by its columns, and the zip of all by the names in it."""
    names = [name.casefold() for name in head.names]
    if head.name.endswith(".zip") and len(names) > 1:
        marks = ("nodes", "relationships"), ("nodes", "edges"), ("entities", "edges")
        return any(all(any(m in n for n in names) for m in both) for both in marks)
    columns = {_plain(column) for column in head.columns()}
    return any(known <= columns for known in KNOWN)


FORMAT = Format("icij", "ICIJ Offshore Leaks (CSV)", load, recognises, options=("encoding",))
