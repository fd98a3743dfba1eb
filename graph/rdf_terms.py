"""The names and literals that triples are made of, shared by the writer and the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, unquote

from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.dates import PartialDate
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

Triple: TypeAlias = "tuple[URIRef, URIRef, Node]"
Value: TypeAlias = "str | int | Decimal | PartialDate | Node"

BASE = "https://enduse.example/id/"
COUNTRY = Namespace("http://publications.europa.eu/resource/authority/country/")
VOCABULARY_GRAPH = URIRef(str(VOCABULARY).rstrip("#"))
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_NOT_IN_IRI = frozenset('<>"{}|^`\\') | {chr(code) for code in range(0x21)}


def iri(table: str, key: str, *, base: str = BASE) -> URIRef:
    """Name a party, statement, source, deal or collection; `key` is its id as we hold it.

    >>> str(iri("party", "casebook:sandvine"))
    'https://enduse.example/id/party/casebook%3Asandvine'
    """
    return URIRef(f"{base}{table}/{quote(key, safe='')}")


def key_of(node: Node) -> str:
    """Give back the id that `iri` was made from, whatever the base.

    >>> key_of(iri("party", "casebook:C. I. Ö./2"))
    'casebook:C. I. Ö./2'
    """
    return unquote(str(node).rpartition("/")[2], errors="strict")


def kind_iri(name: str) -> URIRef:
    """Name the class of a kind of party.

    >>> str(kind_iri("government_agency"))
    'https://enduse.example/vocabulary#GovernmentAgency'
    """
    return VOCABULARY["".join(part.capitalize() for part in name.split("_"))]


def address(url: str) -> Node:
    """Give the IRI, or plain text where the address is none (a space, a bracket)."""
    is_iri = url.startswith(("http://", "https://")) and _NOT_IN_IRI.isdisjoint(url)
    return URIRef(url) if is_iri else literal(url)


def literal(value: str | int | Decimal | PartialDate) -> Literal:
    """Give the typed literal; a partial date gets the datatype of its precision.

    Raises `UnicodeEncodeError` for text with a lone surrogate, which no file can hold.
    """
    if isinstance(value, PartialDate):
        return Literal(value.text, datatype=_DATE_TYPES[len(value.text)])
    if isinstance(value, str):
        value.encode()
    return Literal(value)


def facts(node: URIRef, *values: tuple[URIRef, Value | None]) -> Iterator[Triple]:
    """Yield a triple for each value that is known (not None)."""
    for predicate, value in values:
        if isinstance(value, Node):
            yield node, predicate, value
        elif value is not None:
            yield node, predicate, literal(value)


def ordered(
    node: URIRef, each: URIRef, all_of_them: URIRef, values: Sequence[Node]
) -> Iterator[Triple]:
    """Yield a triple for each value, and a `rdf:Seq` that keeps their order if it matters."""
    for value in values:
        yield node, each, value
    if len(values) > 1:
        sequence = URIRef(f"{node}#{all_of_them.fragment}")
        yield node, all_of_them, sequence
        yield sequence, RDF.type, RDF.Seq
        for position, value in enumerate(values, start=1):
            yield sequence, URIRef(f"{RDF}_{position}"), value
