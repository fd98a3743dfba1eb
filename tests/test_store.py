"""Two engines, one answer; a store on disk is built once, and never answers for another graph."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings

from graph import folder, store
from graph.errors import BadFile, BadQuestion, RefusedQuery, StoppedQuery
from graph.rdf_terms import BASE
from graph.sparql import read
from graph.sparql_answer import Answer, Room
from graph.sparql_examples import load
from graph.store import SMALL, Engine, Store, answer, hold, open_store
from tests import records as make
from tests.examples import records as told
from tests.examples import retell

if TYPE_CHECKING:
    from graph.statement import Records

SOME = Room(10**12)
DATES = "VALUES ?d { '2018'^^xsd:gYear '2018-05'^^xsd:gYearMonth '2018-05-07'^^xsd:date }"


@cache
def held(engine: Engine) -> Store:
    """Give the casebook in an engine."""
    return hold(make.bundled(), make.words(), engine=engine)


def asked(text: str, engine: Engine = Engine.MEMORY) -> Answer:
    return answer(held(engine), read(text), Room(10**8))


def both(text: str) -> Answer:
    """Ask both engines, which must agree."""
    one, other = asked(text, Engine.RDFLIB), asked(text, Engine.MEMORY)
    assert one == other
    return other


def values(found: Answer) -> list[tuple[str, ...]]:
    return [tuple(row.get(v, {}).get("value", "") for v in found.variables) for row in found.rows]


# Both engines agree


@pytest.mark.parametrize("name", load())
def test_every_example_is_answered_alike_and_with_something(name: str) -> None:
    assert both(load()[name].query).holds


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s enduse:grade ?o } } GROUP BY ?g",
        "SELECT ?s ?o { ?s enduse:supplies/enduse:supplies ?o }",
        "SELECT ?s ?o { ?s (enduse:supplies|^enduse:resells_for)+ ?o }",
        "SELECT ?s ?o { ?s enduse:supplies? ?o . ?s enduse:owns ?x }",
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a !(enduse:supplies|rdf:type) country:IRN }",
        "SELECT * { ?s enduse:disputed true ; enduse:grade ?g OPTIONAL { ?s enduse:item ?i } }",
        "SELECT ?x { ?x a enduse:Party FILTER NOT EXISTS { ?x enduse:country ?c } }",
        "SELECT ?x { ?x a enduse:Company MINUS { ?x enduse:country country:CHN } }",
        "SELECT ?k (COUNT(?s) AS ?n) { ?s a ?k } GROUP BY ?k ORDER BY DESC(?n) ?k",
        "SELECT ?a { { SELECT ?a (COUNT(*) AS ?n) { ?a enduse:supplies ?b } GROUP BY ?a }"
        " FILTER(?n > 5) }",
        "SELECT ?a (COUNT(*) AS ?n) { ?a enduse:nothing ?b } GROUP BY ?a",
        "SELECT (COUNT(*) AS ?n) { ?a enduse:nothing ?b }",
        "SELECT ?c (COUNT(*) AS ?n) { ?a a enduse:Party OPTIONAL { ?a enduse:country ?c } }"
        " GROUP BY ?c",
        "SELECT ?a (COUNT(*) AS ?n) { { ?a enduse:supplies ?b } UNION { ?a enduse:owns ?b } }"
        " GROUP BY ?a",
        "SELECT ?s ?l { ?s skos:prefLabel ?l FILTER REGEX(?l, '^h.*i$', 'i') }",
        "SELECT ?s { ?s enduse:validFrom ?d FILTER(?d >= '2018'^^xsd:gYear) }",
        "SELECT ?s { ?s enduse:validFrom ?d FILTER(?d < '2018-06-01'^^xsd:date) }",
        "SELECT ?d (YEAR(?d) AS ?y) (MONTH(?d) AS ?m) (DAY(?d) AS ?t) { ?s enduse:asOf ?d }",
        "SELECT ?s { ?s enduse:validFrom ?d FILTER(STR(?d) >= '2018') } ORDER BY STR(?d) ?s",
        "SELECT (AVG(?p) AS ?a) (SUM(?p) AS ?b) (MAX(?p) AS ?c) { ?s enduse:percentHigh ?p }",
        "SELECT (1/3 AS ?a) (2.50 AS ?b) ('1' = 1 AS ?c) (1 IN (1.0) AS ?d) {}",
        "CONSTRUCT WHERE { ?a enduse:owns ?b . ?b enduse:country ?c }",
        "CONSTRUCT { ?b enduse:owned_by ?a } WHERE { ?a enduse:owns ?b }",
        "DESCRIBE party:casebook%3Asandvine",
        "DESCRIBE ?x { ?x enduse:country country:BLR }",
        "ASK { ?a enduse:supplies ?a }",
        "SELECT * FROM source:eu-2006-765 { ?s ?p ?o }",
        "SELECT * FROM source:eu-2006-765 FROM source:eu-2011-359 { ?s enduse:agency_of ?o }",
        "SELECT * FROM source:eu-2006-765 FROM NAMED source:eu-2011-359"
        " { ?s a ?t GRAPH ?g { ?a enduse:agency_of ?o } }",
        "SELECT * FROM NAMED source:eu-2011-359 { ?s ?p ?o }",
    ],
)
def test_the_casebook_answers_alike_in_both_engines(text: str) -> None:
    both(text)


QUERIES = (
    "SELECT * { ?s ?p ?o }",
    "SELECT ?g ?s ?o { GRAPH ?g { ?s ?p ?o } ?p a enduse:Relation }",
    "SELECT ?a ?b { ?a (enduse:supplies|enduse:owns|^enduse:resells_for)+ ?b }",
    "SELECT ?a ?b (COUNT(*) AS ?n) { ?a ?p ?b . ?p a enduse:Relation } GROUP BY ?a ?b",
    "SELECT ?s (STR(?low) AS ?text) (?low + ?high AS ?sum) {"
    " ?s enduse:percentLow ?low ; enduse:percentHigh ?high }",
    "SELECT ?s (YEAR(?d) AS ?y) { ?s enduse:validFrom|enduse:asOf ?d"
    " FILTER(?d > '0001'^^xsd:gYear) }",
    "CONSTRUCT WHERE { ?a skos:prefLabel ?b }",
)


def test_what_no_line_can_hold_is_constructed_alike_in_both_engines() -> None:
    """Quotes, breaks, control characters and the like, in a literal that a query makes anew."""
    names = dict(
        zip(
            ("Maker", "Reseller"),
            ("".join(make.HOSTILE), "".join(map(chr, range(1, 32)))),
            strict=True,
        )
    )
    some = retell(told(["Maker supplies Reseller"]), **names)
    told_anew = "?x skos:prefLabel ?l BIND(CONCAT('(', ?l, ')') AS ?y)"
    text = f"CONSTRUCT {{ ?x <x:says> ?y }} WHERE {{ {told_anew} }}"
    found = [
        answer(hold(some, make.words(), engine=each), read(text), SOME)
        for each in (Engine.RDFLIB, Engine.MEMORY)
    ]
    assert found[0] == found[1]
    assert len(found[0].triples) == 2


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(make.records())
def test_any_records_answer_alike_in_both_engines(some: Records) -> None:
    engines = [hold(some, make.words(), engine=each) for each in (Engine.RDFLIB, Engine.MEMORY)]
    for text in QUERIES:
        one, other = (answer(each, read(text), SOME) for each in engines)
        assert one == other, text


def test_a_triple_that_two_sources_state_counts_once_and_stands_in_both_graphs() -> None:
    some = told(["Maker supplies Reseller", "Maker supplies Reseller"])
    for engine in (Engine.RDFLIB, Engine.MEMORY):
        opened = hold(some, make.words(), engine=engine)
        once = read("SELECT (COUNT(*) AS ?n) { ?a enduse:supplies ?b }")
        twice = read("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a enduse:supplies ?b } }")
        merged = read(
            "SELECT (COUNT(*) AS ?n) FROM source:source%201 FROM source:source%202"
            " { ?a enduse:supplies ?b }"
        )
        found = [values(answer(opened, each, SOME)) for each in (once, twice, merged)]
        assert found == [[("1",)], [("2",)], [("1",)]]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("?d > '2017'^^xsd:gYear", {"2018"}),
        ("?d > '2018-01'^^xsd:gYearMonth", {"2018-05"}),
        ("?d = '2018-05-07'^^xsd:date", {"2018-05-07"}),
        ("?d != '2018'^^xsd:gYear", {"2018-05", "2018-05-07"}),
        ("?d IN ('2018'^^xsd:gYear, 5)", {"2018"}),
        ("YEAR(?d) = 2018", {"2018", "2018-05", "2018-05-07"}),
        ("MONTH(?d) = 5", {"2018-05", "2018-05-07"}),
        ("DAY(?d) = 7", {"2018-05-07"}),
    ],
)
def test_dates_compare_only_with_those_of_their_own_precision(
    test: str, expected: set[str]
) -> None:
    found = both(f"SELECT ?d {{ {DATES} FILTER({test}) }}")
    assert {value for (value,) in values(found)} == expected


def test_str_orders_dates_of_any_precision() -> None:
    found = both(f"SELECT ?d {{ {DATES} }} ORDER BY STR(?d)")
    assert values(found) == [("2018",), ("2018-05",), ("2018-05-07",)]


def test_what_cannot_be_worked_out_comes_first() -> None:
    text = "SELECT ?s ?i { ?s enduse:disputed true OPTIONAL { ?s enduse:item ?i } }"
    found = values(both(f"{text} ORDER BY STRLEN(STR(?i)) STR(?i) ?s"))
    assert found[0][1] == ""
    assert found[-1][1]


def test_rows_without_an_order_of_their_own_are_sorted() -> None:
    found = values(both("SELECT ?l { ?x a enduse:Grade ; skos:notation ?l }"))
    assert found == sorted(found)


# Known to differ: what the Query page and the decisions say of them must stay true


def differing(text: str) -> tuple[Answer, Answer]:
    return asked(text, Engine.RDFLIB), asked(text, Engine.MEMORY)


def test_known_difference_least_and_greatest_among_dates_of_differing_precision() -> None:
    one, other = differing(f"SELECT (MAX(?d) AS ?x) {{ {DATES} }}")
    assert one != other
    both(f"SELECT (MAX(STR(?d)) AS ?x) {{ {DATES} }}")


def test_known_difference_only_rdflib_joins_what_is_no_text() -> None:
    one, other = differing("SELECT (GROUP_CONCAT(?g) AS ?x) { VALUES ?g { <x:a> } }")
    assert (values(one), values(other)) == ([("x:a",)], [("",)])
    both("SELECT (GROUP_CONCAT(STR(?g)) AS ?x) { VALUES ?g { <x:a> } }")


# Limits


@pytest.mark.parametrize("engine", [Engine.RDFLIB, Engine.MEMORY])
@pytest.mark.parametrize(
    "text", ["SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT WHERE { ?a ?b ?c }"]
)
def test_an_answer_that_is_too_large_is_stopped_while_it_grows(engine: Engine, text: str) -> None:
    with pytest.raises(StoppedQuery, match=r"larger than 0\.1 MB"):
        answer(held(engine), read(text), Room(100_000))


@pytest.mark.parametrize("engine", [Engine.RDFLIB, Engine.MEMORY])
@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_graph_that_is_not_here_is_refused_and_never_fetched(
    engine: Engine, clause: str, tmp_path: Path
) -> None:
    file = tmp_path / "secret.ttl"
    file.write_text("<x:a> <x:b> <x:c> .")
    for name in (file.as_uri(), "http://127.0.0.1:9/g"):
        query = read(f"SELECT * {clause} <{name}> {{ ?s ?p ?o }}")
        with pytest.raises(RefusedQuery, match="none is ever fetched"):
            answer(held(engine), query, SOME)


def test_asking_changes_nothing() -> None:
    for engine in (Engine.RDFLIB, Engine.MEMORY):
        before = asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", engine)
        asked("SELECT * FROM source:eu-2006-765 FROM source:eu-2011-359 { ?s ?p ?o }", engine)
        asked("CONSTRUCT { <x:a> <x:b> ?s } WHERE { ?s a enduse:Grade }", engine)
        assert asked("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", engine) == before


# Which engine


def test_the_engine_follows_the_size_unless_it_is_named() -> None:
    few = told(["Maker supplies Reseller"])
    many = told([f"Maker supplies Reseller {n}" for n in range(SMALL)])
    assert hold(few, make.words()).engine is Engine.RDFLIB
    assert hold(many, make.words()).engine is Engine.MEMORY
    assert hold(few, make.words(), engine=Engine.MEMORY).engine is Engine.MEMORY
    assert hold(many, make.words(), engine=Engine.RDFLIB).engine is Engine.RDFLIB


def test_text_that_no_file_can_hold_is_refused_by_name() -> None:
    some = told(["Maker supplies Reseller"])
    party = replace(some.parties["Maker"], name="half \ud800")
    broken = replace(some, parties={**some.parties, "Maker": party})
    for engine in (Engine.RDFLIB, Engine.MEMORY):
        with pytest.raises(BadQuestion, match="lone surrogate"):
            hold(broken, make.words(), engine=engine)


@pytest.mark.parametrize("base", ["", "x", "https://a b/", "https://a.example", "ftp://a.example/"])
def test_a_base_that_iris_cannot_begin_with_is_refused(base: str) -> None:
    with pytest.raises(BadQuestion, match="use a web address"):
        hold(told(["Maker supplies Reseller"]), make.words(), base=base)


def test_iris_begin_with_the_base_that_was_given() -> None:
    base = "https://data.example/g/"
    some = told(["Maker supplies Reseller"])
    for engine in (Engine.RDFLIB, Engine.MEMORY):
        opened = hold(some, make.words(), base=base, engine=engine)
        query = read("ASK { party:Maker enduse:supplies party:Reseller }", base=base)
        assert answer(opened, query, SOME).holds


# On disk


def written(place: Path, *said: str) -> Path:
    folder.write(told(said or ["Maker supplies Reseller"]), place)
    return place


def names(opened: Store) -> list[str]:
    query = read("SELECT ?l { ?x a enduse:Party ; skos:prefLabel ?l }", base=opened.base)
    return [value for (value,) in values(answer(opened, query, SOME))]


def on_disk(place: Path, base: str = BASE) -> Store:
    return open_store(place, make.words(), base=base, engine=Engine.DISK)


def test_a_store_is_built_once_and_then_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(on_disk(written(tmp_path))) == ["Maker", "Reseller"]
    monkeypatch.setattr(store, "open_folder", None)  # so that reading the tables would fail
    for _ in range(2):
        assert names(on_disk(tmp_path)) == ["Maker", "Reseller"]
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_dir()) == ["store"]


def test_several_readers_may_have_it_open_at_once(tmp_path: Path) -> None:
    written(tmp_path)
    opened = [on_disk(tmp_path) for _ in range(3)]
    assert {tuple(names(each)) for each in opened} == {("Maker", "Reseller")}


def test_a_store_of_another_graph_or_base_is_built_anew(tmp_path: Path) -> None:
    assert names(on_disk(written(tmp_path))) == ["Maker", "Reseller"]
    assert names(on_disk(tmp_path, "https://data.example/")) == ["Maker", "Reseller"]
    assert names(on_disk(written(tmp_path, "Other supplies Another"))) == ["Another", "Other"]


@pytest.mark.parametrize("broken", ["about.json", "quads/CURRENT"])
@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_a_broken_store_is_built_anew(tmp_path: Path, broken: str, content: bytes | None) -> None:
    on_disk(written(tmp_path))
    file = tmp_path / "store" / broken
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert names(on_disk(tmp_path)) == ["Maker", "Reseller"]


def test_a_build_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.store_oxigraph.load", fail)
    before = sorted(written(tmp_path).iterdir())
    with pytest.raises(KeyboardInterrupt):
        on_disk(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_where_nothing_can_be_written_the_graph_is_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    opened = on_disk(written(tmp_path))
    assert opened.engine is Engine.MEMORY
    assert names(opened) == ["Maker", "Reseller"]


def test_a_graph_with_its_store_can_be_built_again(tmp_path: Path) -> None:
    place = tmp_path / "graph"
    place.mkdir()
    on_disk(written(place))
    with folder.replacing(place) as new:
        written(new, "Other supplies Another")
    assert not (place / "store").exists()
    assert names(on_disk(place)) == ["Another", "Other"]


def test_what_is_kept_says_what_it_was_made_of(tmp_path: Path) -> None:
    on_disk(written(tmp_path))
    about = json.loads((tmp_path / "store" / "about.json").read_bytes())
    assert about["content_hash"] == folder.read_manifest(tmp_path)["content_hash"]
    assert about["base"] == BASE
    assert pyoxigraph.__version__ in about["program"]


def test_a_folder_that_is_no_graph_is_refused() -> None:
    with TemporaryDirectory() as place, pytest.raises(BadFile, match="is missing"):
        on_disk(Path(place))
