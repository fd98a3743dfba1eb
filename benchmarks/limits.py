"""What a core can do at most, how near we come, and what conditions do to a search."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import ours
from benchmarks.measure import timed, write_bandwidth
from benchmarks.path_tables import HOPS
from benchmarks.report import Bar, Table, progress, seconds
from graph.engine import compiled
from graph.engine.compact import compact

if TYPE_CHECKING:
    from benchmarks.generate import Graph
    from benchmarks.report import Report
    from graph.engine.compact import Compact
    from graph.engine.query import Query

RATE = 20e6
WEAKEST = 4  # of the nine grades, 0 the strongest; half of the claims pass
ARRAYS = (
    "All paths of the hub, {graph}, at most 6 hops: parties and hops written as 32-bit numbers to "
    "sheets that are used again, and nothing else. A path of k hops takes 8 k + 8 bytes."
)
CONDITIONS = (
    "The same hub and 6 hops. *Steps* are hops taken up by the search. Order asks that each hop be "
    "known to begin before the next one ends; the grade lets {share:.0%} of the claims in. Times "
    "are cold, with all paths written; one run each."
)


def emission(graph: Graph, rounds: int, report: Report) -> None:
    """Measure how many paths a second are written, beside what memory takes."""
    progress(f"{graph.plan.name}: arrays only")
    hops = max(HOPS)
    query = ours.question(graph, graph.hub, hops)
    ground = compact(graph.arrays, query, hops)
    run = timed(partial(_bytes, graph, query, ground), rounds)
    answer: Any = run.answer
    paths, written = answer
    wide = write_bandwidth()
    rate = paths / run.seconds
    head = ("paths", "time", "paths a second", "bytes a second", "memory takes", "share")
    row = [f"{paths:,}", seconds(run.seconds), f"{rate / 1e6:.1f} million"]
    row += [f"{written / run.seconds / 1e9:.2f} GB", f"{wide / 1e9:.2f} GB"]
    row += [f"{written / run.seconds / wide:.0%}"]
    found = Table("The limit", ARRAYS.format(graph=graph.plan.name), head, [row])
    found.after = (
        "*Memory takes* is what numpy writes in one core when it fills or copies 64 MB, the better "
        "of both. A sheet is a few megabytes and mostly stays in the cache, so that this is what a "
        "caller would meet who keeps every path. A search cannot be faster than its output."
    )
    report.tables.append(found)
    progress("  " + " | ".join(row))
    measured = f"{rate / 1e6:.1f} million (processor {paths / run.processor / 1e6:.1f} million)"
    says = f"20 million paths a second, arrays only, {graph.plan.name}"
    report.bars.append(Bar(says, measured, paths / run.processor >= RATE))


def _bytes(graph: Graph, query: Query, ground: Compact) -> tuple[int, int]:
    """Enumerate; give the paths and the bytes that were written for them."""
    paths = hops = 0
    search = compiled.Search(graph.arrays, query, ground=ground)
    for sheet, _ in search.sheets(query.sources[0], query.hops):
        rows = int(sheet.filled[0])
        paths, hops = paths + rows, hops + int(sheet.length[:rows].sum(dtype=np.int64))
    return paths, 8 * hops + 8 * paths


def conditions(graph: Graph, report: Report) -> None:
    """Show that conditions make a search cheaper, not dearer."""
    progress(f"{graph.plan.name}: conditions")
    hops = max(HOPS)
    plain = ours.question(graph, graph.hub, hops)
    graded = ours.question(graph, graph.hub, hops, claims=ours.graded(graph, WEAKEST))
    asked = {
        "none": plain,
        "grade": graded,
        "order known": ours.in_order(plain),
        "grade and order": ours.in_order(graded),
    }
    head = ("condition", "paths", "steps", "time", "steps a path", "of the time without")
    share = float(graded.claims.mean())
    found = Table("Conditions", CONDITIONS.format(share=share), head)
    first = 0.0
    for name, query in asked.items():
        paths, steps, taken = _run(graph, query)
        first = first or taken
        row = [name, f"{paths:,}", f"{steps:,}", seconds(taken)]
        found.rows.append([*row, f"{steps / max(paths, 1):.2f}", f"{taken / first:.2%}"])
        progress("  " + " | ".join(found.rows[-1]))
        if name != "none":
            says = f"{name}: cheaper than without, {graph.plan.name}"
            report.bars.append(Bar(says, f"{taken / first:.2%} of the time", taken < first))
    report.tables.append(found)


def _run(graph: Graph, query: Query) -> tuple[int, int, float]:
    start = time.perf_counter()
    search = compiled.Search(graph.arrays, query)
    sheets = search.sheets(query.sources[0], query.hops)
    paths = sum(int(sheet.filled[0]) for sheet, _ in sheets)
    return paths, search.hops, time.perf_counter() - start
