"""What the reader sees of an answer: which paths are listed, grouped, chosen and compared."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import streamlit as st

from graph.grouping import By
from graph.ui import address, asking

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.paths import Path

PAGE = "paths"
COMPOSED, GROUP, OPEN, SORT = "composed", "group", "open", "sort"
CHOSEN, BESIDE, HOP = "chosen", "beside", "hop"
NAMES = (*asking.NAMES, COMPOSED, GROUP, OPEN, SORT, CHOSEN, BESIDE, HOP)
UNGROUPED, RANKED = "all", "rank"
GROUPINGS = {
    UNGROUPED: "Not grouped",
    By.INTERMEDIARY.value: "By intermediary",
    By.END_USER.value: "By end-user",
    By.SUPPLIER.value: "By supplier",
    By.COUNTRY.value: "By country",
}
SORTS = {
    RANKED: "Best attested first",
    "grade": "Strongest weakest hop",
    "between": "Fewest between",
    "earliest": "Earliest first",
    "latest": "Latest first",
    "from": "By supplier",
    "to": "By end-user",
}


def arrive() -> None:
    """Let an address that was pasted, or came by a link or by going back, overrule the page."""
    address.arrive(PAGE, NAMES)
    address.switch(COMPOSED)
    address.choice(GROUP, GROUPINGS, UNGROUPED)
    address.choice(SORT, SORTS, RANKED)
    for name in (OPEN, CHOSEN, BESIDE, HOP):
        st.session_state.setdefault(name, st.query_params.get(name))


def publish(usual: Mapping[str, object]) -> None:
    """Write all that is asked and chosen into the address, but what is `usual` for this answer."""
    state = st.session_state
    usual = {GROUP: UNGROUPED, SORT: RANKED, **usual}
    seen = {name: state.get(name) for name in (COMPOSED, GROUP, OPEN, SORT, CHOSEN, BESIDE, HOP)}
    kept = {name: None if value == usual.get(name) else value for name, value in seen.items()}
    if state.get(GROUP, UNGROUPED) == UNGROUPED:
        kept[OPEN] = None
    address.publish(PAGE, asking.told() | kept)


def publish_question() -> None:
    """Write what is asked into the address, where there is no path to be chosen."""
    publish({name: st.session_state.get(name) for name in (OPEN, CHOSEN, BESIDE, HOP)})


def path_id(path: Path) -> str:
    """Name a path by its parties and relations: the same in every answer that has it."""
    said = (path.parties, [hop.relations for hop in path.hops])
    return sha256(repr(said).encode()).hexdigest()[:12]


def choose(ids: Sequence[str]) -> None:
    """Take the rows that the reader ticked or clicked: one is read, a second stands beside it.

    A row clicked while two are compared takes the place of the one last chosen; to untick one
    of the two ends the comparison.
    """
    state = st.session_state
    held = state.get(CHOSEN), state.get(BESIDE)
    new = [each for each in ids if each not in held]
    if not new:
        state[CHOSEN] = ids[0] if len(ids) == 1 else held[0]
        state[BESIDE] = held[1] if len(ids) > 1 else None
        return
    if len(ids) > 1:
        state[BESIDE] = next((each for each in ids if each == held[0]), ids[0])
    state[CHOSEN] = new[-1]


def keep() -> None:
    """Keep the chosen path, so that the next one chosen is compared with it."""
    st.session_state[BESIDE] = st.session_state[CHOSEN]


def leave() -> None:
    """Compare no longer."""
    st.session_state[BESIDE] = None


def open_group(keys: Sequence[str]) -> None:
    """Open the group that was clicked or ticked; there is always one open."""
    before = st.session_state[OPEN]
    if new := [key for key in keys if key != before]:
        st.session_state[OPEN] = new[-1]


def settled(name: str, there: Collection[str]) -> str:
    """Give what is chosen of what is there: the first unless the reader chose another."""
    if st.session_state[name] not in there:
        st.session_state[name] = next(iter(there), "")
    chosen: str = st.session_state[name]
    return chosen
