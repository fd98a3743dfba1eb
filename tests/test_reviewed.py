"""A person's review ties records and keeps others apart, whatever sources and numbers say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import BadQuestion, UnknownTerm
from graph.groups import Groups
from graph.identity import clusters
from graph.joining import tied
from graph.reviewed import REVIEW, reviewed, settled
from tests.bearers import LEI, OTHER_LEI, bearer, collected, schemes, statement

if TYPE_CHECKING:
    from graph.statement import Records


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    other: str
    same: bool = True
    reason: str = "Same address and board."
    evidence: str = "https://example.org/annual-report"
    date: PartialDate = PartialDate("2026-11")


def same(one: str, other: str) -> Row:
    return Row(one, other)


def apart(one: str, other: str) -> Row:
    return Row(one, other, same=False, reason="A namesake.")


WORLD = collected(
    [
        bearer("a:1", lei=LEI),
        bearer("b:1", lei=LEI),
        bearer("c:1", lei=OTHER_LEI),
        bearer("c:2"),
        bearer("d:1", reg_GB_COH="1234567"),
    ]
)


def ties(*rows: Row, world: Records = WORLD) -> list[tuple[str, str]]:
    return sorted((s.subject, s.object) for s in reviewed(world, rows, schemes()).ties)


# Naming records


def test_a_row_ties_the_two_records_it_names() -> None:
    assert ties(same("c:2", "a:1")) == [("a:1", "c:2")]


def test_a_tie_says_who_looked_when_and_why() -> None:
    [tie] = reviewed(WORLD, [same("a:1", "c:2")], schemes()).ties
    assert tie.relation == "same_as"
    assert tie.grade == "documented"
    assert (tie.evidence.source, tie.evidence.locator) == (
        REVIEW.id,
        "https://example.org/annual-report",
    )
    assert tie.note == "Reviewed 2026-11: Same address and board."


def test_an_identifier_names_all_that_bear_it() -> None:
    assert ties(same(f"lei={LEI}", "c:2")) == [("a:1", "c:2"), ("b:1", "c:2")]
    assert ties(same("reg:GB-COH=01234567", "c:2")) == [("c:2", "d:1")]


def test_a_record_is_not_tied_to_itself() -> None:
    assert ties(same("a:1", f"lei={LEI}")) == [("a:1", "b:1")]


def test_the_same_pair_twice_is_one_tie() -> None:
    assert ties(same("a:1", "b:1"), same("b:1", f"lei={LEI}")) == [("a:1", "b:1")]


@pytest.mark.parametrize(
    "row",
    [
        same("a:1", "a:99"),
        same("elsewhere:1=2", "a:1"),
        same("a:1", "lei=INVENTED000000000099"),
        same("a:1", "lei=too short"),
        apart("a:98", "a:99"),
    ],
)
def test_a_row_about_a_party_that_is_not_here_is_counted(row: Row) -> None:
    review = reviewed(WORLD, [row], schemes())
    assert (review.ties, review.apart, review.elsewhere) == ((), frozenset(), 1)


@pytest.mark.parametrize("name", ["LEI=5299", "swift=INVTAQ22", "reg:DE-CR=HRB 1"])
def test_a_scheme_that_identifies_nobody_is_refused(name: str) -> None:
    with pytest.raises(UnknownTerm, match="reviewed identities, .*known: .*lei"):
        reviewed(WORLD, [same("a:1", name)], schemes())


def test_pairs_found_to_be_two_are_given() -> None:
    review = reviewed(WORLD, [apart("c:1", f"lei={LEI}")], schemes())
    assert review.apart == {frozenset({"a:1", "c:1"}), frozenset({"b:1", "c:1"})}


# Rows that contradict each other


@pytest.mark.parametrize(
    "rows",
    [
        [same("a:1", "b:1"), apart("b:1", "a:1")],
        [apart("a:1", f"lei={LEI}"), same("b:1", "a:1")],
        [same("a:1", "c:2"), apart("a:1", "b:1"), same("c:2", "b:1")],
        [same(f"lei={LEI}", "c:2"), apart("a:1", "b:1")],
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: list[Row]) -> None:
    with pytest.raises(BadQuestion, match="a:1 and b:1 are two parties by one row"):
        reviewed(WORLD, rows, schemes())


# What sources say against the review


def test_a_source_that_says_the_same_of_a_pair_kept_apart_is_disputed() -> None:
    world = collected(WORLD.parties.values(), [statement("a:1", "same_as", "c:2")])
    made, denied = settled(world, reviewed(world, [apart("a:1", "c:2")], schemes()))
    [said] = made.statements
    assert denied == 1
    assert said.disputed
    assert said.id == world.statements[0].id
    assert said.evidence.corroborating == REVIEW.id
    assert said.note == "Not followed: a person reviewed a:1 and c:2 and found two parties."


def test_a_chain_of_sources_is_cut_where_it_would_join_a_pair_kept_apart() -> None:
    said = [statement("a:1", "same_as", "c:2"), statement("c:2", "same_as", "d:1")]
    world = collected(WORLD.parties.values(), said)
    made, denied = settled(world, reviewed(world, [apart("a:1", "d:1")], schemes()))
    assert [each.disputed for each in made.statements] == [False, True]
    assert denied == 1


def test_what_the_review_ties_goes_before_what_sources_say() -> None:
    world = collected(WORLD.parties.values(), [statement("a:1", "same_as", "c:2")])
    rows = [same("c:2", "d:1"), apart("a:1", "d:1")]
    made, denied = settled(world, reviewed(world, rows, schemes()))
    assert denied == 1
    assert made.statements[0].disputed


def test_statements_that_contradict_nothing_are_left_as_they_are() -> None:
    said = [statement("a:1", "same_as", "c:2"), statement("a:1", "owns", "d:1")]
    world = collected(WORLD.parties.values(), said)
    made, denied = settled(world, reviewed(world, [apart("a:1", "d:1")], schemes()))
    assert made is world
    assert denied == 0


KEYS = [f"{collection}:{n}" for collection in "abc" for n in (1, 2)]
PAIRS = st.sampled_from(list(combinations(KEYS, 2)))
BORNE = st.lists(st.sampled_from((LEI, OTHER_LEI, "")), min_size=6, max_size=6)


@settings(max_examples=300)
@given(
    BORNE,
    st.lists(PAIRS, max_size=4),
    st.lists(st.tuples(PAIRS, st.booleans()), max_size=4),
)
def test_no_pair_found_to_be_two_is_one_party_by_sources_numbers_and_review(
    numbers: list[str], said: list[tuple[str, str]], rows: list[tuple[tuple[str, str], bool]]
) -> None:
    parties = [
        bearer(key, **({"lei": number} if number else {}))
        for key, number in zip(KEYS, numbers, strict=True)
    ]
    world = collected(parties, [statement(one, "same_as", other) for one, other in said])
    table = [Row(*pair, same=is_same) for pair, is_same in rows]
    kept = [frozenset(pair) for pair, is_same in rows if not is_same]
    groups = Groups(kept)
    if not all(groups.join(*pair) for pair, is_same in rows if is_same):
        with pytest.raises(BadQuestion):
            tied(world, table, schemes())
        return
    made, counts = tied(world, table, schemes())
    members = clusters(made)
    assert counts["kept_apart"] == len(set(kept))
    for one, other in kept:
        assert one not in members or members[one] != members.get(other)
    for pair, is_same in rows:
        assert not is_same or members[pair[0]] == members[pair[1]]
