"""Cells of a spreadsheet as the text that a table of text would hold."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openpyxl.cell import _CellOrMergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

FORMULA = "is a formula: put its value in its place (copy, then paste values only)"
ERROR = "is an error of the spreadsheet: write the value, or leave the cell empty"
ROUNDED = "has more than 15 digits, which a spreadsheet rounds: set the cell to text, type it again"
MOST_DIGITS = 15
# Parts of a number format that are no pattern: quoted, in brackets, after a backslash.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class Cell(NamedTuple):
    """A cell's text; `problem` says why it cannot be relied on, and what to do."""

    text: str
    problem: str = ""


def cell(found: ReadOnlyCell | EmptyCell | _CellOrMergedCell) -> Cell:
    """Read a cell; blanks around text are left out, for nobody sees them in a spreadsheet.

    A number that was shown as a date is written YYYY-MM-DD, or YYYY-MM where only the month
    was shown; 2019.0 is 2019; a percentage keeps its sign; leading zeros that are shown stay.
    """
    value, shown = found.value, str(found.number_format or "General")
    if value is None:
        return Cell("")
    if found.data_type == "f":
        return Cell(value if isinstance(value, str) else "=", FORMULA)
    if found.data_type == "e":
        return Cell(str(value), ERROR)
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, date):
        return Cell(_date(value, _LITERAL.sub("", shown).lower()))
    if isinstance(value, int | float):
        return _number(value, _LITERAL.sub("", shown))
    return Cell(str(value).strip())


def _date(value: date, shown: str) -> str:
    """Write a date as exactly as it is shown: typing 2019-05 makes the first of May of it."""
    if isinstance(value, datetime):
        if value.time() != value.time().min:
            return value.isoformat(" ", "seconds")
        value = value.date()
    text = value.isoformat()
    if "y" in shown and "d" not in shown and value.day == 1:
        return text[:7] if "m" in shown or value.month != 1 else text[:4]
    return text


def _number(value: float, shown: str) -> Cell:
    # A spreadsheet keeps 15 digits; what comes after them is how computers store fractions.
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{MOST_DIGITS}g}")
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** MOST_DIGITS:
        return Cell(str(value), ROUNDED)
    percent = shown.endswith("%")
    text = f"{exact * 100 if percent else exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if re.fullmatch("0{2,}", shown):
        text = text.zfill(len(shown))
    return Cell(f"{text}%" if percent else text)
