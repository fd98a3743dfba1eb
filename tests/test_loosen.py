"""An empty answer says which single change would give one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.loosen import Loosening, loosenings
from graph.network import build
from graph.paths import third_party_paths
from graph.question import MOST_HOPS, Ends, Question
from tests.examples import ANY, records
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

DEAL = {"deal": "d"}
FIRST: Said = ("A supplies B", DEAL)


def helps(said: list[Said], question: Question) -> list[Loosening]:
    made = build(records(said))
    answer = third_party_paths(made, question, vocabulary=words(), restrictive={"IR"})
    return loosenings(made, answer, vocabulary=words(), restrictive={"IR"})


@pytest.mark.parametrize(
    ("said", "question", "word"),
    [
        (
            [FIRST, ("B supplies Police", {**DEAL, "grade": "alleged"})],
            replace(ANY, minimum_grade="documented"),
            "grade",
        ),
        (
            [FIRST, ("B supplies Police", {**DEAL, "valid_from": "2019"})],
            replace(ANY, as_of=PartialDate("2010"), undated=True),
            "date",
        ),
        ([FIRST, ("B supplies Police", DEAL)], replace(ANY, as_of=PartialDate("2010")), "undated"),
        (
            [FIRST, ("B supplies C", DEAL), ("C supplies Police", DEAL)],
            Question("A", Ends.ANY, hops=2),
            "hops",
        ),
        ([FIRST, ("B offered_to Police", DEAL)], ANY, "offers"),
        ([("Bank finances B", DEAL), ("B supplies Police", DEAL)], ANY, "loans"),
        ([FIRST, ("B acts_for Police", DEAL)], ANY, "control"),
        ([FIRST, ("B linked_to Police", DEAL)], ANY, "association"),
        ([FIRST, ("B supplies Police of Ghana", DEAL)], Question(), "record"),
    ],
)
def test_the_change_that_would_help_is_named(
    said: list[Said], question: Question, word: str
) -> None:
    found = helps(said, question)
    assert any(word in each.change and each.attested for each in found), found


def test_going_on_from_an_agency_may_help() -> None:
    said: list[Said] = [FIRST, ("B supplies Police of Ghana", DEAL)]
    said.append(("Police of Ghana shares_data_with Bureau of Iran", DEAL))
    [found] = [each for each in helps(said, Question()) if "agenc" in each.change]
    assert found.attested == 1


def test_what_does_not_help_is_not_named() -> None:
    assert helps(["A supplies Police"], ANY) == []


def test_only_one_thing_is_changed_at_a_time() -> None:
    said: list[Said] = [FIRST, ("B offered_to Police", {**DEAL, "grade": "alleged"})]
    assert helps(said, replace(ANY, minimum_grade="documented")) == []


def test_changes_that_only_compose_come_after_those_that_attest() -> None:
    said: list[Said] = [FIRST, ("B offered_to Bureau", {"deal": "d2"}), ("B acts_for Police", DEAL)]
    assert [each.attested for each in helps(said, ANY)] == [1, 0]


def test_a_question_that_leaves_nothing_out_cannot_be_loosened() -> None:
    widest = Question(
        ends=Ends.ANY,
        hops=MOST_HOPS,
        offers=True,
        money=True,
        layers=frozenset({"control", "association", "identity"}),
        beyond_bodies=True,
    )
    assert helps(["A supplies Police"], widest) == []
