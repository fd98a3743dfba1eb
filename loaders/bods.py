"""The Beneficial Ownership Data Standard, versions 0.1 to 0.4: who owns and controls whom."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from loaders.reading.bods_interest import (
    DIRECT,
    level,
    note_of,
    percent,
    period,
    relation_of,
    share_text,
)
from loaders.reading.bods_party import body, person
from loaders.reading.bods_statement import (
    CARRYING,
    heir,
    named,
    over,
    reason,
    said,
    standing,
)
from loaders.reading.format import Format
from loaders.reading.laid_out import inside, objects_of, parts, plain
from loaders.reading.making import statement
from loaders.reading.tally import Entry, Skip, Tally, taken
from loaders.reading.values import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.bods_statement import Said, Standing
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object

LEFT_OUT = "An indirect holding in the same statement is left out: its steps are in the source."


def load(given: Load) -> Iterator[Record]:
    """Read every file twice: which statements hold is known only when all have been seen."""
    known = standing(entry.value for entry in _numbered(given, Tally()))
    entries = _numbered(given, given.tally)
    yield from taken(entries, given.tally, partial(_statement, given, known))


def _numbered(given: Load, tally: Tally) -> Iterator[Entry[tuple[int, Object]]]:
    numbers = count(1)
    for file in given.spec.files:
        for entry in objects_of(file, tally):
            yield Entry(entry.place, (next(numbers), entry.value))


def _statement(given: Load, known: Standing, entry: Entry[tuple[int, Object]]) -> Iterator[Record]:
    number, value = entry.value
    one = said(value)
    if why := over(one, number, known):
        raise Skip(why)
    if one.sort == "entity":
        yield from body(given, one, known)
    elif one.sort == "person":
        yield from person(given, one)
    else:
        yield from _relationship(given, known, one)


def _relationship(given: Load, known: Standing, one: Said) -> Iterator[Record]:
    """Yield what each interest says; a holding whose steps are in the source is not told twice."""
    subject, why = named(one.details, "subject")
    if not subject:
        raise Skip(f"company not disclosed: {reason(why, given.tally)}")
    holder, why = named(one.details, "interestedParty")
    if not holder:
        raise Skip(f"owner not disclosed: {reason(why, given.tally)}")
    interests = parts(one.details, "interests") or ({},)
    steps = _steps(one)
    told = bool(steps) and all(known.steps.get(heir(step, known), False) for step in steps)
    kept = [each for each in interests if not told or level(each) == DIRECT]
    if not kept:
        raise Skip("an indirect holding whose steps are in the source")
    ends = heir(holder, known), heir(subject, known)
    for interest in kept:
        note = note_of(one, interest, indirect=bool(steps))
        if len(kept) < len(interests):
            note = f"{note} {LEFT_OUT}"
        yield from _interest(given, known, one, ends, interest, note)


def _steps(one: Said) -> tuple[str, ...]:
    details = one.details
    return listed(details.get("componentRecords") or details.get("componentStatementIDs"))


def _interest(
    given: Load, known: Standing, one: Said, ends: tuple[str, str], interest: Object, note: str
) -> Iterator[Record]:
    relation = relation_of(given, interest)
    if relation == "directs" and not _is_person(one, ends[0], known):
        relation = "linked_to"
    if relation.startswith("^"):
        relation, ends = relation[1:], (ends[1], ends[0])
    share = share_text(inside(interest, "share"))
    if share and relation not in CARRYING:
        note = f"{note} Share as stated: {share} percent."
    made = statement(
        given, given.party(ends[0]), relation, given.party(ends[1]), one.id,
        grade=given.grade("documented"), period=period(given, one, interest), note=note,
    )  # fmt: skip
    yield replace(made, percent=percent(given, share)) if relation in CARRYING else made


def _is_person(one: Said, holder: str, known: Standing) -> bool:
    by = inside(one.details, "interestedParty")
    return holder in known.persons or bool(plain(by, "describedByPersonStatement"))


def recognises(head: Head) -> bool:
    """Tell statements by the names of their ids and sorts, which changed with version 0.4."""
    before = b'"statementID"' in head.start and b'Statement"' in head.start
    return before or (b'"statementId"' in head.start and b'"recordType"' in head.start)


FORMAT = Format("bods", "Beneficial Ownership Data Standard (BODS)", load, recognises)
