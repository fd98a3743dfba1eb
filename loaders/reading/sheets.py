"""Sheets of XLSX workbooks as text: what a person sees in a cell, and nothing made up."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, TypeAlias
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml.etree import XMLSyntaxError

from graph.errors import BadFile
from loaders.reading.cells import Cell, cell
from loaders.reading.files import AGAIN, ALLOWED_ANYWAY, MOST_PACKED
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell import _CellOrMergedCell
    from openpyxl.workbook import Workbook

Numbered: TypeAlias = "tuple[int, tuple[_CellOrMergedCell, ...]]"

# As many as a sheet can have; a row of a higher number is made to keep a reader busy.
MOST_ROWS, CHUNK, OVERLAP = 1_048_576, 2**20, 256
NOT_XLSX = "save it as XLSX without a password, or as CSV UTF-8"
UNMERGE = "unmerge them, and write the value into every cell that it is meant for"
# What openpyxl raises for workbooks that are damaged, or made to be.
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ParseError, XMLSyntaxError, OverflowError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, NotImplementedError),
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="[A-Z]+\d+(?::[A-Z]+(\d+))?"')


def sheet_names(file: Path) -> tuple[str, ...]:
    """List the sheets of a workbook; raise `BadFile` when it is none."""
    with _workbook(file) as (book, _):
        return tuple(book.sheetnames)


def lines(file: Path, sheet: str, skip: int = 0) -> Iterator[Entry[list[Cell]]]:
    """Yield the rows of a sheet that hold anything, numbered as in it, without empty cells behind.

    `skip` rows come before the table. Raises `BadFile` for what is no workbook, has no such
    sheet, or has merged cells in the table, of which only one holds the value.
    """
    with _workbook(file) as (book, stream):
        if sheet not in book.sheetnames:
            problem = f"has no sheet {sheet!r}"
            raise BadFile(file, problem, f"its sheets are {', '.join(book.sheetnames)}")
        _refuse_merged(file, book, sheet, skip, stream)
        for number, found in _rows(file, book, sheet):
            cells = [cell(each) for each in found]
            while cells and cells[-1] == Cell(""):
                cells.pop()
            if cells and number > skip:
                yield Entry(Place(file.name, number), cells)


@contextmanager
def _workbook(file: Path) -> Iterator[tuple[Workbook, IO[bytes]]]:
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a file that is there") from error
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror or error})", AGAIN) from error
    with stream:
        book = _opened(file, stream)
        try:
            yield book, stream
        finally:
            book.close()


def _opened(file: Path, stream: IO[bytes]) -> Workbook:
    """Open without formulas' last values, which nobody can rely on."""
    try:
        with zipfile.ZipFile(stream) as archive:
            packed = sum(each.compress_size for each in archive.infolist())
            size = sum(each.file_size for each in archive.infolist())
        if size > max(packed * MOST_PACKED, ALLOWED_ANYWAY):
            problem = f"unpacks to {size:,} bytes"
            raise BadFile(file, problem, "save it again as XLSX if you trust it")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is only for the eye
            return openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except BROKEN as error:
        raise BadFile(file, f"is no XLSX workbook, or is damaged ({error})", NOT_XLSX) from error


def _rows(file: Path, book: Workbook, sheet: str) -> Iterator[Numbered]:
    number = 0
    page = book[sheet]
    page.reset_dimensions()  # some programs write wrong ones, and rows would be left out
    found = iter(page.rows)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an impossible date becomes an error cell
                row = next(found, None)
        except BROKEN as error:
            problem = f"sheet {sheet} is damaged after row {number} ({error})"
            raise BadFile(file, problem, NOT_XLSX) from error
        number += 1
        if row is None:
            return
        if number > MOST_ROWS:
            raise BadFile(file, f"sheet {sheet} has a row beyond {MOST_ROWS:,}", NOT_XLSX)
        yield number, row


def _refuse_merged(file: Path, book: Workbook, sheet: str, skip: int, stream: IO[bytes]) -> None:
    """Look for merged cells, which a workbook that is read row by row does not tell of."""
    name: str = book[sheet]._worksheet_path  # type: ignore[attr-defined]
    with zipfile.ZipFile(stream) as archive, archive.open(name) as page:
        before = b""
        while chunk := page.read(CHUNK):
            for found in _MERGED.finditer(before + chunk):
                if int(found[1] or 0) > skip:
                    raise BadFile(file, f"sheet {sheet} has merged cells", UNMERGE)
            before = chunk[-OVERLAP:]
