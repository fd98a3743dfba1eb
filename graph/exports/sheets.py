"""A subgraph as tables of plain text, one value a cell, and the records that such tables hold.

What a party has several of stands in tables of its own, a row each: its further names,
identifiers and listings, and the deals of a statement.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.exports.rows import COLLECTION, about, collections, records_of, rows
from graph.exports.subgraph import sources_cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.exports.rows import Row
    from graph.exports.subgraph import Subgraph
    from graph.statement import Records

Cells: TypeAlias = "Sequence[str]"
Read: TypeAlias = "Mapping[str, Iterable[Mapping[str, str]]]"

ABOUT, ATTRIBUTION = "about", "attribution"
_STATED = (
    *("valid_from", "valid_until", "as_of", "item", "percent", "grade", "disputed", "source_id"),
    *("locator", "corroborating_source_id", "note", "record"),
)
# The names at both ends, and of the source, are for the reader and are not read back.
_NAMES = {"subject": "subject_name", "object": "object_name", "source_id": "source_title"}
TABLES: Mapping[str, Sequence[str]] = {
    ABOUT: ("key", "value"),
    "statements": (
        *("id", "subject", "subject_name", "relation", "object", "object_name"),
        *_STATED[:8],
        "source_title",
        *_STATED[8:],
    ),
    "statement_deals": ("statement", "deal"),
    "parties": ("id", "name", "kind", "country", "trade_role", "description", "begun", "ended"),
    "names": ("party", "name", "sort"),
    "identifiers": ("party", "scheme", "value"),
    "listings": ("party", "list", "date", "until", "programme", "citation"),
    "deals": ("id", "title", "country"),
    "sources": (
        *("id", "title", "publisher", "published", "url", "kind", "basis", "opened"),
        *("retrieved", "licence"),
    ),
    "collections": COLLECTION,
}
"""The columns of each table, in the order in which a reader wants them."""

ALIAS, WEAK = "alias", "weak alias"
_SORTS = {"aliases": ALIAS, "weak_aliases": WEAK}
_FLAGS = {True: "yes", False: "no"}


def tables(subgraph: Subgraph) -> dict[str, Iterator[Cells]]:
    """Give the rows of each table, each row as long as the table has columns; sorted as held."""
    records = subgraph.records
    made: dict[str, Iterable[Mapping[str, object]]] = {
        ABOUT: ({"key": key, "value": value} for key, value in told(subgraph)),
        "statements": _statements(records),
        "statement_deals": (
            {"statement": said.id, "deal": deal}
            for said in records.statements
            for deal in said.deals
        ),
        "parties": rows("parties", records),
        "names": _names(records),
        "identifiers": (
            {"party": held.id, "scheme": each.scheme, "value": each.value}
            for held in records.parties.values()
            for each in held.identifiers
        ),
        "listings": _listings(records),
        "deals": rows("deals", records),
        "sources": rows("sources", records),
        "collections": collections(records),
    }
    return {name: _cells(columns, made[name]) for name, columns in TABLES.items()}


def told(subgraph: Subgraph) -> list[tuple[str, str]]:
    """Say what a file answers and from which data, then each source's terms in a line of its own.

    A cell of a spreadsheet would not hold those of all sources.
    """
    said = about(subgraph)
    said.pop(ATTRIBUTION)
    return [*said.items(), *((ATTRIBUTION, line) for line in sources_cited(subgraph))]


def _statements(records: Records) -> Iterator[Row]:
    for row in rows("statements", records):
        source = records.sources[row["source_id"]]
        ends = {_NAMES[end]: records.parties[row[end]].name for end in ("subject", "object")}
        yield row | ends | {_NAMES["source_id"]: source.title}


def _names(records: Records) -> Iterator[Row]:
    for held in records.parties.values():
        for names, sort in ((held.aliases, ALIAS), (held.weak_aliases, WEAK)):
            yield from ({"party": held.id, "name": name, "sort": sort} for name in names)


def _listings(records: Records) -> Iterator[Row]:
    for held in records.parties.values():
        for each in held.listings:
            dates = {"date": str(each.date or ""), "until": str(each.until or "")}
            words = {"list": each.list, "programme": each.programme, "citation": each.citation}
            yield {"party": held.id} | words | dates


def _cells(columns: Sequence[str], held: Iterable[Mapping[str, object]]) -> Iterator[Cells]:
    for row in held:
        values = (row.get(column, "") for column in columns)
        yield [_FLAGS[each] if isinstance(each, bool) else str(each) for each in values]


def records_in(read: Read) -> Records:
    """Give the records that tables hold; raise `KeyError` or `ValueError` for none of ours."""
    deals = _gathered(read["statement_deals"], "statement")
    parts = {name: _gathered(read[name], "party") for name in ("names", "identifiers", "listings")}
    statements = (
        _flagged(_known(row), "disputed") | {"deals": [each["deal"] for each in deals[row["id"]]]}
        for row in read["statements"]
    )
    parties = (_party(row, parts) for row in read["parties"])
    whole = {
        "collections": [_known(row) for row in read["collections"]],
        "sources": [_flagged(_known(row), "opened") for row in read["sources"]],
        "deals": [_known(row) for row in read["deals"]],
    }
    return records_of(parties, statements, whole)


def _gathered(found: Iterable[Mapping[str, str]], key: str) -> dict[str, list[dict[str, str]]]:
    gathered: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in found:
        gathered[row[key]].append({name: text for name, text in row.items() if name != key})
    return gathered


def _party(
    row: Mapping[str, str], parts: Mapping[str, Mapping[str, list[dict[str, str]]]]
) -> dict[str, Any]:
    key = row["id"]
    names = parts["names"][key]
    several = {
        column: [each["name"] for each in names if each["sort"] == sort]
        for column, sort in _SORTS.items()
    }
    numbers = parts["identifiers"][key]
    listings = [_known(each) | {"list": each["list"]} for each in parts["listings"][key]]
    return _known(row) | several | {"identifiers": numbers, "listings": listings}


def _known(row: Mapping[str, str]) -> dict[str, Any]:
    """Leave out empty cells, which say that nothing is known."""
    return {name: text for name, text in row.items() if text}


def _flagged(row: dict[str, Any], column: str) -> dict[str, Any]:
    flags = {text: flag for flag, text in _FLAGS.items()}
    return row | {column: flags[row[column]]}
