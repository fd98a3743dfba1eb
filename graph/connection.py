"""How two parties are connected at all: the shortest chain of hops, and what attests it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph import hubs as rules
from graph.attestation import Attestation
from graph.filters import NOTHING_HIDDEN, let_party, let_statement
from graph.kept import indexed
from graph.network import hops, party

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from graph.filters import Filters
    from graph.hubs import Hubs
    from graph.network import Hop, Network
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

MOST_HOPS = 6
Basis: TypeAlias = tuple[Attestation, str]
State: TypeAlias = tuple[str, Basis]  # a party, and the deal or document that has led to it
Steps: TypeAlias = "Callable[[State], Iterator[tuple[State, int]]]"
NONE: Basis = (Attestation.COMPOSED, "")


@dataclass(frozen=True, slots=True)
class Connection:
    """A chain of parties, each joined to the next by hops of any layer, read either way.

    Only where one deal or one document states every step is it attested as a whole, and
    `basis` is its id; a composed one is no evidence that the ends have to do with each other.
    `hubs` are the parties it passes that by the rule on hubs may end a path, not carry it.
    """

    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    attestation: Attestation
    basis: str
    grade: str
    hubs: tuple[str, ...]


def connection(
    network: Network,
    ends: tuple[str, str],
    vocabulary: Vocabulary,
    hubs: Hubs,
    filters: Filters = NOTHING_HIDDEN,
) -> Connection | None:
    """Find the shortest attested connection of two parties, else the shortest composed one.

    Of equally short ones the one whose weakest step is strongest. Through hubs only where
    there is none without them; None when there is none of at most `MOST_HOPS` hops. Raises
    `KeyError` for a party that the network does not hold.
    """
    for end in ends:
        party(network, end)
    heavy = _hubs(network, vocabulary, hubs)
    for attested, refused in ((True, heavy), (True, ()), (False, heavy), (False, ())):
        steps = _steps(network, ends, vocabulary, filters, refused, attested=attested)
        if found := _shortest(ends, steps):
            return _made(network, found, vocabulary, filters, heavy)
    return None


def _hubs(network: Network, vocabulary: Vocabulary, held: Hubs) -> frozenset[str]:
    index = indexed(network, vocabulary)
    flags = rules.carries(index, held)
    return frozenset(key for key, flag in zip(index.parties, flags, strict=True) if not flag)


def _steps(
    network: Network,
    ends: tuple[str, str],
    vocabulary: Vocabulary,
    filters: Filters,
    refused: Collection[str],
    *,
    attested: bool,
) -> Steps:
    """Say where a state leads, with the rank of the grade of each step."""

    def steps(state: State) -> Iterator[tuple[State, int]]:
        key, basis = state
        if key in refused and key not in ends:
            return
        for other, stated in _incident(network, key):
            if not let_statement(filters, stated, vocabulary):
                continue
            if other not in ends and not let_party(filters, party(network, other)):
                continue
            rank = vocabulary.grades[stated.grade].rank
            for each in _bases(stated) if attested else [NONE]:
                if basis in (NONE, each):
                    yield (other, each), rank

    return steps


def _incident(network: Network, key: str) -> Iterator[tuple[str, Statement]]:
    for _, other, attributes in network.out_edges(key, data=True):
        yield from ((other, stated) for stated in attributes["statements"])
    for other, _, attributes in network.in_edges(key, data=True):
        yield from ((other, stated) for stated in attributes["statements"])


def _bases(stated: Statement) -> list[Basis]:
    deals = [(Attestation.ONE_DEAL, deal) for deal in stated.deals]
    return [*deals, (Attestation.ONE_DOCUMENT, stated.evidence.source)]


def _shortest(ends: tuple[str, str], steps: Steps) -> list[State]:
    """Search level by level; of each state keep the way whose weakest step is strongest."""
    start: State = (ends[0], NONE)
    before: dict[State, State | None] = {start: None}
    level = {start: 0}
    for _ in range(MOST_HOPS if ends[0] != ends[1] else 0):
        found: dict[State, tuple[int, State]] = {}
        for state, worst in level.items():
            for other, rank in steps(state):
                if other not in before:
                    cost = max(worst, rank), state
                    found[other] = min(found.get(other, cost), cost)
        before |= {state: origin for state, (_, origin) in found.items()}
        level = {state: cost for state, (cost, _) in found.items()}
        if over := [state for state in level if state[0] == ends[1]]:
            return _route(min(over, key=lambda s: (s[1][0], level[s], s[1][1])), before)
    return []


def _route(last: State, before: dict[State, State | None]) -> list[State]:
    route, at = [last], before[last]
    while at is not None:
        route.append(at)
        at = before[at]
    return route[::-1]


def _made(
    network: Network,
    route: list[State],
    vocabulary: Vocabulary,
    filters: Filters,
    heavy: Collection[str],
) -> Connection:
    """Gather the hops of a chain: of an attested one, only what its deal or document states."""
    keys, basis = [key for key, _ in route], route[-1][1]
    steps = [_between(network, pair, basis, vocabulary, filters) for pair in pairwise(keys)]
    joined = [step for stated in steps for step in hops(stated, vocabulary)]
    worst = (vocabulary.strongest(s.grade for s in stated) for stated in steps)
    return Connection(
        tuple(keys),
        tuple(joined),
        *basis,
        grade=vocabulary.weakest(worst),
        hubs=tuple(key for key in keys[1:-1] if key in heavy),
    )


def _between(
    network: Network,
    pair: tuple[str, str],
    basis: Basis,
    vocabulary: Vocabulary,
    filters: Filters,
) -> list[Statement]:
    return [
        stated
        for one, other in (pair, pair[::-1])
        if network.has_edge(one, other)
        for relation in sorted(network[one][other])
        for stated in network[one][other][relation]["statements"]
        if let_statement(filters, stated, vocabulary) and (basis == NONE or basis in _bases(stated))
    ]
