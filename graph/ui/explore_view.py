"""The picture that grows: tools above it, legend and tables below, evidence beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, words
from graph.arrangement import COUNTRY, FORCE, LAYERED
from graph.ui import (
    draw,
    explore_filters,
    explore_legend,
    explore_panel,
    explore_tables,
    links,
    map_state,
    pick,
)
from graph.ui import explore_state as state
from graph.ui.canvas import canvas, chosen, expanded, moved, unpinned
from graph.ui.html import piece, show, style
from graph.ui.load import lens
from graph.view import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.ui.picture import Picture
    from graph.view import Shown
    from graph.workspace import Workspace

CANVAS, LAYOUT, MORE = "explore-canvas", "explore-layout", "explore-more"
HEIGHT, LABELLED = 560, 24
LAYOUTS = {
    FORCE: "Layout: by the pull of hops",
    LAYERED: "Layout: supplier to government",
    COUNTRY: "Layout: by country",
}


@st.fragment
def view(start: str, held: Workspace) -> None:
    """Draw the view, and show what is chosen beside it."""
    style("explore.css")
    now = state.now()
    if now.parties[:1] != (start,):
        st.rerun()  # the page chooses where to begin
    left_out = state.publish(held)
    seen = shown(held.network, now, held.vocabulary)
    hops = draw.hops_by_id(seen.hops, held)
    picked = [each for each in now.selection if each in hops or each in seen.parties]
    tools, counts = st.container(), st.container()  # each: a line more in one moves nothing else
    left, right = st.columns([7, 5])
    with right, st.container(height=HEIGHT, border=True):
        explore_panel.panel(picked, hops, held)  # first: it is what a click asks for
    with tools:
        _tools(held)
    with counts:
        _counts(seen, left_out)
    restrictive = practice.restrictive(lens(), held.practices)
    with left:
        picture = draw.of_view(seen, now, hops, held, restrictive)
        _canvas(picture, picked, held)
        explore_legend.filtering(picture, seen, held)
    explore_tables.tables(seen, hops, picked, held, restrictive)


def _canvas(picture: Picture, picked: Sequence[str], held: Workspace) -> None:
    canvas(
        picture,
        key=CANVAS,
        height=HEIGHT,
        focus=picked[-1] if picked else None,
        labelled=LABELLED,
        selected=picked,
        pinned=state.now().pinned,
        lit=_lit(picture, held),
        on_select=_select,
        on_expand=_expand,
        on_move=_move,
    )


def _lit(picture: Picture, held: Workspace) -> set[str]:
    """Give the marks and links of the connection shown last, as far as they are drawn."""
    found = state.trail()
    if found is None:
        return set()
    drawn = {mark.id for mark in picture.marks} | {link.id for link in picture.links}
    return drawn & {*found.parties, *(draw.link_id(hop, held) for hop in found.hops)}


def _tools(held: Workspace) -> None:
    """Take back and make again, add, filter, set out: what concerns the whole picture."""
    history = state.history()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Undo", on_click=state.undo, disabled=not history.past)
        st.button("Redo", on_click=state.redo, disabled=not history.future)
        with st.popover("Add a party"):
            _add(held)
        explore_filters.popover(held)
        st.session_state[LAYOUT] = history.now.layout
        st.selectbox(
            "Layout",
            list(LAYOUTS),
            format_func=LAYOUTS.__getitem__,
            key=LAYOUT,
            on_change=lambda: state.lay_out(st.session_state[LAYOUT]),
            label_visibility="collapsed",
            width=270,
        )
        st.button(
            "Tidy",
            on_click=lambda: state.lay_out(state.now().layout),
            help="Set all parties out anew, but for those you put where they are",
        )
        links.to(links.MAP, "On the map →", of=map_state.OF_EXPLORE)


def _add(held: Workspace) -> None:
    st.session_state.setdefault(MORE, None)
    pick.party("Party to add", held, held.records.parties, MORE, on_change=_added)


def _added() -> None:
    if key := st.session_state[MORE]:
        state.add(key)
    st.session_state[MORE] = None


def _counts(seen: Shown, left_out: int) -> None:
    """Say how much is shown and hidden, and what the address could not hold."""
    parties = words.number(len(seen.parties), "party", "parties")
    line = f"{parties} and {words.number(len(seen.hops), 'hop')} shown; "
    if seen.hidden_parties or seen.hidden_hops:
        hidden = words.number(seen.hidden_parties, "party", "parties")
        line += f"{hidden} and {words.number(seen.hidden_hops, 'hop')} hidden by filters."
    else:
        line += "nothing hidden."
    show(piece('<p class="quiet" role="status">{}</p>', line))
    if state.note():
        show(piece('<div class="notice" role="status"><p>{}</p></div>', state.note()))
    if left_out:
        cut = (
            f"The address of this page has no room for {left_out} of these parties: "
            "whoever opens it sees the picture without them."
        )
        show(piece('<p class="quiet">{}</p>', cut))


def _select() -> None:
    """Follow the picture; the tables then show first what was chosen in it."""
    picked = chosen(st.session_state, CANVAS)
    state.look(picked)
    st.session_state[explore_tables.FIRST] = picked


def _expand() -> None:
    if (key := expanded(st.session_state, CANVAS)) is not None:
        state.expand(key)


def _move() -> None:
    if places := moved(st.session_state, CANVAS):
        state.pin(places)
    if loose := unpinned(st.session_state, CANVAS):
        state.unpin(loose)
