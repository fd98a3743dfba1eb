"""Parties as records of the Beneficial Ownership Data Standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country
from graph.exports.bods_words import comment, statement, words
from graph.exports.outside import whole_day
from graph.words import listed_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.exports.bods_words import Made, Publishing
    from graph.statement import Identifier, Party

KINDS = "Assets are left out with what is said of them: the standard has no type for them."
COMPANY = (
    "A company goes out as a registered entity, whether or not a source says it is registered."
)
DATES = "Begin and end of a party are written where they are whole days, of persons also less."
TOLD = (
    "Descriptions, listings, weak names, trade roles and the country and numbers of persons are "
    "told in annotations: the standard has no fields that say no more."
)


def record(held: Party, subject: str, known: Publishing, met: set[str]) -> Made:
    """Make the statement of a party; `subject` is whom the declaration is about.

    What a party is was never stated on one day, so it bears that of the whole file.
    """
    person = held.kind == "person"
    details = _person(held) if person else _entity(held, met)
    dated = () if person else (held.begun, held.ended)
    if any(date and not whole_day(date) for date in dated):
        met.add(DATES)
    sort = "person" if person else "entity"
    made = statement(sort, held.id, subject, known.day, details, known)
    lines = list(_told(held))
    if len(lines) > 1:
        met.add(TOLD)
    made["annotations"] = [comment("\n".join(lines), "/recordDetails")]
    return made


def _entity(held: Party, met: set[str]) -> Made:
    details: Made = {
        "isComponent": False,
        "entityType": {"type": words()["entities"][held.kind]},
        "name": held.name,
    }
    if held.kind == "company":
        met.add(COMPANY)
    if held.country:
        details["jurisdiction"] = {"name": country.name(held.country), "code": held.country}
    if held.aliases:
        details["alternateNames"] = list(held.aliases)
    if held.identifiers:
        details["identifiers"] = [_identifier(each) for each in held.identifiers]
    days = {"foundingDate": held.begun, "dissolutionDate": held.ended}
    return details | {name: day for name, date in days.items() if (day := whole_day(date))}


def _person(held: Party) -> Made:
    names = [{"fullName": held.name}]
    names += [{"type": "alternative", "fullName": name} for name in held.aliases]
    days = {"birthDate": held.begun, "deathDate": held.ended}
    details: Made = {"isComponent": False, "personType": "knownPerson", "names": names}
    return details | {name: str(date) for name, date in days.items() if date}


def _identifier(each: Identifier) -> Made:
    """Write an identifier with the standard's code of its scheme, or else under our name of it."""
    code = words()["schemes"].get(each.scheme, "")
    if each.scheme.startswith("reg:"):
        code = each.scheme.removeprefix("reg:")
    scheme = {"scheme": code} if code else {"schemeName": each.scheme}
    return {"id": each.value} | scheme


def _told(held: Party) -> Iterator[str]:
    """Tell what a record has no fields for."""
    yield f"Id: {held.id}"
    if held.description:
        yield held.description
    if held.trade_role:
        yield f"Called in the trade: {held.trade_role}"
    for name in held.weak_aliases:
        yield f"Also called, by a name too common to identify anyone: {name}"
    for label, date in (("Begun", held.begun), ("Ended", held.ended)):
        if date and not whole_day(date) and held.kind != "person":
            yield f"{label}: {date}"
    for listing in held.listings:
        yield f"Listed: {listed_on(listing)}"
    if held.kind == "person":
        if held.country:
            yield f"Country as stated: {country.name(held.country)}"
        yield from (f"Identifier: {each.scheme} {each.value}" for each in held.identifiers)
