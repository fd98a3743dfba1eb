"""Records are one party by a strong identifier they share, never by name, never against review."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import (
    BODIES,
    SHARED,
    clusters,
    collection_of,
    shared,
    sizes,
    strong,
    unlike,
)
from graph.statement import Identifier, Party, Statement
from tests.bearers import LEI, OTHER_LEI, bearer, collected, schemes, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = frozenset[str]


def ties(*parties: Party, apart: Iterable[str] = (), order: str = "abcdefgh") -> list[str]:
    """Give the ties as "a:1 b:1", sorted; `apart` are pairs written so, too."""
    kept = frozenset(frozenset(pair.split()) for pair in apart)
    return sorted(
        " ".join(ends(each)) for each in shared(collected(parties, (), order), schemes(), kept)
    )


def ends(said: Statement) -> tuple[str, str]:
    return said.subject, said.object


# Which identifiers tie


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("lei", LEI),
        ("wikidata", "Q42"),
        ("imo", "1234567"),
        ("ru_inn", "1234567890"),
        ("ru_ogrn", "1234567890123"),
        ("ofac", "12"),
        ("eu", "EU.27.28"),
        ("un", "QDe.004"),
        ("uk_ofsi", "12"),
        ("uk_list", "AFG0001"),
        ("iso_government", "IR"),
        ("reg_GB_COH", "01234567"),
        ("reg_XX_ABC", "HE 12345"),
    ],
)
def test_a_strong_identifier_ties_records_of_two_collections(scheme: str, value: str) -> None:
    assert ties(bearer("a:1", **{scheme: value}), bearer("b:1", **{scheme: value})) == ["a:1 b:1"]


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("swift", "INVTAQ22"),
        ("duns", "123456789"),
        ("registration", "1234567"),
        ("reg_DE_CR", "HRB 1234"),  # each court has its own
        ("reg-", "1234567"),
        ("lei", "N/A"),
        ("lei", "00000000000000000000"),
        ("lei", LEI[:-1]),
        ("imo", "0000000"),
        ("wikidata", "Q0"),
        ("ofac", ""),
        ("reg_XX_ABC", "unknown"),
        ("reg_XX_ABC", "none"),
        ("reg_XX_ABC", "00000"),
    ],
)
def test_a_weak_identifier_or_none_ties_nobody(scheme: str, value: str) -> None:
    assert not ties(bearer("a:1", **{scheme: value}), bearer("b:1", **{scheme: value}))


@pytest.mark.parametrize("name", ["reg:", "reg:*"])
def test_a_register_without_a_name_identifies_nobody(name: str) -> None:
    assert strong(Identifier(name, "1234567"), schemes()) is None


def test_the_same_name_ties_nobody() -> None:
    one, other = (Party(key, "Invented Corporation", "company", "AQ") for key in ("a:1", "b:1"))
    assert not ties(one, other)


def test_the_same_number_in_two_registers_ties_nobody() -> None:
    assert not ties(bearer("a:1", reg_GB_COH="01234567"), bearer("b:1", reg_XX_ABC="01234567"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("1234567", "01234567"), (" 0123 4567", "1234567"), ("sc123456", "SC123456")],
)
def test_leading_zeros_blanks_and_case_do_not_keep_a_company_number_apart(
    one: str, other: str
) -> None:
    assert ties(bearer("a:1", reg_GB_COH=one), bearer("b:1", reg_GB_COH=other)) == ["a:1 b:1"]


def test_leading_zeros_count_where_no_length_is_known() -> None:
    assert not ties(bearer("a:1", reg_XX_ABC="012345"), bearer("b:1", reg_XX_ABC="12345"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("asset", "company"), ("person", "company"), ("government", "government_agency")],
)
def test_kinds_that_differ_are_never_tied(one: str, other: str) -> None:
    assert not ties(bearer("a:1", one, imo="1234567"), bearer("b:1", other, imo="1234567"))


@pytest.mark.parametrize("other", sorted(BODIES))
def test_a_company_may_be_called_another_kind_of_body(other: str) -> None:
    assert ties(bearer("a:1", lei=LEI), bearer("b:1", other, lei=LEI)) == ["a:1 b:1"]


# Which records are tied, and how


def test_two_records_of_one_collection_are_not_tied() -> None:
    assert not ties(bearer("a:1", lei=LEI), bearer("a:2", lei=LEI))


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_two_records_of_one_collection_are_both_tied_to_another_collections(order: str) -> None:
    some = bearer("a:1", lei=LEI), bearer("a:2", lei=LEI), bearer("b:1", lei=LEI)
    found = ties(*some, order=order)
    assert sorted(frozenset(pair.split()) for pair in found) == [
        frozenset({"a:1", "b:1"}),
        frozenset({"a:2", "b:1"}),
    ]


def test_a_tie_starts_from_the_collection_that_comes_first() -> None:
    some = bearer("a:1", lei=LEI), bearer("b:1", lei=LEI), bearer("c:1", lei=LEI)
    assert ties(*some) == ["a:1 b:1", "a:1 c:1"]
    assert ties(*some, order="cba") == ["c:1 a:1", "c:1 b:1"]


def test_a_tie_names_all_identifiers_that_both_print_and_stands_once() -> None:
    some = (bearer(key, lei=LEI, wikidata="q42") for key in ("a:1", "b:1"))
    [tie] = shared(collected(some), schemes())
    assert tie.grade == "inferred"
    assert tie.evidence.source == SHARED.id
    assert tie.evidence.locator == f"lei {LEI}; wikidata Q42"
    assert tie.note == (
        f"Inferred: both records print the same Legal Entity Identifier (ISO 17442) (lei), {LEI}; "
        "the same Wikidata item (wikidata), Q42."
    )


def test_no_two_ties_are_the_same_statement() -> None:
    some = [
        bearer("a:1", lei=LEI, wikidata="Q1"),
        bearer("a:2", wikidata="Q1", ofac="5"),
        bearer("b:1", lei=LEI, wikidata="Q1", ofac="5"),
        bearer("b:2", ofac="5"),
    ]
    found = [tie.id for tie in shared(collected(some), schemes())]
    assert len(found) == len(set(found))


# What a person kept apart


def test_a_pair_kept_apart_is_not_tied() -> None:
    assert not ties(bearer("a:1", lei=LEI), bearer("b:1", lei=LEI), apart=["a:1 b:1"])


def test_a_third_is_tied_to_the_first_alone_of_a_pair_kept_apart() -> None:
    some = bearer("a:1", lei=LEI), bearer("b:1", lei=LEI), bearer("c:1", lei=LEI)
    assert ties(*some, apart=["a:1 b:1"]) == ["a:1 c:1"]
    assert ties(*some, apart=["a:1 b:1", "a:1 c:1"]) == ["b:1 c:1"]
    assert ties(*some, apart=["b:1 c:1"]) == ["a:1 b:1"]


def test_a_pair_kept_apart_does_not_meet_through_two_identifiers() -> None:
    some = (
        bearer("a:1", lei=LEI),
        bearer("b:1", lei=OTHER_LEI),
        bearer("c:1", lei=LEI, wikidata="Q1"),
        bearer("d:1", lei=OTHER_LEI, wikidata="Q1"),
    )
    assert ties(*some, apart=["a:1 b:1"]) == ["a:1 c:1", "b:1 d:1"]


def test_a_pair_kept_apart_does_not_meet_through_what_a_source_says() -> None:
    some = bearer("a:1", lei=LEI), bearer("b:1", lei=LEI), bearer("b:2")
    said = [statement("b:1", "same_as", "b:2")]
    kept = frozenset({frozenset({"a:1", "b:2"})})
    assert not list(shared(collected(some, said), schemes(), kept))


KEYS = [f"{collection}:{n}" for collection in "abc" for n in (1, 2)]
NUMBERS = st.dictionaries(
    st.sampled_from(("lei", "wikidata", "ofac")), st.sampled_from("12"), max_size=2
)
VALUES = {"lei": {"1": LEI, "2": OTHER_LEI}, "wikidata": {"1": "Q1", "2": "Q2"}}
WORLD = st.dictionaries(
    st.sampled_from(KEYS),
    st.tuples(st.sampled_from(("company", "organisation", "person")), NUMBERS),
    min_size=2,
)
PAIRS = st.lists(st.sampled_from([frozenset(pair) for pair in combinations(KEYS, 2)]), max_size=3)


def made(world: dict[str, tuple[str, dict[str, str]]]) -> list[Party]:
    return [
        bearer(key, kind, **{s: VALUES.get(s, {}).get(v, v) for s, v in numbers.items()})
        for key, (kind, numbers) in world.items()
    ]


def alike(one: Party, other: Party) -> bool:
    """Say whether an identifier ties two parties, by looking at the two alone."""
    same_kind = one.kind == other.kind or {one.kind, other.kind} <= BODIES
    apart = collection_of(one.id) != collection_of(other.id)
    return same_kind and apart and bool(set(one.identifiers) & set(other.identifiers))


@given(WORLD, st.permutations("abc"))
def test_parties_are_the_connected_components_of_records_that_share_an_identifier(
    world: dict[str, tuple[str, dict[str, str]]], order: list[str]
) -> None:
    parties = made(world)
    some = collected(parties, (), "".join(order))
    expected: nx.Graph[str] = nx.Graph()
    expected.add_edges_from((p.id, q.id) for p, q in combinations(parties, 2) if alike(p, q))
    found: nx.Graph[str] = nx.Graph()
    found.add_edges_from(ends(tie) for tie in shared(some, schemes()))
    assert components(found) == components(expected)
    assert found.number_of_edges() >= len(found) - len(components(found))


def components(network: nx.Graph[str]) -> list[list[str]]:
    return sorted(sorted(each) for each in nx.connected_components(network))


@settings(max_examples=300)
@given(WORLD, PAIRS, st.permutations("abc"))
def test_a_pair_kept_apart_is_never_one_party_and_whatever_else_can_be_is(
    world: dict[str, tuple[str, dict[str, str]]], apart: list[Pair], order: list[str]
) -> None:
    parties = {party.id: party for party in made(world)}
    some = collected(parties.values(), (), "".join(order))
    found = list(shared(some, schemes(), frozenset(apart)))
    assert all(alike(parties[tie.subject], parties[tie.object]) for tie in found)
    groups: nx.Graph[str] = nx.Graph()
    groups.add_nodes_from(parties)
    groups.add_edges_from(ends(tie) for tie in found)
    together = {key: frozenset(group) for group in nx.connected_components(groups) for key in group}
    assert not any(pair <= group for group in together.values() for pair in apart)
    for one, other in combinations(parties, 2):
        meeting = together[one] | together[other]
        if alike(parties[one], parties[other]) and together[one] != together[other]:
            assert any(pair <= meeting for pair in apart)


@given(WORLD, PAIRS)
def test_ties_do_not_depend_on_the_order_of_parties(
    world: dict[str, tuple[str, dict[str, str]]], apart: list[Pair]
) -> None:
    turned = dict(reversed(list(world.items())))
    kept = frozenset(apart)
    one, other = (collected(made(each)) for each in (world, turned))
    assert list(shared(one, schemes(), kept)) == list(shared(other, schemes(), kept))


# Clusters


def test_the_first_collection_stands_for_all() -> None:
    some = bearer("a:1"), bearer("b:1"), bearer("c:1"), bearer("c:2")
    said = [statement("c:1", "same_as", "b:1"), statement("b:1", "same_as", "a:1")]
    assert clusters(collected(some, said)) == {"a:1": "a:1", "b:1": "a:1", "c:1": "a:1"}
    assert set(clusters(collected(some, said, "cba")).values()) == {"c:1"}


def test_disputed_and_possible_identities_join_nobody() -> None:
    some = bearer("a:1"), bearer("b:1"), bearer("c:1")
    said = [
        statement("a:1", "same_as", "b:1", disputed=True),
        statement("a:1", "possibly_same_as", "c:1"),
    ]
    assert clusters(collected(some, said)) == {}


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=8))
def test_clusters_are_connected_components(pairs: list[tuple[str, str]]) -> None:
    said = [statement(*pair[:1], "same_as", *pair[1:]) for pair in pairs if len(set(pair)) == 2]
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(map(ends, said))
    expected = {key: min(group) for group in nx.connected_components(network) for key in group}
    assert clusters(collected(map(bearer, KEYS), said)) == expected


def test_sizes_count_the_records_of_each_party() -> None:
    assert sizes({"a:1": "a:1", "b:1": "a:1", "c:1": "a:1"}) == {"a:1": 3}


def test_records_that_differ_in_kind_or_country_are_to_be_checked() -> None:
    some = [
        bearer("a:1", country="US"),
        bearer("b:1", country="CN"),
        bearer("a:2", country="US"),
        bearer("b:2"),
        bearer("a:3", "organisation"),
        bearer("b:3"),
        bearer("a:4", "government_agency"),
        bearer("b:4"),
        bearer("a:5", "organisation"),
        bearer("b:5", "person"),
    ]
    said = [statement(f"a:{n}", "same_as", f"b:{n}") for n in range(1, 6)]
    made = collected(some, said)
    assert unlike(made, clusters(made)) == ["a:1", "a:4", "a:5"]


# The table of schemes


def test_every_scheme_has_a_title_and_a_pattern_that_can_be_compiled() -> None:
    assert all(each.title and re.compile(each.pattern) for each in schemes().values())
