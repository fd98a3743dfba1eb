"""One eForms notice: its organisations, owners and contracts, found by the ids it gives them.

All ids but the notice's own are local to it, and their prefixes (`ORG-`, `UBO-`) promise nothing:
what an id means is told by where the element stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from loaders.reading.elements import text
from loaders.reading.tally import Entry, Place, Reject, Skip
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

ROOT = "ContractAwardNotice"
ROOTS = (ROOT, "ContractNotice", "PriorInformationNotice")
EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"
RESULT = f"{EXTENSION}/NoticeResult"
ORGANISATIONS = f"{EXTENSION}/Organizations"
CONTRACTS, COMPANIES = f"{RESULT}/SettledContract", f"{ORGANISATIONS}/Organization"
OWNERS = f"{ORGANISATIONS}/UltimateBeneficialOwner"
PARTY_ID = "PartyIdentification/ID"
WORDS = "eforms.toml"
NO_ID = "the notice has no id"
NO_AWARD = "a notice that is not of an award"
CHANGED = "a notice that another one changes"
OLDER = "a notice of which a later version is there"
AGAIN = "a notice that was read before"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, with the elements in it by their local ids; `touch` leads to organisations."""

    id: str
    version: str
    language: str
    kind: str
    issued: str
    element: etree._Element
    organisations: Mapping[str, etree._Element]
    touch: Mapping[str, str]
    tenders: Mapping[str, etree._Element]
    tendering: Mapping[str, etree._Element]
    lots: Mapping[str, etree._Element]

    @property
    def name(self) -> str:
        """Give the notice's id with its version, as other notices refer to it."""
        return f"{self.id}-{self.version}" if self.version else self.id


def notice(element: etree._Element) -> Notice:
    """Read a notice; a notice without an id has "" for it."""
    companies = {
        key: each
        for each in element.iterfind(COMPANIES)
        if (key := text(each, f"Company/{PARTY_ID}"))
    }
    touch = {
        key: organisation
        for organisation, each in companies.items()
        for point in each.iterfind("TouchPoint")
        if (key := text(point, PARTY_ID))
    }
    return Notice(
        id=text(element, "ID"),
        version=text(element, "VersionID"),
        language=text(element, "NoticeLanguageCode"),
        kind=text(element, "NoticeTypeCode"),
        issued=text(element, "IssueDate"),
        element=element,
        organisations=companies,
        touch=touch,
        tenders=_by_id(element, f"{RESULT}/LotTender"),
        tendering=_by_id(element, f"{RESULT}/TenderingParty"),
        lots=_by_id(element, "ProcurementProjectLot"),
    )


def _by_id(element: etree._Element, path: str) -> dict[str, etree._Element]:
    return {key: each for each in element.iterfind(path) if (key := text(each, "ID"))}


def _changed(element: etree._Element) -> Iterator[str]:
    """Give the names of the notices that this one says it changes."""
    for each in element.iterfind(f"{EXTENSION}/Changes/ChangedNoticeIdentifier"):
        yield (each.text or "").strip()


def entries(file: str, held: Notice, path: str) -> list[Entry[etree._Element]]:
    """Give the elements at a path as rows; a row's number is the line that it begins on."""
    found = held.element.iterfind(path)
    return [Entry(Place(file, cast("int", each.sourceline)), each) for each in found]


def organisation(held: Notice, key: str) -> str:
    """Give the id of an organisation from its own id, or from that of its touch point."""
    return key if key in held.organisations else held.touch.get(key, "")


def ids(element: etree._Element, path: str) -> list[str]:
    """Give the ids at a path, each once."""
    return list(
        dict.fromkeys(key for x in element.iterfind(path) if (key := (x.text or "").strip()))
    )


def spoken(element: etree._Element, path: str, language: str) -> list[str]:
    """Give a text in all languages that it is given in, the notice's own first, each once."""
    found = [x for x in element.iterfind(path) if (x.text or "").strip()]
    found.sort(key=lambda x: x.get("languageID") != language)
    return list(dict.fromkeys(" ".join(str(x.text).split()) for x in found))


def withheld(element: etree._Element) -> frozenset[str]:
    """Give the codes of the fields that are kept from the public."""
    return frozenset(ids(element, "FieldsPrivacy/FieldIdentifierCode"))


def country(element: etree._Element) -> str:
    """Give the code of the country in an address, as `country_of` reads it."""
    code = text(element, "Country/IdentificationCode")
    return tables(WORDS)["countries"].get(code, code)


class Newest(NamedTuple):
    """The highest version of each notice, and the names of those that others change."""

    versions: Mapping[str, str]
    changed: frozenset[str]


def newest(found: Iterable[etree._Element]) -> Newest:
    """Look through all notices for those in whose place another stands."""
    versions: dict[str, str] = {}
    changed: set[str] = set()
    for element in found:
        key, version = text(element, "ID"), text(element, "VersionID")
        versions[key] = max(version, versions.get(key, ""))
        changed.update(_changed(element))
    return Newest(versions, frozenset(changed))


def current(held: Notice, known: Newest, seen: set[str]) -> Notice:
    """Give back a notice of an award that stands, once; raise `Skip` or `Reject` for any other."""
    if held.element.tag != ROOT:
        raise Skip(NO_AWARD)
    if not held.id:
        raise Reject(NO_ID)
    if held.version != known.versions[held.id]:
        raise Skip(OLDER)
    if held.name in known.changed:
        raise Skip(CHANGED)
    if held.id in seen:
        raise Skip(AGAIN)
    seen.add(held.id)
    return held
