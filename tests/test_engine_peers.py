"""Where others mean the same, they find the same: NetworkX, igraph, rustworkx and rdflib."""

from __future__ import annotations

from collections import Counter
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest
import rustworkx
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from graph.engine import compiled, plain
from graph.engine.query import Query, Restrictor
from graph.vocabulary import VOCABULARY
from tests.engine_examples import (
    NAMES,
    Chain,
    Choice,
    Inverse,
    Negated,
    Pattern,
    Relation,
    Repeat,
    Sample,
    automaton,
    query,
    samples,
    trees,
    written,
)

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
ENGINES = [plain.Search, compiled.Search]
ALONG = "(owns|resells_for|supplies)+"
graphs = samples(8, 20, loops=False)


def parties(engine: Any, sample: Sample, made: Query) -> Counter[tuple[int, ...]]:  # noqa: ANN401
    routes = engine(sample.arrays(), made).routes(0, made.hops)
    return Counter(route.parties for route in routes)


def merged(sample: Sample) -> set[tuple[int, int]]:
    return {(claim.subject, claim.object) for claim in sample.claims}


@pytest.mark.parametrize("engine", ENGINES)
def test_paths_of_merged_hops_are_those_of_three_libraries(engine: Any) -> None:  # noqa: ANN401
    @settings(max_examples=200, suppress_health_check=SLOW)
    @given(graphs, st.integers(1, 7))
    def agree(sample: Sample, hops: int) -> None:
        found = parties(engine, sample, query(ALONG, sample, hops=hops))
        edges, others = sorted(merged(sample)), range(1, sample.parties)
        by_nx: nx.DiGraph[int] = nx.DiGraph(edges)
        by_nx.add_nodes_from(range(sample.parties))
        ways = nx.all_simple_paths(by_nx, 0, set(others), cutoff=hops)
        assert found == Counter(map(tuple, ways))
        by_igraph = igraph.Graph(sample.parties, edges, directed=True)
        assert found == Counter(map(tuple, by_igraph.get_all_simple_paths(0, maxlen=hops)))
        by_rust: Any = rustworkx.PyDiGraph()
        by_rust.add_nodes_from(range(sample.parties))
        by_rust.add_edges_from_no_data(edges)
        rust = [
            tuple(path)
            for end in others
            for path in rustworkx.all_simple_paths(by_rust, 0, end, cutoff=hops + 1)
        ]
        assert found == Counter(rust)

    agree()


@pytest.mark.parametrize("engine", ENGINES)
def test_paths_apart_are_networkx_edge_paths(engine: Any) -> None:  # noqa: ANN401
    @settings(max_examples=200, suppress_health_check=SLOW)
    @given(graphs, st.integers(1, 6))
    def agree(sample: Sample, hops: int) -> None:
        multi: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        multi.add_nodes_from(range(sample.parties))
        for claim in sample.claims:
            multi.add_edge(claim.subject, claim.object, key=claim.relation)
        ways = nx.all_simple_edge_paths(multi, 0, set(range(1, sample.parties)), cutoff=hops)
        want = Counter(tuple(way) for way in ways)
        made = query(ALONG, sample, hops=hops, apart=True)
        found = Counter(
            tuple(
                (*pair, sample.claims[claims[0]].relation)
                for pair, claims in zip(
                    zip(route.parties, route.parties[1:], strict=False), route.hops, strict=True
                )
            )
            for route in engine(sample.arrays(), made).routes(0, hops)
        )
        assert found == want

    agree()


# SPARQL


def rdf(sample: Sample) -> Graph:
    graph = Graph()
    for claim in sample.claims:
        graph.add((_party(claim.subject), VOCABULARY[NAMES[claim.relation]], _party(claim.object)))
    return graph


def _party(number: int) -> URIRef:
    return URIRef(f"urn:party:{number}")


def sparql(part: Pattern) -> str:
    """Write a pattern in full brackets and without counts, as rdflib can be trusted with it.

    rdflib loses the inverse inside a negated set: !(a|^b) is written (!(a)|^(!(b))).
    """
    match part:
        case Relation(name):
            return f"<{VOCABULARY[name]}>"
        case Negated(along, against):
            sets = ["|".join(f"<{VOCABULARY[n]}>" for n in names) for names in (along, against)]
            ways = [f"!({sets[0]})"] if along else []
            return f"({'|'.join(ways + ([f'^(!({sets[1]}))'] if against else []))})"
        case Inverse(inner):
            return f"^({sparql(inner)})"
        case Chain(parts):
            return f"({'/'.join(map(sparql, parts))})"
        case Choice(parts):
            return f"({'|'.join(map(sparql, parts))})"
        case Repeat(inner, least, most, _):
            once = f"({sparql(inner)})"
            rest = [f"{once}*"] if most is None else [f"{once}?"] * (most - least)
            return f"({'/'.join([once] * least + rest)})"


@settings(max_examples=250, suppress_health_check=SLOW)
@given(samples(5, 8, loops=True), trees)
def test_ends_of_walks_are_those_of_sparql(sample: Sample, tree: Pattern) -> None:
    made = automaton(written(tree))
    assume(made is not None)
    assert made is not None
    # A walk that meets a party in a state twice can be cut short: so many hops suffice.
    hops = sample.parties * made.states
    asked = query(written(tree), sample, hops=hops, restrictor=Restrictor.WALK)
    graph = rdf(sample)
    for source in range(sample.parties):
        rows = graph.query(f"SELECT ?to {{ <{_party(source)}> {sparql(tree)} ?to }}")
        want = {int(str(row[0]).rpartition(":")[2]) for row in rows}  # type: ignore[index]
        for engine in ENGINES:
            assert engine(sample.arrays(), asked).reachable(source, hops) >= want
            assert _ends(engine, sample, asked, source) == want


def _ends(engine: Any, sample: Sample, asked: Query, source: int) -> set[int]:  # noqa: ANN401
    """Ask for each end alone: the first route shows that there is one."""
    found = set()
    for end in range(sample.parties):
        asked.targets[:] = np.arange(sample.parties) == end
        if next(engine(sample.arrays(), asked).routes(source, asked.hops), None):
            found.add(end)
    asked.targets[:] = True
    return found
