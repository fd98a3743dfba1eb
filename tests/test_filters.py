"""What is let be seen, by kind, layer, grade, country and period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Answer, PartialDate, Period
from graph.filters import Filters, between, let_party, let_statement, toggled
from tests.examples import party, statement
from tests.records import dates, periods, words


def test_a_party_is_let_through_by_kind_and_country() -> None:
    ministry = party("Ministry of Iran")
    assert let_party(Filters(), ministry)
    assert not let_party(Filters(hidden_kinds=frozenset(["government_agency"])), ministry)
    assert let_party(Filters(countries=frozenset(["IR"])), ministry)
    assert not let_party(Filters(countries=frozenset(["CN"])), ministry)


def test_a_country_that_nobody_tells_can_be_asked_for() -> None:
    asked = Filters(countries=frozenset(["unknown"]))
    assert let_party(asked, party("Maker"))
    assert not let_party(asked, party("Ministry of Iran"))


@pytest.mark.parametrize(("grade", "let"), [("charged", True), ("reported", False), ("", True)])
def test_a_statement_of_a_weaker_grade_is_not_let_through(grade: str, let: bool) -> None:
    said = statement(("A supplies B", {"grade": "charged"}))
    assert let_statement(Filters(grade=grade), said, words()) is let


def test_a_statement_of_a_hidden_layer_is_not_let_through() -> None:
    hidden = Filters(hidden_layers=frozenset(["control"]))
    assert let_statement(hidden, statement("A supplies B"), words())
    assert not let_statement(hidden, statement("A owns B"), words())


@pytest.mark.parametrize(
    ("cells", "held"),
    [
        ({"valid_from": "2013", "valid_until": "2015"}, Answer.NO),
        ({"valid_from": "2013", "valid_until": "2019"}, Answer.YES),
        ({"valid_from": "2013"}, Answer.YES),
        ({"as_of": "2018"}, Answer.YES),
        ({"valid_until": "2017"}, Answer.NO),
        ({"valid_from": "2021"}, Answer.NO),
        ({"valid_until": "2021"}, Answer.UNKNOWN),
        ({"as_of": "2021"}, Answer.UNKNOWN),
        ({}, Answer.UNKNOWN),
    ],
)
def test_a_claim_is_held_against_two_dates(cells: dict[str, str], held: Answer) -> None:
    said = statement(("A supplies B", cells))
    assert between(said.period, PartialDate("2018"), PartialDate("2020")) is held


def test_what_has_no_date_is_shown_only_when_asked_for() -> None:
    said = statement("A supplies B")
    since = PartialDate("2018")
    assert not let_statement(Filters(since=since), said, words())
    assert let_statement(Filters(since=since, undated=True), said, words())


@given(periods(), dates())
def test_between_one_date_and_itself_is_what_held_then(period: Period, at: PartialDate) -> None:
    assert between(period, at, at) is period.held(at)


@given(periods(), dates(), dates())
def test_a_wider_span_never_turns_yes_into_no(
    period: Period, since: PartialDate, until: PartialDate
) -> None:
    assert between(period, None, until) >= between(period, since, until)
    if between(period, since, until) is Answer.YES:
        assert between(period, since, None) is Answer.YES


@given(st.sampled_from(sorted(words().kinds)), st.sampled_from(sorted(words().layers)))
def test_to_hide_and_show_again_changes_nothing(kind: str, layer: str) -> None:
    once = toggled(toggled(Filters(), "kind", kind), "layer", layer)
    assert kind in once.hidden_kinds
    assert layer in once.hidden_layers
    assert toggled(toggled(once, "layer", layer), "kind", kind) == Filters()
