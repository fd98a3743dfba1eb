"""The values everything is made of: parties, and what named sources say of them.

Statements are the truth; the NetworkX graph and the RDF dataset are two views of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.dates import PartialDate, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHARE = re.compile(r"([<>]=?)?\d+(\.\d+)?|\d+(\.\d+)?-\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry on a sanctions or export-control list, as the table gives it."""

    list: str
    date: PartialDate | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code that a register gives to a party."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """A company, government agency, government, person, product or address.

    `id` is `<collection>:<local id>`, the local id as the collection prints it. Supplier,
    intermediary and end-user are roles in a supply, never kinds of party; `trade_role` only
    repeats what a source calls the party. `country` is ISO 3166-1 alpha-2, None when no
    source tells.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    trade_role: str = ""
    aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    listings: tuple[Listing, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document or page that a statement rests on.

    `basis` is primary (the document or a copy of it) or secondary (an account of it);
    `opened` is False when its address is well known but was not opened by us.
    """

    id: str
    title: str
    publisher: str
    published: PartialDate
    url: str
    kind: str
    basis: str
    opened: bool
    retrieved: PartialDate | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """One transaction or one investigated case; statements about it share its id."""

    id: str
    title: str
    country: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a reader can check a claim.

    `corroborating` is a second page, the original report, or the denial: it is never
    counted as attesting, because it may say the opposite.
    """

    source: str
    locator: str = ""
    corroborating: str | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of ownership as an interval; a bound that no source gives is 0 or 100.

    `text` is the share as printed: `49`, a band `25-50`, or a bound `>50`, `>=50`, `<10`.
    """

    text: str
    low: Decimal
    high: Decimal
    low_open: bool = False

    @classmethod
    def parse(cls, text: str) -> Percent:
        """Read a share as printed; raise `ValueError` when it is none.

        >>> Percent.parse(">50").majority, Percent.parse("50").majority
        (True, False)
        """
        if not _SHARE.fullmatch(text):
            raise ValueError(text)
        if text.startswith(">"):
            percent = cls(text, Decimal(text.lstrip(">=")), Decimal(100), not text.startswith(">="))
        elif text.startswith("<"):
            percent = cls(text, Decimal(0), Decimal(text.lstrip("<=")))
        else:
            low, _, high = text.partition("-")
            percent = cls(text, Decimal(low), Decimal(high or low))
        if not Decimal(0) <= percent.low <= percent.high <= Decimal(100) or text in (">100", "<0"):
            raise ValueError(text)
        return percent

    @property
    def majority(self) -> bool:
        """Whether the whole interval lies above one half."""
        half = Decimal(50)
        return self.low > half or (self.low == half and self.low_open)


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject` stands in `relation` to `object`, according to `evidence`.

    `record` is the row it was read from, so that a correction can name it. `disputed`
    means that a named party denies the relation itself: always shown, with the note.
    """

    subject: str
    relation: str
    object: str
    evidence: Evidence
    grade: str
    period: Period = field(default_factory=Period)
    item: str = ""
    percent: Percent | None = None
    deals: tuple[str, ...] = ()
    disputed: bool = False
    note: str = ""
    record: str = ""

    @property
    def id(self) -> str:
        """A hash of what is claimed and by whom, everything as printed: stable across runs."""
        when = (self.period.valid_from, self.period.valid_until, self.period.as_of)
        claim = (
            *(self.evidence.source, self.subject, self.relation, self.object),
            *(str(part or "") for part in when),
            *(";".join(self.deals), self.item),
        )
        return sha256("\x1f".join(claim).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Collection:
    """Who put a set of tables together, and under what terms they may be used."""

    id: str
    title: str
    publisher: str
    licence: str
    compiled: PartialDate
    about: str


@dataclass(frozen=True)
class Records:
    """All that was loaded, each table sorted by id: what both views are built from."""

    collection: Collection
    parties: Mapping[str, Party]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    deals: Mapping[str, Deal]

    @cached_property
    def content_hash(self) -> str:
        """Name this very data: equal records give equal hashes, whatever order they came in."""
        tables = (
            *([self.collection], self.parties.values(), self.statements),
            *(self.sources.values(), self.deals.values()),
        )
        lines = sorted(repr(value) for table in tables for value in table)
        return sha256("\n".join(lines).encode()).hexdigest()[:16]
