"""The shapes and the points that a map is drawn from."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import country
from graph.world import projected, world

EARTH = world()
SMALL = ("SG", "BH", "HK", "MT", "MU", "CV", "MC", "VA")


def test_every_country_has_a_point_on_the_globe() -> None:
    assert set(EARTH.places) == set(country.every())
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in EARTH.places.values())


def test_every_shape_is_of_a_country_that_we_know_or_of_none() -> None:
    assert set(EARTH.shapes) <= set(country.every())
    assert len(EARTH.others) == 2  # of these the file says no code, and no position is ours


@pytest.mark.parametrize("code", SMALL)
def test_a_small_country_has_a_point_without_a_shape(code: str) -> None:
    assert code in EARTH.places
    assert code not in EARTH.shapes


@pytest.mark.parametrize("code", sorted(EARTH.shapes))
def test_the_point_of_a_country_lies_in_its_shape(code: str) -> None:
    x, y = EARTH.places[code]
    rings = EARTH.shapes[code]
    near = min(hypot(px - x, py - y) for ring in rings for px, py in ring)
    assert any(_within((x, y), ring) for ring in rings) or near < 2.5


def _within(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


@pytest.mark.parametrize("code", ["RU", "FJ", "US"])
def test_no_shape_is_torn_apart_at_the_date_line(code: str) -> None:
    steps = [abs(b[0] - a[0]) for ring in EARTH.shapes[code] for a, b in pairwise(ring)]
    assert max(steps) < 90


def test_a_flat_map_has_north_above_and_east_to_the_right() -> None:
    assert projected((10, 50))[1] < projected((10, 40))[1] < 0 == projected((10, 0))[1]
    assert projected((20, 50))[0] > projected((10, 50))[0] > 0


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_flat_map_is_the_same_on_both_sides_of_its_axes(x: float, y: float) -> None:
    right, up = projected((x, y))
    assert projected((-x, y)) == pytest.approx((-right, up))
    assert projected((x, -y)) == pytest.approx((right, -up))


def test_areas_keep_their_proportions() -> None:
    def area(latitude: float) -> float:
        (x0, y0), (x1, y1) = projected((0, latitude)), projected((1, latitude + 1))
        return abs((x1 - x0) * (y1 - y0))

    # a square of one degree at 60 degrees north is half as large as one on the equator
    assert area(59.5) / area(-0.5) == pytest.approx(0.5, rel=0.02)
