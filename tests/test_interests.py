"""Multiplied interests: small cases by hand, and any graph against linear algebra."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.engine.interests import holders, interests
from graph.interests import ultimate_owners
from graph.stakes import UNKNOWN, Stake
from graph.statement import Percent


def stake(owner: str, company: str, share: str) -> Stake:
    return Stake(owner, company, Percent.parse(share) if share else UNKNOWN, ())


def owners(stakes: list[Stake], company: str) -> list[tuple[str, float, float]]:
    return [(each.owner, each.low, each.high) for each in ultimate_owners(stakes, company)]


def test_shares_are_multiplied_down_a_chain_and_added_over_chains() -> None:
    stakes = [stake("X", "A", "50"), stake("A", "C", "40"), stake("X", "C", "10")]
    assert owners(stakes, "C") == [("X", 30, 30)]


def test_bands_give_bands_and_unknown_shares_may_be_nothing_or_all() -> None:
    assert owners([stake("X", "A", "25-50"), stake("A", "C", "100")], "C") == [("X", 25, 50)]
    assert owners([stake("X", "A", "")], "A") == [("X", 0, 100)]


def test_a_circle_passes_on_what_its_outside_owner_holds() -> None:
    stakes = [stake("X", "A", "60"), stake("B", "A", "40"), stake("A", "B", "50")]
    assert owners(stakes, "A") == [("X", 75, 75)]
    assert owners(stakes, "B") == [("X", 37.5, 37.5)]


def test_a_circle_that_nobody_outside_owns_is_its_own_ultimate_owner() -> None:
    stakes = [stake("A", "B", "50"), stake("B", "A", "50"), stake("B", "C", "50")]
    assert {owner for owner, *_ in owners(stakes, "C")} == {"A", "B"}


def test_a_party_that_nobody_owns_has_no_owners() -> None:
    assert ultimate_owners([stake("X", "A", "50")], "X") == []
    assert ultimate_owners([stake("X", "A", "50")], "Nobody") == []


def test_circles_of_whole_holdings_come_to_an_end() -> None:
    stakes = [stake("A", "B", "100"), stake("B", "A", "100"), stake("X", "A", "50")]
    assert owners(stakes, "B") == [("X", 100, 100)]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, float]]]:
    size = draw(st.integers(2, 8))
    ends = st.integers(0, size - 1)
    pairs = st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1])
    edges = draw(st.lists(pairs, max_size=16, unique=True))
    into = {company: sum(c == company for _, c in edges) for _, company in edges}
    shares = [draw(st.integers(1, 95)) / 100 / into[company] for _, company in edges]
    return size, [(*pair, share) for pair, share in zip(edges, shares, strict=True)]


@settings(deadline=None)
@given(graphs())
def test_interests_solve_the_linear_equations(
    graph: tuple[int, list[tuple[int, int, float]]],
) -> None:
    size, edges = graph
    share = np.zeros((size, size))
    for owner, company, part in edges:
        share[company, owner] = part
    alone = _alone(size, edges)
    expected = np.linalg.solve(np.eye(size) - share, share * alone)
    assume(expected.max() <= 1)  # beyond that an interest is capped at all of it
    columns = [np.array([edge[n] for edge in edges], kind) for n, kind in enumerate("iif")]
    found = interests(holders(size, columns[0], columns[1], columns[2].astype(float)), 1e-9)
    given_ = np.zeros((size, size))
    for company in range(size):
        owners_, parts = found.of(company)
        given_[company, owners_] = parts
    assert given_ == pytest.approx(expected, abs=1e-6)


def _alone(
    size: int, edges: list[tuple[int, int, float]]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Mark those that nobody owns who is not owned by them, by trying every way up."""
    above = [{node} for node in range(size)]
    for _ in range(size):
        for owner, company, _ in edges:
            above[company] |= above[owner]
    return np.array([all(node in above[up] for up in above[node]) for node in range(size)], float)
