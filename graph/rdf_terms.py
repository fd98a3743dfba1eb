"""The names and literals that triples are made of, shared by the writer and the reader."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, unquote

from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.dates import PartialDate
from graph.errors import BadQuestion
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Triple: TypeAlias = "tuple[URIRef, URIRef, Node]"
Named: TypeAlias = "tuple[URIRef, Iterable[Triple]]"  # a graph, and what is in it
Value: TypeAlias = "str | int | Decimal | PartialDate | Node"

BASE = "https://enduse.example/id/"
COUNTRY = Namespace("http://publications.europa.eu/resource/authority/country/")
VOCABULARY_GRAPH = URIRef(str(VOCABULARY).rstrip("#"))
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})
# RFC 3987, without what a web address seldom holds and readers disagree on: `@` and brackets
# before the path.
_UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)
_CHARACTER = f"(?:[A-Za-z0-9._~!$&'()*+,;=\\-{_UCS}]|%[0-9A-Fa-f]{{2}})"
_IRI = re.compile(
    f"https?://{_CHARACTER}+(?::[0-9]*)?(?:/(?:{_CHARACTER}|[:@/])*)?"
    f"(?:\\?(?:{_CHARACTER}|[:@/?])*)?(?:#(?:{_CHARACTER}|[:@/?])*)?"
)


def check_base(base: str) -> str:
    """Give what all our IRIs begin with; raise `BadQuestion` where IRIs cannot begin so.

    >>> check_base("https://data.example/graph/")
    'https://data.example/graph/'
    """
    if not _IRI.fullmatch(base) or not base.endswith(("/", "#")):
        raise BadQuestion(f"base {base!r}: use a web address that ends in / or #")
    return base


@lru_cache(maxsize=2**16)
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
    return URIRef(url) if _IRI.fullmatch(url) else literal(url)


def literal(value: str | int | Decimal | PartialDate) -> Literal:
    """Give the typed literal; a partial date gets the datatype of its precision.

    Raises `UnicodeEncodeError` for text with a lone surrogate, which no file can hold.
    """
    if isinstance(value, PartialDate):
        return Literal(value.text, datatype=_DATE_TYPES[len(value.text)])
    if isinstance(value, str):
        value.encode()
    if isinstance(value, Decimal):  # in the one way in which every store keeps it
        return Literal(f"{value.normalize():f}", datatype=XSD.decimal)
    return Literal(value)


def n_triples(node: Node) -> str:
    """Write a name or literal in one line, as N-Triples does.

    >>> n_triples(literal(PartialDate("2019"))), n_triples(literal('a\\n"b"'))
    ('"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"a\\\\n\\\\"b\\\\""')
    """
    if not isinstance(node, Literal):
        return f"<{node}>"
    text = f'"{node.translate(_ESCAPES)}"'
    if node.language:
        return f"{text}@{node.language}"
    return text if node.datatype is None else f"{text}^^<{node.datatype}>"


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
