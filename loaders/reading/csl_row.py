"""An entry of the Consolidated Screening List, and what can be told from it alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.statement import Listing
from loaders.reading.values import date_of
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from loaders.reading.format import Load
    from loaders.reading.ofac_facts import Fact

_FIRST = "1940"  # no list is older; an earlier date is a slip of the pen


@dataclass(frozen=True, slots=True)
class Row:
    """One entry on one list; texts as printed, empty where nothing is said.

    `id` is the screening list's own and `number` OFAC's. `places` are addresses and the
    country of each, as `licence` are what a licence is required for and how it is decided on.
    """

    list: str
    id: str
    number: str
    type: str
    name: str
    aliases: tuple[str, ...]
    programmes: str
    places: tuple[tuple[str, str], ...]
    notice: str
    licence: tuple[str, ...]
    start: str = ""
    end: str = ""
    title: str = ""
    owner: str = ""
    remarks: str = ""
    facts: tuple[Fact, ...] = ()


def clean(text: str) -> str:
    """Take off blanks, a comma at the end, and the "and " before the last of several."""
    return re.sub(r"^and ", "", " ".join(text.split())).strip(" ,;")


def code(list_: str) -> str:
    """Give the short name of a list, which it has in brackets."""
    match = re.search(r".*\((.*?)(?: List)?\)", list_)
    return match[1] if match else list_


def aliases(row: Row, name: str) -> tuple[str, ...]:
    """Give the other names; of a name that begins with another party's, its own part."""
    parts = (name.rpartition(word) for word in tables("csl.toml")["parts"])
    own = (after.strip() for _, word, after in parts if word)
    return tuple(filter(None, (*own, *map(clean, row.aliases))))


def local(row: Row, name: str) -> str:
    """Give the number or id that is printed, else name and countries on this list."""
    countries = (country for _, country in row.places)
    named = "-".join(re.findall(r"\w+", " ".join((code(row.list), name, *countries)).casefold()))
    return row.number or row.id or named


def listing(given: Load, row: Row) -> Listing:
    """Make the listing of an entry; one that has run out keeps the date on which it did."""
    start, end = (_date(given, text) for text in (row.start, row.end))
    return Listing(row.list, start, " ".join(row.notice.split()), row.programmes, until=end)


def _date(given: Load, text: str) -> PartialDate | None:
    found = date_of(text, given.tally)
    if found is not None and found.text < _FIRST:
        given.tally.miss("dates", text)
        return None
    return found


def licence(row: Row) -> Iterator[str]:
    """Yield what the list says of licences."""
    for what, text in zip(("License requirement", "License policy"), row.licence, strict=True):
        if text.strip():
            yield f"{what}: {' '.join(text.split())}"
