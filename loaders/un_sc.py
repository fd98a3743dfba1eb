"""The UN Security Council's consolidated list of sanctions, XML."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Identifier, Listing, Party
from loaders.reading.elements import elements, text
from loaders.reading.format import Format
from loaders.reading.homes import country_of_address, nationalities, place
from loaders.reading.sanctioned import Address, agreed, listed, sentences, stated
from loaders.reading.tally import Reject, taken
from loaders.reading.values import date_of, several
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from graph.dates import PartialDate
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry, Tally

LIST = "UN Security Council Consolidated List"
WORDS = "un_sc.toml"
# Of a body the whole name stands in the first.
NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")


def load(given: Load) -> Iterator[Record]:
    """Read persons and bodies alike."""
    for file in given.spec.files:
        entries = elements(file, given.tally, words(WORDS, "kinds").table)
        yield from taken(entries, given.tally, partial(_listed, given))


def _listed(given: Load, entry: Entry[_Element]) -> Iterator[Record]:
    element, tally = entry.value, given.tally
    kind = words(WORDS, "kinds").table[element.tag]
    number, reference = text(element, "DATAID"), text(element, "REFERENCE_NUMBER")
    name = " ".join(" ".join(text(element, part) for part in NAME).split())
    if not number or not name:
        raise Reject("has no DATAID or no name")
    aliases, weak = _aliases(element, tally)
    homes = [
        code for each in _values(element, "NATIONALITY") for code in nationalities(each, tally)
    ]
    addresses = [_address(each, tally) for each in element.iterfind(f"{element.tag}_ADDRESS")]
    party = Party(
        id=given.party(number),
        name=name,
        kind=kind,
        country=next(filter(None, (*homes, *(each.code for each in addresses))), None),
        aliases=tuple(each for each in aliases if each != name),
        weak_aliases=tuple(each for each in weak if each not in aliases),
        identifiers=(Identifier("un", reference),) if reference else (),
        listings=(_listing(element, reference, tally),),
        description=_description(element, homes),
        begun=agreed(_births(element, tally)),
    )
    yield from listed(given, party, addresses, reference or f"DATAID {number}")


def _values(element: _Element, name: str) -> list[str]:
    found = (" ".join((each.text or "").split()) for each in element.iterfind(f"{name}/VALUE"))
    return [each for each in dict.fromkeys(found) if each]


def _aliases(element: _Element, tally: Tally) -> tuple[list[str], list[str]]:
    """Give other names and weak ones; empty elements stand where there is none."""
    found: dict[str, dict[str, None]] = {"alias": {}, "weak": {}}
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        name = " ".join(text(alias, "ALIAS_NAME").split())
        role = words(WORDS, "qualities").get(text(alias, "QUALITY"), tally) or "alias"
        # Several names stand in one element; within brackets a semicolon may mean anything.
        for each in (name,) if "(" in name else several(name):
            found[role][each] = None
    if script := " ".join(text(element, "NAME_ORIGINAL_SCRIPT").split()):
        found["alias"][script] = None
    return [each for each in found["alias"] if each], list(found["weak"])


def _listing(element: _Element, reference: str, tally: Tally) -> Listing:
    day = date_of(text(element, "LISTED_ON"), tally)
    return Listing(LIST, day, reference, text(element, "UN_LIST_TYPE"))


def _description(element: _Element, homes: list[str]) -> str:
    return sentences(
        stated("Designation", *_values(element, "DESIGNATION")),
        stated("Nationalities", *_values(element, "NATIONALITY")) if len(homes) > 1 else "",
        text(element, "COMMENTS1"),
    )


def _births(element: _Element, tally: Tally) -> Iterator[PartialDate | None]:
    """Yield all dates that a birth may have; of one that is about right only the year."""
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        day, year = text(birth, "DATE"), text(birth, "YEAR")
        if day and text(birth, "TYPE_OF_DATE") == "APPROXIMATELY":
            day = day[:4]
        ends = (text(birth, "FROM_YEAR"), text(birth, "TO_YEAR"))
        known = [each for each in (day or year, *ends) if each]
        yield from (date_of(each, tally) for each in known or [text(birth, "NOTE")])


def _address(address: _Element, tally: Tally) -> Address:
    """Give an address, with what the list says of it: that it is a former one, or a branch."""
    country = text(address, "COUNTRY")
    parts = [found for part in ADDRESS if (found := " ".join(text(address, part).split()))]
    line = ", ".join([*parts, *([country] if country and parts else [])])
    code = place(country, tally) or country_of_address(line)
    return Address(line, code, sentences(stated("Note", text(address, "NOTE"))))


def recognises(head: Head) -> bool:
    """Tell the list by its outermost element."""
    return b"<CONSOLIDATED_LIST" in head.start


FORMAT = Format("un-sc", "UN Security Council consolidated list, XML", load, recognises)
