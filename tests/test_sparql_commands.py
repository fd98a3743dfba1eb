"""The commands that ask SPARQL, as they are typed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from graph import folder
from graph.__main__ import main
from graph.sparql import prefixes
from graph.sparql_examples import load
from tests.examples import folder as tables
from tests.examples import records

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
SUPPLIES = "SELECT ?a ?b { ?x enduse:supplies ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b }"
TRIPLES = "CONSTRUCT WHERE { ?a enduse:supplies ?b }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder of three parties."""
    place = tmp_path_factory.mktemp("graph")
    said = ["=Maker supplies Reseller", "Reseller supplies Ministry of Iran"]
    folder.write(records(said), place)
    return place


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_query_is_answered_as_a_table(graph: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "sparql", SUPPLIES, "--graph", graph)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "a         b",
        "--------  ----------------",
        "=Maker    Reseller",
        "Reseller  Ministry of Iran",
    ]


def test_csv_has_no_formula_and_a_row_for_each_row(graph: Path, capsys: Capture) -> None:
    _, out, _ = run(capsys, "sparql", SUPPLIES, "--graph", graph, "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows == [["a", "b"], ["'=Maker", "Reseller"], ["Reseller", "Ministry of Iran"]]


def test_json_is_what_sparql_says_it_is(graph: Path, capsys: Capture) -> None:
    _, out, _ = run(capsys, "sparql", SUPPLIES, "--graph", graph, "--format", "json")
    found: dict[str, Any] = json.loads(out)
    assert found["head"]["vars"] == ["a", "b"]
    assert found["results"]["bindings"][0]["a"] == {"type": "literal", "value": "=Maker"}


def test_triples_are_given_as_turtle(graph: Path, capsys: Capture) -> None:
    _, out, _ = run(capsys, "sparql", TRIPLES, "--graph", graph, "--format", "turtle")
    assert "@prefix enduse: <https://enduse.example/vocabulary#> ." in out
    assert "enduse:supplies <https://enduse.example/id/party/Reseller>" in out


def test_another_base_gives_other_iris(graph: Path, capsys: Capture) -> None:
    base = "https://data.example/"
    _, out, _ = run(
        capsys, "sparql", TRIPLES, "--graph", graph, "--base", base, "--format", "turtle"
    )
    assert f"<{base}party/" in out
    assert "enduse.example/id" not in out


def test_a_query_is_read_from_a_file(graph: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "query.rq"
    file.write_text(f"# a comment\n{SUPPLIES}\n", "utf-8")
    assert run(capsys, "sparql", "--file", file, "--graph", graph)[0] == 0


def test_tables_of_our_own_are_asked_without_a_graph(tmp_path: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "sparql", SUPPLIES, "--data", tables(tmp_path))
    assert code == 0
    assert "Maker     Reseller" in out
    assert not (tmp_path / "store").exists()


def test_an_example_is_asked_by_its_name(graph: Path, capsys: Capture) -> None:
    code, out, _ = run(capsys, "sparql", "--example", "to_a_country", "--graph", graph)
    assert code == 0
    assert "Ministry of Iran" in out


def test_examples_and_prefixes_are_listed(capsys: Capture) -> None:
    _, out, _ = run(capsys, "sparql", "--examples")
    assert [line for line in out.splitlines() if not line.startswith(" ")] == list(load())
    _, out, _ = run(capsys, "sparql", "--prefixes")
    assert len(out.splitlines()) == len(prefixes())


def test_nothing_found_is_told_by_the_exit_code(graph: Path, capsys: Capture) -> None:
    assert run(capsys, "sparql", "ASK { ?a enduse:owns ?b }", "--graph", graph)[0] == 1
    assert run(capsys, "sparql", "ASK { ?a enduse:supplies ?b }", "--graph", graph)[0] == 0


def test_exact_data_holds_the_query_and_the_answer(graph: Path, capsys: Capture) -> None:
    _, out, _ = run(capsys, "sparql", SUPPLIES, "--graph", graph, "--json")
    data = json.loads(out)
    assert data["query"] == SUPPLIES
    assert len(data["answer"]["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give one query"),
        (["ASK {}", "--example", "listed"], "give one query"),
        (["--example", "none"], "--example none: use one of third_parties"),
        (["--file", "none.rq"], "none.rq: cannot be read"),
        (["DELETE WHERE { ?a ?b ?c }"], "an update is refused"),
        (["ASK { SERVICE <x:y> {} }"], "SERVICE is refused"),
        (["ASK {}", "--base", "nothing"], "base 'nothing': use a web address"),
        (["ASK {}", "--seconds", "0"], "--seconds: more than 0"),
        (["ASK {}", "--format", "turtle"], "--format turtle is for CONSTRUCT"),
        ([TRIPLES, "--format", "json"], "--format json is for SELECT"),
        (["SELECT * { ?a ?b ?c . ?d ?e ?f }", "--megabytes", "0.01"], "larger than 0.01 MB"),
        (["ASK {}", "--graph", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    graph: Path, arguments: list[str], told: str, capsys: Capture
) -> None:
    place: list[str | Path] = [] if "--graph" in arguments else ["--graph", graph]
    code, out, err = run(capsys, "sparql", *arguments, *place)
    assert (code, out) == (2, "")
    assert told in err


def test_serve_asks_what_to_serve(graph: Path, capsys: Capture) -> None:
    code, _, err = run(capsys, "serve", "--graph", graph)
    assert code == 2
    assert "say what to serve: --sparql" in err


def test_serve_says_where_it_answers_and_that_it_ended(
    graph: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.endpoint.Server.serve_forever", _interrupted)
    code, out, _ = run(capsys, "serve", "--sparql", "--graph", graph, "--port", "0")
    assert code == 0
    assert "SPARQL is answered at http://127.0.0.1:" in out
    assert out.splitlines()[-1] == "Ended."


def _interrupted(_: object) -> None:
    raise KeyboardInterrupt
