"""The kind of a party by the words of its name, for lists that state no kind: a reviewed guess."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = "kind_of_name.toml"
INFERRED = "The list states no kind of party; it is inferred from the name."


def kind_of_name(name: str) -> str | None:
    """Give the kind that a name's words speak for; None where they leave it open.

    >>> kind_of_name("Lantern Optics Co., Ltd."), kind_of_name("Public Security Bureau of Nowhere")
    ('company', 'government_agency')
    """
    plain = _plain(name)
    for pattern, kinds in _patterns():
        if match := pattern.search(plain):
            return kinds[match[1]] or None
    return None


def _plain(name: str) -> str:
    """Write a name as the tables write words: no accents, no punctuation, small letters."""
    letters = unicodedata.normalize("NFKD", re.sub(r"[.'’`]", "", name.casefold()))
    return " ".join(re.findall(r"\w+", re.sub(r"[\u0300-\u036f]", "", letters)))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Make one pattern for each table, longer words first."""
    shapes = {"begins": r"^({})\b", "ends": r"\b({})$"}
    found = []
    for name, table in tables(TABLE).items():
        either = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
        found.append((re.compile(shapes.get(name, r"\b({})\b").format(either)), table))
    return tuple(found)
