"""Tables made of the annexes of EU regulations in the Official Journal: one row a listed party."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Identifier, Listing, Party
from loaders.reading.format import Format
from loaders.reading.homes import country_of_address, is_country, nationalities, place
from loaders.reading.journal_name import names
from loaders.reading.kind_of_name import kind_of_name
from loaders.reading.numbers import INN, numbers
from loaders.reading.rows import rows
from loaders.reading.sanctioned import (
    Address,
    listed,
    one_date,
    sentences,
    stated,
)
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.values import several
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry, Tally

    Row = dict[str, str]

WORDS = "eu_journal.toml"
COLUMNS = (
    *("celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema"),
    *("name", "alias", "weakAlias", "previousName", "country", "nationality", "jurisdiction"),
    *("birthDate", "position", "incorporationDate", "legalForm", "flag", "address", "notes"),
)
# Sector, year, type and number of an act: since 2015 its number is written after the year.
_CELEX = re.compile(r"3(\d{4})R0*(\d+)")
TURNED = 2015
HOMES = ("jurisdiction", "country", "flag")
RUSSIAN = ("innCode", "ogrnCode")


def load(given: Load) -> Iterator[Record]:
    """Read the rows; who stands in several annexes is several parties, as nothing ties them."""
    for file in given.spec.files:
        entries = rows(file, given.tally, COLUMNS)
        yield from taken(entries, given.tally, partial(_party, given))


def _party(given: Load, entry: Entry[Row]) -> Iterator[Record]:
    row, tally = entry.value, given.tally
    person = row["schema"] == "Person"
    called = names(row["name"], (row["alias"], row["previousName"]), person)
    if not all((row["celex"], row["annex"], called.main)):
        raise Reject("has no regulation, no annex or no name")
    homes = nationalities(row["nationality"], tally)
    addresses = [Address(each, country_of_address(each)) for each in several(row["address"])]
    said = (place(row[column], tally) for column in HOMES)
    code = next(filter(None, (*homes, *said, *(each.code for each in addresses))), None)
    party = Party(
        id=given.party(f"{row['celex']}-{row['annex']}-{row['recordId'] or called.main}"),
        name=called.main,
        kind=_kind(row, tally),
        country=code,
        aliases=called.others,
        weak_aliases=tuple(dict.fromkeys((*called.weak, *several(row["weakAlias"])))),
        identifiers=tuple(dict.fromkeys(_identifiers(row, code, person))),
        listings=(_listing(row, tally),),
        description=_description(row, homes),
        begun=one_date(row["birthDate" if person else "incorporationDate"], tally),
    )
    places = (each for each in addresses if not is_country(each.text))
    yield from listed(given, party, places, _entry(row))


def _kind(row: Row, tally: Tally) -> str:
    """Give the kind of the row's own type; a legal form tells which legal entity is a company."""
    kind = words(WORDS, "kinds").get(row["schema"], tally)
    if not kind:
        raise Skip("the table states a type that no kind of party is known for")
    if kind != "organisation":
        return kind
    form = row["legalForm"].casefold()
    told = tables(WORDS)["forms"].get(form, kind_of_name(form) or "")
    return told if told in ("company", "government_agency") else kind


def _identifiers(row: Row, code: str | None, person: bool) -> Iterator[Identifier]:
    """Yield the numbers; of a person's only those that tie records of a public role."""
    for column, what in tables(WORDS)["numbers"].items():
        cell = row.get(column, "")
        if what in ("registration", "tax"):
            home = "RU" if column in RUSSIAN else code
            found = numbers(cell, what, home)
            yield from (each for each in found if not person or each.scheme == INN)
        elif what and not person:
            yield from (Identifier(what, each) for each in several(cell))


def _listing(row: Row, tally: Tally) -> Listing:
    """Make the listing: an annex is a list of its own, with a meaning of its own."""
    meaning = words(WORDS, "annexes").get(f"{row['celex']} {row['annex']}", tally)
    programme = f"{row['programKey']}: {meaning or row['measure'].casefold()}"
    day = one_date(row["startDate"], tally)
    return Listing(f"{_act(row['celex'])} Annex {row['annex']}", day, _entry(row), programme)


def _act(celex: str) -> str:
    """Name an act as people do: "EU Reg. 833/2014", since 2015 with the year before the number."""
    match = _CELEX.fullmatch(celex)
    if match is None:
        return f"EU act {celex}"
    year, number = match.groups()
    return f"EU Reg. {year}/{number}" if int(year) >= TURNED else f"EU Reg. {number}/{year}"


def _entry(row: Row) -> str:
    """Say where in the Official Journal a reader finds the row; some annexes have no numbers."""
    number = f", entry {row['recordId']}" if row["recordId"] else ""
    return f"CELEX {row['celex']}, Annex {row['annex']}{number}"


def _description(row: Row, homes: tuple[str, ...]) -> str:
    return sentences(
        row["reason"],
        stated("Position", row["position"]),
        stated("Nationality", row["nationality"]) if len(homes) > 1 else "",
        stated("Notes", row["notes"]),
    )


def recognises(head: Head) -> bool:
    """Tell the table by its columns."""
    return head.columns(",") >= {"celex", "recordId", "annex", "measure"}


FORMAT = Format("eu-journal", "EU Official Journal annexes as tables, CSV", load, recognises)
