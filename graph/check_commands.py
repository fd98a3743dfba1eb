"""The command `check`: whether every row can be read, and what the shapes say of the whole."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graph import as_json, shapes
from graph.folder import is_folder
from graph.words import number
from graph.workspace import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.shapes import Problem
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

# Parties and statements up to which shapes are asked without being told to: twenty seconds. The
# casebook has 1,820 and takes six; the time grows as the graph does.
MOST = 6_000
# Of each kind of problem, how many are told; --json gives all.
TOLD = 20


def describe(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    command: Callable[..., argparse.ArgumentParser],
) -> None:
    """Describe the command and its options; `command` adds one that opens a graph."""
    check = command(group, "check", "read every row of the tables and say what is wrong")
    check.add_argument(
        "--shapes",
        action=argparse.BooleanOptionalAction,
        help=f"ask the SHACL shapes too (default: up to {MOST:,} parties and statements)",
    )
    check.set_defaults(run=run)


def run(workspace: Workspace, given: argparse.Namespace) -> Result:
    """Say how much was read, which has raised by now if a row is wrong, and what the shapes say."""
    records, place = workspace.stated, given.graph or given.data
    counts = {
        "parties": len(records.parties),
        "statements": len(records.statements),
        "sources": len(records.sources),
        "deals": len(records.deals),
        "countries_assessed": len(workspace.practices),
    }
    told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    read = f"Every row was read; content hash {records.content_hash}."
    size = len(records.parties) + len(records.statements)
    asked = size <= MOST if given.shapes is None else given.shapes
    found = _found(workspace) if asked else None
    lines = [f"{place}: {told}. {read}", *_shapes(found, size, given.shapes, place, workspace)]
    data: dict[str, Any] = as_json.graph(records) | counts
    data["shapes"] = None if found is None else [asdict(each) for each in found]
    good = not any(each.violation for each in found or ())
    return good, "\n".join(lines), data


def _found(workspace: Workspace) -> list[Problem]:
    shapes_ = shapes.load(DATA / "shapes.ttl")
    return shapes.problems(workspace.stated, workspace.vocabulary, shapes_)


def _shapes(
    found: list[Problem] | None, size: int, chosen: bool | None, place: Path, held: Workspace
) -> Iterator[str]:
    if found is None:
        if chosen is None:
            yield (
                f"Shapes: not asked of so large a graph ({size:,} parties and statements): "
                f"--shapes asks them, in about {round(size / 300 / 60) + 1} minutes."
            )
        return
    if not found:
        yield "Shapes: nothing to mend, nothing to look at."
    for violation, what in ((True, "to mend"), (False, "to look at")):
        those = [each for each in found if each.violation is violation]
        if those:
            yield f"Shapes: {number(len(those), 'thing')} {what}:"
            yield from (f"- {_where(each, place, held)}" for each in those[:TOLD])
        if len(those) > TOLD:
            yield f"- … and {len(those) - TOLD} more; --json gives all"


def _where(told: Problem, place: Path, held: Workspace) -> str:
    """Name a row of our own tables much as the loader does, a record of a graph by its id."""
    row = told.row
    if is_folder(place):
        at = f"{place}, {told.table}"
    else:
        row = row.removeprefix(f"{held.stated.collections[0].id}:")
        at = f"{place}/{told.table}.csv" if place.is_dir() else f"{place}, sheet {told.table}"
    value = f": {told.value!r}" if told.value else ""
    return f"{at}, id {row}, column {told.column}{value}: {told.message}"
