"""Ways to set parties out: who stands where, and that nobody has to move."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import network as networks
from graph.arrangement import COUNTRY, LAYERED, LAYOUTS, arranged
from graph.layout import CELL
from graph.statement import Party
from tests.examples import network, party, statements
from tests.records import words

if TYPE_CHECKING:
    from graph.layout import Place
    from tests.examples import Said

ROOT = Path(__file__).parents[1]
CHAIN: list[Said] = [
    "Maker supplies Distributor",
    "Reseller resells_for Distributor",
    "Reseller supplies Ministry of Iran",
    "Ministry of Iran agency_of Government of Iran",
    "Person owns Reseller",
    "Rival supplies Police of Ghana",
]


def placed(said: list[Said], layout: str, **places: dict[str, Place]) -> dict[str, Place]:
    parties = {key: party(key) for key in sorted(network(said))}
    hops = networks.hops(statements(said), words())
    return arranged(layout, parties, hops, words(), **places)


def collisions(places: dict[str, Place]) -> list[tuple[str, str]]:
    wide, high = CELL * 0.8
    return [
        (one, other)
        for (one, (x, y)), (other, (u, v)) in combinations(places.items(), 2)
        if abs(x - u) < wide and abs(y - v) < high
    ]


def test_a_chain_runs_from_the_supplier_to_the_government() -> None:
    places = placed(CHAIN, LAYERED)
    chain = ["Maker", "Distributor", "Reseller", "Ministry of Iran", "Government of Iran"]
    across = [places[key][0] for key in chain]
    assert across == sorted(set(across))
    assert places["Person"][0] == places["Reseller"][0]  # on no chain: beside whom it owns
    assert not collisions(places)


def test_without_a_supply_layers_are_set_out_all_the_same() -> None:
    assert placed(["Person owns Maker", "Person directs Rival"], LAYERED).keys() == {
        "Person",
        "Maker",
        "Rival",
    }


def test_a_new_customer_stands_to_the_right_and_a_new_supplier_to_the_left() -> None:
    before = placed(CHAIN, LAYERED)
    grown = placed(
        [*CHAIN, "Police of Ghana supplies Late", "Early supplies Maker"], LAYERED, kept=before
    )
    assert grown["Late"][0] > grown["Police of Ghana"][0]
    assert grown["Early"][0] < grown["Maker"][0]
    assert before.items() <= grown.items()
    assert not collisions(grown)


def test_parties_of_a_country_stand_together() -> None:
    said: list[Said] = [f"Maker of {c} {n} supplies Hub" for c in ("Iran", "China") for n in "abcd"]
    places = placed(said, COUNTRY)
    spans = []
    for name in ("Iran", "China"):
        across = [x for key, (x, _) in places.items() if name in key]
        spans.append((min(across), max(across)))
    (low, high), (other_low, other_high) = spans
    assert high < other_low or other_high < low
    assert not collisions(places)


def test_many_countries_make_about_the_shape_of_a_screen() -> None:
    parties = {
        f"{code}{at}": Party(f"{code}{at}", "Somebody", "company", code)
        for code in ("AE", "BY", "CN", "DE", "EG", "FR", "GH", "HK", "IR", "JP", "KE", "LB")
        for at in range(6)
    }
    places = arranged(COUNTRY, parties, [], words())
    wide = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    high = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert 0.7 < wide / high < 3


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_what_grows_leaves_everybody_in_place(layout: str) -> None:
    before = placed(CHAIN, layout)
    more: list[Said] = [f"Reseller supplies Customer {at} of China" for at in range(12)]
    grown = placed([*CHAIN, *more, "Apart supplies Alone"], layout, kept=before)
    assert before.items() <= grown.items()
    assert len(grown) == len(before) + 14
    assert not [pair for pair in collisions(grown) if not set(pair) <= before.keys()]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_others_make_room_for_the_pinned(layout: str) -> None:
    free = placed(CHAIN, layout)
    pinned = {"Person": free["Reseller"]}
    places = placed(CHAIN, layout, pinned=pinned)
    assert places["Person"] == free["Reseller"]
    assert not collisions(places)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_nothing_gives_nothing_and_places_kept_for_others_are_forgotten(layout: str) -> None:
    assert arranged(layout, {}, [], words()) == {}
    alone = arranged(layout, {"A": party("A")}, [], words(), kept={"gone": (5.0, 5.0)})
    assert alone.keys() == {"A"}


def test_a_layout_that_there_is_none_of_is_an_error() -> None:
    with pytest.raises(KeyError):
        arranged("round", {}, [], words())


def test_another_process_gives_the_same_places() -> None:
    code = (
        "from tests.test_arrangement import *\n"
        "print(*(sorted(placed(CHAIN, each).items()) for each in sorted(LAYOUTS)))"
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
