"""Where parties belong, as cells name it: nationalities, countries with remarks, addresses."""

from __future__ import annotations

import re

from loaders.reading.tally import Tally
from loaders.reading.values import country_of
from loaders.reading.words import tables

TABLE = "sanctioned.toml"
MOST_WORDS = 9  # in the name of a country
_NUMBERED = re.compile(r"\(?\b(?:\d|[a-cA-C])\)")
# One that somebody no longer has: "Ruritanian (citizenship revoked in 2015)".
_ENDED = re.compile(r"[^;,()]*\([^)]*\b(?:renounced|revoked|until|withdrawn)\b[^)]*\)")


def nationalities(text: str, tally: Tally) -> tuple[str, ...]:
    """Give the codes of the nationalities in a cell, as adjectives or countries, in their order."""
    cell = _ENDED.sub("", _NUMBERED.sub(";", " ".join(text.split())))
    codes: dict[str, None] = {}
    for part in re.split(r"[;,/]", re.sub(r"\([^)]*\)?", "", cell)):
        # "Trinidad and Tobago" is one, "Ruritanian and Utopian" are two.
        for each in (part,) if is_country(part) else re.split(r"\b(?:and|or)\b", part):
            code = _country(each) if each.strip(" .") else ""
            if code is None:
                tally.miss("nationalities", each.strip())
            elif code:
                codes[code] = None
    return tuple(codes)


def country_of_address(address: str) -> str | None:
    """Give the country that stands last in an address, alone between commas, if any is known.

    >>> country_of_address("12 Invented Street, Minsk 220013, Republic of Belarus.")
    'BY'
    """
    for part in reversed(address.strip(" .;").split(",")):
        inside = re.search(r"\(([^()]+)\)$", part)
        for each in (inside[1] if inside else "", re.sub(r"\([^)]*\)?", "", part)):
            bare = re.sub(r"\s*\b\d[\d -]*\b\s*", "", each).strip(" .")
            # Of two or three letters "Str" or "Apt" would be a country to somebody, and so
            # would be "Sh-2", as if it were a region of one.
            known = len(bare) > 3 and not re.fullmatch(r"[A-Za-z]{2}-\w{0,3}", bare)
            known = known or bare.casefold() in tables(TABLE)["countries"]
            if known and (code := _country(bare)):
                return code
    return None


def is_country(text: str) -> bool:
    """Tell whether a text names a country and nothing more."""
    return _country(text) is not None


def _country(text: str) -> str | None:
    """Read a country or an adjective of one; "" for what is known and is none."""
    plain = text.casefold().replace("’", "'").strip(" .")
    plain = re.sub(r"^(?:of )?the | citizenships?$| national(?:s|ity|ities)?$", "", plain)
    for table in ("nationalities", "countries"):
        if (code := tables(TABLE)[table].get(plain)) is not None:
            return code
    return country_of(plain, Tally())


def place(text: str, tally: Tally) -> str | None:
    """Read a cell that names a country and may say more of it ("Iraq (previous)")."""
    cell = " ".join(text.split())
    if (found := _country(cell)) is None:
        bare = re.sub(r"\s*\(.*| as (?:at|of) .*|^In ", "", cell).strip(" .")
        found = _country(bare) if bare else ""
        if found is None:
            tally.miss("countries", cell)
    return found or None


def country_within(name: str) -> str | None:
    """Give the country whose name or adjective stands in a name, if it is one alone."""
    heard, codes, start = re.findall(r"[\w'’-]+", name), set(), 0
    while start < len(heard):
        ends = range(min(start + MOST_WORDS, len(heard)), start, -1)
        found = ((end, _country(" ".join(heard[start:end]))) for end in ends)
        # Of two or three letters "and" would be a country to somebody.
        long = (each for each in found if each[1] and len(" ".join(heard[start : each[0]])) > 3)
        start, code = next(long, (start + 1, None))
        codes.add(code)
    codes.discard(None)
    return codes.pop() if len(codes) == 1 else None
