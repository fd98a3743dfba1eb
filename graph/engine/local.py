"""The index of one source: the parties and hops that can lie on its paths, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.compact import FAR
from graph.engine.jit import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Flags, Ints, Longs
    from graph.engine.compact import Compact


class Local(NamedTuple):
    """A small graph numbered from 0, the source first; hops lie nearest target first.

    `party` gives global numbers; `begin` says where the hops of each party start; `to`, `near`
    (hops from there to a target), `first` and `last` (the compact arcs) belong to hops.
    """

    party: Ints
    begin: Longs
    to: Ints
    near: NDArray[np.int16]
    first: Longs
    last: Longs
    carries: Flags
    ends: Flags


def local(ground: Compact, source: int, hops: int, *, apart: bool = False) -> Local:
    """Index a source for paths of at most so many hops; without hops when there is no way."""
    party, far = _around(ground, source, hops)
    begin, to, near, first, last = _hops(ground, party, far, hops, apart)
    carries, ends = ground.rules.carries[party], ground.targets[party]
    return Local(party, begin, to, near, first, last, carries, ends)


def claims_of(ground: Compact, index: Local, hops: Ints) -> tuple[tuple[int, ...], ...]:
    """Give the claims of some hops of an index."""
    spans = zip(index.first[hops].tolist(), index.last[hops].tolist(), strict=True)
    # A claim of a party about itself is there both ways: it is one claim all the same.
    return tuple(
        tuple(dict.fromkeys(ground.arcs.claim[first:last].tolist())) for first, last in spans
    )


@compiled
def _around(ground, source, hops):
    """Find the parties from which a target can be reached in the hops that are left."""
    far = np.full(len(ground.targets), FAR, np.int16)
    party = np.empty(len(ground.targets), np.int32)
    party[0], far[source], place, size = source, 0, 0, 1
    while place < size:
        here = party[place]
        place += 1
        if here != source and not ground.rules.carries[here]:
            continue
        left = hops - far[here] - 1
        for arc in range(ground.arcs.start[here], ground.arcs.start[here + 1]):
            to = ground.arcs.target[arc]
            if far[to] == FAR and ground.nearest[to] <= left:
                far[to], party[size] = far[here] + 1, to
                size += 1
    return party[:size].copy(), far


@compiled
def _hops(ground, party, far, hops, apart):
    """Lay out the hops between those parties, each party's nearest to a target first."""
    number = np.full(len(far), -1, np.int32)
    room = np.empty(len(party), np.int64)
    for place in range(len(party)):
        here = party[place]
        number[here] = place
        room[place] = hops - far[here] - 1 if place == 0 or ground.rules.carries[here] else -1
    begin = _begin(ground, party, room, apart)
    size = begin[-1]
    to, near = np.empty(size, np.int32), np.empty(size, np.int16)
    first, last = np.empty(size, np.int64), np.empty(size, np.int64)
    slots = np.zeros(hops + 2, np.int64)
    for place in range(len(party)):
        if begin[place] < begin[place + 1]:
            here, left = party[place], room[place]
            _slots(ground, here, left, apart, slots, begin[place])
            _place(ground, here, left, apart, slots, number, to, near, first, last)
    return begin, to, near, first, last


@compiled
def _begin(ground, party, room, apart):
    """Count the hops of each party that end near enough, and so find where each's begin."""
    start, target, symbol, _ = ground.arcs
    nearest, begin = ground.nearest, np.zeros(len(party) + 1, np.int64)
    for place in range(len(party)):
        count, before, spoken = 0, -1, -1
        for arc in range(start[party[place]], start[party[place] + 1]):
            if target[arc] != before or (apart and symbol[arc] != spoken):
                before, spoken = target[arc], symbol[arc]
                count += nearest[before] <= room[place]
        begin[place + 1] = begin[place] + count
    return begin


@compiled
def _slots(ground, here, left, apart, slots, begin):
    """Find where the hops of each distance begin, so that they can be set down in order."""
    start, target, symbol, _ = ground.arcs
    nearest, before, spoken = ground.nearest, -1, -1
    slots[: left + 2] = 0
    for arc in range(start[here], start[here + 1]):
        if target[arc] != before or (apart and symbol[arc] != spoken):
            before, spoken = target[arc], symbol[arc]
            if nearest[before] <= left:
                slots[nearest[before] + 1] += 1
    slots[0] = begin
    for near in range(1, left + 2):
        slots[near] += slots[near - 1]


@compiled
def _place(ground, here, left, apart, slots, number, to, near, first, last):
    """Set the hops of a party down; the arcs of one hop lie side by side."""
    start, target, symbol, _ = ground.arcs
    arc, stop, nearest = start[here], start[here + 1], ground.nearest
    while arc < stop:
        end, party = arc + 1, target[arc]
        while end < stop and target[end] == party and not (apart and symbol[end] != symbol[arc]):
            end += 1
        distance = nearest[party]
        if distance <= left:
            slot = slots[distance]
            slots[distance] += 1
            to[slot], near[slot] = number[party], distance
            first[slot], last[slot] = arc, end
        arc = end
