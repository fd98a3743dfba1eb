"""The vocabulary file says what DESIGN says, and a word without its words is an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile, UnknownTerm
from graph.vocabulary import Flow, load
from tests.records import DATA, words

if TYPE_CHECKING:
    from pathlib import Path

FILE = DATA / "vocabulary.ttl"

DESIGN = {
    ("supply", "forward"): (
        "supplies supplies_component_for manufactures used_by procures_for forwards_to "
        "contracts_with intercepts_for shares_data_with offered_to finances"
    ),
    ("supply", "reverse"): "resells_for distributes_for represents brokers_for",
    ("control", "forward"): (
        "owns controls directs founded oversees invests_in licenses_export_of"
    ),
    ("control", "reverse"): (
        "subsidiary_of front_for acts_for member_of employed_by agency_of licensed_by"
    ),
    ("association", "none"): "partner_of affiliated_with linked_to derived_from succeeds",
    ("identity", "none"): "same_as possibly_same_as",
    ("place", "none"): "located_at",
    ("finding", "none"): "enables_surveillance_by",
}
STRENGTH = (
    "court_judgment official_finding settlement parliamentary_report documented reported charged "
    "alleged inferred"
)


@pytest.mark.parametrize(
    ("layer", "flow", "name"),
    [(layer, flow, name) for (layer, flow), names in DESIGN.items() for name in names.split()],
)
def test_a_relation_has_its_layer_and_flow(layer: str, flow: str, name: str) -> None:
    relation = words().relation(name)
    assert (relation.layer, relation.flow) == (layer, Flow(flow))


def test_there_is_no_other_relation() -> None:
    assert set(words().relations) == {name for names in DESIGN.values() for name in names.split()}


def test_grades_are_ordered_from_the_strongest() -> None:
    assert list(words().grades) == STRENGTH.split()


def test_only_an_offer_shows_no_delivery() -> None:
    assert [r.name for r in words().relations.values() if not r.realised] == ["offered_to"]


def test_only_finance_moves_money_in_the_supply_layer() -> None:
    money = [r.name for r in words().relations.values() if r.carries == "money"]
    assert money == ["finances", "invests_in"]


def test_only_ownership_control_and_subsidiaries_make_a_company_state_controlled() -> None:
    controlling = {r.name for r in words().relations.values() if r.controlling}
    assert controlling == {"owns", "controls", "subsidiary_of"}


def test_roles_are_never_kinds() -> None:
    bodies = {"company", "organisation", "government", "government_agency", "person"}
    assert set(words().kinds) == bodies | {"product", "asset", "address"}


def test_the_weakest_and_the_strongest_of_several_grades() -> None:
    some = ["reported", "court_judgment", "alleged"]
    assert words().weakest(iter(some)) == "alleged"
    assert words().strongest(iter(some)) == "court_judgment"


def test_an_unknown_word_is_an_error_that_names_those_that_would_do() -> None:
    with pytest.raises(UnknownTerm) as relation:
        words().relation("sells")
    assert relation.value.term == "sells"
    assert "supplies" in relation.value.known
    with pytest.raises(UnknownTerm, match="court_judgment") as grade:
        words().grade("certain")
    assert grade.value.known == tuple(STRENGTH.split())


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ('rdfs:label "supplies"@en ;', "label"),
        ('rdfs:label "company"@en ;', "label"),
        ('skos:definition "A court found it."@en', "definition"),
    ],
)
def test_a_missing_label_or_definition_is_an_error(line: str, missing: str, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(line) == 1
    file = tmp_path / "vocabulary.ttl"
    file.write_text(text.replace(line, ""), "utf-8")
    with pytest.raises(UnknownTerm, match=missing) as caught:
        load(file)
    assert re.search(r"vocabulary#(supplies|Company|court_judgment)", caught.value.where)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        load(tmp_path / "none.ttl")
    assert caught.value.file == tmp_path / "none.ttl"
