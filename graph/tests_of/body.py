"""The record of a public body: what it does, what is said of its use, and what lists it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.classified import FUNCTION
from graph.dates import Answer
from graph.end_users import BODIES
from graph.finding import Said, strongest
from graph.grounds import entry
from graph.tests_of import dealing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Statement

USED = ("used_by", "enables_surveillance_by", "supplies", "intercepts_for", "shares_data_with")


def agency_record(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for reports of misuse and for listings on rights grounds, up and back from a body.

    It never says NO: that nothing is recorded does not show a clean record.
    """
    found = [
        said for place in _around(grounds, key) for said in _record(grounds, *place, indicator)
    ]
    nothing = f"No misuse by {grounds.name(key)}, or the bodies above or before it, is recorded."
    return strongest(found, Said(Answer.UNKNOWN, nothing))


def _around(grounds: Grounds, key: str) -> Iterator[tuple[str, str, tuple[Statement, ...]]]:
    """Yield a body, those above it and those before it, with how they stand to it."""
    yield key, "itself", ()
    for body, way in grounds.bodies_above(key):
        yield body, "above it", way
    for tie in grounds.out(key, "succeeds"):
        yield tie.object, "before it", (tie,)


def _record(
    grounds: Grounds, body: str, where: str, way: tuple[Statement, ...], indicator: Indicator
) -> Iterator[Said]:
    for said in list(grounds.into(body, *USED)):
        for row in grounds.classified.misuse(said):
            term = grounds.classified.schemes["misuse"].terms[row.term].title.lower()
            text = f"A source tells of {term} by {grounds.name(body)} ({where}): {row.reason}."
            # A source that names only the government leaves open which of its agencies it was.
            vague = bool(way) and grounds.kind(body) == "government"
            yield Said(Answer.UNKNOWN if vague else Answer.YES, text, (*way, said))
    for listing, stands in grounds.listings(body):
        told = f"{listing.list} {listing.programme}".casefold()
        if any(word in told for word in indicator.words("grounds")):
            text = f"{grounds.name(body)} ({where}) is on {entry(listing)}, on rights grounds."
            yield Said(stands, text, way, ((body, listing),))


def sensitive_function(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether any function that a body is classified with is a more sensitive one."""
    rows = grounds.classified.functions(grounds.party(key))
    terms = grounds.classified.schemes[FUNCTION].terms
    if not rows:
        return Said(Answer.UNKNOWN, f"The function of {grounds.name(key)} is not classified.")
    sensitive = [row for row in rows if terms[row.term].sensitive]
    row = (sensitive or list(rows))[0]
    text = f"{terms[row.term].title}: {row.reason} ({row.source})."
    return Said(Answer.YES if sensitive else Answer.NO, text)


def armed(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether the party, or a body above it, is armed forces, intelligence or paramilitary."""
    wanted, terms = indicator.words("functions"), grounds.classified.schemes[FUNCTION].terms
    ways: list[tuple[str, tuple[Statement, ...]]] = []
    if grounds.kind(key) in BODIES:
        ways.append((key, ()))
    end_user = grounds.end_users.get(key)
    for tie in end_user.ties if end_user else ():
        ways.append((tie[-1].origin, tuple(s for hop in tie for s in hop.statements)))
    ways += [(b, (*way, *up)) for body, way in list(ways) for b, up in grounds.bodies_above(body)]
    unclear = False
    for body, way in ways:
        rows = grounds.classified.functions(grounds.party(body))
        unclear |= not rows and grounds.kind(body) == "government_agency"
        for row in rows:
            if row.term in wanted:
                text = f"{grounds.name(body)} is {terms[row.term].title.lower()}: {row.reason}."
                return Said(Answer.YES, text, way)
    if unclear or not ways:
        return Said(Answer.UNKNOWN, f"What body {grounds.name(key)} belongs to is not recorded.")
    return Said(Answer.NO, "Neither it nor a recorded body above it is of these functions.")


def listed_at_supply(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask of a deal whether its end-user, or a body above it, was on a list at that time."""
    users = dealing.users(grounds, dealing.of_deal(grounds, deal))
    found = []
    for user, moves in users.items():
        for body, where, way in _around(grounds, user):
            for listing in grounds.party(body).listings:
                for move in moves:
                    day = move.said.period.valid_from or move.said.period.as_of
                    stood = grounds.stands(listing, day) if day else Answer.UNKNOWN
                    when = day or "a date that no source gives"
                    text = f"{grounds.name(body)} ({where}), on {entry(listing)}; supplied {when}."
                    found.append(Said(stood, text, (move.said, *way), ((body, listing),)))
    if not users:
        return Said(Answer.UNKNOWN, f"No end-user of {dealing.title(grounds, deal)} is recorded.")
    nothing = Said(Answer.NO, "Neither the end-user nor a body above it is on a list loaded.")
    return strongest(found, nothing)
