"""OFAC's lists as enhanced XML (SDN_ENHANCED, CONS_ENHANCED), with typed relationships."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Listing
from loaders.reading.elements import elements, text
from loaders.reading.format import Format
from loaders.reading.listed import Links, Listed, linked, records
from loaders.reading.ofac_entry import kind_and_note, programmes
from loaders.reading.ofac_facts import Fact, remarks
from loaders.reading.tally import Reject, taken
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

    Element = etree._Element

TRANSLATION = "translations/translation"


def load(given: Load) -> Iterator[Record]:
    """Read entities; a relationship names the other by its number, in any of the files."""
    links = Links()
    for file in given.spec.files:
        found = elements(file, given.tally, ("entity",))
        yield from taken(found, given.tally, partial(_entity, given, links))
    yield from links.statements(given)


def _entity(given: Load, links: Links, entry: Entry[Element]) -> Iterator[Record]:
    element = entry.value
    number = (element.get("id") or "").strip()
    names = [name for each in element.iterfind("names/name") for name in _names(each)]
    main = next((name for rank, name in sorted(names) if rank in (0, 1)), "")
    if not number or not main:
        raise Reject("has no id or no primary name")
    kind, note = kind_and_note(text(element, "generalInfo/entityType"), main, given.tally)
    listed = Listed(
        local=number,
        name=main,
        kind=kind,
        locator=f"entity {number}",
        listings=tuple(_listings(given, element)),
        number=number,
        aliases=tuple(dict.fromkeys(n for rank, n in names if rank < 3 and n != main)),
        weak_aliases=tuple(dict.fromkeys(name for rank, name in names if rank == 3)),
        places=tuple(filter(any, map(_place, element.iterfind("addresses/address")))),
        facts=tuple(_facts(element)),
        told=(text(element, "generalInfo/title"), note),
    )
    yield from records(given, listed, links)
    for each in element.iterfind("relationships/relationship"):
        yield from _relationship(given, listed, each)


def _names(name: Element) -> Iterator[tuple[int, str]]:
    """Yield 0 with the primary name, 1 in other scripts, 2 with other names, 3 with weak ones."""
    primary, weak = text(name, "isPrimary") == "true", text(name, "isLowQuality") == "true"
    for each in name.iterfind(TRANSLATION):
        rank = (0 if text(each, "isPrimary") == "true" else 1) if primary else 2
        if full := text(each, "formattedFullName"):
            yield 3 if weak and not primary else rank, full


def _listings(given: Load, element: Element) -> Iterator[Listing]:
    causes = element.iterfind("sanctionsPrograms/sanctionsProgram")
    programme = programmes(each.text or "" for each in causes)
    for each in element.iterfind("sanctionsLists/sanctionsList"):
        list_ = words("ofac.toml", "lists").get((each.text or "").strip(), given.tally)
        if list_:
            date = date_of(each.get("datePublished", ""), given.tally)
            yield Listing(list_, date, programme=programme)


def _place(address: Element) -> tuple[str, str]:
    country = text(address, "country")
    found = address.findall(TRANSLATION)
    first = next((each for each in found if text(each, "isPrimary") == "true"), None)
    parts = [] if first is None else first.findall("addressParts/addressPart")
    return ", ".join(filter(None, (*(text(part, "value") for part in parts), country))), country


def _facts(element: Element) -> Iterator[Fact]:
    features = element.findall("features/feature")
    for each in sorted(features, key=lambda feature: text(feature, "isPrimary") != "true"):
        if text(each, "reliability") != "False":
            yield Fact(text(each, "type"), text(each, "value"))
    for each in element.iterfind("identityDocuments/identityDocument"):
        if text(each, "isValid") != "false":
            country = text(each, "issuingCountry")
            yield Fact(text(each, "type"), text(each, "documentNumber"), country)
    yield from remarks(text(element, "generalInfo/remarks"))


def _relationship(given: Load, entry: Listed, element: Element) -> Iterator[Record]:
    word, other = text(element, "type"), element.find("relatedEntity")
    relation = words("ofac.toml", "relations").get(word, given.tally)
    if relation and other is not None:
        number, quality = (other.get("entityId") or "").strip(), text(element, "quality")
        yield linked(given, entry, (word, relation), number, quality)


def recognises(head: Head) -> bool:
    """Tell the file by its root and the name of the schema."""
    return b"<sanctionsData" in head.start and b"ENHANCED_XML" in head.start


FORMAT = Format("ofac-enhanced", "OFAC lists, enhanced XML", load, recognises)
