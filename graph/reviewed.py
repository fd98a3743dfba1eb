"""Reviewed identities brought to a graph: which of its records a person found to be one party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from graph.identity import SAME, collection_of, strong
from graph.statement import Evidence, Identifier, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.identity import Scheme
    from graph.statement import Records

REVIEW = Source(
    id="reviewed-identities",
    title="Table of reviewed identities",
    publisher="the person who built this graph",
    published=None,
    url="",
    kind="review",
    basis="secondary",
    opened=True,
)


class Pair(Protocol):
    """What is needed of a row of the table."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def other(self) -> str: ...  # noqa: D102
    @property
    def same(self) -> bool: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102
    @property
    def date(self) -> PartialDate: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Review:
    """What a table says about a graph: ties, pairs to keep apart, and rows about others."""

    ties: tuple[Statement, ...]
    apart: frozenset[frozenset[str]]
    elsewhere: int


def reviewed(records: Records, pairs: Iterable[Pair], schemes: Mapping[str, Scheme]) -> Review:
    """Bring the table to the records; a row that names a party the graph lacks is counted."""
    bearers = _bearers(records, schemes)
    ties: dict[str, Statement] = {}
    apart: set[frozenset[str]] = set()
    elsewhere = 0
    for pair in pairs:
        first, second = (_named(records, bearers, schemes, key) for key in (pair.id, pair.other))
        elsewhere += not (first and second)
        for one in first:
            for other in second:
                if one == other:
                    continue
                if pair.same:
                    tie = _tie(one, other, pair)
                    ties[tie.id] = tie
                else:
                    apart.add(frozenset((one, other)))
    return Review(tuple(ties[key] for key in sorted(ties)), frozenset(apart), elsewhere)


def _bearers(
    records: Records, schemes: Mapping[str, Scheme]
) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for party in records.parties.values():
        for each in party.identifiers:
            if (key := strong(each, schemes)) is not None:
                found[key] = (*found.get(key, ()), party.id)
    return found


def _named(
    records: Records,
    bearers: Mapping[tuple[str, str], tuple[str, ...]],
    schemes: Mapping[str, Scheme],
    text: str,
) -> tuple[str, ...]:
    if text in records.parties:
        return (text,)
    scheme, given, value = text.partition("=")
    key = strong(Identifier(scheme, value), schemes) if given else None
    return bearers.get(key, ()) if key else ()


def _tie(one: str, other: str, pair: Pair) -> Statement:
    """State the identity; the evidence is what the person wrote down."""
    ends = sorted((one, other), key=lambda key: (collection_of(key) != "casebook", key))
    note = f"Reviewed {pair.date}: {pair.reason}"
    return Statement(
        ends[0], SAME, ends[1], Evidence(REVIEW.id, pair.evidence), "documented", note=note
    )
