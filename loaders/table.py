"""Strict reading of the CSV tables that people edit: any doubt names its row and field."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from graph import country
from graph.dates import PartialDate
from graph.errors import BadFile, BadRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table, with where it stands (the header is line 1)."""

    file: Path
    number: int
    cells: dict[str, str]

    def bad(self, column: str, remedy: str) -> BadRow:
        """Make the error that names this row, the field and its value."""
        return BadRow(self.file, self.number, column, self.cells.get(column, ""), remedy)

    def text(self, column: str) -> str:
        """Give a field that may be empty."""
        return self.cells[column]

    def required(self, column: str) -> str:
        """Give a field that must not be empty."""
        if not self.cells[column]:
            raise self.bad(column, "must not be empty")
        return self.cells[column]

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """Give a field that must hold one of a few words."""
        if self.cells[column] not in allowed:
            raise self.bad(column, f"use one of: {', '.join(repr(word) for word in allowed)}")
        return self.cells[column]

    def date(self, column: str) -> PartialDate | None:
        """Give a date; None when the field is empty, which means unknown."""
        try:
            return PartialDate(self.cells[column]) if self.cells[column] else None
        except ValueError:
            raise self.bad(column, "write a real date as YYYY, YYYY-MM or YYYY-MM-DD") from None

    def country(self, column: str) -> str | None:
        """Give a country code; None when the field is empty, which means unknown."""
        code = self.cells[column]
        if code and not country.is_code(code):
            raise self.bad(column, "use an ISO 3166-1 alpha-2 code, or leave empty if unknown")
        return code or None

    def parts(self, column: str, separator: str) -> tuple[str, ...]:
        """Give the parts of a field that holds several; none when it is empty."""
        found = tuple(part.strip() for part in self.cells[column].split(separator))
        if found != ("",) and "" in found:
            raise self.bad(column, f"a part between {separator!r} is empty: remove it")
        return () if found == ("",) else found


def rows(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a UTF-8 CSV file whose header is exactly `columns`, in any order.

    Raises `BadFile` when there is no such file or it is empty, `BadRow` for anything that
    cannot be taken as it stands: bytes that are not UTF-8, a wrong header, a row too long
    or too short, a control character, white space around a value.
    """
    reader = csv.reader(io.StringIO(_decoded(file), newline=""), strict=True)
    start = 1
    try:
        header = next(reader, None)
        if header is None:
            raise BadFile(file, "is empty", f"its first line must be {','.join(columns)}")
        _check_header(file, header, columns)
        start = reader.line_num + 1
        for values in reader:
            yield _checked(Row(file, start, _cells(file, start, header, values)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(file, start, "?", "", f"not valid CSV: {error}") from error


def _decoded(file: Path) -> str:
    try:
        content = file.read_bytes().removeprefix(BOM_UTF8)
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "put the table there") from error
    except OSError as error:
        raise BadFile(
            file, f"cannot be read ({error.strerror})", "name a folder of tables"
        ) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad_bytes(file, content, error.start) from error


def _bad_bytes(file: Path, content: bytes, offset: int) -> BadRow:
    """Name the line and field that hold the first byte that is not UTF-8."""
    content, offset = _with_plain_breaks(content), len(_with_plain_breaks(content[:offset]))
    start = content.rfind(b"\n", 0, offset) + 1
    before, line = content[start:offset], content[start:].split(b"\n", 1)[0]
    header = next(csv.reader([content.split(b"\n", 1)[0].decode("latin-1")]), [])
    index = max(len(next(csv.reader([before.decode("latin-1")]), [])) - 1, 0)
    values = next(csv.reader([line.decode("latin-1")]), [""])
    column = header[index] if index < len(header) and header[index].isprintable() else "?"
    value = values[index] if index < len(values) else ""
    number = content.count(b"\n", 0, offset) + 1
    return BadRow(file, number, column, value, "not UTF-8: save the file as CSV UTF-8")


def _with_plain_breaks(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _check_header(file: Path, header: list[str], columns: Sequence[str]) -> None:
    for column in header:
        if column not in columns or header.count(column) > 1:
            remedy = f"unexpected column; the columns are {', '.join(columns)}"
            raise BadRow(file, 1, column, column, remedy)
    for column in columns:
        if column not in header:
            raise BadRow(file, 1, column, "", "this column is missing from the header")


def _cells(file: Path, number: int, header: list[str], values: list[str]) -> dict[str, str]:
    if len(values) > len(header):
        extra = values[len(header)]
        raise BadRow(file, number, "?", extra, f"a row must have {len(header)} fields")
    if len(values) < len(header):
        missing = header[len(values)]
        raise BadRow(file, number, missing, "", f"a row must have {len(header)} fields")
    return dict(zip(header, values, strict=True))


def _checked(row: Row) -> Row:
    for column, value in row.cells.items():
        if value != value.strip():
            raise row.bad(column, "remove the white space around the value")
        if any(category(character) in {"Cc", "Zl", "Zp"} for character in value):
            raise row.bad(column, "remove the line breaks or control characters")
    return row
