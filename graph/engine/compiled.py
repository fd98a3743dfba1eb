"""The compiled search behind the same doors as the plain one, with equal answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.engine import job as made
from graph.engine import walk, witness
from graph.engine.compact import compact
from graph.engine.estimate import walks
from graph.engine.local import claims_of, local
from graph.engine.query import Joined, Restrictor, Route, TooManyChoices
from graph.engine.states import stays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.engine.arrays import Arrays, Longs
    from graph.engine.compact import Compact
    from graph.engine.local import Local
    from graph.engine.query import Query

# Answers are handed over in sheets of about so many numbers.
SHEET = 1_000_000
# The clock is looked at after so many steps; sooner where a step may cost much.
STEPS, CAREFUL_STEPS = 2_000_000, 50_000


class Search:
    """Enumerates the routes of one query; keeps count of what it looked at.

    `ground` (the arrays cut down, with distances) serves every source, and every query that
    differs only in its sources: give one that is there already.
    """

    def __init__(
        self,
        arrays: Arrays,
        query: Query,
        *,
        stop: Callable[[], bool] = lambda: False,
        ground: Compact | None = None,
    ) -> None:
        """Cut the arrays down and measure distances, unless that was done before."""
        self.arrays, self.query, self._stop = arrays, query, stop
        self.ground = ground or compact(arrays, query, query.hops)
        self.given, self.asked = witness.claims(arrays, query)
        self.hops, self.parties, self.stopped = 0, set[int](), False

    def nearest(self, source: int) -> int:
        """Give the least number of hops from a source to any target; FAR when there is no way."""
        node = self.query.automaton.start.bit_length() - 1
        return int(self.ground.near[node, source])

    def reachable(self, source: int, hops: int) -> set[int]:
        """Give the targets that a source may reach, the choice of claims left aside."""
        index = local(self.ground, source, hops, apart=self.query.apart)
        return {int(party) for party in index.party[index.ends]}

    def estimate(self, source: int, hops: int) -> float:
        """Count the walks that a source could take to a target: never fewer than its routes."""
        index = local(self.ground, source, hops, apart=self.query.apart)
        return float(
            walks(index, self.ground.arcs, self.ground.rules, self.query.automaton.start, hops)
        )

    def routes(self, source: int, hops: int, *, exactly: bool = False) -> Iterator[Route]:
        """Yield the routes of at most (or exactly) so many hops, nearest to a target first."""
        if not self.query.allowed[source]:
            return
        self.parties.add(source)
        if (hops == 0 or not exactly) and stays(self.query, source):
            yield Route((source,), ())
        for out, index in self.sheets(source, hops, exactly=exactly):
            for row in range(int(out.filled[0])):
                yield self._route(out, index, row)

    def sheets(
        self, source: int, hops: int, *, exactly: bool = False
    ) -> Iterator[tuple[made.Sheet, Local]]:
        """Yield the same routes as arrays, with the index that their hops refer to.

        The sheet is used again for the next answers: copy what is to be kept. Routes without
        a hop are left to `routes`.
        """
        if hops < 1 or self.nearest(source) > hops:
            return
        job = self._job(source, hops, exactly=exactly)
        at = made.stack(job, witness.first(self.query), self.query.automaton.start)
        out = made.sheet(max(SHEET // (2 * hops + 2), 16), hops)
        more, steps = True, STEPS if job.swift else CAREFUL_STEPS
        try:
            while more and not self.stopped:
                out.filled[0] = 0
                more = walk.fill(job, at, out, steps)
                if at.state[made.TOO_MANY]:
                    raise TooManyChoices
                yield out, job.local
                self.stopped = bool(more) and self._stop()
        finally:
            self.hops += int(at.state[made.STEPS])
            self.parties.update(job.local.party[at.touched].tolist())

    def _route(self, out: made.Sheet, index: Local, row: int) -> Route:
        length = int(out.length[row])
        parties = tuple(out.parties[row, : length + 1].tolist())
        return Route(parties, claims_of(self.ground, index, out.hops[row, :length]))

    def _job(self, source: int, hops: int, *, exactly: bool) -> made.Job:
        query, ground = self.query, self.ground
        index = local(ground, source, hops, apart=query.apart)
        party = index.party
        pass_bits = np.zeros(len(party), np.int64)
        wanted = sorted(set(query.through))
        for place, through in enumerate(wanted):
            pass_bits[party == through] |= 1 << place
        inside = np.ones(len(party), np.bool_) if query.between is None else query.between[party]
        return made.Job(
            index,
            *(ground.arcs, ground.rules, ground.near, self.given, self.asked),
            trail=_trails(index, ground, apart=query.apart),
            pass_bits=pass_bits,
            inside=inside,
            pass_all=(1 << len(wanted)) - 1,
            inside_asked=query.between is not None,
            hops=hops,
            exactly=exactly,
            restrictor=made.RESTRICTORS[query.restrictor],
            only=_only(query),
            bare=query.bare,
            swift=_swift(query),
        )


def _swift(query: Query) -> int:
    """Say which tight loop can answer a query."""
    conditions = (query.through, query.between is not None, query.coexist)
    plain = query.restrictor is Restrictor.ACYCLIC and query.joined is Joined.ANY
    if not plain or any(conditions) or not _only(query):
        return made.CARE
    return made.ORDERED if query.in_order else made.PLACES


def _only(query: Query) -> int:
    """Give the one mask that every hop leads to, when there is one such for all; else 0."""
    moves, used = query.automaton.moves, query.automaton.used()
    reached = {row[symbol] for row in moves for symbol in used}
    only = reached.pop() if len(reached) == 1 else 0
    return only if only == query.automaton.accepting else 0


def _trails(index: Local, ground: Compact, *, apart: bool) -> Longs:
    """Number hops so that walking one back is walking it again: what a TRAIL may not repeat."""
    origin = np.repeat(np.arange(len(index.party), dtype=np.int64), np.diff(index.begin))
    low, high = np.minimum(origin, index.to), np.maximum(origin, index.to)
    pair = low * len(index.party) + high
    if not apart or not len(pair):
        return pair
    symbols = ground.rules.moves.shape[1]
    symbol: Longs = ground.arcs.symbol[index.first].astype(np.int64)
    turned: Longs = np.where(origin == low, symbol, (symbol + symbols // 2) % symbols)
    turned = np.where(low == high, symbol % (symbols // 2), turned)
    keys: Longs = pair * symbols + turned
    return keys
