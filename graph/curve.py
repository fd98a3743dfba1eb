"""The curve of a hop between two marks, as vis-network draws it: one quadratic Bezier curve."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
STEPS = 30  # halvings: to far below a thousandth of the curve


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bezier curve from `start` to `end`, drawn towards `control`."""

    start: Point
    control: Point
    end: Point


def curve(start: Point, end: Point, bend: float) -> Curve:
    """Draw a hop with the roundness `bend`, above 0 clockwise, as `graph.layout.bends` gives it.

    >>> curve((0.0, 0.0), (100.0, 0.0), 0.0).control
    (50.0, 0.0)
    """
    across, down = end[0] - start[0], end[1] - start[1]
    turn, reach = bend * pi / 2, 0.5 + abs(bend) / 2
    x = start[0] + reach * (cos(turn) * across + sin(turn) * down)
    y = start[1] + reach * (cos(turn) * down - sin(turn) * across)
    return Curve(start, (x, y), end)


def point(line: Curve, share: float) -> Point:
    """Give the point after a share of the curve, 0 its start and 1 its end."""
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        one * line.start[0] + two * line.control[0] + three * line.end[0],
        one * line.start[1] + two * line.control[1] + three * line.end[1],
    )


def direction(line: Curve, share: float) -> float:
    """Give the angle of the curve there in radians, 0 to the right, growing clockwise."""
    x = (1 - share) * (line.control[0] - line.start[0]) + share * (line.end[0] - line.control[0])
    y = (1 - share) * (line.control[1] - line.start[1]) + share * (line.end[1] - line.control[1])
    return atan2(y, x)


def part(line: Curve, first: float, last: float) -> Curve:
    """Cut a piece out of the curve, between two shares of it.

    >>> part(curve((0.0, 0.0), (100.0, 0.0), 0.0), 0.25, 0.75)
    Curve(start=(25.0, 0.0), control=(50.0, 0.0), end=(75.0, 0.0))
    """
    slope = (
        (1 - first) * (line.control[0] - line.start[0]) + first * (line.end[0] - line.control[0]),
        (1 - first) * (line.control[1] - line.start[1]) + first * (line.end[1] - line.control[1]),
    )
    start, span = point(line, first), last - first
    control = start[0] + span * slope[0], start[1] + span * slope[1]
    return Curve(start, control, point(line, last))


def leaving(line: Curve, radius: float) -> float:
    """Say at which share the curve leaves a circle about its start; 0.5 if it never does."""
    return _crossing(line, line.start, radius, 0.0)


def entering(line: Curve, radius: float) -> float:
    """Say at which share the curve comes into a circle about its end; 0.5 if it is all within."""
    return _crossing(line, line.end, radius, 1.0)


def _crossing(line: Curve, centre: Point, radius: float, inside: float) -> float:
    outside = 0.5
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        x, y = point(line, middle)
        if hypot(x - centre[0], y - centre[1]) < radius:
            inside = middle
        else:
            outside = middle
    return outside
