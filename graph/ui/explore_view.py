"""Some parties and their neighbours as a picture that grows, with the evidence beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import practice, words
from graph.neighbourhood import Neighbourhood, neighbourhood, statements_of
from graph.ui import address, asking, draw, evidence, links
from graph.ui.canvas import canvas, expanded, selected
from graph.ui.html import piece, show
from graph.ui.legend import legend
from graph.ui.load import lens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.network import Hop
    from graph.statement import Party
    from graph.ui.picture import Picture
    from graph.workspace import Workspace

NAME, CANVAS = "explore", "explore-canvas"
# The reader's view, as the address tells it: where it began, what was opened since, which layers.
START, OPENED, LAYERS = "party", "open", "layers"
# Where parties stand, for the party it began with; and what was last chosen in the picture.
PLACES, CHOSEN = "explore-places", "explore-chosen"
HEIGHT, MOST, LABELLED = 600, 25, 24
BODIES = ("government", "government_agency")


@st.fragment
def view(start: str, layers: tuple[str, ...], held: Workspace) -> None:
    """Draw what is opened, and show what is chosen beside it."""
    opened = [start, *(key for key in st.session_state[OPENED] if key != start)]
    address.publish(NAME, {START: start, OPENED: st.session_state[OPENED], LAYERS: list(layers)})
    near = neighbourhood(held.network, opened, held.vocabulary, layers=layers, most=MOST)
    restrictive = practice.restrictive(lens(), held.practices)
    began, places = st.session_state.get(PLACES, (start, {}))
    kept = places if began == start else {}
    picture, hops, places = draw.of_neighbourhood(near, held, restrictive, kept=kept)
    st.session_state[PLACES] = start, dict(places)
    _bar(near, opened, held)
    left, right = st.columns([7, 5])
    with left:
        focus = _chosen(near, hops, opened)
        _canvas(picture, focus)
    with right, st.container(height=HEIGHT, border=True):
        _evidence(focus, hops, held)
    _table(hops, held)


def _canvas(picture: Picture, focus: str) -> None:
    canvas(
        picture,
        key=CANVAS,
        height=HEIGHT,
        focus=focus,
        labelled=LABELLED,
        on_select=_select,
        on_expand=_open,
    )
    legend(picture)


def _bar(near: Neighbourhood, opened: list[str], held: Workspace) -> None:
    """Say how much is shown and hidden; take back the last party opened, or all."""
    left, undo, reset_ = st.columns([8, 2, 2], vertical_alignment="center")
    shown = words.number(len(near.parties), "party", "parties")
    counts = [f"{shown} and {words.number(len(near.hops), 'hop')} shown"]
    counts += [
        f"{MOST} of {MOST + more} neighbours of {words.called(held.records, key)} shown"
        for key, more in near.hidden.items()
    ]
    with left:
        show(piece('<p class="quiet">{}.</p>', "; ".join(counts)))
    undo.button("Undo", on_click=_undo, disabled=len(opened) < 2, width="stretch")
    reset_.button("Start over", on_click=reset, disabled=len(opened) < 2, width="stretch")


def _chosen(near: Neighbourhood, hops: Mapping[str, Hop], opened: list[str]) -> str:
    """Give the hop or party last chosen, while it is shown; else the party last opened."""
    key: str | None = st.session_state.get(CHOSEN)
    return key if key is not None and (key in hops or key in near.parties) else opened[-1]


def _evidence(key: str, hops: Mapping[str, Hop], held: Workspace) -> None:
    if key in hops:
        evidence.hop(hops[key], held)
        return
    party = held.records.parties[key]
    evidence.party(party, held)
    _onward(party, held)
    stated = statements_of(held.network, key)
    show(piece("<h4>{}</h4>", words.number(len(stated), "statement")))
    show(evidence.claims(stated, held))


def _onward(party: Party, held: Workspace) -> None:
    """Lead from a party to the paths that begin or end at it."""
    if party.kind in BODIES:
        links.to(links.PATHS, "Third-party paths to here →", to=party.id)
    if party.id in asking.suppliers(held):
        links.to(links.PATHS, "Third-party paths from here →", supplier=party.id)


def _table(hops: Mapping[str, Hop], held: Workspace) -> None:
    """Give the hops of the picture as a table: the same content for who cannot see it."""
    with st.expander("The same as a table"):
        if hops:
            st.dataframe(pd.DataFrame([_row(hop, held) for hop in hops.values()]), hide_index=True)
        else:
            show(piece('<p class="quiet">No hop in these layers.</p>'))


def _row(hop: Hop, held: Workspace) -> Mapping[str, object]:
    grade = held.vocabulary.strongest(s.grade for s in hop.statements)
    return {
        "From": words.called(held.records, hop.origin),
        "Hop": words.joined_by(hop, held.vocabulary),
        "To": words.called(held.records, hop.target),
        "Layer": draw.layer(hop, held),
        "Grade": held.vocabulary.grades[grade].label,
        "Disputed": "⚠ disputed" if hop.disputed else "",
        "When": "; ".join(sorted({words.when(s.period) for s in hop.statements})),
        "Statements": len(hop.statements),
    }


def _select() -> None:
    if picked := selected(st.session_state, CANVAS):
        st.session_state[CHOSEN] = picked.id


def _open() -> None:
    """Open the party that was double-clicked; one that is open already changes nothing."""
    key = expanded(st.session_state, CANVAS)
    if key is None:
        return
    st.session_state[CHOSEN] = key
    if key not in (st.session_state[START], *st.session_state[OPENED]):
        st.session_state[OPENED] = [*st.session_state[OPENED], key]


def _undo() -> None:
    st.session_state[OPENED] = st.session_state[OPENED][:-1]
    st.session_state.pop(CHOSEN, None)


def reset() -> None:
    """Close all but the party it began with."""
    st.session_state[OPENED] = []
    st.session_state.pop(CHOSEN, None)
