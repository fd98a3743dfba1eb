"""Reading a SPARQL query that somebody else wrote: what it asks, and that it only asks.

A query is read by rdflib's parser, and whatever it would do is found in its algebra. The engine
that runs it may have a parser of its own, so nothing is let through that two parsers could read
differently, and both must take it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import pyoxigraph
from pyparsing import ParseBaseException
from rdflib import Literal, Variable
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from graph.errors import BadQuestion, RefusedQuery
from graph.rdf_terms import BASE, COUNTRY
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib.plugins.sparql.sparql import Query as Parsed

LONGEST = 100_000  # characters of a query
_CASTS = frozenset(
    str(XSD[name])
    for name in ("boolean", "double", "float", "decimal", "integer", "dateTime", "string")
)
_AROUND_ROWS = frozenset({"Slice", "Distinct", "Reduced", "Project", "OrderBy"})
# What SPARQL's grammar takes as one piece, so that nothing else begins within it.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n]*"
    r"|[\w.-]*:[\w.:%-]*"
    r"|[?$@]?[\w-]+",
    re.DOTALL,
)
# What one engine's library of regular expressions knows and the other's does not.
_BEYOND_REGEX = re.compile(r"\(\?(?:[=!>P]|<[=!])|\\[1-9kGZ]|[*+?}]\+")


class Form(StrEnum):
    """What a query gives: rows, yes or no, or triples."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"

    @property
    def gives_triples(self) -> bool:
        """Whether the answer is a graph."""
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


@dataclass(frozen=True)
class Query:
    """A query that only asks.

    `variables` are the columns of its answer, in order. `in_order` says that the query itself
    orders its rows. `default_graphs` and `named_graphs` are what it is asked of, by FROM and
    FROM NAMED or beside the query; None stands for the whole store. `parsed` is what rdflib
    made of the text.
    """

    text: str
    form: Form
    variables: tuple[str, ...]
    in_order: bool
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    prefixes: Mapping[str, str] = field(repr=False)
    parsed: Parsed = field(repr=False)


def prefixes(base: str = BASE) -> dict[str, str]:
    """Give the prefixes that a query need not declare.

    >>> prefixes()["party"]
    'https://enduse.example/id/party/'
    """
    spaces = {
        **{"enduse": VOCABULARY, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "prov": PROV},
        **{"dcterms": DCTERMS, "dcat": DCAT, "foaf": FOAF, "owl": OWL, "xsd": XSD},
        **{"schema": SCHEMA, "country": COUNTRY},
    }
    ours = ("party", "source", "deal", "statement", "collection")
    return {name: str(space) for name, space in spaces.items()} | {
        name: f"{base}{name}/" for name in ours
    }


def read(
    text: str,
    *,
    base: str = BASE,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Query:
    """Read a query; graphs named beside it, as the protocol allows, stand in place of its own.

    Raises `BadQuestion` where it is no SPARQL 1.1 query, `RefusedQuery` where it would write or
    call a service, or where the two engines are known to answer it differently.

    >>> read("SELECT ?b ?a { ?a enduse:supplies ?b }").variables
    ('b', 'a')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text)
    known = prefixes(base)
    parsed, every = _parsed(text, known)
    _check(parsed.algebra)
    _check_again(text, known)
    default, named = _graphs(parsed.algebra, tuple(default_graphs), tuple(named_graphs))
    form = Form(parsed.algebra.name.removesuffix("Query").lower())
    columns = [str(each) for each in parsed.algebra.PV or () if isinstance(each, Variable)]
    if every:
        columns.sort(key=_places(text).__getitem__)
    variables = tuple(columns) if form is Form.SELECT else ()
    return Query(text, form, variables, _ordered(parsed.algebra), default, named, known, parsed)


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise BadQuestion(f"the query has {len(text):,} characters, more than {LONGEST:,}")
    # rdflib puts the character in before it parses, so a quotation mark would end a string.
    if re.search(r"\\u", text, re.IGNORECASE):
        raise RefusedQuery(r"\u in a query", "write the character itself")
    if re.search("[\0\ud800-\udfff]", text):
        raise BadQuestion("the query holds half a character or the character NUL")
    if any(piece.lower() == "service" for piece in _PIECE.findall(text)):
        raise _service()


def _service() -> RefusedQuery:
    return RefusedQuery("SERVICE", "nothing leaves this machine; ask the other endpoint itself")


def _parsed(text: str, known: Mapping[str, str]) -> tuple[Parsed, bool]:
    """Give the query, and whether it selects `*`."""
    try:
        tokens = parseQuery(text)
        every = tokens[1].name == "SelectQuery" and not tokens[1].projection
        return translateQuery(tokens, None, dict(known)), every
    except RecursionError as error:
        raise BadQuestion("the query is nested too deeply") from error
    except ParseBaseException as error:
        if _is_update(text):
            raise RefusedQuery("an update", "the graph is only read; use SELECT") from error
        near = f"near {text[error.loc :][:30]!r}" if text[error.loc :].strip() else "at its end"
        where = f"line {error.lineno}, column {error.column}, {near}"
        raise BadQuestion(f"no SPARQL query: {where}") from error
    except Exception as error:  # noqa: BLE001 - rdflib raises just that for what makes no sense
        raise BadQuestion(f"no SPARQL query: {error}") from error


def _is_update(text: str) -> bool:
    try:
        return bool(parseUpdate(text).request)
    except (ParseBaseException, RecursionError):
        return False


def _check(algebra: CompValue) -> None:
    for part in parts(algebra):
        if part.name == "ServiceGraphPattern":
            raise _service()
        if part.name == "Function" and str(part.iri) not in _CASTS:
            raise BadQuestion(f"there is no function <{part.iri}>")
        if part.name in ("Builtin_REGEX", "Builtin_REPLACE"):
            _check_pattern(part.pattern)


def _check_pattern(pattern: object) -> None:
    if isinstance(pattern, Literal) and (found := _BEYOND_REGEX.search(pattern)):
        remedy = "SPARQL's know no looking ahead, behind or back; use several FILTERs"
        raise RefusedQuery(f"{found.group()} in a regular expression", remedy)


def parts(algebra: CompValue) -> Iterator[CompValue]:
    """Walk an algebra: everything in it, however it is held."""
    waiting: list[object] = [algebra]
    while waiting:
        each = waiting.pop()
        if isinstance(each, CompValue):
            yield each
            waiting.extend(vars(each).values())  # where rdflib puts what is within EXISTS
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list | tuple | set | frozenset):
            waiting.extend(each)


def _check_again(text: str, known: Mapping[str, str]) -> None:
    """Let the other parser read it, on a store that holds nothing."""
    try:
        pyoxigraph.Store().query(text, prefixes=dict(known))
    except SyntaxError as error:
        raise BadQuestion(f"no SPARQL query: {error}") from error


def _graphs(
    algebra: CompValue, default: tuple[str, ...], named: tuple[str, ...]
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Give the graphs that are asked; without a word about any it is the whole store."""
    if not (default or named):
        clauses = algebra.datasetClause or ()
        default = tuple(str(each.default) for each in clauses if each.default)
        named = tuple(str(each.named) for each in clauses if each.named)
    return (default, named) if default or named else (None, None)


def _ordered(algebra: CompValue) -> bool:
    part = algebra.p
    while isinstance(part, CompValue) and part.name in _AROUND_ROWS:
        if part.name == "OrderBy":
            return True
        part = part.p
    return False


def _places(text: str) -> dict[str, int]:
    """Say in which order variables come: rdflib keeps none for `*`."""
    found: dict[str, int] = {}
    for piece in _PIECE.findall(text):
        if piece[0] in "?$":
            found.setdefault(piece[1:], len(found))
    return found
