"""What the rows of our own tables say, as parties, sources, deals and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Period
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
    from collections.abc import Iterable, Iterator, Mapping

    from graph.vocabulary import Vocabulary
    from loaders.reading.strict import Row

PARTIES = (
    *("id", "name", "kind", "country", "trade_role", "aliases", "identifiers"),
    *("listed_on", "listing_date", "listing_until", "listing_citation", "description"),
)
STATEMENTS = (
    *("id", "subject", "relation", "object", "valid_from", "valid_until", "as_of", "item"),
    *("percent", "deal", "grade", "disputed", "source", "corroborating_source", "note"),
)
SOURCES = ("id", "title", "publisher", "published", "url", "kind", "basis", "url_checked")
DEALS = ("id", "title", "country")
COLUMNS = {"parties": PARTIES, "statements": STATEMENTS, "sources": SOURCES, "deals": DEALS}
# Tables that were begun before a column was added still load.
OPTIONAL = ("identifiers", "listing_until")


def unique(lines: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows sorted by id; raise at the first id that stands twice."""
    found: dict[str, Row] = {}
    for row in lines:
        if row.required("id") in found:
            raise row.bad("id", "this id is taken by an earlier row: give each row its own")
        found[row.text("id")] = row
    yield from (found[key] for key in sorted(found))


def party(row: Row, collection: str, vocabulary: Vocabulary) -> Party:
    """Read a row of the parties; `collection` begins its id."""
    return Party(
        id=f"{collection}:{row.text('id')}",
        name=row.required("name"),
        kind=row.one_of("kind", sorted(vocabulary.kinds)),
        country=row.country("country"),
        trade_role=row.one_of("trade_role", ("", "reseller", "distributor")),
        aliases=row.parts("aliases", ";"),
        identifiers=_identifiers(row),
        listings=_listings(row),
        description=row.text("description"),
    )


def _identifiers(row: Row) -> tuple[Identifier, ...]:
    found = []
    for part in row.parts("identifiers", ";"):
        scheme, _, value = (each.strip() for each in part.partition("="))
        if not scheme or not value:
            raise row.bad("identifiers", "write scheme=value, such as lei=…, with ; between two")
        found.append(Identifier(scheme, value))
    if len(set(found)) < len(found):
        raise row.bad("identifiers", "the same identifier stands twice: remove one")
    return tuple(found)


def _listings(row: Row) -> tuple[Listing, ...]:
    """Read the listings; the table has one date, end and citation, which are the first list's."""
    names, date = row.parts("listed_on", "|"), row.date("listing_date")
    until, citation = row.date("listing_until"), row.text("listing_citation")
    if not names and (date or until or citation):
        raise row.bad("listed_on", "a listing date, end or citation needs the name of the list")
    if date and until and date.earliest() > until.latest():
        raise row.bad("listing_until", f"lies before listing_date, {date}")
    others = (Listing(name) for name in names[1:])
    return (Listing(names[0], date, citation, until=until), *others) if names else ()


def source(row: Row) -> Source:
    """Read a row of the sources."""
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


def deal(row: Row) -> Deal:
    """Read a row of the deals."""
    code = row.country("country")
    if code is None:
        raise row.bad("country", "must not be empty")
    return Deal(row.text("id"), row.required("title"), code)


def statements(
    lines: Iterable[Row], vocabulary: Vocabulary, known: Records
) -> tuple[Statement, ...]:
    """Read the statements; `known` are the parties, sources and deals that they may name."""
    claims: dict[str, Statement] = {}
    for row in unique(lines):
        new = _statement(row, vocabulary, known)
        if (twin := claims.get(new.id)) is not None:
            raise row.bad("id", f"says the same as row {twin.record}, from the same source")
        claims[new.id] = new
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
    found = known.parties.get(key)
    if found is None:
        raise row.bad(column, "is not an id in the table of parties")
    if found.kind not in kinds:
        allowed = ", ".join(sorted(kinds))
        raise row.bad(
            column, f"is a {found.kind}; the {column} of this relation must be: {allowed}"
        )
    if column == "object" and row.text("subject") == row.text("object"):
        raise row.bad(column, "a party cannot stand in a relation to itself")
    return found.id


def _known(row: Row, column: str, key: str, table: Mapping[str, Source | Deal]) -> str:
    if key not in table:
        kind = "deals" if column == "deal" else "sources"
        raise row.bad(column, f"{key!r} is not an id in the table of {kind}")
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
