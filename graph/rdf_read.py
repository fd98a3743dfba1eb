"""Records back from an RDF dataset that `graph.rdf` wrote, or that follows its shape."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from rdflib import RDF, Dataset, Graph
from rdflib.exceptions import ParserError
from rdflib.namespace import PROV, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from graph.dates import Period
from graph.errors import BadFile, UnknownTerm
from graph.rdf_collection import read_collection, read_deal, read_party, read_source
from graph.rdf_terms import key_of
from graph.rdf_thing import Thing
from graph.statement import Evidence, Percent, Records, Statement
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rdflib import URIRef
    from rdflib.term import Node

    from graph.statement import Collection

T = TypeVar("T")


# What rdflib's parser was seen to raise on broken files; the last two are its oversights.
_PARSER_RAISES = (BadSyntax, ParserError, ValueError, AssertionError, IndexError)
_REMEDY = "write it again with this program"


def read_trig(file: Path) -> Records:
    """Read a TriG file; raise `BadFile` when it is not one, or not one of ours."""
    rdf = Dataset()
    try:
        rdf.parse(data=file.read_bytes().decode(), format="trig")
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", _REMEDY) from error
    except _PARSER_RAISES as error:
        raise BadFile(file, f"cannot be read as TriG: {error}", _REMEDY) from error
    try:
        return records(rdf)
    except UnknownTerm as error:
        raise BadFile(file, str(error), _REMEDY) from error


def records(dataset: Dataset) -> Records:
    """Give back what was written; triples about anything else are left unread.

    Raises `UnknownTerm` when a mandatory value is missing or stands twice, when a statement
    names a party, source or deal that is not described, and when the direct triples in the
    graphs of the sources are not exactly those that the statements make.
    """
    rdf = Graph()
    for subject, predicate, object_, _ in dataset.quads():
        rdf.add((subject, predicate, object_))
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
    direct = {quad for quad in dataset.quads() if quad[1] in relations}
    stated = {_claim(thing) for thing in _things(rdf)}
    for claim in sorted(direct ^ stated, key=str):
        problem = "has no statement" if claim in direct else "is missing from this graph"
        raise UnknownTerm(f"{' '.join(map(str, claim[:3]))}: {problem}", where=str(claim[3]))


def _things(rdf: Graph) -> list[Thing]:
    return [Thing(rdf, node) for node in rdf.subjects(RDF.type, RDF.Statement)]


def _claim(thing: Thing) -> tuple[Node, Node, Node, Node]:
    subject, predicate, object_ = (
        thing.one(part) for part in (RDF.subject, RDF.predicate, RDF.object)
    )
    return subject, predicate, object_, thing.one(PROV.hadPrimarySource)


def _table(rdf: Graph, cls: URIRef, read: Callable[[str, Thing], T]) -> dict[str, T]:
    table: dict[str, T] = {}
    for key, node in sorted((key_of(node), node) for node in rdf.subjects(RDF.type, cls)):
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
    return Percent(
        thing.text(VOCABULARY.percent),
        thing.typed(VOCABULARY.percentLow, Decimal),
        thing.typed(VOCABULARY.percentHigh, Decimal),
        thing.typed(VOCABULARY.percentLowOpen, bool),
        thing.typed(VOCABULARY.percentHighOpen, bool),
    )
