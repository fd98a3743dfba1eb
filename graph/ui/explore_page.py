"""Find a party, see whom it stands beside, follow the hops, and read the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import country
from graph.neighbourhood import most_written
from graph.ui import explore_state as state
from graph.ui import explore_view, pick
from graph.ui.html import heading, piece, show, style
from graph.ui.load import workspace
from graph.ui.table import clicked_row

if TYPE_CHECKING:
    from graph.workspace import Workspace

LEAD = (
    "Choose a party to see whom it stands beside, then follow one relation at a time. "
    "A link is not a finding."
)
START, PARTIES, TABLE_HEIGHT, MOST_OFFERED = "explore-start", "explore-parties", 560, 50


def page() -> None:
    """Choose a party and draw it with its neighbours; from there the picture grows."""
    style()
    held = workspace()
    state.arrive(held)
    heading("Explore", LEAD)
    start = next(iter(state.now().parties), None)
    _choose(start, held)
    if start is None:
        state.publish(held)
        _begin_again()
        _parties(held)
        return
    explore_view.view(start, held)


def _choose(start: str | None, held: Workspace) -> None:
    st.session_state[START] = start
    pick.party(
        "Party",
        held,
        held.records.parties,
        START,
        on_change=lambda: state.begin(st.session_state[START]),
    )


def _begin_again() -> None:
    if state.history().past:
        st.button("Back to the picture before", on_click=state.undo)


def _parties(held: Workspace) -> None:
    """Offer the parties of which most is said: somewhere to begin."""
    order = most_written(held.network, MOST_OFFERED)
    parties = [held.records.parties[key] for key, _ in order]
    lead = f"Or begin with one of the {len(order)} most written about."
    show(piece('<p class="quiet">{}</p>', lead))
    st.dataframe(
        pd.DataFrame(
            {
                "Party": party.name,
                "Kind": held.vocabulary.kinds[party.kind].label,
                "Country": country.name(party.country),
                "Statements": said,
            }
            for party, (_, said) in zip(parties, order, strict=True)
        ),
        hide_index=True,
        height=TABLE_HEIGHT,
        on_select=lambda: _take([key for key, _ in order]),
        selection_mode=["single-row", "single-cell"],
        key=PARTIES,
        alt="parties",
    )


def _take(order: list[str]) -> None:
    row = clicked_row(PARTIES)
    if row is not None:
        state.begin(order[row])
