"""Nodes of the ICIJ Offshore Leaks database: companies, officers, intermediaries, addresses."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from graph import country
from graph.statement import Identifier, Party
from loaders.reading.making import located
from loaders.reading.tally import Skip
from loaders.reading.values import country_of, date_of, is_country, several
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.reading.format import Load, Record
    from loaders.reading.tally import Entry, Tally

    Row = Mapping[str, str]

TOML = "icij.toml"
UNTYPED = ("officer", "intermediary")
GUESSED = "The database does not say who is a person; that it is a {} is inferred from the name."
# Mossack Fonseca wrote persons so: DOE, JANE.
_TURNED = re.compile(r"[\w'’-]+( [\w'’-]+)?, [\w'’. -]+")
# What is told of a node in its description, in this order.
TOLD = ("type", "status", "struck off", "inactive since", "dormant since", "service provider")


def node(
    given: Load, kinds: dict[str, str], sort: str, entry: Entry[dict[str, str]]
) -> Iterator[Record]:
    """Make a party of a node, and note its kind in `kinds`, by its id.

    `sort` is what the file's name says it holds; empty where each row has a label of its own.
    """
    row = entry.value
    key, name = row["id"], _one_line(row.get("name", "") or row.get("address", ""))
    label = sort or row.get("label", "").strip('[]" ').casefold()
    what = sort or words(TOML, "labels").get(label, given.tally)
    if what == "address":
        name = _one_line(row.get("address", "")) or name
    if not what:
        raise Skip("a node of a sort that no kind of party is known for")
    if not key or not name:
        raise Skip("a node without an id or a name")
    if what == "address" and is_country(name):
        raise Skip("an address that is only a country")
    kinds[key] = kind = kind_of(what, name)
    guess = GUESSED.format(kind) if what in UNTYPED and kind != "organisation" else ""
    party = _party(given, row, kind, name, guess)
    yield party
    if kind != "address" and row.get("address"):
        where = None if what == "entity" else party.country
        yield from located(given, party.id, _one_line(row["address"]), where, key)


def _party(given: Load, row: Row, kind: str, name: str, guess: str) -> Party:
    code, stated = _country(row, given.tally)
    number = row.get("number", "")
    other = (_one_line(row.get(each, "")) for each in ("original name", "former name"))
    told = [row["note"]] if row.get("note") else []
    told += [stated] if stated else []
    told += [f"{each[0].upper()}{each[1:]}: {row[each]}." for each in TOLD if row.get(each)]
    told += [f"Leak: {row['leak']}."] if row.get("leak") else []
    told += [guess] if guess else []
    return Party(
        id=given.party(row["id"]),
        name=name,
        kind=kind,
        country=code,
        aliases=tuple(dict.fromkeys(each for each in other if each and each != name)),
        identifiers=(Identifier(f"registration:{code.lower()}", number),)
        if number and code
        else (),
        description=sys.intern(" ".join(told)),
        begun=date_of(row.get("begun", ""), given.tally),
        ended=date_of(row.get("ended", ""), given.tally),
    )


def _country(row: Row, tally: Tally) -> tuple[str | None, str]:
    """Give the country of a node, and what to say where several are stated.

    A company is of the country that it was set up in; of several countries none is the first.
    """
    code, described = row.get("jurisdiction", ""), row.get("jurisdiction in words", "")
    if code or described:
        return _jurisdiction(code, described, tally), ""
    codes = several(row.get("countries", ""))
    found = dict.fromkeys(code for code in (country_of(each, tally) for each in codes) if code)
    if len(found) > 1:
        return None, f"Countries as stated: {', '.join(country.name(code) for code in found)}."
    return next(iter(found), None), ""


def _jurisdiction(code: str, described: str, tally: Tally) -> str | None:
    known = _known(code, described)
    return country_of(described or code, tally) if known is None else known or None


@lru_cache(4096)
def _known(code: str, described: str) -> str | None:
    """Give the country that a code or its description stands for; "" for one that is none."""
    table = tables(TOML)["jurisdictions"]
    for text in (code.casefold(), described.casefold()):
        if text in table:
            return table[text]
    return country.code_of(code)


def kind_of(sort: str, name: str) -> str:
    """Give the kind of party; for officers and intermediaries as the words of the name tell.

    >>> kind_of("officer", "Lantern Nominees Limited"), kind_of("officer", "DOE, JANE")
    ('company', 'person')
    """
    usual = tables(TOML)["kinds"][sort]
    if sort not in UNTYPED:
        return usual
    plain = re.sub(r"\(.*?\)", "", name).strip() or name
    bodies, upper = tables(TOML)["bodies"], f" {plain.upper()}"
    told = {bodies[word] for word in re.findall(r"\w+", name.casefold()) if word in bodies}
    told |= {kind for end, kind in tables(TOML)["endings"].items() if upper.endswith(end)}
    if told:
        return "company" if "company" in told else told.pop()
    ends = {word.strip(",") for word in (upper.split()[0], upper.split()[-1])}
    person = _TURNED.fullmatch(plain) or ends & tables(TOML)["people"].keys()
    return "person" if person else usual


def _one_line(text: str) -> str:
    """Give a text without the line breaks of web pages, and with single blanks."""
    plain = re.sub(r"\s*<br ?/?>\s*", ", ", text) if "<" in text else text
    return " ".join(plain.split())
