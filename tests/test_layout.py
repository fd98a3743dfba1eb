"""Places on the plane: order, room, the same picture every time."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations, pairwise
from math import isclose
from pathlib import Path

import pytest

from graph.layout import CELL, Place, around, bends, layered, spread

ROOT = Path(__file__).parents[1]
PATHS = [
    ["Maker", "Reseller", "Ministry"],
    ["Maker", "Distributor", "Forwarder", "Reseller", "Police"],
    ["Rival", "Distributor", "Police"],
]
TREE = [(f"p{at // 3:03}", f"p{at:03}") for at in range(1, 150)]


def collisions(places: dict[str, Place]) -> list[tuple[str, str]]:
    wide, high = CELL * 0.8
    return [
        (one, other)
        for (one, (x, y)), (other, (u, v)) in combinations(places.items(), 2)
        if abs(x - u) < wide and abs(y - v) < high
    ]


def test_every_hop_of_a_path_points_right() -> None:
    places = layered(PATHS)
    assert all(places[a][0] < places[b][0] for path in PATHS for a, b in pairwise(path))


def test_suppliers_stand_left_and_end_users_stand_right() -> None:
    places = layered(PATHS)
    assert places["Maker"][0] == places["Rival"][0] == min(x for x, _ in places.values())
    assert places["Ministry"][0] == places["Police"][0] == max(x for x, _ in places.values())


def test_a_single_path_lies_level() -> None:
    assert {y for _, y in layered([["a", "b", "c", "d"]]).values()} == {0.0}


def test_a_circle_of_paths_is_still_drawn() -> None:
    assert layered([["a", "b", "c"], ["c", "b", "a"]]).keys() == {"a", "b", "c"}


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    places = layered([["a", "z"], ["b", "y"], ["c", "x"]])
    assert [places[p][1] for p in "abc"] == [places[p][1] for p in "zyx"]


def test_a_long_hop_keeps_clear_of_the_parties_it_passes() -> None:
    places = layered([["a", "b", "c"], ["a", "c"]])
    assert places["b"][1] != places["a"][1] or bends(places, [("a", "c")]) != [0.0]


@pytest.mark.parametrize("count", [1, 8, 12, 25, 60])
def test_labels_in_a_column_have_room(count: int) -> None:
    places = layered([["hub", f"party {at:02}", "end"] for at in range(count)])
    assert not collisions(places)


def test_the_order_in_which_paths_are_given_does_not_matter() -> None:
    assert layered(PATHS) == layered(PATHS[::-1])


def test_parties_spread_without_sharing_room() -> None:
    places = spread([f"p{at:03}" for at in range(150)], TREE)
    assert len(places) == 150
    assert len(collisions(places)) <= 3


def test_what_is_not_connected_stays_near() -> None:
    places = spread([f"p{at:03}" for at in range(150)] + ["alone", "apart"], TREE)
    wide = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    high = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert wide * high < 152 * float(CELL.prod()) * 3.5
    assert not [pair for pair in collisions(places) if "alone" in pair or "apart" in pair]


def test_more_than_five_hundred_parties_need_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "scipy"] + ["scipy"]:
        monkeypatch.setitem(sys.modules, name, None)
    parties = [f"p{at:03}" for at in range(501)]
    assert len(spread(parties, pairwise(parties))) == 501


def test_a_growing_picture_does_not_move() -> None:
    before = spread(["a", "b", "c"], [("a", "b"), ("b", "c")])
    after = spread(["a", "b", "c", "d", "e"], [("a", "b"), ("c", "d"), ("d", "e")], kept=before)
    assert {party: after[party] for party in before} == before
    assert not collisions(after)


def test_a_place_kept_for_an_absent_party_is_forgotten() -> None:
    assert spread(["a"], [], kept={"gone": (5.0, 5.0)}).keys() == {"a"}


def test_hops_to_absent_parties_are_left_out() -> None:
    assert spread(["a", "b"], [("a", "gone")]).keys() == {"a", "b"}


def test_neighbours_are_set_about_a_party_clear_of_what_is_there() -> None:
    there: dict[str, Place] = {"centre": (0.0, 0.0), "there": (140.0, 0.0)}
    found = around((0.0, 0.0), ["x", "y", "z"], taken=there.values())
    assert not collisions(there | found)
    assert all(abs(x) < 500 and abs(y) < 500 for x, y in found.values())


def test_nothing_gives_nothing() -> None:
    assert layered([]) == spread([], []) == around((0.0, 0.0), []) == {}


def test_parallel_hops_curve_apart_and_one_alone_is_straight() -> None:
    places: dict[str, Place] = {"a": (0.0, 0.0), "b": (300.0, 0.0)}
    assert bends(places, [("a", "b")]) == [0.0]
    one, other = bends(places, [("a", "b"), ("a", "b")])
    assert one == -other != 0.0


def test_opposite_hops_curve_to_different_sides() -> None:
    there, back = bends({"a": (0.0, 0.0), "b": (300.0, 0.0)}, [("a", "b"), ("b", "a")])
    assert there == back != 0.0  # clockwise both ways: seen from above, on two sides


def test_a_hop_bends_around_a_party_in_its_way() -> None:
    places: dict[str, Place] = {"a": (0.0, 0.0), "between": (270.0, 0.0), "b": (540.0, 0.0)}
    assert bends(places, [("a", "b"), ("a", "between")])[0] != 0.0
    assert bends(places, [("a", "b"), ("a", "between")])[1] == 0.0


def test_hops_without_places_only_part_from_their_parallels() -> None:
    assert isclose(sum(bends({}, [("a", "b"), ("a", "b"), ("a", "b")])), 0.0)


def test_another_process_draws_the_same_picture() -> None:
    code = (
        "from tests.test_layout import *\n"
        "parties = {b for _, b in TREE} | {'alone'}\n"
        "print(layered(PATHS), spread(parties, set(TREE)), sep='\\n')"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
