"""Strict reading of one thing that an RDF dataset describes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rdflib.graph import Seq

from graph.dates import PartialDate
from graph.errors import UnknownTerm
from graph.rdf_terms import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph, URIRef
    from rdflib.term import Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that the dataset describes, read strictly: any doubt names it and the property."""

    rdf: Graph
    node: Node

    def bad(self, predicate: Node, problem: str) -> UnknownTerm:
        """Make the error that names this thing and the property."""
        return UnknownTerm(f"{predicate}: {problem}", where=str(self.node))

    def maybe(self, predicate: URIRef) -> Node | None:
        """Give the only value, or None; several raise."""
        found = list(self.rdf.objects(self.node, predicate))
        if len(found) > 1:
            raise self.bad(predicate, f"has {len(found)} values, not one")
        return found[0] if found else None

    def one(self, predicate: URIRef) -> Node:
        """Give the only value; none raises."""
        if (value := self.maybe(predicate)) is None:
            raise self.bad(predicate, "is missing")
        return value

    def at(self, node: Node) -> Thing:
        """Give another thing of the same dataset."""
        return Thing(self.rdf, node)

    def to(self, predicate: URIRef) -> Thing:
        """Give the thing that the only value names."""
        return self.at(self.one(predicate))

    def text(self, predicate: URIRef) -> str:
        """Give the only value as text."""
        return str(self.one(predicate))

    def optional(self, predicate: URIRef) -> str:
        """Give the only value as text, empty where there is none."""
        return str(self.maybe(predicate) or "")

    def parts(self, each: URIRef, all_of_them: URIRef) -> list[Thing]:
        """Give the things that the values name, in order."""
        return [self.at(node) for node in self.ordered(each, all_of_them)]

    def typed(self, predicate: URIRef, cls: type[T]) -> T:
        """Give the only value as Python reads its datatype."""
        value: object = getattr(self.one(predicate), "value", None)
        if not isinstance(value, cls):
            raise self.bad(predicate, f"is no {cls.__name__.lower()}")
        return value

    def date(self, predicate: URIRef) -> PartialDate | None:
        """Give the only value as a partial date; None when unknown."""
        value = self.maybe(predicate)
        try:
            return None if value is None else PartialDate(str(value))
        except ValueError:
            raise self.bad(predicate, f"{str(value)!r} is no date") from None

    def known_date(self, predicate: URIRef) -> PartialDate:
        """Give a date that must be there."""
        if (date := self.date(predicate)) is None:
            raise self.bad(predicate, "is missing")
        return date

    def key(self, predicate: URIRef, known: Mapping[str, object]) -> str:
        """Give the id of the only value, which must be in the table."""
        return self.known(predicate, self.one(predicate), known)

    def known(self, predicate: URIRef, node: Node, known: Mapping[str, object]) -> str:
        """Give the id of a value, which must be in the table."""
        if (key := key_of(node)) not in known:
            raise self.bad(predicate, f"{key!r} is not described")
        return key

    def ordered(self, each: URIRef, all_of_them: URIRef) -> list[Node]:
        """Give the values in the order that a `rdf:Seq` keeps, which must hold all of them."""
        values = set(self.rdf.objects(self.node, each))
        sequence = self.maybe(all_of_them)
        try:
            found = sorted(values, key=str) if sequence is None else list(Seq(self.rdf, sequence))
        except ValueError:  # a property that begins like rdf:_1 and is none
            raise self.bad(all_of_them, "is no rdf:Seq") from None
        if set(found) != values:
            raise self.bad(all_of_them, f"does not hold the values of {each}")
        return found
