"""What is amiss with records by the shapes of data/shapes.ttl, told by table, row and column.

The loaders read row by row and stop at what cannot be taken. The shapes look at the whole as RDF,
as any other SHACL program can: they also ask for what an answer would miss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from graph.calm import uncollected
from graph.errors import BadFile
from graph.rdf import graphs
from graph.rdf_terms import key_of
from graph.shape_parts import parts
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

    from graph.shape_parts import Part
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

# Statements and parties that are looked at together. More at once are no faster.
AT_ONCE = 2_000
TABLES = {
    **{"party": "parties", "statement": "statements", "source": "sources", "deal": "deals"},
    **{"collection": "source"},
}
# Columns whose name in the tables is not that of the property.
COLUMNS = {
    RDF.subject: "subject", RDF.predicate: "relation", RDF.object: "object", RDF.type: "kind",
    PROV.hadPrimarySource: "source", SKOS.altLabel: "aliases", SKOS.note: "note",
    SKOS.prefLabel: "name", DCTERMS.issued: "published", DCTERMS.type: "kind",
    DCTERMS.license: "licence", SCHEMA.identifier: "identifiers",
    SCHEMA.propertyID: "identifiers", SCHEMA.value: "identifiers",
    VOCABULARY.listing: "listed_on", VOCABULARY.list: "listed_on",
    VOCABULARY.listedOn: "listing_date", VOCABULARY.listedUntil: "listing_until",
    VOCABULARY.opened: "url_checked",
    VOCABULARY.percentLow: "percent", VOCABULARY.percentHigh: "percent",
    VOCABULARY.percentLowOpen: "percent", VOCABULARY.percentHighOpen: "percent",
    VOCABULARY.record: "id",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something about one record; `row` is the id that its table gives it.

    A violation must be mended; anything else is worth a look. `value` is empty where something
    is missing, and `column` is `id` where no single one is meant.
    """

    table: str
    row: str
    column: str
    value: str
    message: str
    violation: bool
    key: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a SHACL program says of one thing."""

    focus: Node
    path: Node | None
    value: Node | None
    shape: Node
    message: str
    violation: bool


def load(file: Path) -> Graph:
    """Read the shapes; raise `BadFile` when they are missing."""
    try:
        return Graph().parse(file, format="turtle")
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "restore it from the project") from error


def problems(
    records: Records, vocabulary: Vocabulary, shapes: Graph, *, at_once: int = AT_ONCE
) -> list[Problem]:
    """Say what is amiss, in order of tables and rows; nothing where all is as it should be.

    Looks at parts of so many parties and statements, one after the other, so that a graph of any
    size fits; what is said does not depend on the parts.
    """
    with uncollected():
        found = {
            problem
            for part in parts(records, at_once)
            for result in results(_union(part.records, vocabulary), shapes)
            for problem in _problems(result, part, vocabulary)
        }
    return sorted(found)


def results(rdf: Graph, shapes: Graph) -> list[Result]:
    """Ask pyshacl of a graph that holds the vocabulary too; in no particular order."""
    from pyshacl import validate  # takes a quarter of a second, which other commands need not wait

    _, found, _ = validate(rdf, shacl_graph=shapes, advanced=True, inplace=True)
    if not isinstance(found, Graph):
        raise TypeError(f"the shapes cannot be asked: {found!r}")
    return [_result(found, node) for node in found.objects(None, SH.result)]


def _result(report: Graph, node: Node) -> Result:
    value, path = report.value(node, SH.value), report.value(node, SH.resultPath)
    return Result(
        report.value(node, SH.focusNode) or node,
        path,
        value,
        report.value(node, SH.sourceShape) or node,
        " ".join(sorted(map(str, report.objects(node, SH.resultMessage)))),
        report.value(node, SH.resultSeverity) == SH.Violation,
    )


def _union(records: Records, vocabulary: Vocabulary) -> Graph:
    """Give all graphs as one, as a query without GRAPH sees them."""
    rdf = Graph()
    for _, triples in graphs(records, vocabulary):
        for triple in triples:
            rdf.add(triple)
    return rdf


def _problems(result: Result, part: Part, words: Vocabulary) -> Iterator[Problem]:
    """Tell of a relation by the statements that claim it, of anything else by its own row."""
    relation = _relation(result, words)
    if relation is None:
        yield from _of_a_thing(result, part)
        return
    column = "subject" if result.path is None else "object"
    subject = _named(result.focus)[1]
    wanted = None if result.path is None or result.value is None else _named(result.value)[1]
    for said in part.records.statements:
        claim = (said.subject, said.relation) == (subject, relation) and said.id in part.statements
        if claim and wanted in (None, said.object):
            value = subject if column == "subject" else said.object
            told = (result.message, result.violation)
            yield Problem("statements", said.record or said.id, column, value, *told, said.id)


def _relation(result: Result, words: Vocabulary) -> str | None:
    """Name the relation that a result is about, by its path or by the shape of its subjects."""
    node = result.shape if result.path is None else result.path
    name = str(node).rpartition("#")[2]
    ours = result.path is None or str(node).startswith(str(VOCABULARY))
    missing = result.path is not None and result.value is None
    return name if ours and not missing and name in words.relations else None


def _of_a_thing(result: Result, part: Part) -> Iterator[Problem]:
    table, key = _named(result.focus)
    if key not in part.owned(table):
        return
    said = next((s for s in part.records.statements if s.id == key), None)
    row = said.record if said is not None and table == "statement" else key
    value = "" if result.value in (None, result.focus) else _told(result.value)
    told = (result.message, result.violation)
    yield Problem(TABLES[table], row or key, _column(result.path), value, *told, key)


def _named(node: Node) -> tuple[str, str]:
    """Give the table and the id that an IRI of ours names, whatever the base."""
    whole = str(node).partition("#")[0]
    return whole.rpartition("/")[0].rpartition("/")[2], key_of(URIRef(whole))


def _told(node: Node) -> str:
    """Give a word of ours, an id of ours, or anything else as it stands."""
    word = str(node).removeprefix(str(VOCABULARY))
    if word != str(node) or not isinstance(node, URIRef):
        return word
    table, key = _named(node)
    return key if table in TABLES else word


def _column(path: Node | None) -> str:
    if path is None or isinstance(path, BNode):
        return "id"
    if isinstance(path, URIRef) and path in COLUMNS:
        return COLUMNS[path]
    name = re.split("[#/]", str(path))[-1]
    return re.sub("([A-Z])", r"_\1", name).lower()
