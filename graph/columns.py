"""Columns for a picture that reads from left to right: order, lanes, heights.

The steps of Sugiyama, Tagawa and Toda (1981): layers, barycentre sweeps to take crossings
out, then heights that pull chains straight.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Slot: TypeAlias = tuple[str, str, int]  # a party, or the lane of a hop through one column

COLUMN, ROW, LANE = 270.0, 104.0, 34.0  # room for a label of 18 characters and three lines
TALL, STAGGER = (9, 20, 34), 150.0  # a column of more parties than this stands in zigzag


def forward(paths: Sequence[Sequence[str]]) -> nx.DiGraph[str]:
    """Join the paths into one network, without the hops that would close a circle."""
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(sorted({party for path in paths for party in path}))
    for path in sorted(map(tuple, paths)):
        for origin, target in pairwise(path):
            if not nx.has_path(network, target, origin):
                network.add_edge(origin, target)
    return network


def _columns(network: nx.DiGraph[str]) -> dict[str, int]:
    column = {
        party: at
        for at, parties in enumerate(nx.topological_generations(network))
        for party in parties
    }
    last = max(column.values(), default=0)
    ends = {p for p in network if network.in_degree(p) and not network.out_degree(p)}
    return {party: last if party in ends else at for party, at in column.items()}


def slot_of(party: str) -> Slot:
    """Give the slot a party itself stands in."""
    return party, "", 0


def slots(network: nx.DiGraph[str]) -> tuple[list[list[Slot]], list[tuple[Slot, Slot]]]:
    """Give the slots of each column, in order of name, and the lanes between neighbours.

    A party stands as far right as its longest way from a start; one that nothing leaves
    stands in the last column. A hop over several columns gets a slot in each.
    """
    column = _columns(network)
    columns: list[list[Slot]] = [[] for _ in range(max(column.values(), default=0) + 1)]
    lanes: list[tuple[Slot, Slot]] = []
    for party in sorted(column):
        columns[column[party]].append(slot_of(party))
    for origin, target in sorted(network.edges):
        between = [(origin, target, at) for at in range(column[origin] + 1, column[target])]
        for slot in between:
            columns[slot[2]].append(slot)
        lanes += pairwise([slot_of(origin), *between, slot_of(target)])
    return columns, lanes


def _beside(lanes: Iterable[tuple[Slot, Slot]]) -> tuple[dict[Slot, list[Slot]], ...]:
    left, right = defaultdict(list), defaultdict(list)
    for origin, target in lanes:
        right[origin].append(target)
        left[target].append(origin)
    return left, right


def _sweeps(columns: int) -> Iterator[tuple[int, int]]:
    """Yield (which side to look at, column) for a number of passes right and left."""
    for _ in range(8):
        yield from ((0, at) for at in range(1, columns))
        yield from ((1, at) for at in range(columns - 2, -1, -1))


def uncrossed(columns: list[list[Slot]], lanes: Sequence[tuple[Slot, Slot]]) -> list[list[Slot]]:
    """Order each column by the mean rank of its neighbours; the best of all sweeps wins."""
    beside, best = _beside(lanes), list(columns)
    rank = {slot: float(at) for column in columns for at, slot in enumerate(column)}
    fewest = _crossings(columns, rank, beside[1])
    for side, at in _sweeps(len(columns)):
        wish = {s: _mean([rank[n] for n in beside[side].get(s, ())], rank[s]) for s in columns[at]}
        columns[at] = sorted(columns[at], key=lambda slot: (wish[slot], rank[slot]))
        rank |= {slot: float(place) for place, slot in enumerate(columns[at])}
        if (count := _crossings(columns, rank, beside[1])) < fewest:
            fewest, best = count, list(columns)
    return best


def _crossings(
    columns: Sequence[Sequence[Slot]],
    rank: Mapping[Slot, float],
    right: Mapping[Slot, Sequence[Slot]],
) -> int:
    count = 0
    for column in columns:
        seen: list[float] = []
        for slot in column:
            targets = sorted(rank[target] for target in right.get(slot, ()))
            count += sum(len(seen) - bisect_right(seen, target) for target in targets)
            for target in targets:
                insort(seen, target)
    return count


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def heights(
    columns: Sequence[Sequence[Slot]], lanes: Sequence[tuple[Slot, Slot]]
) -> dict[Slot, float]:
    """Pull each slot level with its neighbours, as far as order and room allow."""
    beside = _beside(lanes)
    height = {slot: at * ROW for column in columns for at, slot in enumerate(column)}
    for side, at in [*((0, at) for at in range(len(columns))), *_sweeps(len(columns))]:
        column = columns[at]
        wish = [_mean([height[n] for n in beside[side].get(s, ())], height[s]) for s in column]
        height |= zip(column, _stood(column, wish), strict=True)
    return _closed(height)


def _stood(column: Sequence[Slot], wish: Sequence[float]) -> list[float]:
    """Stand slots as near to their wish as order and room allow (isotonic regression)."""
    room = [LANE if slot[1] else ROW / _ways(column) for slot in column]
    least = list(accumulate(((one + other) / 2 for one, other in pairwise(room)), initial=0.0))
    least = least[: len(column)]  # no slots, no heights
    pools: list[tuple[float, int]] = []  # (sum of wishes, count) of slots that stand together
    for y, low in zip(wish, least, strict=True):
        total, count = y - low, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools.pop()[1]
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    return [y + low for y, low in zip(level, least, strict=True)]


def _closed(height: Mapping[Slot, float]) -> dict[Slot, float]:
    """Take out bands that no slot stands in."""
    closed, spare, before = {}, 0.0, None
    for slot, y in sorted(height.items(), key=lambda item: (item[1], item[0])):
        spare += 0.0 if before is None else max(0.0, y - before - ROW)
        closed[slot], before = y - spare, y
    return closed


def _ways(column: Sequence[Slot]) -> int:
    """Say over how many lines a column zigzags, for the parties it holds."""
    return 1 + sum(sum(1 for slot in column if not slot[1]) > many for many in TALL)


def across(columns: Sequence[Sequence[Slot]]) -> dict[Slot, float]:
    """Give every party's slot its distance from the left; tall columns stand in zigzag."""
    along: dict[Slot, float] = {}
    x = 0.0
    for column in columns:
        ways = _ways(column)
        parties = [slot for slot in column if not slot[1]]
        along |= {slot: x + at % ways * STAGGER for at, slot in enumerate(parties)}
        x += (ways - 1) * STAGGER + COLUMN
    return along
