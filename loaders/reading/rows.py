"""Rows of published CSV files, which are looser than the tables that people edit here."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from graph.errors import BadFile
from loaders.reading.files import LONGEST_LINE, lines
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from loaders.reading.tally import Tally

END_OF_FILE = "\x1a"  # Control-Z, with which DOS ended a text


def records(
    file: Path,
    tally: Tally,
    *,
    encoding: str = "utf-8-sig",
    separator: str = ",",
    skip: int = 0,
    ends: str = "",
) -> Iterator[Entry[list[str]]]:
    """Yield every record as a list of cells, without counting it; `skip` lines come before.

    A record's number is that of its first line. Control-Z, wherever it stands, is left out;
    a record that is then empty is none. Raises `BadFile` where the quotes do not close.
    """
    csv.field_size_limit(LONGEST_LINE)
    numbered = lines(file, tally, encoding, ends)
    for _ in range(skip):
        next(numbered, None)
    reader = csv.reader(
        (line.replace(END_OF_FILE, "") + "\n" for line in numbered),
        delimiter=separator,
        strict=True,
    )
    start = skip + 1
    try:
        for cells in reader:
            if cells:
                yield Entry(Place(file.name, start), cells)
            start = skip + reader.line_num + 1
    except csv.Error as error:
        raise BadFile(file, f"row {start} is not CSV: {error}", "is the file cut off?") from error


def rows(
    file: Path,
    tally: Tally,
    columns: Sequence[str],
    *,
    encoding: str = "utf-8-sig",
    separator: str = ",",
    skip: int = 0,
    ends: str = "",
) -> Iterator[Entry[dict[str, str]]]:
    """Yield and count the rows below a header that must hold `columns`; others are given too.

    Names and cells are stripped of blanks. A row with too few or too many cells is rejected.
    Raises `BadFile` for a header without one of the columns, and for a name that stands twice.
    """
    found = records(file, tally, encoding=encoding, separator=separator, skip=skip, ends=ends)
    header = [cell.strip() for cell in next(found, Entry(Place(file.name, 1), [])).value]
    check_header(file, header, columns)
    for entry in found:
        tally.read()
        if len(entry.value) != len(header):
            tally.reject(entry.place, f"has {len(entry.value)} cells, not {len(header)}")
            continue
        yield Entry(entry.place, {n: c.strip() for n, c in zip(header, entry.value, strict=True)})


def check_header(file: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    """Raise `BadFile` unless the header has all columns, and each only once."""
    if missing := [name for name in columns if name not in header]:
        problem = f"its header has no {', '.join(missing)}"
        raise BadFile(file, problem, "is this the file, and the format, you meant?")
    if twice := sorted({name for name in columns if header.count(name) > 1}):
        raise BadFile(file, f"its header has {', '.join(twice)} twice", "read it by position")
