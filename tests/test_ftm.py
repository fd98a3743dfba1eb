"""FollowTheMoney entities in all their files become parties, listings and statements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from graph.errors import BadFile
from graph.recognising import recognised
from graph.statement import Identifier
from loaders import ftm
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Read: TypeAlias = "Callable[..., Loaded]"

TABLES = tables("ftm.toml")
ALPHA, BETA = "alpha-1", "beta-2"


def entity(schema: str, key: str, *, caption: str = "", **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make an entity as it is published, with a list for each property."""
    values = {n: v if isinstance(v, list) else [v] for n, v in properties.items()}
    made = {"id": key, "schema": schema, "properties": values, "datasets": ["invented"]}
    return made | ({"caption": caption} if caption else {})


def company(key: str, name: str = "", **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return entity("Company", key, name=name or key, **properties)


def lines(*objects: object) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that loads entities as one file."""

    def of(*objects: object, **options: str) -> Loaded:
        return load("ftm", write(tmp_path / "entities.ftm.json", lines(*objects)), **options)

    return of


# Parties


def test_a_party_keeps_what_its_entity_says(read: Read) -> None:
    party = read(
        entity(
            "Company", ALPHA, caption="Alpha Lenses", name=["Alpha Lenses", "Альфа"],
            alias="Alpha Optical", previousName="Alfa Works", abbreviation="AL",
            jurisdiction="ru", country=["ru", "cy"], incorporationDate="2001-02",
            dissolutionDate="2020", description="Invented maker\nof lenses.",
        )
    ).party(ALPHA)  # fmt: skip
    assert (party.name, party.kind, party.country) == ("Alpha Lenses", "company", "RU")
    assert party.aliases == ("Альфа", "Alpha Optical", "Alfa Works", "AL")
    assert (str(party.begun), str(party.ended)) == ("2001-02", "2020")
    assert party.description == "Invented maker of lenses."


def test_a_caption_may_be_absent_and_may_be_only_the_schema(read: Read) -> None:
    found = read(
        entity("Company", "a", name=["First", "Second"]),
        entity("Company", "b", caption="Company", alias="Only Alias"),
        entity("Company", "c", caption="Company", email="a@c.example"),
    )
    assert (found.party("a").name, found.party("a").aliases) == ("First", ("Second",))
    assert found.party("b").name == "Only Alias"
    assert dict(found.tally.skipped) == {"a party without a name": 1}


def test_a_weak_alias_is_never_an_alias(read: Read) -> None:
    party = read(company(ALPHA, alias=["ALF", "Alpha Works"], weakAlias=["ALF", "A"])).party(ALPHA)
    assert (party.aliases, party.weak_aliases) == (("Alpha Works",), ("ALF", "A"))


def test_values_that_are_no_lists_are_read_all_the_same(read: Read) -> None:
    one = {"id": 7, "schema": "Company", "properties": {"name": "Alpha", "jurisdiction": "de"}}
    two = {"id": "t", "schema": "Ownership", "properties": {"owner": "b", "asset": 7}}
    found = read(one, company("b"), two | {"datasets": "invented"})
    assert (found.party("7").name, found.party("7").country) == ("Alpha", "DE")
    assert found.ends("owns") == [("b", "Alpha")]


@pytest.mark.parametrize(
    ("schema", "topics", "kind"),
    [
        ("Company", [], "company"),
        ("LegalEntity", [], "organisation"),
        ("Organization", ["sanction"], "organisation"),
        ("Organization", ["gov"], "government_agency"),
        ("LegalEntity", ["gov.security", "sanction"], "government_agency"),
        ("Organization", ["gov", "gov.soe"], "company"),
        ("Organization", ["mil"], "organisation"),
        ("Company", ["gov"], "company"),
        ("PublicBody", [], "government_agency"),
        ("PublicBody", ["gov", "gov.igo"], "organisation"),
        ("Person", ["gov.head", "role.pep"], "person"),
        ("Vessel", [], "asset"),
        ("Project", [], "product"),
    ],
)
def test_schema_and_topics_give_the_kind(
    schema: str, topics: list[str], kind: str, read: Read
) -> None:
    found = read(entity(schema, ALPHA, name="Alpha", topics=topics))
    assert found.party(ALPHA).kind == kind
    assert found.tally.unknown == {}


def test_a_public_body_stands_under_its_government(read: Read) -> None:
    found = read(entity("PublicBody", ALPHA, name="Ice Police", country="aq"))
    assert found.ends("agency_of") == [("Ice Police", "Government of Antarctica")]
    assert [each.grade for each in found.said()] == ["inferred"]


@pytest.mark.parametrize(
    ("properties", "country"),
    [
        ({"country": ["su", "ru"]}, "RU"),
        ({"country": "su"}, None),
        ({"jurisdiction": "eu"}, None),
        ({"jurisdiction": "gb-sct"}, "GB"),
        ({"country": "cy-trnc"}, "CY"),
        ({"country": ["gb", "ru"], "nationality": ["ru"]}, "RU"),
        ({"mainCountry": "ir", "country": ["ae", "ir"]}, "IR"),
    ],
)
def test_the_country_is_the_only_one_that_a_property_gives(
    properties: dict[str, Any], country: str | None, read: Read
) -> None:
    found = read(company(ALPHA, **properties))
    assert found.party(ALPHA).country == country
    assert found.tally.unknown == {}


def test_of_several_countries_none_is_chosen_and_all_are_told(read: Read) -> None:
    found = read(entity("PublicBody", ALPHA, name="Twin Bureau", country=["ua-cri", "ru"]))
    assert found.party(ALPHA).country is None
    assert "Countries as stated: RU, UA." in found.party(ALPHA).description
    assert found.said() == []


def test_an_unknown_country_and_topic_are_counted(read: Read) -> None:
    found = read(company(ALPHA, country="atlantis", topics="new.topic"))
    assert {name: dict(of) for name, of in found.tally.unknown.items()} == {
        "countries": {"atlantis": 1},
        "ftm topics": {"new.topic": 1},
    }


def test_numbers_keep_their_scheme(read: Read) -> None:
    found = read(
        company(ALPHA, jurisdiction="ru", innCode="7701234567", registrationNumber="12-3"),
        entity("Vessel", BETA, name="Iceboat", imoNumber="IMO9074729"),
    )
    assert set(found.party(ALPHA).identifiers) == {
        Identifier("ru-inn", "7701234567"),
        Identifier("registration:ru", "12-3"),
    }
    assert found.party(BETA).identifiers == (Identifier("imo", "9074729"),)


def test_ids_and_referents_hold_numbers_of_lists(read: Read) -> None:
    made = company("Q99999999") | {
        "referents": ["ofac-123", "gb-hmt-45", "gb-fcdo-aqd0001", "eu-fsf-eu-12-34", "ofac-9f",
                      "gb-hmt-named-alpha", "NK-12"]
    }  # fmt: skip
    assert set(read(made).party("Q99999999").identifiers) == {
        Identifier("wikidata", "Q99999999"),
        Identifier("ofac", "123"),
        Identifier("uk-ofsi", "45"),
        Identifier("uk-list", "AQD0001"),
        Identifier("eu", "EU.12.34"),
    }


def test_of_a_person_no_number_of_a_paper_is_kept(read: Read) -> None:
    secret = {"passportNumber": "P1", "idNumber": "I1", "taxNumber": "T1", "birthDate": "1960"}
    found = read(
        entity("Person", ALPHA, name="Ann Example", position="Minister of Ice", **secret),
        entity("Passport", "p", holder=ALPHA, number="P1"),
    )
    assert found.party(ALPHA).identifiers == ()
    assert found.party(ALPHA).description == "Position as stated: Minister of Ice."
    assert str(found.party(ALPHA).begun) == "1960"
    assert found.tally.skipped["numbers of personal papers are not kept"] == 1


# Ties


def test_every_period_and_share_of_one_pair_is_kept(read: Read) -> None:
    pair = {"owner": ALPHA, "asset": BETA}
    found = read(
        entity("Ownership", "1", **pair, percentage="50", startDate="2015", endDate="2023-03-02"),
        entity("Ownership", "2", **pair, percentage="51", startDate="2015"),
        entity("Ownership", "3", **pair, percentage="48", startDate="2015", endDate="2023-12"),
        entity("Ownership", "4", **pair, percentage="49 %"),
        entity("Ownership", "5", **pair, role="parent"),
        company(ALPHA),
        company(BETA),
    )
    shares = {s.percent.text if s.percent else "": str(s.period) for s in found.said("owns")}
    assert shares == {
        "50": "2015 to 2023-03-02",
        "51": "2015 to ?",
        "48": "2015 to 2023-12",
        "49": "undated",
        "": "undated",
    }
    assert {s.record for s in found.said()} == set("12345")


def test_several_values_at_both_ends_make_every_pair(read: Read) -> None:
    both = entity("Ownership", "o", owner=["a", "b"], asset=["c", "d"], percentage=["30", "31"])
    found = read(both, *(company(key) for key in "abcd"))
    assert len(found.said("owns")) == 8
    assert set(found.ends("owns")) == {(x, y) for x in "ab" for y in "cd"}


def test_a_tie_between_too_many_parties_is_rejected(read: Read) -> None:
    found = read(entity("Ownership", "o", owner=["a"], asset=[str(n) for n in range(10_001)]))
    assert [each.reason for each in found.tally.rejected] == [
        "ties more than 10,000 pairs of parties"
    ]


def test_a_share_that_cannot_be_read_is_told_and_counted(read: Read) -> None:
    tie = entity("Ownership", "o", owner=ALPHA, asset=BETA, percentage="a half")
    found = read(tie, company(ALPHA), company(BETA))
    (said,) = found.said("owns")
    assert said.percent is None
    assert "Share as stated: a half." in said.note
    assert found.tally.unknown["ftm percentages"] == {"a half": 1}


def test_a_day_counts_and_not_the_year_it_lies_in(read: Read) -> None:
    dates: dict[str, Any] = {
        "startDate": ["2016-12-18", "2009", "2009-11-09"],
        "endDate": ["2011", "2019-10"],
    }
    tie = entity("Ownership", "o", owner=ALPHA, asset=BETA, **dates)
    (said,) = read(tie, company(ALPHA), company(BETA)).said("owns")
    assert str(said.period) == "2009-11-09 to 2019-10"
    assert "Begins as stated: 2016-12-18; 2009; 2009-11-09." in said.note


@pytest.mark.parametrize(
    ("schema", "ends", "relation", "kinds"),
    [
        ("Directorship", ("director", "organization"), "directs", ("Person", "Company")),
        ("Membership", ("member", "organization"), "member_of", ("Company", "Organization")),
        ("Employment", ("employee", "employer"), "employed_by", ("Person", "PublicBody")),
        ("Representation", ("agent", "client"), "acts_for", ("Company", "PublicBody")),
        ("Payment", ("payer", "beneficiary"), "finances", ("Company", "Organization")),
        ("Debt", ("creditor", "debtor"), "finances", ("Company", "Company")),
        ("Succession", ("successor", "predecessor"), "succeeds", ("Company", "Company")),
        ("UnknownLink", ("subject", "object"), "linked_to", ("Person", "Vessel")),
        ("Family", ("person", "relative"), "linked_to", ("Person", "Person")),
        ("Associate", ("person", "associate"), "linked_to", ("Person", "Person")),
        ("Similar", ("candidate", "match"), "possibly_same_as", ("Company", "Company")),
        ("EconomicActivity", ("sender", "receiver"), "supplies", ("Company", "PublicBody")),
        ("CallForTenders", ("tenderers", "authority"), "offered_to", ("Company", "PublicBody")),
        ("ProjectParticipant", ("participant", "project"), "linked_to", ("Company", "Project")),
    ],
)
def test_a_tie_becomes_our_relation_the_right_way_round(
    schema: str, ends: tuple[str, str], relation: str, kinds: tuple[str, str], read: Read
) -> None:
    tie = entity(schema, "t", **dict(zip(ends, (ALPHA, BETA), strict=True)))
    parties = [entity(k, key, name=key) for k, key in zip(kinds, (ALPHA, BETA), strict=True)]
    found = read(tie, *parties)
    assert found.ends(relation) == [(ALPHA, BETA)]
    assert (found.lost, found.tally.used) == ({}, 3)


def test_roles_and_sources_go_into_the_note(read: Read) -> None:
    tie = entity("Directorship", "t", director=ALPHA, organization=BETA, role="Secretary",
                 sourceUrl="https://register.example/7")  # fmt: skip
    (said,) = read(tie, entity("Person", ALPHA, name="Ann"), company(BETA)).said("directs")
    assert said.note == (
        "Stated as Directorship. Role as stated: Secretary. Dataset: invented."
        " See https://register.example/7"
    )
    assert said.evidence.locator == "t"


def test_a_relation_that_cannot_hold_between_the_kinds_is_weakened(read: Read) -> None:
    found = read(
        entity("Directorship", "t", director=ALPHA, organization=BETA, role="Director"),
        company(ALPHA),
        company(BETA),
        entity("PublicBody", "m", name="Ministry"),
        entity("PublicBody", "b", name="Bureau", parent="m"),
    )
    assert found.ends("linked_to") == [(ALPHA, BETA)]
    assert "Stated as Directorship. Role as stated: Director." in found.said("linked_to")[0].note
    assert found.ends("agency_of") == [("Bureau", "Ministry")]
    assert found.lost == {}


def test_properties_of_a_party_tie_it_to_others(read: Read) -> None:
    found = read(
        company(ALPHA, parent=BETA),
        company(BETA),
        entity("Vessel", "v", name="Iceboat", owner=ALPHA, operator=BETA),
    )
    assert found.ends("subsidiary_of") == [(ALPHA, BETA)]
    assert found.ends("owns") == [(ALPHA, "Iceboat")]
    assert found.ends("linked_to") == [(BETA, "Iceboat")]


def test_a_payment_keeps_its_amount_and_day(read: Read) -> None:
    pay = {"payer": ALPHA, "beneficiary": BETA, "date": "2011-12-29"}
    found = read(
        entity("Payment", "1", **pay, amountEur="100000"),
        entity("Payment", "2", **pay, amount="7", currency="CHF"),
        company(ALPHA),
        entity("Organization", BETA, name=BETA),
    )
    assert {s.item for s in found.said("finances")} == {"EUR 100000", "CHF 7"}
    assert {str(s.period) for s in found.said()} == {"as of 2011-12-29"}


def test_a_tie_to_an_absent_entity_is_used_and_its_statement_lost(read: Read) -> None:
    found = read(company(ALPHA), entity("Ownership", "o", owner=ALPHA, asset="gone"))
    assert found.tally.used == 2
    assert found.lost == {"an end of the statement is not in the source": 1}


def test_a_tie_that_names_one_end_is_skipped(read: Read) -> None:
    found = read(company(ALPHA), entity("Ownership", "o", owner=ALPHA))
    assert dict(found.tally.skipped) == {"a tie that names only one of its ends": 1}


@pytest.mark.parametrize(
    ("datasets", "own", "grade"),
    [
        (["us_ofac_sdn"], "", "official_finding"),
        (["ext_ru_egrul", "somewhere_else"], "", "documented"),
        (["somewhere_else"], "", "reported"),
        ([], "", "reported"),
        (["us_ofac_sdn"], "alleged", "alleged"),
    ],
)
def test_the_grade_is_that_of_the_strongest_dataset_or_the_sources_own(
    datasets: list[str], own: str, grade: str, read: Read
) -> None:
    tie = entity("Ownership", "o", owner=ALPHA, asset=BETA) | {"datasets": datasets}
    (said,) = read(tie, company(ALPHA), company(BETA), grade=own).said("owns")
    assert said.grade == grade


# Ties through a third entity


@pytest.mark.parametrize("turned", [False, True])
def test_who_holds_a_post_works_for_the_organisation_that_it_names(
    turned: bool, read: Read
) -> None:
    objects = [
        entity("Occupancy", "o", holder=ALPHA, post="p", startDate="2019", endDate="2021-05"),
        entity("Position", "p", name="Director of Ice", organization=BETA),
        entity("Person", ALPHA, name="Ann"),
        entity("PublicBody", BETA, name="Ice Bureau"),
    ]
    found = read(*(reversed(objects) if turned else objects))
    (said,) = found.said("employed_by")
    assert found.ends("employed_by") == [("Ann", "Ice Bureau")]
    assert (str(said.period), said.record) == ("2019 to 2021-05", "o")
    assert "Position as stated: Director of Ice." in said.note
    assert found.tally.used == 4


def test_a_post_that_names_no_organisation_says_nothing(read: Read) -> None:
    found = read(
        entity("Person", ALPHA, name="Ann"),
        entity("Position", "p", name="Member of Parliament", country="aq"),
        entity("Occupancy", "o", holder=ALPHA, post="p"),
        entity("Occupancy", "q", holder=ALPHA),
    )
    assert dict(found.tally.skipped) == {
        "a Position that names no organization": 1,
        "a tie through a post that is not in the file, or names nobody": 2,
    }
    assert found.said() == []


def test_an_award_is_a_contract_of_its_supplier_with_the_authority(read: Read) -> None:
    found = read(
        entity("ContractAward", "w", supplier=ALPHA, contract="c", amount="9", currency="EUR"),
        entity("Contract", "c", title="Ice cameras", authority=BETA, contractDate="2020-07"),
        company(ALPHA),
        entity("PublicBody", BETA, name="Ice Bureau", country="aq"),
    )
    (said,) = found.said("contracts_with")
    assert found.ends("contracts_with") == [(ALPHA, "Ice Bureau")]
    assert (said.item, str(said.period)) == ("Ice cameras; EUR 9", "as of 2020-07")
    (deal,) = found.records.deals.values()
    assert (said.deals, deal.title, deal.country) == ((deal.id,), "Ice cameras", "AQ")


# Sanctions


@pytest.mark.parametrize("turned", [False, True])
def test_a_sanction_is_a_listing_of_its_entity_wherever_it_stands(turned: bool, read: Read) -> None:
    objects = [
        company(ALPHA, "Alpha Lenses"),
        entity(
            "Sanction", "s", entity=ALPHA, authority="Office of Ice", program="ICE-1",
            startDate="2021-01-02", listingDate="2022", endDate="2024", authorityId="I.7",
            sourceUrl="https://ice.example", unscId="ICe.001", reason="long",
        ),
    ]  # fmt: skip
    party = read(*(reversed(objects) if turned else objects)).party(ALPHA)
    (listing,) = party.listings
    assert (listing.list, listing.programme) == ("Office of Ice", "ICE-1")
    assert (str(listing.date), str(listing.until)) == ("2021-01-02", "2024")
    assert listing.citation == "I.7; https://ice.example"
    assert (party.name, party.aliases) == ("Alpha Lenses", ())
    assert Identifier("un", "ICe.001") in party.identifiers


def test_a_sanction_without_its_entity_is_skipped(read: Read) -> None:
    found = read(entity("Sanction", "s", entity="gone", authority="Office of Ice"))
    assert dict(found.tally.skipped) == {"a sanction whose entity is not in the file": 1}
    assert found.records.parties == {}


def test_sanctions_of_another_file_of_the_source_are_attached(tmp_path: Path) -> None:
    first = write(tmp_path / "a.json", lines(entity("Sanction", "s", entity=ALPHA, program="X")))
    second = write(tmp_path / "b.json", lines(company(ALPHA)))
    assert [x.programme for x in load("ftm", first, second).party(ALPHA).listings] == ["X"]


# Addresses


@pytest.mark.parametrize("turned", [False, True])
def test_an_address_given_twice_is_one(turned: bool, read: Read) -> None:
    objects = [
        company(ALPHA, addressEntity="a", address=["7 FLOE ROAD, ICE BAY", "Other St 1"]),
        entity("Address", "a", full=["7 Floe Road, Ice Bay", "Floe Road 7, Ice Bay"], country="aq"),
        company(BETA, address="Floe Road 7,  Ice Bay"),
    ]
    found = read(*(reversed(objects) if turned else objects))
    assert found.ends("located_at") == [
        (ALPHA, "7 Floe Road, Ice Bay"),
        (ALPHA, "Other St 1"),
        (BETA, "7 Floe Road, Ice Bay"),
    ]
    assert found.party("a").country == "AQ"
    assert found.party("a").aliases == ("Floe Road 7, Ice Bay",)


def test_an_address_in_parts_is_put_together(read: Read) -> None:
    found = read(entity("Address", "a", city="Ice Bay", street="7 Floe Road", country="aq"))
    assert found.party("a").name == "7 Floe Road, Ice Bay"


def test_a_country_is_no_address(read: Read) -> None:
    found = read(
        entity("Address", "a", full="Antarctica"),
        entity("Address", "b", country="aq"),
        company(ALPHA, address="Antarctica"),
    )
    assert dict(found.tally.skipped) == {"an address without a text, or of a country only": 2}
    assert found.said() == []


def test_an_absent_address_entity_leaves_the_text(read: Read) -> None:
    found = read(company(ALPHA, addressEntity="gone", address="7 Floe Road, Ice Bay"))
    assert found.ends("located_at") == [(ALPHA, "7 Floe Road, Ice Bay")]


# Nested targets, deltas, and what is no entity


def test_nested_entities_are_read_and_counted_each(read: Read) -> None:
    relative = entity("Person", "r", name="Rel")
    family = entity("Family", "f", relationship="mother", person=ALPHA, relative=[relative])
    sanction = entity("Sanction", "s", authority="Office of Ice")
    found = read(entity("Person", ALPHA, name="Ann", familyPerson=[family], sanctions=sanction))
    assert found.ends("linked_to") == [("Ann", "Rel")]
    assert [each.list for each in found.party(ALPHA).listings] == ["Office of Ice"]
    assert (found.tally.rows, found.tally.used) == (4, 4)


def test_the_outer_entity_is_an_end_of_a_nested_tie_that_leaves_it_out(read: Read) -> None:
    other = company("x")
    owned = entity("Ownership", "o", owner=[other], asset=[company(BETA)], percentage="50")
    found = read(company(ALPHA, ownershipOwner=[owned]))
    assert found.ends("owns") == [(ALPHA, BETA), ("x", BETA)]


def test_a_nested_address_is_an_address(read: Read) -> None:
    found = read(company(ALPHA, addressEntity=[entity("Address", "a", full="7 Floe Road")]))
    assert found.ends("located_at") == [(ALPHA, "7 Floe Road")]


def test_a_delta_adds_and_changes_and_its_deletions_are_skipped(read: Read) -> None:
    found = read(
        {"op": "ADD", "entity": company(ALPHA)},
        {"op": "MOD", "entity": company(BETA)},
        {"op": "DEL", "entity": {"id": "gone"}},
        {"op": "TURN", "entity": company("x")},
    )
    assert set(found.records.parties) == {f"s:{ALPHA}", f"s:{BETA}"}
    assert found.tally.skipped.total() == 1
    assert [each.row for each in found.tally.rejected] == [4]


def test_documents_are_skipped_and_an_unknown_schema_is_counted(read: Read) -> None:
    found = read(
        entity("Page", "p", bodyText="text"), entity("Email", "e"), entity("Blimp", "b", name="B")
    )
    assert dict(found.tally.skipped) == {
        "a document is no party": 1,
        "a message is no party": 1,
        "an entity of a schema that is not known": 1,
    }
    assert found.tally.unknown == {"ftm kinds": {"Blimp": 1}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "a", "schema": "Company"},
        {"id": "a", "properties": {}},
        {"schema": "Company", "properties": {"name": ["A"]}},
        {"id": " ", "schema": "Company", "properties": {"name": ["A"]}},
        {"id": "a", "schema": "Sanction", "properties": "none"},
        {"op": "ADD", "entity": "a"},
        ["a"],
    ],
)
def test_what_is_no_entity_is_rejected(wrong: object, read: Read) -> None:
    found = read(wrong, company(ALPHA))
    assert len(found.tally.rejected) == 1
    assert found.tally.used == 1


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    text = lines(company(ALPHA), company(BETA))
    with pytest.raises(BadFile, match="cut off"):
        load("ftm", write(tmp_path / "entities.ftm.json", text[:-20]))


def test_the_order_of_lines_does_not_matter(read: Read) -> None:
    objects = [
        company(ALPHA, addressEntity="a"),
        company(BETA, address="7 Floe Road"),
        entity("Ownership", "o", owner=ALPHA, asset=BETA, percentage="50"),
        entity("Sanction", "s", entity=BETA, program="X"),
        entity("Address", "a", full="7 Floe Road"),
    ]
    assert read(*objects).records == read(*reversed(objects)).records


# Recognising


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("zero.entities.ftm.json", lines(company(ALPHA))),
        (
            "samples.ijson",
            lines({"id": "1", "properties": {"bodyText": ["x" * 99]}, "schema": "P"}),
        ),
        ("long.ijson", lines({"id": "1", "properties": {"b": ["x" * 70_000]}, "schema": "Page"})),
        ("targets.nested.json", lines(entity("Person", ALPHA, caption="Ann", name="Ann"))),
        ("entities.delta.json", lines({"op": "DEL", "entity": {"id": "gone"}})),
        ("entities.delta.json", lines({"op": "ADD", "entity": company(ALPHA)})),
    ],
)
def test_every_file_of_entities_is_recognised(name: str, text: str, tmp_path: Path) -> None:
    assert recognised(write(tmp_path / name, text)) == "ftm"


@pytest.mark.parametrize(
    "text",
    [
        '{"versions": {"20240527": "https://x.example/entities.delta.json"}}\n',
        '{"schemata": {"Address": {"properties": {}}}}\n',
        '{"type": "Feature", "properties": {"schema": "x"}}\n',
        '{"nodes":[{"id":1,"data":{"properties":{"name":"A"}}}],"edges":[]}',
        "id,schema,properties\n",
    ],
)
def test_other_files_are_not_taken_for_entities(text: str, tmp_path: Path) -> None:
    assert not ftm.recognises(head(write(tmp_path / "file.json", text)))


# The tables of words


@pytest.mark.parametrize("kind", sorted({*TABLES["kinds"].values(), *TABLES["topics"].values()}))
def test_kinds_are_in_the_vocabulary(kind: str) -> None:
    assert kind == "" or kind in words().kinds


@pytest.mark.parametrize(
    "relation",
    sorted(
        {text.split()[1] for name in ("edges", "through") for text in TABLES[name].values()}
        | {text.lstrip("^") for name in ("properties", "instead") for text in TABLES[name].values()}
    ),
)
def test_relations_are_in_the_vocabulary(relation: str) -> None:
    assert words().relation(relation).name == relation


@pytest.mark.parametrize("grade", sorted(set(TABLES["grades"].values())))
def test_grades_are_in_the_vocabulary(grade: str) -> None:
    assert words().grade(grade).name == grade


def test_no_schema_has_two_meanings() -> None:
    named = [s for t in ("kinds", "edges", "through", "thirds", "left_out") for s in TABLES[t]]
    assert len(named) == len(set(named)) == 69  # and Sanction
