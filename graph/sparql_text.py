"""The answer of a query for people: a table in a terminal or on a screen, and for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from graph.exports.csv_tables import guarded
from graph.sparql import Form
from graph.sparql_answer import triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.sparql_answer import Answer, Term

# Characters of a column in a terminal; what is longer is cut there, and nowhere else.
WIDEST = 60
_LOCAL = re.compile(r"\w(?:[\w-]|%[0-9A-F]{2})*")


def cells(answer: Answer, prefixes: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Give an answer as columns and rows of text, with IRIs as a query can write them."""
    if answer.form is Form.ASK:
        return ["answer"], [["yes" if answer.holds else "no"]]
    if answer.form.gives_triples:
        found = [[shown(term, prefixes) for term in triple] for triple in triples(answer)]
        return ["subject", "predicate", "object"], found
    names = answer.variables
    return list(names), [[shown(r.get(name), prefixes) for name in names] for r in answer.rows]


def shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Write a value for a person; one that is not bound is empty."""
    if term is None:
        return ""
    if term["type"] == "uri":
        return short(term["value"], prefixes)
    return f"_:{term['value']}" if term["type"] == "bnode" else term["value"]


def short(name: str, prefixes: Mapping[str, str]) -> str:
    """Write an IRI with the longest prefix that it can be written with in a query, if any.

    >>> short("https://enduse.example/id/party/a%3Ab", {"party": "https://enduse.example/id/party/"})
    'party:a%3Ab'
    """
    fits = [(space, prefix) for prefix, space in prefixes.items() if name.startswith(space)]
    space, prefix = max(fits, default=("", ""), key=lambda each: len(each[0]))
    local = name[len(space) :]
    return f"{prefix}:{local}" if space and _LOCAL.fullmatch(local) else name


def table(answer: Answer, prefixes: Mapping[str, str]) -> str:
    """Draw a table in plain text; every line break within a value is shown as a blank."""
    columns, rows = cells(answer, prefixes)
    lines = [[_cut(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    drawn = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([drawn[0], "  ".join("-" * width for width in widths), *drawn[1:]])


def _cut(cell: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    return plain if len(plain) <= WIDEST else f"{plain[: WIDEST - 1]}…"


def spreadsheet(answer: Answer) -> str:
    """Write CSV in which no cell is a formula, with IRIs in full."""
    text = io.StringIO()
    columns, rows = cells(answer, {})
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in [columns, *rows])
    return text.getvalue()
