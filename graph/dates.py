"""Dates as sources give them: partial ones stay partial, unknown ones stay unknown."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    Spans = Sequence[tuple[date, date]]

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


Hops: TypeAlias = "Sequence[Collection[Period]]"  # for each hop the periods of its statements


def together(hops: Hops) -> Answer:
    """Say whether hops can have held at the same time; of several periods of a hop any may serve.

    YES when there is a day at which each is known to hold (at the precision the sources give:
    all in 2019 counts), NO when there is none at which each may hold. Of fewer than two hops it
    is UNKNOWN.

    >>> together([[_year("2010")], [_year("2012")]]), together([[_year("2010")], [_year("2010")]])
    (<Answer.UNKNOWN: 1>, <Answer.YES: 2>)
    """
    return _either(hops, _common)


def ordered(hops: Hops) -> Answer:
    """Say whether goods can have gone along hops in time: each on a day not before the last.

    Of several periods of a hop any may serve. YES when such days are known, NO when there are
    none, as where goods were sold on before they were bought. Of fewer than two hops UNKNOWN.
    """
    return _either(hops, _rising)


def _either(hops: Hops, fits: Callable[[Sequence[Spans]], bool]) -> Answer:
    """Ask of the days at which claims are known to hold, then of those at which they may."""
    if len(hops) < 2:
        return Answer.UNKNOWN
    if fits([[_known(period) for period in hop] for hop in hops]):
        return Answer.YES
    return Answer.UNKNOWN if fits([[_open(p) for p in hop] for hop in hops]) else Answer.NO


def _known(period: Period) -> tuple[date, date]:
    """Give the days at which a claim is known to hold; none, written backwards, if undated."""
    return period.begin() or date.max, period.end() or date.min


def _open(period: Period) -> tuple[date, date]:
    """Give the days at which a claim is not known not to hold."""
    begin, end = period.valid_from, period.valid_until
    return begin.earliest() if begin else date.min, end.latest() if end else date.max


def _common(hops: Sequence[Spans]) -> bool:
    """Say whether one day lies in a span of every hop: if any does, the first of a span does."""
    days = {begin for hop in hops for begin, _ in hop}
    return any(all(any(b <= day <= e for b, e in hop) for hop in hops) for day in days)


def _rising(hops: Sequence[Spans]) -> bool:
    """Say whether there are days, one for each hop, that do not go back: the earliest that fit."""
    day = date.min
    for hop in hops:
        days = [max(day, begin) for begin, end in hop if max(day, begin) <= end]
        if not days:
            return False
        day = min(days)
    return True


def _year(text: str) -> Period:
    return Period(valid_from=PartialDate(text))
