"""The map and the timeline with what is chosen beside them, and the same in tables below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, told, words
from graph.geography import geography, held_in, narrowed, of_hops, of_paths
from graph.timeline import kept, timeline, year
from graph.ui import account, links, map_legend, map_panel, map_period, map_tables, world_map, years
from graph.ui import explore_state as explore
from graph.ui import map_state as state
from graph.ui.html import piece, show
from graph.ui.load import lens
from graph.ui.paths_state import COMPOSED
from graph.view import shown
from graph.world import SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.geography import Result
    from graph.paths import Answer, Path
    from graph.workspace import Workspace

MAP, TIMELINE = "map-world", "map-years"
MAP_HEIGHT, TIMELINE_HEIGHT, PANEL_HEIGHT = 380, 118, 640


@st.fragment
def of_answer(answer: Answer, held: Workspace) -> None:
    """Show the paths that answer the question of Paths, those of the years that are chosen."""
    paths = [*answer.attested, *(answer.composed if st.session_state[COMPOSED] else ())]
    every = of_paths(paths, supply=not answer.question.pattern)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        _status(_asked(answer, paths, held))
        if answer.composed:
            count = words.number(len(answer.composed), "composed path")
            label = f"{count} too, whose hops no source joins"
            st.toggle(label, key=COMPOSED, persist_state="session", width="content")
        links.to(links.PATHS, "One by one, on Paths →")
    _view(narrowed(every, state.filters(), held.vocabulary), every, held)


def _asked(answer: Answer, paths: Sequence[Path], held: Workspace) -> str:
    """Repeat the question, and say of how many paths all hops hold in the years chosen."""
    found, filters = words.number(len(paths), "path").capitalize(), state.filters()
    text = f"{found}. Asked {told.asked(answer.question, held.records)}."
    if filters.since or filters.until:
        whole = len(held_in(paths, filters, held.vocabulary))
        text += f" {whole or 'None'} of them can be followed whole in these years."
    return text


@st.fragment
def of_picture(held: Workspace) -> None:
    """Show what Explore's picture holds, through its own filters."""
    now = explore.now()
    seen = shown(held.network, now, held.vocabulary)
    timeless = replace(now.filters, since=None, until=None)
    every = shown(held.network, replace(now, filters=timeless), held.vocabulary)
    count = words.number(len(seen.parties), "party", "parties")
    asked = f"{count} of Explore's picture; {seen.hidden_parties or 'none'} hidden by its filters."
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        _status(asked)
        links.to(links.EXPLORE, "The picture itself, in Explore →")
    _view(of_hops(seen.parties, seen.hops), of_hops(every.parties, every.hops), held)


def _status(text: str) -> None:
    with st.container(width="stretch"):
        show(piece('<p class="quiet" role="status">{}</p>', text))


def _view(result: Result, every: Result, held: Workspace) -> None:
    """Draw a result; `every` is what it would hold if no years were chosen."""
    state.publish(held)
    restrictive = practice.restrictive(lens(), held.practices)
    found = geography(result, held.records.parties, held.vocabulary)
    times = timeline(every.statements, held.vocabulary)
    left, right = st.columns([8, 4])
    with left, st.container(gap="small"):
        world_map.world_map(
            found, restrictive, key=MAP, height=MAP_HEIGHT, chosen=state.place(), on_choose=_choose
        )
        years.years(
            times, state.filters(), key=TIMELINE, height=TIMELINE_HEIGHT, on_choose=_choose_years
        )
        map_period.period(times, kept(every.statements, state.filters()))
        map_legend.legend(found, times)
    with right, st.container(height=PANEL_HEIGHT, border=True):
        map_panel.panel(state.place(), found, held)
    map_tables.tables(found, times, restrictive, held)
    lands = f"Shapes: {SOURCE}; borders as that file draws them, which is no position of ours."
    show(piece('<p class="quiet">{} Shading: {}</p>', lands, account.rule()))


def _choose() -> None:
    if (chosen := world_map.picked(MAP)) is not None:
        state.choose(chosen)


def _choose_years() -> None:
    chosen = years.picked(TIMELINE)
    if chosen == "undated":
        state.keep_undated(not state.filters().undated)
    elif isinstance(chosen, tuple):
        since, until = chosen
        state.show_years(year(since) if since else None, year(until) if until else None)
