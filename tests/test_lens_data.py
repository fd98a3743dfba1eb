"""A lens in a file and in an address: what a reader set comes back, and rubbish changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fields import read
from graph.lens_data import (
    ADJUSTED,
    adjusted,
    changes,
    differences,
    fits,
    from_field,
    titled,
    to_data,
)
from tests.cases import lenses
from tests.examples import casebook

if TYPE_CHECKING:
    from graph.practice import Lens

USUAL = casebook().lens


@given(lenses())
def test_a_lens_comes_back_from_a_file(lens: Lens) -> None:
    assert from_field(read(Path("x"), json.dumps(to_data(lens)).encode())) == lens


@given(lenses())
def test_a_lens_comes_back_from_an_address(lens: Lens) -> None:
    assert fits(lens, USUAL)
    assert adjusted(USUAL, differences(lens, USUAL)) == titled(lens, USUAL)


def test_the_lens_of_the_file_needs_no_word_in_an_address() -> None:
    assert differences(USUAL, USUAL) == []
    assert adjusted(USUAL, []) == USUAL


def test_what_differs_is_told_in_few_words() -> None:
    lens = adjusted(USUAL, ["share:60", "not_free:off", "speech_watched:2"])
    assert (lens.title, lens.share) == (ADJUSTED, Decimal("0.6"))
    assert differences(lens, USUAL) == ["share:60", "not_free:off", "speech_watched:2"]


@pytest.mark.parametrize(
    "told",
    ["", ":", "share:", "share:0", "share:101", "share:٥٠", "known:0", "known:99", "nobody:off",
     "not_free:2", "speech_watched:much", "speech_watched:NaN", "speech_watched:" + "9" * 99],
)  # fmt: skip
def test_what_makes_no_lens_is_passed_over(told: str) -> None:
    assert adjusted(USUAL, [told]) == USUAL


@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_address_makes_a_lens_that_does_not_fit(told: list[str]) -> None:
    assert fits(adjusted(USUAL, told), USUAL)


def test_a_lens_of_other_tests_does_not_fit() -> None:
    assert not fits(replace(USUAL, tests=USUAL.tests[1:]), USUAL)
    other = replace(USUAL.tests[0], question="Another?")
    assert not fits(replace(USUAL, tests=(other, *USUAL.tests[1:])), USUAL)
    assert not fits(replace(USUAL, share=Decimal("0.333")), USUAL)


@given(lenses())
def test_a_lens_differs_from_another_exactly_where_something_is_told(lens: Lens) -> None:
    assert bool(list(changes(lens, USUAL))) == (titled(lens, USUAL).title == ADJUSTED)


def test_tests_of_one_side_only_are_told() -> None:
    less = replace(USUAL, tests=USUAL.tests[1:])
    assert list(changes(USUAL, less)) == ["test not_free: only in the case"]
    assert list(changes(less, USUAL)) == ["test not_free: only in force"]
