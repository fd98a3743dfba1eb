"""Small pieces of HTML on a page of the app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.markup import is_web, joined, piece

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["heading", "joined", "link", "piece", "show", "style"]


def link(address: str, text: str) -> Markup:
    """Give a link that opens in a new tab, or plain text where the address is not a web address."""
    if not is_web(address):
        return piece("{}", text)
    return piece('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>', address, text)


def show(content: Markup) -> None:
    """Put a piece on the page."""
    st.html(str(content))


def heading(title: str, lead: str) -> None:
    """Open a page: its name, and in one sentence what to know before reading it."""
    show(piece('<h1 class="page">{}</h1><p class="lead">{}</p>', title, lead))


def style(name: str = "page.css") -> None:
    """Put a style sheet on the page, that of all pages or one of its own; once a run is enough."""
    st.html(f"<style>{Path(__file__).with_name(name).read_text('utf-8')}</style>")
