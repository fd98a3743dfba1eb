"""Before, after and near, of partial dates: said only where it holds whatever day is meant."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Answer, PartialDate, Period
from graph.moments import after, during, later, near, stands, within
from graph.statement import Listing

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@st.composite
def partial(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(2018, 1, 1), date(2021, 12, 31)))
    text = day.isoformat()
    return PartialDate(text[: draw(st.sampled_from([4, 7, 10]))])


def days(held: PartialDate) -> list[date]:
    """Give the first and last day that it may mean, and one between: enough for an order."""
    first, last = held.earliest(), held.latest()
    return [first, first + (last - first) // 2, last]


@given(partial(), partial())
def test_later_holds_whatever_days_are_meant(first: PartialDate, then: PartialDate) -> None:
    truths = {b > a for a, b in product(days(first), days(then))}
    said = later(first, then)
    if said is not UNKNOWN:
        assert truths == {said is YES}
    elif len(truths) == 1:
        pytest.fail(f"{first} and {then} can be told apart")


@given(partial(), partial(), st.integers(0, 800))
def test_within_holds_whatever_days_are_meant(
    first: PartialDate, then: PartialDate, most: int
) -> None:
    said = within(first, then, most)
    truths = {0 <= (b - a).days <= most for a, b in product(days(first), days(then))}
    if said is not UNKNOWN:
        assert truths == {said is YES}


def test_an_unknown_date_is_never_a_fit() -> None:
    day = PartialDate("2020")
    assert later(None, day) is later(day, None) is UNKNOWN
    assert within(None, day, 1) is within(day, None, 1) is UNKNOWN
    assert after(Period(), day) is after(Period(valid_from=day), None) is UNKNOWN
    assert near(Period(), Period(), 12) is UNKNOWN


def period(begin: str = "", end: str = "", known: str = "") -> Period:
    parts = (PartialDate(text) if text else None for text in (begin, end, known))
    return Period(*parts)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (period("2021"), YES),
        (period("2019", "2021"), YES),
        (period(known="2021"), YES),
        (period("2019", "2019"), NO),
        (period("2019"), UNKNOWN),  # it may have gone on
        (period("2020", "2020"), UNKNOWN),  # in the very year
    ],
)
def test_a_claim_holds_after_a_day_only_if_a_later_day_is_known(held: Period, said: Answer) -> None:
    assert after(held, PartialDate("2020-05-01")) is said


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (period("2017"), UNKNOWN),  # in the very year in which it ended
        (period("2018"), NO),
        (period(known="2018"), UNKNOWN),  # it may have begun long before
        (period("2016-06"), YES),
        (period("2012", "2020"), YES),  # before, within and after
        (period("2012", "2015"), NO),
        (period("2012"), UNKNOWN),
        (period(), UNKNOWN),
    ],
)
def test_a_claim_holds_during_a_listing_only_if_a_day_within_it_is_known(
    held: Period, said: Answer
) -> None:
    assert during(held, PartialDate("2016-03-08"), PartialDate("2017")) is said


def test_what_began_after_the_end_of_a_listing_is_not_within_it_whenever_that_began() -> None:
    assert during(period("2018"), None, PartialDate("2017")) is NO
    assert during(period("2016"), None, PartialDate("2017")) is UNKNOWN


@given(partial(), partial(), partial(), partial())
def test_during_holds_whatever_days_are_meant(
    begin: PartialDate, end: PartialDate, since: PartialDate, until: PartialDate
) -> None:
    """The trade lasts from one day to another, and so does the listing."""
    said = during(Period(begin, end), since, until)
    meant = product(*map(days, (begin, end, since, until)))
    truths = {c < b and a <= d for a, b, c, d in meant if a <= b and c <= d}
    if said is YES:
        assert truths <= {True}
    if said is NO:
        assert truths <= {False}


@given(partial(), partial())
def test_without_an_end_only_the_begin_of_a_listing_counts(
    held: PartialDate, since: PartialDate
) -> None:
    one = Period(valid_from=held)
    assert during(one, since, None) is after(one, since)


@given(partial(), partial(), partial())
def test_a_listing_stands_whatever_days_are_meant(
    since: PartialDate, until: PartialDate, day: PartialDate
) -> None:
    said = stands(Listing("A list", since, until=until), day)
    meant = product(*map(days, (since, until, day)))
    truths = {a <= at <= b for a, b, at in meant if a <= b}
    if said is not UNKNOWN:
        assert truths <= {said is YES}


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-11", YES), ("2025-12-15", UNKNOWN), ("2025-12", UNKNOWN), ("2026-01-01", NO)],
)
def test_a_listing_that_ended_in_a_month_may_stand_on_any_day_of_it(day: str, said: Answer) -> None:
    entry = Listing("A list", PartialDate("2024-09-16"), until=PartialDate("2025-12"))
    assert stands(entry, PartialDate(day)) is said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (period("2018", "2020"), period("2019", "2021"), YES),
        (period("2018", "2018-06"), period("2018-12", "2019"), YES),
        (period("2018", "2018"), period("2020-06", "2021"), NO),
        (period("2018"), period("2010"), UNKNOWN),  # both may go on
        (period("2018"), period("", "2001"), NO),
    ],
)
def test_near_counts_the_time_between(one: Period, other: Period, said: Answer) -> None:
    assert near(one, other, 12) is near(other, one, 12) is said


@given(partial(), partial(), st.integers(0, 24))
def test_more_time_never_makes_near_less_likely(
    a: PartialDate, b: PartialDate, months: int
) -> None:
    one, other = Period(valid_from=a, valid_until=a), Period(valid_from=b, valid_until=b)
    assert near(one, other, months) <= near(one, other, months + 1)


def test_a_gap_is_counted_in_days() -> None:
    begin = date(2020, 1, 1)
    then = PartialDate((begin + timedelta(days=30)).isoformat())
    assert within(PartialDate("2020-01-01"), then, 30) is YES
    assert within(PartialDate("2020-01-01"), then, 29) is NO
