"""Records back from an RDF dataset that `graph.rdf` wrote, or that follows its shape."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from xml.sax import SAXException

from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import PROV, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from graph.dates import Period
from graph.errors import BadFile, UnknownTerm
from graph.rdf_collection import read_collection, read_deal, read_party, read_source
from graph.rdf_terms import BASE, key_of, kind_iri
from graph.rdf_thing import Thing
from graph.statement import Evidence, Percent, Records, Statement
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from graph.statement import Collection
    from graph.vocabulary import Vocabulary

T = TypeVar("T")
Quad: TypeAlias = "tuple[Node, Node, Node, Node | None]"


# What rdflib's parsers were seen to raise on broken files; not all of it was meant to.
_PARSER_RAISES = (
    *(BadSyntax, ParserError, SAXException, ValueError, AssertionError, AttributeError),
    *(IndexError, RecursionError, TypeError),
)
_REMEDY = "write it again with this program"
# What rdflib calls each serialisation, and people do.
SYNTAXES = {
    **{"turtle": "Turtle", "nt": "N-Triples", "xml": "RDF/XML"},
    **{"trig": "TriG", "nquads": "N-Quads", "json-ld": "JSON-LD"},
}
# Where triples are that no graph is named for.
NO_GRAPH = (None, DATASET_DEFAULT_GRAPH_ID)


def read_trig(file: Path) -> Records:
    """Read a TriG file; raise `BadFile` when it is not one, or not one of ours."""
    rdf = Dataset()
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", _REMEDY) from error
    parse(file, content, "trig", rdf)
    try:
        return records(rdf)
    except (UnknownTerm, ValueError) as error:
        raise BadFile(file, str(error), _REMEDY) from error


def parse(file: Path, content: bytes, syntax: str, into: Dataset) -> None:
    """Add the triples of a file to a dataset; raise `BadFile` when it is not of that syntax.

    What is relative is relative to the base of our own IRIs, wherever the file lies.
    """
    try:
        into.parse(data=content.decode(), format=syntax, publicID=BASE)
    except _PARSER_RAISES as error:
        said = str(error).strip().split("\n")[0] or type(error).__name__
        problem = f"cannot be read as {SYNTAXES[syntax]}, or is cut off: {said}"
        raise BadFile(file, problem, _REMEDY) from error


def records(dataset: Dataset, vocabulary: Vocabulary | None = None) -> Records:
    """Give back what was written; triples about anything else are left unread.

    Words of the `vocabulary` need not be described in the dataset itself. Raises `UnknownTerm`
    when a mandatory value is missing or stands twice, when a statement names a party, source
    or deal that is not described, and when the direct triples in the graphs of the sources are
    not exactly those that the statements make. Direct triples in no named graph, as a file in
    Turtle has them, may be of any source.
    """
    rdf = Graph()
    for subject, predicate, object_, _ in dataset.quads():
        rdf.add((subject, predicate, object_))
    for triple in _terms(vocabulary) if vocabulary else ():
        rdf.add(triple)
    _check_direct_triples(dataset, rdf)
    known = Records(
        _collections(rdf),
        parties=_table(rdf, VOCABULARY.Party, read_party),
        statements=(),
        sources=_table(rdf, VOCABULARY.Source, read_source),
        deals=_table(rdf, VOCABULARY.Deal, read_deal),
    )
    return replace(known, statements=_statements(rdf, known))


def _check_direct_triples(dataset: Dataset, rdf: Graph) -> None:
    """Refuse a claim without its statement, a statement without its claim, or in a wrong graph."""
    relations = set(rdf.subjects(RDF.type, VOCABULARY.Relation))
    direct: set[Quad] = {quad for quad in dataset.quads() if quad[1] in relations}
    stated = {_claim(thing) for thing in _things(rdf)}
    in_any = {claim[:3] for claim in stated}
    in_none = {quad[:3] for quad in direct if quad[3] in NO_GRAPH}
    unsaid = [q for q in direct - stated if q[3] not in NO_GRAPH or q[:3] not in in_any]
    lost = [claim for claim in stated - direct if claim[:3] not in in_none]
    for claim in sorted([*unsaid, *lost], key=str):
        problem = "has no statement" if claim in direct else "is missing from this graph"
        raise UnknownTerm(f"{' '.join(map(str, claim[:3]))}: {problem}", where=str(claim[3]))


def _terms(vocabulary: Vocabulary) -> Iterator[tuple[Node, Node, Node]]:
    """Yield what is read of the words: what they are, and how tables write them."""
    kinds = [(kind_iri(name), VOCABULARY.Kind, name) for name in vocabulary.kinds]
    grades = [(VOCABULARY[name], VOCABULARY.Grade, name) for name in vocabulary.grades]
    relations = [(VOCABULARY[name], VOCABULARY.Relation, name) for name in vocabulary.relations]
    for node, cls, name in (*kinds, *grades, *relations):
        yield node, RDF.type, cls
        yield node, SKOS.notation, Literal(name)


def _things(rdf: Graph) -> list[Thing]:
    return [Thing(rdf, node) for node in rdf.subjects(RDF.type, RDF.Statement)]


def _claim(thing: Thing) -> Quad:
    subject, predicate, object_ = (
        thing.one(part) for part in (RDF.subject, RDF.predicate, RDF.object)
    )
    return subject, predicate, object_, thing.one(PROV.hadPrimarySource)


def _table(rdf: Graph, cls: URIRef, read: Callable[[str, Thing], T]) -> dict[str, T]:
    table: dict[str, T] = {}
    for key, node in sorted((key_of(node), node) for node in rdf.subjects(RDF.type, cls)):
        if not key or not isinstance(node, URIRef):
            raise UnknownTerm(f"{cls}: has no IRI that ends in an id", where=str(node))
        if key in table:
            raise UnknownTerm(f"{key}: is described twice", where=str(node))
        table[key] = read(key, Thing(rdf, node))
    return table


def _collections(rdf: Graph) -> tuple[Collection, ...]:
    found = _table(rdf, VOCABULARY.Collection, lambda key, thing: (_place(thing), key, thing))
    if not found:
        raise UnknownTerm("no collection", "dataset")
    return tuple(
        read_collection(key, thing)
        for _, key, thing in sorted(found.values(), key=lambda each: each[:2])
    )


def _place(thing: Thing) -> int:
    return thing.typed(SCHEMA.position, int)


def _statements(rdf: Graph, known: Records) -> tuple[Statement, ...]:
    things = sorted(_things(rdf), key=lambda thing: (_place(thing), thing.node))
    return tuple(_statement(thing, known) for thing in things)


def _statement(thing: Thing, known: Records) -> Statement:
    return Statement(
        subject=thing.key(RDF.subject, known.parties),
        relation=thing.to(RDF.predicate).text(SKOS.notation),
        object=thing.key(RDF.object, known.parties),
        evidence=_evidence(thing, known),
        grade=thing.to(VOCABULARY.grade).text(SKOS.notation),
        period=Period(
            thing.date(VOCABULARY.validFrom),
            thing.date(VOCABULARY.validUntil),
            thing.date(VOCABULARY.asOf),
        ),
        item=thing.optional(VOCABULARY.item),
        percent=_percent(thing),
        deals=tuple(
            thing.known(VOCABULARY.deal, deal, known.deals)
            for deal in thing.ordered(VOCABULARY.deal, VOCABULARY.deals)
        ),
        disputed=thing.typed(VOCABULARY.disputed, bool),
        note=thing.optional(SKOS.note),
        record=thing.optional(VOCABULARY.record),
    )


def _evidence(thing: Thing, known: Records) -> Evidence:
    second = thing.maybe(VOCABULARY.corroboratingSource)
    return Evidence(
        source=thing.key(PROV.hadPrimarySource, known.sources),
        locator=thing.optional(VOCABULARY.locator),
        corroborating=(
            None
            if second is None
            else thing.known(VOCABULARY.corroboratingSource, second, known.sources)
        ),
    )


def _percent(thing: Thing) -> Percent | None:
    if thing.maybe(VOCABULARY.percent) is None:
        return None
    said = Percent(
        thing.text(VOCABULARY.percent),
        thing.typed(VOCABULARY.percentLow, Decimal),
        thing.typed(VOCABULARY.percentHigh, Decimal),
        thing.typed(VOCABULARY.percentLowOpen, bool),
        thing.typed(VOCABULARY.percentHighOpen, bool),
    )
    try:
        printed = Percent.parse(said.text)
    except ValueError:
        printed = None
    if printed != said:
        raise thing.bad(VOCABULARY.percent, f"{said.text!r} does not agree with its bounds")
    return printed
