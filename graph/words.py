"""What values say in plain sentences: the same words in the terminal and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country
from graph.attestation import Attestation
from graph.dates import Answer
from graph.end_users import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.dates import Period
    from graph.network import Hop
    from graph.paths import Path
    from graph.practice import Reading, Verdict
    from graph.statement import Listing, Party, Records, Source, Statement
    from graph.vocabulary import Vocabulary

THEN = {
    Answer.YES: "can overlap",
    Answer.NO: "do not overlap",
    Answer.UNKNOWN: "may or may not overlap: dates are missing or open",
}
ORDER = {
    Answer.YES: "in order of time",
    Answer.NO: "out of order: sold on before it was bought",
    Answer.UNKNOWN: "order unknown",
}
MEETS = {
    Answer.YES: "meets the lens",
    Answer.NO: "does not meet the lens",
    Answer.UNKNOWN: "cannot tell: too few assessments",
}


def called(records: Records, key: str) -> str:
    """Give a party's name."""
    return records.parties[key].name


def sentence(statement: Statement, records: Records, vocabulary: Vocabulary) -> str:
    """Say what the source claims, subject first, with the item and the share.

    An end is called as its source calls it, also where it counts as a party of another name.
    """
    relation = vocabulary.relations[statement.relation]
    share = f" ({statement.percent.text} percent)" if statement.percent else ""
    item = f": {statement.item}" if statement.item else ""
    stated = statement.as_stated or (statement.subject, statement.object)
    ends = [
        _as_stated(records, key, name)
        for key, name in zip((statement.subject, statement.object), stated, strict=True)
    ]
    return f"{ends[0]} {relation.label} {ends[1]}{share}{item}"


def _as_stated(records: Records, key: str, stated: str) -> str:
    found = records.parties[key]
    names = {member.id: member.name for member in found.members}
    return names.get(stated, found.name)


def where(statement: Statement, records: Records) -> str:
    """Say where in its source a statement is found; nothing where the source is one page."""
    locator = statement.evidence.locator
    title = records.sources[statement.evidence.source].title
    return f"entry {locator} of “{title}”" if locator else ""


def when(period: Period) -> str:
    """Say when a claim holds; an open end is not said to be open."""
    begin, end, known = period.valid_from, period.valid_until, period.as_of
    parts = []
    if begin and end:
        parts.append(f"{begin}" if begin == end else f"{begin} to {end}")
    elif begin:
        parts.append(f"from {begin}")
    elif end:
        parts.append(f"until {end}")
    if known:
        parts.append(f"as of {known}")
    return ", ".join(parts) or "undated"


def cited(source: Source) -> str:
    """Cite a source in one line, without its address."""
    account = "" if source.basis == "primary" else "; an account of it, not the document"
    unopened = "" if source.opened else "; address known, page not opened by us"
    date = source.published or (f"retrieved {source.retrieved}" if source.retrieved else "undated")
    return f"{source.publisher}, “{source.title}”, {date}{account}{unopened}"


def basis(path: Path, records: Records) -> str:
    """Say what joins the hops of a path, in a line that does not claim more."""
    key = path.support.basis
    if path.attestation is Attestation.ONE_DEAL:
        return f"one deal attests every hop: {records.deals[key].title}"
    if path.attestation is Attestation.ONE_DOCUMENT:
        title = records.sources[key].title
        return f"one document states every hop, though it may not join them: “{title}”"
    return "composed by this program: no deal and no document joins the hops"


def time(path: Path) -> str:
    """Say what the dates of the supply hops allow."""
    return f"periods {THEN[path.support.coexist]}; {ORDER[path.support.in_order]}"


def joined_by(hop: Hop, vocabulary: Vocabulary) -> str:
    """Name a hop by its relations, read along the flow.

    A hop of goods from a maker to its reseller reads "has as reseller".
    """
    found = []
    for stated in hop.statements:
        relation = vocabulary.relations[stated.relation]
        found.append(relation.label if stated.subject == hop.origin else relation.inverse)
    return ", ".join(dict.fromkeys(found))


def route(path: Path, records: Records) -> str:
    """Write the parties of a path in a row, with the end-user's country."""
    names = " → ".join(called(records, key) for key in path.parties)
    where = records.parties[path.end_user.party].country
    return f"{names} ({country.name(where)})"


def routed(path: Path, records: Records, vocabulary: Vocabulary) -> str:
    """Write a path with the relation of every hop between its parties."""
    steps = (f" — {joined_by(h, vocabulary)} → {called(records, h.target)}" for h in path.hops)
    return called(records, path.supplier) + "".join(steps)


def end_role(path: Path, records: Records, vocabulary: Vocabulary) -> str:
    """Say why the path may end where it does: a body, or the tie that makes it one's."""
    name = called(records, path.end_user.party)
    if path.end_user.role is Role.GOVERNMENT:
        return f"{name}: a government; the source names no agency"
    if not path.tie:  # a body, a party named, or a company whose tie the path itself has run along
        return f"{name}: {path.end_user.role}"
    steps = ", which ".join(
        f"{joined_by(hop, vocabulary)} {called(records, hop.target)}" for hop in path.tie[::-1]
    )
    return f"{name}: {path.end_user.role} ({called(records, path.tie[-1].origin)} {steps})"


def read(reading: Reading) -> str:
    """Say what one test of the lens found, with assessor, year and value."""
    if reading.assessment is None:
        return "no assessment"
    found = reading.assessment
    return f"{found.value} ({found.assessor}, {found.year}; {found.category})"


def judged(verdict: Verdict) -> str:
    """Say how a verdict came about, with each test that says yes and its value."""
    yes = [
        f"{reading.test.indicator.replace('_', ' ')} {reading.assessment.value} "
        f"({reading.assessment.assessor}, {reading.assessment.year})"
        for reading in verdict.readings
        if reading.assessment and reading.answer is Answer.YES
    ]
    return tally(verdict) + (f": {'; '.join(yes)}" if yes else "")


def tally(verdict: Verdict) -> str:
    """Say how a verdict came about in a few words."""
    return f"{MEETS[verdict.meets]}: {verdict.yes} of {verdict.known} tests say yes"


def listed_on(listing: Listing) -> str:
    """Say on which list, since when, until when, under what programme and by what citation."""
    dates = f"{listing.date or 'date unknown'}" + (f" to {listing.until}" if listing.until else "")
    return ", ".join(filter(None, (listing.list, dates, listing.programme, listing.citation)))


def members(party: Party, records: Records) -> list[str]:
    """Say, a line each, which records count as this one party; nothing for a single record."""
    titles = {each.id: each.title for each in records.collections}
    return [
        f"{each.name} ({each.id}; {titles.get(each.id.partition(':')[0], 'source unknown')})"
        for each in party.members
    ]


def number(count: int, one: str, many: str | None = None) -> str:
    """Count something in words that agree.

    >>> number(1, "hop"), number(0, "party", "parties")
    ('1 hop', 'no parties')
    """
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"


def listed(names: Iterable[str], most: int = 5) -> str:
    """Join names, saying how many more there are beyond the first few."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
