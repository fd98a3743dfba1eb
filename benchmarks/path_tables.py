"""All paths from one supplier to the end-users, against every peer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import ours
from benchmarks.measure import Timed, alternating
from benchmarks.peers import PEERS, Counted
from benchmarks.report import Bar, Table, progress, seconds, times
from graph.engine.compact import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.generate import Graph
    from benchmarks.report import Report
    from graph.engine.compact import Compact

HOPS = (4, 5, 6)
PATIENCE = 20.0  # seconds after which an engine that can be stopped is stopped
ENOUGH = 3.0  # an engine that cannot is not asked for more hops after so many seconds
MOST = 1_500_000  # paths, above which nobody is asked for Python lists
UNSTOPPABLE = ("igraph", "rustworkx")
WALKERS = 200

HEAD = ("supplier", "hops", "paths", "cold", "labels cached", "as Python")
SAYS = (
    "The relations owns, supplies, resells_for and contracts_with along their direction, no party "
    "twice, to {ends} end-users. {claims:,} claims, {parties:,} parties, {edges:,} hops of these "
    "relations. The hub is the supplier with the most hops; the median one stands in the middle of "
    "those with any path of at most 6 hops, by their number."
)


@dataclass
class Asked:
    """One cell of the table: a graph, its peers, one supplier and a number of hops."""

    graph: Graph
    peers: Mapping[str, Any]
    ground: Compact
    source: int
    hops: int


def table(graph: Graph, peers: Mapping[str, Any], rounds: int, report: Report) -> None:
    """Measure one graph, and add its table and its bars to the report."""
    progress(f"{graph.plan.name}: all paths")
    ground = compact(graph.arrays, ours.question(graph, graph.hub, max(HOPS)), max(HOPS))
    head = [
        *HEAD,
        *peers,
        *(["networkx / cold", "networkx / cached"] if "networkx" in peers else []),
    ]
    says = SAYS.format(
        ends=len(graph.end_users),
        claims=graph.arrays.claims,
        parties=graph.arrays.parties,
        edges=len(graph.edges),
    )
    found = Table(f"All paths, {graph.plan.name}", says, head)
    for name, source in (("hub", graph.hub), ("median", median(graph, ground))):
        tired: set[str] = set()
        for hops in HOPS:
            asked = Asked(graph, peers, ground, source, hops)
            runs = _measured(asked, rounds, tired)
            found.rows.append([name, str(hops), *_cells(runs, peers)])
            progress("  " + " | ".join(found.rows[-1]))
            if hops == max(HOPS) and "networkx" in peers:
                report.bars += _bars(graph.plan.name, name, runs)
    report.tables.append(found)


def median(graph: Graph, ground: Compact) -> int:
    """Name the supplier in the middle of a sample of those that have paths at all."""
    near = ground.near[0, graph.suppliers] <= max(HOPS)
    sample = graph.suppliers[near][:WALKERS]
    if not len(sample):
        return graph.hub
    walks = [
        ours.estimate(graph.arrays, ours.question(graph, int(source), max(HOPS)), ground)
        for source in sample
    ]
    return int(sample[np.argsort(walks, kind="stable")[len(sample) // 2]])


def _measured(asked: Asked, rounds: int, tired: set[str]) -> dict[str, Timed]:
    """Run ours and all peers that can be asked, in turn; they must agree."""
    arrays, query = asked.graph.arrays, ours.question(asked.graph, asked.source, asked.hops)
    paths = ours.count(arrays, query, asked.ground)
    asks: dict[str, Callable[[], object]] = {
        "cold": partial(ours.count, arrays, query),
        "cached": partial(ours.count, arrays, query, asked.ground),
    }
    few = paths <= MOST
    if few:
        asks["python"] = partial(ours.decoded, arrays, query, asked.ground)
    ends = asked.graph.end_users.tolist()
    for name, peer in asked.peers.items():
        if name not in tired and (few or name not in UNSTOPPABLE):
            asks[name] = partial(peer.paths, asked.source, ends, asked.hops, PATIENCE)
    runs = alternating(asks, rounds)
    tired |= {name for name in UNSTOPPABLE if name in runs and runs[name].seconds > ENOUGH}
    _agree(runs, paths)
    return runs


def _agree(runs: Mapping[str, Timed], paths: int) -> None:
    """Stop everything when two engines count differently."""
    for name, run in runs.items():
        found = run.answer if isinstance(run.answer, Counted) else Counted(int(str(run.answer)))
        if found.whole and found.paths != paths:
            raise AssertionError(f"{name} gives {found.paths} paths, not {paths}")


def _cells(runs: Mapping[str, Timed], peers: Mapping[str, Any]) -> list[str]:
    paths = int(str(runs["cold"].answer))
    cells = [f"{paths:,}"]
    cells += [_cell(runs, name, paths) for name in ("cold", "cached", "python", *peers)]
    if "networkx" in peers:
        slow = whole_time(runs["networkx"], paths)
        cells += [_ratio(slow, runs[name]) for name in ("cold", "cached")]
    return cells


def _ratio(slow: float, run: Timed) -> str:
    return times(slow / run.seconds) if np.isfinite(slow) else "–"


def _cell(runs: Mapping[str, Timed], name: str, paths: int) -> str:
    run = runs.get(name)
    if run is None:
        return "–"
    if isinstance(run.answer, Counted) and not run.answer.whole:
        taken = whole_time(run, paths)
        return f"≈ {seconds(taken)}" if np.isfinite(taken) else f"> {seconds(run.seconds)}"
    return seconds(run.seconds)


def whole_time(run: Timed, paths: int) -> float:
    """Give the seconds of a run; of one that was stopped, those it would have taken."""
    answer = run.answer
    if not isinstance(answer, Counted) or answer.whole:
        return run.seconds
    return run.seconds * paths / answer.paths if answer.paths else float("inf")


def _bars(graph: str, supplier: str, runs: Mapping[str, Timed]) -> list[Bar]:
    """Hold one row against the bars for a million claims."""
    if "1M" not in graph:
        return []
    slow = whole_time(runs["networkx"], int(str(runs["cold"].answer)))
    wanted = {"cached": 1000, "cold": 300}
    return [
        Bar(
            f"6 hops, {graph}, {supplier}: {least:,}x networkx, {name}",
            _ratio(slow, runs[name]),
            slow / runs[name].seconds >= least,
        )
        for name, least in wanted.items()
    ]


def peers_for(graph: Graph, names: list[str]) -> dict[str, Any]:
    """Build the peers' graphs."""
    progress(f"{graph.plan.name}: building {', '.join(names) or 'no peer'}")
    return {name: PEERS[name](graph.arrays.parties, graph.edges) for name in names}
