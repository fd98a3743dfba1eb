"""What the shapes, rings and lines of a picture mean, for what it really shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ui.html import joined, piece, show
from graph.ui.style import LEGEND, STROKES

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.ui.picture import Picture
    from graph.ui.style import Sign


def legend(picture: Picture, but: Collection[str] = ()) -> None:
    """Show the signs that occur in the picture, in the order of the style's legend.

    `but` are groups of signs that are left out.
    """
    signs = (sign for sign in LEGEND if sign.group not in but and _occurs(sign, picture))
    told = joined(
        piece('<span><i style="{}">{}</i> {}</span>', _colour(sign), sign.glyph, sign.text)
        for sign in signs
    )
    show(piece('<div class="legend">{}</div>', told))


def _colour(sign: Sign) -> str:
    return f"color:{sign.colour}" if sign.colour else ""


def _occurs(sign: Sign, picture: Picture) -> bool:
    marks, links = picture.marks, picture.links
    if sign.group == "kind":
        return any(mark.kind == sign.term for mark in marks)
    if sign.group == "role":
        return any(mark.role == sign.term for mark in marks)
    if sign.group == "lens":
        return any(mark.restrictive for mark in marks)
    if sign.group == "layer":
        return any(link.layer == sign.term for link in links)
    if sign.group == "grade":
        return any(STROKES[link.grade_rank].glyph == sign.glyph for link in links)
    if sign.group == "records":
        return any(mark.records > 1 for mark in marks)
    return sign.group == "dispute" and any(link.disputed for link in links)
