"""Parties as entities of FollowTheMoney: names, numbers, listings, addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from graph.exports.ftm_tie import ADDRESS
from graph.exports.ftm_words import NUMBER, entity, visible, words
from graph.exports.outside import graded, plain_id
from graph.words import cited, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.exports.ftm_words import Entity
    from graph.statement import Identifier, Party, Records
    from graph.vocabulary import Vocabulary

    Homes = Mapping[str, Sequence["tuple[str, str]"]]

NUMBERS = "Identifiers that the model has no property for are told in the notes of their party."
TOLD = "What a source calls a party in the trade is told in its notes."
UNNAMED = "Unnamed party"
DATES = {True: ("birthDate", "deathDate"), False: ("incorporationDate", "dissolutionDate")}
# Things have no such dates in the model.
NO_DATES = ("Asset", "Address")


def addressed(records: Records, vocabulary: Vocabulary) -> Homes:
    """Give, for each party, the addresses it is at, with who says so, how strongly and when."""
    homes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for said in records.statements:
        if said.relation == ADDRESS:
            source = cited(records.sources[said.evidence.source])
            place = records.parties[said.object].name
            words_ = (
                f"{graded(said, vocabulary)} {when(said.period)}. Source: {source}. {said.note}"
            )
            homes[said.subject].append((said.object, f"At {place}. {words_}".strip()))
    return homes


def party(held: Party, homes: Iterable[tuple[str, str]], met: set[str]) -> Entity:
    """Make the entity of a party; what the model has no property for is told in its notes."""
    schema = words()["kinds"][held.kind]
    numbers, notes = _numbers(held, schema, met)
    homes = list(homes)
    if held.trade_role:
        met.add(TOLD)
        notes.append(f"Called in the trade: {held.trade_role}")
    names = [held.name if visible(held.name) else UNNAMED]
    said: dict[str, list[str]] = {
        **({"full": names} if schema == "Address" else {}),
        "name": names,
        "alias": list(held.aliases),
        "weakAlias": list(held.weak_aliases),
        "country": [held.country.lower()] if held.country else [],
        "description": [held.description],
        "addressEntity": [plain_id(key) for key, _ in homes],
        "notes": [f"Id: {held.id}", *notes, *_dated(held, schema), *(text for _, text in homes)],
        **numbers,
    }
    if schema not in NO_DATES:
        begun, ended = DATES[held.kind == "person"]
        said |= {begun: [str(held.begun or "")], ended: [str(held.ended or "")]}
    return entity(held.id, schema, said, met)


def _dated(held: Party, schema: str) -> Iterator[str]:
    """Tell the dates of a thing, for which the model has no properties."""
    if schema in NO_DATES:
        found = (("Begun", held.begun), ("Ended", held.ended))
        yield from (f"{label}: {date}" for label, date in found if date)


def _numbers(held: Party, schema: str, met: set[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Sort out which identifiers have a property of their own, and tell the others."""
    numbers: dict[str, list[str]] = defaultdict(list)
    told = []
    for each in held.identifiers:
        name = _property(each, held, schema)
        if name:
            numbers[name].append(each.value)
        else:
            met.add(NUMBERS)
            told.append(f"Identifier: {each.scheme} {each.value}")
    return numbers, told


def _property(each: Identifier, held: Party, schema: str) -> str:
    """Name the property that holds an identifier; empty where there is none that fits."""
    beginning, _, code = each.scheme.partition(":")
    if code and held.country and code == held.country.lower():
        name = words()["national"].get(beginning, "")
    else:
        name = words()["identifiers"].get(each.scheme, "")
    if not name or not _holds(schema, name) or len(each.value) > NUMBER:
        return ""
    shape = words()["shapes"].get(name, r"\S(.*\S)?")
    return name if re.fullmatch(shape, each.value) else ""


def _holds(schema: str, name: str) -> bool:
    if name in words()["holders"]:
        return schema in words()["holders"][name].split()
    return schema not in NO_DATES


def listings(held: Party, met: set[str]) -> Iterator[Entity]:
    """Yield each listing as a sanction of its own, with dates, programme and citation."""
    for number, each in enumerate(held.listings):
        said = {
            "entity": [plain_id(held.id)],
            "authority": [each.list],
            "startDate": [str(each.date or "")],
            "endDate": [str(each.until or "")],
            "program": [each.programme],
            "authorityId": [each.citation] if len(each.citation) <= NUMBER else [],
            "summary": [each.citation] if len(each.citation) > NUMBER else [],
        }
        yield entity(f"{held.id}:listing:{number}", "Sanction", said, met)
