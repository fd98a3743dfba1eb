"""Paths to be quoted: the chosen one, or all that are listed, as files in the usual formats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph import told, words
from graph.citation import citation
from graph.citation_text import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.paths import Answer, Path
    from graph.workspace import Workspace

# What each format is called, how its files end, and what they are.
FILES = {
    "markdown": ("Markdown", "md", "text/markdown"),
    "html": ("HTML", "html", "text/html"),
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "csl-json": ("CSL-JSON", "json", "application/json"),
}
SCOPE = "paths-cite-scope"
ONE, EVERY = "one", "every"
# A piece of HTML that stands alone has to say how its letters are written.
OPENING = {"html": '<!doctype html>\n<meta charset="utf-8">\n<title>Third-party paths</title>\n'}
PART = " (a part of the answer: the search was cut short)"


def popover(chosen: Path, listed: Sequence[Path], answer: Answer, held: Workspace) -> None:
    """Offer the citation in every format; a file is written when its button is clicked."""
    with st.popover("Cite", key="paths-cite"):
        scopes = {ONE: "The chosen path", EVERY: f"All {len(listed)} paths listed"}
        scope = st.radio(
            "What to cite", list(scopes), format_func=scopes.__getitem__, key=SCOPE, horizontal=True
        )
        paths = listed if scope == EVERY else [chosen]
        for name, (label, ending, mime) in FILES.items():
            st.download_button(
                f"Download {label}",
                partial(text, paths, answer, held, name),
                f"enduse-paths.{ending}",
                mime,
                key=f"cite-{name}-{scope}",  # of its own: what is cited shows in which button it is
                on_click="ignore",
                width="stretch",
            )


def text(paths: Sequence[Path], answer: Answer, held: Workspace, name: str) -> str:
    """Write the statements of some paths as sentences with numbered sources, in a format."""
    records = held.records
    asked = f"{told.what(answer.question, attested=False).capitalize()}s "
    asked += told.asked(answer.question, records)
    made = citation(
        (hop for path in paths for hop in (*path.hops, *path.tie)),
        records,
        held.vocabulary,
        asked=asked + ("" if answer.account.complete else PART),
        standing=[f"{words.route(path, records)}: {words.basis(path, records)}" for path in paths],
    )
    return OPENING.get(name, "") + FORMATS[name](made)
