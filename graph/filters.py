"""What a reader lets a picture show: by kind, layer, grade, country and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from graph.dates import Answer

if TYPE_CHECKING:
    from graph.dates import PartialDate, Period
    from graph.statement import Party, Statement
    from graph.vocabulary import Vocabulary

UNKNOWN = "unknown"  # stands for a country that no source tells


@dataclass(frozen=True, slots=True)
class Filters:
    """Kinds and layers that are hidden; countries that alone are shown, all when there are none.

    `grade` is the weakest that is shown, "" for any. Of statements without a date it is not
    known whether they hold between `since` and `until`: they are shown only when `undated`.
    """

    hidden_kinds: frozenset[str] = frozenset()
    hidden_layers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    grade: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    undated: bool = False


NOTHING_HIDDEN = Filters()


def let_party(filters: Filters, party: Party) -> bool:
    """Say whether a party's kind and country are shown."""
    where = party.country or UNKNOWN
    return party.kind not in filters.hidden_kinds and (
        not filters.countries or where in filters.countries
    )


def let_statement(filters: Filters, stated: Statement, vocabulary: Vocabulary) -> bool:
    """Say whether a statement's layer, grade and dates are shown; nothing about its ends."""
    if vocabulary.relations[stated.relation].layer in filters.hidden_layers:
        return False
    grades = vocabulary.grades
    if filters.grade and grades[stated.grade].rank > grades[filters.grade].rank:
        return False
    if not filters.since and not filters.until:
        return True
    held = between(stated.period, filters.since, filters.until)
    return held is Answer.YES or (held is Answer.UNKNOWN and filters.undated)


def between(period: Period, since: PartialDate | None, until: PartialDate | None) -> Answer:
    """Say whether a claim holds at some time between two dates; None leaves a side open.

    As in `Period.held`, a claim that had begun and that no source ends is taken to go on.

    >>> from graph.dates import PartialDate, Period
    >>> sold = Period(valid_from=PartialDate("2013"), valid_until=PartialDate("2014"))
    >>> between(sold, PartialDate("2014-06"), None), between(sold, PartialDate("2015"), None)
    (<Answer.YES: 2>, <Answer.NO: 0>)
    """
    begun, ended = period.valid_from or period.as_of, period.valid_until
    if since and ended and ended.latest() < since.earliest():
        return Answer.NO
    if until and period.valid_from and period.valid_from.earliest() > until.latest():
        return Answer.NO
    if until is None:
        return Answer.YES if period.dated else Answer.UNKNOWN
    return Answer.YES if begun and begun.earliest() <= until.latest() else Answer.UNKNOWN


def toggled(filters: Filters, group: Literal["kind", "layer"], term: str) -> Filters:
    """Hide a kind or a layer that is shown, or show it again."""
    change = frozenset([term])
    if group == "kind":
        return replace(filters, hidden_kinds=filters.hidden_kinds ^ change)
    return replace(filters, hidden_layers=filters.hidden_layers ^ change)
