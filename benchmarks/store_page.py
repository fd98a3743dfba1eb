"""The page on the RDF store: tables, bars, and on what machine it was."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.report import Bar, seconds, size, times
from benchmarks.store_questions import APART, PATH, SAYS, TO_ONE, questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from benchmarks.measure import Weighed

DATA = Path(__file__).resolve().parents[1] / "data"
RDFLIB, PARSED = "rdflib, from N-Quads", "pyoxigraph, from N-Quads"
IN_MEMORY, OPENED = "ours in memory, from the tables", "ours on disk, opened again"
BUILT = "ours on disk, built from the tables"
WRITTEN, READ = "TriG written by ours", "TriG read by ours, into records"
BY_RDFLIB, BY_OXIGRAPH = "TriG read by rdflib", "TriG read by pyoxigraph"
ASKED = tuple(questions())

OPENING = """# Performance of the RDF store

Written by `{command}` on {day}; do not edit by hand. Run it to have the
figures of your own machine. [Performance of path questions](performance-paths.md) is another page.

- {cores} cores ({processor}), {memory:.0f} GB of memory, {system}, Python {python}
- rdflib {rdflib}, pyoxigraph {pyoxigraph}
- programs that wanted a core when it ended, this among them: {load}

{quads:,} quads of generated records: companies, sources, deals, and statements with grade, date,
item and note. Each row is a process of its own and ran once; other programs may have run beside
it, so trust the ratios more than the times. *Held* is memory above that of the idle process.
*rdflib* is rdflib alone with its memory store. *From a graph folder* includes reading and making
triples, which rdflib was spared.
"""
HOLDS = {
    RDFLIB: "rdflib alone, from N-Quads",
    PARSED: "pyoxigraph alone in memory, from N-Quads",
    IN_MEMORY: "ours in memory, from a graph folder",
    BUILT: "ours on disk, built from a graph folder",
    OPENED: "ours on disk, opened again",
}


@dataclass(frozen=True)
class Found:
    """All that a run found; `small` are statements, and seconds to a first answer by engine."""

    quads: int
    runs: Mapping[str, Weighed]
    small: Sequence[tuple[int, float, float]]


def page(found: Found, command: str, day: date, load: str) -> str:
    """Write the page; raise `ValueError` where two engines counted differently."""
    _agree(found)
    opening = OPENING.format(
        command=command,
        day=day.isoformat(),
        cores=os.cpu_count(),
        processor=_processor(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        system=f"{platform.system()} on {platform.machine()}",
        python=platform.python_version(),
        rdflib=version("rdflib"),
        pyoxigraph=version("pyoxigraph"),
        load=load,
        quads=found.quads,
    )
    parts = [opening, _bars(found), _loading(found), _queries(found), _files(found), _small(found)]
    return "\n".join(parts)


def _agree(found: Found) -> None:
    for name in ASKED:
        rows = {_answer(found, run, name)[1] for run in (RDFLIB, IN_MEMORY, OPENED)}
        if len(rows) != 1:
            raise ValueError(f"{name}: engines disagree: {rows}")


def _answer(found: Found, run: str, name: str) -> tuple[float, str]:
    answers = cast("Mapping[str, tuple[float, list[str]]]", found.runs[run].answer)
    taken, rows = answers[name]
    return float(taken), str(rows)


def _bars(found: Found) -> str:
    rdflib, parsed, opened = (found.runs[name] for name in (RDFLIB, PARSED, OPENED))
    load = rdflib.seconds / parsed.seconds
    again = rdflib.seconds / opened.seconds
    held, memory = (run.held / rdflib.held for run in (parsed, opened))
    bars = [
        Bar("load from a file: 10x rdflib", times(load), load >= 10),
        Bar("open what was built before: 10x rdflib", times(again), again >= 10),
        *_faster(found, TO_ONE, 40),
        *_faster(found, APART, 40),
        *_faster(found, PATH, 40),
        Bar("memory, from a file: a quarter of rdflib's", f"{held:.0%}", held <= 0.25),
        Bar("memory, on disk: a quarter of rdflib's", f"{memory:.0%}", memory <= 0.25),
    ]
    rows = [(bar.says, bar.measured, "yes" if bar.holds else "**no**") for bar in bars]
    return _section("Bars", "", ("bar", "measured", "holds"), rows)


def _faster(found: Found, name: str, least: int) -> Iterator[Bar]:
    """Hold our answers to one question, in memory and on disk, against rdflib's."""
    for run, where in ((IN_MEMORY, "in memory"), (OPENED, "on disk")):
        by = _answer(found, RDFLIB, name)[0] / _answer(found, run, name)[0]
        yield Bar(f"{name}, {where}: {least}x rdflib", times(by), by >= least)


def _loading(found: Found) -> str:
    rows = [
        (told, seconds(found.runs[name].seconds), size(found.runs[name].held))
        for name, told in HOLDS.items()
    ]
    says = "A graph folder keeps its store on disk; it is built once and then only opened."
    return _section("Load and memory", says, ("store", "time", "held"), rows)


def _queries(found: Found) -> str:
    rows = [
        (HOLDS[run], *(seconds(_answer(found, run, name)[0]) for name in ASKED))
        for run in (RDFLIB, IN_MEMORY, OPENED)
    ]
    says = f"{SAYS} Ours includes reading the query and checking it."
    return _section("Queries", says, ("store", *ASKED), rows)


def _files(found: Found) -> str:
    rdflib = _answer(found, RDFLIB, "TriG written")[0]
    rows = [
        ("written by rdflib, from its store", seconds(rdflib)),
        ("written by ours, from a graph folder, sorted", seconds(found.runs[WRITTEN].seconds)),
        ("read by rdflib", seconds(found.runs[BY_RDFLIB].seconds)),
        ("read by pyoxigraph, in memory", seconds(found.runs[BY_OXIGRAPH].seconds)),
        ("read by ours, into records", seconds(found.runs[READ].seconds)),
    ]
    return _section("TriG", "", ("what", "time"), rows)


def _small(found: Found) -> str:
    rows = [(f"{n:,}", seconds(one), seconds(other)) for n, one, other in found.small]
    says = (
        "From records in memory to the answer of the first query, processor time, best of five. "
        "Below the size where the two meet rdflib is used, above it Oxigraph."
    )
    return _section("Small graphs", says, ("statements", "rdflib", "Oxigraph"), rows)


def _section(title: str, says: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join([f"## {title}", "", *([says, ""] if says else []), *lines, ""])


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else "unnamed"
