"""For an empty answer: which single change to the question would give one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.engine.query import Joined, Need
from graph.engine.search import TooManyPaths
from graph.paths import find_paths
from graph.question import MOST_HOPS, Ends, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from graph.conditions import Conditions
    from graph.hubs import Hubs
    from graph.network import Network
    from graph.paths import Answer
    from graph.patterns import Pattern
    from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Loosening:
    """One change to a question, in words, with what it finds; `attested` may be 0."""

    change: str
    attested: int
    composed: int


def loosenings(
    network: Network,
    answer: Answer,
    *,
    vocabulary: Vocabulary,
    restrictive: Collection[str] = (),
    patterns: Mapping[str, Pattern] | None = None,
    hubs: Hubs | None = None,
) -> list[Loosening]:
    """Try each single loosening of a question without attested paths; keep those that find one.

    Those that give attested paths come first. An empty list means that none of them helps. One
    that would give a flood of paths is left out: it is no help.
    """
    found = []
    for change, looser in _looser(answer, vocabulary):
        try:
            wider = find_paths(
                network,
                looser,
                vocabulary=vocabulary,
                restrictive=restrictive,
                patterns=patterns,
                hubs=hubs,
            )
        except TooManyPaths:
            continue
        if wider.attested or len(wider.composed) > len(answer.composed):
            found.append(Loosening(change, len(wider.attested), len(wider.composed)))
    return sorted(found, key=lambda each: each.attested == 0)


def _looser(answer: Answer, vocabulary: Vocabulary) -> Iterator[tuple[str, Question]]:
    question, weakest = answer.question, list(vocabulary.grades)[-1]
    if question.minimum_grade != weakest:
        yield "accepting any grade", replace(question, minimum_grade=weakest)
    if question.as_of is not None:
        yield "at any date", replace(question, as_of=None)
        if not question.undated:
            yield "keeping undated statements", replace(question, undated=True)
    if question.hops < MOST_HOPS:
        farther = min(question.hops + 2, MOST_HOPS)
        yield f"looking up to {farther} hops far", replace(question, hops=farther)
    if not question.pattern:
        yield from _following(question)
    if question.ends is Ends.LENS:
        yield "ending at every government, whatever its record", replace(question, ends=Ends.ANY)
    for change, conditions in _conditions(answer):
        yield change, replace(question, conditions=conditions)


def _following(question: Question) -> Iterator[tuple[str, Question]]:
    """Follow more than goods and services along their flow."""
    if not question.offers:
        yield "following offers, with no delivery shown", replace(question, offers=True)
    if not question.money:
        yield "following loans and grants", replace(question, money=True)
    for layer in sorted({"control", "association", "identity"} - question.layers):
        yield f"following {layer} hops", replace(question, layers=question.layers | {layer})
    if not question.beyond_bodies:
        yield "going onward from agencies", replace(question, beyond_bodies=True)


def _conditions(answer: Answer) -> Iterator[tuple[str, Conditions]]:
    """Drop one condition on whole paths."""
    held = answer.question.conditions
    if held.joined is not Joined.ANY:
        yield "whatever joins the hops", replace(held, joined=Joined.ANY)
    if held.in_order:
        yield "in any order of time", replace(held, in_order=Need.NOTHING)
    if held.coexist:
        yield "with periods that need not overlap", replace(held, coexist=Need.NOTHING)
    if held.share is not None:
        yield "with any share", replace(held, share=None)
    if not held.doubtful:
        yield "crossing doubtful identity", replace(held, doubtful=True)
    if held.avoid:
        yield "avoiding no party", replace(held, avoid=())
    if held.through:
        yield "passing no party in particular", replace(held, through=())
    if stopped := set(answer.account.stopped_at) - set(held.lift):
        yield "passing those that do not carry", replace(held, lift=(*held.lift, *sorted(stopped)))
