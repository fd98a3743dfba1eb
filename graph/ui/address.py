"""The page's address: what a reader asked stands in it, so that it can be pasted elsewhere.

Streamlit's own binding writes labels into the address; ids are stable and short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Collection

YES = "yes"


def choice(name: str, allowed: Collection[str], default: str | None) -> None:
    """Give a widget its first value from the address; one that is not allowed is ignored."""
    if name not in st.session_state:
        asked = st.query_params.get(name)
        st.session_state[name] = asked if asked in allowed else default


def choices(name: str, allowed: Collection[str]) -> None:
    """Give a widget of several values its first ones from the address."""
    if name not in st.session_state:
        asked = st.query_params.get_all(name)
        st.session_state[name] = [each for each in asked if each in allowed]


def number(name: str, low: int, high: int, default: int) -> None:
    """Give a number widget its first value from the address, where it lies within bounds."""
    if name not in st.session_state:
        asked = st.query_params.get(name, "")
        fits = asked.isdecimal() and low <= int(asked) <= high
        st.session_state[name] = int(asked) if fits else default


def switch(name: str) -> None:
    """Give a switch its first value from the address; off unless the address says yes."""
    if name not in st.session_state:
        st.session_state[name] = st.query_params.get(name) == YES


def text(name: str) -> None:
    """Give a text field its first value from the address."""
    if name not in st.session_state:
        st.session_state[name] = st.query_params.get(name, "")


def publish(**values: object) -> None:
    """Write values into the address; what is empty, off or None is left out of it."""
    for name, value in values.items():
        if value in (None, "", False, [], ()):
            st.query_params.pop(name, None)
        elif isinstance(value, list | tuple):
            st.query_params[name] = [str(each) for each in value]
        else:
            st.query_params[name] = YES if value is True else str(value)
