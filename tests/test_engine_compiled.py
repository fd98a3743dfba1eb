"""The compiled engine gives the answers of the plain one, in the same order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engine import compiled, plain, search, walk, witness
from graph.engine import job as jobs
from graph.engine.query import Joined, Need, Query, Restrictor, TooManyChoices
from tests.engine_examples import WAYS, Asked, Claim, Sample, asked, query, samples

if TYPE_CHECKING:
    from graph.engine.arrays import Arrays
    from graph.engine.job import Sheet
    from graph.engine.local import Local
    from graph.engine.query import Route

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
DAYS = (1, 5, 1, 5)


def both(
    arrays: Arrays, made: Query, source: int, hops: int, *, exactly: bool = False
) -> tuple[list[Route], list[Route]]:
    ways: list[search.Engine] = [plain.Search(arrays, made), compiled.Search(arrays, made)]
    one, other = (list(each.routes(source, hops, exactly=exactly)) for each in ways)
    return one, other


@settings(max_examples=400, suppress_health_check=SLOW)
@given(asked(), st.booleans())
def test_the_same_routes_in_the_same_order(given_: Asked, exactly: bool) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        for source in made.sources:
            one, other = both(given_.arrays, made, source, made.hops, exactly=exactly)
            assert one == other


@settings(max_examples=200, suppress_health_check=SLOW)
@given(asked(conditions=False), st.booleans())
def test_the_same_without_conditions(given_: Asked, exactly: bool) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        for hops in range(made.hops + 1):
            one, other = both(given_.arrays, made, made.sources[0], hops, exactly=exactly)
            assert one == other


@settings(max_examples=200, suppress_health_check=SLOW)
@given(samples(7, 14), st.sampled_from(Need), st.booleans(), st.booleans())
def test_the_same_in_the_tight_loops(
    sample: Sample, need: Need, exactly: bool, apart: bool
) -> None:
    made = query("(owns|^owns|supplies)+", sample, in_order=need, apart=apart)
    one, other = both(sample.arrays(), made, 0, 4, exactly=exactly)
    assert one == other


@settings(max_examples=60, suppress_health_check=SLOW)
@given(samples(5, 14), st.sampled_from(Joined), st.sampled_from(Need), st.sampled_from(Need))
def test_the_same_for_every_joining_with_every_need(
    sample: Sample, joined: Joined, in_order: Need, coexist: Need
) -> None:
    given_: dict[str, Any] = {"joined": joined, "in_order": in_order, "coexist": coexist}
    for restrictor, apart in WAYS:
        text = "(owns/supplies|owns|^supplies)*"
        made = query(text, sample, restrictor=restrictor, apart=apart, **given_)
        one, other = both(sample.arrays(), made, 0, 4)
        assert one == other


@settings(max_examples=100, suppress_health_check=SLOW)
@given(asked())
def test_the_same_bounds(given_: Asked) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        one, other = plain.Search(given_.arrays, made), compiled.Search(given_.arrays, made)
        for source in made.sources:
            assert one.estimate(source, made.hops) == other.estimate(source, made.hops)
            if one.nearest(source) <= made.hops or other.nearest(source) <= made.hops:
                assert one.nearest(source) == other.nearest(source)
            ends = {route.parties[-1] for route in one.routes(source, made.hops)}
            assert ends <= other.reachable(source, made.hops)


@settings(max_examples=60, suppress_health_check=SLOW)
@given(asked())
def test_a_search_that_stops_and_goes_on_finds_the_same(given_: Asked) -> None:
    """Few steps at a time, small sheets, and with care from the first way back."""
    patch = pytest.MonkeyPatch()
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        want = list(plain.Search(given_.arrays, made).routes(made.sources[0], made.hops))
        with patch.context() as small:
            for name in ("STEPS", "CAREFUL_STEPS", "SHEET"):
                small.setattr(compiled, name, 1)
            got = list(compiled.Search(given_.arrays, made).routes(made.sources[0], made.hops))
        assert want == got


@settings(max_examples=150, suppress_health_check=SLOW)
@given(
    samples(7, 14), st.sampled_from([Restrictor.ACYCLIC, Restrictor.SIMPLE]), st.sampled_from(Need)
)
def test_careful_steps_find_the_same(sample: Sample, restrictor: Restrictor, need: Need) -> None:
    text = "(owns|^owns|supplies)+"
    made = query(text, sample, restrictor=restrictor, in_order=need, hops=5)
    engine = compiled.Search(sample.arrays(), made)
    want = list(engine.routes(0, 5))
    got = []
    for out, index in _with_care(engine, 5):
        for row in range(int(out.filled[0])):
            got.append(engine._route(out, index, row))  # noqa: SLF001 - no other door
    assert got == want


def _with_care(engine: compiled.Search, hops: int) -> list[tuple[Sheet, Local]]:
    """Search with the patience of the search used up, so that every step is shown to lead."""
    if engine.nearest(0) > hops:
        return []
    job = engine._job(0, hops, exactly=False)  # noqa: SLF001
    at = jobs.stack(job, witness.first(engine.query), engine.query.automaton.start)
    out = jobs.sheet(10_000, hops)
    while at.state[jobs.DEPTH] >= 0:
        at.state[jobs.BARREN] = walk.PATIENCE + 1
        walk._care(job, at, out, at.state[jobs.STEPS] + 1)  # noqa: SLF001
    return [(out, job.local)]


# More choices than are kept


def crowded() -> Sample:
    """Make a chain whose hops rest on claims of a hundred deals in common but for the last."""
    deals = tuple(range(100))
    pairs = [(0, 1), (1, 2), (2, 3)]
    claims = [Claim(*pair, 2, 0, False, DAYS, 0, deals) for pair in pairs]
    return Sample(4, tuple(claims))


def test_the_compiled_search_says_when_there_are_too_many_choices() -> None:
    made = query("supplies+", sample := crowded(), joined=Joined.ONE_DEAL)
    with pytest.raises(TooManyChoices):
        list(compiled.Search(sample.arrays(), made).routes(0, 4))


@pytest.mark.parametrize("mode", search.Mode)
def test_too_many_choices_are_gone_through_in_plain_python(
    mode: search.Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = query("supplies+", sample := crowded(), joined=Joined.ONE_DEAL)
    want = search.find(sample.arrays(), made, mode, k=3)
    monkeypatch.setattr(search, "COMPILED_FROM", 0)
    assert search.find(sample.arrays(), made, mode, k=3) == want
    assert {route.parties for route in want.routes} == {(0, 1), (0, 1, 2), (0, 1, 2, 3)}


# Its account


def test_hops_and_parties_are_counted_when_an_answer_is_cut() -> None:
    claims = [Claim(a, b, 2, 0, False, DAYS, 0, ()) for a in range(6) for b in range(6) if a != b]
    made = query("supplies+", sample := Sample(6, tuple(claims)))
    engine = compiled.Search(sample.arrays(), made)
    found = engine.routes(0, 4)
    assert next(found)
    found.close()  # type: ignore[attr-defined]
    assert engine.hops > 0
    assert engine.parties == set(range(6))


def test_a_route_without_a_hop_costs_no_second_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Distances over a whole graph in plain Python are what compiling is there to save."""
    made = query("supplies*", sample := crowded())
    monkeypatch.setattr(plain, "distances", lambda _: pytest.fail("plain distances"))
    routes = list(compiled.Search(sample.arrays(), made).routes(0, 4))
    assert [route.parties for route in routes] == [(0,), (0, 1), (0, 1, 2), (0, 1, 2, 3)]


def test_a_mask_of_supply_symbols_matters_to_the_compiled_engine_too() -> None:
    claims = (Claim(0, 1, 2, 0, False, DAYS, 0, (0,)), Claim(1, 2, 0, 0, False, DAYS, 1, (1,)))
    sample = Sample(3, claims)
    for supply, ends in ([2, 5], {1}), ([0, 1, 2, 3, 4, 5], {1}), ([], {1}):
        mask = np.isin(np.arange(6), supply)
        made = query("(owns|supplies)+", sample, joined=Joined.ATTESTED, supply=mask)
        one, other = both(sample.arrays(), made, 0, 3)
        assert one == other
        assert {route.parties[-1] for route in one} == ends
