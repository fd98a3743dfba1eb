"""BODS 0.4: in the form of the standard, read back by our own loader, and what is lost."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from libcovebods.data_reader import DataReader
from libcovebods.jsonschemavalidate import JSONSchemaValidator
from libcovebods.schema import SchemaBODS

from graph.dates import PartialDate
from graph.exports import bods
from graph.exports.bods import EXPORT
from graph.exports.bods_party import COMPANY, DATES, KINDS, TOLD
from graph.exports.bods_relationship import OPEN, SHARES, interested, share
from graph.exports.bods_words import NO_DAY, WHOLE, words
from graph.exports.outside import plain_id, whole_day
from graph.statement import Identifier, Percent
from loaders.reading.bods_interest import share_text
from tests import examples, loading
from tests import records as make
from tests.exporting import renamed, subgraph, world, written

if TYPE_CHECKING:
    from graph.statement import Party, Records, Statement

    Object = dict[str, Any]

OWNED: list[examples.Said] = [
    ("Owner owns Maker", {"percent": ">50-75", "as_of": "2020-05-06"}),
    ("Owner owns Maker", {"percent": "51", "grade": "charged", "disputed": "yes"}),
    ("Ministry of Iran controls Maker", {"valid_from": "2019-01-02", "valid_until": "2020"}),
    "Reseller subsidiary_of Owner",
    "A Person directs Maker",
    "Maker supplies Reseller",
]


def statements(some: Records) -> list[Object]:
    found: list[Object] = json.loads(written(EXPORT, some)[0])
    return found


def again(some: Records) -> loading.Loaded:
    """Write records and read them with our own loader."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "some.json"
        EXPORT.write(subgraph(some), file)
        return loading.load("bods", file)


def kept(some: Records) -> list[Statement]:
    """Give the statements that the standard has a place for."""
    kinds = {*words()["entities"], "person"}
    return [
        said
        for said in some.statements
        if said.relation in words()["interests"]
        and {some.parties[end].kind for end in (said.subject, said.object)} <= kinds
    ]


def _in_form(found: list[Object]) -> None:
    """Check what the standard requires of a file."""
    records = [each["recordId"] for each in found]
    assert set(Counter(each["statementId"] for each in found).values()) <= {1}
    assert set(Counter(records).values()) <= {1}
    for at, each in enumerate(found):
        assert 32 <= len(each["statementId"]) <= 64
        assert date.fromisoformat(each["statementDate"])
        assert each["declarationSubject"] in records
        assert each["publicationDetails"]["bodsVersion"] == "0.4"
        assert date.fromisoformat(each["publicationDetails"]["publicationDate"])
        assert each["publicationDetails"]["publisher"]["name"]
        details = each["recordDetails"]
        assert details["isComponent"] is False
        if each["recordType"] == "relationship":
            # what is referred to stands before
            assert {details["subject"], details["interestedParty"]} <= set(records[:at])
            assert details["interests"]
        elif each["recordType"] == "entity":
            assert details["entityType"]["type"] in words()["entities"].values()
        else:
            assert details["personType"] == "knownPerson"
            assert details["names"][0]["fullName"]


def test_the_casebook_is_in_the_form_of_the_standard() -> None:
    _in_form(statements(make.bundled()))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(some=make.records())
def test_any_records_are_in_the_form_of_the_standard(some: Records) -> None:
    _in_form(statements(some))


def _errors(file: Path) -> list[Object]:
    """Check a file against the schema of version 0.4 that its makers' own library bears."""
    reader = DataReader(str(file))
    schema = SchemaBODS(data_reader=reader)
    assert schema.schema_version == "0.4"
    return [each.json() for each in JSONSchemaValidator(schema).validate(reader)]


@pytest.mark.parametrize("text", ["casebook", *make.HOSTILE])
def test_the_schema_of_the_standard_accepts_the_file(text: str, tmp_path: Path) -> None:
    some = make.bundled() if text == "casebook" else renamed(text)
    EXPORT.write(subgraph(some), tmp_path / "some.json")
    assert _errors(tmp_path / "some.json") == []


def test_the_schema_of_the_standard_refuses_what_is_wrong(tmp_path: Path) -> None:
    found = statements(world())
    del found[0]["recordId"]
    (tmp_path / "some.json").write_text(json.dumps(found))
    assert _errors(tmp_path / "some.json")


# Out and in again


RELATIONS = {"owns": "owns", "controls": "controls"}


def test_statements_of_ownership_and_control_come_back() -> None:
    for some in (make.bundled(), examples.records(OWNED)):
        found = again(some)
        assert sorted(_claims(some)) == sorted(_read(found))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(some=make.records())
def test_any_statements_of_ownership_and_control_come_back(some: Records) -> None:
    assert set(_claims(some)) == set(_read(again(some)))


def _claims(some: Records) -> list[tuple[str, ...]]:
    """Give what the kept statements claim, as it comes back: open interests are links."""
    claims = []
    for said in kept(some):
        relation = RELATIONS.get(said.relation, "linked_to")
        ends = (f"s:{plain_id(end)}" for end in interested(said))
        days = (whole_day(each) for each in (said.period.valid_from, said.period.valid_until))
        bounds = _bounds(said.percent) if relation != "linked_to" else ""
        claims.append((relation, *ends, *days, bounds))
    return claims


def _read(found: loading.Loaded) -> list[tuple[str, ...]]:
    claims = []
    for said in found.said():
        if said.grade != "inferred":
            dates = (str(each or "") for each in (said.period.valid_from, said.period.valid_until))
            ends = said.relation, said.subject, said.object
            claims.append((*ends, *dates, _bounds(said.percent)))
    return claims


def _bounds(percent: Percent | None) -> str:
    if percent is None:
        return ""
    return f"{float(percent.low)} {float(percent.high)} {percent.low_open} {percent.high_open}"


@given(percent=make.percents())
def test_any_share_comes_back_as_the_same_interval(percent: Percent) -> None:
    assert _bounds(Percent.parse(share_text(share(percent)))) == _bounds(percent)


def test_parties_come_back_with_their_names_kinds_and_numbers() -> None:
    some = examples.records(OWNED)
    maker = replace(
        some.parties["Maker"], aliases=("M",), begun=PartialDate("2001-02-03"),
        identifiers=(Identifier("lei", "5299"), Identifier("reg:GB-COH", "7")), country="CH",
    )  # fmt: skip
    found = again(replace(some, parties={**some.parties, "Maker": maker}))
    assert found.party("Maker").identifiers == maker.identifiers
    assert (found.party("Maker").aliases, found.party("Maker").begun) == (("M",), maker.begun)
    kinds = {name: found.party(plain_id(name)).kind for name in ("Owner", "Ministry of Iran")}
    assert kinds == {"Owner": "company", "Ministry of Iran": "government_agency"}
    assert found.party("A-Person-" + plain_id("A Person")[-16:]).kind == "person"


@pytest.mark.parametrize("text", make.HOSTILE)
def test_a_hostile_name_comes_back(text: str) -> None:
    some = examples.records(OWNED)
    maker = replace(some.parties["Maker"], name=text)
    held = again(replace(some, parties={**some.parties, "Maker": maker})).party("Maker")
    assert held.name == text.strip() or not text.strip()


# What is lost, and that it is said


def test_each_loss_is_named_where_it_is_met_and_only_there() -> None:
    plain = examples.records([("A Person controls Bureau", {"as_of": "2020-01-02"})])
    assert written(EXPORT, plain)[1] == (bods.GRADES,)
    body = plain.parties["Bureau"]
    cases = {
        bods.LEFT_OUT: examples.records(["Maker supplies Reseller"]),
        KINDS: _asset(),
        OPEN: examples.records(["A Person directs Bureau"]),
        SHARES: examples.records(["A Person owns Maker"]),
        COMPANY: examples.records(["A Person controls Maker"]),
        DATES: _with(plain, replace(body, begun=PartialDate("2001"))),
        WHOLE: examples.records(["A Person controls Bureau"]),
        TOLD: _with(plain, replace(body, description="Some")),
    }
    for loss, some in cases.items():
        assert loss in written(EXPORT, some)[1], loss
    assert {*cases, bods.GRADES} == set(EXPORT.loses)


def _with(some: Records, held: Party) -> Records:
    return replace(some, parties={**some.parties, held.id: held})


def _asset() -> Records:
    some = examples.records(["Owner owns Maker"])
    return _with(some, replace(some.parties["Maker"], kind="asset"))


def test_an_annotation_tells_grade_dispute_and_the_place_of_the_claim() -> None:
    made = [each for each in statements(examples.records(OWNED)) if "source" in each]
    told = " ".join(note["description"] for each in made for note in each["annotations"])
    assert "Grade: charged. Disputed: a named party denies it." in told
    assert all(re.search("Grade: .* Holds: ", str(each["annotations"])) for each in made)
    assert all("Licence: " in each["source"]["description"] for each in made)
    assert all(each["source"]["assertedBy"][0]["name"] for each in made)


def test_parallel_statements_stay_apart() -> None:
    made = [each["recordDetails"] for each in statements(examples.records(OWNED))]
    ends = Counter((each.get("interestedParty"), each.get("subject")) for each in made)
    assert ends["Owner", "Maker"] == 2
    assert ends["Owner", "Reseller"] == 1  # the parent has the interest


def test_the_first_statement_tells_the_question_the_terms_and_the_losses() -> None:
    told = statements(examples.records(OWNED))[0]["annotations"][-1]["description"].split("\n")
    assert "asked: A test" in told
    assert "lens: a rule" in told
    assert len([line for line in told if line.startswith("attribution")]) > 1
    losses = written(EXPORT, examples.records(OWNED))[1]
    assert [line for line in told if line.startswith("not as")] == [
        f"not as in the graph: {loss}" for loss in losses
    ]


def test_no_day_is_made_up() -> None:
    said = ("Owner owns Maker", {"valid_from": "2019", "valid_until": "2020-03"})
    some = examples.records([said])
    bare = {k: replace(s, published=None, retrieved=None) for k, s in some.sources.items()}
    none = tuple(replace(each, compiled=None) for each in some.collections)
    made = statements(replace(some, sources=bare, collections=none))
    assert {each["statementDate"] for each in made} == {NO_DAY}
    (interest,) = made[-1]["recordDetails"]["interests"]
    assert interest.keys().isdisjoint({"startDate", "endDate"})
    assert "Holds: 2019 to 2020-03." in str(made[-1]["annotations"])
