"""LEI records as golden-copy CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import gleif
from loaders.reading.files import head
from tests.gleif_examples import CHILD, DIRECT, GRANDCHILD, MINISTRY, PARENT, ULTIMATE, table
from tests.loading import load, write

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "Entity.OtherEntityNames.OtherEntityName"
ASCII = "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName"
ADDRESSES = tuple(
    f"Entity.{which}Address.{part}"
    for which in ("Legal", "Headquarters")
    for part in (
        *("xmllang", "FirstAddressLine", "AddressNumber", "MailRouting"),
        *("AdditionalAddressLine.1", "AdditionalAddressLine.2"),
        *("City", "Region", "Country", "PostalCode"),
    )
)
PARTIES = (
    *("LEI", "Entity.LegalName", "Entity.LegalName.xmllang"),
    *(f"{OTHER}.{n}{end}" for n in (1, 2) for end in ("", ".xmllang", ".type")),
    *(f"{ASCII}.1{end}" for end in ("", ".xmllang", ".type")),
    *ADDRESSES,
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    *("Entity.LegalJurisdiction", "Entity.EntityCategory", "Entity.EntitySubCategory"),
    *("Entity.LegalForm.EntityLegalFormCode", "Entity.EntityStatus", "Entity.EntityCreationDate"),
    *("Entity.EntityExpirationDate", "Entity.EntityExpirationReason"),
    *(
        f"Entity.SuccessorEntity.{n}.{end}"
        for n in (1, 2)
        for end in ("SuccessorEntityName", "SuccessorLEI")
    ),
    *("Registration.RegistrationStatus", "Registration.ManagingLOU", "ConformityFlag"),
)
RELATIONSHIPS = (
    *("Relationship.StartNode.NodeID", "Relationship.StartNode.NodeIDType"),
    *("Relationship.EndNode.NodeID", "Relationship.EndNode.NodeIDType"),
    *("Relationship.RelationshipType", "Relationship.RelationshipStatus"),
    *(
        f"Relationship.Period.{n}.{end}"
        for n in (1, 2)
        for end in ("startDate", "endDate", "periodType")
    ),
    *(
        f"Relationship.Quantifiers.1.{end}"
        for end in ("MeasurementMethod", "QuantifierAmount", "QuantifierUnits")
    ),
    "Registration.RegistrationStatus",
)
EXCEPTIONS = ("LEI", "Exception.Category", "Exception.Reason.1", "Exception.Reference.1")


def party(lei: str, name: str, **more: str) -> dict[str, str]:
    """Give a row of level 1."""
    usual = {"Registration.RegistrationStatus": "ISSUED", "Entity.EntityStatus": "ACTIVE"}
    return {"LEI": lei, "Entity.LegalName": name, **usual, **more}


def relationship(child: str, type_: str, parent: str, **more: str) -> dict[str, str]:
    """Give a row of level 2."""
    return {
        "Relationship.StartNode.NodeID": child,
        "Relationship.StartNode.NodeIDType": "LEI",
        "Relationship.EndNode.NodeID": parent,
        "Relationship.EndNode.NodeIDType": "LEI",
        "Relationship.RelationshipType": type_,
        "Relationship.RelationshipStatus": "ACTIVE",
        "Registration.RegistrationStatus": "PUBLISHED",
        **more,
    }


def test_the_dotted_columns_say_what_the_elements_of_the_xml_say(tmp_path: Path) -> None:
    row = party(
        CHILD,
        "Lantern, Works Ltd",
        **{
            f"{OTHER}.1": "Candle Works Ltd",
            f"{OTHER}.1.type": "PREVIOUS_LEGAL_NAME",
            f"{OTHER}.2": "Lanterns",
            f"{ASCII}.1": "LANTERN WORKS LTD",
            "Entity.LegalAddress.FirstAddressLine": "1 Lantern Street",
            "Entity.LegalAddress.AdditionalAddressLine.1": "Second Floor",
            "Entity.LegalAddress.City": "Nowhere",
            "Entity.LegalAddress.Country": "GB",
            "Entity.RegistrationAuthority.RegistrationAuthorityID": "RA000586",
            "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": "NI012345",
            "Entity.LegalJurisdiction": "GB",
            "Entity.EntityCategory": "GENERAL",
            "Entity.LegalForm.EntityLegalFormCode": "H0PO",
            "Entity.EntityCreationDate": "1998-02-03T00:00:00Z",
        },
    )
    made = load("gleif", write(tmp_path / "lei2.csv", table(PARTIES, row)))
    found = made.party(CHILD)
    assert (found.name, found.kind, found.country) == ("Lantern, Works Ltd", "company", "GB")
    assert found.aliases == ("Candle Works Ltd", "Lanterns", "LANTERN WORKS LTD")
    assert Identifier("reg:GB-COH", "NI012345") in found.identifiers
    assert str(found.begun) == "1998-02-03"
    assert made.ends("located_at") == [(found.name, "1 Lantern Street, Second Floor, Nowhere, GB")]


def test_successors_are_read_with_and_without_a_number_in_their_columns(tmp_path: Path) -> None:
    gone = {
        "Registration.RegistrationStatus": "MERGED",
        "Entity.SuccessorEntity.2.SuccessorLEI": PARENT,
    }
    rows = (party(CHILD, "Old", **gone), party(PARENT, "New"))
    made = load("gleif", write(tmp_path / "3.csv", table(PARTIES, *rows)))
    assert made.ends("succeeds") == [("New", "Old")]
    columns = (
        *("LEI", "Entity.LegalName", "Registration.RegistrationStatus"),
        *("Entity.SuccessorEntity.SuccessorLEI", "Entity.SuccessorEntity.SuccessorEntityName"),
    )
    older = party(CHILD, "Old", **{columns[2]: "MERGED", columns[3]: PARENT})
    made = load("gleif", write(tmp_path / "2.csv", table(columns, older, party(PARENT, "New"))))
    assert made.ends("succeeds") == [("New", "Old")]


def test_the_period_of_the_relationship_is_found_in_any_place(tmp_path: Path) -> None:
    row = relationship(
        CHILD,
        DIRECT,
        PARENT,
        **{
            "Relationship.Period.1.startDate": "2021-01-01T01:00:00+01:00",
            "Relationship.Period.1.endDate": "2021-12-31T01:00:00+01:00",
            "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
            "Relationship.Period.2.startDate": "2017-12-06T01:00:00+01:00",
            "Relationship.Period.2.periodType": "RELATIONSHIP_PERIOD",
            "Relationship.Quantifiers.1.MeasurementMethod": "ACCOUNTING_CONSOLIDATION",
            "Relationship.Quantifiers.1.QuantifierAmount": "80",
            "Relationship.Quantifiers.1.QuantifierUnits": "PERCENTAGE",
        },
    )
    files = (
        write(tmp_path / "rr.csv", table(RELATIONSHIPS, row)),
        write(tmp_path / "lei2.csv", table(PARTIES, party(CHILD, "C"), party(PARENT, "P"))),
    )
    made = load("gleif", *files)
    (below,) = made.said("subsidiary_of")
    assert (below.subject, below.object) == (f"s:{CHILD}", f"s:{PARENT}")
    assert str(below.period) == "2017-12-06 to ?"
    (owns,) = made.said("owns")
    assert (owns.subject, owns.percent and owns.percent.text) == (f"s:{PARENT}", "80")


def test_exceptions_are_written_into_the_party(tmp_path: Path) -> None:
    said = {
        "LEI": MINISTRY,
        "Exception.Category": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
        "Exception.Reason.1": "NO_KNOWN_PERSON",
    }
    files = (
        write(tmp_path / "lei2.csv", table(PARTIES, party(MINISTRY, "Ministry of Lamps"))),
        write(tmp_path / "repex.csv", table(EXCEPTIONS, said)),
    )
    made = load("gleif", *files)
    assert made.party(MINISTRY).description == (
        "Direct parent not disclosed: no person is known to control it."
    )
    assert made.tally.used == 2


def test_a_chain_of_one_step_is_stated_once(tmp_path: Path) -> None:
    rows = (
        relationship(CHILD, ULTIMATE, PARENT),
        relationship(CHILD, DIRECT, PARENT),
        relationship(GRANDCHILD, ULTIMATE, PARENT),
    )
    people = (party(each, each) for each in (CHILD, GRANDCHILD, PARENT))
    files = (
        write(tmp_path / "rr.csv", table(RELATIONSHIPS, *rows)),
        write(tmp_path / "lei2.csv", table(PARTIES, *people)),
    )
    made = load("gleif", *files)
    assert made.ends("subsidiary_of") == [(CHILD, PARENT), (GRANDCHILD, PARENT)]
    assert made.tally.skipped.total() == 1


@pytest.mark.parametrize("columns", [PARTIES, RELATIONSHIPS, EXCEPTIONS])
def test_each_sort_of_file_is_recognised(tmp_path: Path, columns: tuple[str, ...]) -> None:
    assert gleif.recognises(head(write(tmp_path / "a.csv", table(columns))))


def test_a_header_without_its_columns_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", table(("LEI", "Entity.LegalName")))
    with pytest.raises(BadFile, match="Registration.RegistrationStatus"):
        load("gleif", file)


def test_a_row_that_is_cut_is_rejected_and_one_within_quotes_refused(tmp_path: Path) -> None:
    text = table(PARTIES, party(CHILD, "Lantern Works"), party(PARENT, "Lantern Holding"))
    end = text.index("ISSUED", text.index(PARENT))
    made = load("gleif", write(tmp_path / "a.csv", text[: end + 7] + "\n"))
    assert (len(made.tally.rejected), made.tally.used) == (1, 1)
    with pytest.raises(BadFile, match="not CSV"):
        load("gleif", write(tmp_path / "b.csv", text[:end]))
