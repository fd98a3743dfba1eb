"""An empty answer says which single change would give one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from graph.conditions import Conditions
from graph.dates import PartialDate
from graph.engine.query import Joined, Need
from graph.hubs import Hubs
from graph.loosen import Loosening, loosenings
from graph.network import build
from graph.paths import find_paths
from graph.question import MOST_HOPS, Ends, Question
from tests.examples import ANY, records
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

DEAL = {"deal": "d"}
FIRST: Said = ("A supplies B", DEAL)
OUT_OF_ORDER: list[Said] = [
    ("A supplies B", {**DEAL, "valid_from": "2015"}),
    ("B supplies Police", {**DEAL, "valid_until": "2010"}),
]
# B has more neighbours than THREE lets carry.
BUSY: list[Said] = ["B owns C", "B owns D", "B owns E"]
THREE = Hubs(least=3, share=1.0)
NEW = (
    *("joins", "order of time", "overlap", "share", "doubtful", "avoiding no", "passing no"),
    "do not carry",
)


def on(pattern: str = "", **conditions: Any) -> Question:  # noqa: ANN401 - whatever there is
    return replace(ANY, pattern=pattern, conditions=Conditions(**conditions))


def helps(said: list[Said], question: Question) -> list[Loosening]:
    made = build(records(said))
    setting: dict[str, Any] = {"vocabulary": words(), "restrictive": {"IR"}, "hubs": THREE}
    return loosenings(made, find_paths(made, question, **setting), **setting)


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
        (
            [FIRST, ("B supplies Police", {**DEAL, "source": "y"})],
            on(joined=Joined.ONE_DOCUMENT),
            "joins",
        ),
        (OUT_OF_ORDER, on(in_order=Need.POSSIBLE), "order of time"),
        (OUT_OF_ORDER, on(coexist=Need.POSSIBLE), "overlap"),
        (
            [("A owns B", {**DEAL, "percent": "10"}), ("B supplies Police", DEAL)],
            on("owns/supplies", share=Decimal(50)),
            "share",
        ),
        (
            [FIRST, ("B possibly_same_as C", DEAL), ("C supplies Police", DEAL)],
            replace(ANY, layers=frozenset({"identity"})),
            "doubtful",
        ),
        ([FIRST, ("B supplies Police", DEAL)], on(avoid=("B",)), "avoiding no"),
        ([FIRST, ("B supplies Police", DEAL), "A supplies C"], on(through=("C",)), "passing no"),
        ([FIRST, ("B supplies Police", DEAL), *BUSY], Question("A", Ends.ANY), "do not carry"),
    ],
)
def test_the_change_that_would_help_is_named(
    said: list[Said], question: Question, word: str
) -> None:
    found = helps(said, question)
    assert any(word in each.change and each.attested for each in found), found
    others = [new for new in NEW if new != word and any(new in each.change for each in found)]
    assert not others


@pytest.mark.parametrize(
    "question",
    [
        on(joined=Joined.ONE_DEAL, in_order=Need.KNOWN, coexist=Need.KNOWN),
        on(avoid=("C",), through=("A",), share=Decimal(50)),
        on(),
    ],
)
def test_no_condition_is_loosened_where_it_is_not_what_stands_in_the_way(
    question: Question,
) -> None:
    said: list[Said] = [FIRST, "C possibly_same_as D", *BUSY, ("A owns D", {"percent": "10"})]
    found = [each.change for each in helps(said, question)]
    assert not [new for new in NEW if any(new in change for change in found)]


def test_a_loosening_that_gives_a_flood_is_left_out_and_the_others_stay() -> None:
    many: list[Said] = [f"A offered_to C{n}" for n in range(9)]
    many += [f"C{n} supplies Police" for n in range(9)]
    said: list[Said] = [*many, ("A supplies B", DEAL), ("B acts_for Police", DEAL)]
    tight = replace(on(flood=5), supplier="A")
    assert [each.change for each in helps(said, tight)] == ["following control hops"]
    wide = [each.change for each in helps(said, replace(tight, conditions=Conditions()))]
    assert len(wide) == 2
    assert any("offers" in change for change in wide)


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
