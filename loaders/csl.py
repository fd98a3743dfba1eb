"""The US Consolidated Screening List: trade.gov's CSV and JSON, and the compact JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from graph.errors import BadFile
from graph.statement import Party
from loaders.reading.csl_row import aliases, clean, code, licence, listing, local
from loaders.reading.csl_rows import from_api, from_compact, from_csv
from loaders.reading.files import head
from loaders.reading.format import Format
from loaders.reading.kind_of_name import INFERRED, kind_of_name
from loaders.reading.listed import Links, Listed, records
from loaders.reading.making import address
from loaders.reading.objects import json_items, whole
from loaders.reading.ofac_facts import remarks
from loaders.reading.rows import rows
from loaders.reading.tally import Reject, taken
from loaders.reading.values import country_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loaders.reading.csl_row import Row
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

COLUMNS = ("source", "entity_number", "type", "programs", "name", "title", "addresses",
           "federal_register_notice", "start_date", "end_date", "license_requirement",
           "license_policy", "call_sign", "vessel_flag", "vessel_owner", "remarks", "alt_names",
           "citizenships", "dates_of_birth", "nationalities", "ids")  # fmt: skip
OFAC = "Treasury Department"
TAKEN_FOR_PERSON = "The list states no kind of party; no word of the name speaks for a company."
LEFT_OPEN = "Neither the list nor the name says what kind of party it is."
# Entries that are a place and no party: they are called so, or have no name at all.
_PLACE = re.compile(r"(?:address(?: \d+)?)?", re.IGNORECASE)


def load(given: Load) -> Iterator[Record]:
    """Read entries; an entry of OFAC on several lists is one party, as its number says."""
    links = Links()
    for file in given.spec.files:
        entries, shape = _entries(given, file)
        yield from taken(entries, given.tally, partial(_entry, given, links, shape))
    yield from links.statements(given)


def _entries(given: Load, file: Path) -> tuple[Iterator[Entry[Any]], Callable[[Any], Row]]:
    """Give the entries of a file, and what reads one."""
    start = head(file)
    if _is_compact(start):
        found = whole(file, given.tally)
        tables = found.get("tables") if isinstance(found, dict) else None
        if not isinstance(tables, dict):
            raise BadFile(file, "has no tables", "fetch the file again")
        entries = json_items(file, given.tally, under="entries")
        return entries, partial(from_compact, tables=tables)
    if start.name.endswith(".json"):
        return json_items(file, given.tally, under="results"), from_api
    encoding = given.spec.options.get("encoding", "utf-8-sig")
    return rows(file, given.tally, COLUMNS, encoding=encoding), from_csv


def _entry(
    given: Load, links: Links, shape: Callable[[Any], Row], entry: Entry[Any]
) -> Iterator[Record]:
    try:
        row = shape(entry.value)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        raise Reject("has not the shape of an entry") from None
    name = clean(row.name)
    if _PLACE.fullmatch(name) and (name or row.places):
        yield from _places(given, row, name)
    elif not re.search(r"\w", name):
        raise Reject("has no name")
    else:
        yield from records(given, _listed(given, row, name), links)


def _listed(given: Load, row: Row, name: str) -> Listed:
    kind, note = _kind(given, row, name)
    return Listed(
        local=local(row, name),
        name=name,
        kind=kind,
        locator=f"{code(row.list)} {local(row, name)}",
        listings=(listing(given, row),),
        number=row.number if row.list.endswith(OFAC) else "",
        aliases=aliases(row, name),
        places=tuple((clean(text), country) for text, country in row.places),
        facts=(*row.facts, *remarks(row.remarks)),
        links=(("Vessel Owner", row.owner),) if row.owner else (),
        told=(row.title, note, *licence(row)),
    )


def _kind(given: Load, row: Row, name: str) -> tuple[str, str]:
    """Give the kind, and a note where it is not the list's: most lists state none."""
    stated = words("csl.toml", "types").get(row.type, given.tally)
    if stated:
        return stated, ""
    guess = kind_of_name(name)
    if guess and not (guess == "person" and row.type):
        return guess, INFERRED
    left = words("csl.toml", "left-open").get(row.list, given.tally)
    if left == "person" and " " in name:
        return left, TAKEN_FOR_PERSON
    return "organisation", "" if row.type else LEFT_OPEN


def _places(given: Load, row: Row, name: str) -> Iterator[Record]:
    """Yield the places that an entry lists, or the entry itself where their text is left out."""
    codes = [country_of(country, given.tally) for _, country in row.places]
    found = [
        address(given, clean(text), where)
        for (text, country), where in zip(row.places, codes, strict=True)
        if text.strip() != country.strip()
    ]
    named = Party(given.party(local(row, name)), name, "address", next(iter(codes), None))
    for each in filter(None, found or [named]):
        yield replace(each, listings=(listing(given, row),))


def _is_compact(start: Head) -> bool:
    return b'"fieldKey"' in start.start and b'"countsBySource"' in start.start


def recognises(head: Head) -> bool:
    """Tell the CSV by its columns, and the two kinds of JSON by names that only they have."""
    if head.name.endswith(".json"):
        api = (b'"results"', b'"source_list_url"', b'"federal_register_notice"')
        return _is_compact(head) or all(word in head.start for word in api)
    return {"source", "entity_number", "federal_register_notice"} <= head.columns(",")


FORMAT = Format("csl", "US Consolidated Screening List", load, recognises, options=("encoding",))
