"""The example queries with what the casebook answers: a part of docs/questions.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import sparql_examples, store
from graph.sparql import prefixes, read
from graph.sparql_answer import Format, Room, written
from graph.sparql_text import cells
from graph.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.sparql_answer import Answer
    from graph.sparql_examples import Example
    from graph.store import Store
    from graph.workspace import Workspace

# Rows shown of each answer; the rest is counted.
SHOWN = 8
OPENING = """## SPARQL

Each example of [sparql.toml](../data/sparql.toml), asked of the casebook as RDF: in the app on the
page Query, in a terminal with `enduse sparql --example NAME`. [How the RDF is laid
out](sparql.md). The lens is not part of it, so these speak of countries by name. A row is what the
triples say, joined by the query; a link is not a finding.
"""


def section(workspace: Workspace) -> str:
    """Write the part of the page."""
    held = store.hold(workspace.stated, workspace.vocabulary)
    examples = sparql_examples.load().values()
    return "\n".join([OPENING, *("\n".join(_example(each, held)) for each in examples)])


def _example(example: Example, held: Store) -> Iterator[str]:
    yield f"### {example.title}"
    yield ""
    yield example.sentence
    yield ""
    yield f"Name: `{example.name}`"
    yield ""
    yield f"```sparql\n{example.query}\n```"
    yield ""
    found = store.answer(held, read(example.query), Room(10**8))
    yield from _triples(found) if found.form.gives_triples else _rows(found)
    yield ""


def _rows(found: Answer) -> Iterator[str]:
    columns, rows = cells(found, prefixes())
    yield f"{number(len(rows), 'row').capitalize()}."
    if rows:
        yield ""
        yield _line(columns)
        yield _line("---" for _ in columns)
        yield from (_line(row) for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield ""
        yield f"… and {len(rows) - SHOWN} more"


def _line(cells_: Iterator[str] | list[str]) -> str:
    """Write a row of a table; a cell is text, and stays in its line and its column."""
    return f"| {' | '.join(_cell(each) for each in cells_)} |"


def _cell(text: str) -> str:
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _triples(found: Answer) -> Iterator[str]:
    yield f"{number(len(found.triples), 'triple').capitalize()}."
    yield ""
    yield f"```turtle\n{written(found, Format.TURTLE, prefixes()).decode().rstrip()}\n```"
