"""Small lists of US authorities, and lists like them, as tables: columns are in us_lists.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import Period
from graph.errors import BadFile
from graph.statement import Party
from loaders.reading.files import head
from loaders.reading.format import Format
from loaders.reading.kind_of_name import kind_of_name
from loaders.reading.making import located, statement, with_government
from loaders.reading.rows import rows
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.us_columns import TABLE, layout_of, slug
from loaders.reading.us_party import party
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.dates import PartialDate
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry
    from loaders.reading.us_columns import Layout

GRADE = "official_finding"
ONLY_PARENT = "The list names it only as the parent of another."
NO_NAME = "names no company, but all equipment of a kind"
_MAKER = re.compile(r"\b(?:produced|provided|supplied)\b[^.]{0,40}?\bby (?!DoW)")


class Child(NamedTuple):
    """A party of which the list names a parent, and the key under which that is looked for."""

    local: str
    key: str
    parent: str
    date: PartialDate | None
    locator: str


@dataclass(frozen=True, slots=True)
class Children:
    """Who is called whose parent, until all names of the lists are known."""

    known: dict[str, str] = field(default_factory=dict)
    said: list[Child] = field(default_factory=list)

    def know(self, local: str, keys: Iterable[str]) -> None:
        """Note the keys under which a party is looked for; the first that has one keeps it."""
        for key in keys:
            self.known.setdefault(key, local)

    def statements(self, given: Load) -> Iterator[Record]:
        """Yield that each child is a subsidiary of its parent.

        A parent is found by its name on the same list, punctuation aside, or by its name with
        what stands beside it. One that is not on the list becomes a party by that name.
        """
        for child in self.said:
            if child.key not in self.known:
                self.known[child.key] = child.key
                kind = kind_of_name(child.parent) or "organisation"
                yield Party(given.party(child.key), child.parent, kind, description=ONLY_PARENT)
            yield statement(
                given, given.party(child.local), "subsidiary_of",
                given.party(self.known[child.key]), child.locator, grade=given.grade(GRADE),
                period=Period(as_of=child.date), note=f'The list names as parent "{child.parent}".',
            )  # fmt: skip


def load(given: Load) -> Iterator[Record]:
    """Read lists, each in its own layout; a name that repeats on one list is one party."""
    children = Children()
    for file in given.spec.files:
        layout = layout_of(head(file).columns(","))
        if layout is None:
            raise BadFile(file, "has columns of no list that is known", f"describe them in {TABLE}")
        read = partial(_row, given, layout, children)
        yield from taken(rows(file, given.tally, layout.columns), given.tally, read)
    yield from children.statements(given)


def _row(
    given: Load, layout: Layout, children: Children, entry: Entry[dict[str, str]]
) -> Iterator[Record]:
    row, locator = entry.value, f"{entry.place.file}, row {entry.place.row}"
    if "skip" in layout.says:
        raise Skip(layout.says["skip"])
    if "sentences" in layout.says:
        yield from _sentence(given, layout, children, row, locator)
        return
    name = layout.cell(row, "name").rstrip("* ")
    if not slug(name):
        raise Reject("has no name")
    list_ = layout.list(row, given.tally)
    local = layout.cell(row, "id") or f"{layout.prefix(list_)}-{slug(name)}"
    made = party(given, layout, row, list_, local)
    yield from with_government(given, made, locator)
    for text in layout.cells(row, "address") if made.kind != "person" else ():
        yield from located(given, made.id, text, made.country, locator)
    texts = (name, layout.cell(row, "full").rstrip("* "))
    prefix, date = layout.prefix(list_), made.listings[0].date
    children.know(local, (local, *(f"{prefix}-{slug(text)}" for text in texts)))
    if parent := layout.cell(row, "parent"):
        children.said.append(Child(local, f"{prefix}-{slug(parent)}", parent, date, locator))
    if parent := layout.cell(row, "parent-id"):
        children.said.append(Child(local, parent, parent, date, locator))


def _sentence(
    given: Load, layout: Layout, children: Children, row: Mapping[str, str], locator: str
) -> Iterator[Record]:
    """Yield the companies that a sentence names, by the reviewed table of names."""
    text = layout.cell(row, "sentences")
    found = {name: parent for name, parent in tables(TABLE)["fcc-names"].items() if name in text}
    if not found:
        if _MAKER.search(text):
            given.tally.miss("us_lists fcc-names", text)
        raise Skip(NO_NAME)
    for name, parent in found.items():
        local = f"{layout.key}-{slug(name)}"
        children.know(local, (local,))
        made = party(given, layout, {**row, "name": name}, layout.says["list"], local)
        yield made
        if parent:
            key, date = f"{layout.key}-{slug(parent)}", made.listings[0].date
            children.said.append(Child(local, key, parent, date, locator))


def recognises(head: Head) -> bool:
    """Tell a list by its columns."""
    return layout_of(head.columns(",")) is not None


FORMAT = Format("us-lists", "Small US lists, tables", load, recognises)
