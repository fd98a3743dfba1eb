"""The same as the picture, as tables: what is chosen in the one is chosen in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country, words
from graph.ui import draw, notes
from graph.ui import explore_state as state
from graph.ui.html import piece, show
from graph.ui.table import linked_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.network import Hop
    from graph.view import Shown
    from graph.workspace import Workspace

FIRST = "explore-first"  # what was chosen in the picture last: it stands first in the tables
MOST_ROWS = 8.5


def tables(
    seen: Shown,
    hops: Mapping[str, Hop],
    chosen: Sequence[str],
    held: Workspace,
    restrictive: Collection[str],
) -> None:
    """Show the parties and the hops of the picture in two tables."""
    parties, links = st.tabs(["Parties", "Hops"])
    with parties:
        rows = {key: _party(key, seen, held, restrictive) for key in seen.parties}
        _table(rows, chosen, "parties shown")
    with links:
        _table({key: _hop(key, hop, held) for key, hop in hops.items()}, chosen, "hops shown")


def _table(rows: Mapping[str, Mapping[str, object]], chosen: Sequence[str], name: str) -> None:
    if not rows:
        show(piece('<p class="quiet">No {}.</p>', name))
        return
    order = _ordered(rows)
    linked_rows(
        [rows[key] for key in order], order, chosen, name=name, most=MOST_ROWS, on_choose=state.look
    )


def _ordered(rows: Mapping[str, object]) -> list[str]:
    """Put what was chosen in the picture first: a table cannot be scrolled for the reader."""
    first = [key for key in st.session_state.get(FIRST, ()) if key in rows]
    return [*first, *(key for key in rows if key not in first)]


def _party(
    key: str, seen: Shown, held: Workspace, restrictive: Collection[str]
) -> Mapping[str, object]:
    party = held.records.parties[key]
    every, unseen = seen.more[key]
    return {
        "Party": party.name,
        "Kind": held.vocabulary.kinds[party.kind].label,
        "Country": country.name(party.country),
        "Restrictive": "⚑ by the lens" if draw.assessed(party, restrictive) else "",
        "Neighbours": every,
        "Not shown": unseen,
        "Pinned": "pinned" if key in state.now().pinned else "",
        "Note": notes.sign(key),
    }


def _hop(key: str, hop: Hop, held: Workspace) -> Mapping[str, object]:
    grade = held.vocabulary.strongest(s.grade for s in hop.statements)
    return {
        "From": words.called(held.records, hop.origin),
        "Hop": words.joined_by(hop, held.vocabulary),
        "To": words.called(held.records, hop.target),
        "Layer": draw.layer(hop, held),
        "Grade": held.vocabulary.grades[grade].label,
        "Disputed": "⚠ disputed" if hop.disputed else "",
        "When": _together(words.when(s.period) for s in hop.statements),
        "Statements": len(hop.statements),
        "Note": notes.sign(key),
    }


def _together(texts: Iterable[str]) -> str:
    return "; ".join(sorted(set(texts)))
