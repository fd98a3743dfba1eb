"""Values as publishers write them: dates in every spelling, countries, several in one cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph import country
from graph.dates import PartialDate
from loaders.reading.words import tables

if TYPE_CHECKING:
    from loaders.reading.tally import Tally

MONTHS = {
    month: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for month in names.split()
}  # fmt: skip
LONGEST_NAME = 60  # of a country
_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]\d\d:\d\d.*|Z|[+-]\d\d:\d\d)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d\d)")
_DAY_NAME = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})")
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}), ?(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_ROUND = re.compile(r"(?:circa|c\.|approximately|approx\.|about|ca\.?)\s*", re.IGNORECASE)
# Texts remembered: enough for the dates and countries of any list, and no more for a hostile one.
REMEMBERED = 2**16


def date_of(text: str, tally: Tally) -> PartialDate | None:
    """Read a date in any spelling met in a published list; day before month.

    `00` for day or month means unknown. "circa" is left out: a year says no more. None for no
    text, and with a count for a text that is no date.

    >>> from loaders.reading.tally import Tally
    >>> [str(date_of(t, Tally())) for t in ("00/00/1965", "27.1.1964", "October 1, 2027")]
    ['1965', '1964-01-27', '2027-10-01']
    """
    plain = text.strip()
    if (about := _ROUND.match(plain)) is not None:
        plain = plain[about.end() :]
    if not plain:
        return None
    found = _read_date(plain)
    if found is None:
        tally.miss("dates", text.strip())
    return found


@lru_cache(REMEMBERED)
def _read_date(text: str) -> PartialDate | None:
    for parts in _parts(text):
        try:
            year, month, day = (int(part or 0) for part in parts)
            return PartialDate(_written(year, month, day))
        except ValueError:
            continue
    return None


def _parts(text: str) -> list[tuple[str | int, str | int, str | int]]:
    if match := _ISO.fullmatch(text):
        year, month, day = (match[1] + "-0-0").split("-")[:3]
        return [(year, month, day)]
    if match := _DAY_FIRST.fullmatch(text):
        return [(match[3], match[2], match[1])]
    if match := _SHORT_YEAR.fullmatch(text):
        return [(f"20{match[3]}", match[2], match[1])]
    if match := _COMPACT.fullmatch(text):
        return [(match[1], match[2], match[3])]
    if (match := _DAY_NAME.fullmatch(text)) and match[2].casefold() in MONTHS:
        return [(match[3], MONTHS[match[2].casefold()], match[1] or 0)]
    if (match := _NAME_DAY.fullmatch(text)) and match[1].casefold() in MONTHS:
        return [(match[3], MONTHS[match[1].casefold()], match[2])]
    return []


def _written(year: int, month: int, day: int) -> str:
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def country_of(text: str, tally: Tally) -> str | None:
    """Give the ISO 3166-1 alpha-2 code for a code of two or three letters or an English name.

    A region (`US-MA`) is its country. None for no text, and with a count for an unknown one.
    """
    plain = text.strip().strip(".")
    if not plain:
        return None
    found = _read_country(plain)
    if found is None:
        tally.miss("countries", plain)
    return found or None


@lru_cache(REMEMBERED)
def _read_country(text: str) -> str | None:
    """Read a country; "" for one that is known to be none, such as a territory unknown."""
    called = tables("countries.toml")["countries"].get(text.casefold())
    if called is not None:
        return called
    if re.fullmatch(r"[A-Za-z]{2}-[A-Za-z0-9]{1,3}", text):
        return _read_country(text[:2])
    return country.code_of(text)


def is_country(text: str) -> bool:
    """Say whether a text is a country's name or code and nothing more, without a count."""
    plain = text.strip().strip(".")
    # Most texts asked about are addresses, which are too many to look up and to remember.
    if not plain or len(plain) > LONGEST_NAME or any(map(str.isdigit, plain)):
        return False
    return _read_country(plain) is not None


def several(text: str, separator: str = ";") -> tuple[str, ...]:
    """Give the parts of a cell that holds several, stripped, each once, in their order."""
    parts = (part.strip() for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))


def listed(value: object) -> tuple[str, ...]:
    """Give the texts of a JSON value that may be a text, a list of texts, or nothing."""
    given = value if isinstance(value, list) else [value]
    texts = (str(each).strip() for each in given if each is not None)
    return tuple(dict.fromkeys(text for text in texts if text))
