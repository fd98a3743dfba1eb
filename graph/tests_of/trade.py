"""A party's trade: to whom, where, and of what."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.finding import Said, strongest
from graph.grounds import names
from graph.tests_of import dealing
from graph.tests_of.dealing import Move
from graph.tests_of.state import state_controlled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Statement

# More ways of two steps than this are not looked at, nor more deals of a vendor.
MOST_STEPS, MOST_DEALS = 5000, 500


def _span(moves: Iterable[Move]) -> str:
    days = sorted((d for m in moves if (d := dealing.first_day(m.said))), key=lambda d: d.text)
    if not days:
        return "undated"
    return str(days[0]) if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def earlier_supplies(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Count the party's supplies of classified items to governments that meet the lens."""
    every = dealing.sent(grounds, key)
    if not every:
        return Said(Answer.UNKNOWN, f"No supply by {grounds.name(key)} is recorded.")
    there = [m for m in every if grounds.restrictive(m.target) is Answer.YES]
    known = [m for m in there if next(dealing.terms(grounds, m), None)]
    if known:
        whom = names(grounds, (m.target for m in known))
        tell = "statement tells" if len(known) == 1 else "statements tell"
        text = f"{len(known)} {tell} of such supplies, {_span(known)}, to {whom}."
        return Said(Answer.YES, text, dealing.stated(known))
    open_ends = [m for m in every if grounds.restrictive(m.target) is Answer.UNKNOWN]
    if there or open_ends:
        whom = names(grounds, (m.target for m in there or open_ends))
        text = f"What went to {whom} is not classified, or its government not assessed."
        return Said(Answer.UNKNOWN, text, dealing.stated(there or open_ends))
    return Said(
        Answer.NO, "None of its recorded supplies went to such an end-user.", dealing.stated(every)
    )


def several_countries(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether an intermediary sells items of one family into several countries."""
    taken, given = dealing.received(grounds, key), dealing.sent(grounds, key)
    if not taken or not given:
        return Said(Answer.UNKNOWN, f"{grounds.name(key)} is not recorded both buying and selling.")
    found: dict[str, dict[str, Move]] = {}
    unclear = False
    for move in given:
        country = grounds.party(move.target).country
        rows = list(dealing.terms(grounds, move))
        unclear |= not rows or country is None
        for row in rows:
            if country and country != grounds.party(key).country:
                found.setdefault(row.term, {}).setdefault(country, move)
    term, best = max(found.items(), key=lambda each: (len(each[1]), each[0]), default=("", {}))
    text = f"Sells {term.replace('_', ' ')} into {', '.join(sorted(best))}."
    text = text if best else "No classified item that it sells into another country is recorded."
    if len(best) >= int(indicator.number("countries")):
        return Said(Answer.YES, text, dealing.stated([*best.values(), *taken]))
    return Said(Answer.UNKNOWN if unclear else Answer.NO, text, dealing.stated(best.values()))


def sole_reseller(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether all recorded deals of a vendor in a country pass through the party."""
    least, mine = int(indicator.number("deals")), set(grounds.deals_of(key))
    makers = {m.origin for m in dealing.received(grounds, key)}
    found = [
        _sole(grounds, key, vendor, country, deals, mine.intersection(deals), least)
        for vendor in sorted(each for each in makers if grounds.kind(each) == "company")
        for country, deals in sorted(_deals_by_country(grounds, vendor).items())
        if mine.intersection(deals)
    ]
    nothing = Said(Answer.UNKNOWN, f"No deal of a vendor through {grounds.name(key)} is recorded.")
    return strongest(found, nothing)


def _deals_by_country(grounds: Grounds, vendor: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for deal in grounds.deals_of(vendor):
        users = dealing.users(grounds, dealing.of_deal(grounds, deal))
        for country in sorted({grounds.party(user).country or "" for user in users} - {""}):
            found.setdefault(country, []).append(deal)
    return found


def _sole(
    grounds: Grounds,
    key: str,
    vendor: str,
    country: str,
    deals: list[str],
    through: set[str],
    least: int,
) -> Said:
    """Judge a vendor's deals in one country; all of too few tell nothing."""
    answer = Answer.UNKNOWN if len(deals) < least else Answer.YES
    answer = Answer.NO if len(through) < len(deals) else answer
    text = (
        f"{len(through)} of {len(deals)} recorded deals of {grounds.name(vendor)} in {country} "
        f"pass through {grounds.name(key)}."
    )
    stated = (s for deal in sorted(through) for s in grounds.of_deal(deal))
    return Said(answer, text, tuple(s for s in stated if key in (s.subject, s.object)))


def shared_intermediary(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Count the vendors before, and the restrictive end-users after, a party in its deals."""
    vendors, users, stated = set[str](), set[str](), list[Move]()
    taken, given = dealing.received(grounds, key), dealing.sent(grounds, key)
    if not taken or not given:
        return Said(Answer.UNKNOWN, f"{grounds.name(key)} is not recorded both buying and selling.")
    for move in taken:
        if grounds.kind(move.origin) in ("company", "organisation"):
            vendors.add(move.origin)
            stated.append(move)
    for move in given:
        if grounds.restrictive(move.target) is Answer.YES:
            users.add(move.target)
            stated.append(move)
    least = int(indicator.number("vendors")), int(indicator.number("end_users"))
    both = len(vendors) >= least[0] and len(users) >= least[1]
    text = (
        f"{len(vendors)} vendors ({names(grounds, vendors) or 'none'}) and "
        f"{len(users)} restrictive end-users ({names(grounds, users) or 'none'})."
    )
    return Said(Answer.YES if both else Answer.NO, text, dealing.stated(stated))


def near_group(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a way of one or two steps from a receiver to a country of a control group."""
    group = str(indicator.thresholds["group"])
    taken = dealing.received(grounds, key)
    if not taken:
        return Said(Answer.UNKNOWN, f"Nothing that {grounds.name(key)} receives is recorded.")
    ties = _onward(grounds, key)
    far = ((end, (*way, *more)) for at, way in ties for end, more in _sent_to(grounds, at))
    for other, way in chain(ties, islice(far, MOST_STEPS)):
        country = grounds.party(other).country
        assessed = grounds.practices.get(country or "", {}).get("ear_country_groups")
        if assessed and group in assessed.value.split("|") and other != key:
            text = f"Leads to {grounds.name(other)} in {country}, a country of group {group}."
            return Said(Answer.YES, text, way)
    if not ties:
        return Said(Answer.UNKNOWN, f"Nothing leads on from {grounds.name(key)} in the records.")
    if next(far, None):
        return Said(Answer.UNKNOWN, f"Too many steps lead on from {grounds.name(key)}.")
    return Said(Answer.NO, f"No recorded step leads to a country of group {group}.")


def _sent_to(grounds: Grounds, key: str) -> list[tuple[str, tuple[Statement, ...]]]:
    return [(move.target, (move.said,)) for move in dealing.sent(grounds, key)]


def _onward(grounds: Grounds, key: str) -> list[tuple[str, tuple[Statement, ...]]]:
    """Give where a receiver may pass goods to: who it supplies, and what it owns."""
    ties = _sent_to(grounds, key)
    ties += [(s.subject, (s,)) for s in grounds.into(key, "subsidiary_of")]
    return ties + [(s.object, (s,)) for s in grounds.out(key, "owns", "controls")]


def state_sells(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether a state's company or body supplies another, restrictive government."""
    party = grounds.party(key)
    state = (
        Said(Answer.YES, "")
        if party.kind == "government_agency"
        else _of_state(grounds, key, indicator)
    )
    abroad = [
        m for m in dealing.sent(grounds, key) if grounds.party(m.target).country != party.country
    ]
    there = [
        m
        for m in abroad
        if grounds.restrictive(m.target) is Answer.YES and next(dealing.terms(grounds, m), None)
    ]
    if there:
        text = f"Supplied {names(grounds, (m.target for m in there))}. {state.sentence}".strip()
        return Said(state.answer, text, (*dealing.stated(there), *state.statements))
    if not abroad:
        return Said(Answer.UNKNOWN, f"No supply by {party.name} to another country is recorded.")
    return Said(
        Answer.NO,
        "No recorded supply of a classified item to such an end-user.",
        dealing.stated(abroad),
    )


def _of_state(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Say whether a company is a state's, whatever that state's record."""
    if key in grounds.end_users:
        ties = grounds.end_users[key].ties
        stated = tuple(s for tie in ties[:1] for hop in tie for s in hop.statements)
        return Said(Answer.YES, "A source states that a body owns or controls it.", stated)
    return state_controlled(grounds, key, indicator)
