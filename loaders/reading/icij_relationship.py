"""Relationships of the ICIJ Offshore Leaks database: officers, intermediaries, addresses."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.dates import Period
from loaders.reading.making import statement
from loaders.reading.tally import Reject
from loaders.reading.values import date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loaders.reading.format import Load, Record
    from loaders.reading.tally import Entry

TOML = "icij.toml"
ROLE, LOOSE, ALIKE = "role", "linked_to", "possibly_same_as"
GUESS = "ICIJ found the two alike; nobody has settled whether they are the same."


def relationship(
    given: Load, kinds: Mapping[str, str], entry: Entry[dict[str, str]]
) -> Iterator[Record]:
    """Make a statement for each role that a relationship states; `kinds` are those of the nodes.

    A role that needs another kind of party than stands there is a link, with the role in its note.
    """
    row = entry.value
    start, end, kind = row["start"], row["end"], row["type"]
    if not start or not end or not kind:
        raise Reject("a relationship has no start, end or type")
    period = Period(*(date_of(row.get(each, ""), given.tally) for each in ("from", "until")))
    for relation in _relations(given, kind, row.get("role", "")):
        fitting = _fitting(given, relation, kinds.get(start, ""), kinds.get(end, ""))
        yield statement(
            given,
            given.party(start),
            fitting,
            given.party(end),
            f"{start} {kind} {end}",
            grade=given.grade("alleged" if relation == ALIKE else "documented"),
            period=period,
            note=_note(row, relation),
        )


def _relations(given: Load, kind: str, role: str) -> Iterable[str]:
    """Give the relations that a type and a role stand for, each once; count unknown roles.

    In the files of 2016 the type itself is the role (`shareholder of`).
    """
    found, unknown = _read(kind, role)
    for word in unknown:
        given.tally.miss(words(TOML, "roles").name, word)
    return found


@lru_cache(4096)
def _read(kind: str, role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the relations, and the roles that no table holds."""
    relation = words(TOML, "types").table.get(_plain(kind), ROLE)
    if relation != ROLE:
        return (relation,), ()
    stated, roles = role or kind, words(TOML, "roles").table
    if whole := roles.get(_plain(stated)):
        return (whole,), ()
    parts = re.split(r"\s*[/,]\s*|\s+-\s+|\s+and\s+", re.sub(r"\(.*?\)", "", stated))
    plain = [part for part in map(_plain, parts) if part] or [_plain(stated)]
    relations = dict.fromkeys(roles.get(part, LOOSE) for part in plain)
    return tuple(relations), tuple(part for part in plain if part not in roles)


def _plain(word: str) -> str:
    plain = " ".join(word.replace("_", " ").casefold().split())
    return re.sub(r"\s+(of|for)$", "", plain)


def _fitting(given: Load, relation: str, start: str, end: str) -> str:
    """Give the relation, or a weaker one where the kinds of the ends do not fit it.

    A company that is a director acts for the other; it cannot sit on a board itself.
    """
    needed = given.vocabulary.relation(relation)
    if not start or not end or (start in needed.subjects and end in needed.objects):
        return relation
    if relation == "directs" and start != "person" and end != "address":
        return "acts_for"
    loose = given.vocabulary.relation(LOOSE)
    return LOOSE if start in loose.subjects and end in loose.objects else relation


def _note(row: Mapping[str, str], relation: str) -> str:
    told = [GUESS] if relation == ALIKE else []
    told.append(f"Role as stated: {row.get('role') or row['type']}.")
    told += [f"Status as stated: {row['status']}."] if row.get("status") else []
    told += [f"Leak: {row['leak']}."] if row.get("leak") else []
    return sys.intern(" ".join(told))  # few notes are said of millions of relationships
