"""The shapes of countries and a point for each, to draw a map from: files of ours, no network.

The shapes are Natural Earth's at 1:110 million, as the package world-atlas publishes them. A
land without an ISO 3166-1 code in that file is drawn and belongs to no country here.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, TypeAlias

from graph import country

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

Point: TypeAlias = "tuple[float, float]"
Rings: TypeAlias = "tuple[tuple[Point, ...], ...]"

FOLDER = Path(__file__).resolve().parents[1] / "data" / "world"
SHAPES, PLACES = "countries-110m.json", "places.csv"
SOURCE = "Natural Earth, 1:110 million, public domain"
# Equal Earth (Šavrič, Patterson and Jenny, 2018): areas keep their proportions.
_A = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True, slots=True)
class World:
    """`shapes` by country code, `others` without one, and a point for every code there is.

    Points are longitude and latitude in degrees; a shape may go on beyond 180. A country may
    have a point and no shape.
    """

    shapes: Mapping[str, Rings]
    others: tuple[Rings, ...]
    places: Mapping[str, Point]


@lru_cache(maxsize=1)
def world(folder: Path = FOLDER) -> World:
    """Read the shapes and the points.

    >>> earth = world()
    >>> "SG" in earth.shapes, earth.places["SG"]
    (False, (103.8, 1.4))
    """
    found = json.loads((folder / SHAPES).read_text("utf-8"))
    arcs = list(_arcs(found))
    shapes: dict[str, Rings] = {}
    others: list[Rings] = []
    for each in found["objects"]["countries"]["geometries"]:
        rings, code = _rings(each, arcs), _code(each)
        if code:
            shapes[code] = (*shapes.get(code, ()), *rings)
        else:
            others.append(rings)
    return World(dict(sorted(shapes.items())), tuple(others), _places(folder / PLACES))


def _places(file: Path) -> dict[str, Point]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["country"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


def _code(shape: Mapping[str, Any]) -> str | None:
    """Read the number of a shape's country; one that has none may have a name that we know."""
    number: str | None = shape.get("id")
    return country.of_number(number) if number else country.code_of(shape["properties"]["name"])


def _arcs(found: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Undo TopoJSON's packing: each point is given as whole steps from the one before."""
    (wide, high), (west, south) = found["transform"]["scale"], found["transform"]["translate"]
    for arc in found["arcs"]:
        x = y = 0
        points = []
        for right, up in arc:
            x, y = x + right, y + up
            points.append((x * wide + west, y * high + south))
        yield points


def _rings(shape: Mapping[str, Any], arcs: Sequence[Sequence[Point]]) -> Rings:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return tuple(_unbroken(_ring(ring, arcs)) for polygon in polygons for ring in polygon)


def _ring(ids: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """Join arcs to a ring: a negative number means the arc the other way round."""
    points: list[Point] = []
    for each in ids:
        arc = arcs[each] if each >= 0 else arcs[~each][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def _unbroken(ring: Sequence[Point]) -> tuple[Point, ...]:
    """Let a ring that crosses the date line go on beyond it, where a map would tear it apart."""
    points, turns = [ring[0]], 0
    for before, (longitude, latitude) in pairwise(ring):
        turns += round((before[0] - longitude) / 360)
        points.append((longitude + 360 * turns, latitude))
    whole = 360 * round(fmean(longitude for longitude, _ in points) / 360)
    return tuple((longitude - whole, latitude) for longitude, latitude in points)


def projected(point: Point) -> Point:
    """Lay a point of the globe flat, north up; the whole globe is about 5.4 wide, 2.6 high.

    >>> [round(each, 3) for each in projected((180, 90))]
    [1.604, -1.317]
    """
    longitude, latitude = radians(point[0]), radians(point[1])
    t = asin(sqrt(3) / 2 * sin(latitude))
    powers = [t**0, t**2, t**6, t**8]
    slope = sum(a * n * p for a, n, p in zip(_A, (1, 3, 7, 9), powers, strict=True))
    x = 2 * sqrt(3) * longitude * cos(t) / (3 * slope)
    return x, -t * sum(a * p for a, p in zip(_A, powers, strict=True))
