"""A page with one canvas on it, for browser tests and measurements: `?parties=50` sets its size."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui.canvas import canvas, chosen, expanded, moved, selected, unpinned
from graph.ui.picture import Link, Mark, Picture
from graph.ui.style import LAYERS, SHAPES

if TYPE_CHECKING:
    from graph.ui.picture import Role

KEY = "drawing"
HOSTILE = '<img src=x onerror="document.title=1"> & href'
ROLES: tuple[Role, ...] = ("supplier", "intermediary", "end_user", "", "item")
WIDE, HIGH = 170.0, 130.0


def picture(parties: int, across: int) -> Picture:
    """Draw a made-up grid of parties, each joined to the next and to the one below."""
    marks = tuple(_mark(at, across) for at in range(parties))
    links = [_link(at, at + 1) for at in range(parties - 1)]
    links += [_link(at, at + across) for at in range(max(0, parties - across))]
    return Picture(marks, tuple(links))


def _mark(at: int, across: int) -> Mark:
    kind = list(SHAPES)[at % len(SHAPES)]
    name = HOSTILE if at == 2 else f"Example party {at}"
    return Mark(
        *(f"p{at}", name, kind, ROLES[at % len(ROLES)]),
        country="AQ",
        restrictive=kind == "government",
        x=at % across * WIDE,
        y=at // across * HIGH,
        tip=(("Kind", kind), ("Number", str(at))),
        records=1 + at % 2,
    )


def _link(one: int, other: int) -> Link:
    layer = list(LAYERS)[(one + other) % len(LAYERS)]
    words = HOSTILE if one == 1 else f"supplies {other}"
    return Link(
        *(f"p{one}>p{other}", f"p{one}", f"p{other}", words, layer, one % 9),
        disputed=one % 7 == 3,
        tip=(("Grade", str(one % 9)),),
    )


def drawing() -> None:
    """Draw, tell what came back, and offer to change the picture."""
    state = st.session_state
    pins: dict[str, tuple[float, float]] = state.setdefault("pins", {})
    first = state.setdefault("first", int(st.query_params.get("parties", "5")))
    parties = first + state.setdefault("more", 0)
    columns = st.columns(4)
    columns[0].button("More", on_click=lambda: state.update(more=state["more"] + 3))
    columns[1].button("Choose", on_click=lambda: state.update(want=("p1", "p0>p1")))
    lit = ("p0", "p1", "p0>p1") if columns[2].checkbox("Light up") else ()
    few = columns[3].checkbox("Few")
    drawn = picture(2 if few else parties, ceil(sqrt(first * 1.4)))
    quiet = state.setdefault("quiet", "quiet" in st.query_params)
    canvas(
        drawn,
        key=KEY,
        height=520,
        selected=state.get("want", ()),
        pinned=pins,
        lit=lit,
        on_select=_chosen,
        on_expand=lambda: state.update(opened=expanded(state, KEY)),
        on_move=None if quiet else _moved,
    )
    st.text(f"selected {selected(state, KEY)}")
    st.text(f"chosen {chosen(state, KEY)}")
    st.text(f"opened {state.get('opened')}")
    st.text(f"pins {sorted(pins.items())}")


def _chosen() -> None:
    st.session_state["want"] = chosen(st.session_state, KEY)


def _moved() -> None:
    pins = st.session_state["pins"]
    pins |= moved(st.session_state, KEY)
    for party in unpinned(st.session_state, KEY):
        pins.pop(party, None)


def elsewhere() -> None:
    """Draw nothing."""
    st.text("Elsewhere")


def page() -> None:
    """Offer both pages."""
    st.set_page_config(layout="wide")
    pages = [st.Page(drawing, title="Drawing", default=True), st.Page(elsewhere, title="Elsewhere")]
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    page()
