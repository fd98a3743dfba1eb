"""The plain engine gives the answers of the brute-force reference: all, no others, none twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.engine import plain
from graph.engine.arrays import Index, index, open_saved, save
from graph.engine.query import Joined, Need, Restrictor, everything
from tests.engine_examples import (
    LETTERS,
    NAMES,
    WAYS,
    Asked,
    Claim,
    Sample,
    asked,
    query,
    samples,
)
from tests.engine_reference import answers
from tests.records import bundled, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.engine.query import Route

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
DAYS = (1, 5, 1, 5)


def plainly(routes: Iterable[Route]) -> list[tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]]:
    """Put routes as the reference does."""
    return sorted((r.parties, tuple(tuple(sorted(hop)) for hop in r.hops)) for r in routes)


@settings(max_examples=500, suppress_health_check=SLOW)
@given(asked())
def test_all_answers_and_no_others(given_: Asked) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        search = plain.Search(given_.arrays, made)
        for source in made.sources:
            found = plainly(search.routes(source, made.hops))
            event(f"{len(found)} answers" if len(found) < 5 else "5 answers or more")
            assert found == answers(given_.sample, made, given_.regex, source, made.hops)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(asked(), st.sampled_from(Joined), st.sampled_from(Need), st.sampled_from(Need))
def test_every_joining_with_every_need(
    given_: Asked, joined: Joined, in_order: Need, coexist: Need
) -> None:
    made = replace(given_.query, joined=joined, in_order=in_order, coexist=coexist)
    for restrictor, apart in WAYS:
        made = replace(made, restrictor=restrictor, apart=apart)
        search = plain.Search(given_.arrays, made)
        found = plainly(search.routes(made.sources[0], made.hops))
        assert found == answers(given_.sample, made, given_.regex, made.sources[0], made.hops)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(asked(loops=False))
def test_no_answer_is_given_twice(given_: Asked) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        for source in made.sources:
            found = list(plain.Search(given_.arrays, made).routes(source, made.hops))
            assert len(set(found)) == len(found)


@settings(max_examples=100, suppress_health_check=SLOW)
@given(asked())
def test_exactly_so_many_hops_are_the_answers_of_that_length(given_: Asked) -> None:
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        search = plain.Search(given_.arrays, made)
        for source in made.sources:
            within = plainly(search.routes(source, made.hops))
            for length in range(made.hops + 1):
                found = plainly(search.routes(source, length, exactly=True))
                assert found == [route for route in within if len(route[1]) == length]


@settings(max_examples=100, suppress_health_check=SLOW)
@given(asked())
def test_bounds_hold(given_: Asked) -> None:
    """The nearest end is no farther than the shortest answer, walks are no fewer than routes."""
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        search = plain.Search(given_.arrays, made)
        for source in made.sources:
            found = list(search.routes(source, made.hops))
            assert {route.parties[-1] for route in found} <= search.reachable(source, made.hops)
            assert all(len(route.hops) >= search.nearest(source) for route in found)
            assert search.estimate(source, made.hops) >= len(found)


@settings(max_examples=60, suppress_health_check=SLOW)
@given(samples(5, 9), st.integers(0, 4))
def test_the_estimate_of_walks_under_a_lenient_pattern_is_their_number(
    sample: Sample, hops: int
) -> None:
    made = query("(owns|supplies)*", sample, hops=hops, restrictor=Restrictor.WALK)
    search = plain.Search(sample.arrays(), made)
    assert search.estimate(0, hops) == len(list(search.routes(0, hops)))


@settings(max_examples=40, suppress_health_check=SLOW)
@given(asked())
def test_a_barren_search_with_care_finds_the_same(given_: Asked) -> None:
    patch = pytest.MonkeyPatch()
    for restrictor, apart in WAYS:
        made = replace(given_.query, restrictor=restrictor, apart=apart)
        before = list(plain.Search(given_.arrays, made).routes(made.sources[0], made.hops))
        with patch.context() as careful:
            careful.setattr(plain, "BARREN", -1)
            after = list(plain.Search(given_.arrays, made).routes(made.sources[0], made.hops))
        assert before == after


# Single points, so that the reference cannot be wrong with the engine


def chain(*claims: Claim) -> Sample:
    return Sample(1 + max(max(c.subject, c.object) for c in claims), claims)


def claim(
    subject: int,
    target: int,
    relation: str = "supplies",
    *,
    days: tuple[int, int, int, int] = DAYS,
    source: int = 0,
    deals: tuple[int, ...] = (),
) -> Claim:
    return Claim(subject, target, NAMES.index(relation), 0, False, days, source, deals)


def found(
    sample: Sample,
    text: str = "(owns|supplies)+",
    /,
    **given_: Any,  # noqa: ANN401
) -> set[tuple[int, ...]]:
    made = query(text, sample, **given_)
    return {route.parties for route in plain.Search(sample.arrays(), made).routes(0, made.hops)}


SUPPLY = np.isin(list(LETTERS), ["s", "S"])


def test_two_supply_hops_share_a_deal_and_another_need_not() -> None:
    sample = chain(
        claim(0, 1, deals=(0, 1)), claim(1, 2, "owns", source=9), claim(2, 3, deals=(1, 2))
    )
    given_ = {"joined": Joined.ONE_DEAL, "supply": SUPPLY}
    assert found(sample, **given_) == {(0, 1), (0, 1, 2, 3)}


def test_a_single_supply_hop_attests_nothing_beside_itself() -> None:
    sample = chain(claim(0, 1, deals=(0,)), claim(1, 2, "owns", deals=(0,)), claim(2, 3, "owns"))
    given_ = {"joined": Joined.ONE_DEAL, "supply": SUPPLY}
    assert found(sample, **given_) == {(0, 1), (0, 1, 2)}


def test_a_deal_that_the_first_two_share_and_another_that_the_last_two_do_is_not_one_deal() -> None:
    sample = chain(claim(0, 1, deals=(0,)), claim(1, 2, deals=(0, 1)), claim(2, 3, deals=(1,)))
    assert found(sample, joined=Joined.ONE_DEAL) == {(0, 1), (0, 1, 2)}


def test_what_one_choice_of_claims_joins_is_not_composed_by_another() -> None:
    parallel = claim(0, 1, source=1), claim(0, 1, source=2), claim(1, 2, source=2)
    assert found(chain(*parallel), joined=Joined.COMPOSED) == set()
    assert found(chain(*parallel[::2]), joined=Joined.COMPOSED) == {(0, 1, 2)}


def test_claims_that_join_must_fit_in_time_together() -> None:
    late, early = (4, 4, 4, 4), (1, 1, 1, 1)
    sample = chain(
        claim(0, 1, source=1, days=late), claim(0, 1, source=2, days=early), claim(1, 2, source=1)
    )
    timed = replace(sample, claims=(*sample.claims[:2], claim(1, 2, source=1, days=early)))
    given_ = {"joined": Joined.ONE_DOCUMENT, "in_order": Need.POSSIBLE}
    assert (0, 1, 2) in found(sample, **given_)
    assert (0, 1, 2) not in found(timed, **given_)
    assert (0, 1, 2) in found(timed, joined=Joined.COMPOSED, in_order=Need.POSSIBLE)


def test_a_claim_of_a_party_about_itself_is_one_claim() -> None:
    made = query("owns|^owns", sample := chain(claim(0, 0, "owns")), restrictor=Restrictor.WALK)
    [route] = plain.Search(sample.arrays(), made).routes(0, 1)
    assert route.hops == ((0,),)


def test_a_party_that_must_be_passed_counts_once_however_often_it_is_named() -> None:
    sample = chain(claim(0, 1), claim(1, 2))
    assert found(sample, through=(1, 1)) == {(0, 1), (0, 1, 2)}


# The arrays


def test_the_casebook_as_arrays_holds_what_its_statements_say() -> None:
    made = index(bundled().parties, bundled().statements, words())
    arrays = made.arrays
    assert (arrays.parties, arrays.claims) == (len(bundled().parties), len(bundled().statements))
    seen = set()
    for origin in range(arrays.parties):
        for arc in range(arrays.start[origin], arrays.start[origin + 1]):
            seen.add((int(arrays.claim[arc]), _ends(made, origin, arc)))
    said = bundled().statements
    assert {pair for _, pair in seen} <= {(s.subject, s.relation, s.object) for s in said}
    assert len(seen) == len(said) == len(arrays.target) / 2
    assert all((said[n].subject, said[n].relation, said[n].object) == pair for n, pair in seen)


def _ends(made: Index, origin: int, arc: int) -> tuple[str, str, str]:
    symbol, target = int(made.arrays.symbol[arc]), int(made.arrays.target[arc])
    relation = made.relations[symbol % len(made.relations)]
    ends = (origin, target) if symbol < len(made.relations) else (target, origin)
    return made.parties[ends[0]], relation, made.parties[ends[1]]


def test_arrays_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    before = index(bundled().parties, bundled().statements, words()).arrays
    save(before, tmp_path)
    after = open_saved(tmp_path)
    for column in before.__slots__:
        np.testing.assert_array_equal(getattr(before, column), getattr(after, column))


@settings(max_examples=20)
@given(samples())
def test_everything_leaves_nothing_out(sample: Sample) -> None:
    made = query("(owns|^owns)+", sample)
    all_of_it = everything(sample.arrays(), made.automaton, (0,))
    search = plain.Search(sample.arrays(), all_of_it)
    assert list(search.routes(0, 4)) == list(plain.Search(sample.arrays(), made).routes(0, 4))
