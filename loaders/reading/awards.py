"""What procurement formats have in common: who supplies whom by an award, alone or together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.dates import Period
from loaders.reading.making import located, statement, with_government
from loaders.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.dates import PartialDate
    from graph.statement import Deal, Party, Statement
    from loaders.reading.format import Load, Record
    from loaders.reading.tally import Tally

# A name that goes on beyond this has a hash for the rest in an id.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Body:
    """A party, and the address that a source prints for it; empty where it has no street."""

    party: Party
    address: str = ""


@dataclass(frozen=True, slots=True)
class Trade:
    """One award or contract: what is supplied under it, when, and where a reader finds it."""

    relation: str
    deal: Deal
    item: str
    period: Period
    notes: tuple[str, ...]
    locator: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """One who supplies under an award, and what the source says of this one alone."""

    party: Party
    note: str = ""


def records(load: Load, body: Body, locator: str) -> Iterator[Record]:
    """Yield a party with its government and its address."""
    party = body.party
    yield from with_government(load, party, locator)
    if body.address:
        yield from located(load, party.id, body.address, party.country, locator)


def supplied(
    load: Load, suppliers: Sequence[Supplier], buyers: Sequence[Party], trade: Trade
) -> Iterator[Record]:
    """Yield the deal, and one statement for each supplier and buyer; the parties are not in it.

    Suppliers of one award are a consortium, as both standards say.
    """
    yield trade.deal
    together = f"In a consortium of {len(suppliers)}." if len(suppliers) > 1 else ""
    for each in suppliers:
        note = " ".join(part for part in (*trade.notes, together, each.note) if part)
        for buyer in buyers:
            said = tied(load, each.party.id, trade.relation, buyer.id, trade, note)
            yield replace(said, item=trade.item, period=trade.period)


def tied(
    load: Load, subject: str, relation: str, object_: str, trade: Trade, note: str
) -> Statement:
    """Make a statement that belongs to the deal of an award, and held when that was made."""
    said = statement(
        load, subject, relation, object_, trade.locator,
        grade=load.grade("documented"), period=Period(as_of=trade.period.valid_from), note=note,
    )  # fmt: skip
    return replace(said, deals=(trade.deal.id,))


def span(begin: PartialDate | None, end: PartialDate | None, tally: Tally) -> Period:
    """Give the time of an award; an end before the beginning is left out, with a count."""
    if begin and end and end.latest() < begin.earliest():
        tally.miss("dates", "an end before the beginning")
        end = None
    return Period(begin, end)


def first_date(tally: Tally, *texts: str) -> PartialDate | None:
    """Give the first of several dates that is one."""
    return next((found for text in texts if (found := date_of(text, tally))), None)


def stated(text: str, nothing: Mapping[str, str]) -> str:
    """Give a name or number, stripped; empty for what stands for none, such as "N/A" or "-".

    >>> stated(" N/A ", {"n/a": ""}), stated("--", {}), stated("000", {}), stated(" Acme ", {})
    ('', '', '', 'Acme')
    """
    plain = " ".join(text.split())
    says = plain.strip("0 ").strip() if plain.replace(" ", "").isdigit() else plain
    if plain.casefold() in nothing or not any(letter.isalnum() for letter in says):
        return ""
    return plain


def key_of(text: str) -> str:
    """Give the letters and digits of a text, by which two spellings of it are told to be one."""
    key = "".join(letter for letter in text.casefold() if letter.isalnum())
    rest = key[LONGEST:]
    return f"{key[:LONGEST]}-{sha256(rest.encode()).hexdigest()[:8]}" if rest else key


def value_as_printed(amount: str, currency: str) -> str:
    """Say what an award is worth; nothing where it is not said or masked by a number below 0."""
    if not amount or amount.startswith("-"):
        return ""
    return f"Value as printed: {f'{amount} {currency}'.strip()}."
