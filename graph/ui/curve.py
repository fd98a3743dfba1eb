"""How far the hops of a picture curve; the curves themselves are those of `graph.curve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.curve import Curve, Point, curve, direction, entering, leaving, part, point
from graph.layout import bends
from graph.ui.picture import is_heavy

if TYPE_CHECKING:
    from graph.ui.picture import Picture

__all__ = ["Curve", "Point", "bent", "curve", "direction", "entering", "leaving", "part", "point"]


def bent(picture: Picture) -> list[float]:
    """Say how far each hop of a picture curves; in a heavy one only parallel hops do."""
    ends = [(link.origin, link.target) for link in picture.links]
    placed = () if is_heavy(picture) else picture.marks  # each hop is held against every party
    return bends(
        {m.id: (m.x, m.y) for m in placed if m.x is not None and m.y is not None},
        ends,
    )
