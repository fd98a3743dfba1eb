"""What a whole path must satisfy, and along which pattern it runs: widgets of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.conditions import Conditions
from graph.engine.query import Joined, Need
from graph.ui import address

if TYPE_CHECKING:
    from graph.workspace import Workspace

THIRD_PARTIES = "third parties"
JOINED = {
    Joined.ANY.value: "Anything, or nothing",
    Joined.ATTESTED.value: "One deal or one document",
    Joined.ONE_DEAL.value: "One deal",
    Joined.ONE_DOCUMENT.value: "One document",
}
NEEDS = {
    "nothing": "Whatever the dates say",
    "possible": "Unless the dates rule it out",
    "known": "Only where the dates show it",
}
CHOICES = {"in_order": "Hops in order of time", "coexist": "Periods that overlap"}
USUAL = {
    "pattern": THIRD_PARTIES,
    "joined": Joined.ANY.value,
    "in_order": "nothing",
    "coexist": "nothing",
}
NAMES = (*USUAL, "path")


def pattern(workspace: Workspace) -> str:
    """Let the reader choose what is asked; "" for third parties in a supply."""
    named = workspace.patterns
    address.choice("pattern", [THIRD_PARTIES, *named], THIRD_PARTIES)
    chosen: str = st.selectbox(
        "Looking for",
        [THIRD_PARTIES, *named],
        format_func=lambda name: (
            named[name].title if name in named else "Third parties in a supply"
        ),
        key="pattern",
        persist_state="session",
    )
    return "" if chosen == THIRD_PARTIES else chosen


def written() -> str:
    """Let the reader write a pattern of their own, which then stands for the one chosen."""
    address.text("path")
    typed = st.text_input(
        "Or write a property path",
        placeholder="supplies/^resells_for/supplies",
        key="path",
        persist_state="session",
    )
    return typed.strip()


def conditions() -> Conditions:
    """Let the reader say what must join the hops, and what their dates must show."""
    address.choice("joined", JOINED, Joined.ANY.value)
    joined: str = st.selectbox(
        "Joined by",
        list(JOINED),
        format_func=JOINED.__getitem__,
        key="joined",
        persist_state="session",
    )
    in_order, coexist = (_need(name, label) for name, label in CHOICES.items())
    return Conditions(joined=Joined(joined), in_order=in_order, coexist=coexist)


def _need(name: str, label: str) -> Need:
    address.choice(name, NEEDS, "nothing")
    chosen: str = st.selectbox(
        label, list(NEEDS), format_func=NEEDS.__getitem__, key=name, persist_state="session"
    )
    return Need[chosen.upper()]
