"""Which format a client of the endpoint likes best, by what it says in `Accept`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.sparql_answer import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

# What else the formats are called.
ALSO = {
    "application/json": Format.JSON,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
    "text/plain": Format.NT,
    "application/x-turtle": Format.TURTLE,
}


def chosen(accept: str, offered: Sequence[Format]) -> Format | None:
    """Choose the format that a client likes best of those offered, None when it likes none.

    >>> chosen("text/csv;q=0.5, application/sparql-results+xml", [Format.CSV, Format.XML])
    <Format.XML: 'xml'>
    """
    liked: dict[Format, tuple[int, float]] = {}
    for each in accept.split(",") if accept.strip() else ["*/*"]:
        name, *parameters = (part.strip().lower() for part in each.split(";"))
        quality = _quality(parameters)
        for format_ in offered:
            exact = _fits(name, format_)
            if exact > liked.get(format_, (0, 0.0))[0]:
                liked[format_] = exact, quality
    best = max(offered, key=lambda each: liked.get(each, (0, 0.0))[1])
    return best if liked.get(best, (0, 0.0))[1] > 0 else None


def _quality(parameters: Sequence[str]) -> float:
    for each in parameters:
        if each.startswith("q="):
            try:
                return float(each.removeprefix("q="))
            except ValueError:
                return 0.0
    return 1.0


def _fits(name: str, format_: Format) -> int:
    """Say how exactly a media type names a format: 0 is not at all."""
    if name == format_.media_type or ALSO.get(name) is format_:
        return 3
    if name == f"{format_.media_type.partition('/')[0]}/*":
        return 2
    return 1 if name == "*/*" else 0
