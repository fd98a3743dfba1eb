"""A picture in the terms of vis-network: attributes of nodes and edges, all of them every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from graph.ui.lettering import said, titled, worded
from graph.ui.style import (
    DISPUTE,
    FAINT,
    FAINT_HOP,
    LAYERS,
    RINGS,
    SHAPES,
    STROKES,
    VERMILION,
    WARNING,
    mark_size,
)

if TYPE_CHECKING:
    from graph.ui.picture import Link, Mark, Tip

Attributes: TypeAlias = dict[str, object]


def vis_mark(mark: Mark) -> Attributes:
    """Give the attributes of a mark for vis-network, all of them every time.

    vis-network keeps an attribute that an update leaves out. `label` is shortened, `name`
    is whole; `said` is what a screen reader hears. A party without a place has no x, y.
    """
    shape = SHAPES[mark.kind]
    size = mark_size(mark)
    place = {} if mark.x is None or mark.y is None else {"x": mark.x, "y": mark.y}
    return place | {
        "label": titled(mark),
        "name": mark.label,
        "said": said(mark),
        "shape": shape.name,
        "color": shape.colour,
        "size": size,
        "reach": round(size * shape.reach),
        "opacity": FAINT if mark.dimmed else 1,
        "records": mark.records,
        "ring": RINGS[mark.role],
        "halo": VERMILION if mark.restrictive else "",
        "dimmed": mark.dimmed,
        "tip": _rows(mark.tip),
    }


def vis_link(
    link: Link, *, bend: float = 0.0, labelled: bool = True, words: str | None = None
) -> Attributes:
    """Give the attributes of a hop for vis-network, all of them every time.

    `bend` is the roundness of its curve, below 0 for counter-clockwise. `words` are those
    there is room for, None for all. A hop that is not `labelled` shows them when it is
    chosen; the mark of a dispute is always shown. Straight hops are curves too: vis-network
    paints no background behind a plain line.
    """
    stroke, colour, whole = STROKES[link.grade_rank], LAYERS[link.layer], worded(link)
    brief = WARNING if link.disputed else " "  # vis-network cannot clear a label with ""
    shown = (whole if words is None else words) if labelled and not link.dimmed else brief
    look = {"color": colour, "highlight": colour, "opacity": FAINT_HOP if link.dimmed else 1}
    way = "curvedCW" if bend >= 0 else "curvedCCW"
    return {
        "label": shown or " ",
        "name": whole,
        "color": look,
        "width": stroke.width,
        "dashes": list(stroke.dashes) if stroke.dashes else False,
        "background": _band(link),
        "arrows": {"to": {"enabled": link.directed, "scaleFactor": 0.62}},
        "smooth": {"enabled": True, "type": way, "roundness": abs(bend)},
        "disputed": link.disputed,
        "dimmed": link.dimmed,
        "tip": _rows(link.tip),
    }


def _band(link: Link) -> Attributes:
    """Draw the band behind a hop that a named party disputes."""
    colour = (*DISPUTE[:3], 0.1) if link.dimmed else DISPUTE
    return {"enabled": link.disputed, "color": f"rgba{colour}", "size": 13, "dashes": False}


def _rows(tip: Tip) -> list[list[str]]:
    return [[label, value] for label, value in tip]
