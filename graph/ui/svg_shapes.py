"""The shapes of marks as SVG elements, in the proportions that vis-network gives them."""

from __future__ import annotations

from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.ui.style import Ground

    Corners = list[tuple[float, float]]

CORNER = 0.72  # of the way to the right and up (or left and up), where small marks stand
PIN = "M0,8 L-3.4,1.6 A4,4 0 1 1 3.4,1.6 Z"


def number(value: float) -> str:
    """Write a length to a hundredth, as short as it goes.

    >>> number(12.0), number(-0.001), number(3.14159)
    ('12', '0', '3.14')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def outline(shape: str, x: float, y: float, size: float) -> Element:
    """Draw a shape by vis-network's name for it about a point; raise `KeyError` for another."""
    if shape == "dot":
        return Element("circle", cx=number(x), cy=number(y), r=number(size))
    corners = POLYGONS[shape](size)
    drawn = " ".join(f"{number(x + right)},{number(y + down)}" for right, down in corners)
    return Element("polygon", points=drawn)


def badges(
    x: float, y: float, reach: float, ground: Ground, several: bool, pinned: bool
) -> Iterator[Element]:
    """Draw the small marks of a party: `several` records that stand as one, and a pin."""
    up = y - CORNER * reach
    look = {"fill": ground.colour, "stroke": ground.text, "stroke-width": "1.4"}
    for aside, over in ((3, -3), (0, 0)) if several else ():
        left, top = x + CORNER * reach + aside, up + over - 6
        at = {"x": number(left), "y": number(top), "width": "7", "height": "7"}
        yield Element("rect", {**at, **look, "rx": "1.5"})
    if pinned:
        where = f"translate({number(x - CORNER * reach - 2)},{number(up - 6)})"
        rim = {"fill": ground.text, "stroke": ground.colour, "stroke-width": "1.2"}
        yield Element("path", {"d": PIN, "transform": where, **rim})


def _square(size: float) -> Corners:
    return [(-size, -size), (size, -size), (size, size), (-size, size)]


def _diamond(size: float) -> Corners:
    return [(0, size), (size, 0), (0, -size), (-size, 0)]


def _hexagon(size: float) -> Corners:
    return [(size * cos(side * pi / 3), size * sin(side * pi / 3)) for side in range(6)]


def _triangle(size: float) -> Corners:
    half = size * 1.15
    lower = half * (0.275 + sqrt(3) / 3)
    return [(0, lower - sqrt(3) * half), (half, lower), (-half, lower)]


def _triangle_down(size: float) -> Corners:
    return [(x, -y) for x, y in _triangle(size)]


def _star(size: float) -> Corners:
    size *= 0.82
    tips = [(size * (0.5 if at % 2 else 1.3), at * pi / 5) for at in range(10)]
    return [(far * sin(turn), 0.1 * size - far * cos(turn)) for far, turn in tips]


POLYGONS: Mapping[str, Callable[[float], Corners]] = {
    "square": _square,
    "diamond": _diamond,
    "hexagon": _hexagon,
    "triangle": _triangle,
    "triangleDown": _triangle_down,
    "star": _star,
}
