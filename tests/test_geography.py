"""Where the parties of a result are, and what moves between their countries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from graph import network as networks
from graph.dates import PartialDate
from graph.filters import UNKNOWN, Filters
from graph.geography import (
    Geography,
    Result,
    Role,
    geography,
    held_in,
    narrowed,
    of_hops,
    of_paths,
)
from graph.network import flow_ends
from tests import examples
from tests.examples import ANY, ask
from tests.records import records, words

if TYPE_CHECKING:
    from graph.paths import Path
    from graph.statement import Records

DEAL = {"deal": "d1"}
CHAIN: list[examples.Said] = [
    ("Maker of China supplies Reseller Kong", {**DEAL, "valid_from": "2010"}),
    ("Reseller Kong supplies Ministry of Iran", {**DEAL, "valid_from": "2012"}),
]


def whole(some: Records) -> Result:
    """Take all that is in records as one result."""
    return of_hops(some.parties, networks.hops(some.statements, words()))


def found(said: list[examples.Said]) -> Geography:
    some = examples.records(said)
    return geography(whole(some), some.parties, words())


def paths(said: list[examples.Said]) -> tuple[Path, ...]:
    return ask(said, ANY).attested


@given(records())
def test_every_party_and_every_statement_is_in_one_place(some: Records) -> None:
    made = geography(whole(some), some.parties, words())
    parties = Counter(key for here in made.countries.values() for key in here.parties)
    assert parties == Counter(list(some.parties))
    stated = Counter(each.id for flow in made.flows for each in flow.statements)
    assert stated == Counter(each.id for each in some.statements)


@given(records())
def test_a_flow_runs_as_its_statements_do(some: Records) -> None:
    for flow in geography(whole(some), some.parties, words()).flows:
        for each in flow.statements:
            relation = words().relations[each.relation]
            ends = [some.parties[key].country or UNKNOWN for key in flow_ends(each, relation)]
            assert relation.layer == flow.layer
            assert {flow.origin, flow.target} == set(ends)
            assert not flow.directed or [flow.origin, flow.target] == ends


@given(records())
def test_no_two_flows_have_one_name(some: Records) -> None:
    flows = geography(whole(some), some.parties, words()).flows
    assert len({flow.id for flow in flows}) == len(flows)


def test_a_party_without_a_country_is_counted_as_unknown() -> None:
    made = found(["Maker supplies Ministry of Iran"])
    assert list(made.countries) == ["IR", UNKNOWN]
    assert made.countries[UNKNOWN].parties == ("Maker",)
    assert [flow.id for flow in made.flows] == ["unknown > IR > supply"]


def test_goods_flow_from_the_maker_to_its_reseller() -> None:
    [flow] = found(["Shop Kong resells_for Maker of China"]).flows
    assert (flow.origin, flow.target, flow.directed) == ("CN", "HK", True)


def test_a_tie_without_a_direction_joins_both_countries_as_one_flow() -> None:
    said: list[examples.Said] = ["A Kong partner_of B of China", "C of China partner_of D Kong"]
    [flow] = found(said).flows
    assert (flow.origin, flow.target, flow.directed) == ("CN", "HK", False)
    assert len(flow.statements) == 2


def test_what_stays_in_a_country_is_a_flow_within_it() -> None:
    [flow] = found(["Maker of China supplies Bureau of China"]).flows
    assert flow.within


def test_the_largest_flow_comes_first() -> None:
    made = found(["A of China supplies B Kong", *CHAIN])
    assert [len(flow.statements) for flow in made.flows] == [2, 1]


def test_a_party_has_each_role_that_it_has_in_some_path() -> None:
    onward = ("Reseller Kong supplies Shop of Ghana", {"deal": "d2"})
    end = ("Shop of Ghana supplies Police of Ghana", {"deal": "d2"})
    roles = of_paths(paths([*CHAIN, onward, end])).roles
    assert roles["Maker of China"] == {Role.SUPPLIER}
    assert roles["Reseller Kong"] == {Role.INTERMEDIARY, Role.SUPPLIER}
    assert roles["Shop of Ghana"] == {Role.INTERMEDIARY}
    assert roles["Police of Ghana"] == roles["Ministry of Iran"] == {Role.END_USER}


def test_in_a_country_a_party_stands_once_and_in_each_of_its_roles() -> None:
    some = examples.records(CHAIN)
    here = geography(of_paths(paths(CHAIN)), some.parties, words()).countries["HK"]
    assert here.parties == here.by_role[Role.INTERMEDIARY] == ("Reseller Kong",)
    assert here.by_role[Role.SUPPLIER] == ()


def test_where_no_supply_was_asked_about_nobody_has_a_role() -> None:
    result = of_paths(paths(CHAIN), supply=False)
    assert set(result.roles.values()) == {frozenset()}
    assert len(result.roles) == 3


def test_a_body_above_an_end_user_is_there_without_a_role() -> None:
    tie = "Government of Iran owns Telecom of Iran"
    end = ("Reseller Kong supplies Telecom of Iran", DEAL)
    said: list[examples.Said] = [CHAIN[0], end, (tie, {"percent": "90"})]
    result = of_paths(paths(said))
    assert result.roles["Telecom of Iran"] == {Role.END_USER}
    assert result.roles["Government of Iran"] == frozenset()
    assert len(result.statements) == 3


def test_a_statement_of_several_paths_is_counted_once() -> None:
    end = ("Reseller Kong supplies Police of Iran", DEAL)
    result = of_paths(paths([*CHAIN, end]))
    assert len(result.statements) == 3


@pytest.mark.parametrize(("since", "until", "kept"), [("2012", "2012", 1), ("2011", "2011", 0)])
def test_a_path_stays_while_each_of_its_hops_holds(since: str, until: str, kept: int) -> None:
    filters = Filters(since=PartialDate(since), until=PartialDate(until))
    assert len(held_in(paths(CHAIN), filters, words())) == kept


def test_a_hop_without_a_date_stays_only_when_asked_for() -> None:
    said = [CHAIN[0], ("Reseller Kong supplies Ministry of Iran", DEAL)]
    filters = Filters(since=PartialDate("2012"), until=PartialDate("2012"))
    assert not held_in(paths(said), filters, words())
    undated = Filters(since=filters.since, until=filters.until, undated=True)
    assert len(held_in(paths(said), undated, words())) == 1


def test_a_narrowed_result_leaves_out_whom_nothing_is_said_of_any_more() -> None:
    result = of_paths(paths(CHAIN))
    left = narrowed(result, Filters(until=PartialDate("2011")), words())
    assert [each.subject for each in left.statements] == ["Maker of China"]
    assert left.roles == {
        "Maker of China": {Role.SUPPLIER},
        "Reseller Kong": {Role.INTERMEDIARY},
    }


def test_a_party_of_whom_nothing_was_said_stays() -> None:
    alone = of_hops(["Maker of China"], [])
    assert narrowed(alone, Filters(until=PartialDate("2011")), words()) == alone


def test_the_order_of_paths_changes_nothing() -> None:
    every = [*paths([*CHAIN, ("Reseller Kong supplies Police of Iran", DEAL)])]
    assert of_paths(every) == of_paths(every[::-1])
