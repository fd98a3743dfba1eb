"""The command that takes a part of the graph away in a file: export."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import arguments, as_json, find, told
from graph.errors import BadQuestion
from graph.exports import EXPORTS
from graph.exports.subgraph import everything, of_hops, of_parties
from graph.neighbourhood import adjacent
from graph.rdf_terms import BASE, check_base
from graph.words import number
from graph.workspace import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.exports.subgraph import Export, Losses, Subgraph
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

# The formats that name things by IRIs.
RDF = ("json-ld", "n-quads", "trig", "turtle")
# How far to look where nobody says.
PATH_HOPS, NEAR = 4, 1
# A neighbourhood that has grown beyond this is no longer one: take the whole graph instead.
MOST_PARTIES = 20_000
NOTHING = "Nothing was written: no party or statement answers that."


def describe(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    command: Callable[..., argparse.ArgumentParser],
) -> None:
    """Describe the command and its options; `command` adds one that opens a graph."""
    export = command(group, "export", "write a part of the graph to a file, in one of many formats")
    export.set_defaults(run=run)
    export.add_argument(
        "supplier", nargs="?", help="with --paths: id, name or alias (default: all)"
    )
    export.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="to write")
    export.add_argument("--format", required=True, choices=list(EXPORTS), metavar="NAME",
                        help=", ".join(EXPORTS))  # fmt: skip
    export.add_argument("--base", metavar="IRI", help=f"what all IRIs of RDF begin with ({BASE})")
    what = export.add_argument_group("what to take").add_mutually_exclusive_group(required=True)
    what.add_argument("--paths", action="store_true", help="what a question about paths finds")
    what.add_argument(
        "--party",
        action="append",
        metavar="PARTY",
        help="a party and those up to --hops away (default: 1); 0 for those alone that you name",
    )
    what.add_argument("--all", action="store_true", help="the whole graph")
    arguments.describe(export)
    export.set_defaults(hops=None)


def run(workspace: Workspace, given: argparse.Namespace) -> Result:
    """Write the file, and say what is in it and what it does not carry."""
    if given.supplier is not None and not given.paths:
        raise BadQuestion(f"{given.supplier!r} is read with --paths; with a party, write --party")
    export = EXPORTS[given.format]
    if given.base is not None and export.name not in RDF:
        raise BadQuestion(
            f"--base is for RDF ({', '.join(RDF)}): {export.name} has no IRIs of ours"
        )
    base = check_base(given.base or BASE)
    taken = replace(_taken(workspace, given), base=base)
    if not taken.records.parties:
        return False, NOTHING, _data(given.out, export, taken, None)
    lost = export.write(taken, given.out)
    return True, _told(given.out, export, taken, lost), _data(given.out, export, taken, lost)


def _taken(workspace: Workspace, given: argparse.Namespace) -> Subgraph:
    if given.all:
        return everything(workspace)
    return _paths(workspace, given) if given.paths else _near(workspace, given)


def _paths(workspace: Workspace, given: argparse.Namespace) -> Subgraph:
    far = PATH_HOPS if given.hops is None else given.hops
    question = arguments.asked(workspace, argparse.Namespace(**vars(given) | {"hops": far}))
    answer = ask(workspace, question)
    what = told.what(question, attested=not given.composed).capitalize()
    found = [*answer.attested, *(answer.composed if given.composed else ())]
    return of_hops(
        workspace,
        (hop for path in found for hop in (*path.hops, *path.tie)),
        asked=f"{what}s {told.asked(question, workspace.records)}",
        parameters=_parameters(as_json.question(question) | {"composed": given.composed}),
    )


def _parameters(held: dict[str, Any], within: str = "") -> dict[str, str]:
    """Give every parameter as text, those of a part under its name."""
    found: dict[str, str] = {}
    for key, value in held.items():
        if isinstance(value, dict):
            found |= _parameters(value, f"{key}.")
        elif isinstance(value, (list, tuple)):
            found[within + key] = ", ".join(map(str, value))
        else:
            found[within + key] = "" if value is None else str(value)
    return found


def _near(workspace: Workspace, given: argparse.Namespace) -> Subgraph:
    """Take parties, whom they stand beside up to so many hops away, and all among them."""
    hops = NEAR if given.hops is None else given.hops
    if hops < 0:
        raise BadQuestion(f"--hops {hops}: write 0 or more")
    centres = [find.resolve(workspace.names, name) for name in given.party]
    taken = edge = {party.id for party in centres}
    for _ in range(hops):
        edge = {near for key in edge for near in adjacent(workspace.network, key)} - taken
        taken = taken | edge
        if len(taken) > MOST_PARTIES:
            many = f"more than {MOST_PARTIES:,} parties stand that near"
            raise BadQuestion(f"{many}: use fewer --hops, or take the whole graph with --all")
    names = " and ".join(party.name for party in centres)
    return of_parties(
        workspace,
        taken,
        asked=f"{names}, up to {number(hops, 'hop')} away, and all statements among them",
        parameters={"hops": str(hops), "party": ", ".join(party.id for party in centres)},
    )


def _told(file: Path, export: Export, taken: Subgraph, lost: Losses) -> str:
    records = taken.records
    counts = (
        number(len(records.parties), "party", "parties"),
        number(len(records.statements), "statement"),
        number(len(records.sources), "source"),
    )
    lines = [f"{file}: {export.title}: {', '.join(counts)}.", f"{taken.asked}."]
    if lost:
        lines += ["The file does not carry everything:", *(f"  - {each}" for each in lost)]
    else:
        lines.append("Nothing is lost: the file holds all that is stated here.")
    return "\n".join([*lines, "A link is not a finding: it is what a named source said."])


def _data(file: Path, export: Export, taken: Subgraph, lost: Losses | None) -> dict[str, Any]:
    records = taken.records
    return {
        "file": None if lost is None else str(file),
        "format": export.name,
        "asked": taken.asked,
        "parameters": dict(taken.parameters),
        "lens": taken.lens,
        "content_hash": taken.content_hash,
        "program": taken.program,
        "parties": len(records.parties),
        "statements": len(records.statements),
        "sources": len(records.sources),
        "lost": list(lost or ()),
    }
