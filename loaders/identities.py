"""Identities that a person has checked: two records are one party, or are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.table import Row, rows

if TYPE_CHECKING:
    from pathlib import Path

    from graph.dates import PartialDate

COLUMNS = ("id", "other", "same", "reason", "evidence", "date")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One checked pair. An id is a party's, or `scheme=value` for whoever bears that identifier."""

    id: str
    other: str
    same: bool
    reason: str
    evidence: str
    date: PartialDate
    row: int


def load(file: Path) -> tuple[Reviewed, ...]:
    """Read identities.csv; raise `BadRow` for a pair that stands twice or is not complete."""
    found: dict[frozenset[str], Reviewed] = {}
    for row in rows(file, COLUMNS):
        pair = _reviewed(row)
        key = frozenset((pair.id, pair.other))
        if len(key) == 1:
            raise row.bad("other", "a record is always itself")
        if key in found:
            raise row.bad("id", f"this pair was reviewed in row {found[key].row}")
        found[key] = pair
    return tuple(found.values())


def _reviewed(row: Row) -> Reviewed:
    date = row.date("date")
    if date is None:
        raise row.bad("date", "must not be empty: it says when a person looked")
    return Reviewed(
        id=_id(row, "id"),
        other=_id(row, "other"),
        same=row.one_of("same", ("yes", "no")) == "yes",
        reason=row.required("reason"),
        evidence=row.required("evidence"),
        date=date,
        row=row.number,
    )


def _id(row: Row, column: str) -> str:
    text = row.required(column)
    if ":" not in text and "=" not in text:
        raise row.bad(column, "write a party's whole id, or scheme=value such as lei=5299…")
    return text
