"""What the map and the timeline send to the browser: plain data, and nothing lost on the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import network as networks
from graph.dates import PartialDate
from graph.filters import NOTHING_HIDDEN, Filters
from graph.geography import geography, of_hops, of_paths
from graph.timeline import Timeline, timeline
from graph.ui import world_map, years
from graph.ui.style import GREY
from tests import examples
from tests.examples import ANY, ask, statements
from tests.records import words

if TYPE_CHECKING:
    from graph.geography import Geography

    Data = dict[str, Any]

CHAIN: list[examples.Said] = [
    ("Maker of China supplies Reseller Kong", {"deal": "d1", "disputed": "yes"}),
    ("Reseller Kong supplies Ministry of Iran", {"deal": "d1"}),
    "Nobody supplies Ministry of Iran",
]


def found(said: list[examples.Said]) -> Geography:
    some = examples.records(said)
    result = of_hops(some.parties, networks.hops(some.statements, words()))
    return geography(result, some.parties, words())


def drawn(said: list[examples.Said], *restrictive: str) -> Data:
    data: Any = world_map.payload(found(said), restrictive, key="map", height=100, chosen="")
    assert json.loads(json.dumps(data)) == data
    return dict(data)


def lines(said: list[examples.Said], filters: Filters = NOTHING_HIDDEN) -> Data:
    data: Any = years.payload(timeline(statements(said), words()), filters, key="years", height=100)
    assert json.loads(json.dumps(data)) == data
    return dict(data)


def test_every_country_has_a_mark_and_the_unknown_one_no_place() -> None:
    marks = {mark["id"]: mark for mark in drawn(CHAIN)["marks"]}
    assert list(marks) == ["CN", "HK", "IR", "unknown"]
    assert marks["unknown"]["at"] is None
    assert marks["unknown"]["name"] == "country unknown"
    assert all(len(marks[code]["at"]) == 2 for code in ("CN", "HK", "IR"))


def test_where_nobody_has_a_role_the_ring_is_grey() -> None:
    assert {str(mark["shares"]) for mark in drawn(CHAIN)["marks"]} == {str([[GREY, 1]])}


def test_with_roles_the_ring_is_parted_among_them() -> None:
    some = examples.records(CHAIN)
    made = geography(of_paths(ask(CHAIN, ANY).attested), some.parties, words())
    data: Any = world_map.payload(made, (), key="map", height=100, chosen="")
    assert [len(mark["shares"]) for mark in data["marks"]] == [1, 1, 1]
    assert len({mark["shares"][0][0] for mark in data["marks"]}) == 3


def test_a_flow_says_how_much_of_it_is_disputed() -> None:
    first = next(flow for flow in drawn(CHAIN)["flows"] if flow["origin"] == "CN")
    assert ["Disputed", "1"] in first["tip"]
    assert first["name"] == "China → Hong Kong"


def test_flows_within_a_country_and_from_an_unknown_one_are_not_drawn() -> None:
    said: list[examples.Said] = [*CHAIN, "Maker of China supplies Bureau of China"]
    assert len(found(said).flows) == 4
    assert [flow["id"] for flow in drawn(said)["flows"]] == [
        "CN > HK > supply",
        "HK > IR > supply",
    ]


def test_a_flow_is_the_wider_the_more_is_said() -> None:
    more: list[examples.Said] = ["A of China supplies B Kong", "C of China supplies D Kong"]
    wide, narrow = drawn([*CHAIN, *more])["flows"]
    assert wide["width"] > narrow["width"]


def test_only_governments_that_meet_the_lens_are_shaded() -> None:
    data = drawn(CHAIN, "IR", "BY")
    assert data["lens"] == ["BY", "IR"]
    told = {mark["id"]: mark["tip"] for mark in data["marks"]}
    assert ["Lens", "government meets the lens"] in told["IR"]
    assert len(told["CN"]) == 1


def test_undated_statements_have_a_bar_of_their_own() -> None:
    data = lines([("A supplies B", {"valid_from": "2010"}), "A supplies C", "A owns D"])
    assert [bar["name"] for bar in data["bars"]] == ["2010"]
    assert data["undated"]["count"] == 2
    assert data["undated"]["kept"]


def test_in_a_span_of_years_the_undated_are_left_out_unless_asked_for() -> None:
    since = PartialDate("2010")
    assert not lines(["A supplies B"], Filters(since=since))["undated"]["kept"]
    assert lines(["A supplies B"], Filters(since=since, undated=True))["undated"]["kept"]


@pytest.mark.parametrize(
    ("cells", "sense"),
    [
        ({"valid_from": "2010"}, "begins"),
        ({"as_of": "2010"}, "as of"),
        ({"valid_until": "2010"}, "ends"),
    ],
)
def test_a_bar_tells_dates_apart(cells: dict[str, str], sense: str) -> None:
    [bar] = lines([("A supplies B", cells)])["bars"]
    assert [part[1] for part in bar["parts"]] == [sense]


@given(st.lists(st.integers(1600, 2200), max_size=40))
def test_however_many_years_there_are_all_statements_are_in_a_bar(some: list[int]) -> None:
    said: list[examples.Said] = [("A supplies B", {"valid_from": f"{year}"}) for year in some]
    data = lines(said)
    assert len(data["bars"]) <= years.MOST_YEARS
    assert sum(bar["count"] for bar in data["bars"]) == len(some)


def test_years_far_from_the_others_are_put_into_one_bar() -> None:
    far = [("A supplies B", {"valid_from": f"{year}"}) for year in (1700, 2019, 2020, 2150)]
    bars = lines([*far])["bars"]
    assert bars[0]["rest"] == "before"
    assert (bars[0]["since"], bars[0]["count"]) == (None, 1)
    assert bars[-1]["rest"] == "after"
    assert (bars[-1]["until"], bars[-1]["count"]) == (None, 1)


def test_a_timeline_of_nothing_can_be_drawn() -> None:
    data: Any = years.payload(Timeline(), NOTHING_HIDDEN, key="years", height=100)
    assert data["bars"] == []
    assert data["undated"]["count"] == 0
