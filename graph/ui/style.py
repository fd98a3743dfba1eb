"""How a picture looks: shape and colour by kind, ring by role, line by grade and layer.

Colours are those of Okabe and Ito (2008), which people with any colour vision can tell
apart; nothing is said by colour alone. They hold on light and on dark ground, so only
text and rings follow the theme, which the browser knows and Python does not.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from graph.ui.picture import Link, Mark, Role, Tip

Attributes: TypeAlias = dict[str, object]

BLUE, ORANGE, VERMILION, GREEN = "#0072B2", "#E69F00", "#D55E00", "#009E73"
PURPLE, SKY, GREY = "#CC79A7", "#56B4E9", "#8C8C8C"

FLAG: Final = (
    "\u2691\u00a0"  # kept with the name; a government that meets the lens, or a party tied to one
)
WARNING: Final = "\u26a0\ufe0e"  # as a letter, not as a coloured picture
WIDE, LINES = 18, 3  # of a label under a mark

RINGS: Final[dict[Role, str]] = {
    "supplier": "single",
    "intermediary": "dashed",
    "end_user": "double",
    "item": "",
    "": "",
}
LAYERS: Final = {
    "supply": BLUE,
    "control": VERMILION,
    "association": GREY,
    "identity": PURPLE,
    "place": SKY,
    "finding": ORANGE,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What marks a kind of party: the drawn shape, its colour and size, a letter like it.

    A ring about it needs `reach` times the size: corners stick out.
    """

    name: str
    colour: str
    size: int
    reach: float
    glyph: str


SHAPES: Final = {
    "company": Shape("dot", BLUE, 15, 1.0, "●"),
    "organisation": Shape("hexagon", BLUE, 15, 1.1, "⬢"),
    "government_agency": Shape("square", ORANGE, 13, 1.3, "■"),
    "government": Shape("star", VERMILION, 19, 1.0, "★"),
    "person": Shape("triangle", PURPLE, 14, 1.15, "▲"),
    "product": Shape("diamond", GREEN, 15, 1.0, "◆"),
    "asset": Shape("diamond", GREY, 13, 1.0, "◈"),
    "address": Shape("triangleDown", SKY, 12, 1.15, "▼"),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of a grade: width, dashes (None for solid), a few letters like it."""

    width: float
    dashes: tuple[int, int] | None
    glyph: str


SOLID, DASHED, BROKEN, DOTTED = "━━━", "╍╍╍", "┅ ┅", "┈┈┈"
STROKES: Final = (
    Stroke(3.0, None, SOLID),
    Stroke(3.0, None, SOLID),
    Stroke(2.7, None, SOLID),
    Stroke(2.4, None, SOLID),
    Stroke(2.2, None, SOLID),
    Stroke(1.8, None, SOLID),
    Stroke(1.8, (12, 5), DASHED),
    Stroke(1.8, (6, 6), BROKEN),
    Stroke(1.8, (2, 5), DOTTED),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the legend; `term` is the vocabulary's name or "", `colour` "" is the text's."""

    group: str
    term: str
    glyph: str
    colour: str
    text: str


def _words(term: str) -> str:
    return term.replace("_", " ")


LEGEND: Final = (
    *(Sign("kind", kind, s.glyph, s.colour, _words(kind)) for kind, s in SHAPES.items()),
    Sign("role", "supplier", "◯", "", "supplier: one ring"),
    Sign("role", "intermediary", "◌", "", "intermediary: broken ring"),
    Sign("role", "end_user", "◎", "", "end-user: two rings"),
    Sign("lens", "", FLAG.strip(), VERMILION, "government assessed as restrictive, or tied to one"),
    *(Sign("layer", layer, "━", colour, _words(layer)) for layer, colour in LAYERS.items()),
    Sign("grade", "", SOLID, "", "judgment down to report: the stronger, the wider"),
    Sign("grade", "charged", DASHED, "", "charged"),
    Sign("grade", "alleged", BROKEN, "", "alleged"),
    Sign("grade", "inferred", DOTTED, "", "inferred by this program"),
    Sign("dispute", "", WARNING, ORANGE, "disputed: a named party denies it"),
)


def vis_mark(mark: Mark) -> Attributes:
    """Give the attributes of a mark for vis-network, all of them every time.

    vis-network keeps an attribute that an update leaves out. `label` is shortened, `name`
    is whole; `said` is what a screen reader hears. A party without a place has no x, y.
    """
    shape = SHAPES[mark.kind]
    size = shape.size + (3 if RINGS[mark.role] else 0)
    place = {} if mark.x is None or mark.y is None else {"x": mark.x, "y": mark.y}
    return place | {
        "label": (FLAG if mark.restrictive else "") + shortened(mark.label),
        "name": mark.label,
        "said": _said(mark),
        "shape": shape.name,
        "color": shape.colour,
        "size": size,
        "reach": round(size * shape.reach),
        "opacity": 0.22 if mark.dimmed else 1,
        "ring": RINGS[mark.role],
        "halo": VERMILION if mark.restrictive else "",
        "dimmed": mark.dimmed,
        "tip": _rows(mark.tip),
    }


def vis_link(link: Link, *, bend: float = 0.0, labelled: bool = True) -> Attributes:
    """Give the attributes of a hop for vis-network, all of them every time.

    `bend` is the roundness of its curve, below 0 for counter-clockwise. A hop that is not
    `labelled` shows its words when it is chosen; the mark of a dispute is always shown.
    Straight hops are curves too: vis-network paints no background behind a plain line.
    """
    stroke, colour = STROKES[link.grade_rank], LAYERS[link.layer]
    words = f"{link.label} {WARNING} disputed" if link.disputed else link.label
    brief = WARNING if link.disputed else " "  # vis-network cannot clear a label with ""
    way = "curvedCW" if bend >= 0 else "curvedCCW"
    opacity = 0.15 if link.dimmed else 1
    return {
        "label": words if labelled and not link.dimmed else brief,
        "name": words,
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": opacity},
        "width": stroke.width,
        "dashes": list(stroke.dashes) if stroke.dashes else False,
        "background": {
            "enabled": link.disputed,
            "color": f"rgba(230,159,0,{0.1 if link.dimmed else 0.32})",
            "size": 13,
            "dashes": False,
        },
        "arrows": {"to": {"enabled": link.directed, "scaleFactor": 0.62}},
        "smooth": {"enabled": True, "type": way, "roundness": abs(bend)},
        "disputed": link.disputed,
        "dimmed": link.dimmed,
        "tip": _rows(link.tip),
    }


def shortened(text: str) -> str:
    """Wrap a name for the space under a mark; what does not fit ends in an ellipsis.

    >>> shortened("Telecommunication Company of Iran")
    'Telecommunication\\nCompany of Iran'
    """
    broad = sum(east_asian_width(letter) in "WF" for letter in text)
    width = WIDE // 2 if broad * 2 > len(text) else WIDE
    lines = textwrap.wrap(text, width, max_lines=LINES, placeholder="…")
    return "\n".join(lines) or "(no name)"


def _said(mark: Mark) -> str:
    lens = "assessed as restrictive" if mark.restrictive else ""
    parts = (mark.label, _words(mark.kind), _words(mark.role), mark.country, lens)
    return ", ".join(part for part in parts if part)


def _rows(tip: Tip) -> list[list[str]]:
    return [[label, value] for label, value in tip]
