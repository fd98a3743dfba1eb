"""What the address of a party says, which is little: who shares it, and what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer, together
from graph.find import folded
from graph.finding import Said, strongest
from graph.grounds import entry
from graph.names_alike import addresses, usual_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Statement


def at_listed_address(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed party at the party's address, and for a listing of the address itself."""
    most = int(indicator.number("mass"))
    places = list(grounds.out(key, "located_at"))
    found = [said for place in places for said in _at(grounds, key, place, most)]
    if not places:
        return Said(Answer.UNKNOWN, f"No address is recorded of {grounds.name(key)}.")
    return strongest(found, Said(Answer.NO, "No listed party is recorded at its address."))


def _at(grounds: Grounds, key: str, place: Statement, most: int) -> Iterator[Said]:
    """Judge one address: every record of the same text, unit number included."""
    text = grounds.name(place.object)
    same = addresses(grounds.network).get(folded(text), [place.object])
    users = [s for each in same for s in grounds.into(each, "located_at") if s.subject != key]
    for each in same:
        for listing, stands in grounds.listings(each):
            yield Said(
                stands, f"{text} is itself on {entry(listing)}.", (place,), ((each, listing),)
            )
    many = len({s.subject for s in users}) >= most
    for user in users:
        for listing, stands in grounds.listings(user.subject):
            at_once = together([[place.period], [user.period]])
            answer = Answer.NO if at_once is Answer.NO else stands
            who = f"{grounds.name(user.subject)}, on {entry(listing)}, uses the same address"
            when = "" if at_once is Answer.YES else "; whether at the same time is not recorded"
            if many:
                answer = min(answer, Answer.UNKNOWN)
                when += f"; so do {len(users)} others, so that it says little"
            yield Said(answer, f"{who}{when}.", (place, user), ((user.subject, listing),))


def kind_of_address(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether an address is a free zone's, a residence, or used by unusually many."""
    places = list(grounds.out(key, "located_at"))
    found = [_kind(grounds, place, indicator) for place in places]
    if not places:
        return Said(Answer.UNKNOWN, f"No address is recorded of {grounds.name(key)}.")
    return strongest(found, found[0])


def _kind(grounds: Grounds, place: Statement, indicator: Indicator) -> Said:
    address = grounds.party(place.object)
    plain = f" {folded(address.name)} "
    for word in indicator.words("words"):
        if f" {folded(word)} " in plain:
            return Said(Answer.YES, f"The address {address.name} says “{word}”.", (place,))
    uses = len({s.subject for s in grounds.into(address.id, "located_at")})
    usual = usual_use(grounds, address.country, float(indicator.number("share")))
    most = max(int(indicator.number("mass")), usual)
    text = f"{uses} parties use {address.name}; more than {most} would be unusual."
    return Said(Answer.YES if uses > most else Answer.NO, text, (place,))
