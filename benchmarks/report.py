"""The page that a run leaves: tables, bars, and on what machine it was."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

WIDTH = 100
LIBRARIES = ("numpy", "numba", "networkx", "igraph", "rustworkx", "duckdb", "rdflib")


@dataclass
class Table:
    """One question, and what came out."""

    title: str
    says: str
    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    after: str = ""


@dataclass(frozen=True)
class Bar:
    """What was to be shown, and whether it was."""

    says: str
    measured: str
    holds: bool


@dataclass
class Report:
    """All that a run found."""

    tables: list[Table] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


def seconds(taken: float) -> str:
    """Write a time so that its unit can be read off."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if taken >= size:
            return f"{taken / size:,.3g} {unit}" if taken < 1000 else f"{taken:,.0f} s"
    return f"{taken / 1e-6:.3g} µs"


def size(held: float) -> str:
    """Write bytes in megabytes."""
    return f"{held / 1e6:,.0f} MB"


def times(ratio: float) -> str:
    """Write how many times as long."""
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.1f}x"


def page(report: Report, command: str, day: date, load: str) -> str:
    """Write the page."""
    parts = [_opening(command, day, load), _bars(report.bars)]
    parts += [_table(table) for table in report.tables]
    return "\n\n".join([*parts, LOST]) + "\n"


def _opening(command: str, day: date, load: str) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    versions = ", ".join(f"{name} {held}" for name, held in _versions())
    return OPENING.format(
        command=command,
        day=day.isoformat(),
        cores=os.cpu_count(),
        processor=_processor(),
        memory=f"{memory / 1e9:.0f} GB",
        python=platform.python_version(),
        system=f"{platform.system()} on {platform.machine()}",
        versions=versions,
        load=load,
    )


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else "unnamed"


def _versions() -> Iterable[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def _bars(bars: Sequence[Bar]) -> str:
    rows = [(bar.says, bar.measured, "yes" if bar.holds else "**no**") for bar in bars]
    says = (
        "What was to be shown, and what this run gave. Ratios are of times by the clock. Times and "
        "rates of ours are judged by the processor time of the one thread that searches, so that "
        "programs beside it do not decide; loading is judged by the clock. The hub has the work "
        "that the bars against networkx are about. The median supplier is the hard case for a "
        "ratio: it has few paths, and cold nearly all the time goes into reading every hop of the "
        "graph once, for labels that then serve all suppliers."
    )
    return _table(Table("Bars", says, ("bar", "measured", "holds"), list(rows)))


def _table(table: Table) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (table.head, ["---"] * len(table.head))]
    lines += [f"| {' | '.join(row)} |" for row in table.rows]
    parts = [
        f"## {table.title}",
        fill(table.says, WIDTH),
        "\n".join(lines),
        fill(table.after, WIDTH),
    ]
    return "\n\n".join(part for part in parts if part)


def progress(text: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


OPENING = """# Performance of path questions

Written by `{command}` on {day}; do not edit by hand. Run it to have the
figures of your own machine.

- {cores} cores ({processor}), {memory} of memory, {system}, Python {python}
- {versions}
- {load}

All figures are medians of runs in which the engines took turns, on the same graph with the same
question; what takes more than four seconds was run once. Other programs may have run beside it:
trust the ratios more than the times. Every engine that answered gave the same number of paths, or
the run would have stopped. `≈` marks a run that was stopped, its time extrapolated by its own rate
until then; `>` one that was stopped before it gave anything; `–` that an engine was not asked: it
cannot be stopped and would have run for minutes or held millions of Python lists, or it has no such
question. Compiling is left out, but for its row in the table of loading.

The graphs are generated from a seed: a power law in both degrees, seven relations, periods over
thirty years, nine grades. *Cold* is everything from the arrays on: cutting them down, labels
backwards from the end-users, the index of the supplier, all paths as arrays. *Labels cached* leaves
out the first two, which serve every supplier. *As Python* decodes each path, on cached labels, into
tuples of parties and claims, as the peers give lists of parties; networkx and DuckDB only had to
count."""

LOST = """## What was lost to a meaning that peers do not have

- **A hop is a set of claims.** Two claims between the same parties are one hop here, and each path
  knows the claims of each hop. Peers were given the graph with each pair of parties once; on the
  claims themselves they give each path many times, or lose which claim it rests on. Writing the
  number of each hop beside the parties is about half of the bytes that are written.
- **Witnesses.** Order in time, one deal and one document are conditions on a choice of claims, one
  for each hop. None of the peers has a search that keeps them; they would have to enumerate first
  and filter afterwards. Here they make the search shorter (see the table of conditions). Joins of
  deals and documents run in a slower loop, which keeps all choices that are still open.
- **Patterns.** Peers follow any hop of the graph they are given. Here an automaton goes along. The
  question above needs one state; patterns that tell positions apart run in the slower loop, too.
- **Whole accounts.** The search counts its steps and marks the parties it touched, can be stopped
  and taken up again, and looks ahead when it finds nothing for long, so that no clique can hold it.
- **Ten best** here are those with the strongest weakest hop to any end-user within a hop limit.
  Peers have the shortest to one end without a limit, which is another question: read those two
  columns as what a user of them would have to do instead."""
