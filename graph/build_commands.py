"""The commands that make a graph: build, load, template."""

from __future__ import annotations

import shlex
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import building, template, vocabulary
from graph.dates import PartialDate
from graph.errors import BadQuestion
from graph.folder import writing
from graph.words import listed, number
from loaders import LOADERS
from loaders.reading.format import Spec
from loaders.reading.our_rows import COLUMNS
from loaders.reading.sources_file import UNSAID, Sources, id_from, read_sources

if TYPE_CHECKING:
    import argparse

    Result = tuple[bool, str, Any]

# Seconds between two lines of progress.
PAUSE = 2.0


def describe(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the commands and their options."""
    about = "build a graph from the published files that a sources file lists"
    command = _command(group, "build", about, build)
    command.add_argument("sources", type=Path, help="the file that lists them (TOML)")
    command.add_argument("--files", type=Path, metavar="FOLDER", help="where the files are")
    _load(_command(group, "load", "build a graph from one published file or set of files", load))
    _template(group)


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str, run: object
) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.set_defaults(run=run, makes=True)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="FOLDER", help="graph")
    command.add_argument("--rejects", type=Path, metavar="FILE", help="write rejected rows here")
    command.add_argument("--json", action="store_true", help="print exact data instead of text")
    command.add_argument("--casebook", action="store_true", help="put the bundled casebook first")
    return command


def _load(command: argparse.ArgumentParser) -> None:
    formats = ", ".join(LOADERS)
    command.add_argument("format", help=f"auto, or one of {formats}")
    command.add_argument("files", type=Path, nargs="+", help="the published files")
    command.add_argument("--id", default="", help="begins the ids (default: the file's name)")
    for name in ("title", "publisher", "licence", "retrieved", "url", "grade"):
        command.add_argument(f"--{name}", default="", help=f"{name} of the source")
    command.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )


def _template(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "write empty tables of our own to fill, as a folder of CSV or one XLSX workbook"
    command = group.add_parser(
        "template", help=about, description=f"{about[0].upper()}{about[1:]}."
    )
    command.set_defaults(run=write_template, makes=True)
    place = "a new folder, or a new file that ends in .xlsx"
    command.add_argument("-o", "--out", type=Path, required=True, metavar="PLACE", help=place)
    command.add_argument("--json", action="store_true", help="print exact data instead of text")


def write_template(given: argparse.Namespace) -> Result:
    """Write the tables that `enduse check --data` and `enduse load tables` read."""
    words = vocabulary.load(building.DATA / "vocabulary.ttl")
    written = template.write(given.out, COLUMNS, words)
    told = (
        f"{given.out}: {', '.join(written)}.\n"
        "The rows are an invented example: put yours in their place.\n"
        f"Check them: enduse check --data {shlex.quote(str(given.out))}"
    )
    return True, told, {"place": str(given.out), "written": written}


def build(given: argparse.Namespace) -> Result:
    """Build what a sources file asks for."""
    sources = read_sources(given.sources, given.files)
    return _built(given, replace(sources, casebook=sources.casebook or given.casebook))


def load(given: argparse.Namespace) -> Result:
    """Build a graph from one source, described on the command line."""
    first: Path = given.files[0]
    spec = Spec(
        id=given.id or id_from(first.name),
        format="" if given.format == "auto" else given.format,
        files=tuple(given.files),
        title=given.title or first.name,
        publisher=given.publisher or UNSAID,
        licence=given.licence or UNSAID,
        retrieved=_date(given.retrieved),
        url=given.url,
        grade=given.grade,
        options=dict(_option(text) for text in given.option),
    )
    return _built(given, Sources((spec,), casebook=given.casebook))


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError:
        raise BadQuestion(f"--retrieved {text}: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _option(text: str) -> tuple[str, str]:
    name, given, value = text.partition("=")
    if not given:
        raise BadQuestion(f"--option {text}: write NAME=VALUE")
    return name, value


def _built(given: argparse.Namespace, sources: Sources) -> Result:
    built = building.build(sources, given.out, Progress())
    if given.rejects:
        _write_rejects(given.rejects, built)
    data = {
        "content_hash": built.records.content_hash,
        "reports": [each.as_data() for each in built.reports],
        "identities": built.ties,
    }
    return True, "\n".join(_told(given, built)), data


def _write_rejects(file: Path, built: building.Built) -> None:
    rows = [each for report in built.reports for each in report.rejected]
    lines = [f"{each.file}\t{each.row}\t{each.reason}\n" for each in rows]
    with writing(file):
        file.write_bytes("".join(["file\trow\treason\n", *lines]).encode())


def _told(given: argparse.Namespace, built: building.Built) -> list[str]:
    records, ties = built.records, built.ties
    told = [line for report in built.reports for line in report.lines()]
    if built.kept:
        told.append(f"{number(built.kept, 'source')} as before: not read again.")
    if ties["by_identifier"] or ties["by_review"]:
        told.append(
            f"Same party: {ties['by_identifier']:,} ties by shared identifiers, "
            f"{ties['by_review']:,} by review; {ties['kept_apart']:,} pairs kept apart."
        )
    if ties["disputed_by_review"]:
        told.append(f"Said by sources to be the same, and disputed: {ties['disputed_by_review']:,}")
    if ties["reviewed_elsewhere"]:
        told.append(f"Reviewed pairs that are not both here: {ties['reviewed_elsewhere']:,}.")
    if ties["to_check"]:
        few = listed(ties["to_check"])
        told.append(f"To check, for their records differ in kind or country: {few}.")
    told.append(
        f"{given.out}: {len(records.parties):,} parties, {len(records.statements):,} statements, "
        f"{len(records.sources):,} sources; content hash {records.content_hash}."
    )
    return told


class Progress:
    """Says on the terminal, every few seconds, how far a long load is and how long it will take."""

    def __init__(self) -> None:
        """Start the clock."""
        self._begun = self._said = time.monotonic()
        self._name = ""

    def __call__(self, name: str, rows: int, done: float) -> None:
        """Look at the clock."""
        now = time.monotonic()
        if name != self._name:
            self._name, self._begun, self._said = name, now, now
        if now - self._said < PAUSE:
            return
        self._said, spent = now, now - self._begun
        left = f", {done:.0%} of the file, about {spent / done - spent:.0f} s left" if done else ""
        rate = rows / max(spent, 0.001)
        sys.stderr.write(f"{name}: {rows:,} rows, {rate:,.0f} a second{left}\n")
