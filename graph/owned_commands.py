"""The command `ownership`: who is caught by whose ownership, under one rule at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import as_json, find, owned_text, regimes
from graph.dates import PartialDate
from graph.errors import BadQuestion
from graph.owned import owned
from graph.statement import Percent
from graph.workspace import DATA

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

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


def run(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Ask every rule of one party."""
    held = find.resolve(workspace.names, arguments.party)
    rules, state, minority = regimes.load(arguments.regimes)
    found = owned(
        workspace.network,
        held.id,
        rules,
        (state, minority),
        as_of=_date(arguments.as_of),
        assumed=dict(_assumed(workspace, held.id, arguments.assume)),
    )
    told = owned_text.shown(found, workspace.records, workspace.vocabulary)
    if arguments.assume:
        told = f"What if {', '.join(arguments.assume)}: this is no source's word.\n\n{told}"
    return bool(found.direct), told, {"graph": as_json.graph(workspace.records)} | _data(found)


def _date(text: str | None) -> PartialDate | None:
    try:
        return PartialDate(text) if text else None
    except ValueError:
        raise BadQuestion(f"--as-of {text}: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _assumed(
    workspace: Workspace, key: str, given: Iterable[str]
) -> Iterable[tuple[tuple[str, str], Percent]]:
    for text in given:
        owner, found, share = text.rpartition("=")
        try:
            percent = Percent.parse(share)
        except ValueError:
            found = ""
        if not found:
            raise BadQuestion(f"--assume {text}: write OWNER=SHARE, such as “Some Ltd=30”")
        yield (find.resolve(workspace.names, owner).id, key), percent


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
