"""A subgraph as an inline drawing: parties by the shape of their kind, hops along their flow."""

from __future__ import annotations

import textwrap
from itertools import starmap
from math import cos, degrees, dist, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from graph import curve, words
from graph.arrangement import FORCE, LAYERED, arranged
from graph.hues import KINDS, LAYERS
from graph.layout import bends
from graph.markup import joined, piece
from graph.network import hops

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.curve import Curve
    from graph.exports.subgraph import Subgraph
    from graph.layout import Place
    from graph.network import Hop
    from graph.statement import Party

ROOM, UNDER, WIDE, LINES = 100.0, 60.0, 18, 3  # about the drawing; of a name


class Shape(NamedTuple):
    """A mark: corners of a polygon, 0 for a circle; its turn; how far in every second corner is."""

    corners: int
    turn: float
    inner: float
    size: float


SHAPES = {
    "company": Shape(0, 0, 1, 15),
    "organisation": Shape(6, 0, 1, 16),
    "government_agency": Shape(4, pi / 4, 1, 18),
    "government": Shape(10, -pi / 2, 0.45, 21),
    "person": Shape(3, -pi / 2, 1, 18),
    "product": Shape(4, 0, 1, 16),
    "asset": Shape(4, 0, 1, 14),
    "address": Shape(3, pi / 2, 1, 16),
}
WIDTHS, GAP, HEAD = (3.0, 1.8), 4.0, 14.0  # of strong and weak grades
UPRIGHT = 60.0  # a hop that goes less far to the side would have its words across a name
WEAK = ("charged", "alleged", "inferred")


def drawing(subgraph: Subgraph) -> Markup:
    """Draw one or more parties and all hops, and say what shapes and lines mean."""
    parties, words_ = subgraph.records.parties, subgraph.vocabulary
    drawn = hops(subgraph.records.statements, words_)
    supply = any(_layer(hop, subgraph) == "supply" for hop in drawn)
    places = arranged(LAYERED if supply else FORCE, parties, drawn, words_)
    lines = list(zip(drawn, bends(places, [(h.origin, h.target) for h in drawn]), strict=True))
    return piece(
        '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" width="{}" height="{}" '
        'role="img"><title>{} and {} between them</title>{}{}</svg>{}</figure>\n',
        *_sheet(places.values()),
        words.number(len(parties), "party", "parties"),
        words.number(len(drawn), "hop"),
        joined(_hop(hop, bend, places, subgraph) for hop, bend in lines),
        joined(_mark(held, places[key]) for key, held in parties.items()),
        _key(drawn, subgraph),
    )


def _sheet(points: Collection[Place]) -> tuple[str, int, int]:
    left, top = min(x for x, _ in points) - ROOM, min(y for _, y in points) - ROOM
    wide, high = max(x for x, _ in points) + ROOM - left, max(y for _, y in points) + ROOM - top
    high += UNDER
    return f"{left:g} {top:g} {wide:g} {high:g}", round(wide), round(high)


def _layer(hop: Hop, subgraph: Subgraph) -> str:
    found = {subgraph.vocabulary.relation(name).layer for name in hop.relations}
    return "supply" if "supply" in found else min(found)


def _hop(hop: Hop, bend: float, places: Mapping[str, Place], subgraph: Subgraph) -> Markup:
    """Draw a hop from mark to mark, with its words, and an arrow where anything flows."""
    names = [subgraph.records.parties[end].name for end in (hop.origin, hop.target)]
    told = words.joined_by(hop, subgraph.vocabulary) + (" ⚠ disputed" if hop.disputed else "")
    line = curve.curve(places[hop.origin], places[hop.target], bend)
    end = _before(line, 21 + GAP)
    path, colour = _path(line, end), _colour(LAYERS[_layer(hop, subgraph)])
    weak = all(said.grade in WEAK for said in hop.statements)
    flows = any(subgraph.vocabulary.relation(r).flow != "none" for r in hop.relations)
    look = 'stroke-dasharray="8 5"' if weak else ""
    title = piece("<title>{}: {}: {}</title>", names[0], told, names[1])
    band = piece('<path class="dispute" d="{}"/>', path) if hop.disputed else piece("")
    drawn = piece(
        '<path d="{}" stroke="{}" stroke-width="{}" {}/>',
        *(path, colour, WIDTHS[weak], Markup(look)),  # noqa: S704 - a constant
    )
    arrow = _arrow(line, end, colour) if flows else piece("")
    return piece("<g>{}{}{}{}</g>", title, band, drawn, arrow) + _along(line, told)


def _along(line: Curve, told: str) -> Markup:
    """Write the words of a hop along it, or beside one that stands upright, below a name."""
    if abs(line.start[0] - line.end[0]) < UPRIGHT:
        x, y = curve.point(line, 0.75 if line.start[1] < line.end[1] else 0.25)
        beside = '<text class="along beside" x="{:.1f}" y="{:.1f}">{}</text>'
        return piece(beside, x + 8, y + 4, told)
    x, y = curve.point(line, 0.5)
    turn = (curve.direction(line, 0.5) + pi / 2) % pi - pi / 2  # never upside down
    at = f"{x:.1f} {y:.1f}"
    return piece(
        '<text class="along" x="{:.1f}" y="{:.1f}" transform="rotate({:.1f} {})">{}</text>',
        *(x, y + 4, degrees(turn), at, told),
    )


def _before(line: Curve, radius: float) -> float:
    """Give the last share of the curve that lies outside a mark at its end, in hundredths."""
    shares = (step / 100 for step in range(100, 50, -1))
    return next((s for s in shares if dist(curve.point(line, s), line.end) > radius), 0.5)


def _path(line: Curve, last: float) -> str:
    """Write the curve up to a share of it."""
    shown = curve.part(line, 0.0, last)
    points = (*shown.start, *shown.control, *shown.end)
    return "M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*points)


def _arrow(line: Curve, share: float, colour: str) -> Markup:
    """Draw a head that points along the curve."""
    (x, y), turn = curve.point(line, share), curve.direction(line, share)
    corners = [(x + HEAD * 0.4 * cos(turn), y + HEAD * 0.4 * sin(turn))]
    for side in (2.6, -2.6):
        corners.append((x + HEAD * cos(turn + side), y + HEAD * sin(turn + side)))
    points = " ".join(starmap("{:.1f},{:.1f}".format, corners))
    return piece('<polygon points="{}" fill="{}"/>', points, colour)


def _colour(hue: str) -> str:
    return hue.lower()


def _mark(held: Party, place: Place) -> Markup:
    x, y = place
    lines = textwrap.wrap(held.name, WIDE, max_lines=LINES, placeholder="…") or ["…"]
    spans = joined(
        piece('<tspan x="{:.1f}" dy="{}">{}</tspan>', x, 16 if row else 0, line)
        for row, line in enumerate(lines)
    )
    shape = _outline(SHAPES[held.kind], _colour(KINDS[held.kind][0]), x, y)
    return piece(
        '<g><title>{}</title>{}<text y="{:.1f}">{}</text></g>', held.name, shape, y + 36, spans
    )


def _outline(shape: Shape, colour: str, x: float, y: float) -> Markup:
    if not shape.corners:
        return piece(
            '<circle class="mark" cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}"/>',
            *(x, y, shape.size, colour),
        )
    corners = []
    for at in range(shape.corners):
        far = shape.size * (shape.inner if at % 2 else 1)
        turn = shape.turn + at * 2 * pi / shape.corners
        corners.append(f"{x + far * cos(turn):.1f},{y + far * sin(turn):.1f}")
    return piece('<polygon class="mark" points="{}" fill="{}"/>', " ".join(corners), colour)


def _key(drawn: Sequence[Hop], subgraph: Subgraph) -> Markup:
    """Say what the shapes and lines that occur mean."""
    kinds = {held.kind for held in subgraph.records.parties.values()}
    layers = {_layer(hop, subgraph) for hop in drawn}
    known = subgraph.vocabulary
    told = [(KINDS[k][1], _colour(KINDS[k][0]), known.kinds[k].label) for k in sorted(kinds)]
    told += [("━━", _colour(LAYERS[n]), known.layers[n].label) for n in sorted(layers)]
    if any(said.grade in WEAK for hop in drawn for said in hop.statements):
        told.append(("╍╍", "inherit", "charged, alleged or inferred, and nothing stronger"))
    if any(hop.disputed for hop in drawn):
        told.append(("⚠", "inherit", "a named party denies it"))
    signs = (piece('<li><span style="color:{}">{}</span> {}</li>', c, g, t) for g, c, t in told)
    return piece('<ul class="key">{}</ul>', joined(signs))
