"""FollowTheMoney targets as one table: OpenSanctions' targets.simple.csv, which ties nobody."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Identifier, Listing, Party
from loaders.reading.format import Format
from loaders.reading.ftm_entity import WORDS
from loaders.reading.ftm_party import refined
from loaders.reading.ftm_values import (
    address_key,
    codes_of,
    first_date,
    listed_as,
    several_countries,
)
from loaders.reading.making import located, with_government
from loaders.reading.rows import rows
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.values import several
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

COLUMNS = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers"),
    *("dataset", "last_seen"),
)
UNNAMED = "a list that the row does not name"


def load(given: Load) -> Iterator[Record]:
    """Read one party from each row; the addresses are its only statements."""
    for file in given.spec.files:
        encoding = given.spec.options.get("encoding", "utf-8-sig")
        entries = rows(file, given.tally, COLUMNS, encoding=encoding)
        yield from taken(entries, given.tally, partial(_row, given))


def _row(given: Load, entry: Entry[dict[str, str]]) -> Iterator[Record]:
    row, tally = entry.value, given.tally
    if not row["id"] or not row["name"]:
        raise Reject("has no id or no name")
    kind = words(WORDS, "kinds").get(row["schema"], tally)
    if not kind:
        raise Skip("an entity of a schema that is no party, or not known")
    codes = codes_of(cells(row["countries"]), tally)
    party = Party(
        id=given.party(row["id"]),
        name=row["name"],
        kind=refined(kind, cells(row.get("topics", "")), tally),
        country=codes[0] if len(codes) == 1 else None,
        aliases=tuple(name for name in cells(row["aliases"]) if name != row["name"]),
        identifiers=_identifiers(row, kind),
        listings=_listings(row),
        begun=first_date(cells(row["birth_date"]), tally),
        description=several_countries(codes) if len(codes) > 1 else "",
    )
    yield from with_government(given, party, row["id"])
    for text in cells(row["addresses"]):
        if address_key(text):
            yield from located(given, party.id, text, None, row["id"])


def _identifiers(row: dict[str, str], kind: str) -> tuple[Identifier, ...]:
    """Give the numbers; the table does not say whose they are, so that none of them is strong.

    Of a person none is kept, since they can be those of personal papers.
    """
    plain = [Identifier("number", text) for text in cells(row["identifiers"]) if kind != "person"]
    return (*listed_as([row["id"]]), *plain)


def _listings(row: dict[str, str]) -> tuple[Listing, ...]:
    """Give the sanctions as printed; only a row of a single dataset says on whose list they are."""
    datasets = cells(row["dataset"])
    name = datasets[0] if len(datasets) == 1 else UNNAMED
    printed = cells(row.get("sanctions") or row.get("sanction") or "")
    return tuple(Listing(name, programme=text) for text in printed)


def cells(text: str) -> tuple[str, ...]:
    """Split a cell of several values; one that holds a semicolon itself stands in quotes.

    >>> cells('one;"two; and a half";three')
    ('one', 'two; and a half', 'three')
    """
    try:
        parts = next(csv.reader([" ".join(text.split("\n"))], delimiter=";"), [])
    except csv.Error:
        return several(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def recognises(head: Head) -> bool:
    """Tell the table by its columns."""
    return head.columns(",") >= frozenset(COLUMNS)


FORMAT = Format(
    "ftm-simple", "FollowTheMoney targets as CSV", load, recognises, options=("encoding",)
)
