"""Tables of which one row is always chosen."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOTHING: Mapping[str, str] = {}
ROW_HEIGHT, HEAD_HEIGHT = 35, 38


def chosen_row(
    rows: Sequence[Mapping[str, object]],
    ids: Sequence[str],
    *,
    name: str,
    most: float,
    hints: Mapping[str, str] = NOTHING,
) -> str:
    """Show rows, at most so many at once, and give the id of the one that is chosen.

    `ids` name the rows. A list of other rows begins with the one last chosen, if it has it:
    a place in the old list would mean nothing in the new one.
    """
    key, last = f"{name}-{sha256(repr(ids).encode()).hexdigest()[:12]}", f"{name}-last"
    if key not in st.session_state:
        known = st.session_state.get(last)
        _set_row(key, ids.index(known) if known in ids else 0)
    chosen = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(most, len(rows))),
        on_select=lambda: _follow(key),
        selection_mode=["single-row-required", "single-cell"],
        column_config={column: st.column_config.Column(help=hints[column]) for column in hints},
        key=key,
        alt=name,
    )
    [at] = chosen["selection"]["rows"]
    st.session_state[last] = ids[at]
    return ids[at]


def clicked_row(key: str) -> int | None:
    """Give the row of a table that was clicked, in its margin or in any cell."""
    selection = st.session_state[key]["selection"]
    rows: list[int] = [*(row for row, _ in selection["cells"]), *selection["rows"]]
    return rows[0] if rows else None


def _follow(key: str) -> None:
    """Let a click anywhere in a row choose it: Streamlit hears only those in the margin."""
    row = clicked_row(key)
    if row is not None:
        _set_row(key, row)


def _set_row(key: str, row: int) -> None:
    st.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
