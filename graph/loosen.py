"""For an empty answer: which single change to the question would give one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.paths import third_party_paths
from graph.question import MOST_HOPS, Ends, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.network import Network
    from graph.paths import Answer
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
) -> list[Loosening]:
    """Try each single loosening of a question without attested paths; keep those that find one.

    Those that give attested paths come first. An empty list means that none of them helps.
    """
    found = []
    for change, looser in _looser(answer.question, vocabulary):
        wider = third_party_paths(network, looser, vocabulary=vocabulary, restrictive=restrictive)
        if wider.attested or len(wider.composed) > len(answer.composed):
            found.append(Loosening(change, len(wider.attested), len(wider.composed)))
    return sorted(found, key=lambda each: each.attested == 0)


def _looser(question: Question, vocabulary: Vocabulary) -> Iterator[tuple[str, Question]]:
    weakest = list(vocabulary.grades)[-1]
    if question.minimum_grade != weakest:
        yield "accepting any grade", replace(question, minimum_grade=weakest)
    if question.as_of is not None:
        yield "at any date", replace(question, as_of=None)
        if not question.undated:
            yield "keeping undated statements", replace(question, undated=True)
    if question.hops < MOST_HOPS:
        farther = min(question.hops + 2, MOST_HOPS)
        yield f"looking up to {farther} hops far", replace(question, hops=farther)
    if not question.offers:
        yield "following offers, with no delivery shown", replace(question, offers=True)
    if not question.money:
        yield "following loans and grants", replace(question, money=True)
    for layer in sorted({"control", "association", "identity"} - question.layers):
        yield f"following {layer} hops", replace(question, layers=question.layers | {layer})
    if not question.beyond_bodies:
        yield "going onward from agencies", replace(question, beyond_bodies=True)
    if question.ends is Ends.LENS:
        yield "ending at every government, whatever its record", replace(question, ends=Ends.ANY)
