"""Dates as sources give them: partial ones stay partial, unknown ones stay unknown."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

_SHAPE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class Answer(IntEnum):
    """A three-way answer, ordered so that `min` and `max` mean "all of" and "any of"."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, exactly as precise as its source.

    >>> PartialDate("2019-05").latest()
    datetime.date(2019, 5, 31)
    """

    text: str

    def __post_init__(self) -> None:
        """Raise `ValueError` unless the text is YYYY, YYYY-MM or YYYY-MM-DD and exists."""
        if not _SHAPE.fullmatch(self.text):
            raise ValueError(self.text)
        self.earliest()

    def earliest(self) -> date:
        """Give the first day it may mean."""
        year, month, day = self._parts()
        return date(year, month or 1, day or 1)

    def latest(self) -> date:
        """Give the last day it may mean."""
        year, month, day = self._parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    def _parts(self) -> tuple[int, int, int]:
        year, month, day = (int(part) for part in (self.text + "-0-0").split("-")[:3])
        return year, month, day

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """When a claim holds: from, until, and a date at which it is known to hold.

    Any part may be unknown (None); a claim with no part known is undated.
    """

    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    as_of: PartialDate | None = None

    @property
    def dated(self) -> bool:
        """Whether the source gives any date at all."""
        return bool(self.valid_from or self.valid_until or self.as_of)

    def begin(self) -> date | None:
        """Give the first day it is known to hold; None when no date is known."""
        known = [d.earliest() for d in (self.valid_from, self.as_of, self.valid_until) if d]
        return min(known, default=None)

    def end(self) -> date | None:
        """Give the last day it is known to hold; it may well have gone on after."""
        known = [d.latest() for d in (self.valid_from, self.as_of, self.valid_until) if d]
        return max(known, default=None)

    def held(self, at: PartialDate) -> Answer:
        """Say whether it had begun by then and no source ends it before.

        NO when it began later or had ended; UNKNOWN when it has no date to tell by.

        >>> Period(valid_from=PartialDate("2013")).held(PartialDate("2012"))
        <Answer.NO: 0>
        """
        if self.valid_until and self.valid_until.latest() < at.earliest():
            return Answer.NO
        if self.valid_from and self.valid_from.earliest() > at.latest():
            return Answer.NO
        begun = self.valid_from or self.as_of
        if begun and begun.earliest() <= at.latest():
            return Answer.YES
        return Answer.UNKNOWN

    def __str__(self) -> str:
        span = f"{self.valid_from or '?'} to {self.valid_until or '?'}"
        ends = [span] if self.valid_from or self.valid_until else []
        return ", ".join([*ends, *([f"as of {self.as_of}"] if self.as_of else [])]) or "undated"


def coexist(first: Period, second: Period) -> Answer:
    """Say whether the two can have held at the same time.

    YES when the days at which they are known to hold meet (at the precision the sources
    give: both in 2019 counts), NO when one is known to have ended before the other began.

    >>> coexist(_year("2010"), _year("2012")), coexist(_year("2010"), _year("2010"))
    (<Answer.UNKNOWN: 1>, <Answer.YES: 2>)
    """
    one, two = (first.begin(), first.end()), (second.begin(), second.end())
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return Answer.UNKNOWN
    if one[0] <= two[1] and two[0] <= one[1]:
        return Answer.YES
    earlier, later = (first, second) if one[1] < two[0] else (second, first)
    ended = earlier.valid_until is not None and later.valid_from is not None
    return Answer.NO if ended else Answer.UNKNOWN


def in_order(bought: Period, sold: Period) -> Answer:
    """Say whether goods can have been bought before they were sold on.

    NO when selling had ended before buying began; UNKNOWN when the dates do not tell.
    """
    begins, ends = bought.valid_from, sold.valid_until
    if begins and ends and ends.latest() < begins.earliest():
        return Answer.NO
    begun, resold = bought.begin(), sold.end()
    if begun is None or resold is None or begun > resold:
        return Answer.UNKNOWN
    return Answer.YES


def _year(text: str) -> Period:
    return Period(valid_from=PartialDate(text))
