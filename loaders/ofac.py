"""OFAC's lists as CSV: parties (sdn, cons_prim), names (alt), addresses (add), long remarks."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import BadFile
from graph.statement import Listing
from loaders.reading.format import Format
from loaders.reading.listed import Links, Listed, records
from loaders.reading.ofac_entry import kind_and_note, list_of, programmes
from loaders.reading.ofac_facts import Fact, remarks
from loaders.reading.rows import records as rows_of
from loaders.reading.tally import Reject, taken
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

    Row = Entry[list[str]]

# The tables have no header; each has its own number of columns.
PARTIES, NAMES, PLACES, MORE = 12, 5, 6, 2
NOTHING = "-0-"
ORPHAN = "belongs to a party that is in none of the files"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in other tables than the party's own, by its number."""

    remarks: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)


def load(given: Load) -> Iterator[Record]:
    """Read parties with all that the other tables say of them; the files come in any order."""
    beside, links = Beside(), Links()
    files = {file: _width(file, given) for file in given.spec.files}
    for file, width in files.items():
        held = {NAMES: beside.names, PLACES: beside.places, MORE: beside.remarks}.get(width)
        if held is not None:
            for row in _rows(given, file, width):
                held[row.value[0]].append(row)
    for file, width in files.items():
        if width == PARTIES:
            read = partial(_party, given, list_of(given, file), beside, links)
            yield from taken(_rows(given, file, width), given.tally, read)
    yield from links.statements(given)
    for table in (beside.names, beside.places, beside.remarks):
        for number, held_rows in table.items():
            if number in beside.seen:
                given.tally.use(len(held_rows))
            else:
                given.tally.skip(ORPHAN, len(held_rows))


def _width(file: Path, given: Load) -> int:
    first = next(rows_of(file, given.tally, encoding=_encoding(given)), None)
    width = len(first.value) if first else 0
    if width and width not in (PARTIES, NAMES, PLACES, MORE):
        problem = f"its first row has {width} cells, which no table of OFAC has"
        raise BadFile(file, problem, "name OFAC's own files: sdn.csv, alt.csv, add.csv …")
    return width


def _encoding(given: Load) -> str:
    return given.spec.options.get("encoding", "utf-8-sig")


def _rows(given: Load, file: Path, width: int) -> Iterator[Row]:
    """Yield and count rows of the right width; cells that say nothing are empty.

    The last cell keeps its blanks: remarks are cut anywhere, and go on in another table.
    """
    for row in rows_of(file, given.tally, encoding=_encoding(given)):
        *cells, last = ("" if cell.strip() == NOTHING else cell for cell in row.value)
        row.value[:] = [*(cell.strip() for cell in cells), last]
        if any(row.value):
            given.tally.read()
            if len(row.value) == width and row.value[0].isdigit():
                yield row
            else:
                given.tally.reject(row.place, f"has not {width} cells, or no number")


def _party(given: Load, list_: str, beside: Beside, links: Links, row: Row) -> Iterator[Record]:
    number, name, type_, causes, title, sign, *_, flag, owner, said = row.value
    if not name:
        raise Reject("has no name")
    beside.seen.add(number)
    kind, note = kind_and_note(type_ or NOTHING, name, given.tally)
    said += "".join(more.value[1] for more in beside.remarks.get(number, ()))
    facts = [Fact("Vessel Call Sign", sign), Fact("Vessel Flag", flag)]
    entry = Listed(
        local=number,
        name=name,
        kind=kind,
        locator=f"entry {number}",
        listings=(Listing(list_, programme=programmes(causes.split("] ["))),),
        number=number,
        aliases=tuple(_alias(given, other) for other in beside.names.get(number, ())),
        places=tuple(_place(place) for place in beside.places.get(number, ())),
        facts=(*(fact for fact in facts if fact.value), *remarks(said)),
        links=(("Vessel Owner", owner),) if owner else (),
        told=(title, note, f"Vessel owner as stated: {owner}" if owner else ""),
    )
    yield from records(given, entry, links)


def _alias(given: Load, row: Row) -> str:
    words("ofac.toml", "aliases").get(row.value[2], given.tally)
    return row.value[3]


def _place(row: Row) -> tuple[str, str]:
    parts = [part for part in row.value[2:5] if part]
    return ", ".join(parts), row.value[4]


def recognises(head: Head) -> bool:
    """Tell OFAC's tables by the shape of their first row: they have no header."""
    if not head.name.endswith(".csv"):
        return False
    line = head.start.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    try:
        cells = [c.strip() for c in next(csv.reader([line.decode("utf-8", "replace")]), [])]
    except csv.Error:
        return False
    if not cells or not cells[0].isdigit():
        return False
    if len(cells) == MORE:
        return "comments" in head.name
    if len(cells) == PLACES:
        return cells[1].isdigit() and cells[5] == NOTHING
    known = words("ofac.toml", "types" if len(cells) == PARTIES else "aliases").table
    return len(cells) in (PARTIES, NAMES) and cells[2] in known


FORMAT = Format("ofac", "OFAC lists, CSV", load, recognises, options=("encoding", "list"))
