"""Every source with what rests on it, the words, and the lens with its thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import words
from graph.sources import resting, stated_by
from graph.ui import address, evidence, lens_tab
from graph.ui.html import heading, link, piece, show, style
from graph.ui.load import workspace
from graph.ui.table import chosen_row
from graph.vocabulary import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.statement import Source
    from graph.vocabulary import Relation
    from graph.workspace import Workspace

LEAD = "What every answer rests on: the sources, the lens and the words."
NOT_CLAIMED = (
    "A settlement is not an admission; a charge or an allegation is not a fact; an address "
    "shared is not a wrong. Parties on a path may be victims of diversion or suppliers whom "
    "nobody accuses. “Linked to” repeats that a source states a link; it gives neither kind nor "
    "direction. “Offered” shows no delivery. Listings change: their dates are shown. Practice "
    "assessments measure different things, in the year they name, not in the year of a deal."
)
WAYS = {Flow.FORWARD: "as read", Flow.REVERSE: "backwards", Flow.NONE: ""}
NAME, MOST_ROWS, HEIGHT = "sources", 14.5, 650


def page() -> None:
    """Show three tabs: the sources, the lens, the words."""
    style()
    address.arrive(NAME)
    heading("Sources and method", LEAD)
    show(piece('<p class="quiet reading">{}</p>', NOT_CLAIMED))
    held = workspace()
    sources, lens, vocabulary = st.tabs(["Sources", "The lens", "The words"])
    with sources:
        _sources(held)
    with lens:
        lens_tab.tab(held)
    with vocabulary:
        _vocabulary(held)
    address.publish(NAME, {})  # last, for the lens may have been changed above


@st.fragment
def _sources(held: Workspace) -> None:
    """List the sources; the one selected is shown with every statement that rests on it."""
    left, right = st.columns([7, 5])
    with left:
        found = _found(list(held.records.sources.values()))
        chosen = _table(found, held) if found else None
    with right, st.container(height=HEIGHT, border=True):
        if chosen:
            _source(chosen, held)


def _found(sources: list[Source]) -> list[Source]:
    typed = st.text_input("Find a source", placeholder="Publisher or title")
    wanted = typed.strip().casefold()
    found = [s for s in sources if wanted in f"{s.id} {s.publisher} {s.title}".casefold()]
    show(piece('<p class="quiet">{}</p>', words.number(len(found), "source").capitalize()))
    return found


def _table(found: list[Source], held: Workspace) -> Source:
    counts = resting(held.records)
    rows = [
        {
            "Publisher": source.publisher,
            "Published": str(source.published or source.retrieved or "unknown"),
            "Statements": counts[source.id],
            "Title": source.title,
        }
        for source in found
    ]
    chosen = chosen_row(rows, [source.id for source in found], name="sources", most=MOST_ROWS)
    return held.records.sources[chosen]


def _source(source: Source, held: Workspace) -> None:
    stated = stated_by(held.records, source.id)
    opened = "page opened by us" if source.opened else "address known, page not opened by us"
    show(
        piece(
            '<h3>{}</h3><p class="source">{}</p><p class="quiet">{}</p>',
            source.title,
            link(source.url, source.url),
            f"{words.cited(source)}; {source.kind.replace('_', ' ')}, "
            f"{source.basis} source; {opened}",
        )
    )
    show(piece("<h4>{}</h4>", words.number(len(stated), "statement").capitalize()))
    show(evidence.claims(stated, held))


def _vocabulary(held: Workspace) -> None:
    """Show what each word means: relations, grades, kinds."""
    vocabulary = held.vocabulary
    show(piece("<h3>Grades, strongest first</h3>"))
    grades = vocabulary.grades.values()
    _words({"Grade": grade.label, "Meaning": grade.definition} for grade in grades)
    show(piece("<h3>Relations</h3>"))
    relations = sorted(vocabulary.relations.values(), key=lambda r: (r.layer, r.label))
    _words(_relation(relation, held) for relation in relations)
    show(piece("<h3>Kinds of party</h3>"))
    kinds = vocabulary.kinds.values()
    _words(
        {"Kind": kind.label, "Meaning": kind.definition, "Source": kind.source} for kind in kinds
    )


def _relation(relation: Relation, held: Workspace) -> Mapping[str, object]:
    return {
        "Relation": relation.label,
        "Read backwards": relation.inverse,
        "Layer": held.vocabulary.layers[relation.layer].label,
        "What moves": relation.carries,
        "Which way": WAYS[relation.flow],
        "Meaning": relation.definition,
        "Source": relation.source,
    }


def _words(rows: Iterable[Mapping[str, object]]) -> None:
    st.dataframe(pd.DataFrame(list(rows)), hide_index=True, height="content")
