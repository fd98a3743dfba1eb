"""The search in plain Python: the reference, and the engine for graphs of a casebook's size."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.engine.ground import Ground, Hop, distances
from graph.engine.query import Restrictor, Route
from graph.engine.states import State, accepted, bits, extended, initial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.engine.arrays import Arrays
    from graph.engine.query import Query

FAR = 2**30
# After so many ways back without an answer, each step is first shown to lead to one.
BARREN = 256


class _Trace:
    """The partial route that a search stands on, and how often it met each party and hop."""

    def __init__(self, source: int) -> None:
        self.parties, self.hops = [source], list[Hop]()
        self.met, self.walked = Counter([source]), Counter[object]()

    def on(self, hop: Hop) -> None:
        self.parties.append(hop.target)
        self.hops.append(hop)
        self.met[hop.target] += 1
        self.walked[hop.trail] += 1

    def back(self) -> None:
        self.met[self.parties.pop()] -= 1
        self.walked[self.hops.pop().trail] -= 1

    def bars(self, party: int, restrictor: Restrictor) -> bool:
        """Say whether the route may not come to a party (again)."""
        closes = restrictor is Restrictor.SIMPLE and party == self.parties[0]
        return bool(self.met[party]) and not closes

    def allows(self, hop: Hop, restrictor: Restrictor) -> bool:
        if restrictor is Restrictor.TRAIL:
            return not self.walked[hop.trail]
        return restrictor is Restrictor.WALK or not self.bars(hop.target, restrictor)

    def route(self) -> Route:
        # A claim of a party about itself can be walked either way: it is one claim all the same.
        claims = (tuple(dict.fromkeys(claim for _, claim in hop.claims)) for hop in self.hops)
        return Route(tuple(self.parties), tuple(claims))


class Search:
    """Enumerates the routes of one query; keeps count of what it looked at."""

    def __init__(
        self, arrays: Arrays, query: Query, *, stop: Callable[[], bool] = lambda: False
    ) -> None:
        """Measure distances once, for every source and length; `stop` is asked now and then."""
        self.ground, self.query, self._stop = Ground(arrays, query), query, stop
        self.distance = distances(self.ground)
        self.hops, self.parties, self.stopped = 0, set[int](), False
        self._barren, self._through = 0, frozenset(query.through)
        self._sorted: dict[int, list[Hop]] = {}
        self._least: dict[int, int] = {}
        for (party, _), near in self.distance.items():
            self._least[party] = min(near, self._least.get(party, near))

    def nearest(self, source: int) -> int:
        """Give the least number of hops from a source to any target; FAR when there is no way."""
        return self._nearest(source, initial(self.query))

    def reachable(self, source: int, hops: int) -> set[int]:
        """Give the targets that a source may reach, the choice of claims left aside."""
        start = self.query.automaton.start.bit_length() - 1
        found = level = {(source, start)}
        for left in range(hops - 1, -1, -1):
            after = self._after(sorted(level), source)
            level = {each for each in after - found if self.distance.get(each, FAR) <= left}
            found = found | level
        return {party for party, node in found if self.distance.get((party, node)) == 0}

    def estimate(self, source: int, hops: int) -> float:
        """Count the walks that a source could take to a target: never fewer than its routes."""
        start = self.query.automaton.start.bit_length() - 1
        walks, total = {(source, start): 1.0}, 0.0
        for left in range(hops, -1, -1):
            total += sum(n for at, n in walks.items() if self.distance.get(at) == 0)
            walks = self._walked(walks, source, left - 1) if left else walks
        return total

    def _walked(
        self, walks: dict[tuple[int, int], float], source: int, left: int
    ) -> dict[tuple[int, int], float]:
        """Take every walk one hop on, leaving out what cannot reach a target any more."""
        moves, after = self.query.automaton.moves, dict[tuple[int, int], float]()
        for (party, node), walked in walks.items():
            if party != source and not self.query.carries[party]:
                continue
            for hop in self.ground.hops(party):
                masks = (moves[node][symbol] for symbol, _ in hop.claims)
                for new in {n for mask in masks for n in bits(mask)}:
                    if self.distance.get((hop.target, new), FAR) <= left:
                        at = hop.target, new
                        after[at] = after.get(at, 0.0) + walked
        return after

    def routes(self, source: int, hops: int, *, exactly: bool = False) -> Iterator[Route]:
        """Yield the routes of at most (or exactly) so many hops, nearest to a target first."""
        if not self.query.allowed[source]:
            return
        self.parties.add(source)
        trace, states = _Trace(source), initial(self.query)
        if (hops == 0 or not exactly) and self._ends(trace, states):
            yield trace.route()
        if hops > 0 and self._nearest(source, states) <= hops:
            yield from self._walk(trace, states, hops, exactly)

    def _walk(
        self, trace: _Trace, states: frozenset[State], hops: int, exactly: bool
    ) -> Iterator[Route]:
        """Go through the tree of partial routes with a stack, for it may be deep."""
        stack = [(states, iter(self._leaving(trace.parties[0])))]
        while stack and not self.stopped:
            states, leaving = stack[-1]
            hop = next(leaving, None)
            if hop is None:
                stack.pop()
                self._barren += 1
                if stack:
                    trace.back()
                continue
            left = hops - len(stack)
            new = self._entered(trace, states, hop, left)
            if not new:
                continue
            trace.on(hop)
            if (left == 0 or not exactly) and self._ends(trace, new):
                self._barren = 0
                yield trace.route()
            if left and self._carries(trace, hop.target):
                stack.append((new, iter(self._leaving(hop.target))))
            else:
                trace.back()

    def _entered(
        self, trace: _Trace, states: frozenset[State], hop: Hop, left: int
    ) -> frozenset[State]:
        """Give the states after a hop; none when it may not be taken or leads nowhere."""
        self.hops += 1
        if not self.hops % 1024:
            self.stopped = self._stop()
        nothing: frozenset[State] = frozenset()
        if not trace.allows(hop, self.query.restrictor):
            return nothing
        missing = (not trace.met[party] and party != hop.target for party in self._through)
        if sum(missing) > left:
            return nothing
        first = not trace.hops
        new = extended(states, hop.claims, self.query, self.ground.arrays, first=first)
        if not new or self._nearest(hop.target, new) > left:
            return nothing
        if self._barren > BARREN and not self._leads(trace, hop.target, new, left):
            return nothing
        self.parties.add(hop.target)
        return new

    def _leaving(self, origin: int) -> list[Hop]:
        """Give the hops of a party that lead anywhere, those nearest to a target first."""
        found = self._sorted.get(origin)
        if found is None:
            ways = [hop for hop in self.ground.hops(origin) if hop.target in self._least]
            found = sorted(ways, key=lambda hop: (self._least[hop.target], hop.run))
            self._sorted[origin] = found
        return found

    def _nearest(self, party: int, states: Iterable[State]) -> int:
        return min(self.distance.get((party, state.node), FAR) for state in states)

    def _ends(self, trace: _Trace, states: frozenset[State]) -> bool:
        query, parties = self.query, trace.parties
        if not query.targets[parties[-1]] or not accepted(states, query):
            return False
        if not all(trace.met[party] for party in self._through):
            return False
        return query.between is None or any(query.between[party] for party in parties[1:-1])

    def _carries(self, trace: _Trace, party: int) -> bool:
        closed = self.query.restrictor is Restrictor.SIMPLE and party == trace.parties[0]
        return bool(self.query.carries[party]) and not closed

    def _leads(self, trace: _Trace, party: int, states: Iterable[State], left: int) -> bool:
        """Show that some target can still be reached around the parties already on the route.

        Without this a search may run through a dense part of the graph that has no way out.
        """
        restrictor = self.query.restrictor
        if restrictor in (Restrictor.WALK, Restrictor.TRAIL):
            return True
        found = {(party, state.node) for state in states}
        level = sorted(found)
        for _ in range(left + 1):
            if any(self.distance.get(each) == 0 for each in level):
                return True
            onward = [each for each in level if each[0] != trace.parties[0]]  # there a way ends
            after = self._after(onward, None)
            level = sorted(each for each in after - found if not trace.bars(each[0], restrictor))
            found.update(level)
        return False

    def _after(self, level: Iterable[tuple[int, int]], source: int | None) -> set[tuple[int, int]]:
        """Give where one hop leads; a source may be left though it may not be passed."""
        moves, carries = self.query.automaton.moves, self.query.carries
        return {
            (hop.target, new)
            for party, node in level
            if carries[party] or party == source
            for hop in self.ground.hops(party)
            for symbol, _ in hop.claims
            for new in bits(moves[node][symbol])
        }
