"""Rows of the tables that people edit: any doubt names its file, row and field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from graph import country
from graph.dates import PartialDate
from graph.errors import BadFile, BadRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# A field that is longer is a quote that was never closed, or no text that a person wrote.
LONGEST = 131_072


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


def under_header(
    file: Path,
    records: Iterable[tuple[int, list[str]]],
    columns: Sequence[str],
    optional: Sequence[str] = (),
) -> Iterator[Row]:
    """Yield the rows below a header that holds exactly `columns`, in any order.

    Those in `optional` may be missing and are then empty. Raises `BadFile` where there is no
    header, `BadRow` for a wrong one, a row too long or too short, a control character, and
    white space around a value.
    """
    numbered = iter(records)
    _, header = next(numbered, (0, None))
    if header is None:
        raise BadFile(file, "is empty", f"its first line must be {','.join(columns)}")
    _check_header(file, header, columns, optional)
    absent = dict.fromkeys((column for column in optional if column not in header), "")
    for number, values in numbered:
        yield _checked(Row(file, number, _cells(file, number, header, values) | absent))


def _check_header(
    file: Path, header: list[str], columns: Sequence[str], optional: Sequence[str]
) -> None:
    for column in header:
        if column not in columns or header.count(column) > 1:
            remedy = f"unexpected column; the columns are {', '.join(columns)}"
            raise BadRow(file, 1, column, column, remedy)
    for column in columns:
        if column not in header and column not in optional:
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
        if len(value) > LONGEST:
            raise BadRow(row.file, row.number, column, value[:80], "shorten it: it goes on and on")
        if value != value.strip():
            raise row.bad(column, "remove the white space around the value")
        if any(category(character) in {"Cc", "Zl", "Zp"} for character in value):
            raise row.bad(column, "remove the line breaks or control characters")
    return row
