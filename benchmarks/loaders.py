"""Measure each bulk loader in rows a second, beside the plain parse of the same file.

    python -m benchmarks.loaders [--rows N] [--out FILE]

A million rows of every format take about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import resource
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import bulk
from benchmarks.report import progress
from graph import vocabulary
from loaders import LOADERS
from loaders.reading.elements import elements
from loaders.reading.format import Load, Spec
from loaders.reading.objects import json_lines
from loaders.reading.rows import rows
from loaders.reading.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DATA = Path(__file__).parents[1] / "data"
PAGE = Path(__file__).parents[1] / "docs" / "performance-loaders.md"
ROWS = 1_000_000
PLAIN: Mapping[str, Callable[[Path, Tally], Iterable[Any]]] = {
    ".json": json_lines,
    ".jsonl": json_lines,
    ".txt": json_lines,
    ".xml": partial(elements, names=("RelationshipRecord",)),
    ".csv": partial(rows, columns=()),
}
"""The reader that each file's loader reads with, by the ending of the name."""


def measured(format_: str, count: int) -> tuple[float, float, float, int, int]:
    """Give seconds of the plain parse and of the load, peak MB, parties and statements made."""
    words = vocabulary.load(DATA / "vocabulary.ttl")
    with tempfile.TemporaryDirectory() as room:
        file = bulk.write(format_, Path(room), count)
        start = time.perf_counter()
        for _ in PLAIN[file.suffix](file, Tally()):
            pass
        plain = time.perf_counter() - start
        spec = Spec("made", format_, (file,), "Made", "Nobody", "CC0-1.0")
        tally, made = Tally(), {"Party": 0, "Statement": 0}
        start = time.perf_counter()
        for record in LOADERS[format_].load(Load(spec, words, tally)):
            name = type(record).__name__
            made[name] = made.get(name, 0) + 1
        seconds = time.perf_counter() - start
    if tally.left_over or tally.rows < count:
        raise AssertionError(f"{format_}: {tally.rows} rows read, {tally.left_over} left over")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return plain, seconds, megabytes, made["Party"], made["Statement"]


def page(count: int) -> str:
    """Measure every format in a process of its own, and write the page."""
    context = multiprocessing.get_context("spawn")
    lines = []
    for name in bulk.FILES:
        progress(f"{name}: {count:,} rows")
        with context.Pool(1) as pool:
            plain, seconds, megabytes, parties, stated = pool.apply(measured, (name, count))
        lines.append(
            f"| `{name}` | {count / plain:,.0f} | {count / seconds:,.0f} | "
            f"{seconds / plain:.1f}x | {megabytes:,.0f} MB | {parties:,} | {stated:,} |"
        )
        progress("  " + lines[-1])
    head = (
        "# Performance of loaders\n\n"
        f"Written by `python -m benchmarks.loaders` on {datetime.now(UTC).date()}; do not edit by "
        f"hand.\n{platform.system()}, Python {platform.python_version()}, one process a format.\n\n"
        f"Generated files of {count:,} rows in the form each format is published in. *Plain* only "
        "reads the rows with the reader that the loader uses; *loaded* makes parties and "
        "statements of them. The ratio is what meaning costs. Memory is the peak while nothing is "
        "kept: it is what a loader must remember to read a file right.\n\n"
        "| format | plain, rows a second | loaded, rows a second | ratio | peak memory | parties | "
        "statements |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(lines) + "\n"


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loaders", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="of each file")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    asked = parser.parse_args(given)
    asked.out.write_text(page(asked.rows), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
