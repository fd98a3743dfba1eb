"""An Excel workbook: a sheet for each table, the same bytes from the same subgraph.

Every cell is text, so that nothing is run, rounded or taken for a date. Characters that XML
cannot hold are written `_x000B_`, as spreadsheets do, and so is text that looks like it.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import IO, TYPE_CHECKING

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from graph.errors import BadQuestion
from graph.exports.files import replacing
from graph.exports.rows import unreadable
from graph.exports.sheets import TABLES, records_in, tables
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from graph.exports.sheets import Cells
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records

TITLE = "Excel workbook"
LONGEST, MOST_ROWS = 32_767, 1_048_576  # of a cell, of a sheet: a spreadsheet holds no more
CUT = f"A text longer than {LONGEST:,} characters is cut there: a spreadsheet cell holds no more."
TEXT, WIDE, NARROW = "@", 48, 16
# What openpyxl would take for a formula or an error.
_MISTAKEN = re.compile("[=+@#'-]")
_NO_XML = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")
# The earliest date that a zip archive can hold.
_NO_DATE, _NO_TIME = (1980, 1, 1, 0, 0, 0), datetime(1980, 1, 1)  # noqa: DTZ001 - no time is meant
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the workbook; the tables are those of the CSV format."""
    return write_workbook(file, TABLES, tables(subgraph))


def write_workbook(
    file: Path, columns: Mapping[str, Sequence[str]], held: Mapping[str, Iterable[Cells]]
) -> Losses:
    """Write a sheet of text for each table; say whether any text had to be cut.

    Raises `BadQuestion` for a table of more rows than a sheet has, and for text that no file
    can hold; the file is then left as it was.
    """
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator, book.properties.created = "enduse", _NO_TIME
    with replacing(file) as stream:
        try:
            cut = [_filled(book, name, columns[name], held[name]) for name in columns]
            content = io.BytesIO()
            book.save(content)
        finally:
            _close(book)
        _undated(content, stream)
    return (CUT,) if any(cut) else ()


def _filled(book: Workbook, name: str, header: Sequence[str], held: Iterable[Cells]) -> bool:
    """Make a sheet; say whether any text had to be cut."""
    sheet: WriteOnlyWorksheet = book.create_sheet(name)
    _dress(sheet, header)
    cut = False
    for number, cells in enumerate(held, 2):
        if number > MOST_ROWS:
            raise BadQuestion(f"{name}: a sheet has {MOST_ROWS:,} rows; write CSV instead")
        texts = [escaped(cell) for cell in cells]
        cut = cut or any(len(text) > LONGEST for text in texts)
        sheet.append([_cell(sheet, text) for text in texts])
    return cut


def _close(book: Workbook) -> None:
    """Let go of the sheets' temporary files when a workbook was not saved."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()


def _dress(sheet: WriteOnlyWorksheet, header: Sequence[str]) -> None:
    """Set the header in bold, above rows that scroll."""
    sheet.freeze_panes = "A2"
    for index, column in enumerate(header, 1):
        wide = column in ("note", "value", "description", "about", "name", "title")
        sheet.column_dimensions[get_column_letter(index)].width = (  # type: ignore[attr-defined]
            WIDE if wide else NARROW
        )
    cells = [WriteOnlyCell(sheet, column) for column in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)


def escaped(text: str) -> str:
    """Write what XML cannot hold as spreadsheets do; raise `UnicodeEncodeError` for half a one.

    >>> escaped("a\\rb"), escaped("_x0041_")
    ('a_x000D_b', '_x005F_x0041_')
    """
    text.encode()
    return _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Give back the text that `escaped` was given."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)


def _cell(sheet: WriteOnlyWorksheet, text: str) -> str | Cell | None:
    """Give a text, as a cell that says so where it would be taken for something else."""
    text = text[:LONGEST]
    if not _MISTAKEN.match(text):
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", TEXT
    return cell


def _undated(content: io.BytesIO, stream: IO[bytes]) -> None:
    """Copy a workbook without the times at which it was made."""
    with zipfile.ZipFile(content) as made, zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(made.namelist()):
            part = made.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, part)


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        with file.open("rb") as stream:  # a stream may have any name
            book = openpyxl.load_workbook(stream, read_only=True)
            return records_in({name: list(_rows(book[name].iter_rows())) for name in TABLES})
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise unreadable(file, TITLE, error) from error


def _rows(lines: Iterable[Sequence[object]]) -> Iterator[dict[str, str]]:
    numbered = iter(lines)
    header = [_text(cell) for cell in next(numbered, ())]
    for cells in numbered:
        texts = [_text(cell) for cell in cells]
        yield dict(zip(header, texts + [""] * (len(header) - len(texts)), strict=True))


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else unescaped(str(value))


EXPORT = Export("xlsx", TITLE, "xlsx", write, read, (CUT,))
