"""LEI records in Turtle, by GLEIF's ontologies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import gleif
from loaders.reading import gleif_rdf
from loaders.reading.files import head
from tests.gleif_examples import CHILD, MINISTRY, PARENT
from tests.loading import load, write

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """# baseURI: https://rdf.gleif.org/example/L1/
@base <https://rdf.gleif.org/example/L1/> .
@prefix gleif-ELF-data: <https://rdf.gleif.org/example/EntityLegalForm/> .
@prefix gleif-L1: <https://www.gleif.org/ontology/L1/> .
@prefix gleif-L1-data: <https://rdf.gleif.org/example/L1/> .
@prefix gleif-L2: <https://www.gleif.org/ontology/L2/> .
@prefix gleif-L2-data: <https://rdf.gleif.org/example/L2/> .
@prefix gleif-RA-data: <https://rdf.gleif.org/example/RegistrationAuthority/> .
@prefix gleif-base: <https://www.gleif.org/ontology/Base/> .
@prefix gleif-repex: <https://www.gleif.org/ontology/ReportingException/> .
@prefix gleif-repex-data: <https://rdf.gleif.org/example/ReportingException/> .
@prefix lcc-3166-1-adj: <https://www.omg.org/spec/LCC/Countries/ISO3166-1-CountryCodes-Adjunct/> .
@prefix lcc-3166-2-adj: <https://www.omg.org/spec/LCC/Countries/ISO3166-2/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def party(lei: str, name: str, class_: str = "LegalEntity", status: str = "Issued") -> str:
    """Give a party, its address, its number and its registration, as four things."""
    data = f"gleif-L1-data:L-{lei}"
    return f"""
gleif-L1-data:BID-RA000170-{lei[-2:]}
	a gleif-L1:BusinessRegistryIdentifier ;
	gleif-base:identifies {data} ;
	gleif-L1:hasEntityID "123456{lei[-2:]}" ;
	gleif-L1:hasRegisteredAuthority gleif-RA-data:RA000170 ;
	.

{data}
	a gleif-L1:{class_} ;
	gleif-base:hasEntityStatus gleif-base:EntityStatusActive ;
	gleif-base:hasLegalJurisdiction lcc-3166-2-adj:DK-84 ;
	gleif-base:hasEntityCreationDate "1998-02-03T00:00:00.000Z"^^xsd:dateTime ;
	gleif-L1:hasHeadquartersAddress {data}-LAL ;
	gleif-L1:hasLegalAddress {data}-LAL ;
	gleif-L1:hasLegalForm gleif-ELF-data:ELF-H8VP ;
	gleif-L1:hasLegalName "{name}" ;
	gleif-L1:hasPreviousLegalName "Older {name}" , "Oldest {name}" ;
	gleif-L1:hasRegistrationIdentifier gleif-L1-data:BID-RA000170-{lei[-2:]} ;
	.

{data}-LAL
	a gleif-base:PhysicalAddress ;
	gleif-base:hasAddressLine1 "1 Lantern Street" ;
	gleif-base:hasAddressLine2 "Second Floor" ;
	gleif-base:hasCity "Nowhere" ;
	gleif-base:hasCountry lcc-3166-1-adj:DK ;
	gleif-base:hasPostalCode "1000" ;
	gleif-base:hasSubdivision lcc-3166-2-adj:DK-84 ;
	.

{data}-LEI
	a gleif-L1:LegalEntityIdentifier , gleif-L1:LegalEntityIdentifierRegistryEntry ;
	gleif-base:hasRegistrationStatus gleif-L1:RegistrationStatus{status} ;
	gleif-L1:LEI "{lei}" ;
	gleif-L1:identifiesAndRecords {data} ;
	.
"""


def relationship(suffix: str, class_: str, status: str = "Active") -> str:
    """Give a relationship of child and parent, and the record of it."""
    data = f"gleif-L2-data:R-{CHILD}-{PARENT}-{suffix}"
    return f"""
{data}
	a gleif-L2:{class_} ;
	gleif-L2:hasChild gleif-L1-data:L-{CHILD} ;
	gleif-L2:hasParent gleif-L1-data:L-{PARENT} ;
	gleif-L2:hasRelationshipPeriod [
		a gleif-base:Period ;
		gleif-base:hasStart "2018-03-15T21:30:34.488Z"^^xsd:dateTime ;
	] ;
	gleif-L2:hasRelationshipStatus gleif-L2:RelationshipStatus{status} ;
	.

{data}-REC
	a gleif-L2:LegalEntityRelationshipRecord ;
	gleif-base:hasRegistrationStatus gleif-L2:RegistrationStatusPublished ;
	gleif-base:records {data} ;
	gleif-L2:hasAccountingPeriod [
		a gleif-base:Period ;
		gleif-base:hasEnd "2018-02-02T00:00:00.000Z"^^xsd:dateTime ;
		gleif-base:hasStart "2017-02-02T00:00:00.000Z"^^xsd:dateTime ;
	] ;
	.
"""


EXCEPTION = f"""
gleif-repex-data:X-{PARENT}-D
	a gleif-repex:DirectConsolidationReportingException ;
	gleif-repex:hasExceptionReason gleif-repex:ExceptionReasonKindNoKnownPerson ;
	gleif-repex:hasReportingEntity gleif-L1-data:L-{PARENT} ;
	.
"""
BOTH = party(CHILD, "Lantern Works") + party(PARENT, "Lantern Holding")


def test_a_party_is_gathered_from_the_things_that_tell_of_it(tmp_path: Path) -> None:
    made = load("gleif", write(tmp_path / "L1.ttl", PREFIXES + party(CHILD, "Lantern Works")))
    found = made.party(CHILD)
    assert (found.name, found.kind, found.country) == ("Lantern Works", "company", "DK")
    assert found.aliases == ("Older Lantern Works", "Oldest Lantern Works")
    assert found.identifiers == (Identifier("lei", CHILD), Identifier("reg:DK-CVR", "12345602"))
    assert str(found.begun) == "1998-02-03"
    where = "1 Lantern Street, Second Floor, Nowhere, 1000, DK"
    assert made.ends("located_at") == [("Lantern Works", where)]
    assert made.tally.rows == 1


def test_a_child_and_its_parent_are_told_apart_and_dated_by_the_relationship(
    tmp_path: Path,
) -> None:
    text = PREFIXES + relationship("D", "DirectConsolidation")
    files = (
        write(tmp_path / "L2.ttl", text),
        write(tmp_path / "L1.ttl", PREFIXES + BOTH),
    )
    made = load("gleif", *files)
    assert made.ends("subsidiary_of") == [("Lantern Works", "Lantern Holding")]
    (said,) = made.said("subsidiary_of")
    assert str(said.period) == "2018-03-15 to ?"


def test_direct_and_ultimate_of_one_step_are_stated_once(tmp_path: Path) -> None:
    text = relationship("D", "DirectConsolidation") + relationship("U", "UltimateConsolidation")
    made = load("gleif", write(tmp_path / "all.ttl", PREFIXES + BOTH + text))
    assert len(made.said("subsidiary_of")) == 1
    assert made.tally.skipped.total() == 1


@pytest.mark.parametrize(
    ("class_", "relation"),
    [
        ("InternationalBranchRelationship", "subsidiary_of"),
        ("FundManagementRelationship", "controls"),
        ("SubFundRelationship", "member_of"),
        ("FeederMasterFundRelationship", "invests_in"),
    ],
)
def test_the_other_classes_of_relationship_are_known(
    tmp_path: Path, class_: str, relation: str
) -> None:
    made = load("gleif", write(tmp_path / "all.ttl", PREFIXES + BOTH + relationship("I", class_)))
    assert len(made.said(relation)) == 1


def test_an_inactive_relationship_and_an_unknown_class_are_skipped(tmp_path: Path) -> None:
    text = relationship("D", "DirectConsolidation", "Inactive") + relationship("X", "Friendship")
    made = load("gleif", write(tmp_path / "all.ttl", PREFIXES + BOTH + text))
    assert made.tally.skipped.total() == 2
    assert made.tally.unknown["gleif relations"] == {"Friendship": 1}


def test_an_exception_is_written_into_the_party(tmp_path: Path) -> None:
    files = (
        write(tmp_path / "L1.ttl", PREFIXES + BOTH),
        write(tmp_path / "X.ttl", PREFIXES + EXCEPTION),
    )
    assert load("gleif", *files).party(PARENT).description == (
        "Direct parent not disclosed: no person is known to control it."
    )


def test_classes_and_codes_stand_for_the_words_of_the_xml(tmp_path: Path) -> None:
    text = party(MINISTRY, "Ministry of Lamps", "LocalGovernment", "PendingTransfer")
    made = load("gleif", write(tmp_path / "L1.ttl", PREFIXES + text)).party(MINISTRY)
    assert made.kind == "government_agency"
    assert made.description == (
        "Category in the register: LOCAL_GOVERNMENT. Registration of its LEI: PENDING_TRANSFER."
    )


def test_a_party_of_no_class_is_an_organisation(tmp_path: Path) -> None:
    text = f'gleif-L1-data:L-{CHILD} gleif-L1:hasLegalName "Lamplighters" .'
    made = load("gleif", write(tmp_path / "L1.ttl", PREFIXES + text))
    assert made.party(CHILD).kind == "organisation"


def test_the_data_are_recognised_and_the_ontology_is_not(tmp_path: Path) -> None:
    data = write(tmp_path / "L1.ttl", PREFIXES + BOTH)
    ontology = PREFIXES.replace("-data:", ":") + "gleif-L1:hasLegalName a gleif-L1:Thing ."
    assert gleif.recognises(head(data))
    assert not gleif.recognises(head(write(tmp_path / "o.ttl", ontology)))


@pytest.mark.parametrize("end", [" ;\n", '"open', "[ [ [", "<unfinished"])
def test_a_file_cut_in_the_middle_is_refused(tmp_path: Path, end: str) -> None:
    text = PREFIXES + BOTH + f"gleif-L1-data:L-{MINISTRY} a {end}"
    with pytest.raises(BadFile, match="cut off"):
        load("gleif", write(tmp_path / "L1.ttl", text))


def test_more_than_memory_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gleif_rdf, "LARGEST", 100)
    with pytest.raises(BadFile, match="more than 100 bytes"):
        load("gleif", write(tmp_path / "L1.ttl", PREFIXES + BOTH))
