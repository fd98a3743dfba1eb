"""Listings of a party and of persons around it, and what happened before and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.finding import Said, strongest
from graph.grounds import entry
from graph.moments import during, ended_in_words, later, near, within
from graph.names_alike import alike, contacts, listed_anywhere, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Listing, Statement

NAMED = 3  # entries that a sentence names
BEHIND = ("directs", "owns", "founded", "controls", "oversees")
TRADE = (
    *("supplies", "supplies_component_for", "procures_for", "forwards_to", "contracts_with"),
    *("intercepts_for", "shares_data_with"),
)


def listed_itself(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for the party on the lists that are loaded."""
    found = [
        Said(stands, f"{grounds.name(key)} is on {entry(listing)}.", (), ((key, listing),))
        for listing, stands in grounds.listings(key)
    ]
    if not listed_anywhere(grounds):
        return Said(Answer.UNKNOWN, "No list is loaded.")
    return strongest(found, _on_none(grounds, key))


def _on_none(grounds: Grounds, key: str) -> Said:
    """Say that a party is on no list; any entries it has had ended by then, or came later."""
    other = grounds.party(key).listings
    if not other:
        return Said(Answer.NO, f"{grounds.name(key)} is on none of the lists loaded.")
    when = f"on {grounds.as_of}" if grounds.as_of else "any more"
    named = ", ".join(map(entry, other[:NAMED])) + (", …" if len(other) > NAMED else "")
    text = f"{grounds.name(key)} is on no list loaded {when}; recorded: {named}."
    return Said(Answer.NO, text, (), tuple((key, each) for each in other))


def listed_officer(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listing of a person who runs, owns or founded the party."""
    behind = [s for s in grounds.into(key, *BEHIND) if grounds.kind(s.subject) == "person"]
    found = []
    for tie in behind:
        for listing, stands in grounds.listings(tie.subject):
            label = grounds.vocabulary.relations[tie.relation].label
            who = f"{grounds.name(tie.subject)} {label} {grounds.name(key)}"
            ended = Answer.NO if _over(grounds, tie, listing) else stands
            text = f"{who} and is on {entry(listing)}."
            found.append(Said(ended, text, (tie,), ((tie.subject, listing),)))
    if not behind:
        return Said(Answer.UNKNOWN, f"No person is recorded behind {grounds.name(key)}.")
    return strongest(found, Said(Answer.NO, "No recorded person behind it is on a list loaded."))


def _over(grounds: Grounds, tie: Statement, listing: Listing) -> bool:
    """Say whether a tie is known to have ended before the listing."""
    end = tie.period.valid_until
    return bool(end and listing.date and end.latest() < listing.date.earliest())


def shared_director(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a director who at about the same time directed a listed party."""
    months = int(indicator.number("months"))
    own = [s for s in grounds.into(key, "directs") if grounds.kind(s.subject) == "person"]
    found = []
    for tie in own:
        others = (s for s in grounds.out(tie.subject, "directs") if s.object != key)
        for other in others:
            for listing, stands in grounds.listings(other.object):
                when = near(tie.period, other.period, months)
                text = (
                    f"{grounds.name(tie.subject)} directs {grounds.name(key)} and "
                    f"{grounds.name(other.object)}, on {entry(listing)}; {_times(when, months)}."
                )
                shown = ((other.object, listing),)
                found.append(Said(min(when, stands), text, (tie, other), shown))
    if not own:
        return Said(Answer.UNKNOWN, f"No director of {grounds.name(key)} is recorded.")
    return strongest(found, Said(Answer.NO, "No recorded director directs a listed party."))


def _times(when: Answer, months: int) -> str:
    return {
        Answer.YES: f"at the same time or at most {months} months apart",
        Answer.NO: f"more than {months} months apart",
        Answer.UNKNOWN: "when is not recorded",
    }[when]


def begun_after_listing(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed party that it shares something with and that was listed shortly before."""
    days, begun = int(indicator.number("days")), grounds.party(key).begun
    ties = contacts(grounds, key, int(indicator.number("mass")))
    found = []
    for other, why, stated in ties:
        for listing in grounds.ever_listed(other):
            when = min(within(listing.date, begun, days), _stood(grounds, listing, begun))
            if why == "name":  # a name alone never says who a party is
                when = min(when, Answer.UNKNOWN)
            text = (
                f"{grounds.name(key)}, begun {begun or 'at an unknown date'}, shares {_what(why)} "
                f"with {grounds.name(other)}, on {entry(listing)}."
            )
            found.append(Said(when, text, stated, ((other, listing),)))
    if found:
        return strongest(found, found[0])
    nothing = f"{grounds.name(key)} is not recorded as sharing anything with a listed party."
    recorded = any(grounds.about(key, *BEHIND, "located_at", "succeeds"))
    return Said(Answer.NO if recorded else Answer.UNKNOWN, nothing)


def _stood(grounds: Grounds, listing: Listing, begun: PartialDate | None) -> Answer:
    """Say whether a listing stood when a party was begun."""
    return grounds.stands(listing, begun) if begun else Answer.UNKNOWN


def _what(why: str) -> str:
    return {"name": "a name stem, which alone says nothing,", "person": "a person"}.get(
        why, f"an {why}" if why[0] in "aeio" else f"a {why}"
    )


def takes_over(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed party of shared contacts that was supplied with the same kind of item."""
    begun, mine = grounds.party(key).begun, _families(grounds, key)
    found = []
    for other, why, stated in contacts(grounds, key, int(indicator.number("mass"))):
        same = sorted(mine.keys() & _families(grounds, other).keys())
        if not same or why == "name":
            continue
        for listing in grounds.ever_listed(other):
            when = min(later(listing.date, begun), _stood(grounds, listing, begun))
            text = (
                f"{grounds.name(key)}, begun {begun or 'at an unknown date'}, buys "
                f"{same[0].replace('_', ' ')} as {grounds.name(other)} did, on {entry(listing)}; "
                f"they share {_what(why)}."
            )
            items = (mine[same[0]], _families(grounds, other)[same[0]])
            found.append(Said(when, text, (*stated, *items), ((other, listing),)))
    if not mine:
        return Said(
            Answer.UNKNOWN, f"No classified item that {grounds.name(key)} buys is recorded."
        )
    nothing = "No listed party that it shares something with is recorded as buying the same."
    return strongest(found, Said(Answer.NO, nothing))


def _families(grounds: Grounds, key: str) -> dict[str, Statement]:
    """Give the families of items that a party receives, each with a statement."""
    found: dict[str, Statement] = {}
    for said in list(grounds.into(key, "supplies", "forwards_to")):
        for row in grounds.classified.item(said):
            found.setdefault(row.term, said)
    return found


def alike_name(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a listed party of the same or nearly the same name in another country."""
    party, least = grounds.party(key), float(indicator.number("likeness"))
    found = []
    for other, likeness in alike(grounds, key, least):
        them = grounds.party(other)
        for listing, stands in grounds.listings(other):
            where = Answer.UNKNOWN
            if party.country and them.country:
                where = Answer.YES if party.country != them.country else Answer.NO
            text = (
                f"{them.name} ({them.country or 'country unknown'}), on {entry(listing)}, bears "
                f"{'the same' if likeness == 100 else 'nearly the same'} name, legal form apart, "
                f"as {party.name} ({party.country or 'country unknown'}). "
                "A person has to compare them."
            )
            found.append(Said(min(where, stands), text, (), ((other, listing),)))
    if not listed_anywhere(grounds):
        return Said(Answer.UNKNOWN, "No list is loaded.")
    if not stem(party.name):
        return Said(Answer.UNKNOWN, "Its name has no letters to compare.")
    return strongest(found, Said(Answer.NO, "No listed party elsewhere bears nearly its name."))


def supplied_after(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for trade of the party that held, or went on, while it was listed."""
    trade = list(grounds.about(key, *TRADE))
    found = [
        each
        for listing in grounds.party(key).listings
        for each in _dealt(grounds, key, listing, trade)
    ]
    if not grounds.party(key).listings:
        return Said(Answer.NO, f"{grounds.name(key)} is on none of the lists loaded.")
    if not trade:
        return Said(Answer.UNKNOWN, f"No trade of {grounds.name(key)} is recorded.")
    return strongest(found, Said(Answer.NO, "No recorded trade falls within a listing."))


def _dealt(grounds: Grounds, key: str, listing: Listing, trade: list[Statement]) -> Iterator[Said]:
    for said in trade:
        when = during(said.period, listing.date, listing.until)
        if ended_in_words(listing):
            when = min(when, Answer.UNKNOWN)
        other = said.object if said.subject == key else said.subject
        held = str(said.period)
        text = f"Trade with {grounds.name(other)} ({held}); on {entry(listing)}."
        yield Said(when, text, (said,), ((key, listing),))
