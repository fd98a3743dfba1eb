"""The states of `graph.engine.states` in numbers, for the compiled search.

A record is one way to have chosen claims: eight numbers in a row, named by the constants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.jit import compiled
from graph.engine.query import Joined, Need
from graph.engine.states import DEAL, DOCUMENT, FREE, UNSET, initial

if TYPE_CHECKING:
    from graph.engine.arrays import Arrays, Flags, Ints, Longs
    from graph.engine.query import Query

NODE, COLLECTS, BASIS, WHOLE, SUPPLIED, BEGIN, LOW, HIGH = range(8)
FIELDS = 8
# Records kept for a partial route; a search that needs more says so and is done in plain Python.
MOST = 96


class Claims(NamedTuple):
    """What a choice of claims is judged by; days as the query's conditions read them."""

    source: Ints
    deal_start: Ints
    deal: Ints
    starts: Ints
    ends: Ints
    opens: Ints
    closes: Ints
    supply: Flags


class Asked(NamedTuple):
    """Which conditions there are: on order, on coexistence, and that nothing join a path."""

    ordered: bool
    together: bool
    apart_only: bool


def claims(arrays: Arrays, query: Query) -> tuple[Claims, Asked]:
    """Give the columns that the conditions of a query read."""
    starts, ends = _span(arrays, query.in_order)
    opens, closes = _span(arrays, query.coexist)
    columns = (arrays.source, arrays.deal_start, arrays.deal, starts, ends, opens, closes)
    asked = Asked(bool(query.in_order), bool(query.coexist), query.joined is Joined.COMPOSED)
    return Claims(*columns, query.supply), asked


def _span(arrays: Arrays, need: Need) -> tuple[Ints, Ints]:
    known = need is Need.KNOWN
    return (arrays.begin, arrays.end) if known else (arrays.since, arrays.until)


def first(query: Query) -> Longs:
    """Give the records before the first hop."""
    return np.array([list(map(int, state)) for state in sorted(initial(query))], np.int64)


@compiled
def extend(given, asked, moves, arcs, span, old, sizes, depth):
    """Write the records after one more hop at depth + 1; False when there are too many.

    `old` (depths x MOST x FIELDS) holds the records, `sizes` how many there are at each depth.
    """
    sizes[depth + 1] = 0
    for place in range(sizes[depth]):
        record = old[depth, place]
        for arc in range(span[0], span[1]):
            nodes = moves[record[NODE], arcs.symbol[arc]]
            claim = arcs.claim[arc]
            if not nodes or not _fits(given, asked, record, claim, depth == 0):
                continue
            new = _dated(given, asked, record, claim)
            supply = given.supply[arcs.symbol[arc]]
            if not _branch(given, record, new, supply, claim, nodes, old, sizes, depth):
                return False
    return True


@compiled
def _fits(given, asked, record, claim, first):
    if first:
        return True
    if asked.ordered and record[BEGIN] > given.ends[claim]:
        return False
    low, high = max(record[LOW], given.opens[claim]), min(record[HIGH], given.closes[claim])
    return not asked.together or low <= high


@compiled
def _dated(given, asked, record, claim):
    """Copy a record with the days that a claim leaves open."""
    new = record.copy()
    if asked.ordered:
        new[BEGIN] = max(record[BEGIN], given.starts[claim])
    if asked.together:
        new[LOW] = max(record[LOW], given.opens[claim])
        new[HIGH] = min(record[HIGH], given.closes[claim])
    return new


@compiled
def _branch(given, record, new, supply, claim, nodes, old, sizes, depth):
    """Add the records that one claim leads to, one for each basis it can share."""
    if record[COLLECTS] == FREE:
        return _add(new, nodes, old, sizes, depth)
    new[SUPPLIED] = min(record[SUPPLIED] + supply, 2)
    begin, end = 0, 1
    if record[COLLECTS] == DEAL:
        begin, end = given.deal_start[claim], given.deal_start[claim + 1]
    shared = False
    for place in range(begin, end):
        basis = given.source[claim] if record[COLLECTS] == DOCUMENT else given.deal[place]
        if record[BASIS] == UNSET or record[BASIS] == basis:
            shared = shared or record[BASIS] == basis
            new[BASIS] = basis
            if not _add(new, nodes, old, sizes, depth):
                return False
    if supply or shared:
        return True
    new[BASIS], new[WHOLE] = record[BASIS], 0
    return _add(new, nodes, old, sizes, depth)


@compiled
def _add(new, nodes, old, sizes, depth):
    """Keep a record for each node of a mask, unless it is there already."""
    node = 0
    while nodes >> node:
        if nodes >> node & 1:
            new[NODE] = node
            if not _known(new, old[depth + 1], sizes[depth + 1]):
                if sizes[depth + 1] == MOST:
                    return False
                old[depth + 1, sizes[depth + 1]] = new
                sizes[depth + 1] += 1
        node += 1
    return True


@compiled
def _known(new, held, size):
    for place in range(size):
        same = True
        for field in range(FIELDS):
            if held[place, field] != new[field]:
                same = False
                break
        if same:
            return True
    return False


@compiled
def accepts(asked, accepting, held, size):
    """Say whether some record spells a word and is joined as the query asks."""
    free = joined = False
    for place in range(size):
        record = held[place]
        if accepting >> record[NODE] & 1:
            if record[COLLECTS] == FREE:
                free = True
            elif record[BASIS] != UNSET and (record[SUPPLIED] > 1 or record[WHOLE]):
                joined = True
    return free and not joined if asked.apart_only else free or joined
