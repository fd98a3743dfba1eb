"""What is made of LEI records, whichever syntax they are in; here, XML."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import gleif
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.gleif_examples import (
    CHILD,
    DIRECT,
    FUND,
    GRANDCHILD,
    MINISTRY,
    PARENT,
    ULTIMATE,
    exceptions,
    parties,
    party,
    period,
    quantifier,
    relationship,
    relationships,
)
from tests.loading import load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Statement
    from tests.loading import Loaded

FAMILY = parties(
    party(PARENT, "Lantern Holding", form="H0PO"),
    party(CHILD, "Lantern Works", form="H0PO"),
    party(GRANDCHILD, "Lantern Shop", form="H0PO"),
    party(FUND, "Lantern Fund", category="FUND"),
)


def loaded(folder: Path, *texts: str) -> Loaded:
    """Load texts as files; they are given in the order of the texts."""
    files = [write(folder / f"{number}.xml", text) for number, text in enumerate(texts)]
    return load("gleif", *files)


def only(found: list[Statement]) -> Statement:
    (said,) = found
    return said


def related(folder: Path, *records: str) -> Loaded:
    return loaded(folder, FAMILY, relationships(*records))


# Level 1


def test_a_record_becomes_a_party_with_its_lei_names_country_dates_and_number(
    tmp_path: Path,
) -> None:
    more = """
      <lei:OtherEntityNames>
         <lei:OtherEntityName type="PREVIOUS_LEGAL_NAME">Candle Works Ltd</lei:OtherEntityName>
         <lei:OtherEntityName type="TRADING_OR_OPERATING_NAME">Lanterns</lei:OtherEntityName>
      </lei:OtherEntityNames>
      <lei:TransliteratedOtherEntityNames>
         <lei:TransliteratedOtherEntityName type="AUTO_ASCII_TRANSLITERATED_LEGAL_NAME">
           LANTERN WORKS LTD</lei:TransliteratedOtherEntityName>
      </lei:TransliteratedOtherEntityNames>
      <lei:EntityCreationDate>1998-02-03T00:00:00.000Z</lei:EntityCreationDate>
      <lei:EntityExpirationDate>2020-05-06T01:00:00+01:00</lei:EntityExpirationDate>"""
    record = party(CHILD, "Lantern Works Ltd", number=("RA000585", "01234567"), more=more)
    made = loaded(tmp_path, parties(record)).party(CHILD)
    assert (made.name, made.country) == ("Lantern Works Ltd", "US")
    assert made.aliases == ("Candle Works Ltd", "Lanterns", "LANTERN WORKS LTD")
    assert made.identifiers == (Identifier("lei", CHILD), Identifier("reg:GB-COH", "01234567"))
    assert (str(made.begun), str(made.ended)) == ("1998-02-03", "2020-05-06")


def test_a_register_that_no_table_names_keeps_its_own_code(tmp_path: Path) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "L", number=("RA000197", "HRB 1")))).party(CHILD)
    assert made.identifiers[1:] == (Identifier("registration:RA000197", "HRB 1"),)


@pytest.mark.parametrize("code", ["RA777777", "RA888888", "RA999999"])
def test_a_placeholder_is_no_register(tmp_path: Path, code: str) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "L", number=(code, "12345")))).party(CHILD)
    assert made.identifiers == (Identifier("lei", CHILD),)


def test_the_address_gives_the_country_where_the_jurisdiction_gives_none(tmp_path: Path) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "L", jurisdiction="EU")))
    assert made.party(CHILD).country == "US"


def test_two_addresses_that_are_the_same_are_one_without_what_repeats_its_lines(
    tmp_path: Path,
) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "Lantern Works")))
    whole = "1 Lantern Street, Second Floor, Nowhere, 02000, US"
    assert made.ends("located_at") == [("Lantern Works", whole)]
    assert made.named(whole).country == "US"


@pytest.mark.parametrize(
    ("name", "category", "form", "kind"),
    [
        ("Lantern Works", "GENERAL", "H0PO", "company"),
        ("Lantern Works", "GENERAL", "AVYY", "government_agency"),
        ("Lantern Works Ltd", "GENERAL", "8888", "company"),
        ("Lantern Society of Lamplighters", "GENERAL", "9999", "organisation"),
        ("Lantern Works Ltd", "FUND", "H0PO", "organisation"),
        ("Lantern Works", "BRANCH", "9999", "company"),
        ("Lantern Ltd", "", "8888", "company"),
        ("Lantern Council", "A_NEW_WORD", "9999", "organisation"),
    ],
)
def test_the_legal_form_then_the_name_tell_what_the_category_leaves_open(
    tmp_path: Path, name: str, category: str, form: str, kind: str
) -> None:
    made = loaded(tmp_path, parties(party(CHILD, name, category=category, form=form)))
    assert made.party(CHILD).kind == kind
    assert ("inferred from the name" in made.party(CHILD).description) == (
        form == "8888" and category != "FUND"
    )
    assert ("gleif kinds" in made.tally.unknown) == (category == "A_NEW_WORD")


def test_a_government_entity_stands_under_the_government_of_its_country(tmp_path: Path) -> None:
    more = "<lei:EntitySubCategory>CENTRAL_GOVERNMENT</lei:EntitySubCategory>"
    record = party(
        MINISTRY,
        "Ministry of Lamps",
        category="RESIDENT_GOVERNMENT_ENTITY",
        jurisdiction="AQ",
        more=more,
    )
    made = loaded(tmp_path, parties(record))
    assert made.party(MINISTRY).kind == "government_agency"
    assert "CENTRAL_GOVERNMENT" in made.party(MINISTRY).description
    assert made.ends("agency_of") == [("Ministry of Lamps", "Government of Antarctica")]
    assert only(made.said("agency_of")).grade == "inferred"


def test_a_lapsed_registration_is_said_and_changes_nothing_else(tmp_path: Path) -> None:
    record = party(CHILD, "L", status="LAPSED", operating="INACTIVE")
    said = loaded(tmp_path, parties(record)).party(CHILD).description
    assert said == "Registration of its LEI: LAPSED. Status in the register: INACTIVE."


@pytest.mark.parametrize("status", ["ANNULLED", "CANCELLED", "PENDING_VALIDATION"])
def test_a_registration_that_was_withdrawn_is_skipped(tmp_path: Path, status: str) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "L", status=status, operating="NULL")))
    assert not made.records.parties
    assert made.tally.skipped == {"the registration was withdrawn, or never made": 1}


def successor(lei: str = "", name: str = "") -> str:
    of = f"<lei:SuccessorLEI>{lei}</lei:SuccessorLEI>" if lei else ""
    called = f"<lei:SuccessorEntityName>{name}</lei:SuccessorEntityName>" if name else ""
    return f"<lei:SuccessorEntity>{of}{called}</lei:SuccessorEntity>"


def test_a_duplicate_registration_is_the_same_party_because_the_register_says_so(
    tmp_path: Path,
) -> None:
    twice = party(CHILD, "Lantern Works", status="DUPLICATE", more=successor(PARENT))
    made = loaded(tmp_path, parties(twice, party(PARENT, "LANTERN WORKS LTD")))
    assert made.ends("same_as") == [("Lantern Works", "LANTERN WORKS LTD")]
    assert not made.said("succeeds")


def test_a_duplicate_of_nobody_knows_what_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "Lantern Works", status="DUPLICATE")))
    assert made.tally.skipped == {"a duplicate registration that does not say of which": 1}


def test_a_successor_succeeds_and_several_may(tmp_path: Path) -> None:
    gone = party(
        CHILD, "Old Lantern", status="MERGED", more=successor(PARENT) + successor(GRANDCHILD)
    )
    made = loaded(tmp_path, parties(gone, party(PARENT, "New"), party(GRANDCHILD, "Newer")))
    assert made.ends("succeeds") == [("New", "Old Lantern"), ("Newer", "Old Lantern")]


def test_a_successor_without_lei_is_told_and_is_no_party(tmp_path: Path) -> None:
    gone = party(CHILD, "Old Lantern", status="RETIRED", more=successor(name="New Lantern"))
    made = loaded(tmp_path, parties(gone))
    assert "Succeeded by New Lantern, as the register says." in made.party(CHILD).description


def test_a_record_without_a_name_is_rejected(tmp_path: Path) -> None:
    made = loaded(tmp_path, parties(party(CHILD, "  ")))
    assert [each.reason for each in made.tally.rejected] == ["has no LEI or no name"]


def test_the_first_version_of_the_format_is_read(tmp_path: Path) -> None:
    text = f"""<?xml version="1.0"?>
<lei:LEIData xmlns:lei="http://www.leiroc.org/data/schema/leidata/2014"><lei:LEIRecords>
 <lei:LEIRecord><lei:LEI>{CHILD}</lei:LEI><lei:Entity>
  <lei:LegalName>Lantern Works Ltd</lei:LegalName>
  <lei:LegalAddress><lei:Line1>1 Lantern Street</lei:Line1><lei:City>Nowhere</lei:City>
   <lei:Country>GB</lei:Country></lei:LegalAddress>
  <lei:BusinessRegisterEntityID register="RA000585">01234567</lei:BusinessRegisterEntityID>
  <lei:SuccessorLEI>{PARENT}</lei:SuccessorLEI></lei:Entity>
  <lei:Registration><lei:RegistrationStatus>MERGED</lei:RegistrationStatus></lei:Registration>
 </lei:LEIRecord></lei:LEIRecords></lei:LEIData>"""
    made = loaded(tmp_path, text, parties(party(PARENT, "Lantern Holding")))
    assert made.party(CHILD).identifiers[1:] == (Identifier("reg:GB-COH", "01234567"),)
    assert made.ends("succeeds") == [("Lantern Holding", "Lantern Works Ltd")]
    assert ("Lantern Works Ltd", "1 Lantern Street, Nowhere, GB") in made.ends("located_at")


# Level 2


def test_the_start_node_is_the_child_and_authority_comes_from_the_parent(tmp_path: Path) -> None:
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT))
    said = only(made.said("subsidiary_of"))
    assert (said.subject, said.object) == (f"s:{CHILD}", f"s:{PARENT}")
    assert words().relation("subsidiary_of").flow == "reverse"
    assert (said.grade, said.percent) == ("documented", None)
    assert said.evidence.locator == f"{CHILD} {DIRECT} {PARENT}"


def test_a_percentage_makes_the_parent_own_the_child_beside_it(tmp_path: Path) -> None:
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT, more=quantifier("51.5")))
    owns = only(made.said("owns"))
    assert (owns.subject, owns.object) == (f"s:{PARENT}", f"s:{CHILD}")
    assert words().relation("owns").flow == "forward"
    assert owns.percent is not None
    assert (owns.percent.text, owns.percent.majority) == ("51.5", True)
    assert len(made.said("subsidiary_of")) == 1


@pytest.mark.parametrize("amount", ["1.00", "0.6", "0", "130", "many"])
def test_a_figure_that_may_be_a_fraction_or_is_no_share_stays_in_the_note(
    tmp_path: Path, amount: str
) -> None:
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT, more=quantifier(amount)))
    assert not made.said("owns")
    assert f"ACCOUNTING_CONSOLIDATION {amount} PERCENTAGE" in only(made.said("subsidiary_of")).note


def test_an_ultimate_parent_that_is_the_direct_one_is_not_stated_twice(tmp_path: Path) -> None:
    """The ultimate record stands first: it waits for all others."""
    made = related(
        tmp_path, relationship(CHILD, ULTIMATE, PARENT), relationship(CHILD, DIRECT, PARENT)
    )
    assert "its direct parent" in only(made.said("subsidiary_of")).note
    reason = "the ultimate parent is the direct parent, which is stated"
    assert made.tally.skipped == {reason: 1}


def test_an_ultimate_parent_over_others_is_kept_and_says_so(tmp_path: Path) -> None:
    made = related(
        tmp_path,
        relationship(GRANDCHILD, DIRECT, CHILD),
        relationship(GRANDCHILD, ULTIMATE, PARENT, more=quantifier("60")),
    )
    above = {said.object: said.note for said in made.said("subsidiary_of")}
    assert set(above) == {f"s:{CHILD}", f"s:{PARENT}"}
    assert "its ultimate parent" in above[f"s:{PARENT}"]
    assert not made.said("owns")  # held through others, so no share of its own


def test_a_direct_parent_of_the_past_does_not_hide_the_ultimate_one(tmp_path: Path) -> None:
    made = related(
        tmp_path,
        relationship(CHILD, DIRECT, PARENT, status="INACTIVE"),
        relationship(CHILD, ULTIMATE, PARENT),
    )
    assert "its ultimate parent" in only(made.said("subsidiary_of")).note


def test_only_the_period_of_the_relationship_dates_it(tmp_path: Path) -> None:
    periods = (
        period("ACCOUNTING_PERIOD", "2021-01-01T01:00:00+01:00", "2021-12-31T01:00:00+01:00")
        + period("RELATIONSHIP_PERIOD", "2017-12-06T01:00:00+01:00")
        + period("DOCUMENT_FILING_PERIOD", "2022-03-01T00:00:00Z")
    )
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT, periods=periods))
    said = only(made.said("subsidiary_of"))
    assert (str(said.period.valid_from), said.period.valid_until) == ("2017-12-06", None)


def test_several_periods_are_several_statements(tmp_path: Path) -> None:
    periods = period("RELATIONSHIP_PERIOD", "2010-01-01", "2012-01-01") + period(
        "RELATIONSHIP_PERIOD", "2015-01-01"
    )
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT, periods=periods))
    begun = sorted(str(said.period.valid_from) for said in made.said("subsidiary_of"))
    assert begun == ["2010-01-01", "2015-01-01"]


@pytest.mark.parametrize(
    ("type_", "relation", "subject"),
    [
        ("IS_INTERNATIONAL_BRANCH_OF", "subsidiary_of", FUND),
        ("IS_FUND-MANAGED_BY", "controls", PARENT),
        ("IS_SUBFUND_OF", "member_of", FUND),
        ("IS_FEEDER_TO", "invests_in", FUND),
    ],
)
def test_branches_and_funds_keep_who_stands_over_whom(
    tmp_path: Path, type_: str, relation: str, subject: str
) -> None:
    said = only(related(tmp_path, relationship(FUND, type_, PARENT)).said(relation))
    assert said.subject == f"s:{subject}"
    assert said.note == tables("gleif.toml")["notes"][type_]


@pytest.mark.parametrize(
    ("status", "registration"),
    [
        ("INACTIVE", "PUBLISHED"),
        ("NULL", "ANNULLED"),
        ("ACTIVE", "DUPLICATE"),
        ("ACTIVE", "RETIRED"),
    ],
)
def test_a_relationship_that_does_not_hold_is_skipped(
    tmp_path: Path, status: str, registration: str
) -> None:
    record = relationship(CHILD, DIRECT, PARENT, status=status, registration=registration)
    made = related(tmp_path, record)
    assert not made.said("subsidiary_of")
    assert made.tally.skipped.total() == 1


def test_a_lapsed_record_of_a_relationship_is_kept_and_said(tmp_path: Path) -> None:
    made = related(tmp_path, relationship(CHILD, DIRECT, PARENT, registration="LAPSED"))
    assert only(made.said("subsidiary_of")).note.endswith("The record's registration is LAPSED.")


def test_what_cannot_be_understood_is_rejected_or_skipped_with_its_reason(tmp_path: Path) -> None:
    made = related(
        tmp_path,
        relationship(CHILD, DIRECT, PARENT, status="PERHAPS"),
        relationship("", DIRECT, PARENT),
        relationship(CHILD, "IS_FRIEND_OF", PARENT),
        relationship(CHILD, DIRECT, "PNI-1", node="PNI"),
    )
    assert [each.reason for each in made.tally.rejected] == [
        "the relationship has no status that is known",
        "a relationship has no LEI at one of its ends",
    ]
    assert made.tally.skipped.total() == 2
    assert made.tally.unknown["gleif relations"] == {"IS_FRIEND_OF": 1}


def test_ends_without_level_1_are_counted_as_lost(tmp_path: Path) -> None:
    made = loaded(tmp_path, relationships(relationship(CHILD, DIRECT, PARENT)))
    assert made.lost == {"an end of the statement is not in the source": 1}


# Exceptions


def test_a_parent_that_is_not_disclosed_is_said_and_never_that_there_is_none(
    tmp_path: Path,
) -> None:
    silent = exceptions(
        (CHILD, "ULTIMATE", "NATURAL_PERSONS"),
        (CHILD, "DIRECT", "NON_PUBLIC"),
        (PARENT, "DIRECT", "A_NEW_REASON"),
    )
    made = loaded(tmp_path, FAMILY, silent)
    assert made.party(CHILD).description == (
        "Direct parent not disclosed: not public, for a legal obstacle or for want of consent. "
        "Ultimate parent not disclosed: held by natural persons, with no legal entity between "
        "that consolidates accounts."
    )
    assert made.party(PARENT).description == "Direct parent not disclosed: A_NEW_REASON."
    assert made.tally.unknown["gleif reasons"] == {"A_NEW_REASON": 1}
    assert made.tally.used == 7


def test_an_exception_of_a_party_that_is_nowhere_is_skipped_and_makes_none(tmp_path: Path) -> None:
    gone = parties(party(CHILD, "L", status="ANNULLED"))
    made = loaded(tmp_path, exceptions((CHILD, "DIRECT", "NO_LEI")), gone)
    assert not made.records.parties
    assert made.tally.skipped["an exception of a party that is in none of the files"] == 1


# Files


def test_files_may_come_in_any_order_and_packed(tmp_path: Path) -> None:
    files = []
    texts = (
        relationships(relationship(CHILD, DIRECT, PARENT)),
        exceptions((PARENT, "DIRECT", "NO_KNOWN_PERSON")),
        FAMILY,
    )
    for number, text in enumerate(texts):
        file = tmp_path / f"20260101-gleif-{number}.xml.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(f"{number}.xml", text)
        files.append(file)
        assert gleif.recognises(head(file))
    made = load("gleif", *files)
    assert made.ends("subsidiary_of") == [("Lantern Works", "Lantern Holding")]
    assert made.party(PARENT).description.startswith("Direct parent not disclosed")


def test_a_file_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cut off"):
        loaded(tmp_path, FAMILY[: len(FAMILY) // 2])


def test_a_file_that_holds_no_lei_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds no LEI data"):
        loaded(tmp_path, "<list><LEI/></list>")


def test_a_file_that_defines_entities_is_refused(tmp_path: Path) -> None:
    text = FAMILY.replace('"UTF-8"?>', '"UTF-8"?><!DOCTYPE x [<!ENTITY a "b">]>')
    with pytest.raises(BadFile, match="entities of its own"):
        loaded(tmp_path, text)


@pytest.mark.parametrize("text", [FAMILY, relationships(), exceptions()])
def test_each_sort_of_file_is_recognised(tmp_path: Path, text: str) -> None:
    assert gleif.recognises(head(write(tmp_path / "lei.xml", text)))


@pytest.mark.parametrize("text", ["<Exception/>", "LEI,Name\n", '{"LEIData": 1}', ""])
def test_other_files_are_not(tmp_path: Path, text: str) -> None:
    assert not gleif.recognises(head(write(tmp_path / "lei.xml", text)))


# Tables


@pytest.mark.parametrize("table", ["kinds", "forms"])
def test_all_kinds_are_in_the_vocabulary(table: str) -> None:
    assert set(tables("gleif.toml")[table].values()) <= words().kinds.keys()


def test_all_relations_are_in_the_vocabulary_and_have_a_note() -> None:
    relations = tables("gleif.toml")["relations"]
    assert {each.lstrip("^") for each in relations.values()} <= words().relations.keys()
    assert relations.keys() == tables("gleif.toml")["notes"].keys()


def test_the_classes_of_the_ontology_stand_for_words_of_the_xml() -> None:
    known = {
        word
        for table in ("kinds", "relations", "exceptions")
        for word in tables("gleif.toml")[table]
    }
    assert set(tables("gleif.toml")["classes"].values()) <= known
