"""Find a party, see whom it stands beside, follow the hops, and read the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from graph import country, practice, words
from graph.neighbourhood import Neighbourhood, neighbourhood, statements_of
from graph.ui import address, draw, evidence
from graph.ui.canvas import canvas, expanded, selected
from graph.ui.html import heading, piece, show, style
from graph.ui.legend import legend
from graph.ui.load import lens, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.network import Hop
    from graph.workspace import Workspace

CANVAS = "explore-canvas"
# The reader's view: the party it began with, the parties opened since, places kept.
START, OPENED, PLACES = "party", "explore-opened", "explore-places"
HEIGHT, MOST = 600, 25
LEAD = "Choose a party to see whom it stands beside. Double-click a party to open it."


def page() -> None:
    """Choose a party and draw it with its neighbours; a double click opens another."""
    style()
    heading("Explore", LEAD)
    held = workspace()
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    with left:
        start = _start(held)
    with right:
        layers = _layers(held)
    address.publish(party=start, layers=layers)
    if start is None:
        return
    if st.session_state.get(OPENED, [None])[0] != start:
        st.session_state[OPENED], st.session_state[PLACES] = [start], {}
    _view(held, tuple(layers))


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
            format_func=lambda key: _name(key, held),
            placeholder="Type a name or an alias",
            key=START,
            persist_state="session",
        ),
    )


def _name(key: str, held: Workspace) -> str:
    party = held.records.parties[key]
    also = f" · {'; '.join(party.aliases)}" if party.aliases else ""
    return f"{party.name} ({country.name(party.country)}){also}"


def _layers(held: Workspace) -> list[str]:
    words_ = held.vocabulary.layers
    address.choices("layers", words_)
    return st.multiselect(
        "Layers",
        list(words_),
        format_func=lambda name: words_[name].label,
        placeholder="All layers",
        key="layers",
        persist_state="session",
    )


@st.fragment
def _view(held: Workspace, layers: tuple[str, ...]) -> None:
    """Draw what is opened, and show what is chosen beside it."""
    opened: list[str] = st.session_state[OPENED]
    near = neighbourhood(held.network, opened, held.vocabulary, layers=layers, most=MOST)
    restrictive = practice.restrictive(lens(), held.practices)
    picture, hops, places = draw.of_neighbourhood(
        near, held, restrictive, kept=st.session_state[PLACES]
    )
    st.session_state[PLACES] = dict(places)
    _bar(near, opened, held)
    left, right = st.columns([7, 5])
    with left:
        canvas(picture, key=CANVAS, height=HEIGHT, on_expand=_open)
        legend(picture)
    with right, st.container(height=HEIGHT, border=True):
        _chosen(opened[-1], near, hops, held)
    _table(hops, held)


def _bar(near: Neighbourhood, opened: list[str], held: Workspace) -> None:
    """Say how much is shown and hidden; take back the last party opened, or all."""
    left, undo, reset = st.columns([8, 2, 2], vertical_alignment="center")
    shown = words.number(len(near.parties), "party", "parties")
    counts = [f"{shown} and {words.number(len(near.hops), 'hop')} shown"]
    counts += [
        f"{MOST} of {MOST + more} neighbours of {words.called(held.records, key)} shown"
        for key, more in near.hidden.items()
    ]
    with left:
        show(piece('<p class="quiet">{}.</p>', "; ".join(counts)))
    undo.button("Undo", on_click=_undo, disabled=len(opened) < 2, width="stretch")
    reset.button("Start over", on_click=_reset, disabled=len(opened) < 2, width="stretch")


def _chosen(last: str, near: Neighbourhood, hops: Mapping[str, Hop], held: Workspace) -> None:
    picked = selected(st.session_state, CANVAS)
    if picked and picked.kind == "hop" and picked.id in hops:
        evidence.hop(hops[picked.id], held)
        return
    key = picked.id if picked and picked.id in near.parties else last
    evidence.party(held.records.parties[key], held)
    stated = statements_of(held.network, key)
    show(piece("<h4>{}</h4>", words.number(len(stated), "statement")))
    show(evidence.claims(stated, held))


def _table(hops: Mapping[str, Hop], held: Workspace) -> None:
    """Give the hops of the picture as a table: the same content for who cannot see it."""
    with st.expander("The same as a table"):
        rows = [_row(hop, held) for hop in hops.values()]
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _row(hop: Hop, held: Workspace) -> Mapping[str, object]:
    grade = held.vocabulary.strongest(s.grade for s in hop.statements)
    return {
        "From": words.called(held.records, hop.origin),
        "Hop": words.joined_by(hop, held.vocabulary),
        "To": words.called(held.records, hop.target),
        "Layer": draw.layer(hop, held),
        "Grade": held.vocabulary.grades[grade].label,
        "Disputed": "disputed" if hop.disputed else "",
        "When": "; ".join(sorted({words.when(s.period) for s in hop.statements})),
        "Statements": len(hop.statements),
    }


def _open() -> None:
    """Open the party that was double-clicked; one that is open already changes nothing."""
    key = expanded(st.session_state, CANVAS)
    opened = st.session_state[OPENED]
    if key is not None and key not in opened:
        st.session_state[OPENED] = [*opened, key]


def _undo() -> None:
    st.session_state[OPENED] = st.session_state[OPENED][:-1]


def _reset() -> None:
    st.session_state[OPENED] = st.session_state[OPENED][:1]
