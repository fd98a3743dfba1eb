"""Statements, sources and deals as rows of our own tables, and what a row cannot hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import Period
    from graph.statement import Deal, Records, Source, Statement

Filled: TypeAlias = dict[str, str]

COLUMNS = {
    "parties": (
        *("id", "name", "kind", "country", "trade_role", "aliases", "identifiers"),
        *("listed_on", "listing_date", "listing_until", "listing_citation", "description"),
    ),
    "statements": (
        *("id", "subject", "relation", "object", "valid_from", "valid_until", "as_of", "item"),
        *("percent", "deal", "grade", "disputed", "source", "corroborating_source", "note"),
    ),
    "sources": ("id", "title", "publisher", "published", "url", "kind", "basis", "url_checked"),
    "deals": ("id", "title", "country"),
}
# Two statements that agree in all but these are one.
BESIDE = ("id", "grade", "disputed", "corroborating_source", "note")
LINES = "Line breaks and control characters become spaces; blanks around a text are left out."
PARTED = "Where a cell holds several values, their separators (; | =) within one become , / or -."
TOLD = (
    "Weak names, dates of parties, places in a source and all but the first listing's date, end "
    "and citation have no column: the description or note tells them."
)
TERMS = "Licences and dates of retrieval of sources stand in the notes, which are not read."
EMPTY = (
    "Our tables ask for a source's date of publication and web address and a deal's country: "
    "where nobody gives one the cell is empty, to be filled in before loading."
)
ONE = "All parties belong to one collection: the ids of the others begin with their own."
ROWS = "Rows of statements are named anew, for the names they had were not unique."
MERGED = "Of two statements that read the same without line breaks, one is left out."
LOSSES = (LINES, PARTED, TOLD, TERMS, EMPTY, ONE, ROWS, MERGED)

_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+|(?<=_)(?=x[0-9A-Fa-f]{4}_)")
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Writing:
    """The ids that rows refer to each other by, and which losses were met so far."""

    collection: str
    parties: Mapping[str, str]
    sources: Mapping[str, str]
    deals: Mapping[str, str]
    rows: Mapping[str, str]
    met: set[str] = field(default_factory=set)

    def plain(self, text: str) -> str:
        """Give a text as one line."""
        return self._lost(text, _plain(text), LINES)

    def part(self, text: str, separators: Mapping[str, str]) -> str:
        """Give a text as one of several in a cell."""
        line = self.plain(text)
        changed = "".join(separators.get(each, each) for each in line).strip()
        return self._lost(line, changed, PARTED)

    def told(self, *parts: tuple[str, object]) -> str:
        """Tell what has no column, each with the words before it; empty for nothing."""
        found = [f"{label}: {self.plain(str(value))}." for label, value in parts if value]
        if found:
            self.met.add(TOLD)
        return " ".join(found)

    def _lost(self, before: str, after: str, loss: str) -> str:
        if before != after:
            self.met.add(loss)
        return after


def _plain(text: str) -> str:
    return _BROKEN.sub(" ", text).strip()


def begin(records: Records) -> Writing:
    """Name everything that rows refer to."""
    first = records.collections[0].id if len(records.collections) == 1 else ""
    fits = bool(first) and ":" not in first and first == _plain(first)
    prefix = f"{first}:"
    writing = Writing(
        first if fits else "export",
        parties=_keys(records.parties, prefix if fits else ""),
        sources=_keys(records.sources),
        deals=_keys(records.deals),
        rows=_names(records),
    )
    if not fits or not all(key.startswith(prefix) for key in records.parties):
        writing.met.add(ONE)
    if any(not said.record or writing.rows[said.id] != said.record for said in records.statements):
        writing.met.add(ROWS)
    if any(source.licence or source.retrieved for source in records.sources.values()):
        writing.met.add(TERMS)
    return writing


def _keys(ids: Iterable[str], prefix: str = "") -> dict[str, str]:
    """Give each id as a cell can hold it; one that had to change gets a hash, to stay its own."""
    made = {}
    for key in ids:
        short = key.removeprefix(prefix)
        fit = _plain(short).replace(";", ",")
        changed = fit != short or not fit or (prefix and short == key)
        made[key] = f"{fit}-{_hash(key)}" if changed else fit
    return made


def _hash(key: str) -> str:
    """Hash an id; half a character in it is refused when it is written."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _names(records: Records) -> dict[str, str]:
    """Name the rows of statements as they were named, if that tells them apart."""
    times = Counter(said.record for said in records.statements)
    told = all(n == 1 and name and name == _plain(name) for name, n in times.items())
    return {said.id: said.record if told else said.id for said in records.statements}


def statement_row(said: Statement, writing: Writing) -> Filled:
    """Give a statement's row."""
    period, evidence = said.period, said.evidence
    as_of = "" if _beside(period) else str(period.as_of or "")
    second = evidence.corroborating
    told = writing.told(
        ("Where in the source", evidence.locator),
        ("As of, as stated", period.as_of if not as_of else ""),
    )
    return {
        "id": writing.rows[said.id],
        "subject": writing.parties[said.subject],
        "relation": said.relation,
        "object": writing.parties[said.object],
        "valid_from": str(period.valid_from or ""),
        "valid_until": str(period.valid_until or ""),
        "as_of": as_of,
        "item": writing.plain(said.item),
        "percent": said.percent.text if said.percent else "",
        "deal": "; ".join(writing.deals[each] for each in said.deals),
        "grade": said.grade,
        "disputed": "yes" if said.disputed else "",
        "source": writing.sources[evidence.source],
        "corroborating_source": writing.sources[second] if second else "",
        "note": " ".join(filter(None, (writing.plain(said.note), told))),
    }


def _beside(period: Period) -> bool:
    """Say whether a claim is stated as of a date outside its period, which our tables refuse."""
    begin, end, known = period.valid_from, period.valid_until, period.as_of
    if known is None:
        return False
    before = begin is not None and known.latest() < begin.earliest()
    return before or (end is not None and known.earliest() > end.latest())


def source_row(source: Source, writing: Writing) -> Filled:
    """Give a source's row; a date or address that nobody gives is left empty."""
    url = writing.plain(source.url)
    web = url.startswith(("https://", "http://"))
    if source.published is None or not web:
        writing.met.add(EMPTY)
    return {
        "id": writing.sources[source.id],
        "title": writing.plain(source.title) or UNNAMED,
        "publisher": writing.plain(source.publisher) or UNNAMED,
        "published": str(source.published or ""),
        "url": url if web else "",
        "kind": writing.plain(source.kind) or UNNAMED,
        "basis": source.basis,
        "url_checked": "yes" if source.opened else "no",
    }


def deal_row(deal: Deal, writing: Writing) -> Filled:
    """Give a deal's row; a country that nobody gives is left empty."""
    if deal.country is None:
        writing.met.add(EMPTY)
    title = writing.plain(deal.title) or UNNAMED
    return {"id": writing.deals[deal.id], "title": title, "country": deal.country or ""}
