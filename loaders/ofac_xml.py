"""OFAC's lists as XML of the older schema (sdn.xml, consolidated.xml), one sdnEntry a party."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Listing
from loaders.reading.elements import elements, text
from loaders.reading.format import Format
from loaders.reading.listed import Links, Listed, records
from loaders.reading.ofac_entry import kind_and_note, list_of, programmes
from loaders.reading.ofac_facts import Fact, remarks
from loaders.reading.tally import Reject, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

    Element = etree._Element

LINES = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
VESSEL = {"callSign": "Vessel Call Sign", "vesselFlag": "Vessel Flag"}


def load(given: Load) -> Iterator[Record]:
    """Read entries; those of all files may link to each other by name."""
    links = Links()
    for file in given.spec.files:
        entries = elements(file, given.tally, ("sdnEntry",))
        read = partial(_entry, given, list_of(given, file), links)
        yield from taken(entries, given.tally, read)
    yield from links.statements(given)


def _entry(given: Load, list_: str, links: Links, entry: Entry[Element]) -> Iterator[Record]:
    element = entry.value
    number, name = text(element, "uid"), _name(element)
    if not number or not name:
        raise Reject("has no uid or no name")
    kind, note = kind_and_note(text(element, "sdnType"), name, given.tally)
    owner = text(element, "vesselInfo/vesselOwner")
    names = [(text(aka, "category"), _name(aka)) for aka in element.iterfind("akaList/aka")]
    listed = Listed(
        local=number,
        name=name,
        kind=kind,
        locator=f"entry {number}",
        listings=(Listing(list_, programme=programmes(_texts(element, "programList/program"))),),
        number=number,
        aliases=tuple(other for category, other in names if other and category != "weak"),
        weak_aliases=tuple(other for category, other in names if other and category == "weak"),
        places=tuple(_place(each) for each in element.iterfind("addressList/address")),
        facts=tuple(_facts(element)),
        links=(("Vessel Owner", owner),) if owner else (),
        told=(text(element, "title"), note, f"Vessel owner as stated: {owner}" if owner else ""),
    )
    yield from records(given, listed, links)


def _name(element: Element) -> str:
    """Join a name as OFAC prints it; the name of an organisation stands in lastName."""
    parts = (text(element, "lastName"), text(element, "firstName"))
    return ", ".join(part for part in parts if part)


def _texts(element: Element, path: str) -> list[str]:
    return [each.text for each in element.iterfind(path) if each.text]


def _place(address: Element) -> tuple[str, str]:
    return ", ".join(filter(None, (text(address, line) for line in LINES))), text(
        address, "country"
    )


def _facts(element: Element) -> Iterator[Fact]:
    """Yield what is said beside names; what is marked as the main date of birth comes first."""
    births = element.findall("dateOfBirthList/dateOfBirthItem")
    for item in sorted(births, key=lambda each: text(each, "mainEntry") != "true"):
        yield Fact("DOB", text(item, "dateOfBirth"))
    for what, path in (("nationality", "nationalityList/nationality"),
                       ("citizen", "citizenshipList/citizenship")):  # fmt: skip
        for item in sorted(element.findall(path), key=lambda e: text(e, "mainEntry") != "true"):
            yield Fact(what, text(item, "country"))
    for tag, word in VESSEL.items():
        yield Fact(word, text(element, f"vesselInfo/{tag}"))
    for item in element.iterfind("idList/id"):
        yield Fact(text(item, "idType"), text(item, "idNumber"), text(item, "idCountry"))
    yield from remarks(text(element, "remarks"))


def recognises(head: Head) -> bool:
    """Tell the file by its root."""
    return b"<sdnList" in head.start


FORMAT = Format("ofac-xml", "OFAC lists, XML of the older schema", load, recognises,
                options=("list",))  # fmt: skip
