"""Reviewed tables of a publisher's words, and what they mean in ours."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.reading.tally import Tally

LOADERS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Words:
    """One table of a loader: every word the publisher uses, to our word.

    A word whose meaning is "" is known and left out on purpose.
    """

    name: str
    table: Mapping[str, str]

    def get(self, word: str, tally: Tally) -> str | None:
        """Give our word; "" for one left out on purpose, None and a count for an unknown one."""
        found = self.table.get(word)
        if found is None and word:
            tally.miss(self.name, word)
        return found


def words(file: str, table: str) -> Words:
    """Give a table of a TOML file beside the loaders: `words("misp.toml", "kinds")`."""
    return Words(f"{file.removesuffix('.toml')} {table}", tables(file)[table])


@cache
def tables(file: str) -> Mapping[str, Mapping[str, str]]:
    """Read all tables of a file, as they are written; those that are no tables are left out."""
    with (LOADERS / file).open("rb") as stream:
        read = tomllib.load(stream)
    return {name: table for name, table in read.items() if isinstance(table, dict)}
