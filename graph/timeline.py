"""When statements hold, year by year: those that a date places, and those that none does.

A statement is read as the filters read it: one that had begun and that no source ends is taken
to go on. What only has an end may have begun at any time before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.dates import Answer, PartialDate
from graph.filters import between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import Period
    from graph.filters import Filters
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

FIRST, LAST = 1, 9999  # the years that a partial date can name


class Dated(StrEnum):
    """What the dates of a statement say of the year in which it is counted."""

    BEGINS = "begins"
    AS_OF = "as of"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Year:
    """The statements counted in a year, by layer, and how many more are still held to go on.

    Each statement is counted in one year only: that in which it begins; else that at which it
    is known to hold; else, where only its end is known, that of its end.
    """

    year: int
    counted: Mapping[Dated, Mapping[str, int]]
    going_on: int

    @property
    def named(self) -> int:
        """How many statements are counted in this year."""
        return sum(count for layers in self.counted.values() for count in layers.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years from the first to the last in which a statement is counted, with none left out.

    `undated` are the statements without any date, by layer.
    """

    years: tuple[Year, ...] = ()
    undated: Mapping[str, int] = field(default_factory=dict)

    @property
    def dated(self) -> int:
        """How many statements have a date."""
        return sum(year.named for year in self.years)


def timeline(stated: Iterable[Statement], vocabulary: Vocabulary) -> Timeline:
    """Sort statements by year; every one of them is counted once.

    >>> found = timeline(records.statements, vocabulary)
    >>> found.dated + sum(found.undated.values()) == len(records.statements)
    True
    """
    counted: dict[int, Counter[tuple[Dated, str]]] = defaultdict(Counter)
    change: Counter[int] = Counter()
    undated: Counter[str] = Counter()
    for statement in stated:
        layer = vocabulary.relations[statement.relation].layer
        place = placed(statement.period)
        if place is None:
            undated[layer] += 1
            continue
        year, sense = place
        counted[year][sense, layer] += 1
        _lasts(statement.period, year, sense, change)
    return Timeline(tuple(_years(counted, change)), dict(sorted(undated.items())))


def placed(period: Period) -> tuple[int, Dated] | None:
    """Give the year in which a statement is counted, and in what sense; None without a date.

    >>> from graph.dates import PartialDate, Period
    >>> placed(Period(valid_from=PartialDate("2013-05"), as_of=PartialDate("2019")))
    (2013, <Dated.BEGINS: 'begins'>)
    """
    for date, sense in (
        (period.valid_from, Dated.BEGINS),
        (period.as_of, Dated.AS_OF),
        (period.valid_until, Dated.ENDS),
    ):
        if date:
            return date.earliest().year, sense
    return None


def _lasts(period: Period, year: int, sense: Dated, change: Counter[int]) -> None:
    """Note in which years after its own a statement is still held to go on."""
    if sense is Dated.ENDS:
        return
    last = period.valid_until.latest().year if period.valid_until else LAST
    if last > year:
        change[year + 1] += 1
        change[last + 1] -= 1


def _years(
    counted: Mapping[int, Counter[tuple[Dated, str]]], change: Mapping[int, int]
) -> Iterable[Year]:
    going_on = 0
    for year in range(min(counted, default=1), max(counted, default=0) + 1):
        going_on += change[year]
        found = counted.get(year, Counter())
        yield Year(year, {sense: _layers(found, sense) for sense in Dated}, going_on)


def _layers(found: Mapping[tuple[Dated, str], int], wanted: Dated) -> dict[str, int]:
    return {layer: count for (sense, layer), count in sorted(found.items()) if sense is wanted}


@dataclass(frozen=True, slots=True)
class Kept:
    """How many statements hold at some time of a period, may hold, or do not."""

    held: int
    undated: int
    untold: int
    left_out: int


def kept(stated: Iterable[Statement], filters: Filters) -> Kept:
    """Count what the dates of statements say of the filters' period, whatever else they hide.

    `undated` have no date at all; of `untold` the dates there are do not tell.
    """
    found: Counter[str] = Counter()
    for statement in stated:
        period = statement.period
        answer = between(period, filters.since, filters.until)
        if not period.dated:
            found["undated"] += 1
        else:
            found[answer.name] += 1
    names = (Answer.YES.name, "undated", Answer.UNKNOWN.name, Answer.NO.name)
    return Kept(*(found[name] for name in names))


def year(number: int) -> PartialDate:
    """Write a year as a date."""
    return PartialDate(f"{min(max(number, FIRST), LAST):04}")
