"""The command `ownership`: who is caught by whose ownership, under one rule at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import arguments, as_json, find, owned_text, regimes
from graph.owned import owned
from graph.workspace import DATA

if TYPE_CHECKING:
    import argparse

    from graph.owned import Owned
    from graph.ownership import Proof
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

REGIMES = DATA / "regimes.toml"


def describe(command: argparse.ArgumentParser) -> None:
    """Describe its options."""
    add = command.add_argument
    add("party", help="id, name or alias")
    add("--as-of", metavar="DATE", help="the day asked about (default: what no source ends)")
    add(
        "--assume", action="append", default=[], metavar="OWNER=SHARE",
        help="a what-if: the share that an owner would hold of the party, such as 30 or 25-50",
    )  # fmt: skip
    add("--regimes", type=Path, default=REGIMES, metavar="FILE", help="a file of other rules")
    command.set_defaults(run=run)


def run(workspace: Workspace, given: argparse.Namespace) -> Result:
    """Ask every rule of one party."""
    held = find.resolve(workspace.names, given.party)
    rules, state, minority = regimes.load(given.regimes)
    found = owned(
        workspace.network,
        held.id,
        rules,
        (state, minority),
        as_of=arguments.day(given.as_of),
        assumed=arguments.assumed(workspace, held.id, given.assume),
    )
    told = owned_text.shown(found, workspace.records, workspace.vocabulary)
    if given.assume:
        told = f"What if {', '.join(given.assume)}: this is no source's word.\n\n{told}"
    return bool(found.direct), told, {"graph": as_json.graph(workspace.records)} | _data(found)


def _data(held: Owned) -> dict[str, Any]:
    return {
        "party": held.party,
        "as_of": str(held.as_of) if held.as_of else None,
        "rules": [
            {"id": r.regime.id, "title": r.regime.title, "status": r.status} | _proof(r.proof)
            for r in held.rulings
        ],
        "states": [
            {"country": s.country, "minority": s.minority} | _proof(s.proof) for s in held.states
        ],
        "control": [s.id for s in held.control],
        "unaccounted_percent": str(held.unaccounted),
        "interests": [{"owner": i.owner, "low": i.low, "high": i.high} for i in held.interests],
    }


def _proof(held: Proof) -> dict[str, Any]:
    return {
        "party": held.party,
        "standing": str(held.standing),
        "low": str(held.low),
        "high": str(held.high),
        "exempt": held.exempt,
        "parts": [
            {
                "owner": part.stake.owner,
                "share": part.stake.share.text,
                "statements": [s.id for s in part.stake.statements],
                "why": _proof(part.why),
            }
            for part in held.parts
        ],
    }
