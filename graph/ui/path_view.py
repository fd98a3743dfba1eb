"""One path: as a strip, as a picture, and what stands behind the hop or party chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, told, words
from graph.attestation import Attestation
from graph.comparing import carrying
from graph.ui import draw, evidence, links, notes, strip
from graph.ui import paths_state as state
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
CHOSEN = state.HOP  # the hop or party whose evidence is shown; list and picture both set it
HEIGHT, HEIGHT_OF_TWO, EVIDENCE_HEIGHT = 220, 320, 380


@dataclass(frozen=True, slots=True)
class Seen:
    """The path to show, the one beside it if two are compared, and whether goods move along it."""

    path: Path
    beside: Path | None
    supply: bool

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that are drawn, the chosen one first."""
        return (self.path, self.beside) if self.beside else (self.path,)


def settle(seen: Seen, held: Workspace) -> str:
    """Choose the first hop unless something of what is drawn is chosen; give the first hop."""
    names = _names(seen, held)
    first = next(iter(names))
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = first
    return first


@st.fragment
def view(seen: Seen, held: Workspace, usual: Mapping[str, object]) -> None:
    """Show the path, and beside it the evidence of what is chosen in it.

    `usual` is what is chosen without asking: the rest stands in the page's address.
    """
    settle(seen, held)
    state.publish(usual)
    restrictive = practice.restrictive(lens(), held.practices)
    picture, hops = draw.of_paths(
        list(seen.paths), seen.path, held, restrictive, supply=seen.supply
    )
    strip.strip(seen.path, held, supply=seen.supply)
    left, right = st.columns([6, 5])
    with left:
        _standing(seen.path, held)
        focus = st.session_state[CHOSEN]
        height = HEIGHT_OF_TWO if seen.beside else HEIGHT
        canvas(picture, key=CANVAS, height=height, focus=focus, on_select=_selected)
        legend(picture)
    with right, st.container(height=EVIDENCE_HEIGHT, border=True):
        _evidence(seen, _names(seen, held), hops, held)


def _names(seen: Seen, held: Workspace) -> dict[str, str]:
    """Name all that can be chosen: the hops of the path in their order, its parties, the rest."""
    names = _parts(seen.path, held)
    if seen.beside:
        for key, name in _parts(seen.beside, held).items():
            names.setdefault(key, f"Compared path, {name[:1].lower()}{name[1:]}")
    return names


def _parts(path: Path, held: Workspace) -> dict[str, str]:
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
    seen: Seen, names: Mapping[str, str], hops: Mapping[str, Hop], held: Workspace
) -> None:
    """Show what stands behind the hop or party chosen in the picture or in the list."""
    key: str = st.selectbox(
        "Evidence for",
        list(names),
        format_func=names.__getitem__,
        key=CHOSEN,
        persist_state="session",
    )
    notes.field(key)
    notes.shown(key)
    if key in hops:
        joining = {each for path in seen.paths for each in _carrying(path)}
        show(evidence.claims(hops[key].statements, held, joining))
        return
    evidence.party(held.records.parties[key], held)
    links.to(links.PARTY, "Everything about it, on one sheet →", id=key)
    links.to(links.EXPLORE, "Open in Explore, with all that is said about it →", party=key)


def _carrying(path: Path) -> frozenset[str]:
    """Give the ids of the statements that join the path: those of its deal or document."""
    return frozenset() if path.attestation is Attestation.COMPOSED else carrying(path)


def _selected() -> None:
    """Follow the picture; where nothing is under the pointer, the list keeps its place."""
    if picked := selected(st.session_state, CANVAS):
        st.session_state[CHOSEN] = picked.id
