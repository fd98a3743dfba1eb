"""Before, after and near in time, of dates that may be partial or unknown.

YES and NO are said only where they hold whatever day a partial date means.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import Answer, together

if TYPE_CHECKING:
    from graph.dates import PartialDate, Period
    from graph.statement import Listing

DAYS_A_MONTH = 31
# A list whose name tells years in brackets says there when an entry ended, and not as a date.
_YEARS = re.compile(r"\([^)]*\d{4}[^)]*\)")


def after(period: Period, when: PartialDate | None) -> Answer:
    """Say whether a claim held, or went on, after a date.

    A claim whose end no source gives may have gone on: UNKNOWN unless a later day is known.
    """
    if when is None:
        return Answer.UNKNOWN
    known = [day for day in (period.valid_from, period.as_of, period.valid_until) if day]
    if any(day.earliest() > when.latest() for day in known):
        return Answer.YES
    until = period.valid_until
    return Answer.NO if until and until.latest() < when.earliest() else Answer.UNKNOWN


def during(period: Period, since: PartialDate | None, until: PartialDate | None) -> Answer:
    """Say whether a claim held, or went on, after a date and not only after another.

    Without `until` nothing is known to have ended, and only the first date counts.
    """
    return min(after(period, since), _by(period, until) if until else Answer.YES)


def _by(period: Period, until: PartialDate) -> Answer:
    """Say whether a claim had begun by a date."""
    if later(until, period.valid_from) is Answer.YES:
        return Answer.NO
    known = (period.valid_from, period.as_of, period.valid_until)
    return Answer.YES if Answer.NO in (later(until, day) for day in known) else Answer.UNKNOWN


def ended_in_words(listing: Listing) -> bool:
    """Say whether only the name of its list may tell when a listing ended, which nobody counts."""
    return listing.until is None and bool(_YEARS.search(listing.list))


def stands(listing: Listing, day: PartialDate | None) -> Answer:
    """Say whether a listing stood on a day; without one, whether no source gives its end.

    UNKNOWN where its date is not known, its end is told in words, or a date is not exact enough.
    """
    open_ = Answer.UNKNOWN if ended_in_words(listing) else Answer.YES
    if day is None:
        return Answer.NO if listing.until else open_
    begun = _opposite(later(day, listing.date))
    return min(begun, _opposite(later(listing.until, day)) if listing.until else open_)


def _opposite(answer: Answer) -> Answer:
    return Answer(Answer.YES - answer)


def later(first: PartialDate | None, then: PartialDate | None) -> Answer:
    """Say whether one date lies after another."""
    if first is None or then is None:
        return Answer.UNKNOWN
    if then.earliest() > first.latest():
        return Answer.YES
    return Answer.NO if then.latest() <= first.earliest() else Answer.UNKNOWN


def within(first: PartialDate | None, then: PartialDate | None, days: int) -> Answer:
    """Say whether a date lies on another one or at most so many days after it."""
    if first is None or then is None:
        return Answer.UNKNOWN
    least = (then.earliest() - first.latest()).days
    most = (then.latest() - first.earliest()).days
    if least >= 0 and most <= days:
        return Answer.YES
    return Answer.NO if most < 0 or least > days else Answer.UNKNOWN


def near(one: Period, other: Period, months: int) -> Answer:
    """Say whether two claims held at the same time, or at most so many months apart."""
    at_once = together([[one], [other]])
    if at_once is Answer.YES:
        return at_once
    days = months * DAYS_A_MONTH
    known = [(p.begin(), p.end()) for p in (one, other)]
    (begin, end), (begin_2, end_2) = known
    if begin and end and begin_2 and end_2 and _gap((begin, end), (begin_2, end_2)) <= days:
        return Answer.YES
    return Answer.NO if _gap(_possible(one), _possible(other)) > days else Answer.UNKNOWN


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Count the days between two spans; 0 or less where they meet."""
    return max((other[0] - one[1]).days, (one[0] - other[1]).days)


def _possible(period: Period) -> tuple[date, date]:
    begin, end = period.valid_from, period.valid_until
    return begin.earliest() if begin else date.min, end.latest() if end else date.max
