"""Partial dates stay partial, and what they do not tell stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Answer, PartialDate, Period, ordered, together
from tests import records
from tests.records import dates

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def periods() -> st.SearchStrategy[Period]:
    """Periods that do not contradict themselves: known to hold only while they hold."""
    return records.periods().filter(_consistent)


def _consistent(some: Period) -> bool:
    return not some.as_of or some.held(some.as_of) is YES


def during(begin: str = "", end: str = "", as_of: str = "") -> Period:
    return Period(*(PartialDate(text) if text else None for text in (begin, end, as_of)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
    ],
)
def test_a_date_is_as_precise_as_its_source(text: str, first: date, last: date) -> None:
    assert PartialDate(text).earliest() == first
    assert PartialDate(text).latest() == last
    assert str(PartialDate(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "19", "201", "20190", "2019-", "2019-1", "2019-13", "2019-00", "2019-02-29"),
        *("2019-04-31", "2019-01-1", "2019-01-01T00:00", " 2019", "2019 ", "2019\n", "0000"),
        *("2019/05", "05-2019", "-2019", "２０１９", "2019-5-01", "today", "?"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(text)


@given(dates())
def test_the_first_day_never_comes_after_the_last(some: PartialDate) -> None:
    assert some.earliest() <= some.latest()


@pytest.mark.parametrize(
    ("period", "at", "answer"),
    [
        (during("2013", "2015"), "2014", YES),
        (during("2013", "2015"), "2013", YES),
        (during("2013", "2015"), "2015-12-31", YES),
        (during("2013", "2015"), "2012-12-31", NO),
        (during("2013", "2015"), "2016", NO),
        (during("2013"), "2030", YES),
        (during("", "2015"), "2014", UNKNOWN),
        (during("", "2015"), "2016", NO),
        (during(as_of="2014"), "2014", YES),
        (during(as_of="2014"), "2020", YES),
        (during(as_of="2014"), "2013", UNKNOWN),
        (during("", "2015", "2014"), "2014", YES),
        (during(), "2014", UNKNOWN),
        (during("2014-06"), "2014", YES),
        (during("2014-06"), "2014-05", NO),
    ],
)
def test_a_claim_holds_once_begun_until_a_source_ends_it(
    period: Period, at: str, answer: Answer
) -> None:
    assert period.held(PartialDate(at)) is answer


def test_a_claim_without_any_date_is_undated() -> None:
    assert not during().dated
    assert str(during()) == "undated"
    assert during().begin() is during().end() is None
    assert during(as_of="2014").dated


def test_a_period_prints_what_it_does_not_know() -> None:
    assert str(during("2013")) == "2013 to ?"
    assert str(during("", "2013", "2012-05")) == "? to 2013, as of 2012-05"
    assert str(during(as_of="2012")) == "as of 2012"


def coexist(first: Period, second: Period) -> Answer:
    return together([[first], [second]])


def in_order(bought: Period, sold: Period) -> Answer:
    return ordered([[bought], [sold]])


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        (during("2010", "2012"), during("2012", "2014"), YES),
        (during("2010", "2011"), during("2012", "2014"), NO),
        (during("2010"), during("2012", "2014"), UNKNOWN),
        (during("2010", "2011"), during(as_of="2012"), UNKNOWN),
        (during("2019"), during("2019-07-04", "2019-07-04"), YES),
        (during(), during("2010", "2030"), UNKNOWN),
        (during(), during(), UNKNOWN),
    ],
)
def test_periods_coexist_unless_one_had_ended_before_the_other_began(
    first: Period, second: Period, answer: Answer
) -> None:
    assert coexist(first, second) is answer


@pytest.mark.parametrize(
    ("bought", "sold", "answer"),
    [
        (during("2010"), during("2011"), YES),
        (during("2011", "2012"), during("2009", "2012"), YES),
        (during("2011"), during("2009", "2010"), NO),
        (during("2011"), during("2010"), UNKNOWN),
        (during("2011"), during(), UNKNOWN),
        (during(), during("2011"), UNKNOWN),
        (during("2010"), during("2010"), YES),
    ],
)
def test_goods_are_bought_before_they_are_sold_on(
    bought: Period, sold: Period, answer: Answer
) -> None:
    assert in_order(bought, sold) is answer


@given(periods(), periods())
def test_coexistence_is_mutual(one: Period, other: Period) -> None:
    assert coexist(one, other) is coexist(other, one)


@given(periods())
def test_a_dated_claim_coexists_and_is_in_order_with_itself(some: Period) -> None:
    expected = YES if some.dated else UNKNOWN
    assert coexist(some, some) is expected
    assert in_order(some, some) is expected


@given(periods(), periods(), dates(), dates())
def test_a_wider_period_never_turns_yes_into_no(
    one: Period, other: Period, begin: PartialDate, end: PartialDate
) -> None:
    wider = one
    if one.valid_from and begin.earliest() <= one.valid_from.earliest():
        wider = replace(wider, valid_from=begin)
    if one.valid_until and end.latest() >= one.valid_until.latest():
        wider = replace(wider, valid_until=end)
    if coexist(one, other) is YES:
        assert coexist(wider, other) is not NO


@given(periods(), periods(), st.sampled_from(["valid_from", "valid_until", "as_of"]))
def test_knowing_less_never_turns_yes_into_no(one: Period, other: Period, forgotten: str) -> None:
    vaguer = replace(one, **{forgotten: None})
    if coexist(one, other) is YES:
        assert coexist(vaguer, other) is not NO
    if in_order(one, other) is YES:
        assert in_order(vaguer, other) is not NO


@given(periods(), periods())
def test_no_is_only_said_of_known_ends_and_beginnings(one: Period, other: Period) -> None:
    if coexist(one, other) is NO:
        assert (one.valid_until and other.valid_from) or (other.valid_until and one.valid_from)
    if in_order(one, other) is NO:
        assert one.valid_from
        assert other.valid_until


@given(periods(), dates())
def test_a_claim_never_holds_after_it_ended_or_before_it_began(
    some: Period, at: PartialDate
) -> None:
    if some.held(at) is YES:
        assert not some.valid_until or some.valid_until.latest() >= at.earliest()
        assert not some.valid_from or some.valid_from.earliest() <= at.latest()


def test_answers_are_ordered_so_that_the_least_is_all_of_them() -> None:
    assert min(YES, UNKNOWN) is UNKNOWN
    assert min(UNKNOWN, NO) is NO
    assert max(UNKNOWN, NO) is UNKNOWN


def test_goods_cannot_go_back_in_time_over_several_hops() -> None:
    first, long, early = during("2010", "2010"), during("2005", "2015"), during("2004", "2008")
    assert in_order(first, long) is YES
    assert in_order(long, early) is YES
    assert ordered([[first], [long], [early]]) is NO
    assert ordered([[first], [long], [early, during("2011")]]) is YES


@given(st.lists(st.lists(periods(), min_size=1, max_size=3), min_size=2, max_size=3))
def test_several_hops_hold_together_only_where_every_two_do(hops: list[list[Period]]) -> None:
    pairs = list(combinations(hops, 2))
    assert together(hops) <= min(together(pair) for pair in pairs)
    assert ordered(hops) <= min(ordered(pair) for pair in pairs)
