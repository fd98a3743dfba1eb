"""Along which pattern paths run, what whole paths must satisfy, and how many are wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.ui import paths_fields as fields
from graph.ui.paths_fields import THIRD_PARTIES

if TYPE_CHECKING:
    from graph.conditions import Conditions
    from graph.workspace import Workspace

JOINED = {
    Joined.ANY.value: "Anything, or nothing",
    Joined.ATTESTED.value: "One deal or one document",
    Joined.ONE_DEAL.value: "One deal",
    Joined.ONE_DOCUMENT.value: "One document",
    Joined.COMPOSED.value: "Nothing: composed by this program",
}
MODES = {
    Mode.ALL.value: "All paths",
    Mode.ANY_SHORTEST.value: "One shortest",
    Mode.ALL_SHORTEST.value: "All shortest",
    Mode.SHORTEST.value: "The shortest few",
}
NEEDS = {
    "nothing": "Whatever the dates say",
    "possible": "Unless the dates rule it out",
    "known": "Only where the dates show it",
}
RESTRICTORS = {
    Restrictor.ACYCLIC.value: "No party twice",
    Restrictor.SIMPLE.value: "No party twice, but it may end where it began",
    Restrictor.TRAIL.value: "No hop twice",
    Restrictor.WALK.value: "Anything may be visited twice",
}
WHOLE = ("joined", "in_order", "coexist", "restrictor", "apart", "avoid", "through", "lift")
MANY = ("mode", "k", "best", "answers", "seconds", "flood")


def pattern(held: Workspace) -> str:
    """Let the reader choose what is asked; "" for third parties in a supply."""
    named = {name: each.title for name, each in held.patterns.items()}
    options = {THIRD_PARTIES: "Third parties in a supply", **named}
    chosen = fields.choice("pattern", "Looking for", options)
    return "" if chosen == THIRD_PARTIES else chosen


def whole(asked: Conditions, held: Workspace) -> Conditions:
    """Let the reader say what must hold of whole paths."""
    left, right = st.columns(2)
    with left:
        joined = fields.choice("joined", "Joined by", JOINED)
        in_order = fields.choice("in_order", "Hops in order of time", NEEDS)
        coexist = fields.choice("coexist", "Periods that overlap", NEEDS)
        restrictor = fields.choice("restrictor", "What a path may visit twice", RESTRICTORS)
    with right:
        avoid = fields.parties("avoid", "Avoid these parties", held)
        through = fields.parties("through", "Pass all these parties", held)
        lift = fields.parties("lift", "Let paths pass, hub or not", held)
        apart = fields.switch("apart", "Parallel relations are separate paths")
    return replace(
        asked,
        joined=Joined(joined),
        in_order=Need[in_order.upper()],
        coexist=Need[coexist.upper()],
        restrictor=Restrictor(restrictor),
        avoid=avoid,
        through=through,
        lift=lift,
        apart=apart,
    )


def many(asked: Conditions) -> Conditions:
    """Let the reader say how many paths are wanted, and when a search has to stop."""
    left, right = st.columns(2)
    with left:
        mode = fields.choice("mode", "Between any two parties", MODES)
        k = fields.count("k", "So many shortest", 1, 1000, disabled=mode != Mode.SHORTEST.value)
        best = fields.count("best", "Keep only the best", 1)
    with right:
        answers = fields.count("answers", "Stop at so many paths", 1)
        seconds = fields.count("seconds", "Stop after so many seconds", 1, 3600)
        flood = fields.count("flood", "Refuse a flood beyond (0: never)", 0)
    return replace(
        asked,
        mode=Mode(mode),
        k=k or 1,
        best=best,
        answers=answers,
        seconds=seconds or fields.SECONDS,
        flood=flood or float("inf"),
    )
