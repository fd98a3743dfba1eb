"""The best routes first, without listing the rest: A* over the index of one source.

Best means: the stronger weakest hop, then no dispute, then fewer hops. It serves queries in which
only places matter: no party twice, every hop of the pattern like every other. Bounds are exact
for a number of hops left, so that little is opened in vain.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba.typed import List

from graph.engine.jit import compiled
from graph.engine.local import claims_of
from graph.engine.query import Route

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.engine.arrays import Arrays, Bytes, Flags
    from graph.engine.compact import Compact
    from graph.engine.local import Local

WORST = 127


class Bounds(NamedTuple):
    """What hops cost, and the least that a way on can cost: `least[hops left, party]`."""

    grade: Bytes
    disputed: Flags
    least: NDArray[np.int8]


def bounds(arrays: Arrays, ground: Compact, index: Local, hops: int) -> Bounds:
    """Cost the hops of an index, and bound every way on; part of indexing a source."""
    grade, disputed = _costs(
        arrays.grade, arrays.disputed, ground.arcs.claim, index.first, index.last
    )
    return Bounds(grade, disputed, _least(index, grade, hops))


def best(ground: Compact, index: Local, cost: Bounds, hops: int, k: int) -> list[Route]:
    """Give the k best routes from the source of an index, the best first; fewer if fewer are."""
    parties, taken, lengths = _search(index, cost, hops, k)
    return [
        Route(tuple(parties[row, : n + 1].tolist()), claims_of(ground, index, taken[row, :n]))
        for row, n in enumerate(lengths.tolist())
    ]


@compiled
def _costs(grades, disputes, claim, first, last):
    """Take each hop at its strongest claim, and as disputed when any claim is."""
    grade, disputed = np.full(len(first), WORST, np.int8), np.zeros(len(first), np.bool_)
    for hop in range(len(first)):
        for arc in range(first[hop], last[hop]):
            grade[hop] = min(grade[hop], grades[claim[arc]])
            disputed[hop] |= disputes[claim[arc]]
    return grade, disputed


@compiled
def _least(index, grade, hops):
    """Bound the weakest hop of any way on from each party in at most so many hops."""
    size = len(index.party)
    least = np.full((hops + 1, size), WORST, np.int8)
    for party in range(size):
        if index.ends[party]:
            least[:, party] = 0
    for left in range(1, hops + 1):
        for party in range(size):
            if party and not index.carries[party]:
                continue
            for hop in range(index.begin[party], index.begin[party + 1]):
                if index.near[hop] >= left:
                    break
                on = max(grade[hop], least[left - 1, index.to[hop]])
                least[left, party] = min(least[left, party], on)
    return least


@compiled
def _search(index, cost, hops, k):
    """Open partial routes in the order of their bounds; the first k that are whole are the best.

    A heap item is (grade, disputed, hops, 0 if whole, number of the partial route).
    """
    tree = (List([0]), List([0]), List([0]), List([0]))
    heap = [(0, 0, 0, 1, 0)]
    rows, lengths = np.zeros((k, hops + 1), np.int32), np.zeros(k, np.int32)
    steps, found = np.zeros((k, hops + 1), np.int64), 0
    while len(heap) and found < k:
        grade, disputed, length, partial, number = heappop(heap)
        if partial:
            _open(index, cost, hops, heap, tree, (grade, disputed, number))
        else:
            _trace(index, tree, number, rows[found], steps[found])
            lengths[found] = length
            found += 1
    return rows[:found], steps[:found], lengths[:found]


@compiled
def _open(index, cost, hops, heap, tree, item):
    """Put every way on from a partial route into the heap, with its bound."""
    parent, party, taken, length = tree
    _, disputed, number = item
    here, left = party[number], hops - length[number] - 1
    grade = _grade(cost, tree, number)
    for hop in range(index.begin[here], index.begin[here + 1]):
        if index.near[hop] > left:
            break
        to = index.to[hop]
        if _met(tree, number, to):
            continue
        new = len(parent)
        worse, denied = max(grade, cost.grade[hop]), max(disputed, int(cost.disputed[hop]))
        parent.append(number), party.append(to), taken.append(hop)
        length.append(length[number] + 1)
        if index.ends[to]:
            heappush(heap, (worse, denied, length[new], 0, new))
        if left and index.carries[to]:
            bound = max(worse, int(cost.least[left, to]))
            heappush(heap, (bound, denied, length[new] + max(index.near[hop], 1), 1, new))


@compiled
def _grade(cost, tree, number):
    parent, _, taken, length = tree
    grade = 0
    while length[number]:
        grade, number = max(grade, int(cost.grade[taken[number]])), parent[number]
    return grade


@compiled
def _met(tree, number, to):
    parent, party, _, length = tree
    while length[number]:
        if party[number] == to:
            return True
        number = parent[number]
    return to == 0


@compiled
def _trace(index, tree, number, row, steps):
    parent, party, taken, length = tree
    while length[number]:
        row[length[number]] = index.party[party[number]]
        steps[length[number] - 1] = taken[number]
        number = parent[number]
    row[0] = index.party[0]
