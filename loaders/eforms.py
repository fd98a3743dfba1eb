"""EU eForms: notices of contracts awarded, as TED publishes them; one or many notices a source.

The rows are the notices, and in each its contracts, organisations and beneficial owners. A notice
that is left out whole is one row: it is not of an award, or another one takes its place.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.dates import Period
from loaders.reading.awards import first_date, records
from loaders.reading.eforms_contract import contract
from loaders.reading.eforms_notice import (
    COMPANIES,
    CONTRACTS,
    OWNERS,
    PARTY_ID,
    ROOTS,
    current,
    entries,
    ids,
    newest,
    notice,
)
from loaders.reading.eforms_party import body, cast, owner
from loaders.reading.elements import elements, text
from loaders.reading.format import Format
from loaders.reading.making import government, statement
from loaders.reading.tally import Skip, Tally, taken
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml import etree

    from loaders.reading.eforms_notice import Newest
    from loaders.reading.eforms_party import Cast
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

WORDS = "eforms.toml"
NO_CONTRACT = "a notice without a contract that names who supplies whom"
NO_PART = "an organisation with no part in a contract"
NO_OWNER = "a beneficial owner whose name is not given"
OWNS_NONE = "a beneficial owner of nobody with a part in a contract"
OWNS = "Named as a beneficial owner: one who in the end owns or controls it. No share is given."
RULE = "Inferred: the notice calls it a public undertaking controlled by a central government."


def load(given: Load) -> Iterator[Record]:
    """Read notices, twice: what changes a notice may be read before or after it."""
    known = newest(entry.value for entry in _notices(given, Tally()))
    read = partial(_notice, given, known, set())
    yield from taken(_notices(given, given.tally), given.tally, read)


def _notices(given: Load, tally: Tally) -> Iterator[Entry[etree._Element]]:
    for file in given.spec.files:
        yield from elements(file, tally, ROOTS)


def _notice(
    given: Load, known: Newest, seen: set[str], entry: Entry[etree._Element]
) -> Iterator[Record]:
    held = current(notice(entry.value), known, seen)
    who, used, file = cast(given, held), set[str](), entry.place.file
    # The contracts come first: they tell which organisations have a part in one.
    yield from _each(given, who, used, entries(file, held, CONTRACTS), contract)
    yield from _each(given, who, used, entries(file, held, COMPANIES), _organisation)
    yield from _each(given, who, used, entries(file, held, OWNERS), _owner)
    if not used:
        raise Skip(NO_CONTRACT)


def _each(
    given: Load,
    who: Cast,
    used: set[str],
    found: Iterable[Entry[etree._Element]],
    read: Callable[[Load, Cast, set[str], etree._Element], Iterator[Record]],
) -> Iterator[Record]:
    """Count elements of a notice as rows, and yield what is made of them."""
    for entry in found:
        given.tally.read()
        yield from taken([entry], given.tally, lambda row: read(given, who, used, row.value))


def _organisation(
    given: Load, who: Cast, used: set[str], element: etree._Element
) -> Iterator[Record]:
    key = text(element, f"Company/{PARTY_ID}")
    found = body(given, who, key) if key in used else None
    if found is None:
        raise Skip(NO_PART)
    party, locator = found.party, f"{who.notice.name}, {key}"
    yield from records(given, found, locator)
    relation = tables(WORDS)["above"].get(who.buyers.get(key, ""))
    if relation and party.country:
        above = government(given, party.country)
        yield above
        yield statement(given, above.id, relation, party.id, locator, grade="inferred", note=RULE)


def _owner(given: Load, who: Cast, used: set[str], element: etree._Element) -> Iterator[Record]:
    """Yield an owner of those who have a part in a contract.

    "Beneficial owner" is said of who owns or controls in the end. `owns` without a share is the
    weaker of the two readings, and note and text say which word the notice uses.
    """
    held, key = who.notice, text(element, "ID")
    owned = [
        organisation
        for organisation, each in held.organisations.items()
        if organisation in used and key in ids(each, "UltimateBeneficialOwner/ID")
    ]
    if not owned:
        raise Skip(OWNS_NONE)
    party = owner(given, held, element)
    if party is None:
        raise Skip(NO_OWNER)
    yield party
    period = Period(as_of=first_date(given.tally, held.issued))
    for organisation in owned:
        if (found := body(given, who, organisation)) is not None:
            yield statement(
                given, party.id, "owns", found.party.id, f"{held.name}, {key}",
                grade=given.grade("documented"), period=period, note=OWNS,
            )  # fmt: skip


def recognises(head: Head) -> bool:
    """Tell a notice by the namespace of UBL that eForms award notices are written in."""
    return b":xsd:ContractAwardNotice-2" in head.start


FORMAT = Format("eforms", "EU eForms contract award notice", load, recognises)
