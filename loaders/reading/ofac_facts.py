"""What OFAC says of a party beside its name: remarks, features and numbers, by reviewed words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from loaders.reading.ofac_numbers import identifier
from loaders.reading.values import country_of, date_of
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.dates import PartialDate
    from graph.statement import Identifier
    from loaders.reading.tally import Tally

TABLE = "ofac.toml"
NOT_SCHEMES = ("", "alias", "begun", "citizenship", "linked", "nationality", "text")
# Of a person's numbers, those that tie records of a public role; papers of identity are private.
OF_PERSONS = ("ru-inn",)
_VALUE = re.compile(r"(.*?)(?: \(([^()]*)\))?(?: issued [^()]*| expires [^()]*)?")
_PRIVATE = re.compile(r"\d{5}")
_SPAN = re.compile(r" to | or |\d{4}-\d{4}")
_YEAR = re.compile(r"01 Jan (\d{4}) to 31 Dec \1")


class Fact(NamedTuple):
    """One thing said of a party: the publisher's word for what it is, the value, the country."""

    word: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a party; `linked` are names, `country` is that of its nationality."""

    identifiers: tuple[Identifier, ...]
    weak_aliases: tuple[str, ...]
    linked: tuple[str, ...]
    begun: PartialDate | None
    country: str | None
    text: tuple[str, ...]


def remarks(text: str) -> Iterator[Fact]:
    """Yield the items of remarks; one that no word is known for is text, its word empty.

    >>> [tuple(each) for each in remarks("DOB 1962; Director; Tax ID No. 77 (Russia).")]
    [('DOB', '1962', ''), ('', 'Director', ''), ('Tax ID No.', '77', 'Russia')]
    """
    whole = text.strip().removesuffix(".").replace("(Linked To:", "Linked To:")
    for item in filter(None, (part.strip() for part in whole.split(";"))):
        match = _words().match(item)
        value = item[match.end() :].strip() if match else ""
        if match is None:
            yield Fact("", item)
        elif meaning(match[1]) in NOT_SCHEMES:
            yield Fact(match[1], value)
        elif parts := _VALUE.fullmatch(value):
            yield Fact(match[1], parts[1].strip(), parts[2] or "")


def meaning(word: str) -> str | None:
    """Give what a word means, of which the table may hold the beginning; None if unknown."""
    match = _words().match(word)
    return tables(TABLE)["facts"][match[1]] if match else None


@cache
def _words() -> re.Pattern[str]:
    known = sorted(tables(TABLE)["facts"], key=len, reverse=True)
    return re.compile(rf"(?:[Aa]lt\. )?({'|'.join(map(re.escape, known))})(?!\w)[ :#-]*")


def facts(found: Iterable[Fact], kind: str, home: str | None, tally: Tally) -> Facts:
    """Sort facts by what they are; a word that is not known is counted.

    `home` is the country of the party's address, for numbers without an issuer.
    """
    by: dict[str, list[Fact]] = {}
    for fact in found:
        what = meaning(fact.word) if fact.word else "text"
        if what is None:
            tally.miss("ofac facts", fact.word)
        elif fact.value:
            by.setdefault(what, []).append(fact)
    homes = (f.value for what in ("nationality", "citizenship") for f in by.get(what, ()))
    country = next(filter(None, (country_of(each, tally) for each in homes)), None)
    return Facts(
        identifiers=tuple(dict.fromkeys(_numbers(by, kind, country or home, tally))),
        weak_aliases=tuple(dict.fromkeys(f.value.strip("'\"“”") for f in by.get("alias", ()))),
        linked=tuple(dict.fromkeys(_unbracketed(f.value) for f in by.get("linked", ()))),
        begun=_date([f.value for f in by.get("begun", ())], tally),
        country=country,
        text=tuple(_texts(by.get("text", ()), tally)),
    )


def _unbracketed(name: str) -> str:
    """Take off the bracket that the screening list closes after the last link."""
    return name[:-1] if name.endswith(")") and name.count(")") > name.count("(") else name


def _date(values: Sequence[str], tally: Tally) -> PartialDate | None:
    """Read the first date; the others are said to be alternatives. A span of years is none."""
    first = _YEAR.sub(r"\1", values[0]) if values else ""
    return None if _SPAN.search(first) else date_of(first, tally)


def _texts(found: Iterable[Fact], tally: Tally) -> Iterator[str]:
    """Yield texts as they stand; numbers of unknown kind may be private, and are counted."""
    for fact in found:
        if not fact.word and _PRIVATE.search(fact.value):
            tally.miss("ofac remarks with numbers", _PRIVATE.split(fact.value)[0].strip())
        else:
            yield f"{fact.word.rstrip(' :-')} {fact.value}".strip()


def _numbers(
    by: dict[str, list[Fact]], kind: str, home: str | None, tally: Tally
) -> Iterator[Identifier]:
    for what in sorted(by.keys() - set(NOT_SCHEMES)):
        for fact in by[what]:
            issuer = country_of(fact.country, tally)
            number = identifier(what, fact.value, issuer, home)
            if kind != "person" or number.scheme in OF_PERSONS:
                yield number
