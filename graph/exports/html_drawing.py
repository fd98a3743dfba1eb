"""A subgraph as an inline drawing: parties by the shape of their kind, hops along their flow."""

from __future__ import annotations

import textwrap
from itertools import starmap
from math import atan2, cos, degrees, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from graph import words
from graph.arrangement import FORCE, LAYERED, arranged
from graph.exports.html_pieces import joined, piece
from graph.layout import bends
from graph.network import hops

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.exports.subgraph import Subgraph
    from graph.layout import Place
    from graph.network import Hop
    from graph.statement import Party

ROOM, UNDER, WIDE, LINES = 100.0, 60.0, 18, 3  # about the drawing; of a name
# Hues of Okabe and Ito (2008), which hold on white and on dark ground.
COLOURS = {
    "supply": "#0072b2", "control": "#b84e00", "association": "#767676",
    "identity": "#cc79a7", "place": "#499ac8", "finding": "#c38700",
}  # fmt: skip


class Shape(NamedTuple):
    """A mark: corners of a polygon, 0 for a circle; its turn; how far in every second corner is."""

    corners: int
    turn: float
    inner: float
    size: float
    colour: str
    glyph: str


SHAPES = {
    "company": Shape(0, 0, 1, 15, "#0072b2", "●"),
    "organisation": Shape(6, 0, 1, 16, "#0072b2", "⬢"),
    "government_agency": Shape(4, pi / 4, 1, 18, "#c38700", "■"),
    "government": Shape(10, -pi / 2, 0.45, 21, "#b84e00", "★"),
    "person": Shape(3, -pi / 2, 1, 18, "#cc79a7", "▲"),
    "product": Shape(4, 0, 1, 16, "#009e73", "◆"),
    "asset": Shape(4, 0, 1, 14, "#767676", "◈"),
    "address": Shape(3, pi / 2, 1, 16, "#499ac8", "▼"),
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
    line = _Line(*_ends(hop, places), bend)
    end = line.before(places[hop.target], 21 + GAP)
    path, colour = line.path(end), COLOURS[_layer(hop, subgraph)]
    weak = all(said.grade in WEAK for said in hop.statements)
    flows = any(subgraph.vocabulary.relation(r).flow != "none" for r in hop.relations)
    look = 'stroke-dasharray="8 5"' if weak else ""
    title = piece("<title>{}: {}: {}</title>", names[0], told, names[1])
    band = piece('<path class="dispute" d="{}"/>', path) if hop.disputed else piece("")
    drawn = piece(
        '<path d="{}" stroke="{}" stroke-width="{}" {}/>',
        *(path, colour, WIDTHS[weak], Markup(look)),  # noqa: S704 - a constant
    )
    arrow = line.arrow(end, colour) if flows else piece("")
    return piece("<g>{}{}{}{}</g>", title, band, drawn, arrow) + _along(line, told)


def _ends(hop: Hop, places: Mapping[str, Place]) -> tuple[Place, Place]:
    return places[hop.origin], places[hop.target]


def _along(line: _Line, told: str) -> Markup:
    """Write the words of a hop along it, or beside one that stands upright, below a name."""
    if abs(line.start[0] - line.end[0]) < UPRIGHT:
        x, y = line.at(0.75 if line.start[1] < line.end[1] else 0.25)
        beside = '<text class="along beside" x="{:.1f}" y="{:.1f}">{}</text>'
        return piece(beside, x + 8, y + 4, told)
    x, y = line.at(0.5)
    turn = (line.turn(0.5) + pi / 2) % pi - pi / 2  # never upside down
    at = f"{x:.1f} {y:.1f}"
    return piece(
        '<text class="along" x="{:.1f}" y="{:.1f}" transform="rotate({:.1f} {})">{}</text>',
        *(x, y + 4, degrees(turn), at, told),
    )


class _Line(NamedTuple):
    """The quadratic curve of a hop, as rounded as `graph.layout.bends` says."""

    start: Place
    end: Place
    bend: float

    def at(self, share: float) -> Place:
        """Give the point after a share of the curve."""
        control = self._control()
        one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
        found = zip(self.start, control, self.end, strict=True)
        x, y = (one * a + two * b + three * c for a, b, c in found)
        return x, y

    def turn(self, share: float) -> float:
        """Give the direction there, an angle in radians."""
        control = self._control()
        found = zip(self.start, control, self.end, strict=True)
        x, y = ((1 - share) * (b - a) + share * (c - b) for a, b, c in found)
        return atan2(y, x)

    def before(self, centre: Place, radius: float) -> float:
        """Give the last share of the curve that lies outside a mark, in hundredths."""
        shares = (step / 100 for step in range(100, 50, -1))
        far = (s for s in shares if hypot(*(a - b for a, b in self._apart(s, centre))) > radius)
        return next(far, 0.5)

    def path(self, last: float) -> str:
        """Write the curve up to a share of it."""
        control = self._control()
        between = [a + (b - a) * last for a, b in zip(self.start, control, strict=True)]
        points = (*self.start, *between, *self.at(last))
        return "M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*points)

    def arrow(self, share: float, colour: str) -> Markup:
        """Draw a head that points along the curve."""
        (x, y), turn = self.at(share), self.turn(share)
        corners = [(x + HEAD * 0.4 * cos(turn), y + HEAD * 0.4 * sin(turn))]
        for side in (2.6, -2.6):
            corners.append((x + HEAD * cos(turn + side), y + HEAD * sin(turn + side)))
        points = " ".join(starmap("{:.1f},{:.1f}".format, corners))
        return piece('<polygon points="{}" fill="{}"/>', points, colour)

    def _apart(self, share: float, centre: Place) -> list[tuple[float, float]]:
        return list(zip(self.at(share), centre, strict=True))

    def _control(self) -> Place:
        across, down = (b - a for a, b in zip(self.start, self.end, strict=True))
        turn, reach = self.bend * pi / 2, 0.5 + abs(self.bend) / 2
        x = self.start[0] + reach * (cos(turn) * across + sin(turn) * down)
        return x, self.start[1] + reach * (cos(turn) * down - sin(turn) * across)


def _mark(held: Party, place: Place) -> Markup:
    x, y = place
    lines = textwrap.wrap(held.name, WIDE, max_lines=LINES, placeholder="…") or ["…"]
    spans = joined(
        piece('<tspan x="{:.1f}" dy="{}">{}</tspan>', x, 16 if row else 0, line)
        for row, line in enumerate(lines)
    )
    shape = _outline(SHAPES[held.kind], x, y)
    return piece(
        '<g><title>{}</title>{}<text y="{:.1f}">{}</text></g>', held.name, shape, y + 36, spans
    )


def _outline(shape: Shape, x: float, y: float) -> Markup:
    if not shape.corners:
        return piece(
            '<circle class="mark" cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}"/>',
            *(x, y, shape.size, shape.colour),
        )
    corners = []
    for at in range(shape.corners):
        far = shape.size * (shape.inner if at % 2 else 1)
        turn = shape.turn + at * 2 * pi / shape.corners
        corners.append(f"{x + far * cos(turn):.1f},{y + far * sin(turn):.1f}")
    return piece('<polygon class="mark" points="{}" fill="{}"/>', " ".join(corners), shape.colour)


def _key(drawn: Sequence[Hop], subgraph: Subgraph) -> Markup:
    """Say what the shapes and lines that occur mean."""
    kinds = {held.kind for held in subgraph.records.parties.values()}
    layers = {_layer(hop, subgraph) for hop in drawn}
    told = [(SHAPES[k].glyph, SHAPES[k].colour, subgraph.vocabulary.kinds[k].label)
            for k in sorted(kinds)]  # fmt: skip
    told += [("━━", COLOURS[n], subgraph.vocabulary.layers[n].label) for n in sorted(layers)]
    if any(said.grade in WEAK for hop in drawn for said in hop.statements):
        told.append(("╍╍", "inherit", "charged, alleged or inferred, and nothing stronger"))
    if any(hop.disputed for hop in drawn):
        told.append(("⚠", "inherit", "a named party denies it"))
    signs = (piece('<li><span style="color:{}">{}</span> {}</li>', c, g, t) for g, c, t in told)
    return piece('<ul class="key">{}</ul>', joined(signs))
