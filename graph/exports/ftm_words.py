"""The words of FollowTheMoney for ours, and entities made of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

from graph.exports.outside import plain_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Entity: TypeAlias = "dict[str, object]"

LONG = "A text longer than the model takes is cut: a name at 384 characters, an address at 250."
NUMBER = 64  # characters that the model takes for a number
# Likewise for the texts of other properties that we write.
_MOST = (
    dict.fromkeys(("name", "alias", "weakAlias"), 384)
    | {"full": 250}
    | dict.fromkeys(("authority", "fileName", "program", "publisher", "title"), 1024)
    | dict.fromkeys(("description", "notes", "summary"), 65_000)
)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Give the tables of our words, each to the model's."""
    with Path(__file__).with_name("ftm.toml").open("rb") as stream:
        return tomllib.load(stream)


def entity(key: str, schema: str, said: Mapping[str, Iterable[str]], met: set[str]) -> Entity:
    """Make an entity; properties without a value are left out, each value stands once.

    A value in which nothing can be seen is none: the model refuses it.
    """
    properties = {}
    for name, given in sorted(said.items()):
        values = [each for each in dict.fromkeys(given) if visible(each)]
        if values:
            properties[name] = _cut(values, _MOST.get(name), met)
    return {"id": plain_id(key), "schema": schema, "properties": properties}


def visible(text: str) -> bool:
    """Say whether anything can be seen of a text."""
    return any(category(each)[0] not in "CZ" for each in text)


def _cut(values: list[str], most: int | None, met: set[str]) -> list[str]:
    if most is None or all(len(each) <= most for each in values):
        return values
    met.add(LONG)
    short = (each if len(each) <= most else f"{each[: most - 1]}…" for each in values)
    return list(dict.fromkeys(short))
