"""Statements of ownership and control as relationships of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.bods_words import comment, day_of, statement, words
from graph.exports.outside import graded, plain_id, web_address, whole_day
from graph.words import cited, sentence, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from graph.exports.bods_words import Made, Publishing
    from graph.exports.subgraph import Subgraph
    from graph.statement import Percent, Source, Statement

OPEN = (
    "Directing and being a subsidiary go out as an interest of unknown kind, whose details name "
    "the relation; a reader that passes over the details sees an interest only."
)
SHARES = "Owning goes out as shareholding, whether or not a source speaks of shares."
UNKNOWN = "unknownInterest"


def interested(said: Statement) -> tuple[str, str]:
    """Give the interested party and the party that the interest is in."""
    ends = said.subject, said.object
    return ends if words()["interests"][said.relation].endswith("subject") else ends[::-1]


def relationship(said: Statement, subgraph: Subgraph, known: Publishing, met: set[str]) -> Made:
    """Make the statement; what the standard has no fields for is told in an annotation."""
    holder, subject = interested(said)
    details = {
        "isComponent": False,
        "subject": plain_id(subject),
        "interestedParty": plain_id(holder),
        "interests": [_interest(said, subgraph, met)],
    }
    source = subgraph.records.sources[said.evidence.source]
    dates = [said.period.as_of, source.published, source.retrieved]
    day = day_of(dates, known, met)
    made = statement("relationship", f"statement:{said.id}", subject, day, details, known)
    made["source"] = _source(source)
    made["annotations"] = [comment("\n".join(_told(said, subgraph)), "/recordDetails")]
    return made


def _interest(said: Statement, subgraph: Subgraph, met: set[str]) -> Made:
    kind = words()["interests"][said.relation].split()[0]
    met.update({OPEN} if kind == UNKNOWN else {SHARES} if said.relation == "owns" else ())
    days = {"startDate": said.period.valid_from, "endDate": said.period.valid_until}
    told = sentence(said, subgraph.records, subgraph.vocabulary)
    made: Made = {"type": kind, "details": told}
    if said.percent is not None:
        made["share"] = share(said.percent)
    return made | {name: day for name, date in days.items() if (day := whole_day(date))}


def share(percent: Percent) -> Made:
    """Write a share as numbers, a bound that no source gives left out.

    >>> from graph.statement import Percent
    >>> share(Percent.parse(">25-50")), share(Percent.parse("<10"))
    ({'exclusiveMinimum': 25, 'maximum': 50}, {'exclusiveMaximum': 10})
    """
    text = percent.text
    if text[0] not in "<>" and "-" not in text:
        return {"exact": _number(percent.low)}
    made: Made = {}
    if text[0] != "<":
        made["exclusiveMinimum" if percent.low_open else "minimum"] = _number(percent.low)
    if text[0] != ">" or "-" in text:
        made["exclusiveMaximum" if percent.high_open else "maximum"] = _number(percent.high)
    return made


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _source(source: Source) -> Made:
    """Say whose claim it is, and under what terms."""
    made: Made = {"assertedBy": [{"name": source.publisher}]}
    made["description"] = f"{cited(source)}. Licence: {source.licence or 'not stated'}."
    if url := web_address(source.url):
        made["url"] = url
    if day := whole_day(source.retrieved):
        made["retrievedAt"] = day
    return made


def _told(said: Statement, subgraph: Subgraph) -> Iterator[str]:
    records, second = subgraph.records, said.evidence.corroborating
    yield f"{graded(said, subgraph.vocabulary)} Holds: {when(said.period)}."
    yield f"Statement: {said.id}. Record: {said.record or 'not named'}."
    if said.item:
        yield f"Item: {said.item}"
    for deal in said.deals:
        yield f"Deal: {records.deals[deal].title} ({deal})"
    if said.evidence.locator:
        yield f"Where in the source: {said.evidence.locator}"
    if second is not None:
        yield f"See also, which may say the opposite: {cited(records.sources[second])}"
    if said.note:
        yield said.note
