"""Places on a plane for parties: the same input gives the same picture, on every machine."""

from __future__ import annotations

from collections import defaultdict
from math import cos, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias, cast

import networkx as nx
import numpy as np

from graph.columns import across, forward, heights, slot_of, slots, uncrossed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

Place: TypeAlias = tuple[float, float]
Points: TypeAlias = "NDArray[np.float64]"

CELL = np.array([128.0, 92.0])  # room that a party and its label take in a free layout
SEED, ROUNDS, ASPECT, GOLDEN = 7, 120, 1.5, 2.399963
FAN = 3  # so many parties that are joined to one alone stand outward of it, not about it
SHAPE = np.array([sqrt(ASPECT), 1 / sqrt(ASPECT)])
BESIDE, CLEAR = 0.28, 28.0  # between parallel hops; between a hop and a party it passes
SWERVES = (0.0, 0.12, -0.12, 0.24, -0.24, 0.4, -0.4)


def layered(paths: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Place paths in columns from left to right, every hop pointing right where that can be.

    A party stands in the column of its longest position; one that no path leaves stands
    in the last. Hops that would close a circle are drawn backwards. Long hops keep a
    free lane through the columns they cross.

    >>> layered([["Maker", "Reseller", "Ministry"]])
    {'Maker': (0.0, 0.0), 'Ministry': (540.0, 0.0), 'Reseller': (270.0, 0.0)}
    """
    network = forward(paths)
    columns, lanes = slots(network)
    columns = uncrossed(columns, lanes)
    height, along = heights(columns, lanes), across(columns)
    middle = (max(height.values(), default=0.0) + min(height.values(), default=0.0)) / 2
    wide, high = max(along.values(), default=0.0), 2 * (max(height.values(), default=0.0) - middle)
    stretch = min(max(1.0, high * ASPECT / wide), 2.5) if wide else 1.0
    spot = {party: slot_of(party) for party in sorted(network)}
    return {
        party: (float(round(along[slot] * stretch)), float(round(height[slot] - middle)))
        for party, slot in spot.items()
    }


def spread(
    parties: Iterable[str],
    hops: Iterable[tuple[str, str]],
    *,
    kept: Mapping[str, Place] | None = None,
) -> dict[str, Place]:
    """Place parties by the pull of their hops; what is not connected is packed side by side.

    Hops to parties not given are left out. Parties in `kept` stay where they are and the
    others are set beside a neighbour, so that a picture can grow without moving.
    """
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted(set(parties)))
    network.add_edges_from(sorted({h for h in hops if h[0] in network and h[1] in network}))
    places = {party: place for party, place in (kept or {}).items() if party in network}
    if places:
        return _grown(network, places)
    groups = sorted(nx.connected_components(network), key=lambda g: (-len(g), min(g)))
    return _packed([_settled(network, sorted(group)) for group in groups])


def _grown(network: nx.Graph[str], places: dict[str, Place]) -> dict[str, Place]:
    """Set new parties beside whom they are joined to; several of one party outward of it."""
    waiting = sorted(set(network) - set(places))
    while waiting:
        near = {p: [n for n in sorted(network[p]) if n in places] for p in waiting}
        ready: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for party in [p for p in waiting if near[p]] or waiting[:1]:
            ready[tuple(near[party])].append(party)
        for anchors, group in sorted(ready.items(), key=lambda item: (-len(item[0]), item)):
            places |= around(_centre(network, anchors, group, places), group, taken=places.values())
        waiting = [party for party in waiting if party not in places]
    return dict(sorted(places.items()))


def _centre(
    network: nx.Graph[str], anchors: Sequence[str], group: Sequence[str], places: dict[str, Place]
) -> Place:
    """Say about which point to set parties that are joined to the same ones."""
    if not anchors:
        return 0.0, 0.0
    middle = np.mean([places[anchor] for anchor in anchors], axis=0)
    others = [places[n] for n in sorted(network[anchors[0]]) if n in places]
    if len(anchors) > 1 or len(group) < FAN or not others:
        return float(middle[0]), float(middle[1])
    away = middle - np.mean(others, axis=0)
    away = away / (np.linalg.norm(away) or 1.0) * CELL * sqrt(len(group)) * 0.6
    return float(middle[0] + away[0]), float(middle[1] + away[1])


def _settled(network: nx.Graph[str], group: Sequence[str]) -> dict[str, Place]:
    alone: nx.Graph[str] = nx.Graph()
    alone.add_nodes_from(group)
    alone.add_edges_from(sorted((min(hop), max(hop)) for hop in network.edges(group)))
    points = _apart(_pulled(alone, group) * CELL * SHAPE * sqrt(len(group)) * 0.5)
    return {p: (float(x), float(y)) for p, (x, y) in zip(group, points, strict=True)}


def _pulled(network: nx.Graph[str], group: Sequence[str]) -> Points:
    """Let hops pull parties together, in a square of side 2 about the middle."""
    found: Mapping[str, NDArray[np.floating]]
    if len(group) < 500:
        found = nx.spring_layout(network, seed=SEED, iterations=80, method="force")
    else:  # the same call would want scipy, which nothing else here needs
        found = nx.forceatlas2_layout(network, seed=SEED, max_iter=40)
    points = np.array([found[party] for party in group], dtype=np.float64)
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return cast("Points", points / (np.abs(points).max() or 1.0))


def _apart(points: Points) -> Points:
    """Push points until no two share a cell, along the axis that needs the smaller push."""
    for _ in range(ROUNDS):
        gap = points[:, None] - points[None, :]
        one, other = np.nonzero(np.triu((np.abs(gap) < CELL).all(axis=2), 1))
        if not len(one):
            break
        gap = gap[one, other]
        lack = CELL - np.abs(gap)
        axis = (lack / CELL).argmin(axis=1)[:, None] == np.arange(2)
        push = np.where(gap < 0, -1, 1) * lack * axis * 0.35
        points = points.copy()
        np.add.at(points, one, push)
        np.add.at(points, other, -push)
    return points


def _packed(groups: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Set groups from the top down and from the left, largest first, to about a screen's shape."""
    boxes = [np.array(list(group.values())) for group in groups]
    sizes = [(np.ptp(box, axis=0) + CELL).tolist() for box in boxes]
    height = max([sqrt(sum(w * h for w, h in sizes) / ASPECT), *(h for _, h in sizes)], default=0)
    places: dict[str, Place] = {}
    x = y = widest = 0.0
    for group, box, (wide, high) in zip(groups, boxes, sizes, strict=True):
        if y and y + high > height:
            x, y, widest = x + widest, 0.0, 0.0
        left, top = box.min(axis=0).tolist()
        for party, place in group.items():
            places[party] = float(round(place[0] - left + x)), float(round(place[1] - top + y))
        y, widest = y + high, max(widest, wide)
    return dict(sorted(places.items()))


def around(
    centre: Place, others: Iterable[str], *, taken: Collection[Place] = ()
) -> dict[str, Place]:
    """Place `others` about `centre`, nearest first, clear of the places already taken."""
    used, places, turn = np.array([centre, *taken]), {}, 3  # a first step that shows the hop
    for party in sorted(others):
        while True:
            reach = sqrt(turn) * 0.55
            spot = centre + CELL * reach * np.array([cos(turn * GOLDEN), sin(turn * GOLDEN)])
            turn += 1
            if not _close(used, spot):
                break
        used = np.vstack([used, spot])
        places[party] = float(spot[0].round()), float(spot[1].round())
    return places


def crowded(spot: Place, taken: Collection[Place]) -> bool:
    """Say whether a party set there would cover one of the places taken, or its name."""
    return bool(taken) and _close(np.array([*taken]), np.array(spot))


def _close(taken: Points, spot: Points) -> bool:
    return bool((np.abs(taken - spot) < CELL * 0.98).all(axis=1).any())


def bends(places: Mapping[str, Place], hops: Sequence[tuple[str, str]]) -> list[float]:
    """Say how far each hop curves, so that none hides another or runs through a party.

    The number is the roundness that vis-network gives a clockwise curve, 0 for straight
    and below 0 for the other way. Hops of parties without a place only part from parallels.
    """
    found, groups = [0.0] * len(hops), defaultdict(list)
    for at, hop in enumerate(hops):
        groups[min(hop), max(hop)].append(at)
    for (one, other), members in groups.items():
        fan = [(at - (len(members) - 1) / 2) * BESIDE for at in range(len(members))]
        swerve = _swerve(places, one, other, fan) if {one, other} <= places.keys() else 0.0
        for at, bend in zip(members, fan, strict=True):
            way = 1 if hops[at][0] == one else -1  # clockwise turns over with the direction
            found[at] = round((bend + swerve) * way, 2)
    return found


def _swerve(places: Mapping[str, Place], one: str, other: str, fan: Sequence[float]) -> float:
    rest = np.array([place for party, place in places.items() if party not in (one, other)])
    if not len(rest) or one == other:
        return 0.0
    ends = np.array([places[one], places[other]])
    near = (rest > ends.min(axis=0) - 200).all(axis=1) & (rest < ends.max(axis=0) + 200).all(axis=1)
    if not near.any():
        return 0.0
    room = [min(_clearance(ends, rest[near], bend + s) for bend in fan) for s in SWERVES]
    return next((s for s, r in zip(SWERVES, room, strict=True) if r >= CLEAR), 0.0)


def _clearance(ends: Points, rest: Points, bend: float) -> float:
    start, along = ends[0], ends[1] - ends[0]
    turn, reach = bend * np.pi / 2, 0.5 + abs(bend) / 2  # as vis-network places its control point
    aside = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    control, t = start + reach * aside @ along, np.linspace(0.08, 0.92, 15)[:, None]
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * ends[1]
    return float(np.linalg.norm(curve[:, None] - rest[None, :], axis=2).min())
