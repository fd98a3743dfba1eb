"""What a query gives, and how it is written down in the formats of SPARQL 1.1."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import BadQuestion, StoppedQuery
from graph.sparql import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Term: TypeAlias = "dict[str, str]"
"""A value as SPARQL 1.1 Query Results JSON writes it: type, value, datatype, xml:lang."""
Row: TypeAlias = "dict[str, Term]"
"""Values by variable; one that is not bound is left out."""


class Format(StrEnum):
    """How an answer can be written; the last three are for triples."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    NT = "n-triples"
    RDF_XML = "rdf-xml"

    @property
    def media_type(self) -> str:
        """What HTTP calls it."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.JSON: "application/sparql-results+json",
    Format.XML: "application/sparql-results+xml",
    Format.CSV: "text/csv",
    Format.TSV: "text/tab-separated-values",
    Format.TURTLE: "text/turtle",
    Format.NT: "application/n-triples",
    Format.RDF_XML: "application/rdf+xml",
}
OF_ROWS = (Format.JSON, Format.XML, Format.CSV, Format.TSV)
OF_TRIPLES = (Format.TURTLE, Format.NT, Format.RDF_XML)
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_PARTS = ("type", "value", "datatype", "xml:lang")
_RESULTS = {
    Format.XML: QueryResultsFormat.XML,
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
}
_GRAPHS = {Format.TURTLE: RdfFormat.TURTLE, Format.RDF_XML: RdfFormat.RDF_XML}


class Room:
    """How large an answer may become, in bytes."""

    def __init__(self, most: int) -> None:
        """Begin with all of it."""
        self._most = self._left = most

    def take(self, size: int) -> None:
        """Take some; raise `StoppedQuery` when there is no more."""
        self._left -= size
        if self._left < 0:
            why = f"its answer is larger than {self._most / 1e6:,.3g} MB"
            raise StoppedQuery(why, "ask for less: a LIMIT, fewer columns, or counts")


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a query gives, in an order that does not depend on the engine.

    `rows` are those of SELECT; `holds` is what ASK says, and of the others whether they found
    anything; `triples` are lines of N-Triples.
    """

    form: Form
    holds: bool
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[str, ...] = ()


def of_rows(variables: Sequence[str], rows: Sequence[Row], *, in_order: bool) -> Answer:
    """Make the answer of SELECT; rows that the query itself does not order are sorted."""
    kept = list(rows) if in_order else sorted(rows, key=lambda row: _key(row, variables))
    return Answer(Form.SELECT, bool(kept), tuple(variables), tuple(kept))


def _key(row: Row, variables: Sequence[str]) -> list[list[str]]:
    terms = (row.get(each, {}) for each in variables)
    return [[term.get(part, "") for part in _PARTS] for term in terms]


def of_triples(form: Form, lines: set[str]) -> Answer:
    """Make the answer of CONSTRUCT or DESCRIBE."""
    return Answer(form, bool(lines), triples=tuple(sorted(lines)))


def as_data(answer: Answer) -> dict[str, Any]:
    """Give rows, or yes or no, as SPARQL 1.1 Query Results JSON."""
    if answer.form is Form.ASK:
        return {"head": {}, "boolean": answer.holds}
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": list(answer.rows)}}


def written(answer: Answer, format_: Format, prefixes: Mapping[str, str] | None = None) -> bytes:
    """Write an answer; raises `KeyError` for a format that is not for what it holds.

    Raises `BadQuestion` for a property that RDF/XML has no way to write.
    """
    if answer.form.gives_triples:
        return _graph(answer, format_, prefixes or {})
    text = json.dumps(as_data(answer), ensure_ascii=False, separators=(",", ":")).encode()
    if format_ is Format.JSON:
        return text
    read = pyoxigraph.parse_query_results(text, format=QueryResultsFormat.JSON)
    return read.serialize(format=_RESULTS[format_]) or b""


def _graph(answer: Answer, format_: Format, prefixes: Mapping[str, str]) -> bytes:
    lines = "".join(f"{line}\n" for line in answer.triples).encode()
    if format_ is Format.NT:
        return lines
    used = {name: space for name, space in prefixes.items() if _shortens(space.encode(), lines)}
    found = [quad.triple for quad in pyoxigraph.parse(lines, RdfFormat.N_TRIPLES)]
    if format_ is Format.RDF_XML:
        _check_properties(found)
    return pyoxigraph.serialize(found, format=_GRAPHS[format_], prefixes=used) or b""


def _check_properties(found: Iterable[pyoxigraph.Triple]) -> None:
    for name in sorted({triple.predicate.value for triple in found}):
        if not re.search(r"[^\W\d][\w.-]*$", name):  # what may be the name of an element
            raise BadQuestion(f"RDF/XML cannot name the property <{name}>; take Turtle")


def _shortens(space: bytes, lines: bytes) -> bool:
    """Say whether a prefix makes names shorter; before a `%` there would have to be a backslash."""
    within = re.escape(b"<" + space)
    return bool(re.search(within, lines)) and not re.search(within + b"[^>]*%", lines)


def triples(answer: Answer) -> list[tuple[Term, Term, Term]]:
    """Give the triples of an answer as terms."""
    lines = "".join(f"{line}\n" for line in answer.triples).encode()
    return [
        (_term(quad.subject), _term(quad.predicate), _term(quad.object))
        for quad in pyoxigraph.parse(lines, RdfFormat.N_TRIPLES)
    ]


def _term(term: object) -> Term:
    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    assert isinstance(term, pyoxigraph.Literal)  # noqa: S101 - RDF has no fourth
    return literal(term.value, term.language, term.datatype.value)


def literal(value: str, language: str | None, datatype: str | None) -> Term:
    """Write a literal as JSON results do: plain text has no datatype there."""
    if language:
        return {"type": "literal", "value": value, "xml:lang": language}
    if datatype is None or datatype == XSD_STRING:
        return {"type": "literal", "value": value}
    return {"type": "literal", "value": value, "datatype": datatype}


def read_answer(form: Form, body: bytes) -> Answer:
    """Give back what was written in the plainest format: JSON for rows, N-Triples for triples."""
    if form.gives_triples:
        lines = tuple(body.decode().split("\n")[:-1])
        return Answer(form, bool(lines), triples=lines)
    data = json.loads(body)
    if form is Form.ASK:
        return Answer(form, bool(data["boolean"]))
    rows = tuple(data["results"]["bindings"])
    return Answer(form, bool(rows), tuple(data["head"]["vars"]), rows)
