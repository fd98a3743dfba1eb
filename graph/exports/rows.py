"""Records as rows of plain values, for formats that have attributes, and records back from them.

A row holds only what is known: a column that is unknown or empty is left out. Dates and shares
stand as printed. The columns are those of a graph folder, but that the source of a statement is
`source_id` here: in these formats `source` is the end that an arrow leaves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.exports.subgraph import sources_cited
from graph.folder_tables import SCHEMAS, rows_of, values_of
from graph.statement import Collection, Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graph.exports.subgraph import Subgraph

Row: TypeAlias = dict[str, Any]

CAUTION = "A link is not a finding: it is what a named source said, for a person to judge."
COLLECTION = ("id", "title", "publisher", "licence", "compiled", "about")
_NAMED = {"source": "source_id", "corroborating": "corroborating_source_id"}
# What is unknown is None in these, not empty text.
_UNKNOWN = frozenset(
    {"begun", "compiled", "corroborating", "country", "ended", "as_of", "percent"}
    | {"published", "retrieved", "valid_from", "valid_until"}
)


def columns(name: str) -> dict[str, str]:
    """Give the columns of a table with the kind of each: text, flag or list."""
    kinds = {pa.bool_(): "flag", pa.string(): "text"}
    schema = SCHEMAS[name]
    return {_NAMED.get(each.name, each.name): kinds.get(each.type, "list") for each in schema}


def rows(name: str, records: Records) -> Iterator[Row]:
    """Give each party, statement, source or deal as a row, in order."""
    held = rows_of(name, records)
    names = list(columns(name))
    for values in zip(*held.values(), strict=True):
        pairs = zip(names, values, strict=True)
        yield {key: _plain(value) for key, value in pairs if value not in (None, "", (), [])}


def _plain(value: object) -> object:
    """Give lists for tuples; of the parts of a listing only what is known."""
    if not isinstance(value, (list, tuple)):
        return value
    return [
        {k: v for k, v in each.items() if v not in (None, "")} if isinstance(each, dict) else each
        for each in value
    ]


def collections(records: Records) -> list[Row]:
    """Give each collection as a row, in order of precedence."""
    made = ({key: str(getattr(each, key) or "") for key in COLLECTION}
            for each in records.collections)  # fmt: skip
    return [{key: value for key, value in row.items() if value} for row in made]


def about(subgraph: Subgraph) -> dict[str, str]:
    """Say what a file answers, from which data, and whose the sources are."""
    return {
        "asked": subgraph.asked,
        "parameters": json.dumps(dict(subgraph.parameters), ensure_ascii=False),
        "lens": subgraph.lens,
        "content_hash": subgraph.content_hash,
        "program": subgraph.program,
        "caution": CAUTION,
        "attribution": "\n".join(sources_cited(subgraph)),
    }


def documents(records: Records) -> dict[str, list[Row]]:
    """Give the rows that belong to the whole rather than to a party or statement."""
    return {
        "collections": collections(records),
        "sources": list(rows("sources", records)),
        "deals": list(rows("deals", records)),
    }


def arrows(subgraph: Subgraph) -> Iterator[Row]:
    """Give each statement's row with words for a reader, which reading back leaves aside."""
    words, sources = subgraph.vocabulary, subgraph.records.sources
    for row in rows("statements", subgraph.records):
        relation, source = words.relation(row["relation"]), sources[row["source_id"]]
        extra = {
            "label": relation.label,
            "layer": relation.layer,
            "source_title": source.title,
            "source_publisher": source.publisher,
            "source_published": str(source.published or ""),
            "source_url": source.url,
        }
        yield row | {key: value for key, value in extra.items() if value}


ARROW_WORDS = (
    *("label", "layer", "source_title", "source_publisher", "source_published"),
    "source_url",
)


def records_of(
    parties: Iterable[Row], statements: Iterable[Row], whole: Mapping[str, Iterable[Row]]
) -> Records:
    """Give the records that rows were made from; `whole` is what `documents` gave.

    Raises `KeyError`, `TypeError` or `ValueError` for what are no such rows.
    """
    held = [Collection(**_collection(row)) for row in whole["collections"]]
    found = {name: _values(name, whole[name]) for name in ("sources", "deals")}
    return Records(
        tuple(held),
        {each.id: each for each in _values("parties", parties)},
        tuple(_values("statements", statements)),
        {each.id: each for each in found["sources"]},
        {each.id: each for each in found["deals"]},
    )


def _collection(row: Row) -> Row:
    made = {key: row.get(key, "") for key in COLLECTION}
    return made | {"compiled": PartialDate(made["compiled"]) if made["compiled"] else None}


def _values(name: str, held: Iterable[Row]) -> list[Any]:
    held, kinds = list(held), list(columns(name).items())
    names = SCHEMAS[name].names
    table: dict[str, list[Any]] = {
        field: [_held(row, key, kind, field) for row in held]
        for field, (key, kind) in zip(names, kinds, strict=True)
    }
    return values_of(name, table)


_LISTING = {"date": None, "until": None, "citation": "", "programme": ""}


def _held(row: Row, key: str, kind: str, field: str) -> object:
    if kind == "flag":
        return row[key]
    if key not in row:
        return [] if kind == "list" else None if field in _UNKNOWN else ""
    return [_LISTING | each for each in row[key]] if field == "listings" else row[key]


def unreadable(file: Path, title: str, error: Exception) -> BadFile:
    """Make the error for a file that is not what `write` of the format has written."""
    return BadFile(file, f"is no {title} of this program ({error})", "export it again")
