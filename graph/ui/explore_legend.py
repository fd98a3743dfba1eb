"""The legend of a picture that grows: it tells what signs mean, and hides and shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui import account, draw
from graph.ui import explore_state as state
from graph.ui.html import piece, show
from graph.ui.legend import legend
from graph.ui.style import LAYERS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    from graph.ui.picture import Picture
    from graph.view import Shown
    from graph.workspace import Workspace

FILTERS = ("kind", "layer")
SWITCH = ".st-key-explore-switch-{}-{} button"


def filtering(picture: Picture, seen: Shown, held: Workspace) -> None:
    """Show the signs, those of kinds and layers as switches that hide and show what they mean."""
    parties = held.records.parties
    kinds = Counter(parties[key].kind for key in state.now().parties)
    layers = Counter(draw.layer(hop, held) for hop in seen.every)
    filters = state.now().filters
    with st.container(horizontal=True, key="explore-legend", vertical_alignment="center"):
        st.caption("Click to hide or show:", width="content")
        _switches("kind", kinds, filters.hidden_kinds)
        _switches("layer", layers, filters.hidden_layers)
    _looks()
    legend(picture, but=FILTERS)
    if any(mark.restrictive for mark in picture.marks):
        show(piece('<p class="quiet">⚑ {}</p>', account.rule()))


def _switches(
    group: Literal["kind", "layer"], counts: Counter[str], hidden: Collection[str]
) -> None:
    terms = SHAPES if group == "kind" else LAYERS
    for term in terms:
        if counts[term] or term in hidden:
            words = term.replace("_", " ")
            off = ", hidden" if term in hidden else ""
            st.button(
                f"{words} ({counts[term]}{off})",
                key=f"explore-switch-{group}-{term}",
                on_click=state.toggle,
                args=(group, term),
                type="tertiary",
            )


def _looks() -> None:
    """Give the switches their signs and colours; those of what is hidden are struck through."""
    filters = state.now().filters
    signs = {("kind", kind): (shape.glyph, shape.colour) for kind, shape in SHAPES.items()}
    signs |= {("layer", layer): ("━", colour) for layer, colour in LAYERS.items()}
    hidden = {("kind", kind) for kind in filters.hidden_kinds}
    hidden |= {("layer", layer) for layer in filters.hidden_layers}
    rules = [
        f'{SWITCH.format(*term)}::before {{ content: "{glyph}"; color: {colour}; }}'
        for term, (glyph, colour) in signs.items()
    ]
    rules += [
        f"{SWITCH.format(*term)} {{ opacity: .55; text-decoration: line-through; }}"
        for term in sorted(hidden)
    ]
    st.html(f"<style>{''.join(rules)}</style>")
