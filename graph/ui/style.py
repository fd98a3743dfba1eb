"""How a picture looks: shape and colour by kind, ring by role, line by grade and layer.

The colours are those of `graph.hues`. As they hold on both grounds, only text and rings follow
the theme, which the browser knows and Python does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

# The pages take the colours from here, with everything else that says how a picture looks.
from graph.hues import BLUE as BLUE
from graph.hues import GREEN as GREEN
from graph.hues import GREY as GREY
from graph.hues import KINDS
from graph.hues import LAYERS as LAYERS
from graph.hues import ORANGE as ORANGE
from graph.hues import PURPLE as PURPLE
from graph.hues import SKY as SKY
from graph.hues import VERMILION as VERMILION

if TYPE_CHECKING:
    from graph.ui.picture import Mark, Role

DISPUTE, FAINT, FAINT_HOP = (230, 159, 0, 0.32), 0.22, 0.15  # a band; opacity of what is dimmed

FLAG: Final = (
    "\u2691\u00a0"  # kept with the name; a government that meets the lens, or a party tied to one
)
WARNING: Final = "\u26a0\ufe0e"  # as a letter, not as a coloured picture


@dataclass(frozen=True, slots=True)
class Ground:
    """What a picture is drawn on, and the colour of its text and rings."""

    colour: str
    text: str


LIGHT: Final = Ground("#ffffff", "#1b2733")  # as in .streamlit/config.toml
DARK: Final = Ground("#12181f", "#e6ebf0")

RINGS: Final[dict[Role, str]] = {
    "supplier": "single",
    "intermediary": "dashed",
    "end_user": "double",
    "item": "",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring about a mark: its distance, the width of its line, its dashes (empty for solid)."""

    gap: float
    width: float
    dashes: tuple[float, ...] = ()


RING_LINES: Final = {
    "single": (Ring(5, 2),),
    "dashed": (Ring(5, 2.5, (6, 4)),),
    "double": (Ring(5, 2), Ring(9, 2)),
    "": (),
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


def _shape(kind: str, name: str, size: int, reach: float) -> Shape:
    colour, glyph = KINDS[kind]
    return Shape(name, colour, size, reach, glyph)


SHAPES: Final = {
    "company": _shape("company", "dot", 15, 1.0),
    "organisation": _shape("organisation", "hexagon", 15, 1.1),
    "government_agency": _shape("government_agency", "square", 13, 1.3),
    "government": _shape("government", "star", 19, 1.0),
    "person": _shape("person", "triangle", 14, 1.15),
    "product": _shape("product", "diamond", 15, 1.0),
    "asset": _shape("asset", "diamond", 13, 1.0),
    "address": _shape("address", "triangleDown", 12, 1.15),
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


def spaced(term: str) -> str:
    """Write a term of the vocabulary as words."""
    return term.replace("_", " ")


LEGEND: Final = (
    *(Sign("kind", kind, s.glyph, s.colour, spaced(kind)) for kind, s in SHAPES.items()),
    Sign("role", "supplier", "◯", "", "supplier: one ring"),
    Sign("role", "intermediary", "◌", "", "intermediary: broken ring"),
    Sign("role", "end_user", "◎", "", "end-user: two rings"),
    Sign("lens", "", FLAG.strip(), VERMILION, "government assessed as restrictive, or tied to one"),
    *(Sign("layer", layer, "━", colour, spaced(layer)) for layer, colour in LAYERS.items()),
    Sign("grade", "", SOLID, "", "judgment down to report: the stronger, the wider"),
    Sign("grade", "charged", DASHED, "", "charged"),
    Sign("grade", "alleged", BROKEN, "", "alleged"),
    Sign("grade", "inferred", DOTTED, "", "inferred by this program"),
    Sign("dispute", "", WARNING, ORANGE, "disputed: a named party denies it"),
    Sign("records", "", "⧉", "", "several records that stand as one party"),
)


def mark_size(mark: Mark) -> int:
    """Give the size of a mark's shape; those with a role are larger."""
    return SHAPES[mark.kind].size + (3 if RINGS[mark.role] else 0)


def mark_reach(mark: Mark) -> float:
    """Say how far out a mark goes; its rings begin there."""
    return mark_size(mark) * SHAPES[mark.kind].reach
