"""Rows of published CSV files, which are looser than the tables that people edit here."""

from __future__ import annotations

import csv
from contextlib import closing
from typing import TYPE_CHECKING

from graph.errors import BadFile
from loaders.reading.files import LONGEST_LINE, lines
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from loaders.reading.tally import Tally

END_OF_FILE = "\x1a"  # Control-Z, with which DOS ended a text
# No published table is nearly so wide; a spreadsheet ends there. Texts have separators, too.
MOST_COLUMNS, MOST_SEPARATORS = 16_384, 2**20
WRONG = "is this the file, and the format, you meant?"


def records(
    file: Path,
    tally: Tally,
    *,
    encoding: str = "utf-8-sig",
    separator: str = ",",
    skip: int = 0,
    ends: str = "",
) -> Generator[Entry[list[str]], None, None]:
    """Yield every record as a list of cells, without counting it; `skip` lines come before.

    A record's number is that of its first line. Control-Z, wherever it stands, is left out;
    a record that is then empty is none. A carriage return within a line is a blank. Raises
    `BadFile` where the quotes do not close, and for more columns than any table has.
    """
    if len(separator) != 1 or separator in '"\r\n':
        problem = f"is to be read with {separator!r} between cells"
        raise BadFile(file, problem, "name one character, such as a comma")
    csv.field_size_limit(LONGEST_LINE)
    with closing(lines(file, tally, encoding, ends)) as numbered:
        for _ in range(skip):
            next(numbered, None)
        cleaned = (_cleaned(file, line, separator) for line in numbered)
        yield from _cells(file, csv.reader(cleaned, delimiter=separator, strict=True), skip)


def _cells(file: Path, reader: Reader, skip: int) -> Iterator[Entry[list[str]]]:
    start = skip + 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                problem = f"row {start} has more than {MOST_COLUMNS:,} cells"
                raise BadFile(file, problem, WRONG)
            if cells:
                yield Entry(Place(file.name, start), cells)
            start = skip + reader.line_num + 1
    except csv.Error as error:
        raise BadFile(file, f"row {start} is not CSV: {error}", "is the file cut off?") from error


def _cleaned(file: Path, line: str, separator: str) -> str:
    """Make ready for `csv`, which would hold a line of separators alone as a list of millions."""
    if line.count(separator) > MOST_SEPARATORS:
        raise BadFile(file, f"has a line with {line.count(separator):,} {separator!r}", WRONG)
    return line.replace(END_OF_FILE, "").replace("\r", " ") + "\n"


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
    Raises `BadFile` for a header without one of the columns, or with one of them twice.
    """
    with closing(
        records(file, tally, encoding=encoding, separator=separator, skip=skip, ends=ends)
    ) as found:
        header = [cell.strip() for cell in next((entry.value for entry in found), [])]
        check_header(file, header, columns)
        for entry in found:
            place, cells = entry.place, entry.value
            tally.read()
            if len(cells) == len(header):
                yield Entry(place, {n: c.strip() for n, c in zip(header, cells, strict=True)})
            else:
                tally.reject(place, f"has {len(cells)} cells, not {len(header)}")


def check_header(file: Path, header: Sequence[str], columns: Sequence[str]) -> None:
    """Raise `BadFile` unless the header has all columns, and each only once."""
    if missing := [name for name in columns if name not in header]:
        problem = f"its header has no {', '.join(missing)}"
        raise BadFile(file, problem, WRONG)
    if twice := sorted({name for name in columns if header.count(name) > 1}):
        raise BadFile(file, f"its header has {', '.join(twice)} twice", "read it by position")
