"""Open Contracting Data Standard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.dates import PartialDate, Period
from graph.errors import BadFile
from graph.identity import load_schemes, strong
from graph.statement import Deal, Identifier
from loaders import ocds
from loaders.reading.files import head
from loaders.reading.ocds_party import ONLY_NAMED
from loaders.reading.words import tables
from tests.loading import load, write
from tests.records import DATA, words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loading import Loaded

OCID = "ocds-zzzzzz-0001"
ICE = {"streetAddress": "1 Floe Road", "locality": "Iceport", "countryName": "Antarctica"}
PATROL = {"id": "p1", "name": "Ice Patrol", "roles": ["buyer"], "address": ICE}
LENS = {
    "id": "s1",
    "name": "Lantern Lens",
    "roles": ["supplier"],
    "identifier": {"scheme": "GB-COH", "id": "00000042", "legalName": "Lantern Lens Limited"},
}
CANDLE = {"id": "s2", "name": "Candle Works", "roles": ["supplier"]}
NAME_ONLY = "government_agency/p1/icepatrol"
SUPERSEDED = "a later release of the same contracting process states its awards"


def award(key: str = "a1", *suppliers: dict[str, Any], **more: object) -> dict[str, Any]:
    """Give an award as 1.1 has it: its suppliers are referred to by id and name."""
    named = [
        {k: v for k, v in each.items() if k in ("id", "name")} for each in suppliers or (LENS,)
    ]
    return {
        "id": key,
        "title": "Cameras",
        "status": "active",
        "date": "2020-05-10T09:30:00Z",
        "value": {"amount": 1100.5, "currency": "EUR"},
        "suppliers": named,
        "contractPeriod": {"startDate": "2020-07-01T00:00:00Z", "endDate": "2021-06-30T23:59:00Z"},
        **more,
    }


def release(*awards: dict[str, Any], **more: object) -> dict[str, Any]:
    """Give a release of 1.1; None takes a field away."""
    full = {
        "ocid": OCID,
        "id": "r1",
        "date": "2020-05-11T00:00:00Z",
        "tag": ["award"],
        "initiationType": "tender",
        "parties": [PATROL, LENS, CANDLE],
        "buyer": {"id": "p1", "name": "Ice Patrol"},
        "tender": {"id": "t1", "title": "Watching the ice"},
        "awards": list(awards or (award(),)),
        **more,
    }
    return {key: value for key, value in full.items() if value is not None}


def old(**more: object) -> dict[str, Any]:
    """Give a release of 1.0, which has no parties: organisations stand where they are named."""
    patrol = {"name": "Ice Patrol", "identifier": {"id": "77"}, "address": ICE}
    lens = {"name": "Lantern Lens", "identifier": {"scheme": "GB-COH", "id": "00000042"}}
    return release({**award(), "suppliers": [lens]}, parties=None, buyer=patrol, **more)


def package(*releases: dict[str, Any], under: str = "releases", **more: object) -> dict[str, Any]:
    about = {"uri": "https://ice.example/1", "version": "1.1", "publisher": {"name": "Ice"}}
    return {**about, "publishedDate": "2020-06-01T00:00:00Z", **more, under: list(releases)}


def loaded(folder: Path, *texts: object, **options: str) -> Loaded:
    """Load files; what is no text is written as one JSON value."""
    said = [each if isinstance(each, str) else json.dumps(each) for each in texts]
    files = [write(folder / f"{n}.json", text) for n, text in enumerate(said)]
    return load("ocds", *files, **options)


def account(made: Loaded) -> tuple[int, int, dict[str, int], list[str]]:
    tally = made.tally
    return tally.rows, tally.used, dict(tally.skipped), [each.reason for each in tally.rejected]


def test_an_award_says_who_supplies_which_buyer_what_and_when(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release()))
    (said,) = made.said("supplies")
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert (said.item, said.grade) == ("Cameras", "documented")
    assert said.note == "Value as printed: 1100.5 EUR."
    assert said.period == Period(PartialDate("2020-05-10"), PartialDate("2021-06-30"))
    assert said.evidence.locator == f"{OCID}, award a1"
    assert account(made) == (1, 1, {}, [])


def test_the_award_is_a_deal_in_the_country_of_its_buyer(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release()))
    (said,) = made.said("supplies")
    assert said.deals == (f"s:{OCID}/award/a1",)
    assert made.records.deals[said.deals[0]] == Deal(said.deals[0], "Cameras", "AQ")


def test_a_deal_whose_country_no_release_tells_has_none(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(parties=[LENS])))
    assert [deal.country for deal in made.records.deals.values()] == [None]


def test_a_buyer_is_a_public_body_under_its_government(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release()))
    patrol = made.party(NAME_ONLY)
    assert (patrol.name, patrol.kind, patrol.country) == ("Ice Patrol", "government_agency", "AQ")
    assert made.ends("agency_of") == [("Ice Patrol", "Government of Antarctica")]
    assert made.said("agency_of")[0].grade == "inferred"


@pytest.mark.parametrize(
    "address",
    [
        {"countryName": "ANTARCTICA"},
        {"country": "AQ", "countryName": "Somewhere"},
        {"region": "AQ-IP"},
        {"countryName": "Nowhere", "region": "AQ-1"},
    ],
)
def test_a_country_is_told_by_a_code_a_name_or_a_region(
    tmp_path: Path, address: dict[str, str]
) -> None:
    made = loaded(tmp_path, package(release(parties=[{**PATROL, "address": address}, LENS])))
    assert made.named("Ice Patrol").country == "AQ"


def test_the_source_can_tell_the_country_of_buyers_that_print_none(tmp_path: Path) -> None:
    patrol = {**PATROL, "address": {"region": "Iceport"}}
    made = loaded(tmp_path, package(release(parties=[patrol, LENS])), country="AQ")
    assert made.named("Ice Patrol").country == "AQ"
    assert made.named("Lantern Lens").country is None
    assert not made.tally.unknown


def test_a_number_in_a_named_register_identifies_a_supplier(tmp_path: Path) -> None:
    found = loaded(tmp_path, package(release())).party("GB-COH-00000042")
    assert (found.name, found.aliases, found.kind) == (
        *("Lantern Lens", ("Lantern Lens Limited",)),
        "company",
    )
    assert found.identifiers == (Identifier("reg:GB-COH", "00000042"),)


def test_a_number_that_public_bodies_share_ties_none_of_them(tmp_path: Path) -> None:
    tax = {"scheme": "MX-RFC", "id": "GOV010101AAA"}
    first = release(parties=[{**PATROL, "identifier": tax}, LENS])
    fleet = {**PATROL, "name": "Ice Fleet", "identifier": tax}
    made = loaded(tmp_path, package(first, release(parties=[fleet, LENS], ocid="ocds-zzzzzz-2")))
    numbers = [made.named(name).identifiers for name in ("Ice Patrol", "Ice Fleet")]
    assert numbers == [(Identifier("MX-RFC", "GOV010101AAA"),)] * 2
    assert strong(numbers[0][0], load_schemes(DATA / "identifiers.toml")) is None


@pytest.mark.parametrize(
    ("scheme", "ours"),
    [
        ("XI-LEI", "lei"),
        ("MX-RFC", "reg:MX-RFC"),
        ("Registro Federal de Contribuyentes de México", "reg:MX-RFC"),
        ("GB-CFS", "contracts-finder"),
        ("Our own list", "registration"),
        ("", "registration"),
    ],
)
def test_schemes_are_named_as_ours_where_they_are_known(
    tmp_path: Path, scheme: str, ours: str
) -> None:
    lens = {**LENS, "identifier": {"scheme": scheme, "id": "X42"}}
    made = loaded(tmp_path, package(release(parties=[PATROL, lens])))
    assert made.named("Lantern Lens").identifiers == (Identifier(ours, "X42"),)
    unknown = {"ocds registers": {scheme: 1}} if scheme == "Our own list" else {}
    assert made.tally.unknown == unknown


def test_releases_of_1_0_name_their_organisations_where_they_stand(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(old(), version=None))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert made.party("government_agency/77/icepatrol").country == "AQ"
    assert made.party("GB-COH-00000042").kind == "company"


def test_an_id_that_begins_anew_in_each_release_joins_nobody_of_another_name(
    tmp_path: Path,
) -> None:
    first = {"id": "1", "name": "Lantern Lens"}
    second = {"id": "1", "name": "Candle Works"}
    made = loaded(
        tmp_path,
        package(
            release(award("a", first), parties=[PATROL, first]),
            release(award("a", second), parties=[PATROL, second], ocid="ocds-zzzzzz-2"),
        ),
    )
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol"), ("Lantern Lens", "Ice Patrol")]


@pytest.mark.parametrize("nothing", ["N/A", " - ", "", None, "000"])
def test_a_supplier_without_a_number_is_known_by_its_name_within_the_source(
    tmp_path: Path, nothing: str | None
) -> None:
    plain = {"name": "Lantern  Lens", "id": nothing, "identifier": {"scheme": "X", "id": nothing}}
    other = {"name": "LANTERN LENS"}
    made = loaded(
        tmp_path,
        package({**old(), "awards": [award("a", plain)]}),
        package({**old(), "ocid": "ocds-zzzzzz-2", "awards": [award("a", other)]}),
    )
    found = made.party("name/lanternlens")
    assert (found.name, found.aliases) == ("Lantern Lens", ("LANTERN LENS",))
    assert (found.identifiers, found.description) == ((), ONLY_NAMED)
    assert len(made.said("supplies")) == 2


def test_long_names_that_begin_alike_are_two(tmp_path: Path) -> None:
    long = [{"name": "Lantern " * 30 + end} for end in ("Lens", "Works")]
    made = loaded(tmp_path, package(release(award("a1", *long), parties=[PATROL])))
    assert len(made.said("supplies")) == 2


@pytest.mark.parametrize("name", ["N/A", "-", "", None, "...", "not available"])
def test_a_supplier_without_a_name_is_nobody(tmp_path: Path, name: str | None) -> None:
    nobody = {"id": "9", "name": name}
    made = loaded(tmp_path, package(release(award("a1", nobody), parties=[PATROL])))
    assert not made.said()
    assert account(made) == (1, 0, {"an award that names no supplier": 1}, [])


def test_a_number_given_to_all_who_have_none_identifies_nobody(tmp_path: Path) -> None:
    generic = {"scheme": "MX-RFC", "id": "XEXX010101000"}
    lens, candle = ({**each, "identifier": generic} for each in (LENS, CANDLE))
    one = release(award("a1", lens), award("a2", candle), parties=[PATROL, lens, candle])
    made = loaded(tmp_path, package(one))
    assert len(made.said("supplies")) == 2
    assert made.named("Candle Works").identifiers == ()


def test_suppliers_of_one_award_are_a_consortium_in_one_deal(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(award("a1", LENS, CANDLE))))
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol"), ("Lantern Lens", "Ice Patrol")]
    assert {said.deals for said in made.said("supplies")} == {(f"s:{OCID}/award/a1",)}
    assert all("In a consortium of 2." in said.note for said in made.said("supplies"))


def test_a_member_of_a_consortium_without_a_name_is_counted_in_the_note(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(award("a1", LENS, {"id": "9", "name": "N/A"}))))
    (said,) = made.said("supplies")
    assert "The award counts 1 more whom it does not name." in said.note


def test_a_supplier_named_twice_is_no_consortium(tmp_path: Path) -> None:
    (said,) = loaded(tmp_path, package(release(award("a1", LENS, LENS)))).said("supplies")
    assert "consortium" not in said.note


def test_a_contract_tells_when_it_was_signed_and_when_it_ends(tmp_path: Path) -> None:
    contract = {
        "id": "c1",
        "awardID": "a1",
        "title": "No. 7.",
        "status": "active",
        "dateSigned": "2020-06-10T14:23:12Z",
        "period": {"startDate": "2020-07-01T00:00:00Z", "endDate": "2022-06-30T00:00:00Z"},
        "value": {"amount": 900, "currency": "EUR"},
    }
    made = loaded(tmp_path, package(release(contracts=[contract])))
    (said,) = made.said("supplies")
    assert said.period == Period(PartialDate("2020-06-10"), PartialDate("2022-06-30"))
    assert said.note == "Value as printed: 900 EUR. Contract: No. 7."
    assert said.deals == (f"s:{OCID}/contract/c1",)


def test_each_contract_under_an_award_is_its_own_deal(tmp_path: Path) -> None:
    contracts = [{"id": n, "awardID": "a1", "dateSigned": "2020-06-10"} for n in (1, 2)]
    made = loaded(tmp_path, package(release(contracts=contracts)))
    assert sorted(made.records.deals) == [f"s:{OCID}/contract/1", f"s:{OCID}/contract/2"]
    assert len(made.said("supplies")) == 2


def test_a_contract_without_an_award_can_name_its_suppliers_itself(tmp_path: Path) -> None:
    contract = {"id": "c1", "suppliers": [{"id": "s2", "name": "Candle Works"}]}
    made = loaded(tmp_path, package(release(awards=[], contracts=[contract], tag=["contract"])))
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol")]


def test_without_a_signature_or_award_date_the_period_tells_the_beginning(tmp_path: Path) -> None:
    (said,) = loaded(tmp_path, package(release(award(date=None)))).said("supplies")
    assert said.period.valid_from == PartialDate("2020-07-01")


def test_an_end_before_the_beginning_is_left_out_and_counted(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(award(contractPeriod={"endDate": "2019-01-01"}))))
    (said,) = made.said("supplies")
    assert said.period == Period(PartialDate("2020-05-10"))
    assert made.tally.unknown == {"dates": {"an end before the beginning": 1}}


@pytest.mark.parametrize("status", ["cancelled", "unsuccessful"])
def test_an_award_that_came_to_nothing_is_skipped(tmp_path: Path, status: str) -> None:
    made = loaded(tmp_path, package(release(award(status=status))))
    assert not made.said()
    assert account(made) == (1, 0, {f"an award that is {status}": 1}, [])


def test_an_award_left_out_of_a_used_release_is_counted_beside_it(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(award(), award("a2", CANDLE, status="cancelled"))))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert account(made) == (2, 1, {"an award that is cancelled": 1}, [])


def test_a_contract_cancelled_before_it_was_signed_is_no_supply(tmp_path: Path) -> None:
    contract = {"id": "c1", "awardID": "a1", "status": "cancelled"}
    made = loaded(tmp_path, package(release(contracts=[contract])))
    assert account(made) == (1, 0, {"a contract cancelled": 1}, [])


def test_a_release_that_cancels_its_awards_by_its_tag_cancels_them(tmp_path: Path) -> None:
    later = release({"id": "a1"}, tag=["awardCancellation"], date="2020-09-01T00:00:00Z")
    made = loaded(tmp_path, package(release(), later))
    assert account(made) == (2, 0, {"an award that is cancelled": 1, SUPERSEDED: 1}, [])


@pytest.mark.parametrize(
    ("of_award", "of_contract", "relation"),
    [
        ("pending", "pending", "offered_to"),
        ("pending", None, "offered_to"),
        ("pending", "active", "supplies"),
        ("active", "pending", "supplies"),
        ("active", "terminated", "supplies"),
        (None, None, "supplies"),
    ],
)
def test_what_is_only_proposed_is_no_supply_yet(
    tmp_path: Path, of_award: str | None, of_contract: str | None, relation: str
) -> None:
    contracts = [{"id": "c1", "awardID": "a1", "status": of_contract}] if of_contract else []
    made = loaded(tmp_path, package(release(award(status=of_award), contracts=contracts)))
    (said,) = [*made.said("supplies"), *made.said("offered_to")]
    assert said.relation == relation
    assert ("Pending" in said.note) == (relation == "offered_to")


def test_an_unknown_status_is_counted(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(award(status="signed off"))))
    assert made.tally.unknown == {"ocds awards": {"signed off": 1}}
    assert len(made.said("supplies")) == 1


def test_a_procuring_entity_that_is_not_the_buyer_procures_for_it(tmp_path: Path) -> None:
    office = {"id": "p2", "name": "Purchasing Office", "address": ICE, "roles": ["procuringEntity"]}
    tender = {"title": "Watching", "procuringEntity": {"id": "p2", "name": "Purchasing Office"}}
    made = loaded(tmp_path, package(release(parties=[PATROL, LENS, office], tender=tender)))
    assert made.ends("procures_for") == [("Purchasing Office", "Ice Patrol")]
    (said,) = made.said("procures_for")
    assert said.period == Period(as_of=PartialDate("2020-05-10"))
    assert said.deals == made.said("supplies")[0].deals
    assert made.named("Purchasing Office").kind == "government_agency"


def test_a_procuring_entity_that_is_the_buyer_is_not_said_to_procure_for_itself(
    tmp_path: Path,
) -> None:
    tender = {"title": "Watching", "procuringEntity": {"id": "p1", "name": "Ice Patrol"}}
    made = loaded(tmp_path, package(release(tender=tender)))
    assert not made.said("procures_for")
    assert not made.lost


def test_where_no_buyer_is_named_the_procuring_entity_is_supplied(tmp_path: Path) -> None:
    tender = {"title": "Watching", "procuringEntity": {"name": "Purchasing Office"}}
    made = loaded(tmp_path, package(release(buyer=None, parties=[LENS], tender=tender)))
    assert made.ends("supplies") == [("Lantern Lens", "Purchasing Office")]
    assert "names no buyer" in made.said("supplies")[0].note


def test_a_release_that_names_nobody_who_buys_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(buyer={}, parties=[LENS])))
    reason = "an award that names no buyer and no procuring entity"
    assert account(made) == (1, 0, {reason: 1}, [])


def test_the_buyer_of_an_award_or_a_role_of_a_party_tells_who_buys(tmp_path: Path) -> None:
    fleet = {"id": "p2", "name": "Ice Fleet"}
    one = release(award(buyers=[{"id": "p2"}]), parties=[PATROL, fleet, LENS])
    two = release(buyer=None, ocid="ocds-zzzzzz-2")
    made = loaded(tmp_path, package(one, two))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Fleet"), ("Lantern Lens", "Ice Patrol")]


def test_a_natural_person_is_a_person_without_an_address(tmp_path: Path) -> None:
    detail = {"legalEntityTypeDetail": {"id": "1", "description": "INDIVIDUAL"}}
    ana = {"id": "s3", "name": "Ana Frost", "address": ICE, "details": detail}
    bo = {"id": "s4", "name": "Bo Frost", "identifier": {"scheme": "PE-DNI", "id": "5"}}
    one = release(award("a1", ana), award("a2", bo), parties=[{**PATROL, "address": {}}, ana, bo])
    made = loaded(tmp_path, package(one))
    assert {made.named(name).kind for name in ("Ana Frost", "Bo Frost")} == {"person"}
    assert not made.said("located_at")


def test_a_supplier_is_an_organisation_where_the_source_says_so(tmp_path: Path) -> None:
    club = {"id": "s3", "name": "Ice Club", "details": {"legalForm": "Association"}}
    odd = {"id": "s4", "name": "Ice Odd", "details": {"legalForm": "Guild"}}
    one = release(award("a1", club), award("a2", odd), parties=[PATROL, club, odd])
    made = loaded(tmp_path, package(one))
    assert made.named("Ice Club").kind == "organisation"
    assert made.named("Ice Odd").kind == "company"
    assert made.tally.unknown == {"ocds kinds": {"guild": 1}}


def test_an_address_needs_a_street(tmp_path: Path) -> None:
    town = {**LENS, "address": {"locality": "Iceport", "countryName": "AQ", "streetAddress": "-"}}
    made = loaded(tmp_path, package(release(parties=[PATROL, town])))
    assert made.ends("located_at") == [("Ice Patrol", "1 Floe Road, Iceport, Antarctica")]


def test_of_several_releases_the_newest_values_count_whatever_their_order(tmp_path: Path) -> None:
    first = release(award(value={"amount": 1, "currency": "EUR"}), date="2020-05-11T00:00:00Z")
    # Later by its offset, though its digits are smaller.
    last = release(
        {"id": "a1", "value": {"amount": 2}},
        date="2020-05-10T23:00:00-06:00",
        buyer=None,
        parties=None,
    )
    for folder, files in (("a", (first, last)), ("b", (last, first))):
        (tmp_path / folder).mkdir()
        made = loaded(tmp_path / folder, *(package(each) for each in files))
        (said,) = made.said("supplies")
        assert said.note == "Value as printed: 2 EUR."
        assert account(made) == (2, 1, {SUPERSEDED: 1}, [])


def test_an_award_that_only_an_earlier_release_states_is_kept(tmp_path: Path) -> None:
    later = release(award("a2", CANDLE), date="2020-08-01T00:00:00Z")
    made = loaded(tmp_path, package(release(), later))
    assert len(made.said("supplies")) == 2
    assert account(made) == (2, 2, {}, [])


def test_a_later_release_replaces_suppliers_and_a_null_takes_a_value_away(tmp_path: Path) -> None:
    later = release(award("a1", CANDLE, date=None, value=None), date="2020-08-01T00:00:00Z")
    made = loaded(tmp_path, package(release(), later))
    (said,) = made.said("supplies")
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol")]
    assert (said.note, said.period.valid_from) == ("", PartialDate("2020-07-01"))


def test_a_release_of_an_earlier_stage_is_skipped_and_its_words_are_used(tmp_path: Path) -> None:
    planning = release(awards=None, tag=["planning"], date="2020-01-01T00:00:00Z")
    contract = release(buyer=None, parties=[LENS], date="2020-08-01T00:00:00Z")
    made = loaded(tmp_path, package(planning, contract))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert account(made) == (2, 1, {"the release states no award and no contract": 1}, [])


def test_the_compiled_release_of_a_record_is_used(tmp_path: Path) -> None:
    compiled = release(award(title="Compiled"), tag=["compiled"])
    record = {"ocid": OCID, "releases": [release(award(title="First"))]}
    made = loaded(tmp_path, package({**record, "compiledRelease": compiled}, under="records"))
    assert [said.item for said in made.said("supplies")] == ["Compiled"]
    assert account(made) == (1, 1, {}, [])


def test_a_compiled_release_stands_for_all_before_it_and_yields_to_what_is_after(
    tmp_path: Path,
) -> None:
    before = release(award("old", CANDLE))
    compiled = release(award("a1", title="Compiled"), tag=["compiled"], date="2020-08-01T00:00:00Z")
    after = release({"id": "a1", "title": "Amended"}, date="2020-09-01T00:00:00Z")
    made = loaded(tmp_path, package(before, compiled, after))
    assert [said.item for said in made.said("supplies")] == ["Amended"]
    assert account(made) == (3, 1, {SUPERSEDED: 2}, [])


def test_releases_inside_a_record_without_a_compiled_one_are_merged(tmp_path: Path) -> None:
    later = release({"id": "a1", "title": "Later"}, date="2020-08-01T00:00:00Z")
    record = {"ocid": OCID, "releases": [later, release()]}
    made = loaded(tmp_path, package(record, under="records"))
    assert [said.item for said in made.said("supplies")] == ["Later"]


def test_a_record_that_only_links_to_its_releases_is_skipped(tmp_path: Path) -> None:
    link = {"url": "https://ice.example/1#r1", "date": "2020-05-11T00:00:00Z", "tag": ["award"]}
    made = loaded(tmp_path, package({"ocid": OCID, "releases": [link]}, under="records"))
    assert account(made) == (1, 0, {"the record only links to its releases": 1}, [])


def versions(*values: object) -> list[dict[str, object]]:
    """Give the versions of a value, the newest first, as no merge is bound to order them."""
    return [
        {"releaseID": f"r{n}", "releaseDate": f"2020-0{n}-01T00:00:00Z", "releaseTag": ["award"]}
        | {"value": value}
        for n, value in reversed(list(enumerate(values, 1)))
    ]


def test_of_each_value_of_a_versioned_release_the_latest_is_used(tmp_path: Path) -> None:
    versioned = {
        "ocid": OCID,
        "initiationType": versions("tender"),
        "buyer": {
            "name": versions("Ice Petrol", "Ice Patrol"),
            "identifier": {"id": versions("77")},
        },
        "awards": [
            {
                "id": "a1",
                "title": versions("Lamps", None, "Cameras"),
                "status": versions("pending", "active"),
                "value": {"amount": versions(1, 2), "currency": versions("EUR")},
                "suppliers": versions([{"name": "Candle Works"}], [{"name": "Lantern Lens"}]),
            }
        ],
    }
    made = loaded(tmp_path, versioned)
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    (said,) = made.said("supplies")
    assert (said.item, said.note) == ("Cameras", "Value as printed: 2 EUR.")


def test_a_record_with_a_versioned_release_alone_is_used(tmp_path: Path) -> None:
    versioned = {"ocid": OCID, "buyer": {"name": versions("Ice Patrol")}, "awards": [award()]}
    record = {"ocid": OCID, "releases": [], "versionedRelease": versioned}
    made = loaded(tmp_path, package(record, under="records"))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]


SHAPES = {
    "a package on one line": json.dumps(package(release())),
    "a package over many lines": json.dumps(package(release()), indent=2),
    "a package with a byte order mark": "\ufeff" + json.dumps(package(release())),
    "a release": json.dumps(release()),
    "a release over many lines": json.dumps(release(), indent=2),
    "a record over many lines": json.dumps({"ocid": OCID, "releases": [release()]}, indent=2),
    "an array": json.dumps([release()]),
    "an array over many lines": "\n" + json.dumps([release()], indent=2),
    "an array of packages": json.dumps([package(release())]),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_one_release_can_be_packed_in_many_ways(tmp_path: Path, text: str) -> None:
    made = loaded(tmp_path, text)
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert account(made) == (1, 1, {}, [])
    assert ocds.recognises(head(tmp_path / "0.json"))


def test_lines_can_hold_releases_records_and_packages(tmp_path: Path) -> None:
    other, third = (release(ocid=f"ocds-zzzzzz-{n}") for n in (2, 3))
    fourth = {"ocid": "4", "compiledRelease": release(ocid="4", tag=["compiled"]), "releases": []}
    lines = [release(), package(other, third), package(fourth, under="records"), package()]
    made = loaded(tmp_path, "\n\n".join(json.dumps(line) for line in lines))
    assert len(made.records.deals) == 4
    assert account(made) == (5, 4, {"the package is empty": 1}, [])


@pytest.mark.parametrize("indent", [None, 2])
def test_a_package_in_another_encoding_is_read_when_it_is_named(
    tmp_path: Path, indent: int | None
) -> None:
    lens = {**LENS, "name": "Éclair Lens"}
    text = json.dumps(package(release(parties=[PATROL, lens])), ensure_ascii=False, indent=indent)
    file = write(tmp_path / "latin.json", text, "iso-8859-1")
    made = load("ocds", file, encoding="iso-8859-1")
    assert made.ends("supplies") == [("Éclair Lens", "Ice Patrol")]
    assert ocds.recognises(head(file))
    with pytest.raises(BadFile, match=r"not in the encoding UTF-8.*encoding = "):
        load("ocds", file)


def test_lines_in_another_encoding_are_read_when_it_is_named(tmp_path: Path) -> None:
    lens = {**LENS, "name": "Éclair Lens"}
    lines = [release(), release(parties=[PATROL, lens], ocid="ocds-zzzzzz-2")]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    file = write(tmp_path / "latin.jsonl", text + "\n", "iso-8859-1")
    assert len(load("ocds", file, encoding="iso-8859-1").said("supplies")) == 2
    assert account(load("ocds", file))[3] == ["is not in the encoding UTF-8"]


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="nobody knows"):
        loaded(tmp_path, package(release()), encoding="ice-9")


def test_a_row_without_an_ocid_is_rejected_and_others_are_read(tmp_path: Path) -> None:
    made = loaded(tmp_path, package(release(), {"id": "x"}, {"ocid": " ", "id": "y"}))
    assert account(made) == (3, 1, {}, ["has no ocid"] * 2)
    assert [each.row for each in made.tally.rejected] == [2, 3]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("value", [package(release(), release()), release()])
def test_a_file_that_is_cut_off_is_refused(
    tmp_path: Path, value: dict[str, Any], indent: int | None
) -> None:
    text = json.dumps(value, indent=indent)
    with pytest.raises(BadFile, match=r"cut off|is not JSON"):
        loaded(tmp_path, text[: len(text) * 2 // 3])


def test_lines_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    text = "\n".join(json.dumps(release(ocid=f"o{n}")) for n in range(3))
    with pytest.raises(BadFile, match="line 3 is cut off"):
        loaded(tmp_path, text[:-200])


@pytest.mark.parametrize("text", ["", "ocds", "{}", '{"a": []}'])
def test_a_file_without_releases_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile):
        loaded(tmp_path, text)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"ocid": OCID, "buyer": {}}
    inner = deep["buyer"]
    for _ in range(150):
        inner["name"] = {}
        inner = inner["name"]
    made = loaded(tmp_path, "\n".join([json.dumps(deep), json.dumps(release(ocid="o2"))]))
    assert account(made) == (2, 1, {}, ["nests deeper than the standard does"])


ODD: list[dict[str, Any]] = [
    {"awards": {"id": "a1", "suppliers": "Lantern Lens"}},
    {"awards": [None, "a", 1, {}]},
    {"awards": [award()], "buyer": ["Ice Patrol"], "parties": "none"},
    {"awards": [award()], "buyer": [{"id": ["p1"], "name": {"en": "Ice"}}], "parties": [None]},
    {"awards": [{**award(), "date": 2020, "value": 5, "title": ["x"], "contractPeriod": []}]},
    {"contracts": [{}, {"awardID": None}], "tender": [], "awards": [{**award(), "id": None}]},
    {"date": "soon", "tag": "award", "awards": [{**award(), "suppliers": {"name": True}}]},
]


@pytest.mark.parametrize("odd", ODD)
def test_values_of_the_wrong_type_stop_nothing(tmp_path: Path, odd: dict[str, Any]) -> None:
    made = loaded(tmp_path, package(release(**odd), release(ocid="ocds-zzzzzz-2")))
    assert made.tally.rows >= 2
    assert f"s:{'ocds-zzzzzz-2'}/award/a1" in made.records.deals


def test_the_grade_of_the_source_overrides(tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", json.dumps(release()))
    assert load("ocds", file, grade="reported").said("supplies")[0].grade == "reported"


@pytest.mark.parametrize("table", ["awards", "contracts"])
def test_relations_are_words_of_the_vocabulary(table: str) -> None:
    assert set(tables("ocds.toml")[table].values()) <= {*words().relations, ""}


@pytest.mark.parametrize("table", ["kinds", "persons"])
def test_kinds_are_words_of_the_vocabulary(table: str) -> None:
    assert set(tables("ocds.toml")[table].values()) <= set(words().kinds)


@pytest.mark.parametrize("table", ["kinds", "countries", "nothing"])
def test_words_that_are_met_in_small_letters_are_written_so(table: str) -> None:
    assert all(word == word.casefold() for word in tables("ocds.toml")[table])


def test_other_json_is_not_recognised(tmp_path: Path) -> None:
    # OpenCorporates has an ocid too, which publishers of company data print.
    for text in ('{"data": [{"ocid": "gb/42"}]}', "[]", "", "ocid,tag", '{"values": []}'):
        assert not ocds.recognises(head(write(tmp_path / "x.json", text)))


def test_a_package_is_recognised_before_its_first_release(tmp_path: Path) -> None:
    links = [f"https://ice.example/{n}" for n in range(10_000)]
    text = json.dumps(package(packages=links))
    assert ocds.recognises(head(write(tmp_path / "x.json", text)))
