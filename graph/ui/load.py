"""What every page works on: one shared workspace, and the reader's own lens and choices."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st

from graph.calm import lasting
from graph.serve import DATA_VARIABLE, LENS_VARIABLE, PATTERNS_VARIABLE
from graph.workspace import CASEBOOK, RULES, Workspace, open_workspace

if TYPE_CHECKING:
    from graph.practice import Lens

LENS = "lens"
# A graph that this reader has built in the app, shown to nobody else.
OWN = "own-graph"


def workspace() -> Workspace:
    """Give the reader's own graph, or that of this server, opened once for all its readers."""
    data = st.session_state.get(OWN) or os.environ.get(DATA_VARIABLE, str(CASEBOOK))
    rules = os.environ.get(LENS_VARIABLE, str(RULES))
    return _opened(data, rules, os.environ.get(PATTERNS_VARIABLE))


@st.cache_resource(show_spinner="Reading the tables")
def _opened(data: str, rules: str, patterns: str | None) -> Workspace:
    opened = open_workspace(Path(data), Path(rules), Path(patterns) if patterns else None)
    lasting()
    return opened


def lens() -> Lens:
    """Give the lens in force for this reader: their own if they changed it."""
    return cast("Lens", st.session_state.get(LENS, workspace().lens))
