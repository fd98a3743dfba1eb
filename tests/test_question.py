"""A question says what it lets in, and counts what it leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import BadQuestion, UnknownTerm
from graph.question import MOST_HOPS, Ends, LeftOut, Question, admit
from tests import records as make
from tests.examples import casebook, statements
from tests.records import words

if TYPE_CHECKING:
    from graph.statement import Records
    from tests.examples import Said

DEFAULT = Question()
LAYERS = ("control", "association", "identity")
SAID: list[Said] = [
    "A supplies B",
    "A offered_to B",
    "A finances B",
    "A owns B",
    "A partner_of B",
    "A same_as B",
    "A located_at Street",
    "A enables_surveillance_by Police",
    ("A supplies C", {"grade": "alleged", "valid_from": "2018"}),
    ("A supplies D", {"valid_from": "2010", "valid_until": "2012"}),
]


def questions() -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        minimum_grade=st.sampled_from(list(words().grades)),
        as_of=st.none() | make.dates(),
        undated=st.booleans(),
        offers=st.booleans(),
        money=st.booleans(),
        layers=st.frozensets(st.sampled_from(LAYERS)),
    )


def left_out(question: Question = DEFAULT) -> dict[LeftOut, int]:
    return dict(admit(statements(SAID), question, words()).left_out)


def followed(question: Question = DEFAULT) -> Counter[str]:
    return Counter(s.relation for s in admit(statements(SAID), question, words()).followed)


@settings(max_examples=50)
@given(make.records(), questions())
def test_what_is_followed_and_what_is_left_out_are_all(some: Records, asked: Question) -> None:
    admitted = admit(some.statements, asked, words())
    assert len(admitted.followed) + sum(admitted.left_out.values()) == len(some.statements)


@given(questions())
def test_nothing_of_the_casebook_is_left_out_without_a_word(asked: Question) -> None:
    every = casebook().records.statements
    admitted = admit(every, asked, words())
    unheld = {LeftOut.GRADE, LeftOut.DATE, LeftOut.UNDATED}
    refused = sum(admitted.left_out.get(reason, 0) for reason in unheld)
    assert len(admitted.held) + refused == len(every)
    assert len(admitted.followed) + sum(admitted.left_out.values()) == len(every)
    assert set(admitted.followed) <= set(admitted.held)
    assert 0 not in admitted.left_out.values()


def test_by_default_only_realised_supply_is_followed() -> None:
    assert followed() == {"supplies": 3}
    assert left_out() == {
        LeftOut.OFFER: 1,
        LeftOut.MONEY: 1,
        LeftOut.CONTROL: 1,
        LeftOut.ASSOCIATION: 1,
        LeftOut.IDENTITY: 1,
        LeftOut.PLACE: 1,
        LeftOut.FINDING: 1,
    }


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ({"offers": True}, "offered_to"),
        ({"money": True}, "finances"),
        ({"layers": frozenset({"control"})}, "owns"),
        ({"layers": frozenset({"association"})}, "partner_of"),
        ({"layers": frozenset({"identity"})}, "same_as"),
    ],
)
def test_each_of_the_rest_is_followed_when_asked_for(asked: dict[str, Any], more: str) -> None:
    assert followed(replace(DEFAULT, **asked)) == {"supplies": 3, more: 1}


def test_a_place_and_a_finding_are_never_followed() -> None:
    every = followed(Question(offers=True, money=True, layers=frozenset(LAYERS)))
    assert {"located_at", "enables_surveillance_by"}.isdisjoint(every)


def test_a_weaker_grade_is_left_out_and_counted() -> None:
    assert left_out(Question(minimum_grade="documented"))[LeftOut.GRADE] == 1
    assert LeftOut.GRADE not in left_out(Question(minimum_grade="alleged"))


def test_a_date_leaves_out_what_did_not_hold_and_what_has_no_date() -> None:
    found = left_out(Question(as_of=PartialDate("2011")))
    assert found == {LeftOut.DATE: 1, LeftOut.UNDATED: 8}
    kept = followed(Question(as_of=PartialDate("2011"), undated=True))
    assert kept == {"supplies": 2}


def test_grade_and_date_apply_to_ties_of_control_too() -> None:
    said: list[Said] = [("Police owns A", {"grade": "alleged"}), "Police owns B"]
    held = admit(statements(said), Question(minimum_grade="documented"), words()).held
    assert [statement.object for statement in held] == ["B"]


@pytest.mark.parametrize(
    "asked",
    [
        {"hops": 1},
        {"hops": 0},
        {"hops": MOST_HOPS + 1},
        {"layers": frozenset({"supply"})},
        {"layers": frozenset({"place"})},
        {"ends": Ends.PARTY},
        {"ends": Ends.COUNTRY},
        {"end": "IR"},
        {"ends": Ends.ANY, "end": "IR"},
    ],
    ids=str,
)
def test_a_question_that_makes_no_sense_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(BadQuestion):
        Question(**asked)


def test_an_unknown_grade_is_refused_with_those_that_would_do() -> None:
    with pytest.raises(UnknownTerm, match="court_judgment"):
        admit([], Question(minimum_grade="certain"), words())


def test_every_reason_is_put_in_words() -> None:
    assert len({str(reason) for reason in LeftOut}) == len(LeftOut)
