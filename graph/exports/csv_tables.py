"""CSV: a zip of tables, for spreadsheets, databases and data frames alike.

A spreadsheet runs a cell that begins with certain characters as a formula. Such a cell gets an
apostrophe before it, as does one that begins with an apostrophe: reading back takes one away.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from graph.exports.files import write_zip
from graph.exports.rows import unreadable
from graph.exports.sheets import TABLES, records_in, tables
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.exports.sheets import Cells
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records

GUARD = "'"
# Also behind white space and what is not seen, and as wide characters of East Asian fonts.
_UNSEEN = "\\s\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe"
RUN = re.compile(f"[{_UNSEEN}]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n']")
BYTE_ORDER_MARK = "\ufeff"  # spreadsheets know UTF-8 by it
TITLE = "CSV tables"


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write a zip with a CSV file for each table; nothing is lost."""
    found = tables(subgraph)
    write_zip(file, {f"{name}.csv": _pieces(name, held) for name, held in found.items()})
    return ()


def guarded(text: str) -> str:
    """Give the text as no spreadsheet runs it.

    >>> guarded("=1+1"), guarded("'tis"), guarded("1+1")
    ("'=1+1", "''tis", '1+1')
    """
    return f"{GUARD}{text}" if RUN.match(text) else text


def unguarded(cell: str) -> str:
    """Give back the text that a cell was made of."""
    return cell.removeprefix(GUARD)


def _pieces(name: str, held: Iterable[Cells]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line(TABLES[name])
    for cells in held:
        yield _line([guarded(cell) for cell in cells])


def _line(cells: Cells) -> str:
    """Write a row as RFC 4180 has it: a cell with a line break stands in quotes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            return records_in({name: list(_rows(archive, name)) for name in TABLES})
    except (OSError, zipfile.BadZipFile, csv.Error, KeyError, TypeError, ValueError) as error:
        raise unreadable(file, TITLE, error) from error


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(f"{name}.csv") as stream:
        lines = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", newline=""), strict=True)
        header = next(lines, [])
        for cells in lines:
            yield dict(zip(header, map(unguarded, cells), strict=True))


EXPORT = Export("csv", TITLE, "zip", write, read)
