"""Hypothesis strategies for records that a loader could have made, over the real vocabulary."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from graph import vocabulary
from graph.dates import PartialDate, Period
from graph.statement import (
    Collection,
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
from loaders import casebook

if TYPE_CHECKING:
    from graph.vocabulary import Vocabulary

T = TypeVar("T")

DATA = Path(__file__).parents[1] / "data"
COUNTRIES = ("AE", "AZ", "CI", "CN", "HK", "IR", "SA", "TW", "UG", "US", "VE", "XK")
HOSTILE = (
    *('"', "'", '"""', "'''", "\\", '\n\\"', '\n""', "\\u0041", "\\n", "%2F", "a/b#c?d", ".", ".."),
    *("\n", "\r", "\r\n", "\t", "\x01\x0b\x0c\x1c\x1e\x7f\x85\u2028\u2029", "\ufeff", "\ufffe"),
    *("</script>", "<b>&amp;", "=1+1", "@prefix", "<> {} .", " ; ", "^^<x>", "@en", " ", "\u00a0"),
    *("שלום", "\u202eevil\u202c", "\u200f", "😀", "👩\u200d👩\u200d👧", "e\u0301", "é"),
)


@cache
def words() -> Vocabulary:
    """Give the real vocabulary."""
    return vocabulary.load(DATA / "vocabulary.ttl")


@cache
def bundled() -> Records:
    """Give the bundled casebook."""
    return casebook.load(DATA / "casebook", words())


@cache
def texts() -> st.SearchStrategy[str]:
    """Any text that a file can hold: no NUL, no lone surrogate, never empty."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    pieces = st.sampled_from(HOSTILE) | st.text(characters, min_size=1, max_size=8)
    return st.lists(pieces, min_size=1, max_size=3).map("".join)


@cache
def perhaps() -> st.SearchStrategy[str]:
    """Text that may be empty."""
    return st.just("") | texts()


@cache
def dates() -> st.SearchStrategy[PartialDate]:
    precise = st.dates().map(lambda day: day.isoformat())
    return st.builds(lambda text, length: PartialDate(text[:length]), precise, _lengths())


def _lengths() -> st.SearchStrategy[int]:
    return st.sampled_from((4, 7, 10))


@cache
def periods() -> st.SearchStrategy[Period]:
    """A period that does not end before it begins; any part may be unknown."""
    return st.builds(Period, *[st.none() | dates()] * 3).filter(_in_order)


def _in_order(period: Period) -> bool:
    begin, end = period.valid_from, period.valid_until
    return not begin or not end or begin.earliest() <= end.latest()


@cache
def percents() -> st.SearchStrategy[Percent]:
    numbers = st.decimals(0, 100, places=2) | st.integers(0, 100)
    exact, bounds = numbers.map(str), st.sampled_from((">", ">=", "<", "<="))
    bands = st.tuples(numbers, numbers).map(lambda pair: "-".join(str(n) for n in sorted(pair)))
    bounded = st.builds("{}{}".format, bounds, exact)
    open_low = st.integers(0, 49).map(lambda low: f">{low}-50")
    open_high = st.integers(51, 100).map(lambda high: f"50-<{high}")
    return (exact | bands | bounded.filter(_some) | open_low | open_high).map(Percent.parse)


def _some(text: str) -> bool:
    """Leave out the bounds that nothing lies within."""
    return text[1] == "=" or Decimal(text[1:]) != (100 if text[0] == ">" else 0)


@cache
def parties(collection: str) -> st.SearchStrategy[Party]:
    """A party of any kind; its identifiers, aliases and listings in no special order."""
    return st.builds(
        Party,
        id=texts().map(lambda local: f"{collection}:{local}"),
        name=texts(),
        kind=st.just("company") | st.sampled_from(sorted(words().kinds)),
        country=st.none() | st.sampled_from(COUNTRIES),
        trade_role=st.sampled_from(("", "reseller", "distributor")),
        aliases=_few(texts()),
        identifiers=_few(st.builds(Identifier, texts(), texts())),
        listings=_few(_listings()),
        description=perhaps(),
        weak_aliases=_few(texts()),
        begun=st.none() | dates(),
        ended=st.none() | dates(),
    )


def _listings() -> st.SearchStrategy[Listing]:
    date = st.none() | dates()
    return st.builds(Listing, texts(), date, perhaps(), perhaps(), date)


@cache
def sources() -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        id=texts(),
        title=texts(),
        publisher=texts(),
        published=st.none() | dates(),
        url=texts().map("https://{}".format),
        kind=texts(),
        basis=st.sampled_from(("primary", "secondary")),
        opened=st.booleans(),
        retrieved=st.none() | dates(),
        licence=perhaps(),
    )


@cache
def deals() -> st.SearchStrategy[Deal]:
    return st.builds(Deal, texts(), texts(), st.none() | st.sampled_from(COUNTRIES))


def statements(
    claims: list[tuple[str, str, str]], source_ids: list[str], deal_ids: list[str]
) -> st.SearchStrategy[Statement]:
    """A statement of one of the claims, each a subject, a relation and an object."""
    source = st.sampled_from(source_ids)
    return st.builds(
        lambda claim, **rest: Statement(*claim, **rest),
        st.sampled_from(claims),
        evidence=st.builds(Evidence, source, perhaps(), st.none() | source),
        grade=st.sampled_from(list(words().grades)),
        period=periods(),
        item=perhaps(),
        percent=st.none() | percents(),
        deals=_few(st.sampled_from(deal_ids)) if deal_ids else st.just(()),
        disputed=st.booleans(),
        note=perhaps(),
        record=perhaps(),
    )


@cache
def collections() -> st.SearchStrategy[Collection]:
    ids = st.sampled_from(("casebook", "a/b#c?d", "\u202e 😀%2F"))
    return st.builds(Collection, ids, texts(), texts(), texts(), st.none() | dates(), texts())


@st.composite
def records(draw: st.DrawFn) -> Records:
    """A small set of records in which every reference holds and every kind fits its relation."""
    collection = draw(collections())
    known = parties(collection.id)
    some = draw(st.lists(known, min_size=2, max_size=5, unique_by=lambda party: party.id))
    read = draw(st.lists(sources(), min_size=1, max_size=3, unique_by=lambda source: source.id))
    made = draw(st.lists(deals(), max_size=3, unique_by=lambda deal: deal.id))
    source_ids, deal_ids = [source.id for source in read], [deal.id for deal in made]
    said: list[Statement] = []
    if claims := possible_claims(some):
        claim = statements(claims, source_ids, deal_ids)
        said = draw(st.lists(claim, max_size=5, unique_by=lambda statement: statement.id))
    return Records(
        (collection,),
        parties={party.id: party for party in sorted(some, key=lambda party: party.id)},
        statements=tuple(said),
        sources={source.id: source for source in sorted(read, key=lambda source: source.id)},
        deals={deal.id: deal for deal in sorted(made, key=lambda deal: deal.id)},
    )


def possible_claims(some: list[Party]) -> list[tuple[str, str, str]]:
    """Give all that the vocabulary lets be said of one of the parties and another."""
    return [
        (subject.id, relation.name, object_.id)
        for subject in some
        for object_ in some
        if subject is not object_
        for relation in words().relations.values()
        if subject.kind in relation.subjects and object_.kind in relation.objects
    ]


def _few(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=3).map(tuple)
