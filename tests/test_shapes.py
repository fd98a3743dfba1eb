"""The shapes cover every word, find what is amiss in data, and say the same of every engine."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import DefaultGraph, RdfFormat
from pyoxigraph import Store as Oxigraph
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from graph import shapes, shapes_file
from graph.dates import PartialDate, Period
from graph.rdf import dataset
from graph.rdf_terms import iri, kind_iri
from graph.statement import Deal, Party, Source
from graph.store import Engine, hold
from graph.vocabulary import SCHEMA, VOCABULARY
from tests import records as make
from tests.examples import records as told

if TYPE_CHECKING:
    from rdflib.term import Node

    from graph.shapes import Problem, Result
    from graph.statement import Records
    from graph.vocabulary import Relation

FILE = make.DATA / "shapes.ttl"
SAID = (
    ("Maker supplies Reseller", {"deal": "d1", "valid_from": "2018", "valid_until": "2019-05"}),
    ("Reseller supplies Ministry of Iran", {"deal": "d1", "note": "Sold on.", "disputed": "yes"}),
    ("Ministry of Iran agency_of Government of Iran", {"as_of": "2020-01-02"}),
    ("Person A owns Reseller", {"percent": "25-50"}),
)


@cache
def ours() -> Graph:
    return shapes.load(FILE)


def problems(some: Records, at_once: int = 1000) -> list[Problem]:
    return shapes.problems(some, make.words(), ours(), at_once=at_once)


def union(some: Records) -> Graph:
    rdf = Graph()
    for subject, predicate, object_, _ in dataset(some, make.words()).quads():
        rdf.add((subject, predicate, object_))
    return rdf


def facts(results: list[Result]) -> list[tuple[str, ...]]:
    """Give what is said in order; a path that is no IRI has another name each time."""
    return sorted(
        (
            *(str(each.focus), "" if isinstance(each.path, BNode) else str(each.path)),
            *(str(each.value), each.message, str(each.violation)),
        )
        for each in results
    )


# Every word has its shape


def test_every_kind_and_every_relation_has_a_shape() -> None:
    classes = set(ours().objects(None, SH.targetClass))
    assert {kind_iri(name) for name in make.words().kinds} <= classes
    subjects = set(ours().objects(None, SH.targetSubjectsOf))
    paths = set(ours().objects(None, SH.path))
    relations = {VOCABULARY[name] for name in make.words().relations}
    assert relations <= subjects
    assert relations <= paths


def test_all_that_the_program_writes_has_a_shape() -> None:
    written = union(told(SAID))
    asked = set(ours().objects(None, SH.path)) | {RDF.type}
    pieces = {RDFS.label, RDFS.subClassOf, SKOS.definition, DCTERMS.created, DCTERMS.description}
    properties = {p for p in written.predicates() if not str(p).startswith(f"{RDF}_")}
    assert properties - asked - pieces == set()


def test_the_shapes_of_kinds_and_relations_are_made_of_the_vocabulary() -> None:
    text = FILE.read_text("utf-8")
    assert shapes_file.whole(text, make.words()) == text


def test_every_property_of_a_shape_says_what_to_do() -> None:
    silent = {
        str(owner).rpartition("#")[2]
        for owner, shape in ours().subject_objects(SH.property)
        if isinstance(owner, URIRef) and (shape, SH.message, None) not in ours()
    }
    assert silent == {"Identifier"}  # the shape of the party that has it says so


# The casebook


def test_the_casebook_and_what_is_amiss_in_it_are_the_same_in_oxigraph() -> None:
    """The ties of agencies are left out, so that something is amiss; nothing else is."""
    kept = [s for s in make.bundled().statements if s.relation != "agency_of"]
    some = replace(make.bundled(), statements=tuple(kept))
    here = facts(shapes.results(union(some), ours()))
    assert len(here) > 100
    assert here == facts(shapes.results(_from_oxigraph(some), ours()))
    above = "It stands under no government"
    assert [each for each in here if not each[3].startswith((above, "No statement"))] == []


def _from_oxigraph(some: Records) -> Graph:
    """Read the default graph of a store, in which every triple stands once."""
    store = hold(some, make.words(), engine=Engine.MEMORY).held
    assert isinstance(store, Oxigraph)
    lines = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert lines is not None
    return Graph().parse(data=lines, format="nt")


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(make.records())
def test_any_records_have_the_same_shape_in_both_engines(some: Records) -> None:
    here = shapes.results(union(some), ours())
    assert facts(here) == facts(shapes.results(_from_oxigraph(some), ours()))
    assert [each for each in here if each.violation] == []


# What is amiss is found


def test_a_small_world_is_as_it_should_be() -> None:
    assert problems(told(SAID)) == []


def node(number: int) -> URIRef:
    return iri("statement", told(SAID).statements[number].id)


MAKER, RESELLER = iri("party", "Maker"), iri("party", "Reseller")
GONE: list[tuple[URIRef, URIRef, str]] = [
    (node(0), RDF.subject, "one subject"),
    (node(0), RDF.object, "one object"),
    (node(0), VOCABULARY.grade, "one grade"),
    (node(0), VOCABULARY.disputed, "denies it"),
    (node(0), PROV.hadPrimarySource, "one source"),
    (node(0), SCHEMA.position, "one position"),
    (node(3), VOCABULARY.percentLow, "one least value"),
    (node(3), VOCABULARY.percentHigh, "one greatest value"),
    (node(3), VOCABULARY.percent, "One share"),
    (MAKER, VOCABULARY.supplies, "triple that the statement makes is missing"),
    (MAKER, SKOS.prefLabel, "one name"),
    (MAKER, RDF.type, "name a party that is described"),
    (iri("deal", "d1"), DCTERMS.title, "one title"),
    (iri("source", "source 1"), SCHEMA.url, "one address"),
    (iri("source", "source 1"), VOCABULARY.basis, "secondary"),
    (iri("collection", "t"), DCTERMS.license, "under what terms"),
]


@pytest.mark.parametrize(("subject", "predicate", "message"), GONE)
def test_what_is_missing_is_found(subject: URIRef, predicate: URIRef, message: str) -> None:
    rdf = union(told(SAID))
    assert (subject, predicate, None) in rdf
    rdf.remove((subject, predicate, None))
    assert [each for each in shapes.results(rdf, ours()) if message in each.message]


WRONG: list[tuple[URIRef, URIRef, Node, str]] = [
    (node(0), VOCABULARY.validFrom, Literal("2018-13", datatype=XSD.gYearMonth), "one date"),
    (node(0), VOCABULARY.validFrom, Literal("2018"), "one date"),
    (node(0), VOCABULARY.validFrom, Literal("2018", datatype=XSD.integer), "one date"),
    (node(0), VOCABULARY.validFrom, Literal("2018Z", datatype=XSD.gYear), "one date"),
    (node(0), VOCABULARY.validUntil, Literal("2017-12-31", datatype=XSD.date), "ends before"),
    (node(0), VOCABULARY.grade, URIRef(f"{VOCABULARY}certain"), "one grade"),
    (node(0), VOCABULARY.disputed, Literal("yes"), "denies it"),
    (node(0), VOCABULARY.deal, MAKER, "deal that is described"),
    (node(0), PROV.hadPrimarySource, MAKER, "one source"),
    (node(0), RDF.object, MAKER, "relation to itself"),
    (node(3), VOCABULARY.percentLow, Literal("60", datatype=XSD.decimal), "not above"),
    (node(3), VOCABULARY.percentHigh, Literal("101", datatype=XSD.decimal), "from 0 to 100"),
    (node(3), VOCABULARY.percentLow, Literal("25", datatype=XSD.integer), "one least value"),
    (MAKER, VOCABULARY.country, Literal("US"), "one country"),
    (MAKER, VOCABULARY.begun, Literal("May 2018"), "one date"),
    (iri("source", "source 1"), VOCABULARY.basis, Literal("hearsay"), "secondary"),
    (iri("source", "source 1"), VOCABULARY.opened, Literal("no"), "was opened"),
]


@pytest.mark.parametrize(("subject", "predicate", "value", "message"), WRONG)
def test_what_is_wrong_is_found(
    subject: URIRef, predicate: URIRef, value: Node, message: str
) -> None:
    rdf = union(told(SAID))
    rdf.set((subject, predicate, value))
    found = [each for each in shapes.results(rdf, ours()) if message in each.message]
    assert found
    assert all(each.violation for each in found)


@pytest.mark.parametrize("kind", sorted(make.words().kinds))
def test_a_party_of_two_kinds_is_found(kind: str) -> None:
    rdf = union(told(SAID))
    rdf.add((MAKER, RDF.type, kind_iri(kind)))
    found = [each for each in shapes.results(rdf, ours()) if "one kind" in each.message]
    assert bool(found) is (kind != "company")


@pytest.mark.parametrize("relation", make.words().relations.values(), ids=lambda held: held.name)
def test_an_end_of_a_wrong_kind_is_found_at_its_statement(relation: Relation) -> None:
    kinds = set(make.words().kinds)
    for column, right in (("subject", relation.subjects), ("object", relation.objects)):
        for kind in sorted(kinds - right)[:1]:
            subject, object_ = sorted(relation.subjects)[0], sorted(relation.objects)[0]
            given = {"subject": subject, "object": object_} | {column: kind}
            some = told(
                [f"X {relation.name} Y"],
                *(Party(k, k, given[c]) for k, c in (("X", "subject"), ("Y", "object"))),
            )
            found = [each for each in problems(some) if each.table == "statements"]
            assert [(p.row, p.column, p.violation) for p in found] == [("s01", column, True)]
            assert relation.name in found[0].message


# What is worth a look


def test_a_dispute_says_who_denies_what() -> None:
    some = told([("Maker supplies Reseller", {"disputed": "yes"})])
    [found] = problems(some)
    assert (found.table, found.row, found.violation) == ("statements", "s01", False)
    assert "who denies what" in found.message


def test_an_agency_without_a_government_is_worth_a_look() -> None:
    [found] = problems(told(["Maker supplies Ministry of Iran"]))
    assert (found.table, found.row, found.column) == ("parties", "Ministry of Iran", "agency_of")
    assert not found.violation


def test_a_government_without_a_country_is_worth_a_look() -> None:
    [found] = problems(told(["Maker supplies Government"]))
    assert (found.row, found.column, found.value) == ("Government", "id", "")
    assert "add the code" in found.message


def test_governments_that_a_source_does_not_name_have_no_country() -> None:
    unnamed = Party("g", "Governments (unnamed)", "government")
    assert problems(told(["Maker supplies g"], unnamed)) == []


def test_a_source_and_a_deal_that_nothing_names_are_worth_a_look() -> None:
    some = told(["Maker supplies Reseller"])
    unused = Source("s", "T", "P", None, "https://s.example", "press", "primary", False)
    deals = {"d": Deal("d", "D", None)}
    some = replace(some, sources={**some.sources, "s": unused}, deals=deals)
    found = problems(some)
    assert [(p.table, p.row, p.violation) for p in found] == [
        ("deals", "d", False),
        ("sources", "s", False),
    ]


def test_a_share_of_a_sale_is_worth_a_look() -> None:
    [found] = problems(told([("Maker supplies Reseller", {"percent": "49"})]))
    assert (found.column, found.value, found.violation) == ("relation", "supplies", False)


def test_dates_of_differing_precision_are_compared_as_far_as_both_go() -> None:
    for begin, end, wrong in (
        ("2018", "2018-05-01", False),
        ("2018-05-02", "2018-05", False),
        ("2018-05-02", "2018-04", True),
        ("2018-05", "2017", True),
    ):
        said = told(["Maker supplies Reseller"])
        period = Period(PartialDate(begin), PartialDate(end), None)
        some = replace(said, statements=(replace(said.statements[0], period=period),))
        assert [p.column for p in problems(some)] == ["valid_until"] * wrong


# In parts


def _broken(some: Records) -> Records:
    """Let the relation of every second statement be one that few kinds fit."""
    said = tuple(
        replace(s, relation="derived_from") if n % 2 else s for n, s in enumerate(some.statements)
    )
    return replace(some, statements=tuple({s.id: s for s in said}.values()))


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(make.records())
def test_what_is_found_does_not_depend_on_the_parts(some: Records) -> None:
    broken = _broken(some)
    assert problems(broken, at_once=2) == problems(broken, at_once=1000)


def test_an_agency_is_judged_by_what_another_part_says_of_it() -> None:
    some = told([*SAID, "Reseller supplies Police of Iran", "Police of Iran agency_of Ministry"])
    assert [p.row for p in problems(some, at_once=1)] == ["Ministry"]


def test_nothing_at_all_has_nothing_amiss() -> None:
    nothing = replace(told([]), sources={})
    assert problems(nothing) == []
