"""LEI files in XML: level 1 (LEI-CDF 1 to 3), level 2 (RR-CDF 1 and 2), reporting exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.elements import elements, text
from loaders.reading.gleif_records import NotReported, Registered, Relationship
from loaders.reading.tally import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml import etree

    from loaders.reading.gleif_records import Said
    from loaders.reading.tally import Tally

ADDRESSES = ("Legal", "Headquarters")
OTHER_NAMES = (
    "OtherEntityNames/OtherEntityName",
    "TransliteratedOtherEntityNames/TransliteratedOtherEntityName",
)
# What is not part of an address as one would write it, or repeats part of a line.
BESIDE = {"AddressNumber", "AddressNumberWithinBuilding", "Country", "MailRouting", "Region"}


def read(file: Path, tally: Tally) -> Iterator[Entry[Said]]:
    """Yield the records of a file; every file has one sort only."""
    sorts: Mapping[str, Callable[[etree._Element], Said]] = {
        "LEIRecord": _party,
        "RelationshipRecord": _relationship,
        "Exception": _exception,
    }
    for entry in elements(file, tally, sorts):
        yield Entry(entry.place, sorts[str(entry.value.tag)](entry.value))


def _party(record: etree._Element) -> Registered:
    body = record.find("Entity")
    if body is None:
        return Registered(text(record, "LEI"), "", "")
    return Registered(
        lei=text(record, "LEI"),
        name=text(body, "LegalName"),
        status=text(record, "Registration/RegistrationStatus"),
        other_names=tuple(name for path in OTHER_NAMES for name in _texts(body, path)),
        jurisdiction=text(body, "LegalJurisdiction"),
        addresses=tuple(
            _address(body.find(f"{each}Address")) for each in ("Legal", "Headquarters")
        ),
        authority=text(body, "RegistrationAuthority/RegistrationAuthorityID") or _old(body),
        number=text(body, "RegistrationAuthority/RegistrationAuthorityEntityID")
        or text(body, "BusinessRegisterEntityID"),
        category=text(body, "EntityCategory"),
        sub_category=text(body, "EntitySubCategory"),
        form=text(body, "LegalForm/EntityLegalFormCode"),
        operating=text(body, "EntityStatus"),
        created=text(body, "EntityCreationDate"),
        expired=text(body, "EntityExpirationDate"),
        successors=tuple(_successor(each) for each in (*body.findall("SuccessorEntity"), body)),
    )


def _old(body: etree._Element) -> str:
    """Give the register as LEI-CDF 1 printed it."""
    register = body.find("BusinessRegisterEntityID")
    return "" if register is None else register.get("register", "").strip()


def _successor(holder: etree._Element) -> tuple[str, str]:
    """Give the successor; LEI-CDF 1 printed its LEI directly in the record."""
    return text(holder, "SuccessorLEI"), text(holder, "SuccessorEntityName")


def _texts(element: etree._Element, path: str) -> list[str]:
    return [(found.text or "").strip() for found in element.findall(path)]


def _address(element: etree._Element | None) -> tuple[str, str]:
    if element is None:
        return "", ""
    lines = ((part.text or "").strip() for part in element if part.tag not in BESIDE)
    return ", ".join(line for line in lines if line), text(element, "Country")


def _relationship(record: etree._Element) -> Relationship:
    start, end = "Relationship/StartNode/", "Relationship/EndNode/"
    periods = record.findall("Relationship/RelationshipPeriods/RelationshipPeriod")
    share = record.find("Relationship/RelationshipQuantifiers/RelationshipQuantifier")
    return Relationship(
        child=text(record, f"{start}NodeID"),
        parent=text(record, f"{end}NodeID"),
        type=text(record, "Relationship/RelationshipType"),
        status=text(record, "Relationship/RelationshipStatus"),
        registration=text(record, "Registration/RegistrationStatus"),
        nodes=(text(record, f"{start}NodeIDType"), text(record, f"{end}NodeIDType")),
        periods=tuple(
            (text(period, "StartDate"), text(period, "EndDate"))
            for period in periods
            if text(period, "PeriodType") == "RELATIONSHIP_PERIOD"
        ),
        share=None if share is None else _share(share),
    )


def _share(share: etree._Element) -> tuple[str, str, str]:
    amount = text(share, "QuantifierAmount")
    return text(share, "MeasurementMethod"), amount, text(share, "QuantifierUnits")


def _exception(record: etree._Element) -> NotReported:
    reasons = tuple(_texts(record, "ExceptionReason"))
    return NotReported(text(record, "LEI"), text(record, "ExceptionCategory"), reasons)
