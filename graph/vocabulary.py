"""The words, read once from data/vocabulary.ttl into frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS

from graph.errors import BadFile, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rdflib.term import Node

VOCABULARY = Namespace("https://enduse.example/vocabulary#")
SCHEMA = Namespace("https://schema.org/")


class Flow(StrEnum):
    """Which way something moves along a relation, read subject to object."""

    FORWARD = "forward"
    REVERSE = "reverse"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Term:
    """A word with what a reader needs to understand it; `name` is how tables write it."""

    name: str
    label: str
    definition: str


T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A kind of party. Roles such as intermediary or end-user are not kinds."""

    plural: str
    source: str


@dataclass(frozen=True, slots=True)
class Grade(Term):
    """How strong a claim is; rank 0 is the strongest."""

    rank: int


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """One way a party can stand to another.

    `inverse` is the label read from object to subject; `realised` is False when no
    delivery is shown; `carries` says what moves along `flow`; a `controlling` relation can
    tie a company to a government so that it counts as state-controlled.
    """

    inverse: str
    layer: str
    flow: Flow
    carries: str
    realised: bool
    controlling: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True, eq=False)  # one is itself: equal words are not compared
class Vocabulary:
    """All the words, by the name that tables use; grades are in order of strength."""

    kinds: Mapping[str, Kind]
    layers: Mapping[str, Term]
    grades: Mapping[str, Grade]
    relations: Mapping[str, Relation]

    def relation(self, name: str) -> Relation:
        """Give the relation; raise `UnknownTerm` when there is none of that name."""
        if name not in self.relations:
            raise UnknownTerm(name, "relation", sorted(self.relations))
        return self.relations[name]

    def grade(self, name: str) -> Grade:
        """Give the grade; raise `UnknownTerm` when there is none of that name."""
        if name not in self.grades:
            raise UnknownTerm(name, "grade", list(self.grades))
        return self.grades[name]

    def weakest(self, grades: Iterator[str]) -> str:
        """Give the weakest of one or more grade names."""
        return max(grades, key=lambda name: self.grades[name].rank)

    def strongest(self, grades: Iterator[str]) -> str:
        """Give the strongest of one or more grade names."""
        return min(grades, key=lambda name: self.grades[name].rank)


def load(file: Path) -> Vocabulary:
    """Read the vocabulary; raise `UnknownTerm` when a term lacks a label or definition."""
    try:
        rdf = Graph().parse(file, format="turtle")
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "restore it from the project") from error
    grades = _terms(rdf, VOCABULARY.Grade, _grade)
    return Vocabulary(
        kinds=_terms(rdf, VOCABULARY.Kind, _kind),
        layers=_terms(rdf, VOCABULARY.Layer, lambda rdf, term: Term(*_words(rdf, term))),
        grades=dict(sorted(grades.items(), key=lambda item: item[1].rank)),
        relations=_terms(rdf, VOCABULARY.Relation, _relation),
    )


def _terms(rdf: Graph, cls: URIRef, read: Callable[[Graph, Node], T]) -> dict[str, T]:
    found = [read(rdf, term) for term in rdf.subjects(RDF.type, cls)]
    return {term.name: term for term in sorted(found, key=lambda term: term.name)}


def _words(rdf: Graph, term: Node) -> tuple[str, str, str]:
    return (
        _text(rdf, term, SKOS.notation),
        _text(rdf, term, RDFS.label),
        _text(rdf, term, SKOS.definition),
    )


def _kind(rdf: Graph, term: Node) -> Kind:
    plural, source = _text(rdf, term, VOCABULARY.plural), _text(rdf, term, DCTERMS.source)
    return Kind(*_words(rdf, term), plural, source)


def _grade(rdf: Graph, term: Node) -> Grade:
    return Grade(*_words(rdf, term), int(_text(rdf, term, VOCABULARY.rank)))


def _relation(rdf: Graph, term: Node) -> Relation:
    return Relation(
        *_words(rdf, term),
        inverse=_text(rdf, term, VOCABULARY.inverseLabel),
        layer=_text(rdf, _one(rdf, term, VOCABULARY.layer), SKOS.notation),
        flow=Flow(_text(rdf, term, VOCABULARY.flow)),
        carries=_text(rdf, term, VOCABULARY.carries),
        realised=_text(rdf, term, VOCABULARY.realised) == "true",
        controlling=(term, VOCABULARY.controlling, Literal(True)) in rdf,
        subjects=_kinds(rdf, term, SCHEMA.domainIncludes),
        objects=_kinds(rdf, term, SCHEMA.rangeIncludes),
        source=_text(rdf, term, DCTERMS.source),
    )


def _kinds(rdf: Graph, term: Node, predicate: URIRef) -> frozenset[str]:
    return frozenset(_text(rdf, kind, SKOS.notation) for kind in rdf.objects(term, predicate))


def _text(rdf: Graph, term: Node, predicate: URIRef) -> str:
    return str(_one(rdf, term, predicate))


def _one(rdf: Graph, term: Node, predicate: URIRef) -> Node:
    if (value := rdf.value(term, predicate)) is None:
        raise UnknownTerm(str(predicate), where=str(term))
    return value
