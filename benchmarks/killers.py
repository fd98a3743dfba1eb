"""Questions that stop other engines: a clique, a long chain, and an answer without end."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import rdflib

from benchmarks import ours
from benchmarks.generate import RELATIONS, automaton
from benchmarks.measure import timed
from benchmarks.path_tables import HOPS
from benchmarks.report import Bar, Table, progress, seconds
from graph import vocabulary
from graph.engine import compiled, plain, search
from graph.engine.arrays import EVER, NEVER, UNKNOWN_SHARE, Arrays, arcs
from graph.engine.automaton import compile_pattern
from graph.engine.compact import compact
from graph.engine.pattern import parse
from graph.engine.query import Query, everything

if TYPE_CHECKING:
    from benchmarks.generate import Graph
    from benchmarks.report import Report

WORDS = Path(__file__).parents[1] / "data" / "vocabulary.ttl"
CLIQUE, CHAIN = 10, 2000
FLOOD, SECONDS = 1e6, 2.0
SAYS = (
    "A clique of {clique} parties, asked for paths from one of them to a party that only this one "
    "reaches: a search that does not look ahead walks through all of it for nothing. A chain "
    "of {chain:,} hops under `supplies+`. And the hub of {graph}: the answer is refused with an "
    "estimate, which counts walks and so is never below the truth; without a mark for floods, the "
    "search stops after 2 s with what it has and says so."
)


def table(graph: Graph, report: Report, *, clique: int = CLIQUE, chain: int = CHAIN) -> None:
    """Measure all of them."""
    progress("killers")
    says = SAYS.format(clique=clique, chain=chain, graph=graph.plan.name)
    found = Table("Killers", says, ("question", "ours", "elsewhere"))
    found.rows += [_clique(clique, report), _chain(chain, report), *_flood(graph, report)]
    for row in found.rows:
        progress("  " + " | ".join(row))
    report.tables.append(found)


def _small(parties: int, relations: int, pairs: list[tuple[int, int]], code: int) -> Arrays:
    """Lay out claims of one relation about which nothing else is known."""
    ends, size = np.array(pairs, np.int32), len(pairs)
    laid = arcs(parties, relations, ends[:, 0], ends[:, 1], np.full(size, code, np.int8))
    never, ever = (np.full(size, day, np.int32) for day in (NEVER, EVER))
    nothing = np.zeros(size, np.int32)
    return Arrays(
        *laid,
        grade=np.zeros(size, np.int8),
        disputed=np.zeros(size, np.bool_),
        since=never,
        until=ever,
        begin=ever,
        end=never,
        share=np.full(size, UNKNOWN_SHARE, np.float32),
        source=nothing,
        deal_start=np.zeros(size + 1, np.int32),
        deal=nothing[:0],
        kind=np.zeros(parties, np.int8),
        country=np.zeros(parties, np.int16),
    )


def _to(arrays: Arrays, query: Query, end: int) -> Query:
    return replace(query, targets=np.arange(arrays.parties) == end)


def _clique(members: int, report: Report) -> list[str]:
    pairs = [*permutations(range(members), 2), (0, members)]
    arrays = _small(members + 1, len(RELATIONS), pairs, 0)
    query = _to(arrays, everything(arrays, automaton(), [0], hops=members), members)
    other = nx.DiGraph(pairs)
    slow = timed(lambda: sum(1 for _ in nx.all_simple_paths(other, 0, members)), 1)
    runs = [timed(partial(_count, engine, arrays, query), 3) for engine in (compiled, plain)]
    if {run.answer for run in runs} != {slow.answer}:
        raise AssertionError("the clique is answered differently")
    taken = [seconds(run.seconds) for run in runs]
    holds = max(run.seconds for run in runs) < 0.1
    report.bars.append(Bar("the clique at once", f"{taken[0]}, in plain Python {taken[1]}", holds))
    ours_ = f"1 path: {taken[0]}; in plain Python {taken[1]}"
    return [f"clique of {members} with a pendant", ours_, f"networkx: {seconds(slow.seconds)}"]


def _count(engine: object, arrays: Arrays, query: Query) -> int:
    found = engine.Search(arrays, query)  # type: ignore[attr-defined]
    return sum(1 for _ in found.routes(query.sources[0], query.hops))


def _chain(hops: int, report: Report) -> list[str]:
    words = vocabulary.load(WORDS)
    relations = tuple(sorted(words.relations))
    pattern = compile_pattern(parse("supplies+", words, {}), relations)
    pairs = [(place, place + 1) for place in range(hops)]
    arrays = _small(hops + 1, len(relations), pairs, relations.index("supplies"))
    query = _to(arrays, everything(arrays, pattern, [0], hops=hops), hops)
    runs = [timed(partial(_count, engine, arrays, query), 3) for engine in (compiled, plain)]
    if [run.answer for run in runs] != [1, 1]:
        raise AssertionError("the chain has one path")
    taken = [seconds(run.seconds) for run in runs]
    holds = max(run.seconds for run in runs) < 1
    report.bars.append(Bar("the chain at once", f"{taken[0]}, in plain Python {taken[1]}", holds))
    ours_ = f"1 path: {taken[0]}; in plain Python {taken[1]}"
    return [f"chain of {hops:,} hops", ours_, f"rdflib: {_by_rdflib(pairs)}"]


def _by_rdflib(pairs: list[tuple[int, int]]) -> str:
    space = rdflib.Namespace("https://example.org/")
    triples = rdflib.Graph()
    for one, other in pairs:
        triples.add((space[str(one)], space.supplies, space[str(other)]))
    start = time.perf_counter()
    try:
        asked = f"SELECT ?end {{ <{space['0']}> <{space.supplies}>+ ?end }}"
        ends = len(list(triples.query(asked)))
    except RecursionError:
        return f"recursion error after {seconds(time.perf_counter() - start)}"
    return f"{ends:,} end points, no path, in {seconds(time.perf_counter() - start)}"


def _flood(graph: Graph, report: Report) -> list[list[str]]:
    """Hold the estimate of a flood against its count, and stop a search after a time."""
    query = ours.question(graph, graph.hub, max(HOPS))
    ground = compact(graph.arrays, query, query.hops)
    truth = ours.count(graph.arrays, query, ground)
    again = timed(partial(ours.estimate, graph.arrays, query, ground), 5)
    start = time.perf_counter()
    try:
        search.find(graph.arrays, query, limits=search.Limits(flood=min(FLOOD, truth / 2)))
        raise AssertionError("a flood was let through")
    except search.TooManyPaths as refused:
        taken, ratio = time.perf_counter() - start, refused.estimate / truth
    says = f"{truth:,} paths refused with an estimate at most 10 % above the truth"
    measured = f"{ratio - 1:+.1%} in {seconds(taken)} (on cached labels {seconds(again.seconds)})"
    report.bars.append(Bar(says, measured, 1 <= ratio <= 1.1))
    start = time.perf_counter()
    outcome = search.find(graph.arrays, query, limits=search.Limits(seconds=SECONDS))
    stopped = f"{len(outcome.routes):,} paths after {seconds(time.perf_counter() - start)}"
    cut = f"{stopped}, {'complete' if outcome.complete else 'cut: ' + outcome.cut}"
    return [
        [f"{truth:,} paths, asked with a mark for floods", f"refused: {measured}", "–"],
        ["the same, stopped after 2 s", cut, "–"],
    ]
