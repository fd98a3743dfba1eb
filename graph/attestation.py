"""What holds a path together: one deal, one document, or nothing but our joining of hops."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from graph.dates import Answer, ordered, together
from graph.engine.query import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.network import Hop
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

    Hops = Sequence[Sequence[Statement]]


class Attestation(IntEnum):
    """How the supply hops of a path hang together, strongest first."""

    ONE_DEAL = 0
    ONE_DOCUMENT = 1
    COMPOSED = 2

    @property
    def label(self) -> str:
        """The class as people read it."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Support:
    """What a path rests on.

    `basis` is the id of the deal or source that attests every supply hop, empty when
    composed; `statements` are, hop by hop, those that carry the attestation. `grade` is the
    weakest hop's, each hop taken at its strongest such statement; `disputed` is True when a
    named party denies any of them. `coexist` and `in_order` are about their dates.
    """

    attestation: Attestation
    basis: str
    statements: tuple[tuple[Statement, ...], ...]
    grade: str
    disputed: bool
    coexist: Answer
    in_order: Answer


def support(
    path: Sequence[Hop],
    vocabulary: Vocabulary,
    in_order: Need = Need.NOTHING,
    coexist: Need = Need.NOTHING,
) -> Support:
    """Find the strongest support of a path: one deal before one document before neither.

    Only supply hops must share the deal or document, others add their grade and dispute; but
    where there is a single supply hop it can attest nothing beside itself, so all must share.
    Of several deals (or documents) that join the hops, the one with the strongest grade counts.
    One whose dates do not tell what is asked of them does not.
    """
    joined, others = _joined(path, vocabulary)
    asked = (in_order, coexist) if len(joined) > 1 else (Need.NOTHING, Need.NOTHING)
    for attestation, bases in (
        (Attestation.ONE_DEAL, _deals),
        (Attestation.ONE_DOCUMENT, _documents),
    ):
        found = [
            _support(attestation, basis, _narrow(joined, bases, basis), others, vocabulary)
            for basis in sorted(_shared(joined, bases))
        ]
        found = [each for each in found if each.in_order >= asked[0] and each.coexist >= asked[1]]
        if found:
            return min(found, key=lambda each: _strength(each, vocabulary))
    return _support(Attestation.COMPOSED, "", joined, others, vocabulary)


def _joined(path: Sequence[Hop], vocabulary: Vocabulary) -> tuple[Hops, Hops]:
    """Split the hops into those that must share a basis and those that need not."""
    held = [
        tuple(s for s in hop.statements if vocabulary.relations[s.relation].layer == "supply")
        for hop in path
    ]
    supply = [stated for stated in held if stated]
    if len(supply) < 2:
        return [hop.statements for hop in path], []
    return supply, [hop.statements for hop, stated in zip(path, held, strict=True) if not stated]


def _deals(statement: Statement) -> tuple[str, ...]:
    return statement.deals


def _documents(statement: Statement) -> tuple[str, ...]:
    return (statement.evidence.source,)


def _shared(supply: Hops, bases: Callable[[Statement], tuple[str, ...]]) -> set[str]:
    return set.intersection(*({basis for s in hop for basis in bases(s)} for hop in supply))


def _narrow(supply: Hops, bases: Callable[[Statement], tuple[str, ...]], basis: str) -> Hops:
    return [tuple(s for s in hop if basis in bases(s)) for hop in supply]


def _support(
    attestation: Attestation, basis: str, supply: Hops, others: Hops, vocabulary: Vocabulary
) -> Support:
    every = [*supply, *others]
    periods = [{statement.period for statement in hop} for hop in supply]
    return Support(
        attestation,
        basis,
        tuple(tuple(hop) for hop in supply),
        grade=vocabulary.weakest(
            vocabulary.strongest(statement.grade for statement in hop) for hop in every
        ),
        disputed=any(statement.disputed for hop in every for statement in hop),
        coexist=together(periods),
        in_order=ordered(periods),
    )


def _strength(held: Support, vocabulary: Vocabulary) -> tuple[int, bool, str]:
    return vocabulary.grades[held.grade].rank, held.disputed, held.basis
