"""Opening a graph from disk, and what it holds in memory, each in a process of its own."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from benchmarks import ours
from benchmarks.generate import automaton
from benchmarks.measure import Weighed, weigh
from benchmarks.peers import PEERS
from benchmarks.report import Bar, Table, progress, seconds, size
from graph.engine.arrays import open_saved, save
from graph.engine.query import everything

if TYPE_CHECKING:
    from benchmarks.generate import Graph
    from benchmarks.report import Report
    from graph.engine.arrays import Arrays

SAYS = (
    "Ours: all columns of all claims in both directions, one file a column, opened by a process of "
    "its own; *from disk* after the files were dropped from the system's cache. Peers: built from "
    "an array of pairs in memory; igraph, rustworkx and DuckDB without any attribute and only the "
    "four relations, networkx as it is used, all claims in a MultiDiGraph with six attributes. "
    "*Held* is memory above that of the idle process, *peak* all of the process, with interpreter "
    "and libraries."
)
HEAD = ("graph", "engine", "time", "held", "peak")
ATTRIBUTES = ("relation", "grade", "since", "until", "source", "disputed")


def table(graph: Graph, names: list[str], report: Report, *, compiling: bool = False) -> None:
    """Measure our loading, and that of the peers named."""
    progress(f"{graph.plan.name}: loading")
    found = next((each for each in report.tables if each.title == "Load and memory"), None)
    if found is None:
        found = Table("Load and memory", SAYS, HEAD)
        report.tables.append(found)
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder)
        save(graph.arrays, saved)
        np.save(saved / "edges.npy", graph.edges)
        np.save(saved / "ends.npy", np.stack([graph.subject, graph.object_], axis=1))
        np.save(saved / "relations.npy", graph.relation)
        np.save(saved / "end_users.npy", graph.end_users)
        found.rows += _ours(graph, saved, report)
        if compiling:
            found.rows.append(_compiling(graph, saved))
        found.rows += [_peer(graph, name, saved) for name in names]
    for row in found.rows:
        progress("  " + " | ".join(row))


def _ours(graph: Graph, saved: Path, report: Report) -> list[list[str]]:
    name, answer = graph.plan.name, partial(_first_answer, saved, graph.hub)
    _drop_from_cache(saved)
    cold = weigh(partial(open_saved, saved), _claims)
    warm = weigh(partial(open_saved, saved), _claims)
    if "10M" in name:
        says = f"{name} from disk into the engine: at most 3 s and 1 GB"
        measured = f"{seconds(cold.seconds)}, peak {size(cold.peak)}"
        report.bars.append(Bar(says, measured, cold.seconds <= 3 and cold.peak <= 1e9))
    return [
        _row(name, "ours, from disk", cold),
        _row(name, "ours, from the cache", warm),
        _row(name, "ours, opened and asked a first question", weigh(answer, int)),
    ]


def _first_answer(saved: Path, source: int) -> int:
    """Open a graph and count the paths of one supplier within 5 hops, as a new process does."""
    arrays = open_saved(saved)
    targets = np.zeros(arrays.parties, np.bool_)
    targets[np.load(saved / "end_users.npy")] = True
    return ours.count(arrays, everything(arrays, automaton(), [source], targets=targets, hops=5))


def _compiling(graph: Graph, saved: Path) -> list[str]:
    """Ask the first question as if no process before had compiled anything."""
    before = os.environ.get("NUMBA_CACHE_DIR")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["NUMBA_CACHE_DIR"] = empty
        run = weigh(partial(_first_answer, saved, graph.hub), int)
    del os.environ["NUMBA_CACHE_DIR"]
    if before is not None:
        os.environ["NUMBA_CACHE_DIR"] = before
    return _row(graph.plan.name, "ours, the first question ever: with compiling", run)


def _claims(arrays: Arrays) -> int:
    return arrays.claims


def _row(graph: str, engine: str, run: Weighed) -> list[str]:
    return [graph, engine, seconds(run.seconds), size(run.held), size(run.peak)]


def _drop_from_cache(folder: Path) -> None:
    """Ask the system to forget files, where it can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return
    for file in folder.iterdir():
        handle = os.open(file, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def _peer(graph: Graph, name: str, saved: Path) -> list[str]:
    if name == "networkx":
        return _row(graph.plan.name, name, weigh(partial(_attributed, saved), len))
    parties = graph.arrays.parties
    return _row(graph.plan.name, name, weigh(partial(_built, name, parties, saved), _named))


def _built(name: str, parties: int, saved: Path) -> Any:  # noqa: ANN401
    return PEERS[name](parties, np.load(saved / "edges.npy"))


def _named(peer: Any) -> str:  # noqa: ANN401
    return str(peer.name)


def _attributed(saved: Path) -> Any:  # noqa: ANN401
    """Build the multigraph that keeps what our columns keep."""
    ends, relations = np.load(saved / "ends.npy"), np.load(saved / "relations.npy").tolist()
    columns = [np.load(saved / f"{name}.npy").tolist() for name in ATTRIBUTES[1:]]
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    rows = zip(*ends.T.tolist(), relations, *columns, strict=True)
    graph.add_edges_from((u, v, dict(zip(ATTRIBUTES, row, strict=True))) for u, v, *row in rows)
    return graph


def extrapolated(report: Report, small: str, large: str, factor: float) -> None:
    """Add networkx on the large graph, by its figures on the small one."""
    [table] = [each for each in report.tables if each.title == "Load and memory"]
    table.after = (
        f"networkx was not run on {large}: by its figures on {small} it would take {factor:.0f} "
        "times as long and as much."
    )
