"""Records are joined into parties, and a pair kept apart never meets, whatever the order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from graph.groups import Groups

KEYS = tuple("abcdef")
PAIRS = [frozenset(pair) for pair in combinations(KEYS, 2)]


def test_records_join_through_others() -> None:
    groups = Groups()
    assert groups.join("a", "b")
    assert groups.join("c", "d")
    assert groups.join("d", "a")
    assert [sorted(group) for group in groups.several()] == [["a", "b", "c", "d"]]
    assert len({groups.top(key) for key in "abcd"}) == 1
    assert groups.top("e") == "e"


def test_a_record_is_one_party_with_itself() -> None:
    groups = Groups()
    assert groups.join("a", "a")
    assert not list(groups.several())


def test_a_pair_kept_apart_does_not_meet_through_a_third() -> None:
    groups = Groups([frozenset("ab")])
    assert not groups.join("a", "b")
    assert groups.join("a", "c")
    assert not groups.join("c", "b")
    assert groups.join("b", "d")
    assert not groups.join("d", "c")
    assert groups.between("d", "c") == [("b", "a")]
    assert groups.between("a", "c") == []


def brute_force(steps: list[frozenset[str]], apart: list[frozenset[str]]) -> list[set[str]]:
    """Keep sets in a list; look through all of them each time."""
    groups = [{key} for key in KEYS]
    for step in steps:
        together = set().union(*(group for group in groups if group & step))
        if not any(pair <= together for pair in apart):
            groups = [group for group in groups if not group & step] + [together]
    return groups


@given(st.lists(st.sampled_from(PAIRS), max_size=12), st.lists(st.sampled_from(PAIRS), max_size=4))
def test_groups_are_those_that_looking_through_all_of_them_gives(
    steps: list[frozenset[str]], apart: list[frozenset[str]]
) -> None:
    groups = Groups(apart)
    for step in steps:
        one, other = sorted(step)
        meet = groups.between(one, other)
        assert groups.join(one, other) is not bool(meet)
    expected = brute_force(steps, apart)
    assert sorted(map(sorted, groups.several())) == sorted(
        sorted(group) for group in expected if len(group) > 1
    )
    assert not any(pair <= set(group) for pair in apart for group in groups.several())
