"""Conditions that make no sense are refused in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from graph.conditions import Conditions
from graph.errors import BadQuestion


@pytest.mark.parametrize("name", ["k", "best", "answers", "seconds"])
@pytest.mark.parametrize("value", [0, -1])
def test_a_number_that_counts_nothing_is_refused(name: str, value: int) -> None:
    given: dict[str, Any] = {name: value}
    with pytest.raises(BadQuestion, match=f"{name} is {value}: give a number above 0"):
        Conditions(**given)


@pytest.mark.parametrize("share", ["-1", "100.5", "NaN", "Infinity"])
def test_a_share_is_a_percentage(share: str) -> None:
    with pytest.raises(BadQuestion, match="from 0 to 100"):
        Conditions(share=Decimal(share))


@pytest.mark.parametrize("share", [None, "0", "25.5", "100"])
def test_a_share_from_nothing_to_all_is_taken(share: str | None) -> None:
    assert Conditions(share=None if share is None else Decimal(share))


def test_more_parties_to_pass_than_can_be_told_apart_are_refused() -> None:
    assert Conditions(through=tuple(f"{n}" for n in range(32)))
    with pytest.raises(BadQuestion, match="33 parties to pass"):
        Conditions(through=tuple(f"{n}" for n in range(33)))


def test_the_same_conditions_are_equal_and_can_be_keys() -> None:
    assert {Conditions(), Conditions()} == {Conditions()}
