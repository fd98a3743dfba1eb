"""Rows of any CSV or XLSX table, under a header of which every column must be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import BadFile
from loaders.reading.cells import Cell
from loaders.reading.rows import records
from loaders.reading.sheets import lines, sheet_names
from loaders.reading.tally import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from loaders.reading.mapping_blocks import Settings
    from loaders.reading.tally import Tally

DOUBTFUL = "a cell that is used is a formula, an error or a number that was rounded"


def table_rows(
    file: Path, tally: Tally, settings: Settings, used: Collection[str]
) -> Iterator[Entry[dict[str, str]]]:
    """Yield and count the rows below the header, names and cells stripped of blanks.

    Raises `BadFile` for a header without a column that is used, and for one with a column that
    is neither used nor ignored: publishers add columns, and somebody should look at them.
    """
    if file.suffix.casefold() == ".xlsx":
        yield from _sheet(file, tally, settings, used)
        return
    found = records(
        file, tally,
        encoding=settings.encoding, separator=settings.separator, skip=settings.skip_rows,
    )  # fmt: skip
    first = next(found, None)
    header = _header(file, [] if first is None else first.value, settings, used)
    for entry in found:
        tally.read()
        if len(entry.value) != len(header):
            tally.reject(entry.place, f"has {len(entry.value)} cells, not {len(header)}")
            continue
        cells = (cell.strip() for cell in entry.value)
        yield Entry(entry.place, dict(zip(header, cells, strict=True)))


def _sheet(
    file: Path, tally: Tally, settings: Settings, used: Collection[str]
) -> Iterator[Entry[dict[str, str]]]:
    found = lines(file, _sheet_name(file, settings), settings.skip_rows)
    first = next(found, None)
    names = [] if first is None else [cell.text for cell in first.value]
    header = _header(file, names, settings, used)
    for entry in found:
        tally.read()
        spare = len(header) - len(entry.value)
        if spare < 0:
            tally.reject(entry.place, f"has {len(entry.value)} cells, not {len(header)}")
            continue
        row = dict(zip(header, [*entry.value, *[Cell("")] * spare], strict=True))
        if any(cell.problem for name, cell in row.items() if name in used):
            tally.reject(entry.place, DOUBTFUL)
            continue
        yield Entry(entry.place, {name: cell.text for name, cell in row.items()})


def _sheet_name(file: Path, settings: Settings) -> str:
    names = sheet_names(file)
    if not settings.sheet and len(names) != 1:
        problem = f"has {len(names)} sheets"
        raise BadFile(file, problem, f"say sheet = one of {', '.join(names)}")
    return settings.sheet or names[0]


def _header(file: Path, cells: list[str], settings: Settings, used: Collection[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    if missing := [name for name in sorted(used) if name not in header]:
        told = ", ".join(repr(name) for name in missing)
        remedy = f"its columns are {', '.join(header)}; a word that is no column is {{ fixed = … }}"
        raise BadFile(file, f"has no column {told}", remedy)
    if twice := sorted({name for name in used if header.count(name) > 1}):
        raise BadFile(file, f"has the column {', '.join(twice)} twice", "give one another name")
    if unknown := [name for name in header if name not in used and name not in settings.ignore]:
        told = ", ".join(repr(name) for name in unknown)
        problem = f"has the columns {told}, which the mapping neither uses nor ignores"
        raise BadFile(file, problem, "use them, or list them under ignore")
    return header
