"""The years that are shown, as fields, with how much no date places and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import words
from graph.dates import PartialDate
from graph.ui import map_state as state
from graph.ui.html import piece, show

if TYPE_CHECKING:
    from graph.timeline import Kept, Timeline

SINCE, UNTIL, UNDATED = "map-since", "map-until", "map-undated"
ANY = ""


def period(found: Timeline, counts: Kept) -> None:
    """Offer the first and the last year, and to keep what no date places in them."""
    filters = state.filters()
    limited = bool(filters.since or filters.until)
    st.session_state[SINCE] = str(filters.since or ANY)
    st.session_state[UNTIL] = str(filters.until or ANY)
    st.session_state[UNDATED] = filters.undated
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map-period"):
        _year("First year", SINCE, found)
        _year("Last year", UNTIL, found)
        st.button("All years", on_click=state.show_years, args=(None, None), disabled=not limited)
        st.toggle(
            "Keep what no date places",
            key=UNDATED,
            on_change=lambda: state.keep_undated(st.session_state[UNDATED]),
            disabled=not limited,
        )
    show(piece('<p class="quiet" role="status">{}</p>', _told(counts, limited, filters.undated)))


def _year(label: str, key: str, found: Timeline) -> None:
    """Offer the years of the timeline, and whatever is chosen, which may be a month or a day."""
    every = [str(year.year).zfill(4) for year in found.years]
    now = st.session_state[key]
    st.selectbox(
        label,
        [ANY, *sorted({*every, *([now] if now else [])})],
        format_func=lambda text: f"{label}: {text or 'any'}",
        key=key,
        on_change=_take,
        label_visibility="collapsed",
        width=175,
    )


def _take() -> None:
    since, until = (st.session_state[key] for key in (SINCE, UNTIL))
    state.show_years(*(PartialDate(text) if text else None for text in (since, until)))


def _told(counts: Kept, limited: bool, undated_kept: bool) -> str:
    """Say how many statements hold in the years, and what became of those no date places."""
    without = words.number(counts.undated, "statement")
    if not limited:
        dated = words.number(counts.held + counts.untold + counts.left_out, "dated statement")
        return f"{dated.capitalize()} and {without} without a date, all shown."
    unplaced = f"{without} without a date"
    if counts.untold:
        unplaced += f" and {counts.untold} whose dates do not tell"
    done = "kept in view" if undated_kept else "left out"
    return (
        f"{words.number(counts.held, 'statement').capitalize()} of these years by what their dates "
        f"say, {counts.left_out or 'none'} of others alone; {unplaced}: {done}."
    )
