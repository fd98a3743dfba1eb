"""The arrays cut down to what one query may walk, in both directions, with exact distances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph.engine.jit import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Arrays, Bytes, Flags, Ints, Longs
    from graph.engine.query import Query

# Numbers of hops are kept in 16 bits; this stands for no way at all.
FAR = 2**15 - 1
# The bits of a mark: that the query walks an arc, and that it walks the mirror of it.
FORTH, BACK = 0, 1
# One party in so many waiting is enough for lining them up to pay.
MANY = 32


class Arcs(NamedTuple):
    """Arcs by origin: where each origin's begin, then target, symbol and claim of each."""

    start: Longs
    target: Ints
    symbol: NDArray[np.signedinteger[Any]]
    claim: Ints


class Rules(NamedTuple):
    """How a query may go on: the automaton's moves, where it accepts, who may be passed."""

    moves: Longs
    accepting: int
    carries: Flags


class Compact(NamedTuple):
    """What a query may walk, and how far it is from anywhere to the end of a path.

    `near` (nodes x parties) is the fewest hops from a party and automaton node to a target,
    `nearest` the least of them over the nodes; FAR where there is no way.
    """

    arcs: Arcs
    rules: Rules
    targets: Flags
    near: NDArray[np.int16]
    nearest: NDArray[np.int16]


def compact(arrays: Arrays, query: Query, hops: int) -> Compact:
    """Cut the arrays down; the answer serves every source and any number of hops up to `hops`."""
    given, marks = _marked(arrays, query)
    near = _swept(given, marks, query, hops)
    rules = Rules(_moves(query), query.automaton.accepting, query.carries)
    forth = _kept(given, marks, FORTH, query.allowed)
    forth = forth._replace(claim=_claims(given, marks, query.allowed, len(forth.target)))
    return Compact(forth, rules, query.targets & query.allowed, near, near.min(axis=0))


def distances(arrays: Arrays, query: Query, hops: int) -> NDArray[np.int16]:
    """Measure only how far parties are from a target: `near` of a `Compact`, in less time."""
    return _swept(*_marked(arrays, query), query, hops)


def _marked(arrays: Arrays, query: Query) -> tuple[Arcs, Bytes]:
    """Mark each arc that the query sees by the bits FORTH and BACK."""
    half = len(query.automaton.relations)
    used = np.zeros(2 * half, np.int8)
    used[list(query.automaton.used())] = 1
    ways = used << FORTH | np.roll(used, half) << BACK
    given = Arcs(arrays.start, arrays.target, arrays.symbol, arrays.claim)
    return given, _marks(given, ways.astype(np.int8), query.claims, query.allowed)


def _swept(given: Arcs, marks: Bytes, query: Query, hops: int) -> NDArray[np.int16]:
    """Sweep backwards from the targets; walked back, a hop has the symbol of its mirror."""
    turned = np.roll(_moves(query), len(query.automaton.relations), axis=1)
    rules = Rules(turned, query.automaton.accepting, query.carries)
    targets = np.flatnonzero(query.targets & query.allowed)
    back = _kept(given, marks, BACK, query.allowed)
    near: NDArray[np.int16] = np.ascontiguousarray(_near(back, rules, targets, hops).T)
    return near


def _moves(query: Query) -> Longs:
    return np.array(query.automaton.moves, np.int64)


@compiled
def _kept(arcs, marks, way, allowed):
    """Keep the arcs that are marked with a way, without claims, which a sweep never reads.

    Unsigned places spare tests for negative ones.
    """
    begin, target, symbol, claim = arcs
    size, place, arc = 1, np.uint64(0), np.uint64(0)
    for each in range(len(marks)):
        size += marks[each] >> way & 1
    start, targets = np.empty(len(begin), np.int64), np.empty(size, np.int32)
    symbols = np.empty(size, np.int16)
    for origin in range(len(begin) - 1):
        start[origin], stop = place, np.uint64(begin[origin + 1])
        if not allowed[origin]:
            arc = stop
        while arc < stop:
            targets[place], symbols[place] = target[arc], symbol[arc]
            place += np.uint64(marks[arc] >> way & 1)
            arc += np.uint64(1)
    start[-1] = place
    return Arcs(start, targets[:place], symbols[:place], claim[:0])


@compiled
def _claims(arcs, marks, allowed, size):
    """Give the claims of the arcs that are kept with the way FORTH."""
    begin, _, _, claim = arcs
    claims, place = np.empty(size + 1, np.int32), np.uint64(0)
    for origin in range(len(begin) - 1):
        if not allowed[origin]:
            continue
        for arc in range(begin[origin], begin[origin + 1]):
            claims[place] = claim[arc]
            place += np.uint64(marks[arc] & 1)
    return claims[:size]


@compiled
def _marks(arcs, ways, claims, allowed):
    """Mark the arcs that the query sees with the ways of their symbols, the others with 0."""
    _, target, symbol, claim = arcs
    marks = np.empty(len(target), np.int8)
    for arc in range(len(target)):
        fits = claims[np.uint32(claim[arc])] & allowed[np.uint32(target[arc])]
        marks[arc] = ways[np.uint8(symbol[arc])] * fits
    return marks


@compiled
def _near(back, rules, targets, hops):
    """Measure distances backwards from the targets, level by level; a row a party."""
    nodes, size = len(rules.moves), len(rules.carries)
    near, before = np.full((size, nodes), FAR, np.int16), _before(rules.moves)
    waiting = (np.empty(nodes * size, np.int32), np.empty(nodes * size, np.int8))
    entered = (before != 0).sum(axis=1) > 0
    begin = end = 0
    for party in targets:
        for node in range(nodes):
            if rules.accepting >> node & 1:
                near[party, node] = 0
                waiting[0][end], waiting[1][end] = party, node
                end += 1
    for distance in range(1, hops + 1):
        if end - begin > size // MANY:
            end = _sorted(near, entered, waiting, begin, distance - 1)
        level = (begin, end, distance)
        begin, end = end, _level(back, before, entered, rules.carries, near, waiting, level)
        if begin == end:
            break
    return near


@compiled
def _sorted(near, entered, waiting, begin, distance):
    """Line up what waits in the order of the arcs, which are then read straight on."""
    end = begin
    for party in range(len(near)):
        for node in range(len(entered)):
            if near[party, node] == distance and entered[node]:
                waiting[0][end], waiting[1][end] = party, node
                end += 1
    return end


@compiled
def _before(moves):
    """Turn the moves round: the mask of nodes from which a symbol leads to a node."""
    nodes, symbols = moves.shape
    before = np.zeros((nodes, symbols), np.int64)
    for node in range(nodes):
        for symbol in range(symbols):
            for earlier in range(nodes):
                before[node, symbol] |= (moves[earlier, symbol] >> node & 1) << earlier
    return before


@compiled
def _level(back, before, entered, carries, near, waiting, level):
    """Settle what lies one hop before a level; give the new end of what waits."""
    start, target, symbol, _ = back
    parties, nodes = waiting
    begin, size, distance = level
    for place in range(begin, size):
        party, node = parties[place], nodes[place]
        if distance > 1 and not carries[party]:
            continue
        for arc in range(start[party], start[party + 1]):
            origin, mask = np.uint32(target[arc]), before[node, symbol[arc]]
            for earlier in range(len(entered)):
                if near[origin, earlier] == FAR and mask >> earlier & 1:
                    near[origin, earlier] = distance
                    parties[size], nodes[size] = origin, earlier
                    size += entered[earlier]
    return size
