"""Level 2 of the LEI system: who consolidates, manages or is a branch of whom."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from graph.dates import Period
from graph.statement import Percent
from loaders.reading.gleif_records import TOML, table
from loaders.reading.making import statement
from loaders.reading.objects import number
from loaders.reading.tally import Reject, Skip
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.statement import Statement
    from loaders.reading.format import Load
    from loaders.reading.gleif_records import Relationship

DIRECT, ULTIMATE = "IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY"
ONCE = "the ultimate parent is the direct parent, which is stated"


def relationship(
    given: Load, said: Relationship, direct: set[tuple[str, str]]
) -> Iterator[Statement]:
    """Make a statement for each period of a relationship.

    `direct` are child and parent of the direct consolidations so far: a new one is added, and an
    ultimate parent that is a direct one too is skipped.
    """
    if not said.child or not said.parent:
        raise Reject("a relationship has no LEI at one of its ends")
    if said.nodes != ("LEI", "LEI"):
        raise Skip("an end of the relationship has no LEI, but a provisional number")
    _check(given, said)
    relation = words(TOML, "relations").get(said.type, given.tally)
    if not relation:
        raise Skip("the relationship is of a type that no relation is known for")
    ends = (said.child, said.parent)
    if said.type == DIRECT:
        direct.add(ends)
    elif said.type == ULTIMATE and ends in direct:
        raise Skip(ONCE)
    for begun, ended in said.periods or (("", ""),):
        period = Period(date_of(begun, given.tally), date_of(ended, given.tally))
        yield from _statements(given, said, relation, period)


def _check(given: Load, said: Relationship) -> None:
    """Raise `Skip` for a relationship that does not hold, `Reject` for one that says neither."""
    status = words(TOML, "statuses").get(said.status, given.tally)
    if status is None:
        raise Reject("the relationship has no status that is known")
    registration = words(TOML, "relationship_registrations").get(said.registration, given.tally)
    if not status or registration == "":
        raise Skip("the relationship is inactive, or its record was withdrawn")


def _statements(
    given: Load, said: Relationship, relation: str, period: Period
) -> Iterator[Statement]:
    ends = [given.party(said.child), given.party(said.parent)]
    if relation.startswith("^"):
        ends.reverse()
    note = table("notes").get(said.type, "")
    if said.registration != "PUBLISHED" and said.registration:
        note += f" The record's registration is {said.registration}."
    share = _share(said)
    if said.share and share is None:
        note += f" Stated in figures: {' '.join(said.share)}."
    locator = f"{said.child} {said.type} {said.parent}"
    grade = given.grade("documented")
    made = partial(statement, given, locator=locator, grade=grade, period=period)
    yield made(ends[0], relation.lstrip("^"), ends[1], note=note)
    if share is not None:
        note = f"Measured by {said.share[0] if said.share else ''}."
        owns = made(given.party(said.parent), "owns", given.party(said.child), note=note)
        yield replace(owns, percent=share)


def _share(said: Relationship) -> Percent | None:
    """Give the share of a direct parent; None where the figure may mean something else.

    Amounts of 1 and less are printed for whole shares (`1.00`) and may be fractions.
    """
    if said.type != DIRECT or said.share is None or said.share[2] != "PERCENTAGE":
        return None
    amount = number(said.share[1])
    return Percent.parse(f"{amount:f}") if amount and Decimal(1) < amount <= Decimal(100) else None
