"""Published bulk files, generated: the form of each format, a million invented rows of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    Lines: TypeAlias = Iterator[str]

FORENAMES = ("Ada", "Bo", "Cem", "Dua", "Eva", "Fu", "Gia", "Hai")
ENDINGS = ("Ltd", "GmbH", "S.A.", "LLC", "Co., Ltd.")
CODES = ("GB", "DE", "FR", "AE", "CN", "CY")


def company(number: int) -> str:
    """Name a company."""
    return f"Lantern {number} {ENDINGS[number % len(ENDINGS)]}"


def person(number: int) -> str:
    """Name a person."""
    return f"{FORENAMES[number % len(FORENAMES)]} Lamp{number}"


def _json(value: Any) -> str:  # noqa: ANN401 - anything JSON
    return json.dumps(value, separators=(",", ":"))


def ftm(rows: int) -> Lines:
    """Companies, and for every second one who owns it."""
    for n in range(rows):
        if n % 2 == 0:
            given: dict[str, Any] = {"name": [company(n)], "jurisdiction": [CODES[n % 6].lower()],
                                     "registrationNumber": [f"{n:08}"]}  # fmt: skip
            yield _json({"id": f"c-{n}", "caption": company(n), "schema": "Company",
                         "properties": given, "datasets": ["made"]})  # fmt: skip
        else:
            given = {"owner": [f"c-{max(n - 3, 0)}"], "asset": [f"c-{n - 1}"],
                     "percentage": [str(n % 100 + 1)], "startDate": ["2019-05"]}  # fmt: skip
            yield _json({"id": f"o-{n}", "caption": "Ownership", "schema": "Ownership",
                         "properties": given, "datasets": ["made"]})  # fmt: skip


def bods(rows: int) -> Lines:
    """Entities and persons of BODS 0.4, and who owns whom."""
    for n in range(rows):
        kind = ("entity", "person", "relationship")[n % 3]
        if kind == "entity":
            where = {"code": CODES[n % 6], "name": "x"}
            given: dict[str, Any] = {"isComponent": False, "name": company(n),
                                     "jurisdiction": where,
                                     "entityType": {"type": "registeredEntity"}}  # fmt: skip
        elif kind == "person":
            given = {"isComponent": False, "personType": "knownPerson",
                     "names": [{"type": "legal", "fullName": person(n)}]}  # fmt: skip
        else:
            share = {"exact": n % 100 + 1}
            given = {"isComponent": False, "subject": f"r-{n - 2}", "interestedParty": f"r-{n - 1}",
                     "interests": [{"type": "shareholding", "directOrIndirect": "direct",
                                    "startDate": "2019-05-01", "share": share}]}  # fmt: skip
        yield _json({"statementId": f"s-{n}", "declarationSubject": f"r-{n - n % 3}",
                     "statementDate": "2024-01-01", "recordId": f"r-{n}", "recordType": kind,
                     "recordStatus": "new", "recordDetails": given,
                     "publicationDetails": {"bodsVersion": "0.4"}})  # fmt: skip


def psc(rows: int) -> Lines:
    """Persons with significant control, as the snapshot prints them."""
    kind = "individual-person-with-significant-control"
    for n in range(rows):
        link = f"/company/{n // 2:08}/persons-with-significant-control/individual/{n}"
        data = {"kind": kind, "name": person(n), "notified_on": "2016-04-06", "etag": "0",
                "natures_of_control": ["ownership-of-shares-25-to-50-percent"],
                "nationality": "British", "links": {"self": link}}  # fmt: skip
        yield _json({"company_number": f"{n // 2:08}", "data": data})


def ocds(rows: int) -> Lines:
    """Releases of OCDS 1.1, each with one award."""
    for n in range(rows):
        parties = [
            {
                "id": f"b{n % 500}",
                "name": f"Ministry {n % 500}",
                "roles": ["buyer"],
                "address": {"countryName": "France"},
            },
            {"id": f"s{n % 90000}", "name": company(n % 90000), "roles": ["supplier"]},
        ]
        award = {
            "id": "a1",
            "title": "Lamps",
            "status": "active",
            "date": "2020-05-10T00:00:00Z",
            "value": {"amount": n, "currency": "EUR"},
            "suppliers": [{"id": f"s{n % 90000}", "name": company(n % 90000)}],
        }
        yield _json({"ocid": f"ocds-made-{n}", "id": f"{n}-1", "date": "2020-05-11T00:00:00Z",
                     "tag": ["award"], "initiationType": "tender", "parties": parties,
                     "buyer": {"id": f"b{n % 500}", "name": f"Ministry {n % 500}"},
                     "awards": [award]})  # fmt: skip


def gleif(rows: int) -> Lines:
    """Relationships between legal entities, in XML."""
    yield '<?xml version="1.0" encoding="UTF-8"?><rr:RelationshipData '
    yield 'xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:RelationshipRecords>'
    for n in range(rows):
        ends = "".join(
            f"<rr:{end}><rr:NodeID>5299{at:014}00</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:{end}>"
            for end, at in (("StartNode", n), ("EndNode", n // 7))
        )
        kind = "IS_DIRECTLY_CONSOLIDATED_BY"
        yield (
            f"<rr:RelationshipRecord><rr:Relationship>{ends}"
            f"<rr:RelationshipType>{kind}</rr:RelationshipType>"
            "<rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship>"
            "<rr:Registration><rr:RegistrationStatus>PUBLISHED</rr:RegistrationStatus>"
            "</rr:Registration></rr:RelationshipRecord>"
        )
    yield "</rr:RelationshipRecords></rr:RelationshipData>"


def icij(rows: int) -> Lines:
    """Officers of the Offshore Leaks database."""
    yield "node_id,name,countries,country_codes,sourceID,valid_until,note"
    for n in range(rows):
        name = person(n) if n % 2 else company(n).replace(",", "")
        yield f"{12000000 + n},{name},Cyprus,CYP,Made Papers,The data is current through 2015,"


def csl(rows: int) -> Lines:
    """Entries of the US Consolidated Screening List."""
    yield (
        "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
        "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,"
        "vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,"
        "source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,"
        "source_information_url,ids"
    )
    source = '"Entity List (EL) - Bureau of Industry and Security"'
    for n in range(rows):
        name, where = f'"{company(n)}"', f'"{n} Lamp Road, Nowhere, {CODES[n % 6]}"'
        yield f"{n:x},{source},,,,{name},,{where},85 FR 1,2019-10-09{',' * 13}Lamp {n}{',' * 6}"


FILES: Mapping[str, tuple[str, Callable[[int], Lines]]] = {
    "ftm": ("entities.ftm.json", ftm),
    "bods": ("statements.jsonl", bods),
    "companies-house": ("persons-with-significant-control-snapshot.txt", psc),
    "ocds": ("releases.jsonl", ocds),
    "gleif": ("rr.xml", gleif),
    "icij": ("nodes-officers.csv", icij),
    "csl": ("consolidated.csv", csl),
}
"""For each bulk format the name of its file, and what makes its lines."""


def write(format_: str, folder: Path, rows: int) -> Path:
    """Write the file of a format with so many rows; the same number gives the same bytes."""
    name, lines = FILES[format_]
    file = folder / name
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines(rows))
    return file
