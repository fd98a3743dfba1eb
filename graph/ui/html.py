"""Small pieces of HTML in which everything that comes from data is text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable


def piece(template: str, *values: object) -> Markup:
    """Fill a template of ours; every value that is not itself a piece is escaped.

    >>> piece("<b>{}</b>", "<img src=x onerror=alert(1)>")
    Markup('<b>&lt;img src=x onerror=alert(1)&gt;</b>')
    """
    return Markup(template).format(*values)  # noqa: S704 - templates are constants of this package


def joined(pieces: Iterable[Markup]) -> Markup:
    """Put pieces one after another."""
    return Markup("").join(pieces)


def link(address: str, text: str) -> Markup:
    """Give a link that opens in a new tab, or plain text where the address is not a web address."""
    if not address.startswith(("https://", "http://")):
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
