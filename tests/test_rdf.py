"""Statements as RDF: the same records come back, and plain SPARQL finds what they say."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import RDF, XSD, Dataset, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from graph.errors import BadFile, BadQuestion, UnknownTerm
from graph.rdf import dataset, write_trig
from graph.rdf_read import read_trig, records
from graph.rdf_terms import address, iri, key_of, kind_iri
from graph.statement import Records
from graph.vocabulary import VOCABULARY
from tests import records as make

ROOT = Path(__file__).parents[1]

# rdflib's own code still calls what rdflib 7.6 deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")


@pytest.fixture(scope="module")
def casebook() -> Dataset:
    return dataset(make.bundled(), make.words())


@cache
def little() -> Records:
    """Give one deal of the casebook, with all that it refers to and nothing else."""
    some = make.bundled()
    said = tuple(s for s in some.statements if "by-sandvine-2020" in s.deals)
    parties = {party for s in said for party in (s.subject, s.object)}
    sources = {key for s in said for key in (s.evidence.source, s.evidence.corroborating)}
    deals = {deal for s in said for deal in s.deals}
    return Records(
        some.collections,
        {key: party for key, party in some.parties.items() if key in parties},
        said,
        {key: source for key, source in some.sources.items() if key in sources},
        {key: deal for key, deal in some.deals.items() if key in deals},
    )


def through_a_file(some: Records) -> tuple[Records, bytes]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "some.trig"
        write_trig(some, make.words(), file)
        return read_trig(file), file.read_bytes()


def test_the_casebook_comes_back_from_disk_as_it_was() -> None:
    back, _ = through_a_file(make.bundled())
    assert back == make.bundled()
    assert back.content_hash == make.bundled().content_hash
    assert list(back.parties) == list(make.bundled().parties)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(make.records())
def test_any_records_come_back_from_disk_as_they_were(some: Records) -> None:
    back, _ = through_a_file(some)
    assert back == some
    assert back.content_hash == some.content_hash


@pytest.mark.parametrize("text", make.HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    some = little()
    key = next(iter(some.parties))
    party = replace(some.parties[key], name=text, aliases=(text, "b", text), description=text)
    some = replace(some, parties={key: party}, statements=(), sources={}, deals={})
    assert through_a_file(some)[0] == some


def test_half_a_character_is_refused_by_name() -> None:
    some = little()
    for broken in (
        replace(some, collections=(replace(some.collections[0], about="a\ud800b"),)),
        replace(some, collections=(replace(some.collections[0], id="a\ud800b"),)),
        replace(some, statements=(replace(some.statements[0], item="a\ud800b"),)),
    ):
        with pytest.raises(BadQuestion, match=r"a\\ud800b.*lone surrogate"):
            dataset(broken, make.words())


def test_a_refused_export_leaves_the_old_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "old.trig"
    file.write_text("old")
    some = little()
    with pytest.raises(BadQuestion):
        write_trig(replace(some, statements=some.statements[:1] * 2), make.words(), file)
    assert file.read_text() == "old"


def test_bytes_do_not_depend_on_hash_order(tmp_path: Path) -> None:
    files = [tmp_path / "one.trig", tmp_path / "two.trig"]
    program = (
        "import sys; from pathlib import Path; from graph.rdf import write_trig;"
        "from tests import records as make;"
        "write_trig(make.bundled(), make.words(), Path(sys.argv[1]))"
    )
    for seed, file in zip(("1", "2"), files, strict=True):
        command = [sys.executable, "-c", program, str(file)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})
    assert files[0].read_bytes() == files[1].read_bytes()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(make.records())
def test_bytes_do_not_depend_on_the_order_of_tables(some: Records) -> None:
    turned = replace(
        some,
        parties=dict(reversed(list(some.parties.items()))),
        sources=dict(reversed(list(some.sources.items()))),
        deals=dict(reversed(list(some.deals.items()))),
    )
    assert through_a_file(some)[1] == through_a_file(turned)[1]


def test_a_source_can_be_withdrawn_whole() -> None:
    some = make.bundled()
    withdrawn = max(some.sources, key=lambda key: len(_said_by(some, key)))
    assert len(_said_by(some, withdrawn)) > 5
    rdf = dataset(some, make.words())
    rdf.remove_graph(iri("source", withdrawn))
    left = tuple(s for s in some.statements if s.evidence.source != withdrawn)
    assert records(rdf) == replace(some, statements=left)


def _said_by(some: Records, source: str) -> list[str]:
    return [s.id for s in some.statements if s.evidence.source == source]


def test_every_graph_of_a_source_holds_its_own_statements_and_no_others(casebook: Dataset) -> None:
    some = make.bundled()
    for source in some.sources:
        named = casebook.graph(iri("source", source))
        found = {key_of(node) for node in named.subjects(RDF.type, RDF.Statement)}
        assert found == set(_said_by(some, source))
        assert set(named.objects(None, PROV.hadPrimarySource)) <= {named.identifier}


def test_a_property_path_finds_a_third_party(casebook: Dataset) -> None:
    question = """
        SELECT ?through WHERE {
            ?supplier skos:prefLabel "Sandvine" .
            ?supplier enduse:supplies ?middle . ?middle enduse:supplies ?end .
            ?supplier enduse:supplies/enduse:supplies ?end .
            ?middle skos:prefLabel ?through .
            ?end skos:prefLabel "National Traffic Exchange Center" .
        }"""
    assert [str(row[0]) for row in _ask(casebook, question)] == ["Jet Infosystems"]


def test_a_query_finds_grade_source_and_country_of_a_statement(casebook: Dataset) -> None:
    question = """
        SELECT ?grade ?title ?where WHERE {
            ?statement rdf:subject/skos:prefLabel "Jet Infosystems" ;
                rdf:predicate enduse:supplies ;
                rdf:object ?end ;
                enduse:grade/rdfs:label ?grade ;
                prov:hadPrimarySource/dcterms:title ?title .
            ?end enduse:country/skos:prefLabel ?where .
        }"""
    some = make.bundled()
    found = [tuple(str(value) for value in row) for row in _ask(casebook, question)]
    assert found == [("documented", some.sources["bloomberg-2020-belarus"].title, "Belarus")]


def _ask(rdf: Dataset, question: str) -> list[tuple[object, ...]]:
    return [row for row in rdf.query(question) if isinstance(row, tuple)]


def test_dates_are_typed_by_their_precision(casebook: Dataset) -> None:
    shapes = {XSD.gYear: 4, XSD.gYearMonth: 7, XSD.date: 10}
    seen = set()
    for name in ("validFrom", "validUntil", "asOf", "listedOn"):
        for _, _, date, _ in casebook.quads((None, VOCABULARY[name], None, None)):
            assert isinstance(date, Literal)
            assert len(str(date)) == shapes[URIRef(str(date.datatype))]
            assert not date.ill_typed
            seen.add(date.datatype)
    assert seen == shapes.keys()


def test_classes_and_relations_are_those_of_the_vocabulary_file() -> None:
    words = make.words()
    file = Dataset().graph().parse(make.DATA / "vocabulary.ttl", format="turtle")
    named = {str(node): str(word) for node, word in file.subject_objects(SKOS.notation)}
    ours = {str(kind_iri(name)): name for name in words.kinds}
    ours |= {str(VOCABULARY[name]): name for name in [*words.relations, *words.grades]}
    assert ours.items() <= named.items()


def test_no_property_of_ours_is_a_word_of_the_vocabulary(casebook: Dataset) -> None:
    words = make.words()
    terms = {VOCABULARY[name] for name in [*words.relations, *words.grades]}
    for source in make.bundled().sources:
        for node in casebook.graph(iri("source", source)).subjects(RDF.type, RDF.Statement):
            assert terms.isdisjoint(casebook.predicates(node))


def test_there_are_no_blank_nodes_and_no_default_graph(casebook: Dataset) -> None:
    for subject, _, object_, named in casebook.quads():
        assert isinstance(subject, URIRef)
        assert isinstance(object_, URIRef | Literal)
        assert isinstance(named, URIRef)


def test_an_address_that_is_no_iri_stays_text() -> None:
    assert address("https://a.example/é?q=1") == URIRef("https://a.example/é?q=1")
    assert address("https://a.example/a b") == Literal("https://a.example/a b")


def test_another_base_gives_other_iris_and_the_same_records() -> None:
    some = make.bundled()
    rdf = dataset(some, make.words(), base="https://data.example/")
    assert records(rdf) == some
    assert (URIRef("https://data.example/party/casebook%3Asandvine"), None, None) in rdf


@pytest.mark.parametrize("property_", ["grade", "disputed"])
def test_a_statement_without_a_mandatory_value_is_refused_by_name(property_: str) -> None:
    rdf, node = _first_statement()
    rdf.graph(_source_of(rdf, node)).remove((node, VOCABULARY[property_], None))
    with pytest.raises(UnknownTerm, match=f"{node}.*{property_}: is missing"):
        records(rdf)


def test_a_value_that_stands_twice_is_refused() -> None:
    rdf, node = _first_statement()
    rdf.graph(_source_of(rdf, node)).add((node, SKOS.note, Literal("another")))
    with pytest.raises(UnknownTerm, match="has 2 values"):
        records(rdf)


def test_a_party_that_is_not_described_is_refused() -> None:
    rdf, _ = _first_statement()
    described = rdf.graph(iri("collection", "casebook"))
    described.remove((iri("party", little().statements[0].subject), None, None))
    with pytest.raises(UnknownTerm, match="is not described"):
        records(rdf)


def test_a_claim_without_its_statement_is_refused() -> None:
    rdf, node = _first_statement()
    one, two = (iri("party", key) for key in list(little().parties)[:2])
    rdf.graph(_source_of(rdf, node)).add((one, VOCABULARY.supplies, two))
    with pytest.raises(UnknownTerm, match="has no statement"):
        records(rdf)


def test_an_empty_dataset_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="no collection"):
        records(Dataset())


def _first_statement() -> tuple[Dataset, URIRef]:
    some = little()
    return dataset(some, make.words()), iri("statement", some.statements[0].id)


def _source_of(rdf: Dataset, node: URIRef) -> URIRef:
    return URIRef(str(rdf.value(node, PROV.hadPrimarySource)))


@pytest.mark.parametrize(
    "content", [b"", b"a sentence", b"<a> {", b"\xff", b"<a> { <b> <c> 'd }", b"{ _:a <b> [] }"]
)
def test_a_file_that_is_not_ours_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "strange.trig"
    file.write_bytes(content)
    with pytest.raises(BadFile, match=r"strange\.trig"):
        read_trig(file)


def test_a_file_cut_short_or_with_a_byte_changed_gives_records_or_is_refused(
    tmp_path: Path,
) -> None:
    file = tmp_path / "broken.trig"
    write_trig(little(), make.words(), file)
    whole = file.read_bytes()
    for place in range(0, len(whole), len(whole) // 12):
        for broken in (whole[:place], whole[:place] + b'"' + whole[place + 1 :]):
            file.write_bytes(broken)
            with suppress(BadFile):
                read_trig(file)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing"):
        read_trig(tmp_path / "nowhere.trig")


def test_two_rows_with_the_same_claim_are_refused() -> None:
    some = little()
    claim = replace(some.statements[0], record="s0001")
    twin = replace(claim, note="said again", record="s9999")
    with pytest.raises(BadQuestion, match="'s0001' and 's9999'"):
        dataset(replace(some, statements=(claim, twin)), make.words())


def test_an_unknown_word_is_refused() -> None:
    some = little()
    claim = some.statements[0]
    for wrong in (replace(claim, relation="sells"), replace(claim, grade="certain")):
        with pytest.raises(UnknownTerm):
            dataset(replace(some, statements=(wrong,)), make.words())
    key, party = next(iter(some.parties.items()))
    for other in (replace(party, kind="firm"), replace(party, country="UK")):
        with pytest.raises(UnknownTerm):
            dataset(replace(some, parties={key: other}), make.words())
