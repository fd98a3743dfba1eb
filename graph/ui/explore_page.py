"""Find a party, see whom it stands beside, follow the hops, and read the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from graph import country, words
from graph.ui import address, explore_view
from graph.ui.html import heading, piece, show, style
from graph.ui.load import workspace
from graph.ui.table import clicked_row

if TYPE_CHECKING:
    from graph.statement import Party
    from graph.workspace import Workspace

NAME = "explore"
START, LAYERS, OPENED = explore_view.START, explore_view.LAYERS, explore_view.OPENED
LEAD = "Choose a party to see whom it stands beside. Double-click a party to open it."
PARTIES, TABLE_HEIGHT = "explore-parties", 600


def page() -> None:
    """Choose a party and draw it with its neighbours; a double click opens another."""
    style()
    address.arrive(NAME, (START, OPENED, LAYERS))
    heading("Explore", LEAD)
    held = workspace()
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    with left:
        start = _start(held)
    with right:
        layers = _layers(held)
    address.choices(OPENED, held.records.parties)
    if start is None:
        st.session_state[OPENED] = []
        address.publish(NAME, {START: None, OPENED: (), LAYERS: layers})
        _parties(held)
        return
    explore_view.view(start, tuple(layers), held)


def _start(held: Workspace) -> str | None:
    parties = held.records.parties
    options = sorted(parties, key=lambda key: (parties[key].name.casefold(), key))
    address.choice(START, options, None)
    return cast(
        "str | None",
        st.selectbox(
            "Party",
            options,
            index=None,
            format_func=lambda key: _name(parties[key]),
            placeholder="Type a name or an alias",
            key=START,
            on_change=explore_view.reset,
            persist_state="session",
        ),
    )


def _name(party: Party) -> str:
    also = f" · {'; '.join(party.aliases)}" if party.aliases else ""
    return f"{party.name} ({country.name(party.country)}){also}"


def _layers(held: Workspace) -> list[str]:
    words_ = held.vocabulary.layers
    address.choices(LAYERS, words_)
    return st.multiselect(
        "Layers",
        list(words_),
        format_func=lambda name: words_[name].label,
        placeholder="All layers",
        key=LAYERS,
        persist_state="session",
    )


def _parties(held: Workspace) -> None:
    """Offer every party, those of which most is said first: somewhere to begin."""
    parties, said = held.records.parties.values(), _said(held)
    order = sorted(parties, key=lambda p: (-said[p.id], p.name.casefold(), p.id))
    count = words.number(len(order), "party", "parties")
    show(piece('<p class="quiet">Or begin with one of {}, most written about first.</p>', count))
    st.dataframe(
        pd.DataFrame(
            {
                "Party": party.name,
                "Kind": held.vocabulary.kinds[party.kind].label,
                "Country": country.name(party.country),
                "Statements": said[party.id],
            }
            for party in order
        ),
        hide_index=True,
        height=TABLE_HEIGHT,
        on_select=lambda: _begin([party.id for party in order]),
        selection_mode=["single-row", "single-cell"],
        key=PARTIES,
        alt="parties",
    )


def _said(held: Workspace) -> Counter[str]:
    ends = ((s.subject, s.object) for s in held.records.statements)
    return Counter(end for both in ends for end in both)


def _begin(order: list[str]) -> None:
    row = clicked_row(PARTIES)
    if row is not None:
        st.session_state[START] = order[row]
        explore_view.reset()
