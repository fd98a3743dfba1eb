"""Filters by grade, country and period; those by kind and layer are the legend's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph import country
from graph.dates import PartialDate
from graph.filters import NOTHING_HIDDEN, UNKNOWN
from graph.ui import explore_state as state

if TYPE_CHECKING:
    from graph.filters import Filters
    from graph.workspace import Workspace

GRADE, COUNTRIES, SINCE, UNTIL, UNDATED = (
    *("explore-grade", "explore-countries", "explore-since", "explore-until"),
    "explore-undated",
)
BAD = "explore-bad-date"
ANY = ""


def popover(held: Workspace) -> None:
    """Offer the filters, as they are now; how many are in use stands on the button."""
    filters = state.now().filters
    used = in_use(filters)
    with st.popover(f"Filters ({used})" if used else "Filters", key="explore-filters"):
        _grade(held, filters)
        _countries(held, filters)
        _period(filters)
        st.button("Show all again", on_click=state.show_all, disabled=filters == NOTHING_HIDDEN)


def in_use(filters: Filters) -> int:
    """Count the filters that may hide something."""
    sets = (filters.hidden_kinds, filters.hidden_layers, filters.countries)
    return sum(map(bool, (*sets, filters.grade, filters.since or filters.until)))


def _grade(held: Workspace, filters: Filters) -> None:
    grades = held.vocabulary.grades
    st.session_state[GRADE] = filters.grade
    st.selectbox(
        "Weakest grade",
        [ANY, *grades],
        format_func=lambda name: grades[name].label if name else "any grade",
        key=GRADE,
        on_change=_take,
    )


def _countries(held: Workspace, filters: Filters) -> None:
    parties = held.records.parties
    there = {parties[key].country or UNKNOWN for key in state.now().parties} | filters.countries
    st.session_state[COUNTRIES] = sorted(filters.countries)
    st.multiselect(
        "Only countries",
        sorted(there, key=lambda code: (code == UNKNOWN, _name(code))),
        format_func=_name,
        placeholder="All countries",
        key=COUNTRIES,
        on_change=_take,
    )


def _name(code: str) -> str:
    return country.name(None if code == UNKNOWN else code)


def _period(filters: Filters) -> None:
    left, right = st.columns(2)
    if BAD not in st.session_state:  # else the reader goes on with what they typed
        st.session_state[SINCE] = str(filters.since or "")
        st.session_state[UNTIL] = str(filters.until or "")
    with left:
        st.text_input("Held since", placeholder="2018", key=SINCE, on_change=_take)
    with right:
        st.text_input("Held until", placeholder="2020-06", key=UNTIL, on_change=_take)
    if BAD in st.session_state:
        st.error("Write dates as YYYY, YYYY-MM or YYYY-MM-DD.")
    st.session_state[UNDATED] = filters.undated
    st.toggle(
        "Show statements without a date too",
        key=UNDATED,
        on_change=_take,
        disabled=not filters.since and not filters.until,
    )


def _take() -> None:
    """Take the filters from the widgets; dates that cannot be read change nothing."""
    typed = st.session_state
    try:
        since, until = (_date(typed[name]) for name in (SINCE, UNTIL))
    except ValueError:
        typed[BAD] = True
        return
    typed.pop(BAD, None)
    state.filter_by(
        replace(
            state.now().filters,
            grade=typed[GRADE],
            countries=frozenset(typed[COUNTRIES]),
            since=since,
            until=until,
            undated=typed[UNDATED],
        )
    )


def _date(text: str) -> PartialDate | None:
    return PartialDate(text.strip()) if text.strip() else None
