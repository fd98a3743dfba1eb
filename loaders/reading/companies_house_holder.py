"""Holders in UK Companies House's register of persons with significant control, as parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.laid_out import inside, plain
from loaders.reading.making import located
from loaders.reading.tally import Reject, Tally
from loaders.reading.values import country_of, date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Load, Record
    from loaders.reading.objects import Object

WORDS = "companies_house.toml"
REGISTER, HOME = "reg:GB-COH", "GB"
# People also type "1" or "123" for want of a number; no living company has so short a one.
NUMBER = re.compile(r"\d{4,8}|[A-Z]{2}\d{1,6}|R\d{7}|[A-Z]{2}\d{5}[A-Z]")
LINES = (
    *("care_of", "po_box", "premises", "address_line_1", "address_line_2"),
    *("locality", "region", "postal_code"),
)
PLACES = ("address", "principal_office_address")
TOLD = (
    ("Nationality", "nationality"),
    ("Country of residence", "country_of_residence"),
    ("Legal form", "legal_form"),
    ("Governing law", "legal_authority"),
    ("Registered at", "place_registered"),
    ("Registered in", "country_registered"),
)


def number_of(text: str) -> str | None:
    """Give a company number in full, as the register prints it; None for what is none.

    >>> number_of("686734"), number_of("sc 1234"), number_of("N/A")
    ('00686734', 'SC001234', None)
    """
    found = re.sub(r"[\s./-]", "", text).upper()
    if not NUMBER.fullmatch(found) or not found.strip("0"):
        return None
    letters = found[:2] if found[:2].isalpha() else ""
    return letters + found[len(letters) :].zfill(8 - len(letters))


def place_of(text: str, tally: Tally) -> str | None:
    """Give the country of a text as people type it into this register."""
    known = words(WORDS, "places").table.get(text.casefold())
    return country_of(text, tally) if known is None else known or None


def holder(given: Load, data: Object, kind: str, local: str) -> Party:
    """Make the holder that a record is about, with its name as printed."""
    elements, born = inside(data, "name_elements"), inside(data, "date_of_birth")
    full = [plain(elements, key) for key in ("title", "forename", "middle_name", "surname")]
    found = (plain(data, "name"), _joined(full), _joined(full[1:]))
    names = tuple(dict.fromkeys(name for name in found if name))
    if not names:
        raise Reject("names nobody")
    born_in = f"{plain(born, 'year')}-{plain(born, 'month').zfill(2)}" if born else ""
    country = _nationality(given, data) if kind == "person" else _country(given, data, kind)
    return Party(
        id=given.party(local),
        name=names[0],
        kind=kind,
        country=country,
        aliases=names[1:],
        identifiers=tuple(_identifiers(inside(data, "identification"), country)),
        description=_described(data),
        begun=date_of(born_in, given.tally),
    )


def _joined(found: list[str]) -> str:
    return " ".join(part for part in found if part)


def _nationality(given: Load, data: Object) -> str | None:
    """Give the country of the first nationality that is known; some are several words."""
    table, stated = words(WORDS, "nationalities"), plain(data, "nationality").casefold()
    several = [stated] if stated in table.table else re.split(r"[,/&;]| and ", stated)
    found = (table.get(word.strip(), given.tally) for word in several)
    return next((code for code in found if code), None)


def _country(given: Load, data: Object, kind: str) -> str | None:
    """Give where a company is registered; of a public body also where its law or its seat is."""
    told = inside(data, "identification")
    code = place_of(plain(told, "country_registered"), given.tally)
    if code or kind != "government_agency":
        return code
    # The law is a sentence more often than a country, which is no word worth counting.
    code = place_of(plain(told, "legal_authority"), Tally())
    seats = (plain(inside(data, place), "country") for place in PLACES)
    return code or next((c for seat in seats if (c := place_of(seat, given.tally))), None)


def _identifiers(told: Object, country: str | None) -> Iterator[Identifier]:
    """Yield the number as this register's own only where the country is said to be this one."""
    printed = plain(told, "registration_number")
    if not printed:
        return
    registered = country if plain(told, "country_registered") else None
    number = number_of(printed) if registered == HOME else None
    if number:
        yield Identifier(REGISTER, number)
    else:
        yield Identifier(
            f"registration:{registered.lower()}" if registered else "registration", printed
        )


def _described(data: Object) -> str:
    told = {**data, **inside(data, "identification")}
    found = [f"{name}, as stated: {plain(told, key)}." for name, key in TOLD if plain(told, key)]
    if data.get("is_sanctioned") is True:
        found.append("Marked in the register as sanctioned.")
    return " ".join(found)


def addresses(given: Load, party: Party, data: Object, local: str) -> Iterator[Record]:
    """Yield where a company or body is; nothing for an address that is only a country."""
    for place in PLACES:
        address = inside(data, place)
        lines = [plain(address, key) for key in LINES]
        if any(lines):
            country = plain(address, "country")
            text = ", ".join(line for line in (*lines, country) if line)
            yield from located(given, party.id, text, place_of(country, given.tally), local)
