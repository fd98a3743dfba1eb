"""Which parties a search was not let through, although they lie on a way to where paths end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.query import Restrictor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Arrays, Flags, Ints
    from graph.engine.query import Query

    Steps = NDArray[np.int64]

# Stands for no way at all; twice that is still a number.
FAR = 2**30


class _Arcs(NamedTuple):
    """The arcs that a query may walk, by a move of its automaton: (from node, to node) each."""

    origin: Ints
    target: Ints
    moves: dict[tuple[int, int], Flags]


def refused(arrays: Arrays, query: Query) -> tuple[int, ...]:
    """Number the parties that do not carry, and from which a walk would have gone on to an end.

    A walk comes to them past none of their like, and goes on as if everybody carried.
    """
    arcs = _walked(arrays, query)
    begin = np.zeros((query.automaton.states, arrays.parties), np.bool_)
    begin[query.automaton.start.bit_length() - 1, list(query.sources)] = True
    reached = _steps(arcs, begin, query.carries, query.hops)
    accepting = [bool(query.automaton.accepting >> n & 1) for n in range(query.automaton.states)]
    back = _Arcs(arcs.target, arcs.origin, {(to, n): m for (n, to), m in arcs.moves.items()})
    ends = np.outer(accepting, query.targets)
    onward = _steps(back, ends, np.ones(arrays.parties, np.bool_), query.hops)
    found = ((reached + onward).min(axis=0) <= query.hops) & ~query.carries
    return tuple(int(n) for n in found.nonzero()[0] if not _begun(query, int(n)))


def _walked(arrays: Arrays, query: Query) -> _Arcs:
    origin = np.repeat(np.arange(arrays.parties, dtype=np.int32), np.diff(arrays.start))
    used = np.isin(arrays.symbol, list(query.automaton.used())) & query.claims[arrays.claim]
    used &= query.allowed[origin] & query.allowed[arrays.target]
    symbol, states = arrays.symbol[used], range(query.automaton.states)
    masks = np.array(query.automaton.moves, np.int64)
    moves = {
        (n, to): (masks[n][symbol] >> to & 1).astype(np.bool_) for n in states for to in states
    }
    taken = {pair: move for pair, move in moves.items() if move.any()}
    return _Arcs(origin[used], arrays.target[used], taken)


def _steps(arcs: _Arcs, begin: Flags, carries: Flags, most: int) -> Steps:
    """Count the steps to each node and party from where a walk begins: one or more, or FAR."""
    found = np.full(begin.shape, FAR, np.int64)
    level = begin
    for steps in range(1, most + 1):
        after = np.zeros_like(begin)
        for (node, to), move in arcs.moves.items():
            after[to, arcs.target[move & level[node][arcs.origin]]] = True
        after &= found == FAR
        if not after.any():
            break
        found[after] = steps
        level = after & carries
    return found


def _begun(query: Query, place: int) -> bool:
    """Say whether a party is the one from which every path begins, and may not be met again."""
    again = query.restrictor in (Restrictor.WALK, Restrictor.TRAIL)
    return query.sources == (place,) and not again
