"""Statements of the Beneficial Ownership Data Standard in one shape, and which of them hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.laid_out import inside, parts, plain
from loaders.reading.tally import Reject, Tally
from loaders.reading.values import country_of, listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.reading.objects import Object

WORDS = "bods.toml"
# What GLEIF publishes in this standard keeps its own words beside those of the standard.
GLEIF = "gleif.toml"
SORTS = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
    "entity": "entity",
    "person": "person",
    "relationship": "relationship",
}
CLOSED = "closed"
# Of two statements about a record on one day, the one whose status comes later holds.
RANK = {"new": 0, "updated": 1, CLOSED: 2}
# A chain says as much as the sum of it only where each of its steps is one of these.
CARRYING = ("owns", "controls")
UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of any version.

    `key` is what others refer to it by: the id of its record from 0.4 on, its own before. `sort`
    is entity, person or relationship. `replaces` are statements that it takes the place of.
    """

    id: str
    key: str
    sort: str
    date: str
    status: str
    details: Object
    source: Object
    replaces: tuple[str, ...]
    recorded: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known only when every statement has been seen; it holds ids and no statement.

    `newest` is, for each record, the date, rank and number of the statement that holds; `heirs`
    are the statements that took the place of others. `persons` are keys of persons. `steps` are
    keys of the parts of indirect holdings, and whether they carry as much as the holding says.
    `states` are the records of whole states, by country.
    """

    newest: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    heirs: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    steps: dict[str, bool] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)


def said(value: Object) -> Said:
    """Read a statement of any version; raise `Reject` for what is none."""
    sort = SORTS.get(plain(value, "recordType", "statementType"))
    name = plain(value, "statementId", "statementID")
    if sort is None:
        raise Reject("is no statement of a sort and version known here")
    if not name:
        raise Reject("has no id")
    return Said(
        id=name,
        key=plain(value, "recordId") or name,
        sort=sort,
        date=plain(value, "statementDate"),
        status=plain(value, "recordStatus"),
        details=inside(value, "recordDetails") if "recordDetails" in value else value,
        source=inside(value, "source"),
        # The worked examples of 0.1 leave out the s.
        replaces=listed(value.get("replacesStatements") or value.get("replaceStatements")),
        recorded="recordId" in value,
    )


def standing(values: Iterable[tuple[int, Object]]) -> Standing:
    """Look through all statements, each with its number, and note which of them hold."""
    known = Standing()
    for number, value in values:
        try:
            one = said(value)
        except Reject:
            continue
        known.heirs.update((old, one.id) for old in one.replaces if old != one.id)
        when = (one.date, RANK.get(one.status, 0), number)
        if not one.recorded:
            _note(one, known)
        elif when > known.newest.get(one.key, ("", -1, 0)):
            known.newest[one.key] = when
            _note(one, known)
    known.steps.update((key, False) for key in known.steps.keys() & known.heirs.keys())
    return known


def _note(one: Said, known: Standing) -> None:
    """Note a statement in the place of an older one about the same record."""
    holds = one.status != CLOSED
    if one.sort == "person":
        known.persons.add(one.key)
    if one.details.get("isComponent") is True:
        known.steps[one.key] = holds and carries(one)
    else:
        known.steps.pop(one.key, None)
    if code := state_of(one):
        known.states.setdefault(code, one.key)
        if not holds and known.states[code] == one.key:
            del known.states[code]


def over(one: Said, number: int, known: Standing) -> str:
    """Say why a statement no longer holds; empty where it does."""
    replaced = one.recorded and known.newest[one.key][2] != number
    if replaced or one.id in known.heirs:
        return "a later statement takes its place"
    return "the record was closed: it no longer holds" if one.status == CLOSED else ""


def heir(key: str, known: Standing) -> str:
    """Follow a reference to the statement that now stands in the place of the one named."""
    seen: set[str] = set()
    while key in known.heirs and key not in seen:
        seen.add(key)
        key = known.heirs[key]
    return key


def carries(one: Said) -> bool:
    """Say whether a step says what a holding through it rests on: a party, or owning or control."""
    if one.sort != "relationship":
        return True
    if not all(named(one.details, end)[0] for end in ("subject", "interestedParty")):
        return False
    table = words(WORDS, "interests").table
    found = {table.get(plain(each, "type") or UNSTATED) for each in parts(one.details, "interests")}
    return not found.isdisjoint(CARRYING)


def named(details: Object, end: str) -> tuple[str, str]:
    """Give the key of the party at an end, and else why there is none.

    An end is a key from 0.4 on, and before an object with one; where nobody is specified it is
    an object with the reason.
    """
    found = inside(details, end)
    old = plain(found, "describedByEntityStatement", "describedByPersonStatement")
    why = plain(found, "reason") or plain(inside(found, "unspecified"), "reason")
    return plain(details, end) or old, why


def type_of(one: Said) -> str:
    """Give the type of an entity: a word, or from 0.4 on an object."""
    return plain(one.details, "entityType") or plain(inside(one.details, "entityType"), "type")


def jurisdiction(one: Said) -> str:
    """Give the code, or else the name, of where an entity is; the name of the field has changed."""
    fields = ("jurisdiction", "incorporatedInJurisdiction")
    found = (plain(inside(one.details, field), "code", "name") for field in fields)
    return next((text for text in found if text), "")


def state_of(one: Said) -> str | None:
    """Give the country that an entity is the state of; none for a part of a country."""
    if one.sort != "entity" or words(WORDS, "kinds").table.get(type_of(one)) != "government":
        return None
    place = jurisdiction(one)
    # Asked again when the party is made, and counted then.
    return None if len(place) > 2 and "-" in place else country_of(place, Tally())


def reason(code: str, tally: Tally) -> str:
    """Say why somebody is not disclosed, in constant words."""
    return words(WORDS, "reasons").get(code, tally) or "no reason that is known here"
