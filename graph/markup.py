"""Pieces of HTML and SVG in which everything that comes from data is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def is_web(address: str) -> bool:
    """Say whether an address may be a link: nothing but the web's own schemes."""
    return address.startswith(("https://", "http://"))
