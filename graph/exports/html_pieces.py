"""Small pieces of HTML in which everything that comes from data is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def piece(template: str, *values: object) -> Markup:
    """Fill a template of ours; every value that is not itself a piece is escaped.

    >>> piece("<b>{}</b>", "<script>")
    Markup('<b>&lt;script&gt;</b>')
    """
    return Markup(template).format(*values)  # noqa: S704 - templates are constants of this package


def joined(pieces: Iterable[Markup]) -> Markup:
    """Put pieces one after another."""
    return Markup("").join(pieces)


def own(text: str) -> Markup:
    """Give a text whose direction of writing ends with it."""
    return piece("<bdi>{}</bdi>", text)


def link(address: str) -> Markup:
    """Give a link, or plain text where the address is not a web address."""
    if not address.startswith(("https://", "http://")):
        return own(address)
    return piece('<a href="{}" rel="noopener noreferrer"><bdi>{}</bdi></a>', address, address)


def row(cells: Sequence[object], tag: str = "td") -> Markup:
    """Give a row of a table."""
    cell = f"<{tag}>{{}}</{tag}>"
    return piece("<tr>{}</tr>\n", joined(piece(cell, each) for each in cells))
