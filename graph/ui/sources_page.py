"""Every source with what rests on it, the words, and the lens with its thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import words
from graph.sources import resting, stated_by
from graph.ui import evidence, lens_tab
from graph.ui.html import heading, link, piece, show, style
from graph.ui.load import workspace

if TYPE_CHECKING:
    from graph.workspace import Workspace

NOT_CLAIMED = (
    "A settlement is not an admission; a charge or an allegation is not a fact; an address "
    "shared is not a wrong. Parties on a path may be victims of diversion or suppliers whom "
    "nobody accuses. “Linked to” repeats that a source states a link; it gives neither kind nor "
    "direction. “Offered” shows no delivery. Listings change: their dates are shown. Practice "
    "assessments measure different things, in the year they name, not in the year of a deal."
)


def page() -> None:
    """Show three tabs: the sources, the lens, the words."""
    style()
    heading("Sources and method", NOT_CLAIMED)
    held = workspace()
    sources, lens, vocabulary = st.tabs(["Sources", "The lens", "The words"])
    with sources:
        _sources(held)
    with lens:
        lens_tab.tab(held)
    with vocabulary:
        _vocabulary(held)


def _sources(held: Workspace) -> None:
    """List the sources; the one selected is shown with every statement that rests on it."""
    counts, sources = resting(held.records), list(held.records.sources.values())
    typed = st.text_input("Find a source", placeholder="Publisher or title").casefold()
    found = [s for s in sources if typed in f"{s.id} {s.publisher} {s.title}".casefold()]
    show(piece('<p class="quiet">{}</p>', words.number(len(found), "source")))
    if not found:
        return
    table = pd.DataFrame(
        {
            "Publisher": source.publisher,
            "Title": source.title,
            "Published": str(source.published),
            "Kind": source.kind.replace("_", " "),
            "Basis": source.basis,
            "Opened by us": "yes" if source.opened else "no",
            "Statements": counts[source.id],
            "Address": source.url,
        }
        for source in found
    )
    chosen = st.dataframe(
        table,
        hide_index=True,
        height=330,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        column_config={"Address": st.column_config.LinkColumn()},
        key=f"sources-{len(found)}",
    )
    rows = chosen["selection"]["rows"]
    source = found[rows[0] if rows else 0]
    stated = stated_by(held.records, source.id)
    show(piece("<h3>{}</h3><p>{}</p>", source.title, link(source.url, source.url)))
    show(piece('<p class="quiet">{}</p>', words.number(len(stated), "statement")))
    show(evidence.claims(stated, held))


def _vocabulary(held: Workspace) -> None:
    """Show what each word means: relations, grades, kinds."""
    words_ = held.vocabulary
    show(piece("<h3>Grades, strongest first</h3>"))
    st.dataframe(
        pd.DataFrame({"Grade": g.label, "Meaning": g.definition} for g in words_.grades.values()),
        hide_index=True,
    )
    show(piece("<h3>Relations</h3>"))
    st.dataframe(
        pd.DataFrame(
            {
                "Relation": relation.label,
                "Read backwards": relation.inverse,
                "Layer": words_.layers[relation.layer].label,
                "What moves": f"{relation.carries}, {relation.flow}",
                "Meaning": relation.definition,
                "Source": relation.source,
            }
            for relation in sorted(words_.relations.values(), key=lambda r: (r.layer, r.label))
        ),
        hide_index=True,
        height=500,
    )
    show(piece("<h3>Kinds of party</h3>"))
    st.dataframe(
        pd.DataFrame(
            {"Kind": kind.label, "Meaning": kind.definition, "Source": kind.source}
            for kind in words_.kinds.values()
        ),
        hide_index=True,
    )
