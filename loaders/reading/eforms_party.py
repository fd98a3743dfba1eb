"""Parties as eForms notices give them: buyers, winners, subcontractors and beneficial owners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.awards import Body, key_of, stated
from loaders.reading.eforms_notice import country, ids, organisation, spoken
from loaders.reading.elements import text
from loaders.reading.values import country_of
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from loaders.reading.eforms_notice import Notice
    from loaders.reading.format import Load

WORDS = "eforms.toml"
PUBLIC, LEGAL_TYPE = "government_agency", "buyer-legal-type"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in a notice: the legal type of each buyer by its id, and all who tender."""

    notice: Notice
    buyers: Mapping[str, str]
    bidders: frozenset[str]

    def kind(self, key: str) -> str:
        """Tell the kind of an organisation by its part in the notice.

        A buyer whose legal type nobody knows is a public body; one who tenders is a company,
        unless the notice marks a natural person.
        """
        if key in self.buyers:
            return tables(WORDS)["kinds"].get(self.buyers[key]) or PUBLIC
        if text(self.notice.organisations[key], "NaturalPersonIndicator") == "true":
            return "person"
        return "company" if key in self.bidders else "organisation"


def cast(given: Load, held: Notice) -> Cast:
    """Find out who is who."""
    found: dict[str, str] = {}
    for each in held.element.iterfind("ContractingParty"):
        types = [
            (said.text or "").strip()
            for said in each.iterfind("ContractingPartyType/PartyTypeCode")
            if said.get("listName", LEGAL_TYPE) == LEGAL_TYPE
        ]
        for key in ids(each, "Party/PartyIdentification/ID"):
            if organised := organisation(held, key):
                found.setdefault(organised, next(iter(types), ""))
    for legal_type in found.values():
        words(WORDS, "kinds").get(legal_type, given.tally)
    paths = ("Tenderer/ID", "SubContractor/ID")
    bidders = (key for each in held.tendering.values() for path in paths for key in ids(each, path))
    return Cast(held, found, frozenset(organisation(held, key) for key in bidders))


def body(given: Load, who: Cast, key: str) -> Body | None:
    """Read an organisation; None where the notice does not hold it or withholds its name."""
    held, element = who.notice, who.notice.organisations.get(key)
    if element is None:
        return None
    nothing = tables(WORDS)["nothing"]
    spellings = spoken(element, "Company/PartyName/Name", held.language)
    names = [name for name in spellings if stated(name, nothing)]
    if not names:
        return None
    kind, (code, number) = who.kind(key), _register(given, element)
    scheme = f"registration:{code.lower()}" if code else "registration"
    party = Party(
        id=given.party(_local(held, key, kind, code, number, names[0])),
        name=names[0],
        kind=kind,
        country=code,
        aliases=tuple(names[1:]),
        identifiers=(Identifier(scheme, number),) if number else (),
    )
    # Where a person lives is nobody's business here.
    return Body(party, "" if kind == "person" else _address(element))


def _register(given: Load, element: etree._Element) -> tuple[str | None, str]:
    number = stated(text(element, "Company/PartyLegalEntity/CompanyID"), tables(WORDS)["nothing"])
    where = element.find("Company/PostalAddress")
    return (None if where is None else country_of(country(where), given.tally)), number


def _local(held: Notice, key: str, kind: str, code: str | None, number: str, name: str) -> str:
    """Give the id of an organisation within the source.

    A company number comes without its register, and the same one is met on different bodies:
    it identifies one over several notices only along with country and name. All else is of this
    notice alone. A body that buys in one notice and wins in another is two records of two kinds.
    """
    if not code or not number:
        return f"{held.id}/{key}"
    local = f"{code}-{key_of(number)}/{key_of(name)}"
    return local if kind == "company" else f"{kind}/{local}"


def _address(element: etree._Element) -> str:
    """Give an address in one line; nothing where no street is named."""
    where = element.find("Company/PostalAddress")
    if where is None:
        return ""
    parts = ("StreetName", "AdditionalStreetName", "PostalZone", "CityName")
    nothing = tables(WORDS)["nothing"]
    said = [stated(text(where, part), nothing) for part in parts]
    code = text(where, "Country/IdentificationCode")
    return ", ".join(part for part in (*said, code) if part) if said[0] else ""


def owner(given: Load, held: Notice, element: etree._Element) -> Party | None:
    """Read a beneficial owner; None where no name is given, as is usual."""
    nothing = tables(WORDS)["nothing"]
    parts = (stated(text(element, part), nothing) for part in ("FirstName", "FamilyName"))
    name = " ".join(part for part in parts if part)
    if not name:
        return None
    codes = tables(WORDS)["countries"]
    citizen = text(element, "Nationality/NationalityID")
    return Party(
        id=given.party(f"{held.id}/owner/{text(element, 'ID')}"),
        name=name,
        kind="person",
        country=country_of(codes.get(citizen, citizen), given.tally),
    )
