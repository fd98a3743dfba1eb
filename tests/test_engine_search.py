"""Modes, limits, and which engine answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engine import compiled, plain, search
from graph.engine.query import Restrictor
from graph.engine.search import Limits, Mode, TooManyPaths, find
from tests.engine_examples import WAYS, Asked, Claim, Sample, asked, query
from tests.engine_reference import answers
from tests.test_engine_plain import plainly

if TYPE_CHECKING:
    from graph.engine.query import Query
    from tests.engine_reference import Path

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
DAYS = (1, 5, 1, 5)
ENGINES = [pytest.param(10**9, id="plain"), pytest.param(0, id="compiled")]


def by_end(paths: list[Path]) -> dict[int, list[Path]]:
    found = defaultdict(list)
    for path in sorted(paths, key=lambda path: len(path[1])):
        found[path[0][-1]].append(path)
    return found


def clique(size: int) -> Sample:
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
    return Sample(size, tuple(Claim(*pair, 2, 0, False, DAYS, 0, ()) for pair in pairs))


@pytest.mark.parametrize("compiled_from", ENGINES)
def test_modes_keep_for_each_pair_what_they_say(compiled_from: int) -> None:
    @settings(max_examples=100, suppress_health_check=SLOW)
    @given(asked(loops=False), st.integers(1, 4))
    def keep(given_: Asked, k: int) -> None:
        for restrictor, apart in WAYS:
            made = replace(given_.query, restrictor=restrictor, apart=apart)
            _compare(given_._replace(query=made), k)

    patch = pytest.MonkeyPatch()
    with patch.context() as chosen:
        chosen.setattr(search, "COMPILED_FROM", compiled_from)
        keep()


def _compare(given_: Asked, k: int) -> None:
    for source in given_.query.sources:
        made = replace(given_.query, sources=(source,))
        ends = by_end(answers(given_.sample, made, given_.regex, source, made.hops))
        found = {mode: _found(given_, made, mode, k) for mode in Mode}
        assert found[Mode.ALL] == ends
        for end, paths in ends.items():
            lengths = [len(path[1]) for path in paths]
            shortest = [path for path in paths if len(path[1]) == lengths[0]]
            assert found[Mode.ALL_SHORTEST][end] == shortest
            [one] = found[Mode.ANY_SHORTEST][end]
            assert one in shortest
            several = found[Mode.SHORTEST][end]
            assert [len(path[1]) for path in several] == lengths[:k]
            assert all(path in paths for path in several)
            assert len(set(several)) == len(several)
        assert all(mode.keys() == ends.keys() for mode in found.values())


def _found(given_: Asked, made: Query, mode: Mode, k: int) -> dict[int, list[Path]]:
    outcome = find(given_.arrays, made, mode, k=k)
    assert outcome.complete
    return by_end(plainly(outcome.routes))


@settings(max_examples=100, suppress_health_check=SLOW)
@given(asked(), st.sampled_from(Mode), st.integers(1, 3))
def test_both_engines_give_every_mode_the_same_routes(given_: Asked, mode: Mode, k: int) -> None:
    patch = pytest.MonkeyPatch()
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        one = find(given_.arrays, made, mode, k=k)
        with patch.context() as chosen:
            chosen.setattr(search, "COMPILED_FROM", 0)
            other = find(given_.arrays, made, mode, k=k)
        assert one.routes == other.routes


# Limits


@pytest.mark.parametrize("compiled_from", ENGINES)
@pytest.mark.parametrize("mode", Mode)
def test_an_answer_limit_gives_the_first_and_says_so(
    mode: Mode, compiled_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMPILED_FROM", compiled_from)
    sample = clique(5)
    made = query("supplies+", sample)
    whole = find(sample.arrays(), made, mode, k=3)
    assert whole.complete
    number = len(whole.routes)
    for most in (0, 1, 3, number):
        cut = find(sample.arrays(), made, mode, k=3, limits=Limits(answers=most))
        assert cut.routes == whole.routes[:most]
        assert (cut.cut, cut.complete) == (("", True) if most == number else ("answers", False))
        assert cut.hops > 0 or not most


@pytest.mark.parametrize("compiled_from", ENGINES)
def test_a_flood_is_refused_before_it_begins(
    compiled_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMPILED_FROM", compiled_from)
    sample = clique(6)
    made = query("supplies+", sample, sources=(0, 1), restrictor=Restrictor.WALK)
    number = 2 * (5 + 25 + 125 + 625)
    with pytest.raises(TooManyPaths, match="1,560") as caught:
        find(sample.arrays(), made, limits=Limits(flood=number - 1))
    assert (caught.value.estimate, caught.value.most) == (number, number - 1)
    assert len(find(sample.arrays(), made, limits=Limits(flood=number)).routes) == number
    for mode in (Mode.ANY_SHORTEST, Mode.ALL_SHORTEST, Mode.SHORTEST):
        assert find(sample.arrays(), made, mode, limits=Limits(flood=1)).complete


@pytest.mark.parametrize("compiled_from", ENGINES)
@pytest.mark.parametrize("mode", Mode)
def test_a_search_out_of_time_gives_what_it_has_and_says_so(
    mode: Mode, compiled_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is a counter: each look at it takes a second.

    Party 7 hangs on the source alone and no way to it passes party 1: a search for it looks
    at everything.
    """
    monkeypatch.setattr(search, "COMPILED_FROM", compiled_from)
    for name in ("STEPS", "CAREFUL_STEPS"):
        monkeypatch.setattr(compiled, name, 512)
    sample = clique(7)
    sample = Sample(8, (*sample.claims, Claim(0, 7, 2, 0, False, DAYS, 0, ())))
    made = query("supplies+", sample, hops=6, through=(1,))
    whole = find(sample.arrays(), made, mode, k=1000, limits=Limits(seconds=1e9))
    ticks = count()
    monkeypatch.setattr("graph.engine.search.time.monotonic", lambda: float(next(ticks)))
    cut = find(sample.arrays(), made, mode, k=1000, limits=Limits(seconds=0.5))
    assert (cut.cut, cut.complete) == ("time", False)
    assert (whole.cut, whole.complete) == ("", True)
    assert cut.routes == whole.routes[: len(cut.routes)]
    assert 0 < cut.hops <= 1024 < whole.hops


@pytest.mark.parametrize("compiled_from", ENGINES)
@pytest.mark.parametrize("mode", [Mode.ANY_SHORTEST, Mode.ALL_SHORTEST])
def test_no_way_back_to_the_source_is_looked_for_where_there_can_be_none(
    mode: Mode, compiled_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMPILED_FROM", compiled_from)
    sample = clique(9)
    found = find(sample.arrays(), query("supplies+", sample, hops=8), mode)
    assert [route.parties for route in found.routes] == [(0, end) for end in range(1, 9)]
    assert found.hops < 20


@pytest.mark.parametrize(("claims", "engine"), [(4, plain.Search), (3, compiled.Search)])
def test_large_graphs_are_searched_by_the_compiled_engine(
    claims: int, engine: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMPILED_FROM", claims)
    sample = Sample(2, (Claim(0, 1, 2, 0, False, DAYS, 0, ()),) * 3)
    assert type(search.engine(sample.arrays(), query("supplies", sample))) is engine


def test_sources_are_answered_one_after_the_other() -> None:
    sample = clique(4)
    made = query("supplies", sample, sources=(2, 0))
    found = [route.parties for route in find(sample.arrays(), made).routes]
    assert found == [(2, 0), (2, 1), (2, 3), (0, 1), (0, 2), (0, 3)]
