"""Rows of the Consolidated Screening List in each form it is published in, brought to one shape."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from loaders.reading.csl_row import Row
from loaders.reading.ofac_entry import programmes
from loaders.reading.ofac_facts import Fact
from loaders.reading.values import listed, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Tables = Mapping[str, Sequence[str]]

PLACE = ("address", "city", "state", "postal_code", "country")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def from_csv(cells: Mapping[str, str]) -> Row:
    """Read a row of the CSV, in which several values of a cell are parted by semicolons."""
    numbers = tuple(_numbers(cells["ids"]))
    births = several(cells["dates_of_birth"])
    homes = (*several(cells["nationalities"]), *several(cells["citizenships"]))
    places = tuple((text, _country(text)) for text in several(cells["addresses"]))
    aliases, causes = several(cells["alt_names"]), programmes(several(cells["programs"]))
    return _row(cells, cells.get("_id", ""), aliases, causes, places,
                (*_said(cells, births, homes), *numbers))  # fmt: skip


def from_api(item: Mapping[str, Any]) -> Row:
    """Read an object of the JSON that the search service and the bulk download give.

    Entries of one list may lack what those of another have.
    """
    texts = defaultdict(str, {key: str(value or "").strip() for key, value in item.items()})
    numbers = tuple(
        Fact(*(str(number.get(key) or "").strip() for key in ("type", "number", "country")))
        for number in item.get("ids") or ()
    )
    homes = (*listed(item.get("nationalities")), *listed(item.get("citizenships")))
    return _row(
        texts,
        texts["id"],
        listed(item.get("alt_names")),
        programmes(listed(item.get("programs"))),
        tuple(_place(place) for place in item.get("addresses") or ()),
        (*_said(texts, listed(item.get("dates_of_birth")), homes), *numbers),
    )


def from_compact(item: Mapping[str, Any], tables: Tables) -> Row:
    """Read an object of the compact JSON, in which frequent texts are numbers of table rows."""

    def text(key: str, table: str) -> str:
        return str(tables[table][int(item[key])]) if item.get(key) is not None else ""

    causes = programmes(several(text("pg", "programmes")))
    licence = (text("lr", "licenceRequirements"), text("lp", "licencePolicies"))
    return Row(
        *(text("s", "sources"), "", str(item.get("e") or ""), str(item.get("t") or "")),
        *(str(item.get("n") or ""), listed(item.get("a")), causes),
        places=tuple((country, country) for country in listed(item.get("c"))),
        notice=str(item.get("fr") or ""),
        licence=licence,
    )


def _row(
    texts: Mapping[str, str],
    id_: str,
    aliases: tuple[str, ...],
    causes: str,
    places: tuple[tuple[str, str], ...],
    facts: tuple[Fact, ...],
) -> Row:
    return Row(
        *(texts["source"], id_, texts["entity_number"], texts["type"], texts["name"]),
        *(aliases, causes, places, texts["federal_register_notice"]),
        licence=(texts["license_requirement"], texts["license_policy"]),
        start=texts["start_date"],
        end=texts["end_date"],
        title=texts["title"],
        owner=texts["vessel_owner"],
        remarks=texts["remarks"],
        facts=facts,
    )


def _said(texts: Mapping[str, str], births: Iterable[str], homes: Iterable[str]) -> Iterator[Fact]:
    yield from (Fact("DOB", birth) for birth in births)
    yield from (Fact("nationality", home) for home in homes)
    yield Fact("Vessel Flag", texts["vessel_flag"])
    yield Fact("Vessel Call Sign", texts["call_sign"])


def _country(text: str) -> str:
    """Give the last part of an address, unless it has digits: then no country is stated."""
    last = text.rpartition(",")[2].strip()
    return "" if any(letter.isdigit() for letter in last) else last


def _place(place: Mapping[str, Any]) -> tuple[str, str]:
    parts = [str(place.get(key) or "").strip() for key in PLACE]
    return ", ".join(filter(None, parts)), parts[-1]


def _numbers(cell: str) -> Iterator[Fact]:
    """Read "country, date of issue, number, type", of which the first two may be left out."""
    for item in several(cell):
        *parts, type_ = item.split(", ")
        country = parts.pop(0) if len(parts) > 1 and re.fullmatch("[A-Z]{2}", parts[0]) else ""
        yield Fact(type_, ", ".join(p for p in parts if not _DATE.fullmatch(p)), country)
