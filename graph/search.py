"""The walk behind path questions: hops along the flow, and which parties may carry them on."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.end_users import AGENCY_OF, BODIES
from graph.network import flow_ends, hop, party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.network import Hop, Network
    from graph.question import Admitted, Question
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

    Onward = Mapping[str, Sequence[Hop]]

CARRIERS = ("company", "person", "product")
# What an agency may pass on when asked: to the body above it, or data to another agency.
PASSED_ON = (AGENCY_OF, "shares_data_with")


@dataclass(frozen=True, slots=True)
class Terrain:
    """The part of a network that a question lets a walk see.

    `onward` are all hops by origin; `carried` those a path may take after it has arrived at
    the origin. The two differ for governments and agencies, which end paths.
    """

    onward: Onward
    carried: Onward


def terrain(
    network: Network, admitted: Admitted, question: Question, vocabulary: Vocabulary
) -> Terrain:
    """Lay out the hops: supply along its flow, other layers either way."""
    joined: dict[tuple[str, str], list[Statement]] = {}
    for statement in admitted.followed:
        for ends in _directions(statement, vocabulary):
            joined.setdefault(ends, []).append(statement)
    passed = _passed_on(network, admitted.held) if question.beyond_bodies else {}
    for ends, stated in passed.items():
        joined[ends] = list(dict.fromkeys([*joined.get(ends, ()), *stated]))
    onward = _by_origin(joined)
    carried = {
        origin: leaving
        for origin, leaving in onward.items()
        if party(network, origin).kind in CARRIERS
    }
    return Terrain(onward, carried | _by_origin(passed))


def _directions(statement: Statement, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    relation = vocabulary.relations[statement.relation]
    origin, target = flow_ends(statement, relation)
    return (
        [(origin, target)] if relation.layer == "supply" else [(origin, target), (target, origin)]
    )


def _by_origin(joined: Mapping[tuple[str, str], list[Statement]]) -> dict[str, list[Hop]]:
    leaving: dict[str, list[Hop]] = {}
    for (origin, target), stated in sorted(joined.items()):
        leaving.setdefault(origin, []).append(hop(origin, target, stated))
    return leaving


def _passed_on(
    network: Network, held: Collection[Statement]
) -> dict[tuple[str, str], list[Statement]]:
    joined: dict[tuple[str, str], list[Statement]] = {}
    for statement in held:
        ends = statement.subject, statement.object
        bodies = all(party(network, end).kind in BODIES for end in ends)
        if bodies and statement.relation in PASSED_ON:
            joined.setdefault(ends, []).append(statement)
    return joined


def distances(land: Terrain, targets: Collection[str]) -> dict[str, int]:
    """Give the fewest carried hops from each party to the nearest target; 0 for targets."""
    arriving: dict[str, list[str]] = {}
    for origin, leaving in land.carried.items():
        for step in leaving:
            arriving.setdefault(step.target, []).append(origin)
    found = dict.fromkeys(sorted(targets), 0)
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for origin in arriving.get(here, ()):
            if origin not in found:
                found[origin] = found[here] + 1
                waiting.append(origin)
    return found


class Walk:
    """One search for simple routes; it keeps count of what it looked at."""

    def __init__(self, land: Terrain, targets: Collection[str], limit: int) -> None:
        """Prepare to walk at most `limit` hops; dead ends are pruned by distance."""
        self._land, self._targets, self._limit = land, targets, limit
        self._distance = distances(land, targets)
        self.parties: set[str] = set()
        self.stopped_at: set[str] = set()
        self.hops = 0

    def routes(self, start: str) -> Iterator[tuple[Hop, ...]]:
        """Yield every route from `start` to a target that visits no party twice."""
        self.parties.add(start)
        yield from self._beyond(start, (), frozenset({start}))

    def _beyond(
        self, here: str, route: tuple[Hop, ...], seen: frozenset[str]
    ) -> Iterator[tuple[Hop, ...]]:
        if route and here in self._targets:
            yield route
        if len(route) == self._limit:
            return
        for step in self._leaving(here, first=not route):
            self.hops += 1
            left = self._limit - len(route) - 1
            if step.target in seen or self._distance.get(step.target, left + 1) > left:
                continue
            self.parties.add(step.target)
            yield from self._beyond(step.target, (*route, step), seen | {step.target})

    def _leaving(self, here: str, *, first: bool) -> Sequence[Hop]:
        onward = self._land.onward.get(here, ())
        carried = onward if first else self._land.carried.get(here, ())
        if len(carried) < len(onward):
            self.stopped_at.add(here)
        return carried
