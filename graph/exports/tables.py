"""Our own tables as one workbook: an export that can be edited and loaded again with --data.

Our tables are for people to fill in, so they hold less than a graph does. What has no column of
its own is told in the description of a party or in the note of a statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.outside import whole_characters
from graph.exports.sheets import told
from graph.exports.subgraph import Export
from graph.exports.table_party import party_row
from graph.exports.table_rows import (
    BESIDE,
    COLUMNS,
    LOSSES,
    MERGED,
    Writing,
    begin,
    deal_row,
    source_row,
    statement_row,
)
from graph.exports.xlsx import CUT, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.exports.sheets import Cells
    from graph.exports.subgraph import Losses, Subgraph
    from graph.exports.table_rows import Filled
    from graph.statement import Collection, Records

# The sheet that stands for source.toml, and the one that is not read.
SHEET, NOTES = "source", "notes"
UNSAID, EXPORTED = "not stated", "export"


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the workbook, with the question, the sources' terms and the losses as notes."""
    with whole_characters():
        held, lost = _made(subgraph)
    columns = {SHEET: ("key", "value"), **COLUMNS, NOTES: ("about", "text")}
    return lost + write_workbook(file, columns, held)


def _made(subgraph: Subgraph) -> tuple[dict[str, list[Cells]], Losses]:
    records = subgraph.records
    writing = begin(records)
    held: dict[str, list[Cells]] = {
        SHEET: list(_source(subgraph, writing)),
        "parties": [_row("parties", party_row(p, writing)) for p in records.parties.values()],
        "statements": list(_statements(records, writing)),
        "sources": [_row("sources", source_row(s, writing)) for s in records.sources.values()],
        "deals": [_row("deals", deal_row(d, writing)) for d in records.deals.values()],
    }
    lost = tuple(loss for loss in LOSSES if loss in writing.met)
    held[NOTES] = list(_notes(subgraph, lost, writing))
    return held, lost


def _row(table: str, filled: Filled) -> Cells:
    return [filled.get(column, "") for column in COLUMNS[table]]


def _statements(records: Records, writing: Writing) -> Iterator[Cells]:
    """Give the rows; a second one that reads the same would be refused, and is left out."""
    seen = set()
    for said in records.statements:
        row = statement_row(said, writing)
        claim = tuple(row[column] for column in COLUMNS["statements"] if column not in BESIDE)
        if claim in seen:
            writing.met.add(MERGED)
            continue
        seen.add(claim)
        yield _row("statements", row)


def _source(subgraph: Subgraph, writing: Writing) -> Iterator[Cells]:
    """Say who made the tables: whose they were, or all those that they were taken from."""
    found = subgraph.records.collections
    compiled = max((str(each.compiled) for each in found if each.compiled), default="")
    values = {
        "title": _joined(found, "title"),
        "publisher": _joined(found, "publisher"),
        "licence": _joined(found, "licence"),
        "compiled": compiled,
        "about": found[0].about if len(found) == 1 else subgraph.asked,
    }
    yield ["id", writing.collection]
    for key, value in values.items():
        text = writing.plain(value)
        yield [key, text if key == "compiled" else text or UNSAID]


def _joined(found: tuple[Collection, ...], field: str) -> str:
    return "; ".join(dict.fromkeys(str(getattr(each, field)) for each in found))


def _notes(subgraph: Subgraph, lost: Losses, writing: Writing) -> Iterator[Cells]:
    for key, value in told(subgraph):
        yield [key, writing.plain(value)]
    for loss in lost:
        yield ["not as in the graph", loss]
    for source in subgraph.records.sources.values():
        if source.retrieved is not None:
            yield ["retrieved", f"{source.retrieved}: {writing.sources[source.id]}"]


EXPORT = Export(
    "tables", "Our own tables, to edit and load again", "xlsx", write, loses=(*LOSSES, CUT)
)
