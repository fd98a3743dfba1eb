"""The command line: every question the program answers, as text or as --json."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph import VERSION, commands, serve
from graph.errors import EnduseError
from graph.question import MOST_HOPS
from graph.workspace import CASEBOOK, RULES, open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, NOTHING, BAD_INPUT = 0, 1, 2
ABOUT = (
    "Which third parties stand between a supplier and a restrictive government, how do we know, "
    "and how sure are we? A link is not a finding: it is what a named source said."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 0 an answer, 1 nothing found, 2 bad input."""
    arguments = parser().parse_args(argv)
    try:
        if arguments.command == "ui":
            return serve.run(arguments.data, arguments.lens, arguments.port, arguments.browser)
        workspace = open_workspace(arguments.data, arguments.lens)
        found, told, data = arguments.run(workspace, arguments)
    except EnduseError as error:
        print(f"enduse: {error}", file=sys.stderr)
        return BAD_INPUT
    _print(json.dumps(data, ensure_ascii=False, indent=2) if arguments.json else told)
    return FOUND if found else NOTHING


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
    _intermediaries(
        _command(group, "intermediaries", "find who serves several suppliers and end-users")
    )
    _practices(_command(group, "practices", "show which governments meet the lens, and why"))
    _sources(_command(group, "sources", "list the sources and what rests on each"))
    _command(group, "check", "read every row of the tables and say what is wrong")
    _ui(_command(group, "ui", "open the app in the browser, on this machine only"))
    return top


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.set_defaults(run=getattr(commands, name, None))
    command.add_argument(
        "--data", type=Path, default=CASEBOOK, metavar="FOLDER", help="tables to read instead"
    )
    command.add_argument(
        "--lens", type=Path, default=RULES, metavar="FILE", help="a rules file with another lens"
    )
    command.add_argument("--json", action="store_true", help="print exact data instead of text")
    return command


def _question(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--to", metavar="END", help="a country, a party, or 'any' government (default: the lens)")
    add("--hops", type=int, default=4, help=f"how far to look, 2 to {MOST_HOPS} (default: 4)")
    add("--min-grade", default="inferred", metavar="GRADE", help="the weakest grade to accept")
    add("--as-of", metavar="DATE", help="only what had begun and not ended by then")
    add("--undated", action="store_true", help="with --as-of: keep undated statements too")
    add("--composed", action="store_true", help="show paths that only this program joined")
    add("--offers", action="store_true", help="follow offers with no delivery shown")
    add("--money", action="store_true", help="follow loans and grants")
    add("--beyond-agencies", action="store_true", help="go on from agencies to bodies above")
    layers = ("control", "association", "identity")
    add("--follow", action="append", choices=layers, default=[], help="follow this layer too")


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("supplier", nargs="?", help="id, name or alias (default: all suppliers)")
    _question(command)
    command.add_argument("--evidence", action="store_true", help="show every hop's sources")
    command.add_argument("--brief", action="store_true", help="show no hop's sources")


def _intermediaries(command: argparse.ArgumentParser) -> None:
    command.set_defaults(supplier=None)
    _question(command)
    command.add_argument("--suppliers", type=int, default=2, help="at least so many (default: 2)")
    command.add_argument("--end-users", type=int, default=2, help="at least so many (default: 2)")


def _practices(command: argparse.ArgumentParser) -> None:
    command.add_argument("country", nargs="?", help="code or name (default: all that meet it)")
    command.add_argument("--all", action="store_true", help="list those that do not meet it too")


def _sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", nargs="?", default="", help="part of an id, publisher or title")


def _ui(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8501, help="port on 127.0.0.1")
    command.add_argument(
        "--no-browser", dest="browser", action="store_false", help="do not open a browser"
    )


if __name__ == "__main__":
    sys.exit(main())
