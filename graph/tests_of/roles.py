"""Roles in a deal: who buys, who passes on, who uses, and what of it is not recorded.

The roles are those of 15 CFR 748.5. An end-user receives and uses; it is never a forwarder or
intermediary, nor is the ultimate consignee.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.finding import Said, strongest
from graph.grounds import names
from graph.tests_of import dealing

if TYPE_CHECKING:
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.tests_of.dealing import Move

LICENCES = ("licensed_by", "licenses_export_of")
SELLS_ON = ("resells_for", "distributes_for", "brokers_for", "represents")
# Who brokers or represents brings others together: no source says that goods came to it.
BETWEEN = ("brokers_for", "represents")


def called_carrier(grounds: Grounds, key: str, words: tuple[str, ...]) -> str:
    """Say what makes a party a forwarder, bank or trader in the sources; nothing if none does."""
    party = grounds.party(key)
    if party.kind not in ("company", "organisation"):
        return ""
    if party.trade_role in words:
        return f"called a {party.trade_role}"
    if any(grounds.out(key, "forwards_to")):
        return "forwards goods"
    plain = f" {party.name.casefold()} "
    found = next((word for word in words if f" {word} " in plain), "")
    if found:
        return f"has “{found}” in its name"
    return "sells for others" if any(grounds.out(key, *SELLS_ON)) else ""


def carrier_at_end(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether what moved came to rest at a forwarder, bank or trader."""
    every = [m for m in dealing.of_deal(grounds, deal) if m.said.relation not in BETWEEN]
    ends = dealing.last(grounds, every)
    found = []
    for key, moves in ends.items():
        why = called_carrier(grounds, key, indicator.words("roles"))
        if why and key not in grounds.end_users:
            text = f"The last receiver recorded is {grounds.name(key)}, which is {why}."
            text = text.replace("which is has", "which has").replace("is forwards", "forwards")
            found.append(Said(Answer.YES, text.replace("is sells", "sells"), dealing.stated(moves)))
    if not ends:
        return Said(Answer.UNKNOWN, f"No receiver in {dealing.title(grounds, deal)} is recorded.")
    text = f"The last receivers recorded are {names(grounds, ends)}."
    return strongest(found, Said(Answer.NO, text, dealing.stated(every)))


def user_passes_on(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether a party that a source calls a user also passes on in the same deal."""
    every = dealing.of_deal(grounds, deal)
    users = {m.target: m for m in every if m.said.relation == "used_by"}
    for key, move in users.items():
        onward = [m for m in every if m.origin == key and m.said.relation != "shares_data_with"]
        if onward:
            whom = names(grounds, (m.target for m in onward))
            text = f"{grounds.name(key)} is called a user and passes on to {whom}."
            return Said(Answer.YES, text, dealing.stated([move, *onward]))
    if not users:
        return Said(
            Answer.UNKNOWN, f"No source calls anybody the user in {dealing.title(grounds, deal)}."
        )
    return Said(
        Answer.NO,
        f"{names(grounds, users)} is not recorded as passing anything on.",
        dealing.stated(users.values()),
    )


def purchaser_carries(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask whether a party that buys for another is a bank or forwarder."""
    bought = list(grounds.out(key, "procures_for"))
    if not bought:
        return Said(Answer.UNKNOWN, f"No source says that {grounds.name(key)} buys for another.")
    why = called_carrier(grounds, key, indicator.words("roles"))
    if any(grounds.out(key, "finances")):
        why = "gives finance"
    if not why:
        return Said(
            Answer.NO, f"{grounds.name(key)} is not called a bank or forwarder.", tuple(bought)
        )
    return Said(Answer.YES, f"{grounds.name(key)} buys for another and {why}.", tuple(bought))


def user_at_home(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether the end-user sits in the country that everything came from."""
    every = dealing.of_deal(grounds, deal)
    users = dealing.users(grounds, every)
    received = {m.target for m in every}
    first = sorted({m.origin for m in every if m.origin not in received})
    first = [key for key in first if grounds.kind(key) != "product"]
    if not users or not first:
        return Said(
            Answer.UNKNOWN,
            f"Supplier and end-user of {dealing.title(grounds, deal)} are not both recorded.",
        )
    homes = {grounds.party(key).country for key in first}
    places = {grounds.party(key).country for key in users}
    if None in homes | places:
        return Said(Answer.UNKNOWN, "The country of supplier or end-user is not recorded.")
    text = f"From {names(grounds, first)} to {names(grounds, users)}"
    if homes.isdisjoint(places):
        return Said(Answer.NO, f"{text}, in different countries.", dealing.stated(every))
    one = len(homes | places) == 1
    where = ", all in one country." if one else ", of several countries."
    return Said(Answer.YES if one else Answer.UNKNOWN, text + where, dealing.stated(every))


def no_end_user(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether the records of a deal name nobody as its end-user."""
    every = dealing.of_deal(grounds, deal)
    if not every:
        return Said(Answer.UNKNOWN, f"No supply in {dealing.title(grounds, deal)} is recorded.")
    users = dealing.users(grounds, every)
    if users:
        return Said(
            Answer.NO,
            f"End-user: {names(grounds, users)}.",
            dealing.stated(sum(users.values(), [])),
        )
    ends = names(grounds, dealing.last(grounds, every)) or "a product"
    text = f"No government, agency or state-controlled company is recorded; it ends at {ends}."
    return Said(Answer.YES, text, dealing.stated(every))


def no_item(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether the records of a deal name neither item nor product."""
    every = dealing.of_deal(grounds, deal)
    if not every:
        return Said(Answer.UNKNOWN, f"No supply in {dealing.title(grounds, deal)} is recorded.")
    named = [m for m in every if m.said.item or dealing.products(grounds, [m])]
    if named:
        first = named[0].said.item or names(grounds, dealing.products(grounds, named))
        return Said(Answer.NO, f"Named: {first}.", dealing.stated(named))
    return Said(
        Answer.YES, "No statement of the deal names an item or a product.", dealing.stated(every)
    )


def no_licence(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether the records of a deal leave open under what licence it was exported."""
    own = [s for s in grounds.of_deal(deal) if s.relation in LICENCES]
    every = dealing.of_deal(grounds, deal)
    if own:
        return Said(Answer.NO, "The deal's records name a licensing authority.", tuple(own))
    if not every:
        return Said(Answer.UNKNOWN, f"No supply in {dealing.title(grounds, deal)} is recorded.")
    other = [s for m in every for s in grounds.about(m.origin, *LICENCES)]
    if other:
        text = (
            f"{grounds.name(every[0].origin)} has had a licence; whether for this is not recorded."
        )
        return Said(Answer.UNKNOWN, text, tuple(dict.fromkeys(other)))
    return Said(
        Answer.YES,
        "No record of the deal names a licence or says none was needed.",
        dealing.stated(every),
    )


def receiver_elsewhere(grounds: Grounds, deal: str, indicator: Indicator) -> Said:
    """Ask whether who delivers to the end-user sits in a third country, not maker's or user's."""
    every = dealing.of_deal(grounds, deal)
    users = dealing.users(grounds, every)
    received = {m.target for m in every}
    between = [m for moves in users.values() for m in moves if m.origin in received]
    between = [m for m in between if grounds.kind(m.origin) != "product"]
    if not users:
        return Said(Answer.UNKNOWN, f"No end-user of {dealing.title(grounds, deal)} is recorded.")
    return strongest((_apart(grounds, m, every) for m in between), _direct(every))


def _direct(every: list[Move]) -> Said:
    return Said(
        Answer.NO, "Nobody is recorded between supplier and end-user.", dealing.stated(every)
    )


def _apart(grounds: Grounds, move: Move, every: list[Move]) -> Said:
    ends = move.origin, move.target
    here, there = (grounds.party(key).country for key in ends)
    makers = [m.origin for m in every if m.target == move.origin]
    homes = {grounds.party(key).country for key in makers}
    ends = (
        f"{grounds.name(move.origin)} ({here or '?'})",
        f"{grounds.name(move.target)} ({there or '?'})",
    )
    text = " delivers to ".join(ends)
    if not here or not there or None in homes:
        return Said(Answer.UNKNOWN, f"{text}; a country is not recorded.", (move.said,))
    third = here != there and here not in homes
    return Said(Answer.YES if third else Answer.NO, f"{text}.", (move.said,))
