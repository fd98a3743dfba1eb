"""The lens in the address: what a reader changed of it stands there, so that a link carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import lens_data
from graph.ui.load import LENS, lens, workspace

if TYPE_CHECKING:
    from graph.practice import Lens

NAME = "lens"  # in the address
PERCENT, VALUES = "Percent of tests that must say yes", "Values that must be known"
SLIDERS, USE, AT_MOST = "lens-slider-", "lens-use-", "lens-at-most-"
SHARE, KNOWN = f"{SLIDERS}{PERCENT}", f"{SLIDERS}{VALUES}"
# What this program last wrote: anything else came by a link, or by going back.
WRITTEN = "lens-written"


def arrive() -> None:
    """Take the lens from an address that has another than this program wrote there.

    One without a lens keeps what is in force: to come to a page by its name brings none.
    """
    asked = st.query_params.get_all(NAME)
    if asked and asked != st.session_state.get(WRITTEN):
        put(lens_data.adjusted(workspace().lens, asked))


def written() -> list[str]:
    """Say what differs from the lens of the file, as an address holds it."""
    told = lens_data.differences(lens(), workspace().lens)
    st.session_state[WRITTEN] = told
    return told


def put(changed: Lens) -> None:
    """Let a lens be in force, and the switches show it; it must fit that of the file."""
    state = st.session_state
    state[LENS] = changed
    state[SHARE], state[KNOWN] = int(changed.share * 100), changed.known
    for test in changed.tests:
        state[f"{USE}{test.id}"] = test.use
        if test.at_most is not None:
            state[f"{AT_MOST}{test.id}"] = float(test.at_most)


def reset() -> None:
    """Let the lens of the file be in force again."""
    ours = (SLIDERS, USE, AT_MOST)
    for key in [key for key in st.session_state if str(key).startswith(ours)]:
        del st.session_state[key]
    st.session_state.pop(LENS, None)
