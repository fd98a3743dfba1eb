"""Queries run in processes of their own: one that never ends is ended, the next one answered."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import folder
from graph.errors import BadFile, BadQuestion, RefusedQuery, StoppedQuery
from graph.query_process import Asked, Limits, Ticket
from graph.querying import Queries, of_records
from graph.store import Engine
from tests.examples import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.sparql_answer import Answer

# Enough parties for a product of three of them to take hours.
MANY = [f"Maker {n} supplies Reseller {n}" for n in range(400)]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?i) }"
LONG = Asked("SELECT ?a ?b ?c ?d { ?a a enduse:Party . ?b a enduse:Party . ?c ?p ?d }")
COUNT = Asked("SELECT (COUNT(*) AS ?n) { ?a enduse:supplies ?b }")
MORE = Asked(
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
)


@pytest.fixture(scope="module", params=[Engine.RDFLIB, Engine.MEMORY])
def queries(request: pytest.FixtureRequest) -> Iterator[Queries]:
    limits = Limits(seconds=600, bytes=1_000_000)
    with of_records(records(MANY), engine=request.param, limits=limits, at_once=1) as opened:
        yield opened


def number(found: Answer) -> str:
    return found.rows[0]["n"]["value"]


def impatient(engine: Engine, **limits: float) -> Queries:
    given = Limits(**{"seconds": 600, **limits})  # type: ignore[arg-type]
    return of_records(records(MANY), engine=engine, limits=given)


def test_a_query_is_answered(queries: Queries) -> None:
    assert number(queries.ask(COUNT)) == "400"
    assert queries.ask(Asked("ASK { ?a enduse:owns ?b }")).holds is False
    assert len(queries.ask(Asked("CONSTRUCT WHERE { ?a enduse:supplies ?b }")).triples) == 400


def test_what_is_wrong_with_a_query_comes_back_whole(queries: Queries) -> None:
    with pytest.raises(BadQuestion, match="no SPARQL query: line 1"):
        queries.ask(Asked("SELEC"))
    with pytest.raises(RefusedQuery, match="SERVICE is refused: nothing leaves"):
        queries.ask(Asked("ASK { SERVICE <x:y> {} }"))
    with pytest.raises(RefusedQuery, match="none is ever fetched"):
        queries.ask(Asked("ASK {}", default_graphs=("http://127.0.0.1:9/",)))
    assert number(queries.ask(COUNT)) == "400"


def test_graphs_beside_the_query_are_asked(queries: Queries) -> None:
    graph = f"{queries.base}source/source%201"
    assert number(queries.ask(Asked(COUNT.text, default_graphs=(graph,)))) == "1"


def test_a_query_that_never_ends_is_ended_by_its_reader(queries: Queries) -> None:
    running = queries.begin(Asked(ENDLESS))
    assert not running.wait(0.5)
    running.stop()
    with pytest.raises(StoppedQuery, match="no longer wanted"):
        running.answer()
    assert number(queries.ask(COUNT)) == "400"


def test_one_that_waits_for_its_turn_can_be_stopped_too(queries: Queries) -> None:
    first, second = queries.begin(Asked(ENDLESS)), queries.begin(COUNT)
    assert not first.wait(0.3)
    second.stop()
    with pytest.raises(StoppedQuery, match="no longer wanted"):
        second.answer()
    first.stop()
    assert first.wait(60)


def test_an_answer_that_is_too_large_is_stopped(queries: Queries) -> None:
    with pytest.raises(StoppedQuery, match="larger than 1 MB; ask for less"):
        queries.ask(LONG)
    assert number(queries.ask(COUNT)) == "400"


def test_a_ticket_that_is_stopped_before_never_runs(queries: Queries) -> None:
    ticket = Ticket()
    ticket.stop()
    with pytest.raises(StoppedQuery):
        queries.ask(COUNT, ticket)


def test_an_engine_that_fails_takes_nothing_else_with_it() -> None:
    with impatient(Engine.RDFLIB) as queries:
        with pytest.raises(StoppedQuery, match=r"its engine failed \(Exception: Invalid path"):
            queries.ask(Asked("SELECT * { ?a !(^rdf:type) ?b }"))
        assert number(queries.ask(COUNT)) == "400"


@pytest.mark.parametrize("engine", [Engine.RDFLIB, Engine.MEMORY])
def test_a_query_that_never_ends_is_ended_by_the_clock(engine: Engine) -> None:
    with impatient(engine, seconds=0.5) as queries:
        with pytest.raises(StoppedQuery, match=r"more than 0\.5 seconds"):
            queries.ask(Asked(ENDLESS))
        assert not queries._idle  # the process is gone


def test_a_query_that_takes_all_memory_is_ended_and_the_next_answered() -> None:
    with impatient(Engine.MEMORY, memory=150_000_000, bytes=10**12) as queries:
        with pytest.raises(StoppedQuery, match="memory"):
            queries.ask(MORE)
        assert number(queries.ask(COUNT)) == "400"


def test_several_are_answered_at_once() -> None:
    with impatient(Engine.MEMORY) as queries:
        found: list[str] = []
        asking = [
            threading.Thread(target=lambda: found.append(number(queries.ask(COUNT))))
            for _ in range(4)
        ]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert found == ["400"] * 4


def test_a_process_may_open_the_graph_before_anybody_asks() -> None:
    with impatient(Engine.MEMORY) as queries:
        queries.warm()
        queries.warm()
        assert len(queries._idle) == 1
        assert number(queries.ask(COUNT)) == "400"


def test_closing_ends_every_process() -> None:
    queries = impatient(Engine.MEMORY)
    queries.ask(COUNT)
    [idle] = queries._idle
    queries.close()
    assert not idle.is_usable()
    queries.close()


def test_a_graph_folder_is_asked_through_the_store_beside_its_tables(tmp_path: Path) -> None:
    folder.write(records(MANY), tmp_path)
    for _ in range(2):
        with Queries(tmp_path) as queries:
            assert number(queries.ask(COUNT)) == "400"
        assert (tmp_path / "store" / "about.json").is_file()


def test_a_folder_that_is_no_graph_is_refused_by_name(tmp_path: Path) -> None:
    with Queries(tmp_path) as queries, pytest.raises(BadFile, match="is missing"):
        queries.ask(COUNT)


def test_nothing_is_left_of_records_that_were_in_no_folder() -> None:
    queries = impatient(Engine.MEMORY)
    queries.ask(COUNT)
    assert queries._room is not None
    place = queries._room.name
    queries.close()
    assert not Path(place).exists()
