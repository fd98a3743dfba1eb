"""Parties of the Beneficial Ownership Data Standard: entities and persons of every version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.bods_statement import (
    GLEIF,
    WORDS,
    heir,
    jurisdiction,
    reason,
    state_of,
    type_of,
)
from loaders.reading.laid_out import inside, parts, plain
from loaders.reading.making import GOVERNMENT, RULE, located, statement, with_government
from loaders.reading.values import country_of, date_of, listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from loaders.reading.bods_statement import Said, Standing
    from loaders.reading.format import Load, Record
    from loaders.reading.objects import Object

UNNAMED = {"person": "Unnamed person", "entity": "Unnamed party"}
# A register's code as org-id.guide writes it begins with a country of two letters.
REGISTER = re.compile(r"[A-Z]{2}(-[A-Z0-9_]+)+")
# GLEIF's code of a register, which stands as the name of a scheme.
AUTHORITY = re.compile(r"RA\d{6}")
LEGAL = ("", "legal", "individual")
WHY = ("unspecifiedEntityDetails", "unspecifiedPersonDetails")


def body(given: Load, one: Said, known: Standing) -> Iterator[Record]:
    """Yield a company or body, where it is, and above a public body its state."""
    details, tally = one.details, given.tally
    kind = words(WORDS, "kinds").get(type_of(one), tally) or "organisation"
    party = Party(
        id=given.party(one.key),
        name=plain(details, "name") or UNNAMED["entity"],
        kind=kind,
        country=country_of(jurisdiction(one), tally),
        aliases=listed(details.get("alternateNames")),
        identifiers=tuple(_identifiers(one)),
        description=_described(given, one),
        begun=_date(given, one, "foundingDate"),
        ended=_date(given, one, "dissolutionDate"),
    )
    yield from _below(given, party, one, known)
    for place in parts(details, "addresses"):
        yield from _address(given, party, place, one)


def _below(given: Load, party: Party, one: Said, known: Standing) -> Iterator[Record]:
    """Yield a party; the state that the source itself has stands above its public bodies."""
    state = known.states.get(party.country or "")
    if party.kind != "government_agency" or state is None:
        yield from with_government(given, party, one.id)
        return
    yield party
    above = given.party(heir(state, known))
    yield statement(given, party.id, "agency_of", above, one.id, grade="inferred", note=RULE)


def person(given: Load, one: Said) -> Iterator[Record]:
    """Yield a person; addresses and numbers of persons are nobody's business and are left out."""
    details = one.details
    found = [(plain(each, "type"), _full_name(each)) for each in parts(details, "names")]
    legal = [name for type_, name in found if type_ in LEGAL]
    names = (*legal, plain(details, "name"), *(name for _, name in found))
    names = tuple(dict.fromkeys(name for name in names if name))
    codes = (country_of(text, given.tally) for text in _nationalities(details))
    yield Party(
        id=given.party(one.key),
        name=names[0] if names else UNNAMED["person"],
        kind="person",
        country=next((code for code in codes if code), None),
        aliases=names[1:],
        description=_described(given, one),
        begun=_date(given, one, "birthDate"),
        ended=_date(given, one, "deathDate"),
    )


def _full_name(name: Object) -> str:
    given = (plain(name, key) for key in ("givenName", "patronymicName", "familyName"))
    return plain(name, "fullName") or " ".join(part for part in given if part)


def _nationalities(details: Object) -> tuple[str, ...]:
    found = (plain(each, "code", "name") for each in parts(details, "nationalities"))
    return tuple(text for text in found if text)


def _date(given: Load, one: Said, key: str) -> PartialDate | None:
    return date_of(plain(one.details, key), given.tally)


def _described(given: Load, one: Said) -> str:
    """Say what a party is said to be, and why it is not named."""
    details = one.details
    told = [*_subtype(details), *(f"Nationality: {n}." for n in _nationalities(details)[1:])]
    exposed = (*parts(inside(details, "politicalExposure"), "details"),)
    for each in (*exposed, *parts(details, "pepStatusDetails")):
        why = plain(each, "reason").rstrip(".")
        told.append(f"Politically exposed as stated{f': {why}' if why else ''}.")
    for field in WHY:
        if missing := inside(details, field):
            why = f"Not disclosed: {reason(plain(missing, 'reason'), given.tally)}."
            told.append(f"{why} {plain(missing, 'description')}".strip())
    if plain(details, "missingInfoReason"):
        told.append(f"Not disclosed: {plain(details, 'missingInfoReason')}")
    return " ".join(told)


def _subtype(details: Object) -> Iterator[str]:
    typed, before = inside(details, "entityType"), inside(details, "entitySubtype")
    found = (
        *(plain(typed, "subtype"), plain(typed, "details")),
        *(plain(before, "generalCategory"), plain(before, "localTerm")),
    )
    if any(found):
        yield f"Type as stated: {', '.join(text for text in found if text)}."


def _identifiers(one: Said) -> Iterator[Identifier]:
    """Yield each identifier once: with and without its leading zeros it is the same one."""
    whole: dict[tuple[str, str], str] = {}
    for each in parts(one.details, "identifiers"):
        value, scheme = plain(each, "id", "uri"), plain(each, "scheme", "schemeName")
        if value and scheme and (ours := _scheme(scheme)):
            key = (ours, value.lstrip("0"))
            whole[key] = max(whole.get(key, ""), value, key=len)
    for (scheme, _), value in whole.items():
        yield Identifier(scheme, value)
    if code := state_of(one):
        yield Identifier(GOVERNMENT, code)


def _scheme(named: str) -> str:
    """Name a scheme, only as that of a register where a code says so; "" for one that is none."""
    if AUTHORITY.fullmatch(named):
        return words(GLEIF, "registers").table.get(named, f"registration:{named}")
    known = words(WORDS, "schemes").table.get(named)
    return known or (f"reg:{named}" if REGISTER.fullmatch(named) else named)


def _address(given: Load, party: Party, place: Object, one: Said) -> Iterator[Record]:
    """Yield an address; its country stands apart from it, as a code, a text or an object."""
    country = plain(place, "country") or plain(inside(place, "country"), "code", "name")
    lines, code = plain(place, "address"), plain(place, "postCode")
    if lines:
        text = lines if code in lines else f"{lines}, {code}"
        yield from located(given, party.id, text, country_of(country, given.tally), one.id)
