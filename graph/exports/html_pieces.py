"""Small pieces of HTML in a file that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.markup import is_web, joined, piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

__all__ = ["joined", "link", "own", "piece", "row"]


def own(text: str) -> Markup:
    """Give a text whose direction of writing ends with it."""
    return piece("<bdi>{}</bdi>", text)


def link(address: str) -> Markup:
    """Give a link, or plain text where the address is not a web address."""
    if not is_web(address):
        return own(address)
    return piece('<a href="{}" rel="noopener noreferrer"><bdi>{}</bdi></a>', address, address)


def row(cells: Sequence[object], tag: str = "td") -> Markup:
    """Give a row of a table."""
    cell = f"<{tag}>{{}}</{tag}>"
    return piece("<tr>{}</tr>\n", joined(piece(cell, each) for each in cells))
