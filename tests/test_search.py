"""The walk: it prunes dead ends, never loses a route, and counts what it looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.network import statements
from graph.question import Ends, Question, admit
from graph.search import Walk, distances, terrain
from tests.examples import network
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.search import Terrain
    from tests.examples import Said

ANY = Question(ends=Ends.ANY)


def land(said: Iterable[Said], question: Question = ANY) -> Terrain:
    made = network(said)
    return terrain(made, admit(statements(made), question, words()), question, words())


def ends(some: Terrain) -> tuple[set[str], set[str]]:
    onward, carried = (
        {f"{hop.origin} > {hop.target}" for leaving in part.values() for hop in leaving}
        for part in (some.onward, some.carried)
    )
    return onward, carried


def test_supply_runs_one_way_and_other_layers_run_both() -> None:
    asked = Question(ends=Ends.ANY, layers=frozenset({"control"}))
    onward, carried = ends(land(["A supplies B", "B owns C"], asked))
    assert onward == carried == {"A > B", "B > C", "C > B"}


def test_a_body_may_begin_a_route_and_not_carry_one() -> None:
    onward, carried = ends(land(["Police supplies A", "A supplies Bureau"]))
    assert onward == {"Police > A", "A > Bureau"}
    assert carried == {"A > Bureau"}


def test_what_a_body_passes_on_joins_what_it_supplies() -> None:
    asked = Question(ends=Ends.ANY, beyond_bodies=True)
    said = ["Police supplies A", "Police agency_of Government", "Police shares_data_with A"]
    onward, carried = ends(land(said, asked))
    assert onward == {"Police > A", "Police > Government"}
    assert carried == {"Police > Government"}


def test_claims_between_two_parties_are_one_hop() -> None:
    [hop] = land(["A supplies B", "A contracts_with B", "B resells_for A"]).onward["A"]
    assert len(hop.statements) == 3


def test_distance_is_the_fewest_carried_hops_to_a_target() -> None:
    some = land(
        ["A supplies B", "B supplies C", "A supplies C", "C supplies Police", "D supplies Police"]
    )
    assert distances(some, ["Police"]) == {"Police": 0, "C": 1, "D": 1, "A": 2, "B": 2}
    assert distances(some, []) == {}


def test_a_body_is_no_way_to_a_target() -> None:
    assert distances(land(["A supplies Bureau", "Bureau supplies Police"]), ["Police"]) == {
        "Police": 0
    }


def walked(some: Terrain, targets: set[str], limit: int, start: str) -> tuple[Walk, list[str]]:
    walk = Walk(some, targets, limit)
    found = [" > ".join([start, *(h.target for h in route)]) for route in walk.routes(start)]
    return walk, found


def test_every_simple_route_within_the_limit_is_given_once() -> None:
    some = land(
        ["A supplies B", "A supplies C", "B supplies C", "C supplies B", "C supplies Police"]
    )
    assert walked(some, {"Police"}, 3, "A")[1] == ["A > B > C > Police", "A > C > Police"]
    assert walked(some, {"Police"}, 2, "A")[1] == ["A > C > Police"]
    assert walked(some, {"Police"}, 1, "A")[1] == []


def test_a_route_may_go_on_through_a_target_that_carries() -> None:
    some = land(["A supplies B", "B supplies C"])
    assert walked(some, {"B", "C"}, 4, "A")[1] == ["A > B", "A > B > C"]


def test_a_start_that_is_a_target_is_no_route() -> None:
    assert walked(land(["A supplies B"]), {"A"}, 4, "A")[1] == []


def test_dead_ends_are_looked_at_and_not_entered() -> None:
    some = land(["A supplies B", "A supplies X", "X supplies Y", "B supplies Police"])
    walk, found = walked(some, {"Police"}, 4, "A")
    assert found == ["A > B > Police"]
    assert walk.parties == {"A", "B", "Police"}
    assert walk.hops == 3


def test_a_body_that_could_have_gone_on_is_named() -> None:
    some = land(["A supplies Bureau", "Bureau supplies Police"])
    walk, _ = walked(some, {"Bureau"}, 4, "A")
    assert walk.stopped_at == {"Bureau"}


def test_a_start_that_no_hop_leaves_gives_nothing() -> None:
    assert walked(land(["A supplies B"]), {"A"}, 4, "B")[1] == []
