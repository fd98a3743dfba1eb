"""The search, compiled: depth first over the index of one source, stopping when asked and
going on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from graph.engine.arrays import NEVER
from graph.engine.compact import FAR
from graph.engine.query import Restrictor
from graph.engine.run import BARREN, DEPTH, STEPS, run, run_in_order
from graph.engine.witness import FIELDS, MOST, Asked, Claims, accepts, extend

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Flags, Ints, Longs
    from graph.engine.compact import Arcs, Rules
    from graph.engine.local import Local

TOO_MANY = 3
# What a search has to look at at each step: all there is, places alone, or places and order.
CARE, PLACES, ORDERED = range(3)
WALK, TRAIL, ACYCLIC, SIMPLE = range(4)
RESTRICTORS = {
    Restrictor.WALK: WALK,
    Restrictor.TRAIL: TRAIL,
    Restrictor.ACYCLIC: ACYCLIC,
    Restrictor.SIMPLE: SIMPLE,
}
# After so many ways back without an answer, steps are first shown to lead to one, so many.
PATIENCE, CAREFUL = 1024, 4096


class Job(NamedTuple):
    """All that stays the same while one source is searched.

    `swift` says which tight loop can do it, if any. `only` is the one mask of nodes there is after any hop, 0 where it has to be worked out;
    `bare` says that no condition looks at the choice of claims. `pass_bits` and `inside` mark
    parties of the index that must be passed, all of `pass_all` and one of `inside`.
    """

    local: Local
    arcs: Arcs
    rules: Rules
    near: NDArray[np.int16]
    given: Claims
    asked: Asked
    trail: Longs
    pass_bits: Longs
    inside: Flags
    pass_all: int
    inside_asked: bool
    hops: int
    exactly: bool
    restrictor: int
    only: int
    bare: bool
    swift: int


class Stack(NamedTuple):
    """Where the search stands: one row a depth; `state` holds the four counters."""

    state: Longs
    cursor: Longs
    path: Ints
    hop: Longs
    earliest: Longs
    mask: Longs
    visits: Ints
    touched: Flags
    records: Longs
    sizes: Longs
    seen: Longs
    queue: Longs


class Sheet(NamedTuple):
    """Answers: parties (global numbers) and hops (of the index) of each, and its length."""

    parties: Ints
    hops: Ints
    length: Ints
    filled: Longs


def stack(job: Job, first: Longs, start: int) -> Stack:
    """Stand at the source, before the first hop."""
    rows, size, bare = job.hops + 2, len(job.local.party), job.bare
    records = np.zeros((1 if bare else rows, MOST, FIELDS), np.int64)
    sizes = np.zeros(rows, np.int64)
    if not bare:
        records[0, : len(first)], sizes[0] = first, len(first)
    mask = np.zeros(rows, np.int64)
    mask[0] = start
    visits = np.zeros(size, np.int32)
    visits[0] = 1
    touched = visits.astype(np.bool_)
    cursor, hop, seen = (np.zeros(n, np.int64) for n in (rows, rows, size))
    earliest = np.full(rows, NEVER, np.int64)
    queue = np.zeros(size * len(job.rules.moves) + 2, np.int64)
    path, state = np.zeros(rows, np.int32), np.zeros(4, np.int64)
    held = (hop, earliest, mask, visits, touched, records, sizes)
    return Stack(state, cursor, path, *held, seen, queue)


def sheet(rows: int, hops: int) -> Sheet:
    """Lay out room for answers."""
    return Sheet(
        np.zeros((rows, hops + 1), np.int32),
        np.zeros((rows, max(hops, 1)), np.int32),
        np.zeros(rows, np.int32),
        np.zeros(1, np.int64),
    )


def fill(job: Job, at: Stack, out: Sheet, steps: int) -> bool:
    """Search on until the sheet is full, the steps are used up, or there is nothing left.

    Says whether there is more. Most searches need nothing but places and run in a tight loop;
    one that finds no answer for long goes on with care, until it does.
    """
    stop = at.state[STEPS] + steps
    while at.state[DEPTH] >= 0 and out.filled[0] < len(out.length) and at.state[STEPS] < stop:
        if job.swift == ORDERED:
            run_in_order(job, at, out, stop)
        elif job.swift == PLACES and at.state[BARREN] <= PATIENCE:
            run(job, at, out, stop, PATIENCE)
        else:
            _care(job, at, out, min(stop, at.state[STEPS] + CAREFUL) if job.swift else stop)
    return bool(at.state[DEPTH] >= 0)


@njit(cache=True)
def _care(job, at, out, stop):  # type: ignore[no-untyped-def]
    """Search where conditions or dead ends matter."""
    rows = len(out.length)
    while at.state[DEPTH] >= 0 and out.filled[0] < rows and at.state[STEPS] < stop:
        _step(job, at, out)


@njit(cache=True)
def _step(job, at, out):  # type: ignore[no-untyped-def]
    depth = at.state[DEPTH]
    here, hop, left = at.path[depth], at.cursor[depth], job.hops - depth - 1
    if hop == job.local.begin[here + 1] or job.local.near[hop] > left:
        at.visits[here] -= 1
        at.state[DEPTH] -= 1
        at.state[BARREN] += 1
        return
    at.cursor[depth] += 1
    at.state[STEPS] += 1
    to = job.local.to[hop]
    if not _allows(job, at, depth, hop, to) or not _enters(job, at, depth, hop, left):
        return
    at.path[depth + 1], at.hop[depth], at.touched[to] = to, hop, True
    if (left == 0 or not job.exactly) and job.local.ends[to] and _ends(job, at, depth):
        _write(job, at, out, depth)
    if left and job.local.carries[to] and (job.restrictor != SIMPLE or to):
        at.visits[to] += 1
        at.cursor[depth + 1] = job.local.begin[to]
        at.state[DEPTH] += 1


@njit(cache=True)
def _allows(job, at, depth, hop, to):  # type: ignore[no-untyped-def]
    if job.restrictor == ACYCLIC:
        return at.visits[to] == 0
    if job.restrictor == SIMPLE:
        return to == 0 or at.visits[to] == 0
    if job.restrictor == TRAIL:
        for before in range(depth):
            if job.trail[at.hop[before]] == job.trail[hop]:
                return False
    return True


@njit(cache=True)
def _enters(job, at, depth, hop, left):  # type: ignore[no-untyped-def]
    """Work out where a hop leads in the automaton; False when that is nowhere."""
    if job.only and job.bare:
        at.mask[depth + 1] = job.only
    elif job.bare:
        at.mask[depth + 1] = _masked(job, at.mask[depth], hop)
    else:
        span = (job.local.first[hop], job.local.last[hop])
        args = (job.given, job.asked, job.rules.moves, job.arcs, span, at.records, at.sizes, depth)
        if not extend(*args):
            at.state[TOO_MANY] = 1
            at.state[DEPTH] = -1
            return False
        at.mask[depth + 1] = _nodes(at.records[depth + 1], at.sizes[depth + 1])
    mask = at.mask[depth + 1]
    if mask == 0 or (not (job.only and job.bare) and _near(job, mask, job.local.to[hop]) > left):
        return False
    if job.pass_all and _missing(job, at, depth, job.local.to[hop]) > left:
        return False
    return at.state[BARREN] <= PATIENCE or _leads(job, at, depth, hop, left)


@njit(cache=True)
def _masked(job, mask, hop):  # type: ignore[no-untyped-def]
    found, node = 0, 0
    while mask >> node:
        if mask >> node & 1:
            for arc in range(job.local.first[hop], job.local.last[hop]):
                found |= job.rules.moves[node, job.arcs.symbol[arc]]
        node += 1
    return found


@njit(cache=True)
def _nodes(records, size):  # type: ignore[no-untyped-def]
    found = 0
    for place in range(size):
        found |= 1 << records[place, 0]
    return found


@njit(cache=True)
def _near(job, mask, to):  # type: ignore[no-untyped-def]
    least, node = FAR, 0
    while mask >> node:
        if mask >> node & 1:
            least = min(least, job.near[node, job.local.party[to]])
        node += 1
    return least


@njit(cache=True)
def _missing(job, at, depth, to):  # type: ignore[no-untyped-def]
    """Count the parties that must still be passed once a hop has been taken."""
    met = job.pass_bits[to]
    for place in range(depth + 1):
        met |= job.pass_bits[at.path[place]]
    wanted, missing = job.pass_all & ~met, 0
    while wanted:
        missing += wanted & 1
        wanted >>= 1
    return missing


@njit(cache=True)
def _ends(job, at, depth):  # type: ignore[no-untyped-def]
    if job.bare:
        if not at.mask[depth + 1] & job.rules.accepting:
            return False
    elif not accepts(job.asked, job.rules.accepting, at.records[depth + 1], at.sizes[depth + 1]):
        return False
    if job.pass_all and _missing(job, at, depth, at.path[depth + 1]):
        return False
    if not job.inside_asked:
        return True
    for place in range(1, depth + 1):
        if job.inside[at.path[place]]:
            return True
    return False


@njit(cache=True)
def _write(job, at, out, depth):  # type: ignore[no-untyped-def]
    row = out.filled[0]
    for place in range(depth + 2):
        out.parties[row, place] = job.local.party[at.path[place]]
    for place in range(depth + 1):
        out.hops[row, place] = at.hop[place]
    out.length[row] = depth + 1
    out.filled[0] += 1
    at.state[BARREN] = 0


@njit(cache=True)
def _leads(job, at, depth, hop, left):  # type: ignore[no-untyped-def]
    """Show that some target can still be reached around the parties already on the route."""
    if job.restrictor == WALK or job.restrictor == TRAIL:
        return True
    at.seen[:] = 0
    start = job.local.to[hop]
    at.seen[start] = at.mask[depth + 1]
    at.queue[0], begin, end = start, 0, 1
    for _ in range(left + 1):
        for place in range(begin, end):
            party = at.queue[place]
            if job.local.ends[party] and at.seen[party] & job.rules.accepting:
                return True
        begin, end = end, _spread(job, at, begin, end)
        if begin == end:
            return False
    return False


@njit(cache=True)
def _spread(job, at, begin, end):  # type: ignore[no-untyped-def]
    """Go one hop on from a level of the queue, around the route; give the queue's new end."""
    size = end
    for place in range(begin, end):
        party = at.queue[place]
        if not job.local.carries[party]:
            continue
        at.state[STEPS] += job.local.begin[party + 1] - job.local.begin[party]
        for hop in range(job.local.begin[party], job.local.begin[party + 1]):
            to = job.local.to[hop]
            if at.visits[to] and (job.restrictor != SIMPLE or to):
                continue
            new = (job.only or _masked(job, at.seen[party], hop)) & ~at.seen[to]
            if new:
                at.seen[to] |= new
                at.queue[size] = to
                size += 1
    return size
