"""The k best are the first k of all, sorted by what best means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engine.best import best, bounds
from graph.engine.compact import compact
from graph.engine.local import local
from tests.engine_examples import (
    Choice,
    Claim,
    Inverse,
    Relation,
    Repeat,
    Sample,
    expression,
    query,
    samples,
)
from tests.engine_reference import answers
from tests.test_engine_plain import plainly

if TYPE_CHECKING:
    from graph.engine.query import Query
    from tests.engine_reference import Path

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
PATTERN = "(owns|^owns|supplies)+"
REGEX = expression(
    Repeat(Choice((Relation("owns"), Inverse(Relation("owns")), Relation("supplies"))), 1, None, "")
)


def cost(sample: Sample, path: Path) -> tuple[int, bool, int]:
    """Take each hop at its strongest claim; a dispute of any claim counts."""
    hops = [[sample.claims[number] for number in hop] for hop in path[1]]
    grade = max(min(claim.grade for claim in hop) for hop in hops)
    return grade, any(claim.disputed for hop in hops for claim in hop), len(hops)


def find(sample: Sample, made: Query, source: int, k: int) -> list[Path]:
    """Give the k best routes in the order they are found."""
    ground = compact(sample.arrays(), made, made.hops)
    index = local(ground, source, made.hops, apart=made.apart)
    costs = bounds(sample.arrays(), ground, index, made.hops)
    return [plainly([route])[0] for route in best(ground, index, costs, made.hops, k)]


@settings(max_examples=200, suppress_health_check=SLOW)
@given(samples(7, 14), st.booleans(), st.integers(1, 6), st.data())
def test_the_best_are_the_first_of_all(
    sample: Sample, apart: bool, k: int, data: st.DataObject
) -> None:
    parties = range(sample.parties)
    targets = data.draw(st.sets(st.sampled_from(parties), min_size=1))
    stops = data.draw(st.sets(st.sampled_from(parties), max_size=2))
    given_: dict[str, Any] = {"hops": data.draw(st.integers(1, 5)), "apart": apart}
    made = query(PATTERN, sample, **given_)
    for party in parties:
        made.targets[party], made.carries[party] = party in targets, party not in stops
    every = answers(sample, made, REGEX, 0, made.hops)
    found = find(sample, made, 0, k)
    assert [cost(sample, path) for path in found] == sorted(cost(sample, p) for p in every)[:k]
    assert len(set(found)) == len(found)
    assert set(found) <= set(every)


@pytest.mark.parametrize(("k", "number"), [(1, 1), (2, 2), (50, 3)])
def test_no_more_than_there_are(k: int, number: int) -> None:
    days = (1, 1, 1, 1)
    ends = [(0, 1, 2, False), (1, 2, 0, False), (0, 2, 1, True), (0, 3, 1, False), (3, 2, 1, False)]
    claims = tuple(Claim(a, b, 2, grade, denied, days, 0, ()) for a, b, grade, denied in ends)
    sample = Sample(4, claims)
    made = query(PATTERN, sample)
    made.targets[:] = [False, False, True, False]
    order = [(0, 3, 2), (0, 2), (0, 1, 2)]
    assert [path[0] for path in find(sample, made, 0, k)] == order[:number]
