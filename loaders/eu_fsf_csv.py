"""The EU's consolidated financial sanctions files (FSF): CSV, versions 1.0 and 1.1."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from loaders.reading.eu_subject import records
from loaders.reading.format import Format
from loaders.reading.rows import check_header
from loaders.reading.rows import records as rows_of
from loaders.reading.sanctioned import together
from loaders.reading.tally import Entry, Place
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.reading.eu_subject import Part
    from loaders.reading.format import Head, Load, Record

    # The parts of one row, each with what it holds.
    Row = dict[str, dict[str, str]]

TABLE = "eu_fsf_csv.toml"
LAYOUTS = {"Entity_LogicalId": "columns_1_1", "Entity_logical_id": "columns_1_0"}
# Without these there is no list; a file may leave out others.
NEEDED = {
    "columns_1_1": ("Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName"),
    "columns_1_0": ("Subject_type", "Naal_wholename"),
}


def load(given: Load) -> Iterator[Record]:
    """Read subjects, each of all rows that follow each other with its number: one an attribute."""
    for file in given.spec.files:
        rows = groupby(_rows(given, file), lambda row: row.value["sanctionEntity"]["logicalId"])
        groups = (list(group) for _, group in rows)
        yield from together(groups, given.tally, partial(_subject, given))


def _rows(given: Load, file: Path) -> Iterator[Entry[Row]]:
    """Yield and count rows; cells are found by position, for names stand twice in the header."""
    encoding = given.spec.options.get("encoding", "utf-8-sig")
    found = rows_of(file, given.tally, encoding=encoding, separator=";")
    header = [cell.strip() for cell in next(found, Entry(Place(file.name, 1), [])).value]
    layout = next((LAYOUTS[name] for name in header if name in LAYOUTS), "columns_1_1")
    check_header(file, header, NEEDED[layout])
    columns = tables(TABLE)[layout]
    places = [
        (header.index(name), *meaning.partition(" ")[::2])
        for name, meaning in columns.items()
        if name in header
    ]
    for entry in found:
        given.tally.read()
        cells = entry.value
        if len(cells) < len(header) or any(cells[len(header) :]):
            given.tally.reject(entry.place, f"has {len(cells)} cells, not {len(header)}")
        else:
            yield Entry(entry.place, _parts(cells, places))


def _parts(cells: Sequence[str], places: Sequence[tuple[int, str, str]]) -> Row:
    row: Row = {"sanctionEntity": {"logicalId": ""}}
    for place, part, attribute in places:
        if text := cells[place].strip():
            row.setdefault(part, {})[attribute] = text
    return row


def _subject(given: Load, rows: Sequence[Entry[Row]]) -> Iterator[Record]:
    """Put the rows of one subject together; what every row repeats is one part."""
    parts: Mapping[str, list[Part]] = defaultdict(list)
    for row in rows:
        for name, part in row.value.items():
            held = parts["remark" if name == "remark_of_name" else name]
            if part not in held and (name != "sanctionEntity" or not held):
                held.append(part)
    yield from records(given, parts)


def recognises(head: Head) -> bool:
    """Tell the file by the names of its columns."""
    columns = head.columns(";")
    return any(columns >= {key, *NEEDED[layout]} for key, layout in LAYOUTS.items())


FORMAT = Format(
    "eu-fsf-csv",
    "EU consolidated financial sanctions files, CSV 1.0 and 1.1",
    load,
    recognises,
    options=("encoding",),
)
