"""The command line: every question the program answers, as text or as --json."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph import (
    VERSION,
    arguments,
    assess_commands,
    build_commands,
    case_commands,
    check_commands,
    commands,
    export_commands,
    indicator_commands,
    owned_commands,
    serve,
    sparql_commands,
)
from graph.citation_text import FORMATS
from graph.errors import EnduseError
from graph.folder import read_manifest
from graph.workspace import CASEBOOK, RULES, open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, NOTHING, BAD_INPUT = 0, 1, 2
OWNED = "say who owns a party, and what each ownership rule makes of it"
ABOUT = (
    "Which third parties stand between a supplier and a restrictive government, how do we know, "
    "and how sure are we? A link is not a finding: it is what a named source said."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 0 an answer, 1 nothing found, 2 bad input."""
    given = parser().parse_args(argv)
    try:
        if given.command == "ui":
            return serve.run(_data(given), given.lens, given.patterns, given.port, given.browser)
        if given.makes:
            found, told, data = given.run(given)
        else:
            workspace = open_workspace(_data(given), given.lens, given.patterns)
            found, told, data = given.run(workspace, given)
    except EnduseError as error:
        print(f"enduse: {error}", file=sys.stderr)
        return BAD_INPUT
    _print(json.dumps(data, ensure_ascii=False, indent=2) if given.json else told)
    return FOUND if found else NOTHING


def _data(given: argparse.Namespace) -> Path:
    """Give the folder to open; raise `BadFile` where the one named as a graph is none."""
    if given.graph is None:
        tables: Path = given.data
        return tables
    graph: Path = given.graph
    read_manifest(graph)
    return graph


def _print(told: str) -> None:
    """Print in UTF-8 whatever the locale; a reader who has seen enough, such as `head`, may go."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        print(told, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    top = argparse.ArgumentParser(prog="enduse", description=ABOUT)
    top.add_argument("--version", action="version", version=f"enduse {VERSION}")
    group = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _command(group, "search", "find parties by name, alias or id").add_argument("text")
    _command(group, "show", "show a party and every statement about it").add_argument("party")
    _paths(_command(group, "paths", "find the third parties between supplier and end-user"))
    _paths(_command(group, "reach", "say which suppliers reach which end-users, one path each"))
    _intermediaries(
        _command(group, "intermediaries", "find who serves several suppliers and end-users")
    )
    _exposure(_command(group, "exposure", "rank who is on the most attested third-party paths"))
    owned_commands.describe(_command(group, "ownership", OWNED))
    _cite(_command(group, "cite", "write paths as sentences with numbered sources"))
    _practices(_command(group, "practices", "show which governments meet the lens, and why"))
    about = "list the sources and what rests on each"
    _text(_command(group, "sources", about), "part of an id, publisher or title")
    case_commands.describe(_command(group, "case", case_commands.ABOUT))
    _text(_command(group, "patterns", "list the named patterns"), "part of a name or title")
    build_commands.describe(group)
    sparql_commands.describe(group)
    for part in (check_commands, export_commands, indicator_commands, assess_commands):
        part.describe(group, _command)
    _ui(_command(group, "ui", "open the app in the browser, on this machine only"))
    return top


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.set_defaults(run=getattr(commands, name, None), makes=False)
    place = command.add_mutually_exclusive_group()
    place.add_argument(
        "--data", type=Path, default=CASEBOOK, metavar="FOLDER", help="tables to read instead"
    )
    place.add_argument(
        "--graph", type=Path, metavar="FOLDER", help="a graph that `build` or `load` wrote"
    )
    command.add_argument(
        "--lens", type=Path, default=RULES, metavar="FILE", help="a rules file with another lens"
    )
    command.add_argument(
        "--patterns", type=Path, metavar="FILE", help="a file of your own named patterns, too"
    )
    command.add_argument("--json", action="store_true", help="print exact data instead of text")
    return command


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("supplier", nargs="?", help="id, name or alias (default: all suppliers)")
    arguments.describe(command)
    command.add_argument("--evidence", action="store_true", help="show every hop's sources")
    command.add_argument("--brief", action="store_true", help="show no hop's sources")


def _intermediaries(command: argparse.ArgumentParser) -> None:
    command.set_defaults(supplier=None)
    arguments.describe(command)
    command.add_argument("--suppliers", type=int, default=2, help="at least so many (default: 2)")
    command.add_argument("--end-users", type=int, default=2, help="at least so many (default: 2)")


def _exposure(command: argparse.ArgumentParser) -> None:
    command.set_defaults(supplier=None)
    arguments.describe(command)
    command.add_argument("--rows", type=int, default=10, help="of each ranking (default: 10)")
    command.add_argument("--open", default="", metavar="ID", help="list the paths of this one")


def _cite(command: argparse.ArgumentParser) -> None:
    _paths(command)
    command.add_argument("--path", type=int, metavar="N", help="only the path of that number")
    command.add_argument(
        "--format", choices=list(FORMATS), default="markdown", help="(default: markdown)"
    )


def _practices(command: argparse.ArgumentParser) -> None:
    command.add_argument("country", nargs="?", help="code or name (default: all that meet it)")
    command.add_argument("--all", action="store_true", help="list those that do not meet it too")


def _text(command: argparse.ArgumentParser, about: str) -> None:
    command.add_argument("text", nargs="?", default="", help=about)


def _ui(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8501, help="port on 127.0.0.1")
    command.add_argument(
        "--no-browser", dest="browser", action="store_false", help="do not open a browser"
    )


if __name__ == "__main__":
    sys.exit(main())
