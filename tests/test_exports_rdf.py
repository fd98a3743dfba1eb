"""RDF files as others read them: pyoxigraph and rdflib, one set of triples in every syntax."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph.errors import BadFile
from graph.exports import EXPORTS
from tests import records as make
from tests.exporting import renamed, world, written

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Records

SYNTAXES = {"turtle": "turtle", "trig": "trig", "n-quads": "nquads", "json-ld": "json-ld"}
every_syntax = pytest.mark.parametrize("name", SYNTAXES)

# rdflib's own code still calls what rdflib 7.6 deprecates
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated, use Dataset:DeprecationWarning")


def quads(name: str, some: Records) -> set[pyoxigraph.Quad]:
    format_ = pyoxigraph.RdfFormat.from_extension(EXPORTS[name].extension)
    assert format_
    return set(pyoxigraph.parse(written(EXPORTS[name], some)[0], format=format_))


def triples(found: set[pyoxigraph.Quad]) -> set[tuple[object, object, object]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in found}


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(make.records())
def test_a_strict_reader_finds_the_same_triples_in_every_syntax(some: Records) -> None:
    found = quads("n-quads", some)
    assert found
    assert quads("trig", some) == quads("json-ld", some) == found
    assert triples(quads("turtle", some)) == triples(found)


@pytest.mark.parametrize("text", make.HOSTILE)
def test_a_strict_reader_takes_hostile_text(text: str) -> None:
    found = quads("n-quads", renamed(text))
    assert quads("trig", renamed(text)) == quads("json-ld", renamed(text)) == found
    values = {quad.object.value for quad in found if isinstance(quad.object, pyoxigraph.Literal)}
    assert text in values


@every_syntax
def test_rdflib_reads_what_a_strict_reader_reads(name: str) -> None:
    content, _ = written(EXPORTS[name], world())
    rdf = Dataset().parse(data=content, format=SYNTAXES[name])
    strict = Graph().parse(
        data=b"\n".join(f"{quad.triple} .".encode() for quad in quads(name, world())),
        format="nt",
    )
    read = Graph()
    for subject, predicate, object_, _ in rdf.quads():
        read.add((subject, predicate, object_))
    assert isomorphic(read, strict)


@every_syntax
def test_the_file_says_what_it_answers(name: str) -> None:
    values = {
        quad.object.value
        for quad in quads(name, world())
        if isinstance(quad.object, pyoxigraph.Literal)
    }
    assert {"A test", "a rule", "enduse 0", world().content_hash, '{"hops": "1"}'} <= values
    assert any(value.startswith("A link is not a finding") for value in values)


def test_a_source_is_asked_by_its_graph_and_its_claims_stand_in_no_other() -> None:
    store = pyoxigraph.Store()
    store.bulk_load(written(EXPORTS["trig"], world())[0], format=pyoxigraph.RdfFormat.TRIG)
    question = """
        PREFIX enduse: <https://enduse.example/vocabulary#>
        SELECT ?source { GRAPH ?source { ?maker enduse:supplies ?reseller } } ORDER BY ?source"""
    solutions = store.query(question)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert [str(each["source"].value).rpartition("/")[2] for each in solutions] == [
        *("source%201", "source%202", "source%204"),
    ]


def test_turtle_and_json_ld_use_short_names_from_within_the_file() -> None:
    turtle = written(EXPORTS["turtle"], world())[0].decode()
    assert "enduse:grade enduse:documented ;" in turtle
    assert '"2019-05-02"^^xsd:date' in turtle
    context = json.loads(written(EXPORTS["json-ld"], world())[0])["@context"]
    assert context["enduse"] == "https://enduse.example/vocabulary#"


@pytest.mark.parametrize(
    "held",
    [
        '{"@context": "https://elsewhere.example/context"}',
        '{"@context": ["https://elsewhere.example/context"]}',
        '{"@context": {"@import": "https://elsewhere.example/context"}}',
        '{"@graph": [{"@context": "https://elsewhere.example/context"}]}',
        '{"@context": {"a": {"@id": "b:c", "@context": "https://elsewhere.example/context"}}}',
    ],
)
def test_a_context_that_lies_elsewhere_is_not_fetched(held: str, tmp_path: Path) -> None:
    file, back = tmp_path / "some.jsonld", EXPORTS["json-ld"].reads_back
    file.write_text(held)
    assert back
    with pytest.raises(BadFile, match="a context that is not in the file"):
        back(file)
