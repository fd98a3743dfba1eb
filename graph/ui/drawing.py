"""A picture as plain data for the browser: pyvis builds it, and brings the library that draws it.

pyvis's own HTML page is never used: it runs markup from data and loads from other hosts.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyvis
from pyvis.network import Network

from graph.ui.curve import bent
from graph.ui.lettering import along
from graph.ui.picture import is_heavy, lit_up
from graph.ui.style import RING_LINES
from graph.ui.vis import vis_link, vis_mark

if TYPE_CHECKING:
    from graph.ui.picture import Picture
    from graph.ui.style import Ring

LABELLED = 60  # with more hops than this, only those in question show their words
INTERACTION = {
    "hover": False,  # nor are vis-network's own tooltips used
    "selectable": False,  # the canvas selects by itself, with a more generous reach
    "selectConnectedEdges": False,
    "tooltipDelay": 1_000_000,
    "zoomSpeed": 0.6,
}
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "font": {"size": 14, "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 8.5}},  # below this size the canvas names parties
    },
    "edges": {
        "arrowStrikethrough": False,
        "font": {"size": 11.5, "align": "middle", "strokeWidth": 5},
        "selectionWidth": 2.5,
        "scaling": {"label": {"drawThreshold": 7.5}},
    },
}


@lru_cache(maxsize=32)
def drawn(
    picture: Picture, labelled: int = LABELLED, lit: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Give nodes, edges, rings and options for vis-network, equal for equal pictures.

    With more hops than `labelled` the picture is `crowded`, and only hops in `lit` show
    their words. Where anything is `lit`, all else is dimmed. `revision` names all this: what
    differs in anything has another. Built once for each picture: a click runs the page again,
    and changes none of this. Not to be changed by who asks.
    """
    crowded = len(picture.links) > labelled
    drawing = _drawing(lit_up(picture, lit), worded=lit if crowded else None)
    drawing.set_options(json.dumps(_options(picture)))
    nodes, edges, _, _, _, options = drawing.get_network_data()
    found = {"nodes": nodes, "edges": edges, "options": json.loads(options), "crowded": crowded}
    found |= {
        "rings": {name: [_ring(ring) for ring in rings] for name, rings in RING_LINES.items()}
    }
    return {**found, "revision": sha256(json.dumps(found).encode()).hexdigest()[:16]}


def _ring(ring: Ring) -> dict[str, object]:
    return {"gap": ring.gap, "width": ring.width, "dashes": list(ring.dashes)}


def _options(picture: Picture) -> dict[str, object]:
    heavy = is_heavy(picture)  # its hops are then left out while it is moved
    hidden = {"hideEdgesOnDrag": heavy, "hideEdgesOnZoom": heavy}
    return {**OPTIONS, "interaction": {**INTERACTION, **hidden}}


def _drawing(picture: Picture, *, worded: frozenset[str] | None) -> Network:
    # directed always: an undirected pyvis network drops parallel hops in silence
    drawing = Network(directed=True)
    for mark in picture.marks:
        drawing.add_node(mark.id, **vis_mark(mark))
    marks = {mark.id: mark for mark in picture.marks}
    for link, bend in zip(picture.links, bent(picture), strict=True):
        words = along(link, marks[link.origin], marks[link.target])
        labelled = worded is None or link.id in worded
        attributes = vis_link(link, bend=bend, labelled=labelled, words=words)
        drawing.add_edge(link.origin, link.target, id=link.id, **attributes)
    return drawing


def vis_file() -> Path:
    """Find the newest vis-network 9 among pyvis's own files."""
    library = Path(pyvis.__file__).with_name("lib")
    found = sorted(library.glob("vis-9.*/vis-network.min.js"), key=_version)
    if not found:
        raise FileNotFoundError(f"pyvis brings no vis-network 9 under {library}")
    return found[-1]


def _version(file: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in file.parent.name.removeprefix("vis-").split("."))
