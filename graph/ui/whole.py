"""What a whole path must satisfy, and along which pattern it runs: widgets of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.conditions import Conditions
from graph.engine.query import Joined, Need
from graph.engine.search import Mode
from graph.ui import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.workspace import Workspace

THIRD_PARTIES = "third parties"
JOINED = {
    Joined.ANY.value: "Anything, or nothing",
    Joined.ATTESTED.value: "One deal or one document",
    Joined.ONE_DEAL.value: "One deal",
    Joined.ONE_DOCUMENT.value: "One document",
}
MODES = {
    Mode.ALL.value: "All paths",
    Mode.ANY_SHORTEST.value: "One shortest",
    Mode.ALL_SHORTEST.value: "All shortest",
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
    "mode": Mode.ALL.value,
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
    """Let the reader say what must hold of whole paths, and how many are wanted."""
    joined = _choice("joined", "Joined by", JOINED)
    in_order, coexist = (_choice(name, label, NEEDS) for name, label in CHOICES.items())
    mode = _choice("mode", "Between any two parties", MODES)
    return Conditions(
        mode=Mode(mode),
        joined=Joined(joined),
        in_order=Need[in_order.upper()],
        coexist=Need[coexist.upper()],
    )


def _choice(name: str, label: str, options: Mapping[str, str]) -> str:
    """Offer words for values; the first is the usual one."""
    address.choice(name, options, USUAL[name])
    chosen: str = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=name, persist_state="session"
    )
    return chosen
