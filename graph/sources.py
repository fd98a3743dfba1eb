"""What rests on each source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.statement import Records, Statement


def resting(records: Records) -> Counter[str]:
    """Count the statements that each source attests; one that only corroborates counts none."""
    return Counter(statement.evidence.source for statement in records.statements)


def stated_by(records: Records, source: str) -> tuple[Statement, ...]:
    """Give the statements that a source attests, and after them those it corroborates."""
    attests = (s for s in records.statements if s.evidence.source == source)
    second = (s for s in records.statements if s.evidence.corroborating == source)
    return (*attests, *second)
