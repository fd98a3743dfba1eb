"""MISP galaxy clusters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import misp
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loading import Loaded

ONE, TWO = "3992c174-0000-4000-8000-000000000001", "3992c174-0000-4000-8000-000000000002"
LIKELY = 'estimative-language:likelihood-probability="likely"'


def cluster(type_: str, *values: dict[str, Any]) -> str:
    """Give a cluster as it is published: its keys sorted, its members last."""
    about = {"authors": ["Nobody"], "category": "actor", "description": "", "name": "Invented"}
    rest = {"source": "Nobody", "type": type_, "uuid": ONE, "values": values, "version": 1}
    return json.dumps({**about, **rest}, indent=2)


def member(uuid: str, name: str, **more: object) -> dict[str, Any]:
    """Give a member; `meta`, `related` and `description` may be given."""
    return {"description": "Invented.", **more, "uuid": uuid, "value": name}


def loaded(folder: Path, *texts: str) -> Loaded:
    return load("misp", *(write(folder / f"{n}.json", text) for n, text in enumerate(texts)))


def vendors(folder: Path, *related: dict[str, Any]) -> Loaded:
    """Load two vendors, the first of which is related to others."""
    first = member(ONE, "Lantern Optics", related=list(related))
    return loaded(folder, cluster("surveillance-vendor", first, member(TWO, "Candle Works ")))


def test_a_vendor_is_a_company_with_its_synonyms_and_products(tmp_path: Path) -> None:
    meta = {"synonyms": ["LanOpt", " Lantern "], "products": ["NIGHTLAMP", "Daylamp"], "refs": []}
    made = loaded(
        tmp_path, cluster("surveillance-vendor", member(ONE, " Lantern Optics ", meta=meta))
    )
    found = made.party(ONE)
    assert (found.name, found.kind, found.country) == ("Lantern Optics", "company", None)
    assert (found.aliases, found.description) == (("LanOpt", "Lantern"), "Invented.")
    assert made.ends("manufactures") == [
        ("Lantern Optics", "Daylamp"),
        ("Lantern Optics", "NIGHTLAMP"),
    ]
    assert {said.grade for said in made.said("manufactures")} == {"reported"}


@pytest.mark.parametrize("synonyms", ["LanOpt", ["LanOpt"], ["LanOpt", "LanOpt"]])
def test_a_value_may_be_a_text_or_a_list(tmp_path: Path, synonyms: object) -> None:
    one = member(ONE, "Lantern Optics", meta={"synonyms": synonyms})
    assert loaded(tmp_path, cluster("surveillance-vendor", one)).party(ONE).aliases == ("LanOpt",)


def test_an_agency_stands_under_the_government_of_its_country(tmp_path: Path) -> None:
    one = member(ONE, "Ice Watch", meta={"country": "AQ", "country_name": "Antarctica"})
    made = loaded(tmp_path, cluster("intelligence-agency", one))
    assert made.party(ONE).kind == "government_agency"
    assert made.ends("agency_of") == [("Ice Watch", "Government of Antarctica")]
    assert made.said("agency_of")[0].grade == "inferred"


def test_an_agency_of_no_or_several_countries_stands_alone(tmp_path: Path) -> None:
    members = (member(ONE, "Ice Union"), member(TWO, "Ice Pact", meta={"country": ["AQ", "BV"]}))
    made = loaded(tmp_path, cluster("intelligence-agency", *members))
    assert {made.party(each).country for each in (ONE, TWO)} == {None}
    assert not made.said()


def test_a_country_is_its_government_once_whatever_cluster_names_it(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        cluster("country", member(ONE, "antarctica", meta={"ISO": "AQ", "ISO3": "ATA"})),
        cluster("intelligence-agency", member(TWO, "Ice Watch", meta={"country": "AQ"})),
    )
    found = made.named("Government of Antarctica")
    assert found.identifiers == (Identifier("iso-government", "AQ"),)
    assert found.aliases == ("antarctica",)
    assert made.said("agency_of")[0].object == found.id


@pytest.mark.parametrize("code", ["AN", "CS"])
def test_a_country_of_the_past_has_no_government(tmp_path: Path, code: str) -> None:
    made = loaded(tmp_path, cluster("country", member(ONE, "past", meta={"ISO": code})))
    assert made.tally.skipped == {"a country that is none today, or not in the standard": 1}
    assert not made.tally.unknown


@pytest.mark.parametrize(
    ("type_", "relation", "subject"),
    [
        ("is-acquired-by", "owns", TWO),
        ("acquires", "owns", ONE),
        ("is-allied-with ", "partner_of", ONE),
        ("part-of", "linked_to", ONE),
        ("known-as", "possibly_same_as", ONE),
    ],
)
def test_a_relationship_keeps_its_direction_whatever_blanks_stand_around_it(
    tmp_path: Path, type_: str, relation: str, subject: str
) -> None:
    made = vendors(tmp_path, {"dest-uuid": TWO, "tags": [LIKELY], "type": type_})
    (said,) = made.said()
    assert (said.relation, said.subject) == (relation, f"s:{subject}")
    assert said.note == f"The cluster says: {type_.strip()}, likely."
    assert (said.grade, said.evidence.locator) == ("reported", ONE)


def test_a_page_that_a_relationship_refers_to_is_told(tmp_path: Path) -> None:
    page = "https://gazette.example/lamps"
    made = vendors(tmp_path, {"dest-uuid": TWO, "type": "related-to", "refs": [page]})
    assert made.said()[0].note == f"The cluster says: related-to. It refers to {page}."


def test_a_relationship_may_lead_to_another_cluster_and_is_lost_without_it(tmp_path: Path) -> None:
    first = cluster(
        "surveillance-vendor",
        member(ONE, "Lantern Optics", related=[{"dest-uuid": TWO, "type": "part-of"}]),
    )
    assert loaded(tmp_path, first).lost == {"an end of the statement is not in the source": 1}
    both = loaded(tmp_path, first, cluster("surveillance-vendor", member(TWO, "Candle Works")))
    assert both.ends("linked_to") == [("Lantern Optics", "Candle Works")]


def test_a_relationship_of_an_unknown_type_is_counted(tmp_path: Path) -> None:
    made = vendors(tmp_path, {"dest-uuid": TWO, "type": "outshines"})
    assert made.tally.unknown["misp relations"] == {"outshines": 1}
    assert not made.said()


def test_the_source_may_say_how_strong_its_claims_are(tmp_path: Path) -> None:
    related = [{"dest-uuid": TWO, "type": "acquires"}]
    text = cluster(
        "surveillance-vendor",
        member(ONE, "Lantern Optics", related=related),
        member(TWO, "Candle Works"),
    )
    made = load("misp", write(tmp_path / "v.json", text), grade="alleged")
    assert made.said("owns")[0].grade == "alleged"


def test_what_the_web_left_in_a_name_is_an_alias(tmp_path: Path) -> None:
    one = member(ONE, "Ice Watch (page does not exist)")
    two = member(TWO, "Snow Watch[15]")
    made = loaded(tmp_path, cluster("intelligence-agency", one, two))
    assert made.party(ONE).name == "Ice Watch"
    assert made.party(TWO).name == "Snow Watch"
    assert made.party(TWO).aliases == ("Snow Watch[15]",)


def test_a_cluster_of_another_type_is_skipped_and_a_member_without_a_name_rejected(
    tmp_path: Path,
) -> None:
    made = loaded(
        tmp_path,
        cluster("threat-actor", member(ONE, "Somebody")),
        cluster("surveillance-vendor", member(ONE, "  ")),
    )
    reason = "the cluster is of a type that no kind of party is known for"
    assert made.tally.skipped == {reason: 1}
    assert made.tally.unknown["misp kinds"] == {"threat-actor": 1}
    assert [each.reason for each in made.tally.rejected] == ["has no uuid or no name"]


@pytest.mark.parametrize("text", ["[]", "3", '"values"'])
def test_a_file_that_is_no_cluster_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="is no cluster"):
        loaded(tmp_path, text)


def test_a_file_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    text = cluster("surveillance-vendor", member(ONE, "Lantern Optics"))
    with pytest.raises(BadFile, match="not JSON"):
        loaded(tmp_path, text[: len(text) // 2])


def test_a_cluster_is_recognised_and_other_json_is_not(tmp_path: Path) -> None:
    text = cluster("surveillance-vendor", member(ONE, "Lantern Optics"))
    assert misp.recognises(head(write(tmp_path / "a.json", text)))
    assert not misp.recognises(head(write(tmp_path / "b.json", '{"uuid": "1", "values": []}')))


def test_all_words_are_in_the_vocabulary() -> None:
    assert set(tables("misp.toml")["kinds"].values()) <= words().kinds.keys()
    relations = {word.lstrip("^") for word in tables("misp.toml")["relations"].values()}
    assert relations - {""} <= words().relations.keys()
