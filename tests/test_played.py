"""Roles: only as statements make them so, each with the statements that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.neighbourhood import statements_of
from graph.played import Because, Part, Played, played
from tests.examples import network
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said


def of(key: str, *said: Said) -> dict[tuple[Part, Because], Played]:
    made = network(said)
    found = played(made, key, words(), statements_of(made, key))
    return {(each.role, each.because): each for each in found}


SUPPLIES = Part.SUPPLIER, Because.SUPPLIES
CALLED = Part.INTERMEDIARY, Because.CALLED
DEAL = Part.INTERMEDIARY, Because.DEAL
DOCUMENT = Part.INTERMEDIARY, Because.DOCUMENT


def test_who_supplies_is_a_supplier() -> None:
    [found] = of("Maker", "Maker supplies Firm").values()
    assert (found.role, found.because) == SUPPLIES
    assert [s.object for s in found.statements] == ["Firm"]


def test_goods_that_only_come_make_a_company_nothing() -> None:
    assert not of("Firm", "Maker supplies Firm")


def test_whom_a_reseller_sells_for_is_a_supplier_and_it_is_an_intermediary() -> None:
    assert SUPPLIES in of("Maker", "Firm resells_for Maker")
    assert list(of("Firm", "Firm resells_for Maker")) == [CALLED]


@pytest.mark.parametrize("relation", ["forwards_to", "procures_for"])
def test_who_forwards_or_buys_for_another_is_between(relation: str) -> None:
    assert CALLED in of("Firm", f"Firm {relation} Ministry of Iran")


def test_who_receives_and_passes_on_in_one_deal_is_between() -> None:
    one = of(
        "Firm",
        ("Maker supplies Firm", {"deal": "d1"}),
        ("Firm supplies Ministry of Iran", {"deal": "d1;d2"}),
        ("Firm supplies Police of Ghana", {"deal": "d2"}),
    )
    assert {s.object for s in one[DEAL].statements} == {"Firm", "Ministry of Iran"}
    assert DOCUMENT not in one


def test_one_document_is_told_apart_from_one_deal() -> None:
    paper = {"source": "paper"}
    found = of("Firm", ("Maker supplies Firm", paper), ("Firm supplies Ministry of Iran", paper))
    assert DOCUMENT in found
    assert DEAL not in found


def test_what_joins_nothing_makes_nobody_an_intermediary() -> None:
    found = of("Firm", "Maker supplies Firm", "Firm supplies Ministry of Iran")
    assert list(found) == [SUPPLIES]


def test_a_body_that_is_supplied_is_an_end_user_and_never_between() -> None:
    found = of(
        "Ministry of Iran",
        ("Maker supplies Ministry of Iran", {"deal": "d"}),
        ("Ministry of Iran supplies Firm", {"deal": "d"}),
    )
    assert set(found) == {(Part.END_USER, Because.BODY), SUPPLIES}


def test_a_body_that_nobody_supplies_is_no_end_user() -> None:
    assert not of("Ministry of Iran", "Ministry of Iran agency_of Government of Iran")


def test_a_company_of_the_state_is_one_with_what_ties_it() -> None:
    said = ("Maker supplies Firm", "Government of Iran controls Firm")
    found = of("Firm", *said)[Part.END_USER, Because.CONTROLLED]
    assert [s.relation for s in found.ties] == ["controls"]
    minority: Said = ("Government of Iran owns Firm", {"percent": "10"})
    assert not of("Firm", said[0], minority)


def test_whom_a_source_calls_a_user_is_one() -> None:
    assert list(of("Firm", "Box used_by Firm")) == [(Part.END_USER, Because.USES)]


@pytest.mark.parametrize("said", ["Maker offered_to Firm", "Maker finances Firm"])
def test_an_offer_and_money_make_nobody_a_supplier(said: str) -> None:
    assert not of("Maker", said)


def test_to_make_a_product_is_not_to_supply_and_a_thing_has_no_role() -> None:
    assert not of("Maker", "Maker manufactures Box")
    assert not of("Box", "Maker manufactures Box", "Box used_by Firm")


def test_shared_data_make_nobody_a_supplier_or_an_end_user() -> None:
    said = "Ministry of Iran shares_data_with Police of Ghana"
    assert not of("Ministry of Iran", said)
    assert not of("Police of Ghana", said)
