"""What the compiled search works on: the job, where it stands, and the sheet it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.arrays import NEVER
from graph.engine.query import Restrictor
from graph.engine.witness import FIELDS, MOST, Asked, Claims

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Flags, Ints, Longs
    from graph.engine.compact import Arcs, Rules
    from graph.engine.local import Local

# Counters of a search: how deep it is, steps taken, ways back without an answer, overflow.
DEPTH, STEPS, BARREN, TOO_MANY = range(4)
# What a search has to look at at each step: all there is, places alone, or places and order.
CARE, PLACES, ORDERED = range(3)
WALK, TRAIL, ACYCLIC, SIMPLE = range(4)
RESTRICTORS = {
    Restrictor.WALK: WALK,
    Restrictor.TRAIL: TRAIL,
    Restrictor.ACYCLIC: ACYCLIC,
    Restrictor.SIMPLE: SIMPLE,
}


class Job(NamedTuple):
    """All that stays the same while one source is searched.

    `swift` says which tight loop can do it, if any. `only` is the one mask of nodes there is
    after any hop, 0 where it has to be worked out; `bare` says that no condition looks at the
    choice of claims. `pass_bits` and `inside` mark parties of the index that must be passed,
    all of `pass_all` and one of `inside`.
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
