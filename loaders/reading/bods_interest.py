"""Interests of the Beneficial Ownership Data Standard: shares, periods, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Period
from graph.statement import Percent
from loaders.reading.bods_statement import GLEIF, UNSTATED, WORDS
from loaders.reading.laid_out import parts, plain
from loaders.reading.objects import number
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from loaders.reading.bods_statement import Said
    from loaders.reading.format import Load
    from loaders.reading.objects import Object

DIRECT = "direct"
LONGEST = 12


def relation_of(given: Load, interest: Object) -> str:
    """Give what the interested party does to the other; ^ where it is the other way round.

    GLEIF says in the details what it means by "other influence or control".
    """
    details = plain(interest, "details").rpartition(": ")[2]
    if said_so := words(GLEIF, "relations").table.get(details):
        return said_so.lstrip("^") if said_so.startswith("^") else f"^{said_so}"
    word = plain(interest, "type") or UNSTATED
    return words(WORDS, "interests").get(word, given.tally) or "linked_to"


def level(interest: Object) -> str:
    """Give direct, indirect, unknown or nothing; the name of the field has changed."""
    return plain(interest, "directOrIndirect", "interestLevel")


def share_text(share: Object) -> str:
    """Write a share as `Percent` reads it; empty for none.

    Before 0.4 an exclusive bound is a yes or no beside the bound, from then on it is the bound.

    >>> share_text({"minimum": 25, "exclusiveMaximum": 50}), share_text({"exact": 76.5})
    ('25-<50', '76.5')
    >>> share_text({"minimum": 25, "exclusiveMinimum": True, "maximum": 50})
    '>25-50'
    """
    if exact := _number(share.get("exact")):
        return exact
    low, low_open = _bound(share, "inimum")
    high, high_open = _bound(share, "aximum")
    if low and high:
        one = low == high and not low_open and not high_open
        return low if one else f"{'>' * low_open}{low}-{'<' * high_open}{high}"
    if low:
        return f"{'>' if low_open else '>='}{low}"
    return f"{'<' if high_open else '<='}{high}" if high else ""


def _bound(share: Object, name: str) -> tuple[str, bool]:
    exclusive = share.get(f"exclusiveM{name}")
    if not isinstance(exclusive, bool) and (beyond := _number(exclusive)):
        return beyond, True
    return _number(share.get(f"m{name}")), exclusive is True


def _number(value: object) -> str:
    """Write a number without needless zeros; one that is far from any share stays as it is."""
    found = None if value is None or isinstance(value, bool) else number(value)
    if found is None:
        return ""
    return f"{found.normalize():f}" if -LONGEST < found.adjusted() < LONGEST else str(found)


def percent(given: Load, share: str) -> Percent | None:
    """Read a share; what is none, such as 120, is counted."""
    try:
        return Percent.parse(share) if share else None
    except ValueError:
        given.tally.miss("shares", share)
        return None


def period(given: Load, one: Said, interest: Object) -> Period:
    """Give when an interest holds; it held on the day it was stated, unless it says otherwise."""
    start, end = (date_of(plain(interest, key), given.tally) for key in ("startDate", "endDate"))
    stated = date_of(one.date, given.tally)
    later = stated and start and start.earliest() > stated.latest()
    return Period(start, end, None if end or later else stated)


def note_of(one: Said, interest: Object, *, indirect: bool) -> str:
    """Say what the statement says of an interest; `indirect` where it lists steps of a chain."""
    word, details = plain(interest, "type"), plain(interest, "details").rstrip(".")
    said_so = f"Interest as stated: {word}." if word else "A kind of interest is not stated."
    told = [said_so, *([f"{details}."] if details else [])]
    if level(interest) == "indirect" or (indirect and level(interest) != DIRECT):
        told.append("Indirect, through others.")
    if interest.get("beneficialOwnershipOrControl") is True:
        told.append("Stated as beneficial ownership or control.")
    if who := ", ".join(plain(each, "name") for each in parts(one.source, "assertedBy")):
        told.append(f"Asserted by {who}.")
    if url := plain(one.source, "url"):
        told.append(f"Source as stated: {url}")
    return " ".join(told)
