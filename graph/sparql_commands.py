"""The commands that ask SPARQL: `sparql` once, `serve --sparql` for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import endpoint, sparql_examples, sparql_text
from graph.errors import BadFile, BadQuestion
from graph.folder import is_folder, read_manifest
from graph.query_process import MILLION, Asked, Limits
from graph.querying import Queries, of_records
from graph.rdf_terms import BASE
from graph.sparql import prefixes
from graph.sparql_answer import Format, as_data, written
from graph.store import Engine
from graph.workspace import CASEBOOK, open_workspace

if TYPE_CHECKING:
    import argparse

    from graph.sparql_answer import Answer

    Result = tuple[bool, str, Any]

TABLE, CSV, JSON, TURTLE = "table", "csv", "json", "turtle"


def describe(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the commands and their options."""
    about = "ask a SPARQL query of the graph: SELECT, ASK, CONSTRUCT or DESCRIBE"
    command = _command(group, "sparql", about, sparql)
    command.add_argument("query", nargs="?", help="the query; its usual prefixes are known")
    command.add_argument("--file", type=Path, metavar="FILE", help="read the query from a file")
    command.add_argument("--example", metavar="NAME", help="ask one of the example queries")
    command.add_argument("--examples", action="store_true", help="list the example queries")
    command.add_argument("--prefixes", action="store_true", help="list the prefixes")
    command.add_argument(
        "--format", choices=(TABLE, CSV, JSON, TURTLE), default=TABLE, help="(default: table)"
    )
    command.add_argument("--json", action="store_true", help="print exact data instead of text")
    about = "answer other programs on this machine; --sparql: a SPARQL 1.1 endpoint, read-only"
    command = _command(group, "serve", about, serve)
    command.add_argument("--sparql", action="store_true", help="serve SPARQL at /sparql")
    command.add_argument("--port", type=int, default=endpoint.PORT, help="port on 127.0.0.1")
    command.set_defaults(json=False)


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str, run: object
) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.set_defaults(run=run, makes=True)
    place = command.add_mutually_exclusive_group()
    place.add_argument(
        "--data", type=Path, default=CASEBOOK, metavar="FOLDER", help="tables to read instead"
    )
    place.add_argument(
        "--graph", type=Path, metavar="FOLDER", help="a graph that `build` or `load` wrote"
    )
    add = command.add_argument
    add("--base", default=BASE, metavar="IRI", help=f"what all IRIs begin with ({BASE})")
    add("--seconds", type=float, default=30, help="stop a query after so long (30)")
    add("--megabytes", type=float, default=20, help="stop a query with a larger answer (20)")
    engines = [str(each) for each in Engine]
    add("--store", choices=engines, default=Engine.AUTO, help="where triples are held (auto)")
    return command


def sparql(given: argparse.Namespace) -> Result:
    """Ask one query."""
    if given.prefixes:
        known = prefixes(given.base)
        return True, "\n".join(f"PREFIX {name}: <{space}>" for name, space in known.items()), known
    examples = sparql_examples.load()
    if given.examples:
        told = [f"{each.name}\n  {each.title}. {each.sentence}" for each in examples.values()]
        return True, "\n".join(told), {name: each.query for name, each in examples.items()}
    text = _text(given, examples)
    with _queries(given) as queries:
        answer = queries.ask(Asked(text))
    return answer.holds, _told(answer, given.format, given.base), _data(answer, text)


def _text(given: argparse.Namespace, examples: dict[str, sparql_examples.Example]) -> str:
    """Give the query that was named in one of three ways."""
    ways = [each for each in (given.query, given.file, given.example) if each is not None]
    if len(ways) != 1:
        raise BadQuestion("give one query: as text, with --file, or with --example")
    if given.file is not None:
        try:
            text: str = given.file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadFile(given.file, f"cannot be read ({error})", "name a text file") from error
        return text
    if given.example is None:
        return str(given.query)
    if given.example not in examples:
        raise BadQuestion(f"--example {given.example}: use one of {', '.join(examples)}")
    return examples[given.example].query


def _queries(given: argparse.Namespace) -> Queries:
    limits = _limits(given)
    place = given.graph or given.data
    if given.graph is not None or is_folder(place):
        read_manifest(place)
        return Queries(place, base=given.base, engine=Engine(given.store), limits=limits)
    records = open_workspace(place).stated
    return of_records(records, base=given.base, engine=Engine(given.store), limits=limits)


def _limits(given: argparse.Namespace) -> Limits:
    if not (0 < given.seconds <= 86_400 and 0 < given.megabytes <= 100_000):
        raise BadQuestion("--seconds: more than 0, up to a day; --megabytes: more than 0")
    return Limits(given.seconds, round(given.megabytes * MILLION))


def _told(answer: Answer, format_: str, base: str) -> str:
    if format_ == CSV:
        return sparql_text.spreadsheet(answer).rstrip("\n")
    if format_ == TURTLE and not answer.form.gives_triples:
        raise BadQuestion("--format turtle is for CONSTRUCT and DESCRIBE: this query gives none")
    if format_ == JSON and answer.form.gives_triples:
        raise BadQuestion("--format json is for SELECT and ASK: use turtle for triples")
    if format_ in (JSON, TURTLE):
        return written(answer, Format(format_), prefixes(base)).decode().rstrip("\n")
    return sparql_text.table(answer, prefixes(base))


def _data(answer: Answer, text: str) -> dict[str, Any]:
    found = {"triples": answer.triples} if answer.form.gives_triples else as_data(answer)
    return {"query": text, "answer": found}


def serve(given: argparse.Namespace) -> Result:
    """Serve until interrupted."""
    if not given.sparql:
        raise BadQuestion("say what to serve: --sparql")
    with _queries(given) as queries, endpoint.listening(queries, given.port) as server:
        sys.stdout.write(f"SPARQL is answered at {server.address} - press Ctrl-C to end it.\n")
        sys.stdout.flush()
        server.run()
    return True, "Ended.", {}
