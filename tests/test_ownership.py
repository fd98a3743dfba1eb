"""Fifty-percent arithmetic: published cases, and everything against a brute-force reference."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ownership import Ownership, Standing, caught_by, proof
from graph.regimes import Regime, load
from graph.stakes import Stake
from graph.statement import Percent

if TYPE_CHECKING:
    from random import Random

ROOT = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "formats" / "fifty_percent_cases.json").read_text("utf-8")
)
REGIMES, STATE, MINORITY = load(ROOT / "data" / "regimes.toml")


def stake(owner: str, company: str, *share: object) -> Stake:
    return Stake(owner, company, Percent.parse("-".join(str(bound) for bound in share)), ())


def answers(stakes: list[Stake], listed: dict[str, bool], regime: Regime) -> dict[str, Standing]:
    found = caught_by(Ownership(stakes), listed, regime)
    return {key: found.standing(key) for key in found.ownership.parties}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_case_comes_out_as_published(case: dict[str, Any]) -> None:
    regime = REGIMES[case["regime"].lower()]
    stakes = [stake(*edge) for edge in case["edges"]]
    found = caught_by(Ownership(stakes), dict.fromkeys(case["listed"], True), regime)
    parties = found.ownership.parties
    countries: dict[str, str | None] = dict.fromkeys(case.get("exempt", ()), "US")
    caught = {key for key in parties if found.standing(key) is Standing.CAUGHT}
    reached = {key for key in caught if not proof(found, key, countries).exempt}
    assert reached == set(case["caught"])
    assert caught - reached == set(case.get("exempt", ()))
    undetermined = {key for key in parties if found.standing(key) is Standing.UNDETERMINED}
    assert undetermined == set(case.get("undetermined", ()))


# A reference that tries again and again until nothing changes, in exact decimals.


def reference(stakes: list[Stake], listed: set[str], regime: Regime, *, most: bool) -> set[str]:
    caught = set(listed)
    while True:
        new = {
            company
            for company in {s.company for s in stakes} - caught
            if _reaches([s for s in stakes if s.company == company and s.owner in caught],
                        regime, most=most)
        }  # fmt: skip
        if not new:
            return caught
        caught |= new


def _reaches(stakes: list[Stake], regime: Regime, *, most: bool) -> bool:
    together = regime.together or (most and regime.separate_is_undetermined)
    groups = [stakes] if together else [[each] for each in stakes]
    return any(_enough(group, regime, most=most) for group in groups if group)


def _enough(stakes: list[Stake], regime: Regime, *, most: bool) -> bool:
    shares = [each.share for each in stakes]
    total = sum((each.high if most else each.low for each in shares), Decimal(0))
    if total != regime.threshold:
        return total > regime.threshold
    if most:
        reachable = not any(each.high_open for each in shares)
        return reachable and not regime.strictly_more
    return any(each.low_open for each in shares) or not regime.strictly_more


PARTIES = "ABCDEFG"
SHARES = ["50", "49.99", "25", "10", "100", "25-50", ">50-75", "0-100", "33.333333", ">25-<50"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Stake], dict[str, bool]]:
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)).filter(
                lambda pair: pair[0] != pair[1]
            ),
            max_size=14,
            unique=True,
        )
    )
    stakes = [Stake(*pair, Percent.parse(draw(st.sampled_from(SHARES))), ()) for pair in pairs]
    return stakes, draw(st.dictionaries(st.sampled_from(PARTIES), st.booleans(), max_size=3))


regimes = st.sampled_from([*REGIMES.values(), STATE])


@given(worlds(), regimes)
def test_the_answer_is_that_of_the_reference(
    world: tuple[list[Stake], dict[str, bool]], regime: Regime
) -> None:
    stakes, listed = world
    sure = reference(stakes, {k for k, is_sure in listed.items() if is_sure}, regime, most=False)
    perhaps = reference(stakes, set(listed), regime, most=True)
    for key, standing in answers(stakes, listed, regime).items():
        expected = Standing.NOT_CAUGHT
        if listed.get(key):
            expected = Standing.LISTED
        elif key in sure:
            expected = Standing.CAUGHT
        elif key in perhaps:
            expected = Standing.UNDETERMINED
        assert standing is expected, key


@given(worlds(), regimes, st.randoms())
def test_the_order_of_stakes_does_not_matter(
    world: tuple[list[Stake], dict[str, bool]], regime: Regime, random: Random
) -> None:
    stakes, listed = world
    shuffled = random.sample(stakes, len(stakes))
    assert answers(shuffled, listed, regime) == answers(stakes, listed, regime)


ORDER = [Standing.NOT_CAUGHT, Standing.UNDETERMINED, Standing.CAUGHT, Standing.LISTED]


@given(worlds(), regimes, st.sampled_from(PARTIES))
def test_one_more_listed_owner_frees_nobody(
    world: tuple[list[Stake], dict[str, bool]], regime: Regime, also: str
) -> None:
    stakes, listed = world
    before, after = (answers(stakes, seeds, regime) for seeds in (listed, listed | {also: True}))
    assert all(ORDER.index(after[key]) >= ORDER.index(before[key]) for key in before)


@given(worlds(), regimes, st.data())
def test_a_wider_interval_never_makes_an_answer_firm(
    world: tuple[list[Stake], dict[str, bool]], regime: Regime, data: st.DataObject
) -> None:
    stakes, listed = world
    if not stakes:
        return
    place = data.draw(st.integers(0, len(stakes) - 1))
    old = stakes[place]
    low = data.draw(st.integers(0, int(old.share.low)))
    high = data.draw(st.integers(-int(-old.share.high // 1), 100))
    wide = [
        *stakes[:place],
        stake(old.owner, old.company, low, max(high, low)),
        *stakes[place + 1 :],
    ]
    before, after = answers(stakes, listed, regime), answers(wide, listed, regime)
    for key, standing in before.items():
        assert after[key] in (standing, Standing.UNDETERMINED)


@given(worlds(), regimes)
def test_a_proof_rests_on_listed_parties_and_its_shares_reach_the_threshold(
    world: tuple[list[Stake], dict[str, bool]], regime: Regime
) -> None:
    stakes, listed = world
    found = caught_by(Ownership(stakes), listed, regime)
    for key in found.ownership.parties:
        shown = proof(found, key)
        if shown.standing is Standing.CAUGHT:
            assert shown.parts and shown.low >= regime.threshold
            assert all(p.why.standing in (Standing.LISTED, Standing.CAUGHT) for p in shown.parts)
        if shown.standing is Standing.NOT_CAUGHT:
            assert shown.parts == ()


def test_a_chain_of_two_thousand_is_proved_without_recursion() -> None:
    chain = [stake(f"p{n}", f"p{n + 1}", 50) for n in range(2000)]
    found = caught_by(Ownership(chain), {"p0": True}, REGIMES["ofac"])
    shown, depth = proof(found, "p2000"), 0
    while shown.parts:
        shown, depth = shown.parts[0].why, depth + 1
    assert (depth, shown.party, shown.standing) == (2000, "p0", Standing.LISTED)


def test_a_listing_that_is_not_sure_makes_nobody_surely_caught() -> None:
    found = answers([stake("X", "A", 60)], {"X": False}, REGIMES["ofac"])
    assert found == {"X": Standing.UNDETERMINED, "A": Standing.UNDETERMINED}
