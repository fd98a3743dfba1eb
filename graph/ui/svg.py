"""A picture as an SVG file: what the canvas draws, for paper, slides and other programs.

Everything from data is the text of an element, never markup: the file holds no script, no
link and no address but that of the format. Equal pictures give equal bytes.
"""

from __future__ import annotations

import re
from math import cos, degrees, pi, sin
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from graph.ui import curve
from graph.ui.lettering import along, said, titled, worded
from graph.ui.style import (
    DISPUTE,
    FAINT,
    FAINT_HOP,
    LAYERS,
    LIGHT,
    RING_LINES,
    RINGS,
    SHAPES,
    STROKES,
    VERMILION,
    mark_reach,
    mark_size,
)
from graph.ui.svg_shapes import badges, number, outline

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.ui.curve import Curve
    from graph.ui.picture import Link, Mark, Picture
    from graph.ui.style import Ground

# What XML 1.0 cannot hold, whatever is done to it.
UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FONT: Final = "'Source Sans 3', 'Source Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
ROOM, BELOW = 90.0, 80.0  # about the marks, for names; more of it under them
NAME, LINE, WORDS = 14.0, 16.0, 11.5  # heights of a name, of its lines, of the words of a hop
HALO, BAND = 16.0, 13.0  # beyond a mark under the lens; width of the band of a dispute
LOOP = 22.0  # radius of a hop from a party to itself


def svg(picture: Picture, *, ground: Ground = LIGHT, pinned: Collection[str] = ()) -> str:
    """Write a picture as SVG text, a unit of the picture being a pixel.

    Words of all hops are written where they have room, whatever their number. Raises
    `ValueError` when a party has no place: only a browser would find it one.
    """
    if lost := sorted(mark.id for mark in picture.marks if mark.x is None or mark.y is None):
        raise ValueError(f"party without a place: {lost}")
    root = _sheet(picture, ground)
    marks = {mark.id: mark for mark in picture.marks}
    for mark in picture.marks:
        _surroundings(root, mark, ground)
    lines = _lines(picture)
    for link, line in zip(picture.links, lines, strict=True):
        _hop(root, link, line, marks)
    for mark in picture.marks:
        _party(root, mark, ground, mark.id in pinned)
    for link, line in zip(picture.links, lines, strict=True):
        _words(root, link, line, along(link, marks[link.origin], marks[link.target]), ground)
    for mark in picture.marks:
        _name(root, mark, ground)
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _sheet(picture: Picture, ground: Ground) -> Element:
    places = [_place(mark) for mark in picture.marks] or [(0.0, 0.0)]
    left, top = min(x for x, _ in places) - ROOM, min(y for _, y in places) - ROOM
    wide = max(x for x, _ in places) + ROOM - left
    high = max(y for _, y in places) + ROOM + BELOW - top
    box = [number(value) for value in (left, top, wide, high)]
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=" ".join(box))
    root.attrib |= {"width": box[2], "height": box[3], "role": "img"}
    root.attrib |= {"font-family": FONT, "text-anchor": "middle"}
    parties, hops = len(picture.marks), len(picture.links)
    SubElement(root, "title").text = f"{parties} parties and {hops} hops between them"
    at = {"x": box[0], "y": box[1], "width": box[2], "height": box[3]}
    SubElement(root, "rect", at, fill=ground.colour)
    return root


def _place(mark: Mark) -> curve.Point:
    return mark.x or 0.0, mark.y or 0.0


def _lines(picture: Picture) -> list[Curve]:
    places = {mark.id: _place(mark) for mark in picture.marks}
    return [
        curve.curve(places[link.origin], places[link.target], bend)
        for link, bend in zip(picture.links, curve.bent(picture), strict=True)
    ]


def _surroundings(root: Element, mark: Mark, ground: Ground) -> None:
    """Draw a halo for the lens and the rings of a role, beneath everything."""
    rings = RING_LINES[RINGS[mark.role]]
    if not rings and not mark.restrictive:
        return
    x, y = (number(value) for value in _place(mark))
    group = _group(root, FAINT if mark.dimmed else 1)
    if mark.restrictive:
        radius = number(mark_reach(mark) + HALO)
        SubElement(group, "circle", cx=x, cy=y, r=radius, fill=VERMILION, opacity="0.24")
    for ring in rings:
        radius = number(mark_reach(mark) + ring.gap)
        drawn = SubElement(group, "circle", cx=x, cy=y, r=radius, fill="none")
        drawn.set("stroke", VERMILION if mark.restrictive else ground.text)
        _stroke(drawn, ring.width, ring.dashes)


def _hop(root: Element, link: Link, line: Curve, marks: dict[str, Mark]) -> None:
    group = _group(root, FAINT_HOP if link.dimmed else 1)
    SubElement(group, "title").text = _text(
        f"{marks[link.origin].label}, {worded(link)}, {marks[link.target].label}"
    )
    stroke, colour, target = STROKES[link.grade_rank], LAYERS[link.layer], marks[link.target]
    if link.origin == link.target:
        drawn = _loop(group, target)
    else:
        end = curve.entering(line, mark_reach(target) + _gap(target))
        head = 9.3 + 3 * stroke.width if link.directed else 0.0  # as long as vis-network's
        shown = curve.part(line, curve.leaving(line, mark_reach(marks[link.origin])), end)
        if link.directed:
            _arrowhead(group, curve.point(line, end), curve.direction(line, end), head, colour)
        drawn = _path(group, shown, head * 0.9)
    if link.disputed:
        red, green, blue, opacity = DISPUTE
        band = Element("path", d=drawn.get("d", ""), fill="none")
        band.attrib |= {"stroke": f"rgb({red},{green},{blue})", "stroke-width": number(BAND)}
        band.set("stroke-opacity", number(opacity))
        group.insert(1, band)
    drawn.attrib |= {"fill": "none", "stroke": colour}
    _stroke(drawn, stroke.width, stroke.dashes or ())


def _gap(mark: Mark) -> float:
    """Say how far from a mark an arrow ends: beyond its last ring."""
    rings = RING_LINES[RINGS[mark.role]]
    return rings[-1].gap + rings[-1].width / 2 if rings else 2.0


def _path(group: Element, line: Curve, short: float) -> Element:
    """Draw a curve that ends before its end, where the arrowhead begins."""
    shown = curve.part(line, 0.0, curve.entering(line, short)) if short else line
    first, bent, last = (_pair(at) for at in (shown.start, shown.control, shown.end))
    return SubElement(group, "path", d=f"M{first} Q{bent} {last}")


def _loop(group: Element, mark: Mark) -> Element:
    x, y = _place(mark)
    start = _pair((x, y - mark_reach(mark)))
    end = _pair((x + mark_reach(mark), y))
    return SubElement(group, "path", d=f"M{start} A{LOOP:g} {LOOP:g} 0 1 1 {end}")


def _arrowhead(group: Element, tip: curve.Point, turn: float, size: float, colour: str) -> None:
    corners = [tip]
    for back, aside in ((-1.0, 0.3), (-0.9, 0.0), (-1.0, -0.3)):
        x = tip[0] + size * (back * cos(turn) - aside * sin(turn))
        y = tip[1] + size * (back * sin(turn) + aside * cos(turn))
        corners.append((x, y))
    SubElement(group, "polygon", points=" ".join(map(_pair, corners)), fill=colour)


def _party(root: Element, mark: Mark, ground: Ground, pinned: bool) -> None:
    group = _group(root, FAINT if mark.dimmed else 1)
    SubElement(group, "title").text = _text(said(mark))
    shape = SHAPES[mark.kind]
    drawn = outline(shape.name, *_place(mark), mark_size(mark))
    drawn.attrib |= {"fill": shape.colour, "stroke": ground.colour, "stroke-width": "1"}
    group.append(drawn)
    group.extend(badges(*_place(mark), mark_reach(mark), ground, mark.records > 1, pinned))


def _words(root: Element, link: Link, line: Curve, words: str, ground: Ground) -> None:
    if not words or (link.dimmed and not link.disputed):
        return
    x, y = curve.point(line, 0.5)
    turn = (curve.direction(line, 0.5) + pi / 2) % pi - pi / 2  # never upside down
    written = _letters(root, [words], x, y + WORDS / 3, WORDS, ground)
    written.set("transform", f"rotate({number(degrees(turn))} {_pair((x, y))})")
    written.set("opacity", number(FAINT if link.dimmed else 1))


def _name(root: Element, mark: Mark, ground: Ground) -> None:
    x, y = _place(mark)
    below = _gap(mark) + 2 if RING_LINES[RINGS[mark.role]] else 0.0
    top = y + mark_reach(mark) + below + NAME
    written = _letters(root, titled(mark).split("\n"), x, top, NAME, ground)
    written.set("opacity", number(0.35 if mark.dimmed else 1))


def _letters(
    root: Element, lines: Sequence[str], x: float, y: float, size: float, ground: Ground
) -> Element:
    """Write lines in the middle, with a rim of the ground about the letters."""
    written = SubElement(root, "text", y=number(y), fill=ground.text, stroke=ground.colour)
    written.attrib |= {"font-size": number(size), "stroke-width": "5", "paint-order": "stroke"}
    written.set("stroke-linejoin", "round")
    for row, line in enumerate(lines):
        span = SubElement(written, "tspan", x=number(x), dy=number(LINE if row else 0))
        span.text = _text(line)
    return written


def _group(root: Element, opacity: float) -> Element:
    return SubElement(root, "g", {} if opacity == 1 else {"opacity": number(opacity)})


def _stroke(drawn: Element, width: float, dashes: Sequence[float]) -> None:
    drawn.set("stroke-width", number(width))
    if dashes:
        drawn.set("stroke-dasharray", " ".join(map(number, dashes)))


def _text(words: str) -> str:
    return UNWRITABLE.sub("\ufffd", words)


def _pair(at: curve.Point) -> str:
    return f"{number(at[0])},{number(at[1])}"
