"""What ownership says of one party: every rule, the state, control apart, and unknown shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from graph import network as networks
from graph import owned_text
from graph.__main__ import main
from graph.dates import PartialDate
from graph.owned import owned
from graph.ownership import Standing
from graph.regimes import listed, load
from graph.stakes import stakes
from graph.statement import Listing, Percent
from graph.workspace import DATA
from tests.examples import party, records
from tests.records import words

if TYPE_CHECKING:
    from graph.owned import Owned
    from graph.statement import Party
    from tests.examples import Said

RULES, STATE, MINORITY = load(DATA / "regimes.toml")


def ask(said: list[Said], key: str, *others: Party, day: str = "", **assumed: str) -> Owned:
    network = networks.build(records(said, *others))
    shares = {(owner, key): Percent.parse(share) for owner, share in assumed.items()}
    as_of = PartialDate(day) if day else None
    return owned(network, key, RULES, (STATE, MINORITY), as_of=as_of, assumed=shares)


def on_list(name: str, list_: str, date: str = "", until: str = "") -> Party:
    dates = [PartialDate(text) if text else None for text in (date, until)]
    return replace(party(name), listings=(Listing(list_, dates[0], until=dates[1]),))


def standing(held: Owned, rule: str) -> Standing:
    return next(each.proof.standing for each in held.rulings if each.regime.id == rule)


OWNS: list[Said] = [("Owner owns Firm", {"percent": "60"})]


def test_each_rule_counts_its_own_lists_only() -> None:
    held = ask(OWNS, "Firm", on_list("Owner", "OFAC SDN"))
    assert standing(held, "ofac") is Standing.CAUGHT
    assert {standing(held, rule) for rule in ("eu", "uk", "bis")} == {Standing.NOT_CAUGHT}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Non-SDN Chinese Military-Industrial Complex Companies List (CMIC)", "ofac"),
        ("EU Reg. 833/2014 Annex IV", "eu"),
        ("Unreliable Entity List - China", "bis"),
    ],
)
def test_a_list_that_only_sounds_alike_does_not_count(name: str, rule: str) -> None:
    assert listed([on_list("Owner", name)], RULES[rule]) == {}


def test_a_listing_counts_from_its_day_to_its_end() -> None:
    party_ = on_list("Owner", "OFAC SDN", "2020-03", "2022")
    days = ("2019", "2021", "2023")
    found = [listed([party_], RULES["ofac"], PartialDate(day)) for day in days]
    assert found == [{}, {"Owner": True}, {}]
    undated = listed([on_list("Owner", "OFAC SDN")], RULES["ofac"], PartialDate("2021"))
    assert undated == {"Owner": False}


def test_a_listing_is_not_sure_where_its_end_is_told_in_words_or_not_exact_enough() -> None:
    told = on_list("Owner", "OFAC SDN (removed December 2025)", "2024")
    ended = on_list("Owner", "OFAC SDN", "2024", "2025-12")
    assert listed([told], RULES["ofac"]) == {"Owner": False}
    assert listed([ended], RULES["ofac"]) == {}
    assert listed([ended], RULES["ofac"], PartialDate("2025-12-15")) == {"Owner": False}
    assert standing(ask(OWNS, "Firm", told), "ofac") is Standing.UNDETERMINED


def test_a_share_of_another_day_does_not_count() -> None:
    said: list[Said] = [("Owner owns Firm", {"percent": "60", "valid_from": "2021"})]
    owner = on_list("Owner", "OFAC SDN", "2015")
    assert standing(ask(said, "Firm", owner, day="2020"), "ofac") is Standing.NOT_CAUGHT
    assert standing(ask(said, "Firm", owner, day="2022"), "ofac") is Standing.CAUGHT
    assert standing(ask(OWNS, "Firm", owner, day="2022"), "ofac") is Standing.UNDETERMINED


def test_two_sources_that_differ_leave_the_interval_between_them() -> None:
    said: list[Said] = [
        ("Owner owns Firm", {"percent": "49"}),
        ("Owner owns Firm", {"percent": "51"}),
    ]
    [stake] = stakes(records(said).statements)
    assert (stake.share.low, stake.share.high) == (Decimal(49), Decimal(51))
    assert len(stake.statements) == 2


def test_a_subsidiary_is_a_stake_of_unknown_share() -> None:
    held = ask(["Firm subsidiary_of Owner"], "Firm", on_list("Owner", "OFAC SDN"))
    assert standing(held, "ofac") is Standing.UNDETERMINED


def test_control_is_shown_apart_and_counts_for_no_rule() -> None:
    held = ask(["Owner controls Firm"], "Firm", on_list("Owner", "OFAC SDN"))
    assert standing(held, "ofac") is Standing.NOT_CAUGHT
    assert [said.relation for said in held.control] == ["controls"]
    told = owned_text.shown(held, records(["Owner controls Firm"]), words())
    assert "Owner controls Firm" in told
    assert "NOT CAUGHT BY WHAT IS KNOWN: 100 PERCENT IS NOT ACCOUNTED FOR" in told


def test_a_what_if_replaces_what_sources_say() -> None:
    held = ask(["Firm subsidiary_of Owner"], "Firm", on_list("Owner", "OFAC SDN"), Owner="30")
    assert standing(held, "ofac") is Standing.NOT_CAUGHT
    assert held.unaccounted == Decimal(70)


def test_a_state_owns_through_its_agencies_and_companies() -> None:
    said: list[Said] = [
        ("Ministry of Iran owns Holding", {"percent": "60"}),
        ("Holding owns Firm", {"percent": "50"}),
        ("Police of Ghana owns Firm", {"percent": "20"}),
    ]
    found = {each.country: each for each in ask(said, "Firm").states}
    assert found["IR"].proof.standing is Standing.CAUGHT
    assert found["GH"].proof.standing is Standing.NOT_CAUGHT
    assert (found["IR"].minority, found["GH"].minority) == (False, True)


def test_the_rule_that_was_suspended_says_so_for_the_day() -> None:
    def status(day: str) -> str:
        return RULES["bis"].status(PartialDate(day))

    assert status("2025-10-15").startswith("in force")
    assert status("2026-03-01").startswith("suspended")
    assert status("2026-11-24").startswith("to be confirmed")
    assert RULES["ofac"].status(PartialDate("2026")) == ""


def test_the_command_shows_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ownership", "Iran Electronics Industries"]) == 0
    told = capsys.readouterr().out
    for rule in RULES.values():
        assert rule.title in told
    assert main(["ownership", "Huawei", "--assume", "ZTE"]) == 2
