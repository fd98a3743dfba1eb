"""Where the parties of a result are, what moves between their countries, and when that was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import EnduseError
from graph.ui import address, asking, links, map_view, paths_search
from graph.ui import explore_state as explore
from graph.ui import map_state as state
from graph.ui.html import heading, piece, show, style
from graph.ui.load import workspace
from graph.ui.paths_state import COMPOSED

if TYPE_CHECKING:
    from graph.workspace import Workspace

LEAD = "Where the parties of a result are, and when what links them holds. A link is not a finding."
NOBODY = "Explore has no picture yet: choose a party there, and it will be on the map."


def page() -> None:
    """Show one of two results on the map: the answer of Paths, or the picture of Explore."""
    style()
    style("map.css")
    held = workspace()
    state.arrive(held)
    left, right = st.columns([15, 9], vertical_alignment="bottom")
    with left:
        heading("Map", LEAD)
    with right:
        chosen = _result()
    if chosen == state.OF_EXPLORE:
        _picture(held)
        return
    try:
        _answer(held)
    except EnduseError as error:
        show(piece('<p class="refused">{}</p>', error))
        links.to(links.PATHS, "Ask on the page Paths →")


def _result() -> str:
    """Let the reader choose whose result is shown."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        chosen: str = st.radio(
            "What to show",
            list(state.RESULTS),
            format_func=state.RESULTS.__getitem__,
            key=state.OF,
            horizontal=True,
            persist_state="session",
            label_visibility="collapsed",
        )
    return chosen


def _picture(held: Workspace) -> None:
    """Show the parties and hops that Explore's picture holds."""
    if not explore.now().parties:
        show(piece('<p class="refused">{}</p>', NOBODY))
        links.to(links.EXPLORE, "Choose a party in Explore →")
        state.publish(held)
        return
    map_view.of_picture(held)


def _answer(held: Workspace) -> None:
    """Ask the question, the same that Paths asks, and show the paths that answer it."""
    question = asking.question(held)
    answer, _ = paths_search.searched(held, question)
    address.switch(COMPOSED)
    map_view.of_answer(answer, held)
