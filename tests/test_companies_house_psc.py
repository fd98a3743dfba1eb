"""Records of persons with significant control become holders, companies and natures of control."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from graph import country
from graph.dates import PartialDate, Period
from graph.end_users import Role, end_users
from graph.errors import BadFile
from graph.network import build
from graph.recognising import recognised
from graph.statement import Identifier, Percent
from loaders.reading.companies_house_holder import number_of
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Object: TypeAlias = dict[str, Any]
Read: TypeAlias = "Callable[..., Loaded]"

TABLES = tables("companies_house.toml")
FORMAT = "companies-house"
CONTROL = "person-with-significant-control"
TOTALS: Object = {
    "data": {
        "kind": "totals#persons-of-significant-control-snapshot",
        "persons_of_significant_control_count": 1,
        "statements_count": 0,
        "exemptions_count": 0,
        "generated_at": "2024-11-22T03:43:03Z",
    }
}
SHARES = "ownership-of-shares-75-to-100-percent"


def record(kind: str, number: str = "01234567", own: str = "x1", **data: object) -> Object:
    """Make a record as the snapshot prints it."""
    link = f"/company/{number}/persons-with-significant-control/{kind.partition('-')[0]}/{own}"
    made = {"etag": "0" * 40, "kind": kind, "links": {"self": link}} | data
    return {"company_number": number, "data": made}


def person(own: str = "x1", **data: object) -> Object:
    made: Object = {"name": "Mrs Ann Ice", "natures_of_control": [SHARES]}
    return record(f"individual-{CONTROL}", own=own, **(made | data))


def firm(own: str = "x1", number: str = "01234567", **data: object) -> Object:
    made: Object = {"name": "Lens Holdings Limited", "natures_of_control": [SHARES]}
    return record(f"corporate-entity-{CONTROL}", number, own, **(made | data))


def body(own: str = "x1", **data: object) -> Object:
    made: Object = {"name": "Ministry of Ice", "natures_of_control": [SHARES]}
    return record(f"legal-person-{CONTROL}", own=own, **(made | data))


def lines(*records: Object) -> str:
    return "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in records)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that loads records as a snapshot, one a line, with totals at its end."""

    def of(*records: Object, **options: str) -> Loaded:
        file = write(tmp_path / "psc-snapshot.txt", lines(*records, TOTALS))
        return load(FORMAT, file, **options)

    return of


def holder(found: Loaded) -> Any:  # noqa: ANN401
    (party,) = [p for p in found.records.parties.values() if p.id.startswith("s:/company/")]
    return party


# A record


def test_a_record_says_that_a_holder_owns_a_company(read: Read) -> None:
    found = read(person(notified_on="2016-04-06"))
    (said,) = found.said()
    link = "/company/01234567/persons-with-significant-control/individual/x1"
    assert (said.subject, said.relation, said.object) == (f"s:{link}", "owns", "s:01234567")
    assert said.percent == Percent.parse("75-100")
    assert said.period == Period(PartialDate("2016-04-06"))
    assert (said.grade, said.evidence.locator) == ("documented", link)
    assert said.note == f"Nature of control as stated: {SHARES}."


def test_the_company_of_a_record_is_known_by_its_number(read: Read) -> None:
    company = read(person()).party("01234567")
    assert (company.name, company.kind, company.country) == ("Company 01234567", "company", "GB")
    assert company.identifiers == (Identifier("reg:GB-COH", "01234567"),)


@pytest.mark.parametrize("number", ["OE012345", "FC012345", "SF012345", "NF012345"])
def test_of_a_company_from_abroad_the_number_tells_no_country(read: Read, number: str) -> None:
    assert read(firm(number=number)).party(number).country is None


def test_an_unpadded_company_number_is_the_same_company(read: Read) -> None:
    short = person(own="x2") | {"company_number": "1234567"}
    assert len(read(person(), short).ends("owns")) == 2


def test_the_totals_at_the_end_are_no_record(read: Read) -> None:
    found = read(person())
    assert found.tally.skipped == {"the totals at the end of the file": 1}
    assert (found.tally.rows, found.tally.used) == (2, 1)


def test_a_ceased_record_holds_until_it_ceased(read: Read) -> None:
    (said,) = read(person(notified_on="2016-04-06", ceased_on="2019-03-01")).said()
    assert said.period == Period(PartialDate("2016-04-06"), PartialDate("2019-03-01"))


def test_one_holder_may_stand_in_two_records_with_periods_of_their_own(read: Read) -> None:
    first = person(own="x1", notified_on="2016-04-06", ceased_on="2019-03-01")
    second = person(own="x2", notified_on="2021-01-01")
    assert len(read(first, second).said("owns")) == 2


# Natures of control


@pytest.mark.parametrize(
    ("nature", "relation", "share"),
    [
        ("ownership-of-shares-25-to-50-percent", "owns", ">25-50"),
        ("ownership-of-shares-50-to-75-percent", "owns", ">50-<75"),
        ("ownership-of-shares-75-to-100-percent", "owns", "75-100"),
        ("ownership-of-shares-25-to-50-percent-as-trust", "controls", ">25-50"),
        ("ownership-of-shares-75-to-100-percent-as-firm", "controls", "75-100"),
        ("ownership-of-shares-more-than-25-percent-registered-overseas-entity", "owns", ">25"),
        (
            "ownership-of-shares-more-than-25-percent-as-trust-registered-overseas-entity",
            *("owns", ">25"),
        ),
        (
            "ownership-of-shares-more-than-25-percent-as-control-over-trust"
            "-registered-overseas-entity",
            *("controls", ">25"),
        ),
        ("voting-rights-50-to-75-percent", "controls", ">50-<75"),
        ("voting-rights-25-to-50-percent-as-firm", "controls", ">25-50"),
        ("voting-rights-75-to-100-percent-limited-liability-partnership", "controls", "75-100"),
        ("voting-rights-more-than-25-percent-registered-overseas-entity", "controls", ">25"),
        ("right-to-share-surplus-assets-25-to-50-percent-limited-liability-partnership",
         *("owns", ">25-50")),
        ("part-right-to-share-surplus-assets-75-to-100-percent", "owns", "75-100"),
        ("right-to-appoint-and-remove-directors", "controls", ""),
        ("right-to-appoint-and-remove-members-limited-liability-partnership", "controls", ""),
        ("right-to-appoint-and-remove-person-as-trust", "controls", ""),
        ("significant-influence-or-control", "controls", ""),
        ("significant-influence-or-control-as-trust-registered-overseas-entity", "controls", ""),
        ("signficant-influence-or-control", "controls", ""),
    ],
)  # fmt: skip
def test_a_nature_of_control_is_a_relation_and_a_band(
    read: Read, nature: str, relation: str, share: str
) -> None:
    found = read(person(natures_of_control=[nature]))
    (said,) = found.said()
    assert (said.relation, said.percent.text if said.percent else "") == (relation, share)
    assert not found.tally.unknown


def test_each_nature_of_control_is_a_statement_of_its_own(read: Read) -> None:
    natures = [SHARES, "voting-rights-75-to-100-percent", "right-to-appoint-and-remove-directors"]
    found = read(person(natures_of_control=natures))
    told = {(s.relation, s.percent.text if s.percent else "") for s in found.said()}
    assert told == {("owns", "75-100"), ("controls", "75-100"), ("controls", "")}


def test_an_overseas_entity_that_holds_land_as_a_nominee_acts_for_the_holder(read: Read) -> None:
    nature = "registered-owner-as-nominee-person-england-wales-registered-overseas-entity"
    found = read(firm(number="OE012345", natures_of_control=[nature]))
    assert found.ends("acts_for") == [("Company OE012345", "Lens Holdings Limited")]


def test_an_unknown_nature_of_control_is_a_link_and_is_counted(read: Read) -> None:
    found = read(person(natures_of_control=["right-to-fish"]))
    assert found.ends("linked_to") == [("Mrs Ann Ice", "Company 01234567")]
    assert found.tally.unknown == {"companies_house natures": {"right-to-fish": 1}}


def test_a_record_without_a_nature_of_control_is_a_link(read: Read) -> None:
    (said,) = read(person(natures_of_control=[])).said()
    assert said.relation == "linked_to"
    assert said.note == "The register states significant control, and not of what nature."


# Holders


def test_a_person_is_named_as_printed_and_known_without_the_title(read: Read) -> None:
    elements = {"title": "Mrs", "forename": "Ann", "middle_name": "Bea", "surname": "Ice"}
    party = holder(read(person(name="Mrs Ann Bea Ice", name_elements=elements)))
    assert (party.name, party.kind, party.aliases) == (
        "Mrs Ann Bea Ice",
        "person",
        ("Ann Bea Ice",),
    )
    only = person(name_elements={"forename": "Ann", "surname": "Ice"})
    del only["data"]["name"]
    assert holder(read(only)).name == "Ann Ice"


def test_of_a_birth_only_month_and_year_are_known(read: Read) -> None:
    party = holder(read(person(date_of_birth={"month": 2, "year": 1977})))
    assert party.begun == PartialDate("1977-02")


@pytest.mark.parametrize(
    ("nationality", "country"),
    [
        ("British", "GB"),
        ("Iranian", "IR"),
        ("British,Irish", "GB"),
        ("Martian/Chinese", "CN"),
        ("Citizen Of Antigua And Barbuda", "AG"),
        ("Irish And British", "IE"),
        ("", None),
    ],
)
def test_the_nationality_tells_the_country_of_a_person(
    read: Read, nationality: str, country: str | None
) -> None:
    assert holder(read(person(nationality=nationality))).country == country


def test_an_unknown_nationality_is_counted_and_kept_as_stated(read: Read) -> None:
    found = read(person(nationality="Martian", country_of_residence="England"))
    assert found.tally.unknown == {"companies_house nationalities": {"martian": 1}}
    assert holder(found).description == (
        "Nationality, as stated: Martian. Country of residence, as stated: England."
    )


def test_the_address_of_a_person_is_left_out_and_that_of_a_company_kept(read: Read) -> None:
    address = {
        "premises": "9", "address_line_1": "Floe Road", "locality": "Iceton",
        "postal_code": "IC1 1CE", "country": "England",
    }  # fmt: skip
    found = read(person(address=address), firm(own="x2", address=address))
    place = "9, Floe Road, Iceton, IC1 1CE, England"
    assert found.ends("located_at") == [("Lens Holdings Limited", place)]
    assert found.named(place).country == "GB"


def test_an_address_that_is_only_a_country_is_none(read: Read) -> None:
    assert not read(firm(address={"country": "England"})).said("located_at")


def told(country: object, number: str = "", **more: str) -> Object:
    return {"identification": {"country_registered": country, "registration_number": number} | more}


@pytest.mark.parametrize(
    ("country", "number", "identifier"),
    [
        ("England & Wales", "06436883", ("reg:GB-COH", "06436883")),
        ("England And Wales", "6436883", ("reg:GB-COH", "06436883")),
        ("United Kingdom (England And Wales)", " 6436883 ", ("reg:GB-COH", "06436883")),
        ("Scotland", "Sc1234", ("reg:GB-COH", "SC001234")),
        ("United Kingdom", "12", ("registration:gb", "12")),
        ("United Kingdom", "See register", ("registration:gb", "See register")),
        ("Jersey", "06436883", ("registration:je", "06436883")),
        ("Minnesota, Usa", "06436883", ("registration", "06436883")),
        ("West Yorkshire", "06436883", ("registration", "06436883")),
        (None, "06436883", ("registration", "06436883")),
    ],
)
def test_a_number_is_this_registers_own_only_with_the_country(
    read: Read, country: str | None, number: str, identifier: tuple[str, str]
) -> None:
    party = holder(read(firm(**told(country, number))))
    assert party.identifiers == (Identifier(*identifier),)


def test_a_country_that_is_none_is_counted_and_not_guessed(read: Read) -> None:
    found = read(firm(**told("West Yorkshire")))
    assert holder(found).country is None
    assert found.tally.unknown == {"countries": {"West Yorkshire": 1}}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("686734", "00686734"),
        ("0068-6734", "00686734"),
        ("OC 300001", "OC300001"),
        ("IP12345R", "IP12345R"),
        ("00000000", None),
        ("123", None),
        ("123456789", None),
        ("HRB 12345", None),
        ("", None),
    ],
)
def test_a_number_is_completed_or_none(text: str, number: str | None) -> None:
    assert number_of(text) == number


def test_a_holder_is_the_company_whose_number_it_prints(read: Read) -> None:
    above = firm(**told("England", "7654321"))
    found = read(above, person(own="x2") | {"company_number": "07654321"})
    (said,) = found.said("same_as")
    assert (said.subject, said.object) == (holder_of(found), "s:07654321")
    assert said.grade == "inferred"
    assert "number" in said.note


def holder_of(found: Loaded) -> str:
    return found.named("Lens Holdings Limited").id


def test_a_holder_is_not_said_to_be_a_company_that_is_not_there(read: Read) -> None:
    found = read(firm(**told("England", "7654321")))
    assert not found.said("same_as")
    assert not found.lost


# Public bodies


@pytest.mark.parametrize(
    "data",
    [
        told("Antarctica"),
        told("", legal_authority="Antarctica", legal_form="Government Department"),
        {"address": {"premises": "1", "country": "Antarctica"}},
        {"principal_office_address": {"country": "Antarctica"}},
    ],
)
def test_a_legal_person_is_a_public_body_under_the_government_of_its_country(
    read: Read, data: Object
) -> None:
    found = read(body(**data))
    party = holder(found)
    assert (party.kind, party.country) == ("government_agency", "AQ")
    assert found.ends("agency_of") == [("Ministry of Ice", "Government of Antarctica")]


def test_a_company_that_a_public_body_owns_is_state_controlled(read: Read) -> None:
    records = read(body(**told("Antarctica"))).records
    found = end_users(build(records), records.statements, words())
    assert found["s:01234567"].role is Role.STATE_CONTROLLED
    assert found["s:01234567"].countries == {"AQ"}


def test_a_law_that_is_no_country_is_not_counted(read: Read) -> None:
    found = read(body(**told("", legal_authority="The Ice Act 1901")))
    assert holder(found).country is None
    assert not found.tally.unknown


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Non-Uk Government", "government_agency"),
        ("Nhs Foundation Trust", "government_agency"),
        ("Corporation Sole", "government_agency"),
        ("Local Authority", "government_agency"),
        ("", "government_agency"),
        ("Private Limited Company", "organisation"),
        ("Stichting", "organisation"),
    ],
)
def test_a_legal_person_of_a_private_form_is_no_public_body(
    read: Read, form: str, kind: str
) -> None:
    assert holder(read(body(**told("", legal_form=form)))).kind == kind


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("individual-beneficial-owner", "person"),
        ("corporate-entity-beneficial-owner", "company"),
        ("legal-person-beneficial-owner", "government_agency"),
    ],
)
def test_an_owner_of_an_overseas_entity_is_a_holder_too(read: Read, kind: str, ours: str) -> None:
    nature = "ownership-of-shares-more-than-25-percent-registered-overseas-entity"
    data: Object = {"name": "A", "natures_of_control": [nature], "is_sanctioned": True}
    party = holder(read(record(kind, "OE012345", **data)))
    assert party.kind == ours
    assert party.description == "Marked in the register as sanctioned."


# Records that name nobody


@pytest.mark.parametrize(
    ("kind", "data", "reason"),
    [
        (
            f"super-secure-{CONTROL}",
            {"description": "super-secure-persons-with-significant-control", "ceased": False},
            "the holder's particulars are protected by law",
        ),
        ("super-secure-beneficial-owner", {}, "the holder's particulars are protected by law"),
        (
            "persons-with-significant-control-statement",
            {"statement": "no-individual-or-entity-with-signficant-control"},
            "no holder but a statement: nobody has significant control",
        ),
        (
            "persons-with-significant-control-statement",
            {"statement": "psc-exists-but-not-identified-partnership"},
            "no holder but a statement: a holder is not identified",
        ),
        (
            "persons-with-significant-control-statement",
            {"statement": "nobody-home"},
            "no holder but a statement: one that is not known here",
        ),
        ("exemptions", {"exemptions": {}}, "the company is exempt from naming holders"),
        ("ghost", {}, "the record is of a kind that is not known here"),
    ],
)
def test_a_record_that_names_nobody_is_skipped_with_the_reason(
    read: Read, kind: str, data: Object, reason: str
) -> None:
    found = read(record(kind, **data))
    assert found.tally.skipped[reason] == 1
    assert not found.records.parties


def test_an_unknown_kind_and_an_unknown_statement_are_counted(read: Read) -> None:
    statement = record("persons-with-significant-control-statement", statement="nobody-home")
    assert read(record("ghost"), statement).tally.unknown == {
        "companies_house kinds": {"ghost": 1},
        "companies_house statements": {"nobody-home": 1},
    }


def test_a_record_that_cannot_be_understood_is_rejected(read: Read) -> None:
    unlinked, unnumbered, nameless = person(links={}), person(), person(name=" ")
    unnumbered["company_number"] = None
    found = read(unlinked, unnumbered, nameless, {"company_number": "01234567"}, {"data": []})
    assert [each.reason for each in found.tally.rejected] == [
        "has no link to itself, or no company number",
        "has no link to itself, or no company number",
        "names nobody",
        "is no record of a kind",
        "is no record of a kind",
    ]


# Files


def test_an_array_or_a_single_record_is_read_as_well(tmp_path: Path) -> None:
    dated = [person() | {"ContentDate": "2024-12-19"}, TOTALS]
    array = load(FORMAT, write(tmp_path / "a.json", json.dumps(dated)))
    lined = load(FORMAT, write(tmp_path / "b.txt", lines(person(), TOTALS)))
    alone = load(FORMAT, write(tmp_path / "c.json", json.dumps(person(), indent=2)))
    assert array.records == lined.records == alone.records


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cut off"):
        load(FORMAT, write(tmp_path / "a.txt", lines(person(), person(own="x2"))[:-40]))


@pytest.mark.parametrize(
    "text", [lines(person(), TOTALS), json.dumps([person(), TOTALS], indent=2), lines(TOTALS)]
)
def test_a_snapshot_is_recognised(tmp_path: Path, text: str) -> None:
    assert recognised(write(tmp_path / "persons.txt", text)) == FORMAT


# The tables of words


@pytest.mark.parametrize("meaning", sorted(set(TABLES["natures"].values())))
def test_natures_of_control_are_in_the_vocabulary(meaning: str) -> None:
    relation, _, share = meaning.partition(" ")
    assert relation.lstrip("^") in words().relations
    assert not share or Percent.parse(share)


@pytest.mark.parametrize("table", ["kinds", "public", "private", "categories"])
def test_kinds_are_in_the_vocabulary(table: str) -> None:
    assert set(TABLES[table].values()) <= set(words().kinds)


@pytest.mark.parametrize("table", ["places", "nationalities"])
def test_countries_are_codes_of_the_standard(table: str) -> None:
    assert [code for code in TABLES[table].values() if code and not country.is_code(code)] == []
