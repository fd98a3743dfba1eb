"""The scheme of a number that OFAC prints, by what it is called and which country issued it."""

from __future__ import annotations

import re

from graph.statement import Identifier
from loaders.reading.words import tables

TABLE = "ofac.toml"
BY_COUNTRY = ("charity", "identification", "registration", "tax")


def identifier(what: str, value: str, issuer: str | None, home: str | None) -> Identifier:
    """Make an identifier; a number whose shape is wrong keeps a name that ties no records.

    `home` is the country of the party, for a few schemes where no issuer is printed.

    >>> identifier("registration", "FN 1 x", "AT", None).scheme
    'registration:at'
    """
    number = value.strip().rstrip(".")
    if number.startswith("IMO ") and _fits("imo", number[4:].strip()):
        return Identifier("imo", number[4:].strip())
    scheme = "registration" if what == "lei" and not _fits("lei", number) else what
    if scheme in BY_COUNTRY and issuer:
        scheme = f"{scheme}:{issuer.lower()}"
    strong = tables(TABLE)["strong"].get(scheme)
    if strong is None and issuer is None and home is not None:
        strong = tables(TABLE)["at-home"].get(f"{scheme}:{home.lower()}")
    return Identifier(strong if strong and _fits(strong, number) else scheme, number)


def _fits(scheme: str, number: str) -> bool:
    return re.fullmatch(tables(TABLE)["shapes"][scheme], number) is not None
