"""Statements as an RDF dataset: the only writer of triples.

One named graph per source, under the source's IRI, holds what that source states, so that it
can be withdrawn whole: the direct triple (`party supplies party`) for plain queries, and the
statement as a node of its own with grade, dates and provenance. The graph of each collection,
under its IRI, describes parties, sources, deals and countries; the graph of the vocabulary
names the terms. `graph.rdf_read` gives the same records back.

There are no blank nodes and no strings with a language but the vocabulary's own. Where order
matters, an `rdf:Seq` keeps it beside the plain triples.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, Dataset, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from graph.errors import BadQuestion
from graph.rdf_collection import described
from graph.rdf_terms import (
    BASE,
    VOCABULARY_GRAPH,
    Triple,
    check_base,
    facts,
    iri,
    kind_iri,
    n_triples,
    ordered,
)
from graph.vocabulary import SCHEMA, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.dates import Period
    from graph.rdf_terms import Named
    from graph.statement import Evidence, Percent, Records, Statement
    from graph.vocabulary import Term, Vocabulary


def dataset(records: Records, vocabulary: Vocabulary, *, base: str = BASE) -> Dataset:
    """Write the records as triples; a query without GRAPH sees all the named graphs as one.

    Raises `UnknownTerm` for a word that the vocabulary does not hold, `BadQuestion` for text
    that no file can hold (half a surrogate pair) or for two statements with the same id.
    """
    rdf = Dataset(default_union=True)
    rdf.bind("enduse", VOCABULARY)
    with _whole_characters():
        for name, triples in graphs(records, vocabulary, base=base):
            named = rdf.graph(name)
            for triple in triples:
                named.add(triple)
    return rdf


@contextmanager
def _whole_characters() -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        problem = "holds half a character (a lone surrogate) and cannot be written"
        raise BadQuestion(f"{error.object!r} {problem}") from error


def write_trig(records: Records, vocabulary: Vocabulary, file: Path, *, base: str = BASE) -> None:
    """Write a TriG file, a triple a line, sorted: the same records give the same bytes."""
    with _whole_characters():
        text = "\n".join(trig_lines(graphs(records, vocabulary, base=base))).encode()
    file.write_bytes(text + b"\n")


def trig_lines(named: Iterable[Named]) -> Iterator[str]:
    """Write graphs and the triples in them in order, each triple once.

    rdflib's own TriG writer orders graphs by hash, and needs a store of the triples first.
    """
    for name, lines in sorted_lines(named):
        yield from (f"{name} {{", *(f"{line} ." for line in lines), "}", "")


def sorted_lines(named: Iterable[Named]) -> Iterator[tuple[str, list[str]]]:
    """Give graphs by name, and their triples as N-Triples writes them, each once, in order."""
    held: dict[str, set[str]] = {}
    for name, triples in named:
        lines = held.setdefault(n_triples(name), set())
        lines.update(" ".join(map(n_triples, triple)) for triple in triples)
    for graph in sorted(held):
        if lines := held.pop(graph):
            yield graph, sorted(lines)


def graphs(records: Records, vocabulary: Vocabulary, *, base: str = BASE) -> Iterator[Named]:
    """Yield named graphs with their triples; one name may come several times.

    Raises as `dataset` does, but `UnicodeEncodeError` for text that no file can hold.
    """
    check_base(base)
    yield VOCABULARY_GRAPH, _terms(vocabulary)
    for collection, triples in described(records, vocabulary, base):
        yield iri("collection", collection.id, base=base), triples
    rows: dict[str, str] = {}
    for position, statement in enumerate(records.statements, start=1):
        if statement.id in rows:
            twins = f"rows {rows[statement.id]!r} and {statement.record!r}"
            raise BadQuestion(f"{twins} make the same statement, {statement.id}: leave one out")
        rows[statement.id] = statement.record
        source = iri("source", statement.evidence.source, base=base)
        yield source, _statement(statement, position, vocabulary, base)


def _terms(vocabulary: Vocabulary) -> Iterator[Triple]:
    for kind in vocabulary.kinds.values():
        yield from _term(kind_iri(kind.name), VOCABULARY.Kind, kind)
        yield kind_iri(kind.name), RDFS.subClassOf, VOCABULARY.Party
    for grade in vocabulary.grades.values():
        yield from _term(VOCABULARY[grade.name], VOCABULARY.Grade, grade)
    for relation in vocabulary.relations.values():
        yield from _term(VOCABULARY[relation.name], VOCABULARY.Relation, relation)


def _term(node: URIRef, cls: URIRef, term: Term) -> Iterator[Triple]:
    label, definition = (Literal(text, lang="en") for text in (term.label, term.definition))
    yield from facts(
        node,
        (RDF.type, cls),
        (SKOS.notation, term.name),
        (RDFS.label, label),
        (SKOS.definition, definition),
    )


def _statement(said: Statement, position: int, words: Vocabulary, base: str) -> Iterator[Triple]:
    node = iri("statement", said.id, base=base)
    subject = iri("party", said.subject, base=base)
    object_ = iri("party", said.object, base=base)
    relation = VOCABULARY[words.relation(said.relation).name]
    yield subject, relation, object_
    yield from facts(
        node,
        (RDF.type, RDF.Statement),
        (RDF.subject, subject),
        (RDF.predicate, relation),
        (RDF.object, object_),
        (SCHEMA.position, position),
        (VOCABULARY.grade, VOCABULARY[words.grade(said.grade).name]),
        (VOCABULARY.disputed, said.disputed),
        (VOCABULARY.item, said.item or None),
        (VOCABULARY.record, said.record or None),
        (SKOS.note, said.note or None),
    )
    yield from _period(node, said.period)
    yield from _percent(node, said.percent)
    yield from _evidence(node, said.evidence, base)
    deals = [iri("deal", deal, base=base) for deal in said.deals]
    yield from ordered(node, VOCABULARY.deal, VOCABULARY.deals, deals)


def _period(node: URIRef, period: Period) -> Iterator[Triple]:
    yield from facts(
        node,
        (VOCABULARY.validFrom, period.valid_from),
        (VOCABULARY.validUntil, period.valid_until),
        (VOCABULARY.asOf, period.as_of),
    )


def _percent(node: URIRef, percent: Percent | None) -> Iterator[Triple]:
    """Keep the share as printed; the bounds beside it are for queries."""
    if percent is not None:
        yield from facts(
            node,
            (VOCABULARY.percent, percent.text),
            (VOCABULARY.percentLow, percent.low),
            (VOCABULARY.percentHigh, percent.high),
            (VOCABULARY.percentLowOpen, percent.low_open),
            (VOCABULARY.percentHighOpen, percent.high_open),
        )


def _evidence(node: URIRef, evidence: Evidence, base: str) -> Iterator[Triple]:
    second = evidence.corroborating
    yield from facts(
        node,
        (PROV.hadPrimarySource, iri("source", evidence.source, base=base)),
        (VOCABULARY.locator, evidence.locator or None),
        (
            VOCABULARY.corroboratingSource,
            (None if second is None else iri("source", second, base=base)),
        ),
    )
