"""FollowTheMoney: entities that its own tools accept, and that our own loader reads back."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.dates import PartialDate
from graph.exports import ftm
from graph.exports.ftm import EXPORT
from graph.exports.ftm_party import NUMBERS, TOLD, UNNAMED
from graph.exports.ftm_tie import LINK, LOCATED
from graph.exports.ftm_words import LONG, visible, words
from graph.exports.outside import plain_id
from graph.statement import Identifier
from tests import examples, loading
from tests import records as make
from tests.exporting import renamed, subgraph, world, written
from tests.ftm_model import asked

if TYPE_CHECKING:
    from graph.statement import Party, Records, Statement

    Object = dict[str, Any]

# Properties that each schema had in version 4.11 of the model, of those that are written.
THING = {"name", "alias", "weakAlias", "country", "description", "notes", "addressEntity"}
NUMBERS_OF_ALL = {
    *("leiCode", "wikidataId", "innCode", "ogrnCode", "swiftBic", "dunsCode", "bvdId", "icijId"),
    *("uniqueEntityId", "okpoCode", "registrationNumber", "taxNumber", "vatCode", "idNumber"),
    "licenseNumber",
}
LEGAL = THING | NUMBERS_OF_ALL | {"incorporationDate", "dissolutionDate"}
BODY = LEGAL | {"imoNumber", "cageCode", "permId", "giiNumber"}
TIE = {
    *("startDate", "endDate", "date", "summary", "description", "recordId", "proof", "publisher"),
    *("sourceUrl", "retrievedAt", "role"),
}
PROPERTIES: dict[str, set[str]] = {
    "Company": BODY | {"cikCode", "kppCode"},
    "Organization": BODY,
    "PublicBody": BODY,
    "Person": LEGAL | {"birthDate", "deathDate"},
    "Asset": THING | {"wikidataId"},
    "Address": THING | {"wikidataId", "full"},
    "Ownership": TIE | {"owner", "asset", "percentage"},
    "Directorship": TIE | {"director", "organization"},
    "Membership": TIE | {"member", "organization"},
    "Employment": TIE | {"employee", "employer"},
    "Representation": TIE | {"agent", "client"},
    "Succession": TIE | {"successor", "predecessor"},
    "UnknownLink": TIE | {"subject", "object"},
    "Sanction": {
        *("entity", "authority", "startDate", "endDate", "program", "authorityId", "summary"),
    },
    "Document": {
        *("name", "title", "fileName", "publisher", "publishedAt", "retrievedAt", "sourceUrl"),
        *("summary", "notes"),
    },
    "Note": {"name", "description", "notes"},
}
REQUIRED = {
    **dict.fromkeys(("Company", "Organization", "PublicBody", "Person"), {"name"}),
    "Ownership": {"owner", "asset"},
    "Directorship": {"director", "organization"},
    "Membership": {"member", "organization"},
    "Employment": {"employee", "employer"},
    "Representation": {"agent", "client"},
    "Succession": {"successor", "predecessor"},
    "UnknownLink": {"subject", "object"},
    "Sanction": {"entity"},
    "Document": {"fileName"},
}
ENDS = {name for each in words()["ties"].values() for name in each.split()[1:]} | {
    *("subject", "object", "entity", "proof", "addressEntity"),
}
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


def entities(some: Records) -> list[Object]:
    return [json.loads(line) for line in written(EXPORT, some)[0].decode().split("\n") if line]


def schema(some: Records, name: str) -> list[Object]:
    return [each["properties"] for each in entities(some) if each["schema"] == name]


def again(some: Records) -> loading.Loaded:
    """Write records and read them with our own loader."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "some.ftm.json"
        EXPORT.write(subgraph(some), file)
        return loading.load("ftm", file)


def test_the_casebook_is_in_the_form_of_the_model() -> None:
    _in_form(entities(make.bundled()))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(some=make.records())
def test_any_records_are_in_the_form_of_the_model(some: Records) -> None:
    _in_form(entities(some))


def _in_form(found: list[Object]) -> None:
    ids = Counter(each["id"] for each in found)
    assert set(ids.values()) == {1}
    for each in found:
        properties = each["properties"]
        assert ID.fullmatch(each["id"])
        assert len(each["id"]) <= 200
        assert properties.keys() <= PROPERTIES[each["schema"]]
        assert properties.keys() >= REQUIRED.get(each["schema"], set())
        assert all(values and all(map(visible, values)) for values in properties.values())
        for name in ENDS & properties.keys():
            assert set(properties[name]) <= ids.keys()


def test_its_own_model_accepts_every_entity() -> None:
    some = [renamed(text) for text in ("x" * 500, *make.HOSTILE)]
    found = [each for held in (world(), *some) for each in entities(held)]
    assert asked(found)["problems"] == []


def test_its_own_model_keeps_every_value_of_the_casebook() -> None:
    found = asked(entities(make.bundled()))
    assert (found["problems"], found["lost"]) == ([], [])


def test_its_own_model_refuses_what_is_wrong() -> None:
    wrong = {"id": "x", "schema": "Company", "properties": {"colour": ["red"], "email": ["?"]}}
    found = asked([wrong])
    assert len(found["problems"]) >= 2
    assert len(found["lost"]) == 1


def test_its_own_model_has_the_properties_that_the_tests_rely_on() -> None:
    for name, (properties, required) in asked([], *PROPERTIES)["schemas"].items():
        assert PROPERTIES[name] <= set(properties), name
        assert set(required) <= REQUIRED.get(name, set()) | {"name", "title"}


# Out and in again


def comes_back(held: Party) -> Party:
    """Give a party as it comes back: texts in one line, and only what the model holds."""
    kinds = {"government": "government_agency", "product": "asset"}
    name = " ".join(held.name.split())
    return replace(held, kind=kinds.get(held.kind, held.kind), name=name)


def relation(said: Statement, some: Records) -> str:
    """Name the relation that a statement comes back with."""
    owned = some.parties[said.object].kind
    kept = said.relation in words()["ties"] and (
        said.relation != "owns" or owned in ("company", "asset", "product")
    )
    return said.relation if kept or said.relation == "located_at" else "linked_to"


def test_the_parties_of_the_casebook_come_back() -> None:
    some, found = make.bundled(), again(make.bundled())
    for key, held in some.parties.items():
        back, was = found.party(plain_id(key)), comes_back(held)
        assert (back.name, back.kind, back.country) == (was.name, was.kind, was.country)
        assert back.aliases == was.aliases
        assert (back.begun, back.ended) == (was.begun, was.ended)
        listed = [(each.list, each.date, each.until) for each in back.listings]
        assert listed == [(each.list, each.date, each.until) for each in was.listings]


def test_the_statements_of_the_casebook_come_back_with_their_ends_dates_and_shares() -> None:
    some, found = make.bundled(), again(make.bundled())
    assert set(_claims(some)) == set(_read(found))
    # Those that differ only in what is told as text are one when they are read.
    assert len(set(_claims(some))) == len(_read(found)) == len(some.statements) - 3


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(some=make.records())
def test_any_statements_come_back_with_their_ends_dates_and_shares(some: Records) -> None:
    assert set(_claims(some)) == set(_read(again(some)))


def _claims(some: Records) -> list[tuple[str, ...]]:
    """Give what statements claim, as it comes back."""
    claims = []
    for said in some.statements:
        ends = [f"s:{plain_id(end)}" for end in (said.subject, said.object)]
        name, period = relation(said, some), said.period
        placed = name == "located_at"
        dates = [] if placed else [period.valid_from, period.valid_until, period.as_of]
        share = said.percent.text if said.percent and name == "owns" else ""
        claims.append((*ends, name, *(str(date or "") for date in dates), share))
    return claims


def _read(found: loading.Loaded) -> list[tuple[str, ...]]:
    """Give what the loader read, but for the governments that it sets above public bodies."""
    claims = []
    for said in found.said():
        if said.grade == "inferred":
            continue
        period, placed = said.period, said.relation == "located_at"
        dates = [] if placed else [period.valid_from, period.valid_until, period.as_of]
        share = said.percent.text if said.percent else ""
        ends = (said.subject, said.object, said.relation)
        claims.append((*ends, *(str(date or "") for date in dates), share))
    return claims


@pytest.mark.parametrize("text", make.HOSTILE)
def test_a_hostile_name_comes_back_in_one_line(text: str) -> None:
    some = renamed(text)
    held = again(some).party("Maker")
    assert "".join(held.name.split()) == "".join(text.split()) or held.name == UNNAMED
    assert visible(text) is (held.name != UNNAMED)


# What is lost, and that it is said


def test_each_loss_is_named_where_it_is_met_and_only_there() -> None:
    plain = examples.records([("Owner owns Maker", {"percent": "50"})])
    assert written(EXPORT, plain)[1] == (ftm.GRADES, ftm.IDS)
    maker = plain.parties["Maker"]
    cases = {
        LINK: examples.records(["Maker supplies Reseller"]),
        ftm.KINDS: examples.records(["Maker supplies Government of Iran"]),
        LOCATED: examples.records(["Maker located_at Some Street"]),
        NUMBERS: _with(plain, replace(maker, identifiers=(Identifier("x", "1"),))),
        TOLD: _with(plain, replace(maker, trade_role="reseller")),
        LONG: _with(plain, replace(maker, name="x" * 500)),
    }
    for loss, some in cases.items():
        assert loss in written(EXPORT, some)[1]
    assert {*cases, ftm.GRADES, ftm.IDS} == set(EXPORT.loses)


def _with(some: Records, held: Party) -> Records:
    return replace(some, parties={**some.parties, held.id: held})


def test_a_tie_tells_grade_dispute_item_deal_and_both_sources() -> None:
    ties = schema(world(), "UnknownLink")
    told = " ".join(text for each in ties for text in each["summary"])
    assert "Relation: resells for. Grade: documented. Disputed: a named party denies it." in told
    assert "Item: boxes. Deal: " in told
    (owned,) = schema(world(), "Ownership")
    assert owned["percentage"] == [">50-75"]
    assert "See also, which may say the opposite" in owned["summary"][0]
    assert all(each["proof"] and each["publisher"] for each in [*ties, owned])


def test_parallel_statements_stay_apart_and_keep_their_direction() -> None:
    ties = schema(world(), "UnknownLink")
    ends = Counter((*each["subject"], *each["role"], *each["object"]) for each in ties)
    assert ends["Maker", "supplies", "Reseller"] == 2
    assert ends["Reseller", "resells for", "Maker"] == 1


def test_the_last_entity_tells_the_question_the_terms_and_the_losses() -> None:
    last = entities(world())[-1]
    told = last["properties"]["description"]
    assert last["schema"] == "Note"
    for line in ("asked: A test", "lens: a rule", f"content_hash: {world().content_hash}"):
        assert line in told
    assert len([line for line in told if line.startswith("attribution")]) > len(world().sources)
    assert last["properties"]["notes"] == list(written(EXPORT, world())[1])


def test_a_number_has_a_property_only_where_its_country_and_its_shape_fit() -> None:
    some = examples.records(["Maker supplies Reseller"])
    numbers = (
        Identifier("lei", "529900T8BM49AURSDO55"),
        Identifier("lei", "no number"),
        Identifier("registration:ch", "CHE-1"),
        Identifier("registration:fr", "1"),
    )
    maker = replace(some.parties["Maker"], identifiers=numbers, country="CH")
    (told,) = [each for each in schema(_with(some, maker), "Company") if each["name"] == ["Maker"]]
    assert told["leiCode"] == ["529900T8BM49AURSDO55"]
    assert told["registrationNumber"] == ["CHE-1"]
    assert told["notes"] == ["Id: Maker", "Identifier: lei no number",
                             "Identifier: registration:fr 1"]  # fmt: skip


def test_a_person_has_dates_of_birth_and_death() -> None:
    some = examples.records(["A Person directs Maker"])
    held = replace(some.parties["A Person"], begun=PartialDate("1960"), ended=PartialDate("2020"))
    (told,) = schema(_with(some, held), "Person")
    assert (told["birthDate"], told["deathDate"]) == (["1960"], ["2020"])
