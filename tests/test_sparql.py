"""A query is read before it is run: what asks is let through, what would do more is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFile, BadQuestion, EnduseError, RefusedQuery
from graph.rdf_terms import BASE
from graph.sparql import LONGEST, Form, parts, prefixes, read
from graph.sparql_examples import load
from graph.sparql_text import short

if TYPE_CHECKING:
    from pathlib import Path

CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?a ?b ?c }", Form.SELECT),
        ("ASK {}", Form.ASK),
        ("CONSTRUCT WHERE { ?a enduse:owns ?b }", Form.CONSTRUCT),
        ("DESCRIBE party:casebook%3Asandvine", Form.DESCRIBE),
        ("PREFIX x: <x:> SELECT ?a FROM <x:g> { ?a x:b ?c } LIMIT 3", Form.SELECT),
    ],
)
def test_the_four_forms_are_read(text: str, form: Form) -> None:
    assert read(text).form is form


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("SELECT ?b ?a { ?a enduse:owns ?b }", ("b", "a")),
        ("SELECT * { ?z a ?b OPTIONAL { ?b ?c ?a } }", ("z", "b", "c", "a")),
        ('SELECT * { ?z ?b "?x ?y" . # ?q\n ?b ?c $a }', ("z", "b", "c", "a")),
        ("SELECT (COUNT(*) AS ?n) ?b { ?a ?p ?b } GROUP BY ?b", ("n", "b")),
        ("ASK { ?a ?b ?c }", ()),
    ],
)
def test_columns_come_as_they_are_written(text: str, variables: tuple[str, ...]) -> None:
    assert read(text).variables == variables


def test_it_is_known_whether_the_query_itself_orders_its_rows() -> None:
    assert read("SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 2").in_order
    assert not read("SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }").in_order


# Refused


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?a ?b ?c }",
        "LOAD <http://127.0.0.1:9/x>",
        "CLEAR ALL",
        "DROP GRAPH <x:g>",
        "ASK {} ; INSERT DATA { <x:a> <x:b> <x:c> }",
        "WITH <x:g> DELETE { ?a ?b ?c } INSERT { ?a ?b 1 } WHERE { ?a ?b ?c }",
    ],
)
def test_an_update_is_never_read_as_a_query(text: str) -> None:
    with pytest.raises((RefusedQuery, BadQuestion)):
        read(text)


def test_an_update_is_refused_by_that_name() -> None:
    with pytest.raises(RefusedQuery, match="an update is refused: the graph is only read"):
        read("PREFIX x: <x:> INSERT { ?a x:b 1 } WHERE { ?a x:b 2 }")


CALLS = [
    f"SELECT * {{ {CALL} }}",
    f"SELECT * {{ {{ SELECT * {{ {CALL} }} }} }}",
    f"SELECT * {{ GRAPH ?g {{ OPTIONAL {{ {CALL} }} }} }}",
    f"ASK {{ {{}} UNION {{ MINUS {{ {CALL} }} }} }}",
    f"ASK {{ FILTER EXISTS {{ {CALL} }} }}",
    f"ASK {{ FILTER EXISTS {{ ?a ?b ?c FILTER(?c > 1 && NOT EXISTS {{ {CALL} }}) }} }}",
    f"SELECT (EXISTS {{ {CALL} }} AS ?x) {{}}",
    f"SELECT (COUNT(EXISTS {{ {CALL} }}) AS ?n) {{}}",
    f"SELECT ?x {{}} GROUP BY (EXISTS {{ {CALL} }} AS ?x)",
    f"SELECT ?x {{}} GROUP BY ?x HAVING(EXISTS {{ {CALL} }})",
    f"SELECT ?x {{}} ORDER BY (EXISTS {{ {CALL} }})",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {CALL} }}",
    f"DESCRIBE ?s {{ {CALL} }}",
    "SELECT * { SERVICE SILENT ?anywhere {} }",
    "SELECT * { sErViCe <x:y> {} }",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_call_to_a_service_is_refused_wherever_it_stands(text: str) -> None:
    with pytest.raises(RefusedQuery, match="SERVICE"):
        read(text)


@pytest.mark.parametrize("text", CALLS)
def test_the_algebra_alone_would_find_the_call(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.sparql._check_text", lambda _: None)
    with pytest.raises(RefusedQuery, match="SERVICE"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ # rdflib reads on to the line feed, Oxigraph to the return\r {CALL} }}",
        f'ASK {{ FILTER("\\u0022 # " = "")\n {CALL} }}',
        f'ASK {{ FILTER("\\u0022 # " = "") {CALL} }}',
        "ASK { \\u0053ERVICE <x:y> {} }",
        'ASK { FILTER("a\\U00000022" = "b") }',
    ],
)
def test_what_two_parsers_read_differently_is_refused(text: str) -> None:
    with pytest.raises(RefusedQuery):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?b 'SERVICE <x:y> {}' } # SERVICE <x:y> {}",
        'ASK { ?a ?b """SERVICE"""@en , "\\"SERVICE" ; <x:service> ?c }',
        "PREFIX service: <x:> ASK { ?a service:service ?b }",
    ],
)
def test_the_word_alone_is_no_call(text: str) -> None:
    read(text)


def test_a_function_that_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(BadQuestion, match="no function <x:f>"):
        read("ASK { FILTER(<x:f>(1)) }")
    read('ASK { FILTER(xsd:integer("1") = 1) }')


@pytest.mark.parametrize("pattern", ["^(?=H)", "(?!x)", "(?<=a)b", "(a)\\\\1", "a*+"])
def test_a_regular_expression_that_only_one_engine_knows_is_refused(pattern: str) -> None:
    with pytest.raises(RefusedQuery, match="in a regular expression"):
        read(f'ASK {{ ?a ?b ?c FILTER EXISTS {{ ?a ?b ?d FILTER REGEX(?d, "{pattern}") }} }}')
    read('ASK { ?a ?b ?c FILTER(REGEX(?c, "^(?:a|b)+?\\\\.c{2}$", "i")) }')


# Malformed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "at its end"),
        ("SELEC ?a", "line 1, column 1, near 'SELEC"),
        ("SELECT ?a {\n ?a ?b", "line 2"),
        ("ASK { ?a strange:b ?c }", "prefix : strange"),
        ("ASK { <a> ?b ?c }", "no SPARQL query"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?b", "no SPARQL query"),
        ("ASK { << <x:a> <x:b> ?c >> ?d ?e }", "near '<< "),
        ("ASK { ?a ?b 'half \ud800' }", "half a character"),
        ("ASK " + "{" * 3000 + "}" * 3000, "nested too deeply"),
        ("ASK {" + " " * LONGEST + "}", "more than 100,000"),
    ],
)
def test_what_is_no_query_is_told_where(text: str, told: str) -> None:
    with pytest.raises(BadQuestion, match=told):
        read(text)


@given(st.text(st.sampled_from("ASK{}<>?a:\"'#\\\r\n 1(SERVICE)^+*|,.;@_%-"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(f"ASK {{ {text} }}")
    except EnduseError:
        return
    assert not [each for each in parts(found.parsed.algebra) if "Service" in each.name]


# Graphs and names


def test_graphs_beside_the_query_stand_in_place_of_its_own() -> None:
    text = "SELECT * FROM <x:a> FROM NAMED <x:b> { ?s ?p ?o }"
    plain, beside = read(text), read(text, named_graphs=["x:c"])
    assert (plain.default_graphs, plain.named_graphs) == (("x:a",), ("x:b",))
    assert (beside.default_graphs, beside.named_graphs) == ((), ("x:c",))
    assert read("ASK {}").default_graphs is None


def test_prefixes_follow_the_base() -> None:
    assert prefixes("https://data.example/")["party"] == "https://data.example/party/"
    assert short(f"{BASE}party/a%3Ab", prefixes()) == "party:a%3Ab"
    assert short(f"{BASE}party/a/b", prefixes()) == f"{BASE}party/a/b"
    assert short("https://other.example/a", prefixes()) == "https://other.example/a"


# Examples


def test_there_are_ten_examples_each_with_a_title_and_a_sentence() -> None:
    examples = load()
    assert len(examples) == 10
    for each in examples.values():
        assert each.title
        assert each.sentence.endswith(".")


def test_an_example_that_cannot_be_asked_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for text, told in (
        ('[one]\ntitle = "A"\nsentence = "B"\n', "lacks 'query'"),
        ('[one]\ntitle = "A"\nsentence = "B"\nquery = "CLEAR ALL"\n', "'one': an update"),
        ("[one", "mine.toml"),
    ):
        file.write_text(text, "utf-8")
        with pytest.raises(BadFile, match=told):
            load(file)
    with pytest.raises(BadFile, match="cannot be read"):
        load(file.with_name("none.toml"))
