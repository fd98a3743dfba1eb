"""What the rows of one group of the UK's consolidated list say together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.statement import Identifier, Listing
from loaders.reading.homes import country_of_address, is_country, place
from loaders.reading.sanctioned import Address, sentences, stated, un_reference
from loaders.reading.tally import Skip
from loaders.reading.values import date_of
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.dates import PartialDate
    from loaders.reading.tally import Tally

    # The cells of a row that hold something.
    Row = dict[str, str]
    Rows = Sequence[Row]

LIST = "UK OFSI consolidated list of financial sanctions targets"
WORDS = "uk_ofsi.toml"
# Persons have their surname in the last of them, which the list puts first.
NAME = tuple(f"Name {n}" for n in range(1, 7))
ADDRESS = (*(f"Address {n}" for n in range(1, 7)), "Post/Zip Code")
SCRIPT, QUALITY = "Name Non-Latin Script", "Alias Quality"
# A ship's own number begins the text; others named in it may belong to ships that are meant too.
_IMO = re.compile(
    r"^(?:Annex [IVX]+\. *)?(?:UN(?: and EU)? listing\. *)?(?:UN Ref\S* *\S+ *)?"
    r"\(?(?:Company Number )?IMO(?: number)?:? *(\d{7})\b",
    re.IGNORECASE,
)
_UK = re.compile(r"UK Sanctions List Ref\)?:? *([A-Z]{3}\d{4})\b")


class Names(NamedTuple):
    """The main name, empty where there is none at all; other names, and weak ones."""

    main: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...]


def column(rows: Rows, name: str) -> list[str]:
    """Give what a column holds in any of the rows, each once."""
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def names_of(rows: Rows, tally: Tally) -> Names:
    """Sort the names of a group; one without a main name is called by the first of the others."""
    found: dict[str, dict[str, None]] = {"main": {}, "alias": {}, "weak": {}}
    for row in rows:
        name = " ".join(" ".join(row.get(part, "") for part in NAME).split())
        role = words(WORDS, "names").get(row.get("Alias Type", ""), tally) or "alias"
        quality = words(WORDS, "qualities").get(row.get(QUALITY, ""), tally) or "alias"
        if name:
            found[quality if role == "alias" else role][name] = None
        if SCRIPT in row:
            found["alias"][row[SCRIPT]] = None
    main, alias, weak = found.values()
    first, *others = [*main, *alias, *weak] or [""]
    return Names(
        first,
        tuple(each for each in dict.fromkeys(others) if each not in weak or each in main | alias),
        tuple(each for each in weak if each not in main | alias and each != first),
    )


def kind_of(rows: Rows, tally: Tally) -> str:
    """Give the kind of a group: old lists call a ship an entity, and say of it what it is."""
    kind = words(WORDS, "kinds").get(rows[0].get("Group Type", ""), tally)
    if not kind:
        raise Skip("the list states a type that no kind of party is known for")
    text = _told(rows)
    ship = any(word in text.casefold() for word in tables(WORDS)["ships"])
    return "asset" if kind == "organisation" and ship and _IMO.search(text) else kind


def identifiers_of(rows: Rows, tally: Tally) -> tuple[Identifier, ...]:
    """Give the numbers of a group, all but the first of which stand in its text."""
    person, text = rows[0].get("Group Type") == "Individual", _told(rows)
    imo, listed = _IMO.search(text), _UK.search(text)
    found = {
        "uk-ofsi": rows[0].get("Group ID", ""),
        "uk-list": listed[1] if listed else "",
        "un": un_reference(text, person, tally),
        "imo": imo[1] if imo else "",
    }
    return tuple(Identifier(scheme, value) for scheme, value in found.items() if value)


def _told(rows: Rows) -> str:
    return " ".join(column(rows, "Other Information"))


def listings_of(rows: Rows, tally: Tally) -> tuple[Listing, ...]:
    """Make a listing for each regime; its citation says when the entry was last updated."""
    found: dict[tuple[str, PartialDate | None], Listing] = {}
    for row in rows:
        regime, day = row.get("Regime", ""), date_of(row.get("Listed On", ""), tally)
        updated = date_of(row.get("Last Updated", ""), tally)
        cited = f"Group ID {row.get('Group ID')}{f', last updated {updated}' if updated else ''}"
        found.setdefault((regime, day), Listing(LIST, day, cited, regime))
    return tuple(found.values())


def description_of(rows: Rows, homes: Sequence[str]) -> str:
    """Give what the list says in words; several nationalities as it states them."""
    return sentences(
        stated("Position", *column(rows, "Position")),
        stated("Nationality", *column(rows, "Nationality")) if len(set(homes)) > 1 else "",
        *column(rows, "Other Information"),
    )


def address_of(row: Row, tally: Tally) -> Address:
    """Write an address on one line; no text where it is only a country."""
    country = row.get("Country", "")
    parts = [row[part] for part in ADDRESS if part in row]
    text = ", ".join([*parts, *([country] if country else [])])
    only = not parts or is_country(", ".join(parts))
    return Address("" if only else text, place(country, tally) or country_of_address(text))
