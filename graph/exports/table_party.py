"""A party as a row of our own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.table_rows import LINES, UNNAMED

if TYPE_CHECKING:
    from graph.exports.table_rows import Filled, Writing
    from graph.statement import Listing, Party

_TRADE_ROLES = ("", "reseller", "distributor")


def party_row(party: Party, writing: Writing) -> Filled:
    """Give a party's row."""
    role = party.trade_role if party.trade_role in _TRADE_ROLES else ""
    first = party.listings[0] if party.listings else None
    return {
        "id": writing.parties[party.id],
        "name": writing.plain(party.name) or UNNAMED,
        "kind": party.kind,
        "country": party.country or "",
        "trade_role": role,
        "aliases": "; ".join(filter(None, (writing.part(x, {";": ","}) for x in party.aliases))),
        "identifiers": _identifiers(party, writing),
        "listed_on": "|".join(writing.part(x.list, {"|": "/"}) or UNNAMED for x in party.listings),
        "listing_date": str(first.date or "") if first else "",
        "listing_until": _end(first) if first else "",
        "listing_citation": writing.plain(first.citation) if first else "",
        "description": _described(party, writing),
    }


def _identifiers(party: Party, writing: Writing) -> str:
    found = []
    for each in party.identifiers:
        scheme = writing.part(each.scheme, {";": ",", "=": "-"})
        value = writing.part(each.value, {";": ","})
        if scheme and value:
            found.append(f"{scheme}={value}")
        else:
            writing.met.add(LINES)
    return "; ".join(dict.fromkeys(found))


def _described(party: Party, writing: Writing) -> str:
    begins, ends = ("Born", "Died") if party.kind == "person" else ("Begun", "Ended")
    role = party.trade_role if party.trade_role not in _TRADE_ROLES else ""
    told = writing.told(
        ("Called in the trade", role),
        *(("Also called, by a name too common to identify anyone", x) for x in party.weak_aliases),
        (begins, party.begun),
        (ends, party.ended),
        *(("Listed", text) for x in enumerate(party.listings) if (text := _listed(*x))),
    )
    return " ".join(filter(None, (writing.plain(party.description), told)))


def _listed(place: int, listing: Listing) -> str:
    """Tell of a listing what the columns do not hold, which have room for the first one's."""
    untold = listing.until if place or not _end(listing) else None
    more = [listing.programme, f"until {untold}" if untold else ""]
    if place:
        more += [str(listing.date or ""), listing.citation]
    known = [each for each in more if each]
    return ", ".join([listing.list, *known]) if known else ""


def _end(listing: Listing) -> str:
    """Give when a listing ended; nothing before its date, which our tables refuse."""
    date, until = listing.date, listing.until
    backwards = date and until and date.earliest() > until.latest()
    return "" if backwards else str(until or "")
