"""What holds a path together: one deal, one document, or nothing but our joining of hops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.dates import in_order as follows
from graph.engine.query import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.dates import Period
    from graph.network import Hop
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

    Hops = Sequence[Sequence[Statement]]

FIRST, LAST = date.min, date.max


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
    return Support(
        attestation,
        basis,
        tuple(tuple(hop) for hop in supply),
        grade=vocabulary.weakest(
            vocabulary.strongest(statement.grade for statement in hop) for hop in every
        ),
        disputed=any(statement.disputed for hop in every for statement in hop),
        coexist=_together(supply),
        in_order=_ordered(supply),
    )


def _strength(held: Support, vocabulary: Vocabulary) -> tuple[int, bool, str]:
    return vocabulary.grades[held.grade].rank, held.disputed, held.basis


def _together(supply: Hops) -> Answer:
    """Say whether the hops can have held at the same time; of several statements any may serve.

    They do when there is a day at which each hop is known to hold, and may when there is one at
    which none is known not to (one day common to all is the same as each two having one).
    """
    if len(supply) < 2:
        return Answer.UNKNOWN
    periods = [{s.period for s in hop} for hop in supply]
    known = [[(p.begin() or LAST, p.end() or FIRST) for p in hop] for hop in periods]
    if _common(known):
        return Answer.YES
    return Answer.UNKNOWN if _common([list(map(_open, hop)) for hop in periods]) else Answer.NO


def _common(spans: Sequence[Sequence[tuple[date, date]]]) -> bool:
    days = {begin for hop in spans for begin, _ in hop}
    return any(all(any(b <= day <= e for b, e in hop) for hop in spans) for day in sorted(days))


def _open(period: Period) -> tuple[date, date]:
    """Give the days at which a claim is not known not to hold."""
    begin, end = period.valid_from, period.valid_until
    return begin.earliest() if begin else FIRST, end.latest() if end else LAST


def _ordered(supply: Hops) -> Answer:
    """Say whether each hop can have come before the next; of several statements any may serve."""
    if len(supply) < 2:
        return Answer.UNKNOWN
    reached: dict[Period, Answer] = {s.period: Answer.YES for s in supply[0]}
    for hop in supply[1:]:
        reached = {
            sold: max(min(so_far, follows(bought, sold)) for bought, so_far in reached.items())
            for sold in {s.period for s in hop}
        }
    return max(reached.values())
