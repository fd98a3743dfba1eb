"""The graphs of a subgraph: what `graph.rdf` writes, and one about the subgraph itself."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from rdflib import RDF, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV

from graph.exports.rows import about
from graph.rdf import graphs
from graph.rdf_terms import facts, iri
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.exports.subgraph import Subgraph
    from graph.rdf_terms import Named, Triple

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "enduse": str(VOCABULARY),
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": str(RDF),
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def named(subgraph: Subgraph) -> Iterator[Named]:
    """Yield the graphs of a subgraph; the one about itself has its own name."""
    yield from graphs(subgraph.records, subgraph.vocabulary, base=subgraph.base)
    held = about(subgraph)
    key = sha256(json.dumps(held).encode()).hexdigest()[:16]
    name = iri("subgraph", key, base=subgraph.base)
    yield name, _about(name, held)


def _about(name: URIRef, held: dict[str, str]) -> Iterator[Triple]:
    yield from facts(
        name,
        (RDF.type, DCAT.Dataset),
        (RDF.type, PROV.Entity),
        (DCTERMS.title, held["asked"]),
        (DCTERMS.description, held["caution"]),
        (DCTERMS.bibliographicCitation, held["attribution"]),
        (VOCABULARY.parameters, held["parameters"]),
        (VOCABULARY.lens, held["lens"]),
        (VOCABULARY.contentHash, held["content_hash"]),
        (VOCABULARY.program, held["program"]),
    )


@lru_cache(maxsize=1024)
def shortened(name: str) -> str | None:
    """Give a name with its prefix; None where none begins it, or what follows is no plain word."""
    for prefix, start in PREFIXES.items():
        rest = name.removeprefix(start)
        if rest != name and rest.replace("_", "").isalnum() and rest.isascii():
            return f"{prefix}:{rest}"
    return None
