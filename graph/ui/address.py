"""The page's address: what a reader asked stands in it, so that it can be pasted elsewhere.

Streamlit's own binding writes labels into the address; ids are stable and short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.ui import lens_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

YES = "yes"
# The page that a reader came to last, even if they left it before it had written anything.
HERE = "address-here"
# What this program last wrote: the page, the address, and what the widgets then held.
PUBLISHED = "address-published"
# What each page last wrote for itself, and what one is to begin with when it is next opened.
KEPT, PENDING = "address-kept", "address-pending"


def arrive(page: str, *groups: Collection[str]) -> None:
    """Let the address overrule the widgets when it changed by other means than them.

    It does so by a link or by the browser's back and forward. To come to a page by its name
    alone brings an empty address, and keeps what was asked there before. Names may stand in
    several groups: a link overrules those groups of which it names any.
    """
    pending = st.session_state.get(PENDING, {}).pop(page, None)
    if pending is not None:
        st.query_params.from_dict(pending)
    _, address, held = st.session_state.get(PUBLISHED, ("", {}, {}))
    before, asked = st.session_state.get(HERE, ""), _address()
    st.session_state[HERE] = page
    every = [name for group in groups for name in group]
    if pending is not None:
        overruled = list(groups)
    elif page != before:
        overruled = [group for group in groups if not asked.keys().isdisjoint(group)]
    else:
        changed = asked != address and held == _held(every)
        overruled = list(groups) if changed else []
    for group in overruled:
        for name in group:
            st.session_state.pop(name, None)
    if page != before:
        _bring(every)


def _bring(names: Iterable[str]) -> None:
    """Let widgets go on with what others of the same names held on another page.

    Streamlit keeps a value by its name, and still gives a widget that is new to it the default.
    """
    for name in names:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


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
    st.session_state.setdefault(KEPT, {})[page] = wanted
    if told := lens_address.written():
        wanted = wanted | {lens_address.NAME: told}
    if wanted != _address():
        st.query_params.from_dict(wanted)  # at once: each writing is a step for "back"
    st.session_state[HERE] = page
    st.session_state[PUBLISHED] = page, wanted, _held(values)


def begin_with(page: str, values: Mapping[str, list[str]]) -> None:
    """Let a page begin with an address when it is next opened, whatever it holds now."""
    st.session_state.setdefault(PENDING, {})[page] = dict(values)


def kept(page: str) -> Mapping[str, list[str]] | None:
    """Give what a page last wrote for itself, without the lens; None where it was not opened."""
    found: Mapping[str, list[str]] | None = st.session_state.get(KEPT, {}).get(page)
    return found


def _written(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [YES if value is True else str(value)]


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _held(names: Collection[str]) -> dict[str, object]:
    return {name: st.session_state.get(name) for name in names}
