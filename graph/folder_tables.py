"""The columns of a graph folder's tables, and the values they are made from and give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from graph.dates import PartialDate, Period
from graph.statement import (
    Deal,
    Evidence,
    Identifier,
    Listing,
    Party,
    Percent,
    Records,
    Source,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Columns = Mapping[str, list[Any]]

TEXT, TEXTS = pa.string(), pa.list_(pa.string())
_IDENTIFIER = pa.struct([("scheme", TEXT), ("value", TEXT)])
_LISTING = pa.struct([(name, TEXT) for name in ("list", "date", "citation", "programme", "until")])
SCHEMAS = {
    "parties": pa.schema(
        [(n, TEXT) for n in ("id", "name", "kind", "country", "trade_role", "description")]
        + [("aliases", TEXTS), ("weak_aliases", TEXTS), ("begun", TEXT), ("ended", TEXT)]
        + [("identifiers", pa.list_(_IDENTIFIER)), ("listings", pa.list_(_LISTING))]
    ),
    "statements": pa.schema(
        [(n, TEXT) for n in ("id", "subject", "relation", "object", "source", "locator")]
        + [(n, TEXT) for n in ("corroborating", "grade", "valid_from", "valid_until", "as_of")]
        + [("item", TEXT), ("percent", TEXT), ("deals", TEXTS), ("disputed", pa.bool_())]
        + [("note", TEXT), ("record", TEXT)]
    ),
    "sources": pa.schema(
        [(n, TEXT) for n in ("id", "title", "publisher", "published", "url", "kind", "basis")]
        + [("opened", pa.bool_()), ("retrieved", TEXT), ("licence", TEXT)]
    ),
    "deals": pa.schema([(n, TEXT) for n in ("id", "title", "country")]),
}


def rows_of(name: str, records: Records) -> dict[str, list[Any]]:
    """Give a table's columns; a date or share is kept as printed, an unknown one is null."""
    rows = [_ROWS[name](each) for each in _held(name, records)]
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMAS[name].names)
    return {field: list(col) for field, col in zip(SCHEMAS[name].names, columns, strict=True)}


def values_of(name: str, columns: Columns) -> list[Any]:
    """Give back the values that a table's columns were made from."""
    rows = zip(*(columns[field] for field in SCHEMAS[name].names), strict=True)
    return list(_VALUES[name](rows))


def _held(name: str, records: Records) -> Sequence[Any]:
    if name == "statements":
        return records.statements
    table: Mapping[str, Any] = getattr(records, name)
    return list(table.values())


def _text(value: PartialDate | Percent | None) -> str | None:
    return None if value is None else value.text


def _party(held: Party) -> tuple[Any, ...]:
    listings = [
        {**{"list": x.list, "citation": x.citation, "programme": x.programme},
         "date": _text(x.date), "until": _text(x.until)}
        for x in held.listings
    ]  # fmt: skip
    return (
        *(held.id, held.name, held.kind, held.country, held.trade_role, held.description),
        *(held.aliases, held.weak_aliases, _text(held.begun), _text(held.ended)),
        [{"scheme": each.scheme, "value": each.value} for each in held.identifiers],
        listings,
    )


def _statement(held: Statement) -> tuple[Any, ...]:
    period, evidence = held.period, held.evidence
    return (
        *(held.id, held.subject, held.relation, held.object),
        *(evidence.source, evidence.locator, evidence.corroborating, held.grade),
        *(_text(period.valid_from), _text(period.valid_until), _text(period.as_of)),
        *(held.item, _text(held.percent), held.deals, held.disputed, held.note, held.record),
    )


def _source(held: Source) -> tuple[Any, ...]:
    return (
        *(held.id, held.title, held.publisher, _text(held.published), held.url, held.kind),
        *(held.basis, held.opened, _text(held.retrieved), held.licence),
    )


def _deal(held: Deal) -> tuple[Any, ...]:
    return held.id, held.title, held.country


class _Dates(dict[str | None, PartialDate | None]):
    """Dates by their text, each made once: many rows share them."""

    def __missing__(self, text: str | None) -> PartialDate | None:
        self[text] = made = None if text is None else PartialDate(text)
        return made


def _parties(rows: Iterator[tuple[Any, ...]]) -> Iterator[Party]:
    dates = _Dates()
    for id_, name, kind, where, role, about, also, weak, begun, ended, numbers, lists in rows:
        identifiers = tuple(Identifier(each["scheme"], each["value"]) for each in numbers)
        listings = tuple(
            Listing(x["list"], dates[x["date"]], x["citation"], x["programme"], dates[x["until"]])
            for x in lists
        )
        yield Party(
            *(id_, name, kind, where, role, tuple(also), identifiers, listings, about),
            *(tuple(weak), dates[begun], dates[ended]),
        )


def _statements(rows: Iterator[tuple[Any, ...]]) -> Iterator[Statement]:
    dates, undated = _Dates(), Period()
    for row in rows:
        subject, relation, object_, source, locator, second, grade = row[1:8]
        since, until, as_of, item, percent, deals, disputed, note, record = row[8:]
        dated = since is not None or until is not None or as_of is not None
        yield Statement(
            *(subject, relation, object_, Evidence(source, locator, second), grade),
            Period(dates[since], dates[until], dates[as_of]) if dated else undated,
            *(item, None if percent is None else Percent.parse(percent), tuple(deals)),
            *(disputed, note, record),
        )


def _sources(rows: Iterator[tuple[Any, ...]]) -> Iterator[Source]:
    dates = _Dates()
    for id_, title, publisher, published, url, kind, basis, opened, retrieved, licence in rows:
        yield Source(
            *(id_, title, publisher, dates[published], url, kind, basis, opened),
            *(dates[retrieved], licence),
        )


def _deals(rows: Iterator[tuple[Any, ...]]) -> Iterator[Deal]:
    for row in rows:
        yield Deal(*row)


_ROWS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "parties": _party, "statements": _statement, "sources": _source, "deals": _deal
}  # fmt: skip
_VALUES: dict[str, Callable[[Iterator[tuple[Any, ...]]], Iterator[Any]]] = {
    "parties": _parties, "statements": _statements, "sources": _sources, "deals": _deals
}  # fmt: skip
