"""Level 1 of the LEI system: what a register's record says of one party."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.gleif_records import TOML, table
from loaders.reading.kind_of_name import INFERRED, kind_of_name
from loaders.reading.making import located, statement, with_government
from loaders.reading.tally import Reject, Skip
from loaders.reading.values import country_of, date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.reading.format import Load, Record
    from loaders.reading.gleif_records import NotReported, Registered
    from loaders.reading.tally import Tally

GENERAL = ("", "GENERAL")
SAME = "The register says that this is a duplicate registration of the same party."
SUCCEEDS = "The register names it as the successor."


def party(given: Load, said: Registered, silent: Sequence[str]) -> Iterator[Record]:
    """Make the party, its addresses, the government above a public body, and its successors.

    `silent` are sentences about exceptions, which say why it names no parent.
    """
    if not said.lei or not said.name:
        raise Reject("has no LEI or no name")
    standing = words(TOML, "registrations").get(said.status, given.tally)
    successors = [(lei, name) for lei, name in said.successors if lei or name]
    if standing == "":
        raise Skip("the registration was withdrawn, or never made")
    if standing == "duplicate" and not any(lei for lei, _ in successors):
        raise Skip("a duplicate registration that does not say of which")
    yield from with_government(given, _party(given, said, silent), said.lei)
    for text, country in said.addresses:
        code = country_of(country, given.tally)
        whole = ", ".join(part for part in (text, country) if part) if text else ""
        yield from located(given, given.party(said.lei), whole, code, said.lei)
    made = partial(statement, given, locator=said.lei, grade=given.grade("documented"))
    for lei, _ in successors:
        ends = (given.party(said.lei), given.party(lei))
        if lei and standing == "duplicate":
            yield made(ends[0], "same_as", ends[1], note=SAME)
        elif lei:
            yield made(ends[1], "succeeds", ends[0], note=SUCCEEDS)


def _party(given: Load, said: Registered, silent: Sequence[str]) -> Party:
    country = country_of(said.jurisdiction, given.tally)
    if country is None and said.addresses:
        country = country_of(said.addresses[0][1], given.tally)
    kind, why = _kind(given, said)
    told = (*_standing(said), *sorted(silent), why)
    names = dict.fromkeys(name for name in said.other_names if name and name != said.name)
    return Party(
        id=given.party(said.lei),
        name=said.name,
        kind=kind,
        country=country,
        aliases=tuple(names),
        identifiers=(Identifier("lei", said.lei), *_number(said)),
        description=sys.intern(" ".join(each for each in told if each)),
        begun=date_of(said.created, given.tally),
        ended=date_of(said.expired, given.tally),
    )


def _kind(given: Load, said: Registered) -> tuple[str, str]:
    """Give the kind, and a sentence where it is ours: the category GENERAL leaves it open.

    Then the legal form tells, and where it is none that is known for it, a name such as "… Ltd".
    """
    kind = words(TOML, "kinds").get(said.category, given.tally) or "organisation"
    if said.category not in GENERAL:
        return kind, ""
    if said.form in table("forms"):
        return table("forms")[said.form], ""
    return ("company", INFERRED) if kind_of_name(said.name) == "company" else (kind, "")


def _number(said: Registered) -> Iterator[Identifier]:
    scheme = table("registers").get(said.authority, f"registration:{said.authority}")
    if said.number and said.authority and scheme:
        yield Identifier(scheme, said.number)


def _standing(said: Registered) -> Iterator[str]:
    """Say in sentences what the register says beyond name and place, where it is not the usual."""
    if said.sub_category:
        yield f"Category in the register: {said.sub_category}."
    if said.status not in ("", "ISSUED"):
        yield f"Registration of its LEI: {said.status}."
    if said.operating not in ("", "ACTIVE"):
        yield f"Status in the register: {said.operating}."
    for lei, name in said.successors:
        if name and not lei:
            yield f"Succeeded by {name}, as the register says."


def silence(said: NotReported, tally: Tally) -> str:
    """Say which parent is not disclosed, and why: never that there is none."""
    what = words(TOML, "exceptions").get(said.category, tally) or "Parent not disclosed"
    why = [words(TOML, "reasons").get(word, tally) or word for word in said.reasons]
    return f"{what}: {'; '.join(why) or 'no reason is given'}."
