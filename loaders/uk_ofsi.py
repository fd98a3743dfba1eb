"""The UK's consolidated list of financial sanctions targets (OFSI), in both its CSV layouts."""

from __future__ import annotations

from functools import partial
from sys import intern
from typing import TYPE_CHECKING

from graph.statement import Party
from loaders.reading.encodings import encoding_of
from loaders.reading.format import Format
from loaders.reading.homes import nationalities
from loaders.reading.ofsi_group import (
    ADDRESS,
    NAME,
    address_of,
    column,
    description_of,
    identifiers_of,
    kind_of,
    listings_of,
    names_of,
)
from loaders.reading.rows import rows
from loaders.reading.sanctioned import (
    agreed,
    listed,
    together,
)
from loaders.reading.tally import Entry, Reject
from loaders.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.ofsi_group import Row

COLUMNS = (
    *(*NAME, *ADDRESS, "DOB", "Nationality", "Position", "Country", "Other Information"),
    *("Group Type", "Alias Type", "Regime", "Listed On", "Last Updated", "Group ID"),
)


def load(given: Load) -> Iterator[Record]:
    """Read the groups: a row for each name, address and date of birth, anywhere in the file."""
    groups: dict[str, list[Entry[Row]]] = {}
    for file in given.spec.files:
        encoding = given.spec.options.get("encoding") or encoding_of(file)
        for entry in rows(file, given.tally, COLUMNS, encoding=encoding, skip=1):
            # The same long texts stand in every row of a group.
            row = {intern(name): intern(cell) for name, cell in entry.value.items() if cell}
            groups.setdefault(row.get("Group ID", ""), []).append(Entry(entry.place, row))
    yield from together(groups.values(), given.tally, partial(_group, given))


def _group(given: Load, group: Sequence[Entry[Row]]) -> Iterator[Record]:
    held, tally = [entry.value for entry in group], given.tally
    number, names = held[0].get("Group ID", ""), names_of(held, tally)
    if not number or not names.main:
        raise Reject("has no group id or no name")
    homes = [code for cell in column(held, "Nationality") for code in nationalities(cell, tally)]
    addresses = dict.fromkeys(address_of(row, tally) for row in held)
    party = Party(
        id=given.party(number),
        name=names.main,
        kind=kind_of(held, tally),
        country=next(filter(None, (*homes, *(each.code for each in addresses))), None),
        aliases=names.aliases,
        weak_aliases=names.weak,
        identifiers=identifiers_of(held, tally),
        listings=listings_of(held, tally),
        description=description_of(held, homes),
        begun=agreed(date_of(cell, tally) for cell in column(held, "DOB")),
    )
    yield from listed(given, party, addresses, f"Group ID {number}")


def recognises(head: Head) -> bool:
    """Tell the list by its first two lines: when it was updated, and its columns."""
    first, _, rest = head.start.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    header = rest.partition(b"\n")[0]
    return b"Last Updated" in first and b"Group ID" in header and b"Name 6" in header


FORMAT = Format(
    "uk-ofsi",
    "UK OFSI consolidated list, CSV of both layouts (UTF-8; else cp1252 where no line is UTF-8)",
    load,
    recognises,
    options=("encoding",),
)
