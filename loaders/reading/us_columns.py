"""Layouts of the small US lists: which column of a table means what, by a reviewed file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.values import several
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from loaders.reading.tally import Tally

TABLE = "us_lists.toml"


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of the file: its name, and what it says of columns."""

    key: str
    says: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Give the columns by which the layout is known."""
        return several(self.says["header"], ",")

    def cells(self, row: Mapping[str, str], what: str) -> tuple[str, ...]:
        """Give the filled cells of the columns that mean this."""
        columns = several(self.says.get(what, ""), ",")
        return tuple(row[column] for column in columns if row.get(column))

    def cell(self, row: Mapping[str, str], what: str) -> str:
        """Give the first filled cell of those columns; empty for none."""
        return next(iter(self.cells(row, what)), "")

    def list(self, row: Mapping[str, str], tally: Tally) -> str:
        """Give the name of the list that a row is on."""
        stated = self.cell(row, "list-column")
        if not stated:
            return self.says.get("list", "")
        return words(TABLE, "list-names").get(stated, tally) or stated

    def prefix(self, list_: str) -> str:
        """Give what the ids of parties begin with, so that lists do not mix."""
        return slug(list_.partition(",")[0]) if "by-list" in self.says else self.key


def layout_of(columns: Collection[str]) -> Layout | None:
    """Give the layout that columns fit; None when they fit none."""
    layouts = (Layout(key, table) for key, table in tables(TABLE).items() if "header" in table)
    return next((each for each in layouts if set(each.columns) <= set(columns)), None)


def slug(text: str) -> str:
    """Write a name so that punctuation, blanks and case tell no two apart.

    >>> slug("Lantern Co., Ltd."), slug("LANTERN CO.,LTD")
    ('lantern-co-ltd', 'lantern-co-ltd')
    """
    return "-".join(re.findall(r"\w+", re.sub(r"[.'’‘]", "", text.casefold())))
