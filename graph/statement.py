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

_SHARE = re.compile(r"([<>]=?)?\d+(\.\d+)?|>?\d+(\.\d+)?-<?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry on a sanctions or export-control list, as the list or table gives it.

    `date` is when it was listed, `until` when that ended (None: not known to have ended).
    """

    list: str
    date: PartialDate | None = None
    citation: str = ""
    programme: str = ""
    until: PartialDate | None = None


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
    source tells. `weak_aliases` are names too common to identify anyone. `begun` and `ended`
    are incorporation and dissolution, or birth and death. `members` are the records that
    count as this one party; empty where it is a single record.
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
    weak_aliases: tuple[str, ...] = ()
    begun: PartialDate | None = None
    ended: PartialDate | None = None
    members: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document, page or published file that a statement rests on.

    `basis` is primary (the document or a copy of it) or secondary (an account of it);
    `opened` is False when its address is well known but was not opened by us. A date of
    publication that nobody gives is None.
    """

    id: str
    title: str
    publisher: str
    published: PartialDate | None
    url: str
    kind: str
    basis: str
    opened: bool
    retrieved: PartialDate | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """One transaction or one investigated case; statements about it share its id.

    `country` is ISO 3166-1 alpha-2, None when no source tells.
    """

    id: str
    title: str
    country: str | None


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

    `text` is the share as printed: `49`, a band `25-50`, or a bound `>50`, `>=50`, `<10`. A
    band may leave out an end: `>50-75` is more than 50 and at most 75, `25-<50` less than 50.
    """

    text: str
    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def parse(cls, text: str) -> Percent:
        """Read a share as printed; raise `ValueError` when it is none.

        >>> Percent.parse(">50").majority, Percent.parse("50").majority
        (True, False)
        """
        if not _SHARE.fullmatch(text):
            raise ValueError(text)
        if "-" in text or text[0] not in "<>":
            low, _, high = text.partition("-")
        else:
            low, high = (text, "100") if text[0] == ">" else ("0", text)
        opens = (low[0] == ">" and low[1] != "=", high[:1] == "<" and high[1] != "=")
        bounds = [Decimal(bound.lstrip("<>=")) for bound in (low, high or low)]
        empty = bounds[0] == bounds[1] and any(opens)
        if not Decimal(0) <= bounds[0] <= bounds[1] <= Decimal(100) or empty:
            raise ValueError(text)
        return cls(text, bounds[0], bounds[1], *opens)

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
    `as_stated` are the two ends as the source names them, where an end has become a party
    of several records.
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
    as_stated: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        """A hash of what is claimed and by whom, everything as printed: stable across runs."""
        when = (self.period.valid_from, self.period.valid_until, self.period.as_of)
        subject, object_ = self.as_stated or (self.subject, self.object)
        claim = (
            *(self.evidence.source, subject, self.relation, object_),
            *(str(part or "") for part in when),
            *(";".join(self.deals), self.item),
            *([self.percent.text] if self.percent else []),
        )
        return sha256("\x1f".join(claim).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Collection:
    """Who put a set of tables together, and under what terms they may be used.

    `compiled` is when they did, or when the published file was fetched; None: nobody says.
    """

    id: str
    title: str
    publisher: str
    licence: str
    compiled: PartialDate | None
    about: str


@dataclass(frozen=True)
class Records:
    """All that was loaded, parties, sources and deals sorted by id: what both views are built from.

    `collections` stand in order of precedence. `known_hash` is the content hash where it was
    worked out before; never two hashes for the same records.
    """

    collections: tuple[Collection, ...]
    parties: Mapping[str, Party]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    deals: Mapping[str, Deal]
    known_hash: str = field(default="", compare=False, repr=False)

    @cached_property
    def content_hash(self) -> str:
        """Name this very data: equal records give equal hashes, whatever order they came in."""
        if self.known_hash:
            return self.known_hash
        tables = (
            *(self.collections, self.parties.values(), self.statements),
            *(self.sources.values(), self.deals.values()),
        )
        lines = sorted(repr(value) for table in tables for value in table)
        return sha256("\n".join(lines).encode()).hexdigest()[:16]
