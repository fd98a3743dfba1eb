"""Parties and statements that many formats make alike: governments above, addresses, listings."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from graph import country
from graph.dates import Period
from graph.statement import Evidence, Identifier, Party, Statement
from loaders.reading.values import is_country

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Load, Record

GOVERNMENT = "iso-government"
# An address whose letters and digits go on beyond this has a hash for the rest in its id.
LONGEST = 160
RULE = "Inferred: a public body stands under the government of the country that its source gives."


def government(load: Load, code: str) -> Party:
    """Make the government of a country; the same country gives the same party."""
    names = f"Government of {country.name(code)}"
    identity = (Identifier(GOVERNMENT, code),)
    return Party(load.party(f"gov-{code}"), names, "government", code, identifiers=identity)


def with_government(load: Load, party: Party, locator: str) -> Iterator[Record]:
    """Yield a party, and above a public body its country's government, where a country is known."""
    yield party
    if party.kind == "government_agency" and party.country is not None:
        above = government(load, party.country)
        yield above
        yield statement(load, party.id, "agency_of", above.id, locator, grade="inferred", note=RULE)


def statement(
    load: Load,
    subject: str,
    relation: str,
    object_: str,
    locator: str,
    *,
    grade: str,
    period: Period | None = None,
    note: str = "",
) -> Statement:
    """Make a statement of the source itself; `locator` is where in it a reader finds it."""
    evidence = Evidence(load.spec.id, locator)
    return Statement(
        subject, relation, object_, evidence, grade, period or Period(), note=note, record=locator
    )


def address(load: Load, text: str, code: str | None) -> Party | None:
    """Make an address of a text; None for one without letters or digits, and for a country alone.

    The same words and numbers, whatever stands between them, are the same address, within one
    source only. A country is no place that two parties could share.
    """
    plain = " ".join(text.split()).strip(" ,;")
    words = "".join(each if each.isalnum() else " " for each in plain.casefold()).split()
    key = "-".join(words)
    if not key or is_country(plain):
        return None
    if len(key) > LONGEST:
        key = f"{key[:LONGEST]}-{sha256(key.encode()).hexdigest()[:16]}"
    return Party(load.party(f"address-{key}"), plain, "address", code)


def located(load: Load, party: str, text: str, code: str | None, locator: str) -> Iterator[Record]:
    """Yield an address and that a party uses it; nothing for a text that is no address."""
    found = address(load, text, code)
    if found is not None:
        yield found
        grade = load.grade("documented")
        yield statement(load, party, "located_at", found.id, locator, grade=grade)
