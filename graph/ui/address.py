"""The page's address: what a reader asked stands in it, so that it can be pasted elsewhere.

Streamlit's own binding writes labels into the address; ids are stable and short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

YES = "yes"
# What this program last wrote: the page, the address, and what the widgets then held.
PUBLISHED = "address-published"


def arrive(page: str, names: Collection[str]) -> None:
    """Let the address overrule the widgets when it changed by other means than them.

    It does so by a link or by the browser's back and forward. To come to a page by its name
    alone brings an empty address, and keeps what was asked there before.
    """
    before, address, held = st.session_state.get(PUBLISHED, ("", {}, {}))
    asked = _address()
    if page != before:
        overruled = not asked.keys().isdisjoint(names)
    else:
        overruled = asked != address and held == _held(names)
    if overruled:
        for name in names:
            st.session_state.pop(name, None)


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


def publish(page: str, values: Mapping[str, object]) -> None:
    """Write values into the address; what is empty, off or None is left out of it."""
    wanted = {
        name: _written(value)
        for name, value in values.items()
        if value not in (None, "", False, [], ())
    }
    if wanted != _address():
        st.query_params.from_dict(wanted)  # at once: each writing is a step for "back"
    st.session_state[PUBLISHED] = page, wanted, _held(values)


def _written(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [YES if value is True else str(value)]


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _held(names: Collection[str]) -> dict[str, object]:
    return {name: st.session_state.get(name) for name in names}
