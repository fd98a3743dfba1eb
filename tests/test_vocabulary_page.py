"""The published vocabulary is whole and claims no more than it may; its page shows all of it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from graph import vocabulary_page
from graph.exports.rdf_triples import named as exported
from graph.exports.subgraph import everything
from graph.rdf_terms import VOCABULARY_GRAPH, kind_iri
from graph.vocabulary import SCHEMA, VOCABULARY
from tests.examples import casebook
from tests.records import DATA, words

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "vocabulary.md"
FTM, BODS, CODES = (vocabulary_page.SPACES[name] for name in ("ftm", "bods", "codes"))
SKOS_MATCHES = {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}


@cache
def rdf() -> Graph:
    return Graph().parse(DATA / "vocabulary.ttl")


def matched(space: str) -> set[str]:
    """Give the words of another vocabulary that any of ours is mapped to."""
    ways = SKOS_MATCHES | {SKOS.exactMatch, VOCABULARY.inverseMatch, RDFS.subClassOf}
    found = {str(o) for way in ways for o in rdf().objects(None, way)}
    return {each.removeprefix(space) for each in found if each.startswith(space)}


# The page


def test_the_page_is_made_of_the_vocabulary_and_the_casebook() -> None:
    """If it fails, and the words are right: `make docs`."""
    assert vocabulary_page.page(casebook()).encode() == PAGE.read_bytes()


def test_every_term_is_on_the_page_with_its_definition() -> None:
    page = PAGE.read_text("utf-8")
    for node in set(rdf().subjects(SKOS.definition)):
        short = f"`enduse:{str(node).removeprefix(VOCABULARY)}`"
        kind = (node, RDF.type, OWL.AnnotationProperty) in rdf()  # of terms, told in words
        cls = node in {VOCABULARY[name] for name in ("Kind", "Relation", "Layer", "Grade")}
        layer = (node, RDF.type, VOCABULARY.Layer) in rdf()
        assert kind or cls or layer or short in page, node
        assert kind or cls or str(rdf().value(node, SKOS.definition)) in page, node


def test_every_match_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for prefix in ("ftm", "bods", "codes", "org", "prov", "foaf"):
        for name in matched(vocabulary_page.SPACES[prefix]):
            assert f"`{prefix}:{name}`" in page


def test_each_relation_shows_a_statement_of_the_casebook_if_there_is_one() -> None:
    page = PAGE.read_text("utf-8")
    used = {said.relation for said in casebook().stated.statements}
    for name in words().relations:
        section = page.split(f"\n### {name}\n")[1].split("\n### ")[0]
        assert (", such as “" in section) is (name in used)


# The vocabulary is whole


def test_it_says_what_it_is_and_under_what_terms() -> None:
    assert (VOCABULARY_GRAPH, RDF.type, OWL.Ontology) in rdf()
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, OWL.versionInfo):
        assert rdf().value(VOCABULARY_GRAPH, predicate)


def test_kinds_are_classes_and_relations_are_properties_and_all_are_concepts() -> None:
    kinds = {kind_iri(name) for name in words().kinds}
    relations = {VOCABULARY[name] for name in words().relations}
    assert kinds <= set(rdf().subjects(RDF.type, OWL.Class))
    assert relations <= set(rdf().subjects(RDF.type, OWL.ObjectProperty))
    layers = set(rdf().subjects(RDF.type, VOCABULARY.Layer))
    concepts = kinds | relations | layers | {VOCABULARY[name] for name in words().grades}
    assert concepts == set(rdf().subjects(RDF.type, SKOS.Concept))
    assert concepts == set(rdf().objects(VOCABULARY_GRAPH, SKOS.hasTopConcept))


def test_every_term_of_ours_has_a_label_and_a_definition() -> None:
    ours = {node for node in rdf().subjects(RDF.type) if str(node).startswith(str(VOCABULARY))}
    for node in ours:
        for predicate in (RDFS.label, SKOS.definition):
            [value] = rdf().objects(node, predicate)
            assert isinstance(value, Literal)
            assert value.language == "en"


def test_every_word_that_the_file_uses_of_ours_is_defined() -> None:
    used = {node for triple in rdf() for node in triple if isinstance(node, URIRef)}
    ours = {node for node in used if str(node).startswith(str(VOCABULARY))}
    assert ours <= set(rdf().subjects(SKOS.definition))


def test_every_word_that_the_program_writes_is_defined() -> None:
    written: set[URIRef] = set()
    for _, triples in exported(everything(casebook())):
        for _, predicate, value in triples:
            written |= {n for n in (predicate, value) if isinstance(n, URIRef)}
    ours = {node for node in written if str(node).startswith(str(VOCABULARY))}
    assert len(ours) > 60
    assert ours <= set(rdf().subjects(SKOS.definition))


# It claims no more than it may


def test_no_relation_follows_from_or_makes_a_property_of_another_vocabulary() -> None:
    relations = {VOCABULARY[name] for name in words().relations}
    entailing = (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, RDFS.domain, RDFS.range)
    assert not [(s, p) for p in entailing for s in rdf().subjects(p) if s in relations]
    assert not [o for _, _, o in rdf().triples((None, OWL.sameAs, None))]


def test_nobody_else_s_terms_are_described_here() -> None:
    named = [node for node in rdf().subjects() if isinstance(node, URIRef)]
    assert all(str(node).startswith(str(VOCABULARY_GRAPH)) for node in named)


def test_only_what_always_holds_is_a_superclass() -> None:
    above = {
        str(cls): {str(o) for o in rdf().objects(cls, RDFS.subClassOf)}
        for cls in rdf().subjects(RDF.type, VOCABULARY.Kind)
    }
    org, person = vocabulary_page.SPACES["org"] + "Organization", str(SCHEMA.Person)
    bodies = {"Company", "Organisation", "GovernmentAgency", "Government"}
    assert {cls for cls, of in above.items() if org in of} == {str(VOCABULARY[n]) for n in bodies}
    assert {cls for cls, of in above.items() if person in of} == {str(VOCABULARY.Person)}
    assert not [o for of in above.values() for o in of if o == str(PROV.Agent)]


def _listed(value: object) -> set[str]:
    """Give all words in a table of words."""
    if isinstance(value, dict):
        return set(value) | {each for held in value.values() for each in _listed(held)}
    return set(str(value).split())


def _table(name: str) -> set[str]:
    return _listed(tomllib.loads((ROOT / "loaders" / name).read_text("utf-8")))


def test_every_schema_of_followthemoney_is_one_that_the_loader_reads() -> None:
    names = {name.rpartition(":")[2] for name in matched(FTM)}
    known = _table("ftm.toml") | {"License", "Sanction", "addressEntity"}
    assert len(names) > 12
    assert names <= known


@pytest.mark.parametrize(
    ("space", "others"), [(BODS, {"Address", "Person", "Source", "retrievedAt"}), (CODES, set())]
)
def test_every_code_of_bods_is_one_that_the_loader_reads(space: str, others: set[str]) -> None:
    names = matched(space) - others
    codes = {f"{word[:1].upper()}{word[1:]}" for word in _table("bods.toml")}
    assert names
    assert names <= codes


@pytest.mark.parametrize("kind", sorted(words().kinds))
def test_a_kind_goes_out_as_what_it_matches_or_as_something_wider(kind: str) -> None:
    """A product has no schema in the model: it goes out as an asset and is not said to be near."""
    table = tomllib.loads((ROOT / "graph" / "exports" / "ftm.toml").read_text("utf-8"))
    ways = (SKOS.closeMatch, SKOS.broadMatch)
    near = {str(o) for way in ways for o in rdf().objects(kind_iri(kind), way)}
    assert (f"{FTM}{table['kinds'][kind]}" in near) is (kind != "product")
