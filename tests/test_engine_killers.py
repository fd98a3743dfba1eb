"""What makes other programs run for ever or fall over: answered in few steps, or refused."""

from __future__ import annotations

from itertools import count, pairwise, permutations
from math import perm
from typing import Any

import pytest

from graph.engine import compiled, plain, search
from graph.engine.query import Need, Restrictor
from graph.engine.search import Limits, Mode, TooManyPaths, find
from tests.engine_examples import Claim, Sample, query

ENGINES = [pytest.param(10**9, id="plain"), pytest.param(0, id="compiled")]
DAYS = (1, 5, 1, 5)
EITHER_WAY = "(supplies|^supplies)+"


def supplying(pairs: list[tuple[int, int]]) -> Sample:
    claims = tuple(Claim(*pair, 2, 0, False, DAYS, 0, ()) for pair in pairs)
    return Sample(1 + max(max(pair) for pair in pairs), claims)


@pytest.fixture(params=ENGINES)
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "COMPILED_FROM", request.param)


def only(sample: Sample, party: int) -> dict[str, Any]:
    arrays = sample.arrays()
    return {"targets": arrays.kind[: sample.parties] * 0 + range(sample.parties) == party}


# A clique with no way out


def dead_end(size: int) -> Sample:
    """Hang the source (0) on a clique, and the target (1) on the source."""
    members = range(2, size + 2)
    inside = [(a, b) for a, b in permutations(members, 2) if a < b]
    return supplying([(0, 1), *((0, member) for member in members), *inside])


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("size", [10, 40])
@pytest.mark.parametrize("restrictor", [Restrictor.ACYCLIC, Restrictor.SIMPLE])
@pytest.mark.parametrize("mode", Mode)
def test_a_clique_without_a_way_out_is_left_at_once(
    mode: Mode, restrictor: Restrictor, size: int
) -> None:
    sample = dead_end(size)
    made = query(EITHER_WAY, sample, hops=size + 1, restrictor=restrictor, **only(sample, 1))
    found = find(sample.arrays(), made, mode, k=2)
    assert [route.parties for route in found.routes] == [(0, 1)]
    assert found.complete
    assert found.hops < 30_000_000


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("size", [10, 40])
def test_a_clique_without_a_way_out_in_order_of_time(size: int) -> None:
    sample = dead_end(size)
    given = only(sample, 1) | {"in_order": Need.POSSIBLE}
    found = find(sample.arrays(), query(EITHER_WAY, sample, hops=size + 1, **given))
    assert [route.parties for route in found.routes] == [(0, 1)]
    assert found.complete
    assert found.hops < 30_000_000


# A clique on the way


def passage(size: int) -> Sample:
    """Hang the source (0) on one member of a clique, and the target (1) on another."""
    members = range(2, size + 2)
    inside = [(a, b) for a, b in permutations(members, 2) if a < b]
    return supplying([(0, 2), (size + 1, 1), *inside])


def test_a_clique_on_the_way_gives_every_path_through_it() -> None:
    sample = passage(10)
    made = query(EITHER_WAY, sample, hops=11, **only(sample, 1))
    engine = compiled.Search(sample.arrays(), made)
    number = sum(int(out.filled[0]) for out, _ in engine.sheets(0, 11))
    assert number == sum(perm(8, between) for between in range(9)) == 109_601
    assert engine.hops < 5_000_000


@pytest.mark.usefixtures("either")
def test_the_first_answers_through_a_clique_come_without_the_rest() -> None:
    sample = passage(10)
    made = query(EITHER_WAY, sample, hops=11, **only(sample, 1))
    found = find(sample.arrays(), made, limits=Limits(answers=100))
    assert (len(set(found.routes)), found.cut) == (100, "answers")
    [shortest] = find(sample.arrays(), made, Mode.ALL_SHORTEST).routes
    assert shortest.parties == (0, 2, 11, 1)


# A long chain


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("text", ["supplies+", "supplies*/supplies", "(supplies/supplies)+"])
def test_a_chain_of_2000_hops_is_walked_to_its_end(mode: Mode, text: str) -> None:
    sample = supplying(list(pairwise(range(2001))))
    made = query(text, sample, hops=2000, **only(sample, 2000))
    found = find(sample.arrays(), made, mode, k=2)
    assert [route.parties for route in found.routes] == [tuple(range(2001))]
    assert found.complete
    assert 2000 <= found.hops <= 2001


@pytest.mark.usefixtures("either")
def test_a_chain_of_2000_hops_has_an_answer_for_each() -> None:
    sample = supplying(list(pairwise(range(2001))))
    found = find(sample.arrays(), query("supplies+", sample, hops=2000))
    assert [len(route.hops) for route in found.routes] == list(range(1, 2001))


# A flood


def layers(width: int, back: int) -> tuple[Sample, int]:
    """Lay four full layers between the source (0) and the target, some hops leading back.

    Gives the number of paths of at most 7 hops too: those straight on, and those that take one
    of the hops back, from one layer to the one before, and come by two others on the way.
    """
    at = [range(1 + width * layer, 1 + width * (layer + 1)) for layer in range(4)]
    end = 1 + width * 4
    pairs = [(0, first) for first in at[0]] + [(last, end) for last in at[3]]
    pairs += [(a, b) for one, other in pairwise(at) for a in one for b in other]
    ways = [(at[layer + 1][n], at[layer][n]) for layer in range(3) for n in range(back)]
    straight = width**4
    around = len(ways) * (width - 1) ** 2 * width**2
    return supplying(pairs + ways), straight + around


@pytest.mark.usefixtures("either")
def test_the_number_of_paths_through_layers_is_right() -> None:
    sample, number = layers(4, 2)
    made = query("supplies+", sample, hops=7, **only(sample, sample.parties - 1))
    assert len(find(sample.arrays(), made).routes) == number


@pytest.mark.usefixtures("either")
def test_a_flood_is_refused_with_its_size() -> None:
    sample, number = layers(60, 2)
    assert number > 8e7
    made = query("supplies+", sample, hops=7, **only(sample, sample.parties - 1))
    with pytest.raises(TooManyPaths) as caught:
        find(sample.arrays(), made, limits=Limits(flood=1e6))
    assert number < caught.value.estimate < 1.1 * number


@pytest.mark.usefixtures("either")
def test_a_flood_is_read_a_page_at_a_time() -> None:
    sample, _ = layers(60, 2)
    made = query("supplies+", sample, hops=7, **only(sample, sample.parties - 1))
    page = find(sample.arrays(), made, limits=Limits(answers=1000))
    assert (len(set(page.routes)), page.cut, page.complete) == (1000, "answers", False)
    assert page.hops < 2 * compiled.SHEET
    assert page.routes == tuple(
        find(sample.arrays(), made, limits=Limits(answers=1500)).routes[:1000]
    )


@pytest.mark.usefixtures("either")
def test_a_flood_is_stopped_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock takes a tenth of a second; two seconds are given."""
    sample, _ = layers(60, 2)
    made = query("supplies+", sample, hops=7, **only(sample, sample.parties - 1))
    ticks = count()
    monkeypatch.setattr("graph.engine.search.time.monotonic", lambda: next(ticks) / 10)
    part = find(sample.arrays(), made, limits=Limits(seconds=2.0))
    assert (part.cut, part.complete) == ("time", False)
    assert 0 < len(set(part.routes)) == len(part.routes) < 25_000


def test_the_clock_is_looked_at_where_steps_are_dear() -> None:
    """Showing that a step leads on counts as looking at hops, or a limit would be missed."""
    looks = count()
    sample = dead_end(60)
    made = query(EITHER_WAY, sample, hops=61, restrictor=Restrictor.SIMPLE, **only(sample, 1))
    engine = compiled.Search(sample.arrays(), made, stop=lambda: next(looks) < 0)
    assert len(list(engine.routes(0, 61))) == 1
    dearest = 60 * 61  # hops that may be looked at for one step
    assert engine.hops <= (next(looks) + 1) * (compiled.CAREFUL_STEPS + dearest)


def test_plain_steps_stop_when_asked() -> None:
    sample, _ = layers(20, 1)
    made = query("supplies+", sample, hops=7, through=(1, 2), **only(sample, sample.parties - 1))
    engine = plain.Search(sample.arrays(), made, stop=lambda: True)
    assert len(list(engine.routes(0, 7))) < 1024
    assert (engine.stopped, engine.hops) == (True, 1024)
