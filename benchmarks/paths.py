"""Measure path questions against other engines, and write docs/performance-paths.md.

    python -m benchmarks.paths [--small] [--out FILE]

It takes about twenty minutes and four gigabytes; `--small` takes seconds and shows only that
everything runs. Peers that are not installed (igraph, rustworkx, duckdb) are left out.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import killers, limits, loading, other_tables, path_tables, peers
from benchmarks.generate import Plan, generate
from benchmarks.report import Report, page, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = Path(__file__).parents[1] / "docs" / "performance-paths.md"
# What only builds a graph of ten million from millions of Python objects is left out there.
TOO_LARGE_FOR = ("networkx", "rustworkx")


@dataclass(frozen=True)
class Scale:
    """How large the graphs are, and how often all is run."""

    ordinary: tuple[Plan, ...]
    hubs: Plan
    large: Plan
    rounds: int
    clique: int
    compiling: bool = False


FULL = Scale(
    (Plan("100k", 100_000, 2.35), Plan("1M", 1_000_000, 2.35)),
    Plan("1M with heavy hubs", 1_000_000, 2.1),
    Plan("10M", 10_000_000, 2.35),
    rounds=3,
    clique=killers.CLIQUE,
    compiling=True,
)
SMALL = Scale(
    (Plan("a small graph", 3_000, 2.2),),
    Plan("a small graph with heavy hubs", 3_000, 1.9),
    Plan("a larger graph", 6_000, 2.2),
    rounds=1,
    clique=6,
)


def measure(scale: Scale) -> Report:
    """Measure everything, one graph at a time."""
    report, installed = Report(), peers.installed()
    for plan in (*scale.ordinary, scale.hubs):
        _questions(plan, scale, installed, report)
    _large(scale, installed, report)
    order = [table.title for table in report.tables]
    report.tables.sort(
        key=lambda table: (not table.title.startswith("All"), order.index(table.title))
    )
    report.bars.sort(key=lambda bar: "networkx" not in bar.says)
    return report


def _questions(plan: Plan, scale: Scale, installed: list[str], report: Report) -> None:
    """Ask one graph all that it is for; the one with heavy hubs for limits, too."""
    progress(f"{plan.name}: generating")
    graph = generate(plan)
    engines = path_tables.peers_for(graph, installed)
    path_tables.table(graph, engines, scale.rounds, report)
    other_tables.reaching(graph, engines, scale.rounds, report)
    other_tables.ten_best(graph, engines, scale.rounds, report)
    other_tables.two_hops(graph, engines, scale.rounds, report)
    del engines
    if plan is scale.hubs:
        limits.emission(graph, scale.rounds, report)
        limits.conditions(graph, report)
        killers.table(graph, report, clique=scale.clique)
    elif plan is scale.ordinary[-1]:
        loading.table(graph, installed, report, compiling=scale.compiling)


def _large(scale: Scale, installed: list[str], report: Report) -> None:
    """Ask the largest graph, of those peers that can hold it."""
    progress(f"{scale.large.name}: generating")
    graph = generate(scale.large)
    able = [name for name in installed if name not in TOO_LARGE_FOR]
    loading.table(graph, able, report)
    small = scale.ordinary[-1]
    loading.extrapolated(report, small.name, scale.large.name, scale.large.claims / small.claims)
    engines = path_tables.peers_for(graph, able)
    path_tables.table(graph, engines, scale.rounds, report)
    other_tables.reaching(graph, engines, scale.rounds, report)
    other_tables.ten_best(graph, {}, scale.rounds, report)
    other_tables.two_hops(graph, engines, scale.rounds, report)


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paths", description=__doc__)
    parser.add_argument("--small", action="store_true", help="tiny graphs, only to see it run")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    asked = parser.parse_args(given)
    begin, start = _load(), time.perf_counter()
    if not asked.small:
        progress("once over everything, small, so that all is compiled")
        measure(SMALL)
    report = measure(SMALL if asked.small else FULL)
    minutes = (time.perf_counter() - start) / 60
    load = f"{minutes:.0f} minutes. Programs that wanted a core, this among them: "
    load += f"{begin} when it began, {_load()} when it ended"
    command = "python -m benchmarks.paths" + (" --small" if asked.small else "")
    text = page(report, command, datetime.now(UTC).date(), load)
    asked.out.write_text(text, "utf-8")
    return 0


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
