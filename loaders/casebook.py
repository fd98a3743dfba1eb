"""Our own tables, the ones an investigator fills in a spreadsheet."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.dates import PartialDate, Period
from graph.errors import BadFile
from graph.statement import (
    Collection,
    Deal,
    Evidence,
    Listing,
    Party,
    Percent,
    Records,
    Source,
    Statement,
)
from loaders.table import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from graph.vocabulary import Vocabulary

PARTIES = (
    *("id", "name", "kind", "country", "trade_role", "aliases"),
    *("listed_on", "listing_date", "listing_citation", "description"),
)
STATEMENTS = (
    *("id", "subject", "relation", "object", "valid_from", "valid_until", "as_of", "item"),
    *("percent", "deal", "grade", "disputed", "source", "corroborating_source", "note"),
)
SOURCES = ("id", "title", "publisher", "published", "url", "kind", "basis", "url_checked")
DEALS = ("id", "title", "country")
COLLECTION = ("id", "title", "publisher", "licence", "compiled", "about")


def load(folder: Path, vocabulary: Vocabulary) -> Records:
    """Read parties.csv, statements.csv, sources.csv and deals.csv of a folder.

    Raises `BadRow` or `BadFile` at the first thing that cannot be taken as it stands;
    nothing is guessed and nothing is dropped.
    """
    collection = _collection(folder / "source.toml")
    parties = {
        party.id: party
        for row in _unique(rows(folder / "parties.csv", PARTIES))
        for party in [_party(row, collection.id, vocabulary)]
    }
    sources = {
        row.text("id"): _source(row) for row in _unique(rows(folder / "sources.csv", SOURCES))
    }
    deals = {row.text("id"): _deal(row) for row in _unique(rows(folder / "deals.csv", DEALS))}
    known = Records((collection,), parties, (), sources, deals)
    statements = _statements(rows(folder / "statements.csv", STATEMENTS), vocabulary, known)
    return replace(known, statements=statements)


def _collection(file: Path) -> Collection:
    try:
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        identity, title, publisher, licence, compiled, about = (
            _said(words, key) for key in COLLECTION
        )
        return Collection(identity, title, publisher, licence, PartialDate(compiled), about)
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", f"write it with {', '.join(COLLECTION)}") from error
    except OSError as error:
        raise BadFile(
            file, f"cannot be read ({error.strerror})", "name a folder of tables"
        ) from error
    except KeyError as error:
        raise BadFile(file, f"has no {error}", f"it must give {', '.join(COLLECTION)}") from error
    except ValueError as error:
        raise BadFile(file, str(error), "write TOML in UTF-8, compiled as YYYY-MM") from error


def _said(words: Mapping[str, Any], key: str) -> str:
    """Give what the file says, which must be something; a date may stand without quotes."""
    text = "" if isinstance(words[key], list | dict) else str(words[key])
    if not text.strip() or (key == "id" and ":" in text):
        raise ValueError(f"{key} is {words[key]!r}")
    return text


def _unique(lines: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows sorted by id; raise at the first id that stands twice."""
    found: dict[str, Row] = {}
    for row in lines:
        if row.required("id") in found:
            raise row.bad("id", "this id is taken by an earlier row: give each row its own")
        found[row.text("id")] = row
    yield from (found[key] for key in sorted(found))


def _party(row: Row, collection: str, vocabulary: Vocabulary) -> Party:
    return Party(
        id=f"{collection}:{row.text('id')}",
        name=row.required("name"),
        kind=row.one_of("kind", sorted(vocabulary.kinds)),
        country=row.country("country"),
        trade_role=row.one_of("trade_role", ("", "reseller", "distributor")),
        aliases=row.parts("aliases", ";"),
        listings=_listings(row),
        description=row.text("description"),
    )


def _listings(row: Row) -> tuple[Listing, ...]:
    """Read the listings; the table has one date and citation, which are the first list's."""
    names, date = row.parts("listed_on", "|"), row.date("listing_date")
    citation = row.text("listing_citation")
    if not names and (date or citation):
        raise row.bad("listed_on", "a listing date or citation needs the name of the list")
    others = (Listing(name) for name in names[1:])
    return (Listing(names[0], date, citation), *others) if names else ()


def _source(row: Row) -> Source:
    published = row.date("published")
    if published is None:
        raise row.bad("published", "must not be empty")
    if not row.required("url").startswith(("https://", "http://")):
        raise row.bad("url", "write the full address, beginning with https:// or http://")
    return Source(
        id=row.text("id"),
        title=row.required("title"),
        publisher=row.required("publisher"),
        published=published,
        url=row.text("url"),
        kind=row.required("kind"),
        basis=row.one_of("basis", ("primary", "secondary")),
        opened=row.one_of("url_checked", ("yes", "no")) == "yes",
    )


def _deal(row: Row) -> Deal:
    code = row.country("country")
    if code is None:
        raise row.bad("country", "must not be empty")
    return Deal(row.text("id"), row.required("title"), code)


def _statements(
    lines: Iterable[Row], vocabulary: Vocabulary, known: Records
) -> tuple[Statement, ...]:
    claims: dict[str, Statement] = {}
    for row in _unique(lines):
        statement = _statement(row, vocabulary, known)
        if (twin := claims.get(statement.id)) is not None:
            raise row.bad("id", f"says the same as row {twin.record}, from the same source")
        claims[statement.id] = statement
    return tuple(claims.values())


def _statement(row: Row, vocabulary: Vocabulary, known: Records) -> Statement:
    relation = vocabulary.relations[row.one_of("relation", sorted(vocabulary.relations))]
    return Statement(
        subject=_end(row, "subject", known, relation.subjects),
        relation=relation.name,
        object=_end(row, "object", known, relation.objects),
        evidence=_evidence(row, known.sources),
        grade=row.one_of("grade", list(vocabulary.grades)),
        period=_period(row),
        item=row.text("item"),
        percent=_percent(row),
        deals=tuple(_known(row, "deal", deal, known.deals) for deal in row.parts("deal", ";")),
        disputed=row.one_of("disputed", ("", "yes")) == "yes",
        note=row.text("note"),
        record=row.text("id"),
    )


def _end(row: Row, column: str, known: Records, kinds: frozenset[str]) -> str:
    key = f"{known.collections[0].id}:{row.required(column)}"
    party = known.parties.get(key)
    if party is None:
        raise row.bad(column, "is not an id in parties.csv")
    if party.kind not in kinds:
        allowed = ", ".join(sorted(kinds))
        raise row.bad(
            column, f"is a {party.kind}; the {column} of this relation must be: {allowed}"
        )
    if column == "object" and row.text("subject") == row.text("object"):
        raise row.bad(column, "a party cannot stand in a relation to itself")
    return party.id


def _known(row: Row, column: str, key: str, table: Mapping[str, Source | Deal]) -> str:
    if key not in table:
        kind = "deals.csv" if column == "deal" else "sources.csv"
        raise row.bad(column, f"{key!r} is not an id in {kind}")
    return key


def _evidence(row: Row, sources: Mapping[str, Source]) -> Evidence:
    second = row.text("corroborating_source")
    return Evidence(
        source=_known(row, "source", row.required("source"), sources),
        corroborating=_known(row, "corroborating_source", second, sources) if second else None,
    )


def _period(row: Row) -> Period:
    period = Period(row.date("valid_from"), row.date("valid_until"), row.date("as_of"))
    begin, end = period.valid_from, period.valid_until
    if begin and end and begin.earliest() > end.latest():
        raise row.bad("valid_until", f"lies before valid_from, {begin}")
    if period.as_of and begin and period.as_of.latest() < begin.earliest():
        raise row.bad("as_of", f"lies before valid_from, {begin}")
    if period.as_of and end and period.as_of.earliest() > end.latest():
        raise row.bad("as_of", f"lies after valid_until, {end}")
    return period


def _percent(row: Row) -> Percent | None:
    try:
        return Percent.parse(row.text("percent")) if row.text("percent") else None
    except ValueError:
        raise row.bad("percent", "write 49, a band such as 25-50, or a bound such as >50") from None
