"""The words of the Beneficial Ownership Data Standard for ours, and what every statement has."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.exports.outside import plain_id, whole_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.dates import PartialDate
    from graph.exports.subgraph import Subgraph

Made: TypeAlias = "dict[str, Any]"

VERSION = "0.4"
# The standard asks for a day where nobody gives one; the first of Unix time is known for none.
NO_DAY = "1970-01-01"
WHOLE = (
    "The standard asks for the day of every statement: where a claim has no such day of its own "
    "the day of its source or of the tables stands, and 1970-01-01 where nobody gives one."
)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Give the tables of our words, each to the standard's."""
    with Path(__file__).with_name("bods.toml").open("rb") as stream:
        return tomllib.load(stream)


@dataclass(frozen=True, slots=True)
class Publishing:
    """Who publishes a file, and the last day that anything in it is known of."""

    publisher: str
    day: str


def publishing(subgraph: Subgraph) -> Publishing:
    """Name the program as publisher; no clock is asked, so that the same input gives the same."""
    records = subgraph.records
    dates = [each.compiled for each in records.collections]
    dates += [day for each in records.sources.values() for day in (each.published, each.retrieved)]
    return Publishing(subgraph.program, max(map(whole_day, dates), default="") or NO_DAY)


def day_of(dates: list[PartialDate | None], known: Publishing, met: set[str]) -> str:
    """Give the first whole day there is, a claim's own before those of what it is from."""
    days = [whole_day(date) for date in dates]
    if not days[:1] or not days[0]:
        met.add(WHOLE)
    return next((day for day in days if day), known.day)


def comment(text: str, target: str = "/") -> Made:
    """Make an annotation of a statement."""
    return {"statementPointerTarget": target, "motivation": "commenting", "description": text}


def statement(
    sort: str, key: str, subject: str, day: str, details: Made, known: Publishing
) -> Made:
    """Make a statement; its id is that of what it says."""
    made: Made = {
        "statementDate": day,
        "declarationSubject": plain_id(subject),
        "recordId": plain_id(key),
        "recordType": sort,
        "recordStatus": "new",
        "recordDetails": details,
        "publicationDetails": {
            "publicationDate": known.day,
            "bodsVersion": VERSION,
            "publisher": {"name": known.publisher},
        },
        "annotations": [],
    }
    said = json.dumps(made, sort_keys=True)
    return {"statementId": sha256(said.encode()).hexdigest()[:32]} | made
