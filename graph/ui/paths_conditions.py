"""Every further condition of a question, put away in one place and in four groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.dates import PartialDate
from graph.question import FARTHEST, MOST_HOPS, Question
from graph.ui import paths_fields as fields
from graph.ui import whole

if TYPE_CHECKING:
    from graph.conditions import Conditions
    from graph.workspace import Workspace

LEADING = ("path", "hops", "kinds", "follow", "offers", "money", "beyond")
COUNTING = ("grade", "at", "undated", "share", "known_share", "doubtful")
NAMES = (*LEADING, *COUNTING, *whole.WHOLE, *whole.MANY)
TABS = ("Where paths lead", "Which statements count", "Whole paths", "How many")
LAYERS = {"control": "Control", "association": "Association", "identity": "Identity"}
DATE = "Write the date as YYYY, YYYY-MM or YYYY-MM-DD."


def popover(asked: Question, held: Workspace) -> Question:
    """Offer the conditions; how many are in use stands on the button."""
    used = len(fields.in_use(NAMES))
    label = f"More conditions ({used})" if used else "More conditions"
    with st.popover(label, width="stretch", key="paths-conditions"):
        leading, counting, of_whole, many = st.tabs(TABS)
        with leading:
            asked = _leading(asked, held)
        with counting:
            asked = _counting(asked, held)
        with of_whole:
            conditions = whole.whole(asked.conditions, held)
        with many:
            conditions = whole.many(conditions)
        st.button("Back to the usual conditions", on_click=fields.reset, args=(NAMES,))
    return replace(asked, conditions=conditions)


def _leading(asked: Question, held: Workspace) -> Question:
    left, right = st.columns(2)
    with left:
        path = fields.text("path", "Or write a property path", "supplies/^resells_for/supplies")
        pattern = path or asked.pattern
        least, most = (1, FARTHEST) if pattern else (2, MOST_HOPS)
        hops = fields.count("hops", "Hops at most", least, most)
        kinds = {name: each.label for name, each in held.vocabulary.kinds.items()}
        starts = fields.several("kinds", "Begin only at these kinds", kinds, "Any that may")
    with right:
        follow = fields.several("follow", "Follow these layers too", LAYERS, "Supply alone")
        offers = fields.switch("offers", "Follow offers, with no delivery shown")
        money = fields.switch("money", "Follow loans and grants")
        beyond = fields.switch("beyond", "Go on from agencies to bodies above")
    return replace(
        asked,
        pattern=pattern,
        hops=hops or least,
        starts=starts,
        layers=frozenset(follow),
        offers=offers,
        money=money,
        beyond_bodies=beyond,
    )


def _counting(asked: Question, held: Workspace) -> Question:
    left, right = st.columns(2)
    with left:
        grades = {name: each.label for name, each in held.vocabulary.grades.items()}
        grade = fields.choice("grade", "Weakest grade to accept", grades)
        as_of = _date()
        undated = fields.switch("undated", "Keep undated statements too", disabled=as_of is None)
    with right:
        conditions = _shares(asked.conditions)
    return replace(asked, minimum_grade=grade, as_of=as_of, undated=undated, conditions=conditions)


def _shares(asked: Conditions) -> Conditions:
    share = fields.percent("share", "Ownership of at least, in percent")
    known = fields.switch("known_share", "Drop unknown shares", disabled=share is None)
    doubtful = fields.switch("doubtful", "Cross identity that nobody has settled")
    return replace(asked, share=share, unknown_share=not known, doubtful=doubtful)


def _date() -> PartialDate | None:
    """Let the reader write a date; one that cannot be read is none here, and `dated` says so."""
    typed = fields.text("at", "Only what held at", "2019 or 2019-05")
    if not dated():
        st.error(DATE)
        return None
    return PartialDate(typed) if typed else None


def dated() -> bool:
    """Say whether the date that the reader wrote, if any, can be read."""
    typed: str = (st.session_state.get("at") or "").strip()
    try:
        return not typed or bool(PartialDate(typed))
    except ValueError:
        return False
