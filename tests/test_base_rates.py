"""Base rates count what every indicator says, so that one that fires on all is seen."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from graph.assessing import open_indicators
from graph.base_rates import base_rates, sample
from graph.dates import Answer
from graph.findings import of_deal, of_party
from tests.examples import casebook
from tests.indicator_worlds import grounds, listed

WORLD = (
    ("Maker supplies Firm", {"deal": "d1", "item": "cameras"}),
    ("Firm supplies Ministry of Iran", {"deal": "d1", "item": "cameras"}),
    "Other supplies Ministry of Ghana",
)


def test_a_rate_counts_every_answer_once() -> None:
    opened = grounds(WORLD, listed("Firm"))
    rates = base_rates(opened)
    counted: dict[str, Counter[Answer]] = {}
    for key in opened.network:
        for finding in of_party(opened, key):
            counted.setdefault(finding.indicator, Counter())[finding.answer] += 1
    for finding in of_deal(opened, "d1"):
        counted.setdefault(finding.indicator, Counter())[finding.answer] += 1
    assert set(counted) <= set(rates)
    for name, rate in rates.items():
        held = counted.get(name, Counter())
        assert (rate.yes, rate.no, rate.cannot_tell) == (
            *(held[Answer.YES], held[Answer.NO], held[Answer.UNKNOWN]),
        )
        assert rate.asked == rate.every == held.total()


def test_the_rates_of_the_example_are_known() -> None:
    rates = base_rates(grounds(WORLD, listed("Firm")))
    assert rates["sells_to_state"].told == "of 3 asked: 1 yes, 2 no, 0 cannot tell"
    assert rates["listed_itself"].told == "of 5 asked: 1 yes, 4 no, 0 cannot tell"
    assert rates["surveillance_item"].told == "of 1 asked: 1 yes, 0 no, 0 cannot tell"


def test_of_many_parties_a_sample_is_asked_and_the_rate_says_so() -> None:
    opened = grounds(tuple(f"Firm {n} supplies Ministry of Iran" for n in range(20)))
    rate = base_rates(opened, most=5)["sells_to_state"]
    assert (rate.asked, rate.every, rate.yes) == (5, 20, 5)
    assert "sampled evenly from 20" in rate.told


@given(st.lists(st.integers(), unique=True, max_size=40), st.integers(1, 40))
def test_a_sample_is_even_and_the_same_every_time(numbers: list[int], most: int) -> None:
    keys = [str(number) for number in sorted(numbers)]
    taken = sample(keys, most)
    assert taken == sample(keys, most)
    assert len(taken) == min(len(keys), most)
    assert taken == [key for key in keys if key in taken]
    places = [keys.index(key) for key in taken]
    gaps = {b - a for a, b in zip(places, places[1:], strict=False)}
    assert not gaps or max(gaps) - min(gaps) <= 1


def test_a_world_without_parties_has_rates_of_nothing() -> None:
    assert {rate.asked for rate in base_rates(grounds(())).values()} == {0}


def test_no_indicator_says_yes_of_everybody_in_the_casebook() -> None:
    rates = base_rates(open_indicators(casebook()))
    assert not [rate.indicator for rate in rates.values() if rate.yes == rate.asked]
