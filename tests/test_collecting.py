"""What a loader yields is joined by id, and what cannot stand is left out and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.collecting import Collected, collect, joined
from graph.dates import PartialDate
from graph.errors import UnknownTerm
from graph.statement import (
    Collection,
    Deal,
    Evidence,
    Identifier,
    Listing,
    Party,
    Source,
    Statement,
)
from tests import records as make
from tests.loading import COLLECTION, SOURCE

if TYPE_CHECKING:
    from random import Random

    from graph.statement import Records
    from loaders.reading.format import Record

MAKER = Party("s:maker", "Maker", "company", "US")
RESELLER = Party("s:reseller", "Reseller", "company")
MINISTRY = Party("s:ministry", "Ministry", "government_agency", "IR")
SUPPLIES = Statement("s:maker", "supplies", "s:reseller", Evidence("s"), "documented")


def made(*records: Record) -> Collected:
    return collect(records, COLLECTION, SOURCE, make.words())


def statements(*records: Record) -> tuple[Statement, ...]:
    return made(*records).records.statements


def lost(*records: Record) -> dict[str, int]:
    found = made(*records)
    assert not found.records.statements
    return dict(found.lost)


# Parties


def test_a_party_made_twice_is_one() -> None:
    assert list(made(MAKER, MAKER).records.parties.values()) == [MAKER]


def test_records_of_one_party_are_joined_and_nothing_is_overwritten() -> None:
    first = Party(
        "s:1", "First", "company", None, aliases=("One",), identifiers=(Identifier("lei", "1"),)
    )
    second = Party(
        *("s:1", "Second", "organisation", "IR", "reseller"),
        aliases=("First", "One", "Two"),
        identifiers=(Identifier("lei", "1"), Identifier("lei", "2")),
        listings=(Listing("A list"),),
        description="About it",
        weak_aliases=("S",),
        begun=PartialDate("1999"),
        ended=PartialDate("2020"),
    )
    assert joined(first, second) == Party(
        *("s:1", "First", "company", "IR", "reseller"),
        aliases=("One", "Second", "Two"),
        identifiers=(Identifier("lei", "1"), Identifier("lei", "2")),
        listings=(Listing("A list"),),
        description="About it",
        weak_aliases=("S",),
        begun=PartialDate("1999"),
        ended=PartialDate("2020"),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(st.lists(make.parties("s").map(lambda party: replace(party, id="s:1")), min_size=1))
def test_no_name_number_or_listing_is_lost_in_joining(parties: list[Party]) -> None:
    [party] = made(*parties).records.parties.values()
    assert party.name == parties[0].name
    for each in parties:
        assert {each.name, *each.aliases} <= {party.name, *party.aliases}
        assert set(each.weak_aliases) <= set(party.weak_aliases)
        assert set(each.identifiers) <= set(party.identifiers)
        assert set(each.listings) <= set(party.listings)


@pytest.mark.parametrize("key", ["maker", "t:maker", "s:", ":maker", "sx:maker"])
def test_a_partys_id_begins_with_the_collections(key: str) -> None:
    with pytest.raises(UnknownTerm, match="id of a party of s"):
        made(replace(MAKER, id=key))


def test_an_unknown_kind_or_country_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="'firm'.*known: .*company"):
        made(replace(MAKER, kind="firm"))
    with pytest.raises(UnknownTerm, match="country of a party of s: unknown 'Iran'"):
        made(replace(MAKER, country="Iran"))


# Statements


def test_the_ends_of_a_statement_may_come_after_it() -> None:
    assert statements(SUPPLIES, MAKER, RESELLER) == (SUPPLIES,)


def test_a_statement_whose_end_is_missing_is_counted() -> None:
    assert lost(SUPPLIES, MAKER) == {"an end of the statement is not in the source": 1}


def test_a_statement_about_a_party_and_itself_is_counted() -> None:
    own = replace(SUPPLIES, object="s:maker")
    assert lost(own, MAKER) == {"the statement is about a party and itself": 1}


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "reason"),
    [
        ("s:maker", "agency_of", "s:ministry", "the subject of agency_of cannot be of kind"),
        ("s:ministry", "agency_of", "s:maker", "the object of agency_of cannot be of kind"),
    ],
)
def test_a_statement_between_kinds_that_do_not_fit_is_counted(
    subject: str, relation: str, object_: str, reason: str
) -> None:
    said = replace(SUPPLIES, subject=subject, relation=relation, object=object_)
    assert lost(said, MAKER, MINISTRY) == {f"{reason} company": 1}


def test_a_statement_made_twice_is_one_with_all_its_notes() -> None:
    twins = [
        replace(SUPPLIES, note=note) for note in ("General manager.", "Manager.", "", "Manager.")
    ]
    [said] = statements(MAKER, RESELLER, *twins)
    assert said == replace(SUPPLIES, note="General manager. Manager.")


def test_a_denial_of_a_twin_is_kept() -> None:
    denial = replace(
        SUPPLIES, disputed=True, evidence=Evidence("s", "page 9", "denial"), note="It denies it."
    )
    source = replace(SOURCE, id="denial")
    [said] = statements(MAKER, RESELLER, source, SUPPLIES, denial)
    assert said == replace(
        SUPPLIES, disputed=True, evidence=Evidence("s", "", "denial"), note="It denies it."
    )


def test_statements_are_sorted_by_id() -> None:
    other = replace(SUPPLIES, item="boxes")
    found = statements(MAKER, RESELLER, SUPPLIES, other)
    assert found == statements(MAKER, RESELLER, other, SUPPLIES)
    assert [said.id for said in found] == sorted(said.id for said in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [("relation", "sells"), ("grade", "certain"), ("deals", ("d9",))],
)
def test_an_unknown_word_is_refused(field: str, value: object) -> None:
    with pytest.raises(UnknownTerm):
        made(MAKER, RESELLER, replace(SUPPLIES, **{field: value}))  # type: ignore[arg-type]


def test_a_source_that_nobody_describes_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="'gazette'"):
        made(MAKER, RESELLER, replace(SUPPLIES, evidence=Evidence("gazette")))


# Sources, deals, the collection


def test_the_source_is_left_out_where_nothing_rests_on_it() -> None:
    assert made(MAKER).records.sources == {}
    assert made(MAKER, RESELLER, SUPPLIES).records.sources == {"s": SOURCE}


def test_a_source_that_only_denies_is_kept() -> None:
    said = replace(SUPPLIES, evidence=Evidence("paper", "", "s"))
    paper = replace(SOURCE, id="paper")
    assert made(MAKER, RESELLER, said, paper).records.sources == {"paper": paper, "s": SOURCE}


def test_sources_and_deals_that_are_made_are_kept_in_order_of_their_ids() -> None:
    deals = [Deal("d2", "Second", "IR"), Deal("d1", "First", "IR"), Deal("d2", "Again", "IR")]
    sources = [replace(SOURCE, id=name) for name in ("z", "a")]
    found = made(*deals, *sources, MAKER, RESELLER, replace(SUPPLIES, deals=("d1",))).records
    assert list(found.deals.values()) == [deals[1], deals[0]]
    assert list(found.sources) == ["a", "s", "z"]


def test_a_collection_that_is_made_replaces_the_one_given() -> None:
    better = replace(COLLECTION, title="A better title")
    assert made(MAKER, better).records.collections == (better,)
    with pytest.raises(UnknownTerm, match="'t'"):
        made(MAKER, Collection("t", "T", "T", "T", None, ""))


# Any records


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(make.records(), st.randoms(use_true_random=False))
def test_records_that_hold_together_are_kept_whatever_their_order(
    some: Records, random: Random
) -> None:
    every: list[Record] = [*some.parties.values(), *some.statements, *some.deals.values()]
    random.shuffle(every)
    sources: list[Source] = list(some.sources.values())
    found = collect([*every, *sources[1:]], some.collections[0], sources[0], make.words())
    assert not found.lost
    assert found.records.parties == some.parties
    assert found.records.deals == some.deals
    assert list(found.records.statements) == sorted(some.statements, key=lambda said: said.id)
