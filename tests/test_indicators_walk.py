"""Following a pattern from one party finds what the search for paths finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.conditions import Conditions
from graph.paths import find_paths
from graph.pattern_walk import MOST_WAYS, automaton, first_relations, walk
from graph.question import Ends, Question
from tests.examples import casebook
from tests.indicator_worlds import grounds

PATTERNS = [
    "supplies",
    "supplies{1,3}",
    "(owns|controls|^subsidiary_of){1,2}/supplies",
    "located_at/^located_at",
    "^owns+",
    "(supplies|^resells_for)/(supplies|owns)",
]
PARTIES = ["A", "B", "C", "D Street", "E Ministry"]
RELATIONS = ["supplies", "owns", "controls", "subsidiary_of", "located_at", "resells_for"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, ...]:
    pairs = st.tuples(*(st.sampled_from(each) for each in (PARTIES, RELATIONS, PARTIES)))
    said = draw(st.lists(pairs.filter(lambda each: each[0] != each[2]), max_size=9, unique=True))
    return tuple(" ".join(each) for each in said)


@given(worlds(), st.sampled_from(PATTERNS), st.sampled_from(PARTIES[:3]))
def test_a_walk_finds_the_ways_of_the_search(
    said: tuple[str, ...], pattern: str, start: str
) -> None:
    opened = grounds((*said, "A partner_of B", "C partner_of A"))
    moves = automaton(opened, pattern)
    ways = walk(opened, start, moves, hops=4, passes=("address",)).ways
    found = {tuple(hop.target for hop in way) for way in ways}
    expected = set()
    for end in opened.network:
        if end == start:
            continue
        question = Question(
            start, Ends.PARTY, end, pattern=f"{pattern}", hops=4, conditions=Conditions()
        )
        answer = find_paths(opened.network, question, vocabulary=opened.vocabulary)
        paths = (*answer.attested, *answer.composed)
        expected |= {path.parties[1:] for path in paths}
    # The search, asked without a named pattern, lets no address through.
    through = {way for way in found if "D Street" not in way[:-1]}
    assert through == expected


def test_the_shortest_ways_come_first_and_bodies_carry_none() -> None:
    opened = grounds(
        ("A supplies B", "B supplies C", "A supplies Ministry of Iran",
         "Ministry of Iran supplies D")
    )  # fmt: skip
    found = walk(opened, "A", automaton(opened, "supplies+"), hops=4)
    ends = [way[-1].target for way in found.ways]
    assert ends == ["B", "Ministry of Iran", "C"]
    assert not found.stopped


def test_a_hub_ends_ways_and_is_named() -> None:
    many = tuple(f"Hub supplies Buyer {number}" for number in range(150))
    opened = grounds(("A supplies Hub", *many))
    found = walk(opened, "A", automaton(opened, "supplies/supplies"), hops=2)
    assert found.stopped == ("Hub",)
    assert not found.ways
    # Where the pattern ends at it, nothing was left out.
    assert not walk(opened, "A", automaton(opened, "supplies"), hops=1).stopped


def test_a_walk_that_finds_a_flood_says_so() -> None:
    opened = grounds(tuple(f"A supplies Buyer {number}" for number in range(MOST_WAYS + 1)))
    found = walk(opened, "A", automaton(opened, "supplies"), hops=1)
    assert found.cut
    assert len(found.ways) == MOST_WAYS


def test_doubtful_identity_is_never_walked() -> None:
    opened = grounds(("A possibly_same_as B", "B supplies Ministry of Iran"))
    assert not walk(opened, "A", automaton(opened, "possibly_same_as/supplies"), hops=2).ways


@pytest.mark.parametrize("pattern", ["sells_to_the_state", "revolving_door"])
def test_a_named_pattern_may_be_followed_by_its_name(pattern: str) -> None:
    opened = grounds(())
    moves = automaton(opened, pattern)
    assert first_relations(moves) == first_relations(
        automaton(opened, casebook().patterns[pattern].text)
    )
