"""Who owns how much of whom on a day: the statements of ownership as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.statement import Percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.statement import Statement

OWNS, SUBSIDIARY = "owns", "subsidiary_of"
UNKNOWN = Percent("unknown", Decimal(0), Decimal(100))


@dataclass(frozen=True, slots=True)
class Stake:
    """What an owner holds of a company, with the statements that say so.

    `share` spans what the sources give: where two give different shares it reaches from the
    least to the most. A share that no source gives, or whose date no source gives when a day
    was asked for, may be nothing: it begins at 0.
    """

    owner: str
    company: str
    share: Percent
    statements: tuple[Statement, ...]


def stakes(
    stated: Iterable[Statement],
    as_of: PartialDate | None = None,
    assumed: Mapping[tuple[str, str], Percent] | None = None,
) -> list[Stake]:
    """Give every stake that may hold on a day, sorted by owner and company.

    Without a day, every stake counts whose end no source gives. A subsidiary is a stake of
    unknown share of its parent. `assumed` shares, by owner and company, replace what sources
    say: a what-if.
    """
    held: dict[tuple[str, str], list[tuple[Statement, Percent]]] = {}
    for said in stated:
        if said.relation not in (OWNS, SUBSIDIARY):
            continue
        share = _on(said, as_of)
        if share is not None:
            ends = (said.subject, said.object)
            held.setdefault(ends if said.relation == OWNS else ends[::-1], []).append((said, share))
    for ends in assumed or ():
        held.setdefault(ends, [])
    return [_stake(ends, held[ends], (assumed or {}).get(ends)) for ends in sorted(held)]


def _on(said: Statement, as_of: PartialDate | None) -> Percent | None:
    """Give the share that a statement gives for a day; None when it does not hold then."""
    share = said.percent or UNKNOWN
    if as_of is None:
        return None if said.period.valid_until else share
    holds = said.period.held(as_of)
    if holds is Answer.NO:
        return None
    return share if holds is Answer.YES else _span([share, Percent.parse("0")])


def _stake(
    ends: tuple[str, str], found: list[tuple[Statement, Percent]], assumed: Percent | None
) -> Stake:
    known = [share for _, share in found if share != UNKNOWN]
    share = assumed or (_span(known) if known else UNKNOWN)
    return Stake(*ends, share, tuple(said for said, _ in found))


def _span(shares: list[Percent]) -> Percent:
    """Give the interval from the least to the most; an end is left out only if all leave it out."""
    if len(shares) == 1:
        return shares[0]
    low, high = min(each.low for each in shares), max(each.high for each in shares)
    opens = (
        all(each.low_open for each in shares if each.low == low),
        all(each.high_open for each in shares if each.high == high),
    )
    if low == high:
        return Percent(str(low), low, high)
    marks = ">" if opens[0] else "", "<" if opens[1] else ""
    return Percent(f"{marks[0]}{low}-{marks[1]}{high}", low, high, *opens)
