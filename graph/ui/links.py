"""Links from one page to another that keep the reader's lens and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.navigation.page import Page

PAGES = "pages"
PATHS, EXPLORE, MAP, PARTY = "Paths", "Explore", "Map", "Party"
ASSESS, CASE, QUERY, EXPORT = "Assess", "Case", "Query", "Export"
DATA, SOURCES = "Data", "Sources and method"


def remember(pages: Sequence[Page]) -> None:
    """Keep the pages of this run: Streamlit links only to the very ones it navigates by."""
    st.session_state[PAGES] = {page.title: page for page in pages}


def to(page: str, label: str, **address: str) -> None:
    """Show a link to a page with something chosen; the label is Markdown, so never data."""
    st.page_link(st.session_state[PAGES][page], label=label, query_params=address)


def go(page: str, **address: str) -> None:
    """Turn to a page with something chosen: the run of this one ends here."""
    st.switch_page(st.session_state[PAGES][page], query_params=address)
