"""Our engine as it is measured: the same doors that the product uses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.generate import automaton
from graph.engine import best, compiled
from graph.engine.compact import distances
from graph.engine.local import local
from graph.engine.query import Need, everything

if TYPE_CHECKING:
    from benchmarks.generate import Graph
    from graph.engine.arrays import Arrays, Flags
    from graph.engine.compact import Compact
    from graph.engine.query import Query, Route


def question(graph: Graph, source: int, hops: int, **given: object) -> Query:
    """Ask for the paths of the four relations from one supplier to the end-users."""
    asked = {"targets": graph.targets, "hops": hops} | given
    return everything(graph.arrays, automaton(), [source], **asked)


def count(arrays: Arrays, query: Query, ground: Compact | None = None) -> int:
    """Enumerate all paths as arrays and count them; cold unless the labels are given."""
    search = compiled.Search(arrays, query, ground=ground)
    sheets = search.sheets(query.sources[0], query.hops)
    return sum(int(sheet.filled[0]) for sheet, _ in sheets)


def decoded(arrays: Arrays, query: Query, ground: Compact) -> int:
    """Enumerate all paths as Python tuples of parties and claims, and count them."""
    search = compiled.Search(arrays, query, ground=ground)
    return sum(1 for _ in search.routes(query.sources[0], query.hops))


def estimate(arrays: Arrays, query: Query, ground: Compact) -> float:
    """Bound the number of paths from above."""
    return compiled.Search(arrays, query, ground=ground).estimate(query.sources[0], query.hops)


def reaching(graph: Graph, hops: int) -> int:
    """Count the suppliers that reach an end-user: one sweep backwards from all end-users."""
    query = question(graph, int(graph.suppliers[0]), hops)
    near = distances(graph.arrays, query, hops)
    return int((near[0, graph.suppliers] <= hops).sum())


def around(ground: Compact, source: int) -> int:
    """Count the parties within two hops, on labels that make every party an end."""
    return len(local(ground, source, 2).party)


def best_parts(graph: Graph, ground: Compact, source: int, hops: int) -> tuple[object, object]:
    """Index a source and bound its ways on: what the search for the best stands on."""
    index = local(ground, source, hops)
    return index, best.bounds(graph.arrays, ground, index, hops)


def best_routes(ground: Compact, parts: tuple[object, object], hops: int, k: int) -> list[Route]:
    """Give the k best routes."""
    index, bounds = parts
    return best.best(ground, index, bounds, hops, k)  # type: ignore[arg-type]


def costs(arrays: Arrays, routes: list[Route]) -> list[tuple[int, bool, int]]:
    """Give what routes are ordered by: weakest hop, dispute, length."""
    return [
        (
            max(min(int(arrays.grade[claim]) for claim in hop) for hop in route.hops),
            any(bool(arrays.disputed[claim]) for hop in route.hops for claim in hop),
            len(route.hops),
        )
        for route in routes
    ]


def graded(graph: Graph, weakest: int) -> Flags:
    """Mark the claims that are graded so, or stronger."""
    return graph.arrays.grade <= np.int8(weakest)


def in_order(query: Query) -> Query:
    """Ask besides that the hops be known to be in order of time."""
    return replace(query, in_order=Need.KNOWN)
