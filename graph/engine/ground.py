"""The arrays seen through one query: hops by origin, and how far every party is from an end."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from graph.engine.states import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine.arrays import Arrays
    from graph.engine.query import Query


class Hop:
    """A run of arcs from one party to another: the claims that a search may choose from."""

    __slots__ = ("claims", "run", "target", "trail")

    def __init__(
        self, target: int, run: tuple[int, int], claims: list[tuple[int, int]], trail: object
    ) -> None:
        """Keep the target, the arcs, their (symbol, claim) pairs, and what a TRAIL counts."""
        self.target, self.run, self.claims, self.trail = target, run, claims, trail


class Ground:
    """The arrays seen through a query: hops by origin, laid out when first asked for."""

    def __init__(self, arrays: Arrays, query: Query) -> None:
        """Prepare nothing yet: a search may touch little of the graph."""
        self.arrays, self.query = arrays, query
        self._hops: dict[int, list[Hop]] = {}
        self._used = query.automaton.used()

    def hops(self, origin: int) -> list[Hop]:
        """Give the hops that leave a party, in the order of their targets."""
        found = self._hops.get(origin)
        if found is None:
            found = self._hops[origin] = list(self._laid_out(origin))
        return found

    def _laid_out(self, origin: int) -> Iterator[Hop]:
        arrays, query = self.arrays, self.query
        begin, end = int(arrays.start[origin]), int(arrays.start[origin + 1])
        while begin < end:
            target, symbol = int(arrays.target[begin]), int(arrays.symbol[begin])
            stop = begin + 1
            while stop < end and self._same(stop, target, symbol):
                stop += 1
            claims = self._claims(begin, stop)
            if claims and query.allowed[target] and query.allowed[origin]:
                yield Hop(target, (begin, stop), claims, self._trail(origin, target, symbol))
            begin = stop

    def _same(self, arc: int, target: int, symbol: int) -> bool:
        together = self.arrays.target[arc] == target
        return bool(together and (not self.query.apart or self.arrays.symbol[arc] == symbol))

    def _claims(self, begin: int, stop: int) -> list[tuple[int, int]]:
        found = zip(self.arrays.symbol[begin:stop], self.arrays.claim[begin:stop], strict=True)
        return [
            (int(symbol), int(claim))
            for symbol, claim in found
            if int(symbol) in self._used and self.query.claims[claim]
        ]

    def _trail(self, origin: int, target: int, symbol: int) -> object:
        """Name a hop so that walking it back is walking it again."""
        if not self.query.apart:
            return min(origin, target), max(origin, target)
        relations = len(self.query.automaton.relations)
        if symbol < relations:
            return origin, target, symbol
        return target, origin, symbol - relations

    def arriving(self, target: int) -> Iterator[tuple[int, int]]:
        """Yield (origin, symbol) of every claim that leads to a party: its own arcs, mirrored."""
        arrays, query, half = self.arrays, self.query, len(self.query.automaton.relations)
        for arc in range(int(arrays.start[target]), int(arrays.start[target + 1])):
            symbol = (int(arrays.symbol[arc]) + half) % (2 * half)
            origin = int(arrays.target[arc])
            if symbol in self._used and query.claims[arrays.claim[arc]] and query.allowed[origin]:
                yield origin, symbol


def distances(ground: Ground) -> dict[tuple[int, int], int]:
    """Give, for each party and automaton node, the fewest hops from there to the end of a path.

    What is not in the answer reaches no target. Conditions on the choice of claims are left
    aside, so that the true number may be larger, never smaller.
    """
    query = ground.query
    targets = [int(t) for t in query.targets.nonzero()[0] if query.allowed[t]]
    found = {(t, node): 0 for t in targets for node in bits(query.automaton.accepting)}
    waiting, before = deque(found), _before(query)
    while waiting:
        party, node = waiting.popleft()
        near = found[party, node]
        if near and not query.carries[party]:
            continue
        for origin, symbol in ground.arriving(party):
            for earlier in before.get((symbol, node), ()):
                if (origin, earlier) not in found:
                    found[origin, earlier] = near + 1
                    waiting.append((origin, earlier))
    return found


def _before(query: Query) -> dict[tuple[int, int], list[int]]:
    """Turn the automaton round: from a symbol and a node to the nodes before it."""
    found: dict[tuple[int, int], list[int]] = {}
    for earlier, row in enumerate(query.automaton.moves):
        for symbol, nodes in enumerate(row):
            for node in bits(nodes):
                found.setdefault((symbol, node), []).append(earlier)
    return found
