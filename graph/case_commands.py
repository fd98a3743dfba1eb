"""The command `case`: what a case file holds, and what has changed since it was kept."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from graph import as_json, told
from graph.case import is_hop
from graph.case_changes import changes
from graph.case_data import read_file, to_data
from graph.errors import EnduseError
from graph.text import WIDTH
from graph.words import number
from graph.workspace import ask

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from graph.case import Asked, Case
    from graph.case_changes import Change
    from graph.paths import Answer
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

ABOUT = "say what a case file holds, and what has changed since it was saved"


def describe(command: argparse.ArgumentParser) -> None:
    """Describe its options."""
    command.add_argument("file", type=Path, help="a case file that the app saved")
    command.set_defaults(run=run)


def run(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Read a case, ask its question again, and compare."""
    case = read_file(arguments.file)
    answer, refused = _asked_again(case, workspace)
    found = changes(case, workspace, workspace.lens, answer)
    said = "\n\n".join(filter(None, (_held(case, workspace), _changed(case, found), refused)))
    data = {
        "graph": as_json.graph(workspace.records),
        "case": to_data(case),
        "changes": [asdict(each) for each in found],
        "not_asked_again": refused or None,
    }
    return True, said, data


def _asked_again(case: Case, workspace: Workspace) -> tuple[Answer | None, str]:
    """Ask the question through the lens of the case; say why where it cannot be asked here."""
    if case.asked is None:
        return None, ""
    try:
        return ask(workspace, case.asked.question, case.lens), ""
    except (EnduseError, KeyError) as error:
        return None, f"Its question cannot be asked of this data: {error}"


def _held(case: Case, workspace: Workspace) -> str:
    lines = [case.title or "A case without a title", f"saved with {case.program}"]
    if case.asked:
        lines += _question(case.asked, workspace)
    lines.append(f"lens: {case.lens.rule}")
    shown = number(len(case.view.parties), "party", "parties")
    lines.append(f"view: {shown}, {len(case.view.pinned)} pinned")
    lines.append(f"{number(len(case.notes), 'note')}{':' if case.notes else ''}")
    return "\n".join(_wrapped(line) for line in (*lines, *_notes(case, workspace)))


def _question(asked: Asked, workspace: Workspace) -> Iterator[str]:
    try:
        yield f"asked: third-party paths {told.asked(asked.question, workspace.records)}"
    except KeyError as error:
        yield f"asked: about {error}, which this data does not hold"
    counts = f"{number(asked.attested, 'attested path')}, {asked.composed} composed"
    yield f"found: {counts}" + ("" if asked.complete else ", cut short")


def _notes(case: Case, workspace: Workspace) -> Iterator[str]:
    names = {each.id: each.name for each in case.parties}
    for note in case.notes:
        ends = note.about.split(" > ")[:-1] if is_hop(note.about, workspace.vocabulary) else ()
        name = " → ".join(names.get(end, end) for end in ends) or names.get(note.about, note.about)
        yield f"- {name}: {' '.join(note.text.split())}"


def _changed(case: Case, found: Sequence[Change]) -> str:
    if not found:
        return "Nothing has changed: data, lens and answer are as they were."
    head = f"{number(len(found), 'change')} since it was saved:"
    return "\n".join(_wrapped(line) for line in (head, *(f"- {each.told}" for each in found)))


def _wrapped(line: str) -> str:
    return fill(line, WIDTH, subsequent_indent="  ")
