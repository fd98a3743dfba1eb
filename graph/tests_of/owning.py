"""Who owns a party, so far as sources say, and what of it is not recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import networkx as nx

from graph.dates import Answer
from graph.end_users import BODIES
from graph.finding import Said, strongest
from graph.grounds import entry
from graph.moments import later, within
from graph.ownership import Ownership, Standing, caught_by, proof
from graph.regimes import listed
from graph.stakes import OWNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.ownership import Proof
    from graph.stakes import Stake
    from graph.statement import Statement

HALF = Decimal(50)
ENDS = ("person", *BODIES)


def shares(why: Proof) -> str:
    """Write what the owners of a proof hold, as one share or an interval."""
    return f"{why.low} percent" if why.low == why.high else f"{why.low} to {why.high} percent"


def statements_of(why: Proof) -> tuple[Statement, ...]:
    """Give the statements that a proof rests on, each once."""
    found: dict[str, Statement] = {}
    waiting = [why]
    while waiting:
        for part in waiting.pop().parts:
            found |= {said.id: said for said in part.stake.statements}
            waiting.append(part.why)
    return tuple(found.values())


def accounted(grounds: Grounds, key: str, held: Sequence[Stake]) -> Decimal:
    """Add up the shares of a party that lead to persons or public bodies, and no farther.

    A company between counts once more than half of it is accounted for in the same way.
    """
    into: dict[str, list[Stake]] = {}
    for stake in held:
        into.setdefault(stake.company, []).append(stake)
    settled = {s.owner for s in held if grounds.kind(s.owner) in ENDS}
    while True:
        new = {c for c, above in into.items() if c not in settled and _sum(above, settled) > HALF}
        if not new:
            return _sum(into.get(key, []), settled)
        settled |= new


def _sum(stakes: Sequence[Stake], owners: set[str]) -> Decimal:
    return sum((s.share.low for s in stakes if s.owner in owners), Decimal(0))


def recorded(grounds: Grounds, key: str, held: Sequence[Stake], what: str) -> Said:
    """Say NO where more than half of a party is recorded as others'; else nothing can be told."""
    name = grounds.name(key)
    direct = [stake for stake in held if stake.company == key]
    if not direct:
        return Said(Answer.UNKNOWN, f"No owner of {name} is recorded.")
    known = accounted(grounds, key, held)
    stated = tuple(said for stake in direct for said in stake.statements)
    if known > HALF:
        text = f"{known} percent of {name} is recorded, without {what}."
        return Said(Answer.NO, text, stated)
    text = f"Only {known} percent of {name} is recorded up to its last owners."
    return Said(Answer.UNKNOWN, text, stated)


def owned_by_listed(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask one ownership rule: is the party held by listed owners to its threshold?"""
    regime = grounds.regimes[str(indicator.thresholds["regime"])]
    held = grounds.stakes_above(key)
    owners = sorted({stake.owner for stake in held})
    seeds = listed((grounds.party(each) for each in owners), regime, grounds.as_of)
    status = regime.status(grounds.as_of)
    note = f" Status of the rule: {status}." if status else ""
    if seeds:
        caught = caught_by(Ownership(held), seeds, regime)
        standing = caught.standing(key)
        why = proof(caught, key, {each: grounds.party(each).country for each in (key, *owners)})
        if standing in (Standing.CAUGHT, Standing.UNDETERMINED):
            sure = standing is Standing.CAUGHT and not why.exempt
            exempt = " It is in the United States, which the rule does not reach." * why.exempt
            text = f"Listed owners hold {shares(why)} of {grounds.name(key)}.{exempt}{note}"
            answer = Answer.YES if sure else Answer.NO if why.exempt else Answer.UNKNOWN
            entries = tuple((k, e) for k in seeds for e in grounds.party(k).listings)
            return Said(answer, text, statements_of(why), entries)
    said = recorded(grounds, key, held, "a listed owner that counts here")
    return Said(said.answer, said.sentence + note, said.statements)


def some_listed_owner(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed party anywhere above, whatever its share."""
    held = grounds.stakes_above(key)
    found = []
    for stake in held:
        for listing, stands in grounds.listings(stake.owner):
            share = (
                "unknown share" if stake.share.text == "unknown" else f"{stake.share.text} percent"
            )
            way = "" if stake.company == key else f" of {grounds.name(stake.company)}, above it,"
            text = f"{grounds.name(stake.owner)}, on {entry(listing)}, holds{way} {share}."
            found.append(Said(stands, text, stake.statements, ((stake.owner, listing),)))
    return strongest(found, recorded(grounds, key, held, "a listed owner that counts here"))


def owner_unresolved(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether owners are recorded, but not so far that more than half is accounted for."""
    held = grounds.stakes_above(key)
    direct = [stake for stake in held if stake.company == key]
    stated = tuple(said for stake in direct for said in stake.statements)
    if not direct:
        return Said(Answer.UNKNOWN, f"No owner of {grounds.name(key)} is recorded.")
    known = accounted(grounds, key, held)
    text = f"{known} percent of {grounds.name(key)} is recorded up to persons or public bodies."
    return Said(Answer.NO if known > HALF else Answer.YES, text, stated)


def ownership_cycle(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a circle of holdings that the party stands in."""
    held = grounds.stakes_above(key)
    if not held:
        return Said(Answer.UNKNOWN, f"No owner of {grounds.name(key)} is recorded.")
    owned = nx.DiGraph((stake.owner, stake.company) for stake in held)
    [circle] = [each for each in nx.strongly_connected_components(owned) if key in each]
    if len(circle) == 1:
        return Said(Answer.NO, f"No holding leads from {grounds.name(key)} back to it.")
    inside = [s for s in held if s.owner in circle and s.company in circle]
    text = f"{len(circle)} parties hold each other in a circle, {grounds.name(key)} among them."
    return Said(Answer.YES, text, tuple(said for stake in inside for said in stake.statements))


def share_fell(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed owner whose share went from half or more to less, near its listing."""
    days = int(indicator.number("days"))
    stated = [s for s in grounds.ever_into(key, OWNS) if s.percent is not None]
    by_owner: dict[str, list[Statement]] = {}
    for said in stated:
        by_owner.setdefault(said.subject, []).append(said)
    found = []
    for mine in by_owner.values():
        for more in (s for s in mine if s.percent and s.percent.low >= HALF):
            less = (s for s in mine if s.percent and s.percent.high < HALF)
            since = more.period.valid_from
            fallen = (s for s in less if later(since, s.period.valid_from) is not Answer.NO)
            found += [said for each in fallen for said in _fell(grounds, more, each, days)]
    if not stated:
        return Said(Answer.UNKNOWN, f"No share in {grounds.name(key)} is recorded.")
    nothing = f"No listed owner of {grounds.name(key)} is recorded with a share that fell below 50."
    return strongest(found, Said(Answer.NO, nothing))


def _fell(grounds: Grounds, more: Statement, less: Statement, days: int) -> list[Said]:
    """Judge two shares of one owner by when the one gave way to the other."""
    when = less.period.valid_from or more.period.valid_until
    found = []
    for listing in grounds.party(more.subject).listings:
        close = max(within(listing.date, when, days), within(when, listing.date, days))
        at = f"about {when}" if when else "at a time that no source gives"
        text = (
            f"{grounds.name(more.subject)}, on {entry(listing)}, went from "
            f"{more.percent.text if more.percent else '?'} to "
            f"{less.percent.text if less.percent else '?'} percent {at}."
        )
        found.append(Said(close, text, (more, less), ((more.subject, listing),)))
    return found
