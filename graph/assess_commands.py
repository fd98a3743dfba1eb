"""The command that makes the due-diligence sheet of a party or a deal: assess."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import arguments, find
from graph.errors import BadQuestion
from graph.exports.files import replacing
from graph.sheets import as_data, assess
from graph.sheets.formats import FORMATS
from graph.sheets.limited import WEAKEST
from graph.sheets.making import Terms

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from graph.sheets.sheet import Sheet
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

BINARY = ("pdf",)


def describe(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    command_of: Callable[
        [argparse._SubParsersAction[argparse.ArgumentParser], str, str], argparse.ArgumentParser
    ],
) -> None:
    """Describe the command and its options; `command_of` makes one with the common options."""
    command = command_of(group, "assess", "make the due-diligence sheet of a party or a deal")
    command.set_defaults(run=run)
    _options(command)


def _options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("party", nargs="?", help="id, name or alias; not needed with --deal")
    add(
        "--deal",
        metavar="ID",
        help="the sheet of this deal, instead of the party's",
    )
    add("--as-of", metavar="DATE", help="the day of now (default: what sources last state)")
    add("--grade-floor", default=WEAKEST, metavar="GRADE", help="the weakest grade to let in")
    add("--indicators", type=Path, metavar="FILE", help="your own indicators, beside ours")
    add(
        "--assessments", type=Path, metavar="FILE",
        help="assessments of other years, in the columns of practices.csv",
    )  # fmt: skip
    add(
        "--assume", action="append", default=[], metavar="OWNER=SHARE",
        help="a what-if: the share that an owner would hold of the party, such as 30 or 25-50",
    )  # fmt: skip
    add("--format", choices=list(FORMATS), default="text", help="(default: text)")
    add("-o", "--out", type=Path, metavar="FILE", help="to write (default: to the terminal)")


def run(workspace: Workspace, given: argparse.Namespace) -> Result:
    """Make the sheet, and write it to a file or the terminal."""
    if given.party is None and given.deal is None:
        raise BadQuestion("name a party, or a deal with --deal")
    if given.format in BINARY and given.out is None:
        raise BadQuestion(f"--format {given.format} is no text: name a file with --out FILE")
    sheet = _sheet(workspace, given)
    content = FORMATS[given.format].write(sheet)
    if given.out is None:
        return True, content.decode().rstrip("\n"), as_data.data(sheet)
    with replacing(given.out) as stream:
        stream.write(content)
    told = f"{given.out}: due-diligence sheet of {sheet.title}, {FORMATS[given.format].title}."
    return True, told, {"file": str(given.out), "format": given.format, "sheet": sheet.key}


def _sheet(workspace: Workspace, given: argparse.Namespace) -> Sheet:
    party = find.resolve(workspace.names, given.party).id if given.party is not None else None
    if given.assume and (party is None or given.deal is not None):
        raise BadQuestion("--assume is about the owners of a party: name one, and no deal")
    terms = Terms(
        as_of=arguments.day(given.as_of),
        floor=given.grade_floor,
        extra=given.indicators,
        years=given.assessments,
        assumed=arguments.assumed(workspace, party, given.assume) if party else {},
    )
    if given.deal is None:
        return assess.of_party(workspace, party or "", terms)
    _check(workspace, party, given.deal)
    return assess.of_deal(workspace, given.deal, terms)


def _check(workspace: Workspace, party: str | None, deal: str) -> None:
    """Raise `BadQuestion` where a party is named that takes no part in the deal."""
    if party is None:
        return
    own = assess.deals_of(workspace, party)
    if deal not in own:
        hint = f"its deals: {', '.join(own)}" if own else "no deal of it is recorded"
        raise BadQuestion(f"{party} takes no part in deal {deal!r}; {hint}")
