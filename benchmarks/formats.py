"""Load the published files that loaders are tried on, and write docs/formats.md.

    python -m benchmarks.formats --files FOLDER [--out FILE]

The files are not part of the project: FOLDER is where benchmarks/datasets.toml finds them.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from graph.building import build
from loaders import LOADERS
from loaders.reading.sources_file import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.building import Built
    from loaders.reading.report import Report
    from loaders.reading.sources_file import Sources

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "formats.md"
SOURCES = HERE / "datasets.toml"
OPENING = """\
# Formats

Written by `python -m benchmarks.formats`; do not edit by hand. How to load a file, and what a load
says of itself, is in the [README](../README.md#your-own-data); which words of a format mean what is
in the TOML file of the same name beside its loader in `loaders/`.

## What can be read

A format is recognised from the file, or named. Every one is read from plain files, gzip and zip.

| name | what | options |
| --- | --- | --- |
"""
TRIED = """\

## What was tried

The published files that the loaders were tried on, read as they are; they belong to their
publishers and are not part of the project. In every line **rows = used + skipped + rejected**: the
program checks it and refuses to build a graph otherwise. *Not made* counts statements that a row
gives and that cannot stand, because an end is not in the source or is of a kind that the relation
does not know.

| source | format | files | rows | used | skipped | rejected | parties | statements | not made |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


def page(sources: Sources, built: Built, seconds: float, megabytes: float) -> str:
    """Write the page from the account of each source."""
    titles = {spec.id: spec.title for spec in sources.specs}
    reports = [report for report in built.reports if report.id in titles]
    options = {name: ", ".join(form.options) or "–" for name, form in LOADERS.items()}
    known = [f"| `{name}` | {form.title} | {options[name]} |" for name, form in LOADERS.items()]
    rows = [_row(titles[report.id], report) for report in reports]
    return OPENING + "\n".join(known) + "\n" + TRIED + "\n".join(rows) + "\n" + "\n".join(
        ["", _total(built, seconds, megabytes), "", "## What was skipped, and why", "",
         *_reasons(reports), ""]
    )  # fmt: skip


def _row(title: str, report: Report) -> str:
    skipped, lost = sum(report.skipped.values()), sum(report.lost.values())
    numbers = (report.rows, report.used, skipped, len(report.rejected))
    if numbers[0] != sum(numbers[1:]):
        raise AssertionError(f"{report.id}: {numbers} do not add up")
    cells = [f"{n:,}" for n in (*numbers, report.parties, report.statements, lost)]
    return f"| {title} | `{report.format}` | {len(report.files)} | {' | '.join(cells)} |"


def _total(built: Built, seconds: float, megabytes: float) -> str:
    records, ties = built.records, built.ties
    return (
        f"Built into one graph folder in {seconds:.0f} s with at most {megabytes:,.0f} MB of "
        f"memory, the bundled casebook included: {len(records.parties):,} parties, "
        f"{len(records.statements):,} statements; {ties['by_identifier']:,} ties of identity by "
        f"shared identifiers and {ties['by_review']:,} by review."
    )


def _reasons(reports: Iterable[Report]) -> list[str]:
    found: dict[tuple[str, str], int] = {}
    for report in reports:
        for reason, count in report.skipped.items():
            found[report.format, reason] = found.get((report.format, reason), 0) + count
    rows = [
        f"| `{name}` | {reason} | {count:,} |" for (name, reason), count in sorted(found.items())
    ]
    return ["| format | reason | rows |", "| --- | --- | --- |", *rows]


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats", description=__doc__)
    parser.add_argument("--files", type=Path, required=True, help="where the published files are")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    asked = parser.parse_args(given)
    sources = read_sources(SOURCES, asked.files)
    with tempfile.TemporaryDirectory() as room:
        start = time.perf_counter()
        built = build(sources, Path(room) / "graph")
        seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked.out.write_text(page(sources, built, seconds, megabytes), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
