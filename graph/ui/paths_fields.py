"""Fields of the question: widgets whose values stand in the page's address by the same names."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from graph.conditions import FLOOD
from graph.ui import address, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.statement import Party
    from graph.workspace import Workspace

THIRD_PARTIES = "third parties"
LENS, ANY, ONE = "lens", "any", "party"
SECONDS = 20
# What each field holds when nothing is asked; what differs from it stands in the address.
USUAL: Mapping[str, object] = {
    **{"pattern": THIRD_PARTIES, "path": "", "hops": 4, "kinds": [], "follow": []},
    **{"supplier": None, "to": LENS, "to_party": None},
    **{"start": None, "end": LENS, "end_party": None},
    **{"offers": False, "money": False, "beyond": False},
    **{"grade": "inferred", "at": "", "undated": False},
    **{"share": None, "known_share": False, "doubtful": False},
    **{"joined": "any", "in_order": "nothing", "coexist": "nothing"},
    **{"restrictor": "acyclic", "apart": False, "avoid": [], "through": [], "lift": []},
    **{"mode": "all", "k": 1, "best": None, "answers": None, "seconds": SECONDS},
    "flood": int(FLOOD),
}
MOST = 1_000_000_000


def put(values: Mapping[str, object]) -> None:
    """Set fields, as a button does that lets something in."""
    for name, value in values.items():
        st.session_state[name] = value


def reset(names: Iterable[str]) -> None:
    """Set fields to what they usually hold."""
    put({name: USUAL[name] for name in names})


def in_use(names: Iterable[str]) -> list[str]:
    """Give those of some fields that hold something unusual, or are about to."""
    state, asked = st.session_state, st.query_params
    return [
        name for name in names if (state[name] != USUAL[name] if name in state else name in asked)
    ]


def choice(name: str, label: str, options: Mapping[str, str], about: str | None = None) -> str:
    """Offer words for values, one of which is chosen."""
    if st.session_state.get(name) not in options:
        st.session_state.pop(name, None)
    address.choice(name, options, str(USUAL[name]))
    chosen: str = st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        help=about,
        persist_state="session",
    )
    return chosen


def switch(name: str, label: str, *, disabled: bool = False) -> bool:
    """Offer a switch, off at first."""
    address.switch(name)
    return st.toggle(label, key=name, disabled=disabled, persist_state="session")


def text(name: str, label: str, placeholder: str) -> str:
    """Offer a line to write in; give it without spaces at its ends."""
    address.text(name)
    typed = st.text_input(label, placeholder=placeholder, key=name, persist_state="session")
    return (typed or "").strip()


def count(
    name: str, label: str, low: int, high: int = MOST, *, disabled: bool = False
) -> int | None:
    """Offer a whole number within bounds; None where it is empty and may be."""
    usual = USUAL[name]
    asked = st.session_state.get(name, _number(name))
    fits = isinstance(asked, int) and low <= asked <= high
    if name not in st.session_state or not (fits or (asked is None and usual is None)):
        st.session_state[name] = asked if fits else usual
    found: int | None = st.number_input(
        label,
        low,
        high,
        value=None if usual is None else "min",
        step=1,
        key=name,
        disabled=disabled,
        placeholder="No limit",
        persist_state="session",
    )
    return found


def _number(name: str) -> int | None:
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 12 else None


def percent(name: str, label: str) -> Decimal | None:
    """Offer a percentage; None where it is empty."""
    if name not in st.session_state:
        st.session_state[name] = _percent(st.query_params.get(name, ""))
    typed = st.number_input(
        label,
        0.0,
        100.0,
        value=None,
        step=5.0,
        format="%g",
        key=name,
        placeholder="Any share",
        persist_state="session",
    )
    return None if typed is None else Decimal(f"{typed:g}")


def _percent(asked: str) -> float | None:
    plain = asked.replace(".", "", 1)
    return float(asked) if plain.isdecimal() and float(asked) <= 100 else None


def several(name: str, label: str, options: Mapping[str, str], none: str) -> tuple[str, ...]:
    """Offer words for values, any number of which are chosen; `none` says what none of them is."""
    if name in st.session_state:
        st.session_state[name] = [each for each in st.session_state[name] if each in options]
    address.choices(name, options)
    chosen: list[str] = st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        placeholder=none,
        persist_state="session",
    )
    return tuple(chosen)


def names(some: Iterable[Party]) -> dict[str, str]:
    """Name parties by id; a browser knows an option by its words, so no two have the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in some:
        told = pick.name(each)
        found[each.id] = f"{told} [{each.id}]" if told in taken else told
        taken.add(told)
    return found


def parties(name: str, label: str, held: Workspace) -> tuple[str, ...]:
    """Offer parties, any number of which are chosen: from a list, or from a search beyond."""
    every = held.records.parties
    if len(every) <= pick.MOST_LISTED:
        order = sorted(every, key=lambda key: (every[key].name.casefold(), key))
        return several(name, label, names(every[key] for key in order), "Nobody")
    address.choices(name, every)
    adding = f"{name}-adding"
    pick.party(label, held, every, adding, on_change=lambda: _add(name, adding))
    found = [key for key in st.session_state[name] if key in every]
    if not found:
        return ()
    return several(name, f"{label}: chosen", names(every[key] for key in found), "")


def _add(name: str, adding: str) -> None:
    """Take a party from a search into the field, and leave the search free for another."""
    if (chosen := st.session_state[adding]) and chosen not in st.session_state[name]:
        st.session_state[name] = [*st.session_state[name], chosen]
    st.session_state[adding] = None
