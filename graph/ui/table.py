"""Tables whose rows are chosen: one always, or as many as elsewhere on the page."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

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


def linked_rows(
    rows: Sequence[Mapping[str, object]],
    ids: Sequence[str],
    chosen: Collection[str],
    *,
    name: str,
    most: float,
    on_choose: Callable[[tuple[str, ...]], None],
) -> None:
    """Show rows, at most so many at once, with those marked that are `chosen` on the page.

    `on_choose` is called with the ids of the rows that the reader marks, or of the one that
    they click or come to with the arrow keys.
    """
    key = f"{name}-{sha256(repr(sorted(ids)).encode()).hexdigest()[:12]}"
    wanted = [at for at, each in enumerate(ids) if each in chosen]
    if _selection(key)[0] != wanted:
        _mark(key, wanted, rows)
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(most, len(rows))),
        on_select=lambda: on_choose(_choice(key, ids)),
        selection_mode=["multi-row", "single-cell"],
        key=key,
        alt=name,
    )


def _mark(key: str, wanted: list[int], rows: Sequence[Mapping[str, object]]) -> None:
    """Mark rows; a cell of theirs is chosen too, or the arrow keys had no place to go on from."""
    cells = [cell for cell in _selection(key)[1] if cell[0] in wanted]
    cells = cells or [(at, next(iter(rows[at]))) for at in wanted[:1]]
    st.session_state[f"{key}-cell"] = cells
    _set_rows(key, wanted, cells)


def _selection(key: str) -> tuple[list[int] | None, list[tuple[int, str]]]:
    """Give the rows marked in a table and the cell that is chosen; None before it is drawn."""
    if key not in st.session_state:
        return None, []
    held = st.session_state[key]["selection"]
    return sorted(held["rows"]), [(row, column) for row, column in held["cells"]]


def _choice(key: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Give the ids of the rows that were marked; a cell newly come to stands for its row."""
    rows, cells = _selection(key)
    before, st.session_state[f"{key}-cell"] = st.session_state.get(f"{key}-cell"), cells
    if cells and cells != before:
        return (ids[cells[0][0]],)
    return tuple(ids[row] for row in rows or ())


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
    _set_rows(key, [row], [])


def _set_rows(key: str, rows: list[int], cells: list[tuple[int, str]]) -> None:
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": cells}}
