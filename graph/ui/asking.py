"""The question as the reader puts it: three fields on top, and every condition behind a button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import BadQuestion
from graph.question import Question
from graph.ui import paths_conditions, paths_ends, pick, whole
from graph.ui import paths_fields as fields
from graph.ui.paths_ends import ALONG, SUPPLY

if TYPE_CHECKING:
    from graph.workspace import Workspace

NAMES = ("pattern", *SUPPLY, *ALONG, *paths_conditions.NAMES)
UNDATED = "Nothing was asked yet: the date under “More conditions” cannot be read."


def question(held: Workspace) -> Question:
    """Show the fields and give the question; raises `BadQuestion` while it is none."""
    listed = len(paths_ends.suppliers(held)) <= pick.MOST_LISTED
    row = st.columns([4, 4, 4, 2], vertical_alignment="bottom" if listed else "top")
    with row[0]:
        pattern = whole.pattern(held)
    along = _written() or pattern
    named = along in held.patterns
    with row[1]:
        start = paths_ends.start(held, along)
    with row[2]:
        end = paths_ends.end(held, along, named=named)
        if end == fields.ONE:
            paths_ends.one(held, along)
    with row[3], st.container(key="paths-more-below" if listed else "paths-more-beside"):
        asked = paths_conditions.popover(Question(start, pattern=pattern), held)
    if not paths_conditions.dated():
        raise BadQuestion(UNDATED)
    ends, at = paths_ends.ends(end, along, named=named)
    return replace(asked, ends=ends, end=at)


def _written() -> str:
    """Give the property path that the reader wrote; the field for it comes later on the page."""
    typed = st.session_state.get("path", st.query_params.get("path"))
    return (typed or "").strip()


def told() -> dict[str, object]:
    """Give what differs from the usual, as the page's address tells it."""
    state = st.session_state
    along = _written() or state["pattern"] != fields.THIRD_PARTIES
    unasked = SUPPLY if along else ALONG
    used = [name for name in fields.in_use(NAMES) if name not in unasked]
    return {name: _said(state[name]) if name in used else None for name in NAMES}


def _said(value: object) -> object:
    """Write a number out: a zero is no "off" that an address could leave unsaid."""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
