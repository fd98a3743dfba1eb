"""Everything about one party: each statement in its place, and what is shared counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import network as networks
from graph.engine.query import Joined
from graph.profile import MOST_SHARING, Profile, paths_through, profile
from graph.question import Question
from graph.resolved import resolved
from graph.statement import Identifier, Records
from graph.workspace import ask
from tests.examples import casebook, records
from tests.records import records as some_records
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said


def of(key: str, said: list[Said]) -> Profile:
    return of_records(key, records(said))


def of_records(key: str, stated: Records) -> Profile:
    held = resolved(stated)
    return profile(networks.build(held), key, words(), held, stated)


def test_control_is_told_both_ways_whichever_way_a_relation_reads() -> None:
    said: list[Said] = [
        ("Parent owns Firm", {"percent": "51"}),
        "Firm subsidiary_of Holding",
        "Firm controls Daughter",
        "Branch subsidiary_of Firm",
    ]
    found = of("Firm", said)
    assert [(s.subject, s.object) for s in found.above] == [
        ("Firm", "Holding"),
        ("Parent", "Firm"),
    ]
    assert {(s.subject, s.object) for s in found.below} == {
        ("Firm", "Daughter"),
        ("Branch", "Firm"),
    }


def test_who_shares_an_address_is_counted_and_named_in_order() -> None:
    said: list[Said] = [f"Firm {at:02} located_at Long Street" for at in range(40)]
    [place] = of("Firm 07", said).places
    assert place.count == 39
    assert len(place.others) == MOST_SHARING
    assert place.others[:3] == ("Firm 00", "Firm 01", "Firm 02")
    assert "Firm 07" not in place.others


def test_addresses_of_one_text_are_one_address() -> None:
    said: list[Said] = ["One located_at 1 Long Street", "Two located_at 2 Long Street"]
    made = records(said)
    same = {k: replace(p, name="Long Street") for k, p in made.parties.items() if "Street" in k}
    found = of_records("One", replace(made, parties=dict(made.parties) | same))
    assert [place.others for place in found.places] == [("Two",)]


def test_an_address_lists_who_is_there() -> None:
    found = of("Long Street", ["One located_at Long Street", "Two located_at Long Street"])
    [place] = found.places
    assert (place.others, place.statements) == (("One", "Two"), ())


def test_a_shared_address_is_no_tie_and_no_role() -> None:
    found = of("One", ["One located_at Long Street", "Two located_at Long Street"])
    assert not found.roles
    assert not found.others
    assert not (*found.above, *found.below)


def test_what_makes_records_one_party_is_told_with_their_numbers() -> None:
    made = records(["One same_as Two", "Two supplies Ministry of Iran"])
    two = replace(made.parties["Two"], identifiers=(Identifier("lei", "X1"),))
    found = of_records("One", replace(made, parties=dict(made.parties) | {"Two": two}))
    assert [(s.subject, s.object) for s in found.joined] == [("One", "Two")]
    assert [m.identifiers for m in found.party.members] == [(), (Identifier("lei", "X1"),)]
    assert [str(each.role) for each in found.roles] == ["supplier"]


def test_doubtful_identity_stands_apart() -> None:
    found = of("One", ["One possibly_same_as Two"])
    assert [s.relation for s in found.doubtful] == ["possibly_same_as"]
    assert not found.joined


def test_a_source_that_only_corroborates_attests_nothing() -> None:
    said: list[Said] = [("One supplies Two", {"source": "a", "corroborating": "b"})]
    found = {each.source.id: (each.attests, each.corroborates) for each in of("One", said).sources}
    assert found == {"a": (1, 0), "b": (0, 1)}


def test_disputes_are_those_of_any_part() -> None:
    said: list[Said] = [
        ("One supplies Two", {"disputed": "yes"}),
        ("Three owns One", {"disputed": "yes"}),
        "One partner_of Two",
    ]
    assert {s.relation for s in of("One", said).disputed} == {"supplies", "owns"}


def test_a_party_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        of("Nobody", ["One supplies Two"])


@given(some_records(), st.data())
def test_every_statement_of_a_party_has_a_place(stated: Records, data: st.DataObject) -> None:
    held = resolved(stated)
    key = data.draw(st.sampled_from(sorted(held.parties)))
    found = of_records(key, stated)
    placed = {s.id for each in found.roles for s in each.statements}
    placed |= {s.id for part in (found.above, found.below, found.doubtful) for s in part}
    placed |= {s.id for s in found.others}
    located = {s.id for s in found.statements if s.relation == "located_at"}
    assert placed | located == {s.id for s in found.statements}
    assert sum(each.attests for each in found.sources) == len(found.statements)


@pytest.mark.parametrize("key", ["casebook:zte", "casebook:uganda-police", "casebook:huawei"])
def test_paths_through_a_party_are_those_of_all_attested_that_have_it(key: str) -> None:
    every = ask(casebook(), Question()).attested
    through = ask(casebook(), paths_through(key)).attested
    assert {p.parties for p in through} == {p.parties for p in every if key in p.parties}
    assert paths_through(key).conditions.joined is Joined.ATTESTED
