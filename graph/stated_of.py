"""What is said of each party, by relation, laid out once for all questions about single parties."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from graph.calm import uncollected
from graph.network import statements

if TYPE_CHECKING:
    from graph.network import Network
    from graph.statement import Statement

    Ends: TypeAlias = dict[str, dict[str, list[Statement]]]  # party -> relation -> statements


@lru_cache(maxsize=4)
def stated_of(network: Network) -> tuple[Ends, Ends]:
    """Give what is said of parties as subject, and as object; each list in a stable order."""
    subjects: Ends = {}
    objects: Ends = {}
    with uncollected():
        for said in sorted(statements(network), key=_place):
            subjects.setdefault(said.subject, {}).setdefault(said.relation, []).append(said)
            objects.setdefault(said.object, {}).setdefault(said.relation, []).append(said)
    return subjects, objects


def _place(said: Statement) -> tuple[str, str, str, str, str, str]:
    """Place a statement by what it says: its id would take a hash of each."""
    begun = str(said.period)
    return said.subject, said.object, said.record, said.evidence.source, begun, said.item
