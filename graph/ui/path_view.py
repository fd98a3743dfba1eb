"""One path: as a strip, as a picture, and what stands behind the hop or party chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, told, words
from graph.attestation import Attestation
from graph.ui import draw, evidence, links, strip
from graph.ui.canvas import canvas, selected
from graph.ui.html import joined, piece, show
from graph.ui.legend import legend
from graph.ui.load import lens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.network import Hop
    from graph.paths import Path
    from graph.workspace import Workspace

CANVAS = "paths-canvas"
CHOSEN = "paths-chosen"  # the hop or party whose evidence is shown; list and picture both set it
HEIGHT, EVIDENCE_HEIGHT = 220, 380


@st.fragment
def view(path: Path, held: Workspace, *, supply: bool) -> None:
    """Show the path, and beside it the evidence of what is chosen in it."""
    restrictive = practice.restrictive(lens(), held.practices)
    picture, hops = draw.of_paths([path], path, held, restrictive, supply=supply)
    names = _names(path, held)
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = next(iter(names))
    strip.strip(path, held, supply=supply)
    left, right = st.columns([6, 5])
    with left:
        _standing(path, held)
        focus = st.session_state[CHOSEN]
        canvas(picture, key=CANVAS, height=HEIGHT, focus=focus, on_select=_selected)
        legend(picture)
    with right, st.container(height=EVIDENCE_HEIGHT, border=True):
        _evidence(path, names, hops, held)


def _names(path: Path, held: Workspace) -> dict[str, str]:
    """Name all that can be chosen: the hops in their order, then the parties."""
    called = words.called
    names = {}
    for number, hop in enumerate(path.hops, 1):
        ends = f"{called(held.records, hop.origin)} → {called(held.records, hop.target)}"
        names[draw.link_id(hop, held)] = f"Hop {number}: {ends}"
    for hop in path.tie:
        ends = f"{called(held.records, hop.origin)} → {called(held.records, hop.target)}"
        names[draw.link_id(hop, held)] = f"Tie of control: {ends}"
    for key in (*path.parties, *(hop.origin for hop in path.tie)):
        names[key] = f"Party: {called(held.records, key)}"
    return names


def _standing(path: Path, held: Workspace) -> None:
    """Say what joins the path and where it ends; of a composed one, why it is no evidence."""
    grade = held.vocabulary.grades[path.grade].label
    joins = f"{words.basis(path, held.records)}. Weakest hop: {grade}; {words.time(path)}."
    lines = [joins[0].upper() + joins[1:], words.end_role(path, held.records, held.vocabulary)]
    show(piece('<p class="quiet">{}<br>{}</p>', *lines))
    if path.attestation is Attestation.COMPOSED:
        why = told.why_composed(path, held.records)
        show(piece('<div class="notice">{}</div>', joined(piece("<p>{}</p>", x) for x in why)))


def _evidence(
    path: Path, names: Mapping[str, str], hops: Mapping[str, Hop], held: Workspace
) -> None:
    """Show what stands behind the hop or party chosen in the picture or in the list."""
    key: str = st.selectbox("Evidence for", list(names), format_func=names.__getitem__, key=CHOSEN)
    if key in hops:
        show(evidence.claims(hops[key].statements, held, _carrying(path)))
        return
    evidence.party(held.records.parties[key], held)
    links.to(links.EXPLORE, "Open in Explore, with all that is said about it →", party=key)


def _carrying(path: Path) -> set[str]:
    """Give the ids of the statements that join the path: those of its deal or document."""
    if path.attestation is Attestation.COMPOSED:
        return set()
    return {statement.id for stated in path.support.statements for statement in stated}


def _selected() -> None:
    """Follow the picture; where nothing is under the pointer, the list keeps its place."""
    if picked := selected(st.session_state, CANVAS):
        st.session_state[CHOSEN] = picked.id
