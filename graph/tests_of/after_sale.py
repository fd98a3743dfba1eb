"""What changed after a sale: listings, owners, successors, and who holds the item now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.end_users import BODIES
from graph.finding import Said, strongest
from graph.grounds import entry, names
from graph.moments import later
from graph.tests_of import dealing
from graph.tests_of.goods import supply_date

if TYPE_CHECKING:
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.tests_of.dealing import Move

OWNERS = ("owns", "controls")


def _took_part(grounds: Grounds, every: list[Move]) -> list[str]:
    """List the parties of a deal that are no products."""
    ends = {end for move in every for end in (move.origin, move.target)}
    return sorted(end for end in ends if grounds.kind(end) != "product")


def listed_after(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Look for a party of a deal that was listed after it."""
    every = dealing.of_deal(grounds, deal)
    since = supply_date(every)
    found = []
    for key in _took_part(grounds, every):
        for listing in grounds.party(key).listings:
            when = later(since, listing.date)
            text = (
                f"{grounds.name(key)}: {entry(listing)}; supplied {since or 'at an unknown date'}."
            )
            found.append(Said(when, text, dealing.stated(every), ((key, listing),)))
    if not every:
        return Said(Answer.UNKNOWN, f"No supply in {dealing.title(grounds, deal)} is recorded.")
    return strongest(found, Said(Answer.NO, "None of its parties is on a list loaded."))


def owner_changed_after(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Look for an owner of a party of the deal that came or went after it."""
    every = dealing.of_deal(grounds, deal)
    since = supply_date(every)
    found, seen = [], False
    for key in _took_part(grounds, every):
        for tie in (*grounds.into(key, *OWNERS), *grounds.out(key, "subsidiary_of", "succeeds")):
            seen = True
            other = tie.subject if tie.object == key else tie.object
            for day, what in ((tie.period.valid_from, "since"), (tie.period.valid_until, "until")):
                if day is not None:
                    text = (
                        f"{grounds.name(other)} is recorded as owner or predecessor of "
                        f"{grounds.name(key)} {what} "
                        f"{day}; supplied {since or 'at an unknown date'}."
                    )
                    found.append(Said(later(since, day), text, (tie,)))
    if not seen:
        return Said(
            Answer.UNKNOWN, f"No owner of a party of {dealing.title(grounds, deal)} is recorded."
        )
    return strongest(found, Said(Answer.UNKNOWN, "No source says since when its owners own."))


def user_reorganised(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Look for a body that follows the end-user, or that it was put under, after the deal."""
    every = dealing.of_deal(grounds, deal)
    since, users = supply_date(every), dealing.users(grounds, every)
    found = []
    for key in users:
        for tie in (*grounds.into(key, "succeeds"), *grounds.out(key, "agency_of")):
            day = tie.period.valid_from
            if tie.relation == "succeeds" or day is not None:
                other = tie.subject if tie.object == key else tie.object
                label = "follows" if tie.relation == "succeeds" else "is put above"
                text = f"{grounds.name(other)} {label} {grounds.name(key)}, {day or 'undated'}."
                found.append(Said(later(since, day), text, (tie,)))
        if (ended := grounds.party(key).ended) is not None:
            text = f"{grounds.name(key)} was dissolved {ended}."
            found.append(Said(later(since, ended), text))
    return strongest(found, Said(Answer.UNKNOWN, "No change of the end-user is recorded."))


def moved_on(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether a body passed on to another body what the deal supplied."""
    every = dealing.of_deal(grounds, deal)
    users = dealing.users(grounds, every)
    for move in every:
        bodies = all(grounds.kind(end) in BODIES for end in (move.origin, move.target))
        if bodies and move.origin in users:
            text = f"{grounds.name(move.origin)} passed on to {grounds.name(move.target)}."
            return Said(Answer.YES, text, (move.said,))
    if len(users) > 1:
        text = f"Several bodies received: {names(grounds, users)}; by whom is not recorded."
        return Said(Answer.UNKNOWN, text, dealing.stated(sum(users.values(), [])))
    if not users:
        return Said(Answer.UNKNOWN, f"No end-user of {dealing.title(grounds, deal)} is recorded.")
    return Said(
        Answer.NO, "No record of the deal says that it was passed on.", dealing.stated(every)
    )
