"""Records of UK Companies House's snapshot of persons with significant control."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.dates import Period
from graph.statement import Identifier, Party, Percent
from loaders.reading.companies_house_holder import (
    HOME,
    REGISTER,
    WORDS,
    addresses,
    holder,
    number_of,
)
from loaders.reading.laid_out import inside, plain
from loaders.reading.making import statement, with_government
from loaders.reading.tally import Reject, Skip
from loaders.reading.values import date_of, listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry

STATEMENTS = "persons-with-significant-control-statement"
UNSTATED = "unstated"
UNSAID = "The register states significant control, and not of what nature."
SAME = "Inferred: the record prints this company's number in the register, and its country."


@dataclass(frozen=True, slots=True)
class Register:
    """What is kept of a whole register: ids only.

    `named` are companies whose name is known, `there` all that the source has; `printed` the
    number that a company's record as a holder prints.
    """

    named: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)
    printed: dict[str, str] = field(default_factory=dict)


def company(given: Load, number: str) -> Party:
    """Make a company of the register, called by its number for want of a name."""
    home = words(WORDS, "prefixes").table.get(number[:2]) is None
    return Party(
        id=given.party(number),
        name=f"Company {number}",
        kind="company",
        country=HOME if home else None,
        identifiers=(Identifier(REGISTER, number),),
    )


def record(given: Load, register: Register, entry: Entry[Object]) -> Iterator[Record]:
    """Yield a holder, its company, and each nature of control as a statement of its own."""
    data = inside(entry.value, "data")
    kind = _kind(given, data)
    local = plain(inside(data, "links"), "self")
    number = number_of(plain(entry.value, "company_number"))
    if not local or number is None:
        raise Reject("has no link to itself, or no company number")
    party = holder(given, data, kind, local)
    yield from with_government(given, party, local)
    if number not in register.named:
        yield company(given, number)
    if kind != "person":
        yield from addresses(given, party, data, local)
    yield from _natures(given, data, party.id, given.party(number), local)
    register.there.add(number)
    for each in party.identifiers:
        if each.scheme == REGISTER:
            register.printed[local] = each.value


def _kind(given: Load, data: Object) -> str:
    """Give the kind of the holder; a record that names none is skipped, and says why."""
    word = plain(data, "kind")
    if not word:
        raise Reject("is no record of a kind")
    if word == STATEMENTS:
        found = words(WORDS, "statements").get(plain(data, "statement"), given.tally)
        raise Skip(f"no holder but a statement: {found or 'one that is not known here'}")
    if reason := words(WORDS, "left_out").table.get(word):
        raise Skip(reason)
    kind = words(WORDS, "kinds").get(word, given.tally)
    if not kind:
        raise Skip("the record is of a kind that is not known here")
    return _legal_person(data, kind) if kind == "government_agency" else kind


def _legal_person(data: Object, kind: str) -> str:
    """Give the kind of a legal person: a public body, unless its legal form says otherwise."""
    form = plain(inside(data, "identification"), "legal_form").casefold()
    found = re.findall(r"\w+", form)
    tables = (words(WORDS, name).table for name in ("public", "private"))
    return next((table[word] for table in tables for word in found if word in table), kind)


def _natures(given: Load, data: Object, party: str, of: str, local: str) -> Iterator[Record]:
    since, until = (date_of(plain(data, key), given.tally) for key in ("notified_on", "ceased_on"))
    for nature in listed(data.get("natures_of_control")) or (UNSTATED,):
        meaning = words(WORDS, "natures").get(nature, given.tally) or "linked_to"
        relation, _, share = meaning.partition(" ")
        ends = (of, party) if relation.startswith("^") else (party, of)
        made = statement(
            given, ends[0], relation.lstrip("^"), ends[1], local,
            grade=given.grade("documented"), period=Period(since, until),
            note=UNSAID if nature == UNSTATED else f"Nature of control as stated: {nature}.",
        )  # fmt: skip
        yield replace(made, percent=Percent.parse(share)) if share else made


def same(given: Load, register: Register) -> Iterator[Record]:
    """Yield that a holder is the company of the register whose number its record prints."""
    for local, number in register.printed.items():
        if number in register.there:
            ends = given.party(local), given.party(number)
            yield statement(given, ends[0], "same_as", ends[1], local, grade="inferred", note=SAME)
