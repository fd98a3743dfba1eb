"""Company and tax numbers as cells of published tables hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.statement import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

INN, OGRN = "ru-inn", "ru-ogrn"
# By the length of a number, the weights of the digits before each of its check digits.
_WEIGHTS = {
    10: ((2, 4, 10, 3, 5, 9, 4, 6, 8),),
    12: ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)),
}
# What stands beside a number: notes, dates, other registers' numbers.
_BESIDE = re.compile(
    r"\([^)]*\)?|\b\d{1,2}\.\d{1,2}\.\d{4}\b|(?:KPP|OKPO|КПП|ОКПО)\W*\d+|\s*/\s*\d{9}\b"
)
# Labels that publishers put beside foreign numbers, too.
_LABEL = re.compile(r"\bINN\b|\bOGRN\b|ИНН|ОГРН")
_NUMBER = re.compile(r"[^\s:;,]*\d[^\s:;,]*")


def russian(number: str) -> str:
    """Give the scheme of a Russian number by its length and check digits; "" where neither fits.

    >>> russian("7700000009"), russian("1027700000008"), russian("7700000004")
    ('ru-inn', 'ru-ogrn', '')
    """
    if not number.isascii() or not number.isdigit():
        return ""
    if len(number) in (13, 15):
        return OGRN if int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1]) else ""
    weights = _WEIGHTS.get(len(number), ())
    fits = (int(number[len(each)]) == _check(number, each) for each in weights)
    return INN if weights and all(fits) else ""


def _check(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(n) * w for n, w in zip(number, weights, strict=False)) % 11 % 10


def numbers(cell: str, what: str, code: str | None) -> Iterator[Identifier]:
    """Yield the numbers of a cell; `what` is registration or tax, `code` the country if known.

    A number that Russia gives is told by its check digits, where the country or the cell says
    that it is of Russia. Labels and notes around a number are left out.
    """
    home = "ru" if "Russia" in cell else (code or "").lower()
    may_be_russian = home == "ru" or _LABEL.search(cell) is not None
    bare = _BESIDE.sub(" ; ", re.sub(r"(?<=\d) (?=\d)", "", cell))
    for found in _NUMBER.findall(bare):
        number = found.strip(" .:–-")
        if sum(letter.isdigit() for letter in number) > 2:
            scheme = russian(number) if may_be_russian else ""
            yield Identifier(scheme or (f"{what}:{home}" if home else what), number)
