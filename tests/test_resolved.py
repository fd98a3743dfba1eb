"""Several records of one party stand as one in what is asked, and nothing that was said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.dates import PartialDate
from graph.identity import clusters
from graph.joining import tied
from graph.paths import third_party_paths
from graph.question import Ends, Question
from graph.resolved import resolved
from graph.statement import Listing, Party
from tests import records as make
from tests.bearers import LEI, bearer, collected, schemes, statement

if TYPE_CHECKING:
    from graph.statement import Records

SAME = statement("a:1", "same_as", "b:1")


def world(*said_more: tuple[str, str, str]) -> Records:
    """Make two records of one reseller, between a maker of one source and a ministry of another."""
    parties = [
        bearer("a:maker"),
        bearer("a:1"),
        bearer("b:1", country="AE"),
        bearer("b:ministry", "government_agency", "IR"),
    ]
    said = [
        statement("a:maker", "supplies", "a:1"),
        statement("b:1", "supplies", "b:ministry"),
        *(statement(*each) for each in said_more),
    ]
    return collected(parties, said)


def paths(some: Records) -> list[tuple[str, ...]]:
    """Find the third-party paths to anyone, attested or composed."""
    made = network.build(some)
    answer = third_party_paths(made, Question(ends=Ends.ANY), vocabulary=make.words())
    return [path.parties for path in (*answer.attested, *answer.composed)]


def test_nothing_changes_without_clusters() -> None:
    some = world()
    assert resolved(some) is some


def test_the_first_record_stands_for_all_and_the_others_are_its_members() -> None:
    found = resolved(world(("a:1", "same_as", "b:1")))
    assert set(found.parties) == {"a:1", "a:maker", "b:ministry"}
    assert [member.id for member in found.parties["a:1"].members] == ["a:1", "b:1"]
    assert found.parties["a:maker"].members == ()


def test_members_are_the_records_as_loaded() -> None:
    some = world(("a:1", "same_as", "b:1"))
    for member in resolved(some).parties["a:1"].members:
        assert member is some.parties[member.id]


def test_statements_move_and_remember_their_ends_as_stated() -> None:
    [first, second] = resolved(world(("a:1", "same_as", "b:1"))).statements
    assert (first.subject, first.object, first.as_stated) == ("a:maker", "a:1", None)
    assert (second.subject, second.object) == ("a:1", "b:ministry")
    assert second.as_stated == ("b:1", "b:ministry")


def test_the_ids_of_statements_do_not_change() -> None:
    some = world(("a:1", "same_as", "b:1"))
    assert [said.id for said in resolved(some).statements] == [
        said.id for said in some.statements if said.relation != "same_as"
    ]


def test_the_content_hash_is_that_of_the_records_as_loaded() -> None:
    some = world(("a:1", "same_as", "b:1"))
    assert resolved(some).content_hash == some.content_hash


def test_what_is_said_between_records_of_one_party_is_left_out_of_views() -> None:
    some = world(("a:1", "same_as", "b:1"), ("a:1", "owns", "b:1"))
    assert {said.relation for said in resolved(some).statements} == {"supplies"}


def test_a_disputed_identity_joins_nobody_and_is_shown() -> None:
    said = [statement("a:1", "same_as", "b:1", disputed=True)]
    some = collected([bearer("a:1"), bearer("b:1")], said)
    assert resolved(some) is some


def test_a_party_of_several_records_has_the_listings_of_all_and_a_country_of_any() -> None:
    lists = [Listing("A list", PartialDate("2020")), Listing("B list")]
    parties = [
        Party("a:1", "First", "company", listings=(lists[0],)),
        Party("b:1", "Second", "company", "AE", listings=(lists[0], lists[1])),
    ]
    found = resolved(collected(parties, [SAME])).parties["a:1"]
    assert (found.name, found.country, found.listings) == ("First", "AE", tuple(lists))


def test_resolving_twice_is_resolving_once() -> None:
    once = resolved(world(("a:1", "same_as", "b:1")))
    assert resolved(once) == once


# Questions


def test_a_path_crosses_from_one_source_to_another_where_they_name_one_party() -> None:
    assert paths(world()) == []
    some = world(("a:1", "same_as", "b:1"))
    assert paths(some) == []
    assert paths(resolved(some)) == [("a:maker", "a:1", "b:ministry")]


def test_a_path_crosses_where_both_sources_print_the_same_identifier() -> None:
    parties = [
        bearer("a:maker"),
        bearer("a:1", lei=LEI),
        bearer("b:1", lei=LEI),
        bearer("b:ministry", "government_agency", "IR"),
    ]
    said = [statement("a:maker", "supplies", "a:1"), statement("b:1", "supplies", "b:ministry")]
    some, _ = tied(collected(parties, said), [], schemes())
    assert paths(resolved(some)) == [("a:maker", "a:1", "b:ministry")]


def test_the_same_hop_said_by_two_sources_is_one_edge_with_two_statements() -> None:
    some = world(
        ("a:1", "same_as", "b:1"), ("b:1", "supplies", "a:maker"), ("a:1", "supplies", "a:maker")
    )
    made = network.build(resolved(some))
    said = made.edges["a:1", "a:maker", "supplies"]["statements"]
    assert len(said) == 2
    assert {each.evidence.source for each in said} == {"a", "b"}


KEYS = [f"{collection}:{n}" for collection in "abc" for n in (1, 2, 3)]
SAID = st.tuples(
    st.sampled_from(KEYS),
    st.sampled_from(("same_as", "owns", "supplies", "linked_to")),
    st.sampled_from(KEYS),
    st.booleans(),
)


@settings(max_examples=200)
@given(st.lists(SAID, max_size=12))
def test_every_statement_is_moved_or_lies_within_one_party(
    rows: list[tuple[str, str, str, bool]],
) -> None:
    said = {
        made.id: made
        for one, relation, other, disputed in rows
        if one != other
        for made in [statement(one, relation, other, disputed=disputed)]
    }
    some = collected(map(bearer, KEYS), said.values())
    found, members = resolved(some), clusters(some)
    kept = {each.id: each for each in found.statements}
    for key, each in said.items():
        ends = [members.get(end, end) for end in (each.subject, each.object)]
        if ends[0] == ends[1]:
            assert key not in kept
        else:
            assert [kept[key].subject, kept[key].object] == ends
    assert {p.id for party in found.parties.values() for p in party.members or (party,)} == set(
        some.parties
    )
    assert all({s.subject, s.object} <= set(found.parties) for s in found.statements)
