"""Values of FollowTheMoney files: countries, dates, addresses, numbers in ids, sanctions, money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph import country
from graph.statement import Identifier, Listing
from loaders.reading.ftm_entity import WORDS
from loaders.reading.values import country_of, date_of
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.dates import PartialDate
    from loaders.reading.ftm_entity import Entity
    from loaders.reading.tally import Tally

PARTS = ("postOfficeBox", "street", "street2", "postalCode", "city", "region", "state")


def codes_of(texts: Iterable[str], tally: Tally) -> list[str]:
    """Give the countries that codes of the model stand for, each once."""
    own = tables(WORDS)["countries"]
    found = [own.get(text.casefold(), text) for text in texts]
    codes = [country_of(text, tally) for text in found]
    return list(dict.fromkeys(code for code in codes if code))


def several_countries(codes: Iterable[str]) -> str:
    """Say that a source gives several countries, of which none can be chosen."""
    return f"Countries as stated: {', '.join(sorted(codes))}."


def listed_as(ids: Iterable[str]) -> list[Identifier]:
    """Give the numbers of lists and registers that ids and referents hold.

    >>> [(each.scheme, each.value) for each in listed_as(["eu-fsf-eu-1-20", "NK-2T3S8Hu29"])]
    [('eu', 'EU.1.20')]
    """
    return [
        Identifier(scheme, ".".join(match.groups()).upper())
        for each in ids
        for pattern, scheme in tables(WORDS)["ids"].items()
        if (match := re.fullmatch(pattern, each))
    ]


def listing(entity: Entity, tally: Tally) -> Listing:
    """Read a sanction: the list, and since and until when its party is on it."""
    programme = "; ".join(entity.all("program") or entity.all("programId"))
    named = entity.all("authority") or entity.datasets or ("a list that the source does not name",)
    return Listing(
        "; ".join(named),
        date=first_date(entity.all("startDate", "listingDate"), tally),
        citation="; ".join((*entity.all("authorityId"), *entity.all("sourceUrl")[:1])),
        programme=programme,
        until=last_date(entity.all("endDate"), tally),
    )


def first_date(texts: Iterable[str], tally: Tally) -> PartialDate | None:
    """Give the earliest of several dates; a day counts and not the month or year it lies in."""
    return min(_exact(texts, tally), key=lambda date: date.earliest(), default=None)


def last_date(texts: Iterable[str], tally: Tally) -> PartialDate | None:
    """Give the latest of several dates; a day counts and not the month or year it lies in."""
    return max(_exact(texts, tally), key=lambda date: date.latest(), default=None)


def _exact(texts: Iterable[str], tally: Tally) -> list[PartialDate]:
    dates = {date for text in texts if (date := date_of(text, tally))}
    texts = {date.text for date in dates}
    wide = {text for text in texts if any(t != text and t.startswith(text) for t in texts)}
    return sorted((date for date in dates if date.text not in wide), key=lambda date: date.text)


def address_texts(entity: Entity) -> tuple[str, ...]:
    """Give the spellings of an address, or else its parts in one; none where only a country is."""
    whole = entity.all("full") or (", ".join(entity.all(*PARTS)),)
    return tuple(text for text in whole if address_key(text))


def address_key(text: str) -> str:
    """Give what two spellings of an address share; empty for no address or only a country."""
    plain = text.strip(" ,;")
    if country.code_of(plain) is not None:
        return ""
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


def amount(entity: Entity) -> str:
    """Say an amount of money as stated, with its currency; empty for none."""
    currency = entity.first("currency")
    for name, unit in (("amount", currency), ("amountEur", "EUR"), ("amountUsd", "USD")):
        if value := entity.first(name):
            return f"{unit} {value}".strip()
    return ""
