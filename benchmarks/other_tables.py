"""Which suppliers reach, the ten best, and neighbourhoods, against the peers that have them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import ours
from benchmarks.generate import automaton
from benchmarks.measure import alternating, timed
from benchmarks.path_tables import HOPS, MOST, median
from benchmarks.report import Bar, Table, progress, seconds, times
from graph.engine import compiled
from graph.engine.compact import compact
from graph.engine.query import everything

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.generate import Graph
    from benchmarks.report import Report
    from graph.engine.query import Route

QUICK = 5  # times the rounds for what takes milliseconds
WITHIN, BEST, LOOPED = 5, 10, 40
REACHING = (
    "Which of {suppliers:,} suppliers reach any of {ends} end-users within 5 hops. Ours: one sweep "
    "backwards, cutting down included, each time. networkx: once the same, breadth first from "
    "all ends on the turned graph; and once as loops over suppliers are written, {looped} of them "
    "measured and extrapolated. igraph: neighbourhoods of all ends. DuckDB: a recursive query."
)
TEN = (
    "Within 6 hops to any end-user. The index of the supplier is made once for all questions about "
    "it, on cached labels. Where all paths are no more than a million and a half, they were listed "
    "and sorted, and their ten best cost the same. The peers give the ten shortest to one end-user."
)
TWO = (
    "All parties within two hops of the hub. networkx gives a graph, we give parties and hops as "
    "arrays, igraph and DuckDB the parties alone."
)


def reaching(graph: Graph, peers: Mapping[str, Any], rounds: int, report: Report) -> None:
    """Measure the sweep; the first table of its kind is made, later graphs add a row."""
    progress(f"{graph.plan.name}: which suppliers reach")
    sources, ends = graph.suppliers.tolist(), graph.end_users.tolist()
    fast = timed(partial(ours.reaching, graph, WITHIN), rounds * QUICK)
    held = {name: peer for name, peer in peers.items() if name != "rustworkx"}
    asks = {name: partial(peer.reaching, sources, ends, WITHIN) for name, peer in held.items()}
    runs = alternating(asks, rounds)
    for name, run in runs.items():
        if run.answer != fast.answer:
            raise AssertionError(f"{name}: {run.answer} suppliers reach, not {fast.answer}")
    loop = _loop(graph, peers)
    says = REACHING.format(suppliers=len(sources), ends=len(ends), looped=LOOPED)
    head = ("graph", "reach", "ours", "networkx sweep", "networkx loop", "igraph", "DuckDB")
    found = _table(report, "Which suppliers reach an end-user", says, head)
    cells = [
        seconds(runs[n].seconds) if n in runs else "–" for n in ("networkx", "igraph", "duckdb")
    ]
    row = [graph.plan.name, str(fast.answer), seconds(fast.seconds), cells[0], loop, *cells[1:]]
    found.rows.append(row)
    progress("  " + " | ".join(row))
    if "1M" in graph.plan.name:
        says = f"1,000 suppliers within 5 hops, {graph.plan.name}: at most 30 ms"
        measured = f"{seconds(fast.seconds)} (processor {seconds(fast.processor)})"
        report.bars.append(Bar(says, measured, fast.processor <= 0.030))


def _loop(graph: Graph, peers: Mapping[str, Any]) -> str:
    if "networkx" not in peers:
        return "–"
    some, ends = graph.suppliers[:LOOPED].tolist(), graph.end_users.tolist()
    run = timed(partial(peers["networkx"].reaching_one_by_one, some, ends, WITHIN), 1)
    return f"≈ {seconds(run.seconds * len(graph.suppliers) / len(some))}"


def _table(report: Report, title: str, says: str, head: tuple[str, ...]) -> Table:
    for table in report.tables:
        if table.title == title:
            return table
    report.tables.append(Table(title, says, head))
    return report.tables[-1]


def ten_best(graph: Graph, peers: Mapping[str, Any], rounds: int, report: Report) -> None:
    """Measure the search for the ten best from the hub and from the median supplier."""
    progress(f"{graph.plan.name}: ten best")
    hops = max(HOPS)
    ground = compact(graph.arrays, ours.question(graph, graph.hub, hops), hops)
    head = ("graph", "supplier", "paths or more", "index", "ten best", "networkx", "igraph")
    found = _table(report, "The ten best paths", TEN, head)
    for name, source in (("hub", graph.hub), ("median", median(graph, ground))):
        index = timed(partial(ours.best_parts, graph, ground, source, hops), rounds * QUICK)
        parts: Any = index.answer
        run = timed(partial(ours.best_routes, ground, parts, hops, BEST), rounds * QUICK)
        routes: Any = run.answer
        walks = ours.estimate(graph.arrays, ours.question(graph, source, hops), ground)
        if walks <= MOST:
            _check_best(graph, source, routes)
        ends = [route.parties[-1] for route in routes][:1]
        cells = [_shortest(peers, peer, source, ends) for peer in ("networkx", "igraph")]
        times_ = [seconds(index.seconds), seconds(run.seconds)]
        found.rows.append([graph.plan.name, name, f"{walks:,.0f}", *times_, *cells])
        progress("  " + " | ".join(found.rows[-1]))
        if "1M" in graph.plan.name:
            says = f"10 best, {graph.plan.name}, {name}: at most 5 ms beside the index"
            report.bars.append(Bar(says, seconds(run.seconds), run.processor <= 0.005))


def _check_best(graph: Graph, source: int, routes: list[Route]) -> None:
    """List all paths, sort them, and hold the ten best against those found."""
    query = ours.question(graph, source, max(HOPS))
    listed = list(compiled.Search(graph.arrays, query).routes(source, max(HOPS)))
    wanted = sorted(ours.costs(graph.arrays, listed))[:BEST]
    if ours.costs(graph.arrays, routes) != wanted:
        raise AssertionError(f"the ten best of {source} are not the best of all")


def _shortest(peers: Mapping[str, Any], peer: str, source: int, ends: list[int]) -> str:
    if peer not in peers or not ends:
        return "–"
    return seconds(timed(partial(peers[peer].shortest, source, ends[0], BEST), 1).seconds)


def two_hops(graph: Graph, peers: Mapping[str, Any], rounds: int, report: Report) -> None:
    """Measure the neighbourhood of the hub."""
    progress(f"{graph.plan.name}: two hops around")
    query = everything(graph.arrays, automaton(), [graph.hub], hops=2)
    ground = compact(graph.arrays, query, 0)
    held = {name: peer for name, peer in peers.items() if name != "rustworkx"}
    asks = {"ours": partial(ours.around, ground, graph.hub)}
    asks |= {name: partial(peer.around, graph.hub) for name, peer in held.items()}
    runs = alternating(asks, rounds * QUICK)
    if len({run.answer for run in runs.values()}) > 1:
        raise AssertionError(f"neighbourhoods differ: {[run.answer for run in runs.values()]}")
    head = ("graph", "parties", "ours", "networkx", "igraph", "DuckDB", "networkx / ours")
    found = _table(report, "Two hops around", TWO, head)
    names = ("ours", "networkx", "igraph", "duckdb")
    cells = [seconds(runs[name].seconds) if name in runs else "–" for name in names]
    slow = runs.get("networkx")
    ratio = times(slow.seconds / runs["ours"].seconds) if slow else "–"
    found.rows.append([graph.plan.name, f"{runs['ours'].answer:,}", *cells, ratio])
    progress("  " + " | ".join(found.rows[-1]))
