"""Our own tables, the ones an investigator fills: a folder of CSV, or one XLSX workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import BadFile
from graph.statement import Records
from loaders.reading.format import Format
from loaders.reading.our_collection import COLLECTION, of_sheet, of_toml
from loaders.reading.our_rows import (
    COLUMNS,
    DEALS,
    OPTIONAL,
    PARTIES,
    SOURCES,
    STATEMENTS,
    deal,
    party,
    source,
    statements,
    unique,
)
from loaders.reading.strict_sheets import refuse_others, sheet_rows
from loaders.table import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.statement import Collection
    from graph.vocabulary import Vocabulary
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.strict import Row
    from loaders.reading.tally import Tally

__all__ = ["COLLECTION", "DEALS", "FORMAT", "PARTIES", "SOURCES", "STATEMENTS", "load"]

SAID, FILES = "source.toml", ("source.toml", *(f"{name}.csv" for name in COLUMNS))
SHEET, SHEETS = "source", ("source", *COLUMNS)
# Sheets that a person may keep beside the tables and that are not read.
BESIDE = ("words", "notes")
NAMED = "name a folder of tables, one workbook, or all of " + ", ".join(FILES)


@dataclass(frozen=True, slots=True)
class Tables:
    """Who made some tables, and the rows of each by its name."""

    collection: Collection
    rows: Callable[[str], Iterator[Row]]


def load(place: Path, vocabulary: Vocabulary) -> Records:
    """Read parties, statements, sources and deals of a folder of CSV, or of an XLSX workbook.

    Raises `BadRow` or `BadFile` at the first thing that cannot be taken as it stands;
    nothing is guessed and nothing is dropped.
    """
    return _read(_tables(place), vocabulary)


def _tables(place: Path) -> Tables:
    if place.suffix.casefold() == ".xlsx" and not place.is_dir():
        refuse_others(place, (*SHEETS, *BESIDE))
        return Tables(
            of_sheet(place, SHEET), lambda name: sheet_rows(place, name, COLUMNS[name], OPTIONAL)
        )
    return Tables(
        of_toml(place / SAID), lambda name: rows(place / f"{name}.csv", COLUMNS[name], OPTIONAL)
    )


def _read(tables: Tables, vocabulary: Vocabulary) -> Records:
    collection = tables.collection
    parties = {
        made.id: made
        for row in unique(tables.rows("parties"))
        for made in [party(row, collection.id, vocabulary)]
    }
    sources = {row.text("id"): source(row) for row in unique(tables.rows("sources"))}
    deals = {row.text("id"): deal(row) for row in unique(tables.rows("deals"))}
    known = Records((collection,), parties, (), sources, deals)
    return replace(known, statements=statements(tables.rows("statements"), vocabulary, known))


def records(given: Load) -> Iterator[Record]:
    """Yield what the tables hold; the first row that cannot be taken stops the load.

    The id of the tables must be that of the source, for both begin the ids of parties.
    """
    place = _place(given.spec.files)
    tables, name = _tables(place), given.spec.id
    if tables.collection.id != name:
        problem = f"calls its collection {tables.collection.id!r}, and the source is {name!r}"
        raise BadFile(place, problem, "give both the same id")
    counted = replace(tables, rows=partial(_counted, given.tally, tables.rows))
    held = _read(counted, given.vocabulary)
    given.tally.use(given.tally.rows)
    yield from held.collections
    yield from held.sources.values()
    yield from held.deals.values()
    yield from held.parties.values()
    yield from (replace(each, grade=given.grade(each.grade)) for each in held.statements)


def identity(files: tuple[Path, ...]) -> str:
    """Give the id that some tables give themselves, which a source of them must have."""
    return _tables(_place(files)).collection.id


def _counted(tally: Tally, found: Callable[[str], Iterator[Row]], name: str) -> Iterator[Row]:
    for row in found(name):
        tally.read()
        yield row


def _place(files: tuple[Path, ...]) -> Path:
    """Give the folder or workbook; the files of a folder may be named one by one, but all."""
    folders = {file.parent for file in files}
    if len(folders) == 1 and {file.name for file in files} == set(FILES):
        return folders.pop()
    if len(files) != 1 or not (files[0].is_dir() or files[0].suffix.casefold() == ".xlsx"):
        several = f"is one of {len(files)} files, which are" if len(files) > 1 else "is"
        raise BadFile(files[0], f"{several} no tables", NAMED)
    return files[0]


def recognises(head: Head) -> bool:
    """Tell a folder by its files, a workbook by its sheets, one of the files by its columns."""
    if head.name.endswith(".xlsx"):
        return set(SHEETS) <= set(head.names)
    if head.name == SAID or set(FILES) <= set(head.names):
        return True
    columns = COLUMNS.get(head.name.removesuffix(".csv"), ())
    found = head.columns(",")
    return bool(columns) and set(columns) - set(OPTIONAL) <= found <= set(columns)


FORMAT = Format(
    "tables", "our own tables: a folder of CSV, or an XLSX workbook", records, recognises
)
