"""Statements of the Beneficial Ownership Data Standard, 0.1 to 0.4, become parties and ties."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from graph.dates import PartialDate, Period
from graph.end_users import Role, end_users
from graph.errors import BadFile
from graph.network import build
from graph.recognising import recognised
from graph.statement import Identifier, Percent
from loaders import bods
from loaders.reading.bods_interest import share_text
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Object: TypeAlias = dict[str, Any]
Read: TypeAlias = "Callable[..., Loaded]"

TABLES = tables("bods.toml")
LENS, HOLD, ANN = "lens", "hold", "ann"
STEPS_THERE = "an indirect holding whose steps are in the source"
LATER = "a later statement takes its place"
CLOSED = "the record was closed: it no longer holds"


# The shape from 0.4 on


def stated(key: str, sort: str, details: Object, **said: object) -> Object:
    """Make a statement about a record as 0.4 has it."""
    made = {"statementId": f"st-{key}", "declarationSubject": LENS, "statementDate": "2022-02-14"}
    made |= {"recordId": key, "recordStatus": "new", "recordType": sort}
    return made | {"recordDetails": {"isComponent": False} | details} | said


def entity(key: str, name: str = "", type_: str = "registeredEntity", **details: object) -> Object:
    said = {"entityType": {"type": type_}, "name": name or key} | details
    return stated(key, "entity", said)


def person(key: str, name: str = "", **details: object) -> Object:
    said = {"personType": "knownPerson", "names": [{"fullName": name or key}]} | details
    return stated(key, "person", said)


def held(
    key: str, subject: object, holder: object, *interests: Object, **details: object
) -> Object:
    ends = {"subject": subject, "interestedParty": holder}
    return stated(key, "relationship", ends | {"interests": list(interests)} | details)


def shares(share: object = None, **said: object) -> Object:
    exact = {} if share is None else {"share": {"exact": share}}
    return {"type": "shareholding", "directOrIndirect": "direct"} | exact | said


# The shape before it


def old_entity(key: str, name: str, **said: object) -> Object:
    made = {"statementID": key, "statementType": "entityStatement"}
    return made | {"entityType": "registeredEntity", "name": name} | said


def old_person(key: str, name: str, **said: object) -> Object:
    made = {"statementID": key, "statementType": "personStatement"}
    return made | {"personType": "knownPerson", "names": [{"fullName": name}]} | said


def old_held(key: str, subject: str, holder: Object, *interests: Object, **said: object) -> Object:
    made = {"statementID": key, "statementType": "ownershipOrControlStatement"}
    ends = {"subject": {"describedByEntityStatement": subject}, "interestedParty": holder}
    return made | ends | {"interests": list(interests)} | said


def by_person(key: str) -> Object:
    return {"describedByPersonStatement": key}


def by_entity(key: str) -> Object:
    return {"describedByEntityStatement": key}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that loads statements as one array."""

    def of(*statements: Object, **options: str) -> Loaded:
        return load("bods", write(tmp_path / "bods.json", json.dumps(statements)), **options)

    return of


# Every version


OLD = (old_entity(LENS, "Lens Works"), old_person(ANN, "Ann"))
NEW = (entity(LENS, "Lens Works"), person(ANN, "Ann"))


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            (*OLD, old_held("r", LENS, by_person(ANN), {**shares(49), "interestLevel": "direct"})),
            id="0.1 and 0.2",
        ),
        pytest.param((*OLD, old_held("r", LENS, by_person(ANN), shares(49))), id="0.3"),
        pytest.param((*NEW, held("r", LENS, ANN, shares(49))), id="0.4"),
    ],
)
def test_every_version_says_who_owns_what_share(read: Read, statements: tuple[Object, ...]) -> None:
    found = read(*statements)
    assert (found.party(LENS).name, found.party(LENS).kind) == ("Lens Works", "company")
    assert (found.party(ANN).name, found.party(ANN).kind) == ("Ann", "person")
    (said,) = found.said()
    assert (said.subject, said.relation, said.object) == ("s:ann", "owns", "s:lens")
    assert said.percent == Percent.parse("49")
    assert said.grade == "documented"
    assert said.evidence.locator in ("r", "st-r")
    assert found.tally.used == 3


def test_the_grade_of_the_source_goes_before_ours(read: Read) -> None:
    (said,) = read(*NEW, held("r", LENS, ANN, shares(49)), grade="reported").said()
    assert said.grade == "reported"


# A state-owned enterprise


def state_owned() -> tuple[Object, ...]:
    """Give a company that a state owns through a ministry and a holding: 76.5 and 23.5 percent."""
    place: Object = {"jurisdiction": {"name": "Antarctica", "code": "AQ"}}
    step: Object = {"isComponent": True}
    type_ = {"type": "stateBody", "subtype": "governmentDepartment", "details": "ministerio"}
    indirect = shares(100, directOrIndirect="indirect")
    steps = ["holding", "ministry", "r1", "r2", "r3", "r4"]
    return (
        entity("gas", "Ice Gas Oy", **place),
        entity("holding", "Ice Holding Oy", **place, **step),
        entity("ministry", "Ministry of Ice", entityType=type_, **place, **step),
        entity("state", "Republic of Ice", "state", alternateNames=["The Ice"], **place),
        held("r1", "gas", "holding", shares(76.5), **step),
        held("r2", "holding", "ministry", shares(100), **step),
        held("r3", "gas", "ministry", shares(23.5), **step),
        held("r4", "ministry", "state", {"type": "otherInfluenceOrControl"}, **step),
        held("whole", "gas", "state", indirect, componentRecords=steps),
    )


def test_a_state_owned_enterprise_hangs_together(read: Read) -> None:
    found = read(*state_owned())
    assert {p.name: (p.kind, p.country) for p in found.records.parties.values()} == {
        "Ice Gas Oy": ("company", "AQ"),
        "Ice Holding Oy": ("company", "AQ"),
        "Ministry of Ice": ("government_agency", "AQ"),
        "Republic of Ice": ("government", "AQ"),
    }
    assert found.party("state").identifiers == (Identifier("iso-government", "AQ"),)
    assert found.party("ministry").description == (
        "Type as stated: governmentDepartment, ministerio."
    )
    shown = {(s.subject[2:], s.object[2:]): s.percent for s in found.said("owns")}
    assert shown == {
        ("holding", "gas"): Percent.parse("76.5"),
        ("ministry", "holding"): Percent.parse("100"),
        ("ministry", "gas"): Percent.parse("23.5"),
    }
    assert found.ends("controls") == [("Republic of Ice", "Ministry of Ice")]
    assert found.tally.skipped == {STEPS_THERE: 1}


def test_a_public_body_stands_under_the_state_that_the_source_itself_has(read: Read) -> None:
    found = read(*state_owned())
    (said,) = found.said("agency_of")
    assert (said.subject, said.object, said.grade) == ("s:ministry", "s:state", "inferred")


def test_a_state_owned_enterprise_is_a_state_controlled_end_user(read: Read) -> None:
    records = read(*state_owned()).records
    network = build(records)
    found = end_users(network, records.statements, words())
    assert found["s:gas"].role is Role.STATE_CONTROLLED
    assert found["s:gas"].governments == ("s:state",)
    assert found["s:gas"].countries == {"AQ"}


def test_a_public_body_without_its_state_stands_under_the_government_of_its_country(
    read: Read,
) -> None:
    found = read(entity("m", "Ministry", "stateBody", jurisdiction={"code": "AQ"}))
    assert found.ends("agency_of") == [("Ministry", "Government of Antarctica")]


def test_a_part_of_a_country_is_not_the_government_of_the_country(read: Read) -> None:
    region = entity("r", "A region", "state", jurisdiction={"code": "US-DE", "name": "Delaware"})
    found = read(region, entity("m", "Ministry", "stateBody", jurisdiction={"code": "US"}))
    assert (found.party("r").kind, found.party("r").country) == ("government", "US")
    assert found.party("r").identifiers == ()
    assert found.ends("agency_of") == [("Ministry", "Government of United States")]


# What no longer holds


@pytest.mark.parametrize("field", ["replacesStatements", "replaceStatements"])
def test_before_0_4_a_statement_that_another_replaces_is_left_out(read: Read, field: str) -> None:
    first = old_held("r1", LENS, by_person(ANN), shares(100))
    second = old_held("r2", LENS, by_person(ANN), shares(50), **{field: ["r1"]})
    for order in ((first, second), (second, first)):
        found = read(*OLD, *order)
        assert [s.percent for s in found.said()] == [Percent.parse("50")]
        assert found.tally.skipped == {LATER: 1}


def test_a_reference_to_a_replaced_party_goes_to_what_replaced_it(read: Read) -> None:
    found = read(
        *OLD,
        old_held("r", LENS, by_person(ANN), shares(50)),
        old_entity("lens-2", "Lens Works Ltd", replacesStatements=[LENS]),
        old_entity("lens-3", "Lens Works plc", replacesStatements=["lens-2"]),
    )
    assert found.ends("owns") == [("Ann", "Lens Works plc")]
    assert found.tally.skipped == {LATER: 2}


def test_statements_that_replace_each_other_leave_nothing_and_end(read: Read) -> None:
    found = read(
        old_entity("a", "A", replacesStatements=["b", "a"]),
        old_entity("b", "B", replacesStatements=["a"]),
        old_held("r", "a", by_entity("b"), shares(50)),
    )
    assert not found.records.parties
    assert found.tally.skipped == {LATER: 2}


def test_two_statements_of_one_id_are_both_read(read: Read) -> None:
    found = read(
        *OLD,
        old_person("bea", "Bea"),
        old_held("r", LENS, by_person(ANN), shares(50)),
        old_held("r", LENS, by_person("bea"), shares(50)),
    )
    assert found.ends("owns") == [("Ann", "Lens Works"), ("Bea", "Lens Works")]


def test_from_0_4_the_latest_statement_about_a_record_holds(read: Read) -> None:
    first = held("r", LENS, ANN, shares(50)) | {"statementDate": "2020-01-01"}
    second = held("r", LENS, ANN, shares(60)) | {
        "statementDate": "2021-01-01T09:00:00Z", "statementId": "st-r-2", "recordStatus": "updated",
    }  # fmt: skip
    for order in ((first, second), (second, first)):
        found = read(*NEW, *order)
        assert [s.percent for s in found.said()] == [Percent.parse("60")]
        assert found.tally.skipped == {LATER: 1}


def test_on_one_day_an_update_comes_after_what_is_new(read: Read) -> None:
    update = entity(LENS, "Lens Works plc") | {"recordStatus": "updated"}
    assert read(update, entity(LENS, "Lens Works")).party(LENS).name == "Lens Works plc"


def test_a_closed_record_is_left_out_with_all_its_versions(read: Read) -> None:
    closed = held("r", LENS, ANN, shares(50)) | {
        "statementDate": "2023-01-01", "recordStatus": "closed",
    }  # fmt: skip
    found = read(*NEW, held("r", LENS, ANN, shares(50)), closed)
    assert not found.said()
    assert found.tally.skipped == {LATER: 1, CLOSED: 1}


def test_a_later_statement_may_stand_in_another_file(tmp_path: Path) -> None:
    later = entity(LENS, "Lens Works plc") | {"statementDate": "2023-01-01"}
    first = write(tmp_path / "1.json", json.dumps([later]))
    second = write(tmp_path / "2.json", json.dumps([entity(LENS, "Lens Works")]))
    found = load("bods", first, second)
    assert (found.party(LENS).name, found.party(LENS).aliases) == ("Lens Works plc", ())
    assert found.tally.rows == 2


def test_a_state_whose_record_was_closed_stands_above_nobody(read: Read) -> None:
    place = {"jurisdiction": {"code": "AQ"}}
    state = entity("state", "Republic of Ice", "state", **place)
    closed = state | {"recordStatus": "closed", "statementDate": "2023-01-01"}
    found = read(state, closed, entity("m", "Ministry", "stateBody", **place))
    assert found.ends("agency_of") == [("Ministry", "Government of Antarctica")]


# Indirect holdings


def chain(
    *last: Object, kind: Object | None = None, steps: tuple[str, ...] = (HOLD, "r1", "r2")
) -> tuple[Object, ...]:
    """Give a company held by a person through another: two steps, and the whole."""
    step: Object = {"isComponent": True}
    indirect = last or (shares(30, directOrIndirect="indirect"),)
    return (
        *NEW,
        entity(HOLD, "Holding", **step),
        held("r1", LENS, HOLD, shares(60), **step),
        held("r2", HOLD, ANN, shares(50) if kind is None else kind, **step),
        held("whole", LENS, ANN, *indirect, componentRecords=list(steps)),
    )


def test_of_a_chain_in_the_source_only_the_steps_are_told(read: Read) -> None:
    found = read(*chain())
    assert found.ends("owns") == [("Ann", "Holding"), ("Holding", "Lens Works")]
    assert found.tally.skipped == {STEPS_THERE: 1}


def test_of_a_chain_that_is_not_in_the_source_the_whole_is_told_as_indirect(read: Read) -> None:
    found = read(*chain(steps=(HOLD, "r1", "r2", "elsewhere")))
    assert found.ends("owns")[:2] == [("Ann", "Holding"), ("Ann", "Lens Works")]
    (whole,) = [s for s in found.said("owns") if s.percent == Percent.parse("30")]
    assert "Indirect, through others." in whole.note


@pytest.mark.parametrize("kind", [{}, {"directOrIndirect": "unknown"}, {"type": "nominator"}])
def test_a_step_that_says_neither_owning_nor_control_does_not_stand_for_the_whole(
    read: Read, kind: Object
) -> None:
    found = read(*chain(kind=kind))
    assert found.ends("owns") == [("Ann", "Lens Works"), ("Holding", "Lens Works")]
    assert found.ends("linked_to") == [("Ann", "Holding")]


def test_a_step_that_was_closed_does_not_stand_for_the_whole(read: Read) -> None:
    step = held("r2", HOLD, ANN, shares(50), isComponent=True)
    closed = step | {"recordStatus": "closed", "statementDate": "2023-01-01"}
    found = read(*chain(), closed)
    assert found.ends("owns") == [("Ann", "Lens Works"), ("Holding", "Lens Works")]


def test_a_step_whose_owner_is_not_disclosed_does_not_stand_for_the_whole(read: Read) -> None:
    step = held("r2", HOLD, {"reason": "unknown"}, shares(50), isComponent=True)
    found = read(*chain(), step | {"statementDate": "2023-01-01"})
    assert found.ends("owns") == [("Ann", "Lens Works"), ("Holding", "Lens Works")]


def test_a_direct_interest_beside_an_indirect_one_is_kept(read: Read) -> None:
    both = (shares(30, directOrIndirect="indirect"), shares(10))
    found = read(*chain(*both))
    (said,) = [s for s in found.said("owns") if (s.subject, s.object) == ("s:ann", "s:lens")]
    assert said.percent == Percent.parse("10")
    assert "Indirect" not in said.note.split(".")[1]
    assert said.note.endswith("its steps are in the source.")
    assert not found.tally.skipped


def test_before_0_4_the_steps_of_a_chain_are_statements(read: Read) -> None:
    step: Object = {"isComponent": True}
    statements = (
        *OLD,
        old_entity(HOLD, "Holding", **step),
        old_held("r1", LENS, by_entity(HOLD), shares(60), **step),
        old_held("r2", HOLD, by_person(ANN), shares(50), **step),
        old_held(
            "whole", LENS, by_person(ANN), {**shares(30), "directOrIndirect": "indirect"},
            componentStatementIDs=[HOLD, "r1", "r2"],
        ),
    )  # fmt: skip
    found = read(*statements)
    assert found.ends("owns") == [("Ann", "Holding"), ("Holding", "Lens Works")]
    assert found.tally.skipped == {STEPS_THERE: 1}
    newer = old_held("r3", HOLD, by_person(ANN), shares(40), replacesStatements=["r2"], **step)
    assert read(*statements, newer).tally.skipped == {STEPS_THERE: 1, LATER: 1}
    newer["interests"] = []
    assert read(*statements, newer).tally.skipped == {LATER: 1}


@pytest.mark.parametrize("field", ["interestLevel", "directOrIndirect"])
def test_an_indirect_holding_without_steps_is_told_as_indirect(read: Read, field: str) -> None:
    indirect = {"type": "shareholding", field: "indirect"}
    (said,) = read(*NEW, held("r", LENS, ANN, indirect)).said()
    assert "Indirect, through others." in said.note


# Shares and periods


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ({"exact": 100}, "100"),
        ({"exact": 76.5}, "76.5"),
        ({"exact": 50, "minimum": 50, "maximum": 50}, "50"),
        ({"exact": "25"}, "25"),
        ({"exact": 0}, "0"),
        ({"minimum": 25, "maximum": 50}, "25-50"),
        ({"minimum": 60, "maximum": 60}, "60"),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, ">25-50"),
        ({"minimum": 25, "maximum": 50, "exclusiveMaximum": True}, "25-<50"),
        ({"minimum": 75, "maximum": 100, "exclusiveMinimum": False}, "75-100"),
        ({"exclusiveMinimum": 25, "exclusiveMaximum": 50}, ">25-<50"),
        ({"exclusiveMinimum": 25, "maximum": 50}, ">25-50"),
        ({"minimum": 25, "exclusiveMaximum": 50}, "25-<50"),
        ({"minimum": 25}, ">=25"),
        ({"exclusiveMinimum": 25}, ">25"),
        ({"maximum": 50}, "<=50"),
        ({"exclusiveMaximum": 10}, "<10"),
        ({"exact": None}, ""),
        ({"exact": True}, ""),
        ({}, ""),
    ],
)
def test_a_share_stays_the_interval_that_is_stated(read: Read, share: Object, text: str) -> None:
    assert share_text(share) == text
    (said,) = read(*NEW, held("r", LENS, ANN, shares(share=None) | {"share": share})).said()
    assert said.percent == (Percent.parse(text) if text else None)


@pytest.mark.parametrize("share", [{"exact": 120}, {"minimum": 60, "maximum": 40}, {"exact": -1}])
def test_a_share_that_cannot_be_is_counted_and_not_kept(read: Read, share: Object) -> None:
    found = read(*NEW, held("r", LENS, ANN, {"type": "shareholding", "share": share}))
    assert found.said("owns")[0].percent is None
    assert sum(found.tally.unknown["shares"].values()) == 1


def test_a_number_beyond_all_shares_is_not_written_out() -> None:
    assert share_text({"exact": "1e999999999"}) == "1E+999999999"


def test_each_interest_has_its_own_kind_share_and_period(read: Read) -> None:
    first = shares(60, startDate="2018-01-01", endDate="2019-05-31")
    second = shares(40, startDate="2019-06-01")
    votes = {"type": "votingRights", "share": {"minimum": 25, "maximum": 50}}
    found = read(*NEW, held("r", LENS, ANN, first, second, votes))
    told = {(s.relation, s.percent.text if s.percent else "", s.period) for s in found.said()}
    day = PartialDate("2022-02-14")
    assert told == {
        ("owns", "60", Period(PartialDate("2018-01-01"), PartialDate("2019-05-31"))),
        ("owns", "40", Period(PartialDate("2019-06-01"), None, day)),
        ("controls", "25-50", Period(None, None, day)),
    }


def test_an_interest_that_begins_after_it_is_stated_does_not_hold_yet(read: Read) -> None:
    (said,) = read(*NEW, held("r", LENS, ANN, shares(50, startDate="2022-06-01"))).said()
    assert said.period == Period(PartialDate("2022-06-01"))


# Kinds of interest


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("shareholding", "owns"),
        ("voting-rights", "controls"),
        ("votingRights", "controls"),
        ("appointment-of-board", "controls"),
        ("appointmentOfBoard", "controls"),
        ("other-influence-or-control", "controls"),
        ("otherInfluenceOrControl", "controls"),
        ("senior-managing-official", "directs"),
        ("seniorManagingOfficial", "directs"),
        ("boardMember", "directs"),
        ("settlor-of-trust", "founded"),
        ("settlor", "founded"),
        ("trustee", "controls"),
        ("beneficiary-of-trust", "linked_to"),
        ("rightsToProfitOrIncome", "linked_to"),
        ("unknownInterest", "linked_to"),
    ],
)
def test_an_interest_says_no_more_than_its_type_in_either_spelling(
    read: Read, word: str, relation: str
) -> None:
    found = read(*NEW, held("r", LENS, ANN, {"type": word, "details": "as the register has it."}))
    (said,) = found.said()
    assert said.relation == relation
    assert said.note == f"Interest as stated: {word}. as the register has it."
    assert not found.tally.unknown


def test_both_spellings_of_a_word_mean_the_same() -> None:
    for table in (TABLES["interests"], TABLES["reasons"]):
        for word, meaning in table.items():
            first, *rest = word.split("-")
            assert table.get(first + "".join(part.title() for part in rest), meaning) == meaning


def test_a_minority_of_the_votes_makes_no_state_controlled_company(read: Read) -> None:
    votes = {"type": "votingRights", "share": {"minimum": 25, "maximum": 50}}
    state = entity("state", "Republic of Ice", "state", jurisdiction={"code": "AQ"})
    records = read(*NEW, state, held("r", LENS, "state", votes)).records
    found = end_users(build(records), records.statements, words())
    assert "s:lens" not in found


def test_only_persons_direct_and_others_are_linked(read: Read) -> None:
    found = read(*NEW, entity(HOLD), held("r", LENS, HOLD, {"type": "boardMember"}))
    assert found.ends("linked_to") == [(HOLD, "Lens Works")]


def test_a_share_of_what_is_neither_owned_nor_controlled_is_noted(read: Read) -> None:
    chair = {"type": "boardChair", "share": {"exact": 30}}
    (said,) = read(*NEW, held("r", LENS, ANN, chair)).said()
    assert (said.relation, said.percent) == ("directs", None)
    assert said.note.endswith("Share as stated: 30 percent.")


@pytest.mark.parametrize("interests", [(), ({"directOrIndirect": "direct"},)])
def test_a_tie_of_no_stated_kind_is_a_link(read: Read, interests: tuple[Object, ...]) -> None:
    found = read(*NEW, held("r", LENS, ANN, *interests))
    (said,) = found.said()
    assert (said.relation, said.note) == ("linked_to", "A kind of interest is not stated.")


def test_a_statement_without_the_list_of_interests_is_a_link(read: Read) -> None:
    bare = held("r", LENS, ANN)
    del bare["recordDetails"]["interests"]
    assert read(*NEW, bare).ends("linked_to") == [("Ann", "Lens Works")]


def test_an_unknown_kind_of_interest_is_a_link_and_is_counted(read: Read) -> None:
    found = read(*NEW, held("r", LENS, ANN, {"type": "rightToFish"}))
    assert found.ends("linked_to") == [("Ann", "Lens Works")]
    assert found.tally.unknown == {"bods interests": {"rightToFish": 1}}


def test_who_asserts_it_and_where_stands_in_the_note(read: Read) -> None:
    source = {"url": "https://register.example/1", "assertedBy": [{"name": "Lens Works"}]}
    own = shares(50, beneficialOwnershipOrControl=True)
    (said,) = read(*NEW, held("r", LENS, ANN, own) | {"source": source}).said()
    assert said.note == (
        "Interest as stated: shareholding. Stated as beneficial ownership or control. "
        "Asserted by Lens Works. Source as stated: https://register.example/1"
    )


@pytest.mark.parametrize(
    ("word", "relation", "ends"),
    [
        ("IS_DIRECTLY_CONSOLIDATED_BY", "subsidiary_of", ("Lens Works", "Holding")),
        ("IS_ULTIMATELY_CONSOLIDATED_BY", "subsidiary_of", ("Lens Works", "Holding")),
        ("IS_FUND-MANAGED_BY", "controls", ("Holding", "Lens Works")),
    ],
)
def test_what_gleif_says_in_the_details_goes_before_the_type(
    read: Read, word: str, relation: str, ends: tuple[str, str]
) -> None:
    other = {"type": "otherInfluenceOrControl", "details": f"Relationship Type: {word}"}
    found = read(*NEW, entity(HOLD, "Holding"), held("r", LENS, HOLD, other))
    assert found.ends(relation) == [ends]


# Nobody named


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("no-beneficial-owners", "nobody has to be disclosed"),
        ("noBeneficialOwners", "nobody has to be disclosed"),
        ("subject-exempt-from-disclosure", "the company is exempt from disclosure"),
        ("interestedPartyExemptFromDisclosure", "the owner is exempt from disclosure"),
        ("unknown", "the reason is not known"),
        ("", "no reason that is known here"),
    ],
)
def test_an_owner_who_is_not_disclosed_is_counted_with_the_reason(
    read: Read, reason: str, told: str
) -> None:
    said = {"reason": reason, "description": "A long story."}
    old = read(*OLD, old_held("r", LENS, {"unspecified": said}))
    new = read(*NEW, held("r", LENS, said, shares(50)))
    for found in (old, new):
        assert found.tally.skipped == {f"owner not disclosed: {told}": 1}
        assert not found.said()


def test_an_unknown_reason_is_counted(read: Read) -> None:
    found = read(*NEW, held("r", LENS, {"reason": "shyness"}))
    assert found.tally.unknown == {"bods reasons": {"shyness": 1}}


def test_a_company_that_is_not_disclosed_is_counted_with_the_reason(read: Read) -> None:
    found = read(*NEW, held("r", {"reason": "unknown"}, ANN, shares(50)))
    assert found.tally.skipped == {"company not disclosed: the reason is not known": 1}


def test_an_anonymous_party_has_no_name_of_ours_and_says_why(read: Read) -> None:
    why = {"reason": "interestedPartyExemptFromDisclosure", "description": "A minor."}
    nobody = person("x", unspecifiedPersonDetails=why, personType="anonymousPerson")
    del nobody["recordDetails"]["names"]
    nothing = entity("y", "", "anonymousEntity", unspecifiedEntityDetails=why)
    nothing["recordDetails"]["name"] = None
    found = read(nobody, nothing)
    told = "Not disclosed: the owner is exempt from disclosure. A minor."
    assert (found.party("x").name, found.party("x").description) == ("Unnamed person", told)
    assert (found.party("y").name, found.party("y").description) == ("Unnamed party", told)
    assert found.party("y").kind == "organisation"


def test_a_reason_of_0_1_is_told_as_it_is_written(read: Read) -> None:
    found = read(old_person(ANN, "", missingInfoReason="Not found."))
    assert found.party(ANN).description == "Not disclosed: Not found."


def test_a_tie_to_a_party_that_is_not_in_the_source_is_counted_as_lost(read: Read) -> None:
    found = read(*NEW, held("r", LENS, "elsewhere", shares(50)))
    assert found.lost == {"an end of the statement is not in the source": 1}
    assert found.tally.used == 3


# Parties


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("registeredEntity", "company"),
        ("legalEntity", "organisation"),
        ("arrangement", "organisation"),
        ("anonymousEntity", "organisation"),
        ("unknownEntity", "organisation"),
        ("state", "government"),
        ("stateBody", "government_agency"),
    ],
)
def test_the_type_of_an_entity_is_its_kind_in_either_shape(
    read: Read, type_: str, kind: str
) -> None:
    assert read(entity(LENS, type_=type_)).party(LENS).kind == kind
    assert read(old_entity(LENS, "Lens", entityType=type_)).party(LENS).kind == kind


def test_an_unknown_type_of_entity_is_an_organisation_and_is_counted(read: Read) -> None:
    found = read(entity(LENS, type_="guild"))
    assert found.party(LENS).kind == "organisation"
    assert found.tally.unknown == {"bods kinds": {"guild": 1}}


@pytest.mark.parametrize("field", ["jurisdiction", "incorporatedInJurisdiction"])
def test_an_entity_keeps_what_is_stated_of_it(read: Read, field: str) -> None:
    details: Object = {
        field: {"name": "Antarctica", "code": "AQ"},
        "alternateNames": ["Lens", "Lens"],
        "foundingDate": "2010-11-18",
        "dissolutionDate": "2020",
    }
    for each in (entity(LENS, "Lens Works", **details), old_entity(LENS, "Lens Works", **details)):
        party = read(each).party(LENS)
        assert (party.country, party.aliases) == ("AQ", ("Lens",))
        assert (party.begun, party.ended) == (PartialDate("2010-11-18"), PartialDate("2020"))


def test_the_type_of_an_arrangement_is_told(read: Read) -> None:
    trust = {"type": "arrangement", "subtype": "trust", "details": "fiducie"}
    new = read(entity(LENS, entityType=trust)).party(LENS)
    before = {"generalCategory": "stateBody-stateAgency", "localTerm": "office"}
    old = read(old_entity(LENS, "Lens", entitySubtype=before)).party(LENS)
    assert new.description == "Type as stated: trust, fiducie."
    assert old.description == "Type as stated: stateBody-stateAgency, office."


def test_an_identifier_is_named_by_its_register_and_stands_once(read: Read) -> None:
    printed = [
        {"scheme": "GB-COH", "schemeName": "Companies House", "id": "6436883"},
        {"scheme": "GB-COH", "schemeName": "Companies House", "id": "06436883"},
        {"scheme": "GB-COH", "id": "06436883 "},
        {"scheme": "XI-LEI", "id": "00000000000000000098"},
        {"scheme": "RU-OGRN", "id": "1027700000008"},
        {"scheme": "BE-BCE_KBO", "id": "0123"},
        {"scheme": "IRL-TAXID", "id": "7"},
        {"schemeName": "An open list", "uri": "https://list.example/1"},
        {"scheme": "GB-COH"},
        {"id": "1"},
    ]
    assert read(entity(LENS, identifiers=printed)).party(LENS).identifiers == (
        Identifier("reg:GB-COH", "06436883"),
        Identifier("lei", "00000000000000000098"),
        Identifier("ru-ogrn", "1027700000008"),
        Identifier("reg:BE-BCE_KBO", "0123"),
        Identifier("IRL-TAXID", "7"),
        Identifier("An open list", "https://list.example/1"),
    )


def test_a_register_by_the_code_of_gleif_is_named_as_gleif_itself_is(read: Read) -> None:
    printed = [
        {"schemeName": "RA000585", "id": "06436883"},
        {"schemeName": "RA000001", "id": "12"},
        {"schemeName": "RA999999", "id": "none"},
    ]
    assert read(entity(LENS, identifiers=printed)).party(LENS).identifiers == (
        Identifier("reg:GB-COH", "06436883"),
        Identifier("registration:RA000001", "12"),
    )


def test_a_person_is_called_by_the_legal_name_and_known_by_the_others(read: Read) -> None:
    names = [
        {"type": "alternative", "fullName": "Annie"},
        {"type": "individual", "givenName": "Ann", "familyName": "Ice"},
        {"type": "former", "fullName": "Ann Snow"},
    ]
    party = read(person(ANN, names=names)).party(ANN)
    assert (party.name, party.aliases) == ("Ann Ice", ("Annie", "Ann Snow"))
    plain = old_person(ANN, "") | {"names": None, "name": "Ann"}
    assert read(plain).party(ANN).name == "Ann"


def test_of_a_person_numbers_and_addresses_are_left_out(read: Read) -> None:
    found = read(
        person(
            ANN,
            identifiers=[{"scheme": "ATA-PASSPORT", "id": "P1"}],
            addresses=[{"type": "residence", "address": "1 Floe Road"}],
            nationalities=[{"code": "AQ", "name": "Antarctic"}, {"code": "NO"}],
            birthDate="1960-05",
            deathDate="2020-01-02",
        )
    )
    party = found.party(ANN)
    assert (party.identifiers, len(found.records.parties)) == ((), 1)
    assert (party.country, party.description) == ("AQ", "Nationality: NO.")
    assert (party.begun, party.ended) == (PartialDate("1960-05"), PartialDate("2020-01-02"))


def test_political_exposure_is_told_as_stated(read: Read) -> None:
    details = [{"reason": "Member of the Ice Council"}]
    told = "Politically exposed as stated: Member of the Ice Council."
    new = person(ANN, politicalExposure={"status": "isPep", "details": details})
    old = old_person(ANN, "Ann", hasPepStatus=True, pepStatusDetails=details)
    assert [read(each).party(ANN).description for each in (new, old)] == [told, told]


@pytest.mark.parametrize("country", ["AQ", {"name": "Antarctica", "code": "AQ"}, "Antarctica"])
def test_an_entity_stands_at_its_address(read: Read, country: object) -> None:
    address = {"type": "registered", "address": "1 Floe Road", "country": country, "postCode": "Z9"}
    found = read(entity(LENS, "Lens Works", addresses=[address, {"country": country}]))
    assert found.ends("located_at") == [("Lens Works", "1 Floe Road, Z9")]
    assert found.named("1 Floe Road, Z9").country == "AQ"


def test_a_postcode_that_the_address_has_is_not_repeated(read: Read) -> None:
    address = {"address": "1 Floe Road, Z9", "postCode": "Z9"}
    assert read(entity(LENS, addresses=[address])).named("1 Floe Road, Z9")


# Files


def test_statements_may_stand_one_a_line_or_alone_or_packed(tmp_path: Path) -> None:
    three = (*NEW, held("r", LENS, ANN, shares(49)))
    lines = "".join(json.dumps(each) + "\n" for each in three)
    array = load("bods", write(tmp_path / "a.json", json.dumps(three, indent=1))).records
    assert load("bods", write(tmp_path / "b.jsonl", lines)).records == array
    packed = tmp_path / "c.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode()))
    assert load("bods", packed).records == array
    marked = write(tmp_path / "d.json", json.dumps(three), encoding="utf-8-sig")
    assert load("bods", marked).records == array
    alone = [write(tmp_path / f"{n}.json", json.dumps(o, indent=1)) for n, o in enumerate(three)]
    assert load("bods", *alone).records == array


def test_what_is_no_statement_is_rejected(read: Read) -> None:
    groups = {"version": "0.1", "statementGroups": [{"statementID": "1", "entityStatements": []}]}
    nameless = {"statementType": "entityStatement", "name": "Lens"}
    rejected = [each.reason for each in read(groups, nameless, *NEW).tally.rejected]
    assert rejected == ["is no statement of a sort and version known here", "has no id"]


def test_a_line_that_is_no_json_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    text = "{'statementId': 1}\n" + "".join(json.dumps(each) + "\n" for each in NEW)
    found = load("bods", write(tmp_path / "bods.jsonl", text))
    assert [each.row for each in found.tally.rejected] == [1]
    assert found.tally.used == 2


@pytest.mark.parametrize("lines", [True, False])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, *, lines: bool) -> None:
    text = "\n".join(map(json.dumps, NEW)) if lines else json.dumps(NEW)
    with pytest.raises(BadFile, match="cut off"):
        load("bods", write(tmp_path / "bods.json", text[:-30]))


def test_a_number_beyond_all_digits_is_refused(tmp_path: Path) -> None:
    text = json.dumps([entity(LENS) | {"statementDate": 0}]).replace(": 0,", f": {'9' * 70_000},")
    with pytest.raises(BadFile, match="a number beyond 1,000 digits"):
        load("bods", write(tmp_path / "bods.json", text))


def test_fields_of_the_wrong_type_count_as_missing(read: Read) -> None:
    odd = entity(LENS, "Lens", identifiers={"id": "1"}, addresses=["x"], jurisdiction="AQ")
    wrong = held("r", LENS, ANN) | {"source": [1], "statementDate": {}}
    wrong["recordDetails"] |= {"interests": {"type": "shareholding"}, "componentRecords": {}}
    found = read(odd, person(ANN, names="Ann", nationalities=[None]), wrong)
    assert (found.party(LENS).identifiers, found.party(LENS).country) == ((), None)
    assert found.ends("linked_to") == [("Unnamed person", "Lens")]


@pytest.mark.parametrize("statements", [OLD, NEW])
@pytest.mark.parametrize("indent", [None, 2])
def test_statements_are_recognised(
    tmp_path: Path, statements: tuple[Object, ...], indent: int | None
) -> None:
    assert recognised(write(tmp_path / "f", json.dumps(statements, indent=indent))) == "bods"
    lines = "\n".join(map(json.dumps, statements))
    assert recognised(write(tmp_path / "lines", lines)) == "bods"


@pytest.mark.parametrize("text", ['[{"id": "1"}]', '{"recordType": "x"}', "statementID,name\n", ""])
def test_other_files_are_not_taken_for_statements(tmp_path: Path, text: str) -> None:
    assert not bods.recognises(head(write(tmp_path / "file.json", text)))


# The tables of words


@pytest.mark.parametrize("kind", sorted(set(TABLES["kinds"].values())))
def test_kinds_are_in_the_vocabulary(kind: str) -> None:
    assert kind in words().kinds


@pytest.mark.parametrize("relation", sorted(set(TABLES["interests"].values())))
def test_relations_are_in_the_vocabulary(relation: str) -> None:
    assert relation in words().relations
