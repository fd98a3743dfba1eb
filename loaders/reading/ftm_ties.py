"""Statements of FollowTheMoney files: entities, and properties, that tie one party to another."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from graph.dates import Period
from graph.statement import Evidence, Percent, Statement
from loaders.reading.ftm_entity import WORDS
from loaders.reading.ftm_values import amount, first_date, last_date
from loaders.reading.tally import Reject, Skip
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.statement import Party
    from graph.vocabulary import Vocabulary
    from loaders.reading.format import Load
    from loaders.reading.ftm_entity import Entity

ONE_END = "a tie that names only one of its ends"
MOST_PAIRS = 10_000
USUAL, WEAKEST = "reported", "linked_to"
DATES = ("date", "contractDate", "awardingDate", "publicationDate")


def tie(given: Load, entity: Entity) -> list[Statement]:
    """Make the statements of an entity that ties parties; raise `Skip` where an end is missing."""
    subject, relation, object_ = tables(WORDS)["edges"][entity.schema].split()
    return between(given, entity, entity.all(subject), relation, entity.all(object_))


def properties(given: Load, entity: Entity) -> Iterator[Statement]:
    """Yield what the properties of a party say of it and other parties."""
    for name, relation in tables(WORDS)["properties"].items():
        for other in entity.all(name):
            ends = [given.party(entity.id), given.party(other)]
            if relation.startswith("^"):
                ends.reverse()
            evidence = Evidence(given.spec.id, entity.id)
            yield Statement(
                ends[0], relation.lstrip("^"), ends[1], evidence, grade(given, entity),
                note=f"Stated as {name}.{_from(entity)}", record=entity.id,
            )  # fmt: skip


def through(given: Load, entity: Entity, third: Entity, others: Iterable[str]) -> list[Statement]:
    """Make the statements of a tie that leads through a third entity to others."""
    subject, relation, _ = tables(WORDS)["through"][entity.schema].split()
    called = third.first("title", "name") or third.caption
    label = "" if called == third.schema else f" {third.schema} as stated: {called}."
    found = between(given, entity, entity.all(subject), relation, others)
    if relation != "contracts_with":
        return [replace(each, note=f"{each.note}{label}") for each in found]
    item = "; ".join(filter(None, (called, amount(entity) or amount(third))))
    when = found[0].period if found[0].period.dated else _period(given, third)
    return [replace(each, item=item, period=when) for each in found]


def between(
    given: Load, entity: Entity, subjects: Iterable[str], relation: str, objects: Iterable[str]
) -> list[Statement]:
    """Make a statement for every subject, object and share; nothing is overwritten."""
    pairs = [(given.party(s), given.party(o)) for s, o in product(subjects, objects)]
    if not pairs:
        raise Skip(ONE_END)
    if len(pairs) > MOST_PAIRS:
        raise Reject(f"ties more than {MOST_PAIRS:,} pairs of parties")
    shares, unread = _shares(given, entity)
    note = f"Stated as {entity.schema}.{_stated(entity, unread)}{_from(entity)}"
    item = entity.first("goodsDescription", "title") or amount(entity)
    evidence, when = Evidence(given.spec.id, entity.id), _period(given, entity)
    return [
        Statement(
            subject, relation, object_, evidence, grade(given, entity), when,
            item=item, percent=share, note=note, record=entity.id,
        )
        for (subject, object_), share in product(pairs, shares)
    ]  # fmt: skip


def fitting(said: Statement, parties: Mapping[str, Party], vocabulary: Vocabulary) -> Statement:
    """Weaken a statement whose relation cannot hold between parties of these kinds.

    A company that is a director is linked to what it directs: the source's word is in the note.
    Where an end is unknown the statement stays as it is.
    """
    ends = parties.get(said.subject), parties.get(said.object)
    if ends[0] is None or ends[1] is None:
        return said
    second = tables(WORDS)["instead"].get(said.relation, WEAKEST)
    for word in (said.relation, second, WEAKEST):
        relation = vocabulary.relation(word)
        if ends[0].kind in relation.subjects and ends[1].kind in relation.objects:
            return replace(said, relation=word)
    return said


def grade(given: Load, entity: Entity) -> str:
    """Give the source's own grade, or the strongest of the datasets that say it."""
    table = tables(WORDS)["grades"]
    words = {given.vocabulary.grade(table.get(name, USUAL)) for name in entity.datasets}
    return given.grade(min(words, key=lambda word: word.rank).name if words else USUAL)


def _period(given: Load, entity: Entity) -> Period:
    tally = given.tally
    return Period(
        first_date(entity.all("startDate"), tally),
        last_date(entity.all("endDate"), tally),
        last_date(entity.all(*DATES), tally),
    )


def _shares(given: Load, entity: Entity) -> tuple[list[Percent | None], list[str]]:
    """Read the shares; those that cannot be read are counted, and given as printed."""
    shares: list[Percent | None] = []
    unread = []
    for text in entity.all("percentage"):
        plain = re.sub(r"[\s%]", "", text)
        plain = re.sub(r"(?<=\d),(?=\d{1,2}$)", ".", plain)
        try:
            shares.append(Percent.parse(plain))
        except ValueError:
            given.tally.miss("ftm percentages", text)
            unread.append(text)
    return shares or [None], unread


def _stated(entity: Entity, shares: list[str]) -> str:
    """Say in the source's own words what the statement itself has no place for."""
    parts = [("Share as stated", tuple(shares))]
    parts += [(label, entity.all(name)) for name, label in tables(WORDS)["notes"].items()]
    for name, label in (("startDate", "Begins as stated"), ("endDate", "Ends as stated")):
        parts.append((label, entity.all(name) if len(entity.all(name)) > 1 else ()))
    return "".join(f" {label}: {'; '.join(all_)}." for label, all_ in parts if all_)


def _from(entity: Entity) -> str:
    datasets = f" Dataset: {', '.join(sorted(entity.datasets))}." if entity.datasets else ""
    page = entity.first("sourceUrl")
    return f"{datasets} See {page}" if page else datasets
