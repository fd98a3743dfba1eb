"""Choosing a party: from a list while that can be read, from the best of a search beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import country
from graph.find import search
from graph.ui.html import piece, show
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from graph.find import Match
    from graph.statement import Party
    from graph.workspace import Workspace

MOST_LISTED = 3000  # a browser is sent the whole of a list
BEST = 20
PLACEHOLDER = "Type a name or an alias"


def party(
    label: str,
    workspace: Workspace,
    options: Collection[str],
    key: str,
    *,
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """Let the reader choose one of some parties, by id; None while none is chosen.

    The choice is `st.session_state[key]`, which may be set before this is called. `on_change` is
    called when it becomes another, with the new one in place.
    """
    if len(options) <= MOST_LISTED:
        return _listed(label, workspace, options, key, on_change)
    _searched(label, workspace, options, key, on_change or _nothing)
    chosen: str | None = st.session_state.setdefault(key, None)
    return chosen


def name(held: Party) -> str:
    """Name a party so that it can be told from others, with country and other names."""
    also = f" · {'; '.join(held.aliases)}" if held.aliases else ""
    return f"{held.name} ({country.name(held.country)}){also}"


def _nothing() -> None:
    """Do nothing when the choice changes."""


def _listed(
    label: str,
    workspace: Workspace,
    options: Collection[str],
    key: str,
    on_change: Callable[[], None] | None,
) -> str | None:
    parties = workspace.records.parties
    chosen: str | None = st.selectbox(
        label,
        sorted(options, key=lambda each: (parties[each].name.casefold(), each)),
        index=None,
        format_func=lambda each: name(parties[each]),
        placeholder=PLACEHOLDER,
        key=key,
        on_change=on_change or "rerun",
        persist_state="session",
    )
    return chosen


def _searched(
    label: str,
    workspace: Workspace,
    options: Collection[str],
    key: str,
    on_change: Callable[[], None],
) -> None:
    typed = st.text_input(
        label,
        placeholder=f"{PLACEHOLDER}, then Enter",
        key=f"{key}-text",
        persist_state="session",
    )
    if not typed or not typed.strip():
        _chosen(workspace, key, on_change)
        return
    with st.spinner("Looking through the names"):
        near = search(workspace.names, typed, most=10 * BEST)
    found = [match for match in near if match.party.id in options][:BEST]
    if not found:
        show(piece('<p class="quiet">No party is called anything like “{}”.</p>', typed))
        return
    _found(found, workspace, key, on_change)


def _chosen(workspace: Workspace, key: str, on_change: Callable[[], None]) -> None:
    """Say who is chosen, and offer to choose nobody."""
    chosen: str = st.session_state.get(key) or ""
    held = workspace.records.parties.get(chosen)
    if held is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        show(piece('<p class="quiet">{}</p>', name(held)))
        st.button("Clear", key=f"{key}-clear", on_click=_set, args=(key, None, on_change))


def _found(
    found: Sequence[Match], workspace: Workspace, key: str, on_change: Callable[[], None]
) -> None:
    """List the best of a search in a table: its cells are text, and tell namesakes apart."""
    table = f"{key}-found"
    st.dataframe(
        pd.DataFrame(
            {
                "Party": match.party.name,
                "Found as": match.name if match.name != match.party.name else "",
                "Kind": workspace.vocabulary.kinds[match.party.kind].label,
                "Country": country.name(match.party.country),
                "Id": match.party.id,
            }
            for match in found
        ),
        hide_index=True,
        height=HEAD_HEIGHT + ROW_HEIGHT * min(6, len(found)),
        on_select=lambda: _take(table, [match.party.id for match in found], key, on_change),
        selection_mode=["single-row", "single-cell"],
        key=table,
        alt="parties found",
    )


def _take(table: str, ids: Sequence[str], key: str, on_change: Callable[[], None]) -> None:
    row = clicked_row(table)
    if row is not None:
        _set(key, ids[row], on_change)


def _set(key: str, chosen: str | None, on_change: Callable[[], None]) -> None:
    """Take a choice; the search that led to it has served."""
    st.session_state[key] = chosen
    st.session_state[f"{key}-text"] = ""
    on_change()
