"""Each bundled indicator says yes where it should, and does not where it only looks so."""

from __future__ import annotations

import pytest

from graph.dates import Answer
from tests.examples import casebook
from tests.indicator_cases import CASES
from tests.indicator_worlds import YES, Case, found, grounds


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_indicator_says_what_it_should(case: Case) -> None:
    said = found(case)
    assert said.answer is case.answer, said.sentence
    assert said.sentence.endswith(".")
    assert bool(said.settles) is (said.answer is Answer.UNKNOWN)


def test_every_indicator_has_a_case_that_says_yes_and_a_decoy() -> None:
    every = set(grounds(()).indicators.indicators)
    assert {case.indicator for case in CASES if case.answer is YES} == every
    assert {case.indicator for case in CASES if case.answer is not YES} == every


@pytest.mark.parametrize("case", [case for case in CASES if case.answer is YES], ids=str)
def test_a_yes_rests_on_statements_or_listings(case: Case) -> None:
    """But for those that rest on the party's own row: when it was begun, what it is called."""
    of_the_row = {"begun_after_controls", "sensitive_function", "armed_body"}
    said = found(case)
    assert said.statements or said.listings or case.indicator in of_the_row
    assert said.about == case.about
    assert all(s.id for s in said.statements)


def test_the_bundled_set_is_asked_through_the_bundled_lens() -> None:
    assert grounds(()).lens is casebook().lens
