"""Sheets of a workbook that people edit, read as strictly as our CSV tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import BadFile, BadRow
from loaders.reading.sheets import lines, sheet_names
from loaders.reading.strict import under_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from loaders.reading.cells import Cell
    from loaders.reading.strict import Row


def sheet_rows(
    file: Path, sheet: str, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of a sheet as `loaders.table.rows` does of a CSV file.

    White space around a value, which CSV may not have, is left out here, for nobody sees it in
    a spreadsheet. Raises `BadRow` for a formula, an error, a number that was rounded and a row
    left empty between others; `BadFile` for merged cells.
    """
    # A path, for that is what an error names; the sheet is a part of where a row stands.
    place = file.with_name(f"{file.name}, sheet {sheet}")
    yield from under_header(place, _records(file, place, sheet), columns, optional)


def _records(file: Path, place: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    header: list[str] = []
    before = 0
    for entry in lines(file, sheet):
        number = entry.place.row
        if number != before + 1:
            name = header[0] if header else "?"
            raise BadRow(place, before + 1, name, "", "the row is empty: delete it")
        for index, cell in enumerate(entry.value):
            if cell.problem:
                name = header[index] if index < len(header) else "?"
                raise BadRow(place, number, name, cell.text, cell.problem)
        texts = _texts(entry.value, len(header))
        header, before = header or texts, number
        yield number, texts


def _texts(cells: list[Cell], width: int) -> list[str]:
    """Give the cells up to the last that holds anything, and at least as many as the header."""
    return [cell.text for cell in cells] + [""] * (width - len(cells))


def refuse_others(file: Path, sheets: Sequence[str]) -> None:
    """Raise `BadFile` for a sheet that nobody would read, such as a copy of a table."""
    found = sheet_names(file)
    if others := [name for name in found if name not in sheets]:
        problem = f"has the sheet {', '.join(others)}, which would not be read"
        raise BadFile(file, problem, "remove it, or move its text to a sheet called notes")
