"""The picture on the page: pyvis builds it, a components-v2 element draws it, events come back.

pyvis's own HTML page is never used: it runs markup from data and loads from other hosts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pyvis
import streamlit as st
from pyvis.network import Network

from graph.layout import bends
from graph.ui.style import vis_link, vis_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.components.v2.types import ComponentRenderer

    from graph.ui.picture import Picture

PARTS = ("canvas.html", "canvas.css", "canvas.js", "canvas_paint.js", "canvas_events.js")
LABELLED = 60  # with more hops than this, only those in question show their words
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "selectable": False,  # the canvas selects by itself, with a more generous reach
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "tooltipDelay": 1_000_000,  # nor are vis-network's own tooltips used
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "font": {"size": 14, "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 8.5}},  # below this size the canvas names parties
    },
    "edges": {
        "arrowStrikethrough": False,
        "font": {"size": 11.5, "align": "middle", "strokeWidth": 5},
        "selectionWidth": 2.5,
        "hoverWidth": 1.5,
        "scaling": {"label": {"drawThreshold": 7.5}},
    },
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose last: a party or a hop, by the id its mark or link was given."""

    kind: Literal["party", "hop"]
    id: str


class State(Protocol):
    """As much of `st.session_state`, or of a dict, as reading events needs."""

    def get(self, key: str, /) -> object:
        """Return the value of `key`, or None."""


def canvas(
    picture: Picture,
    *,
    key: str,
    height: int = 560,
    focus: str | None = None,
    labelled: int = LABELLED,
    on_select: Callable[[], None] | None = None,
    on_expand: Callable[[], None] | None = None,
) -> None:
    """Draw the picture; one with the same `key` as before changes in place.

    A party stays where the reader dragged it until Python gives it another place. A
    `focus` (a party or hop) that differs from the last one is marked and brought into view,
    without an event. With more hops than `labelled`, only those in question show their
    words. The callbacks take no argument: read `selected` or `expanded`.
    """
    with st.container(gap=None):
        _element()(
            key=key,
            data=payload(picture, key=key, height=height, focus=focus, labelled=labelled),
            height=height,
            default={"selected": None},
            on_selected_change=on_select or _nothing,
            on_expand_change=on_expand or _nothing,
        )
        _library()(key=f"{key}-library", height=1)


def payload(
    picture: Picture,
    *,
    key: str,
    height: int = 560,
    focus: str | None = None,
    labelled: int = LABELLED,
) -> dict[str, object]:
    """Give what is sent to the browser: plain data, equal for equal pictures."""
    crowded = len(picture.links) > labelled
    drawn = _drawn(picture, crowded)
    return {**drawn, "picture": key, "height": height, "focus": focus, "crowded": crowded}


def selected(state: State, key: str) -> Selection | None:
    """Return what is selected on canvas `key`; None for nothing, or no canvas yet.

    It stays selected while the picture changes, so it may no longer be drawn.
    """
    match _event(state, key, "selected"):
        case {"kind": "party" | "hop" as kind, "id": str(id_)}:
            return Selection(kind, id_)
    return None


def expanded(state: State, key: str) -> str | None:
    """Return the party just asked to expand; set for one run only, then None again."""
    party = _event(state, key, "expand")
    return party if isinstance(party, str) else None


def _event(state: State, key: str, name: str) -> object:
    events = state.get(key)
    return events.get(name) if isinstance(events, dict) else None


@lru_cache(maxsize=32)
def _drawn(picture: Picture, crowded: bool) -> dict[str, object]:
    """Build the picture once: a click runs the page again, and changes none of this."""
    drawing = _drawing(picture, labelled=not crowded)
    drawing.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _drawing(picture: Picture, *, labelled: bool) -> Network:
    # directed always: an undirected pyvis network drops parallel hops in silence
    drawing = Network(directed=True)
    places = {m.id: (m.x, m.y) for m in picture.marks if m.x is not None and m.y is not None}
    curves = bends(places, [(link.origin, link.target) for link in picture.links])
    for mark in picture.marks:
        drawing.add_node(mark.id, **vis_mark(mark))
    for link, bend in zip(picture.links, curves, strict=True):
        attributes = vis_link(link, bend=bend, labelled=labelled)
        drawing.add_edge(link.origin, link.target, id=link.id, **attributes)
    return drawing


def _nothing() -> None:
    """Register an event that the page does not listen to: its state is kept all the same."""


@cache
def _library() -> ComponentRenderer:
    """Register vis-network apart from the canvas: 470 kB that are then sent only once."""
    source = vis_file().read_text("utf-8").replace("//# sourceMappingURL=", "// ")
    script = f"{source}\nexport default function () {{}}\n"
    return st.components.v2.component("enduse_vis_network", js=script)


@cache
def _element() -> ComponentRenderer:
    html, css, *scripts = (Path(__file__).with_name(name).read_text("utf-8") for name in PARTS)
    # joined: a component is one module, with no address that it could import from
    return st.components.v2.component("enduse_canvas", html=html, css=css, js="\n".join(scripts))


def vis_file() -> Path:
    """Find the newest vis-network 9 among pyvis's own files."""
    library = Path(pyvis.__file__).with_name("lib")
    found = sorted(library.glob("vis-9.*/vis-network.min.js"), key=_version)
    if not found:
        raise FileNotFoundError(f"pyvis brings no vis-network 9 under {library}")
    return found[-1]


def _version(file: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in file.parent.name.removeprefix("vis-").split("."))
