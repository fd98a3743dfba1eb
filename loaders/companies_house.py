"""UK Companies House: persons with significant control, and the companies' basic data."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from loaders.reading.companies_house_holder import WORDS, number_of, place_of
from loaders.reading.companies_house_psc import Register, company, record, same
from loaders.reading.files import head
from loaders.reading.format import Format
from loaders.reading.laid_out import objects_of, plain
from loaders.reading.making import located
from loaders.reading.rows import rows
from loaders.reading.tally import Entry, Reject, taken
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.dates import PartialDate
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object

COLUMNS = (
    *("CompanyName", "CompanyNumber", "RegAddress.AddressLine2", "CompanyCategory"),
    *("CompanyStatus", "CountryOfOrigin", "DissolutionDate", "IncorporationDate"),
    "PreviousName_10.CompanyName",
)
LINES = ("CareOf", "POBox", "AddressLine1", "AddressLine2", "PostTown", "County", "PostCode")
PREVIOUS = tuple(f"PreviousName_{number}.CompanyName" for number in range(1, 11))
BUSINESS = tuple(f"SICCode.SicText_{number}" for number in range(1, 5))


def load(given: Load) -> Iterator[Record]:
    """Read the companies first, whatever the order of the files: holders' records give no name."""
    register = Register()
    files = sorted(given.spec.files, key=lambda file: not _is_basic(head(file)))
    for file in files:
        if _is_basic(head(file)):
            entries = _companies(given, file)
            yield from taken(entries, given.tally, partial(_company, given, register))
        else:
            found = objects_of(file, given.tally)
            yield from taken(found, given.tally, partial(record, given, register))
    yield from same(given, register)


def _companies(given: Load, file: Path) -> Iterator[Entry[Object]]:
    """Yield rows of the published CSV, or objects with the same names."""
    if head(file).start.lstrip()[:1] in (b"[", b"{"):
        yield from objects_of(file, given.tally)
        return
    encoding = given.spec.options.get("encoding", "utf-8-sig")
    for entry in rows(file, given.tally, COLUMNS, encoding=encoding):
        yield Entry(entry.place, dict(entry.value))


def _company(given: Load, register: Register, entry: Entry[Object]) -> Iterator[Record]:
    row, tally = entry.value, given.tally
    number, name = number_of(plain(row, "CompanyNumber")), plain(row, "CompanyName")
    if number is None or not name:
        raise Reject("has no company number, or no name")
    register.named.add(number)
    register.there.add(number)
    made = company(given, number)
    origin = plain(row, "CountryOfOrigin")
    party = replace(
        made,
        name=name,
        kind=words(WORDS, "categories").get(plain(row, "CompanyCategory"), tally) or made.kind,
        country=place_of(origin, tally) if origin else made.country,
        aliases=tuple(dict.fromkeys(plain(row, key) for key in PREVIOUS if plain(row, key))),
        begun=_date(given, row, "IncorporationDate"),
        ended=_date(given, row, "DissolutionDate"),
        description=_described(row),
    )
    yield party
    yield from _address(given, row, party.id, number)


def _date(given: Load, row: Object, key: str) -> PartialDate | None:
    return date_of(plain(row, key), given.tally)


def _described(row: Object) -> str:
    told = [plain(row, key) for key in ("CompanyCategory", "CompanyStatus") if plain(row, key)]
    business = [plain(row, key) for key in BUSINESS if plain(row, key)]
    found = [", ".join(told), f"Business: {'; '.join(business)}" if business else ""]
    return " ".join(f"{part}." for part in found if part)


def _address(given: Load, row: Object, party: str, number: str) -> Iterator[Record]:
    lines = [plain(row, f"RegAddress.{line}") for line in LINES]
    if any(lines):
        country = plain(row, "RegAddress.Country")
        text = ", ".join(line for line in (*lines, country) if line)
        yield from located(given, party, text, place_of(country, given.tally), number)


def _is_basic(start: Head) -> bool:
    return {"CompanyName", "CompanyNumber"} <= start.columns() or (
        b'"CompanyNumber"' in start.start and b'"RegAddress.AddressLine1"' in start.start
    )


def recognises(start: Head) -> bool:
    """Tell companies by their columns, holders' records by the names in them."""
    names = (b'"company_number"', b'"data"', b'"kind"')
    held = all(name in start.start for name in names)
    return _is_basic(start) or held or b'"totals#persons-of-significant-control' in start.start


FORMAT = Format(
    "companies-house",
    "UK Companies House: persons with significant control, basic company data",
    load,
    recognises,
    options=("encoding",),
)
