"""What is said in the years shown, a row each: by date, and those without one marked as such."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import words
from graph.ui import evidence
from graph.ui.html import piece, show
from graph.ui.style import spaced
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.statement import Statement
    from graph.workspace import Workspace

TABLE, MOST, MOST_ROWS = "map-statements", 1000, 8.5
UNDATED = "undated"


def table(stated: Sequence[Statement], held: Workspace) -> None:
    """List statements in the order of time; the one that is clicked is shown with its evidence."""
    rows = ordered(stated)[:MOST]
    if not rows:
        show(piece('<p class="quiet">No statement.</p>'))
        return
    if len(rows) < len(stated):
        told = f"The first {MOST:,} of {len(stated):,} statements."
        show(piece('<p class="quiet">{}</p>', told))
    key = f"{TABLE}-{len(stated)}"
    st.dataframe(
        pd.DataFrame([_row(each, held) for each in rows]),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(MOST_ROWS, len(rows))),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
        alt="statements",
    )
    at = clicked_row(key)
    if at is not None and at < len(rows):
        show(evidence.claims([rows[at]], held))


def ordered(stated: Sequence[Statement]) -> list[Statement]:
    """Put statements in the order of their first dates, those without any last."""
    return sorted(stated, key=lambda s: (s.period.begin() or date.max, s.record, s.id))


def _row(held: Statement, workspace: Workspace) -> Mapping[str, object]:
    vocabulary, period = workspace.vocabulary, held.period
    return {
        "Dates": words.when(period) if period.dated else UNDATED,
        "Statement": words.sentence(held, workspace.records, vocabulary),
        "Layer": spaced(vocabulary.relations[held.relation].layer),
        "Grade": vocabulary.grades[held.grade].label,
        "Disputed": "⚠ disputed" if held.disputed else "",
    }
