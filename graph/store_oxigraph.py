"""Oxigraph: an engine for graphs of any size, in memory or on disk.

Its default graph holds every triple once, beside the named graphs. Its own union of all graphs
would give a triple as often as there are sources that state it.
"""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
)

from graph.errors import BadQuestion
from graph.rdf_terms import n_triples
from graph.sparql_answer import Answer, Room, of_rows, of_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pyoxigraph import BlankNode, QueryTriples

    from graph.rdf_terms import Named
    from graph.sparql import Query

    Graph = NamedNode | BlankNode | DefaultGraph

# Lines loaded at once: loading on disk holds all of them in memory first.
AT_ONCE = 500_000


def load(store: Store, graphs: Iterable[Named]) -> None:
    """Add graphs to a store that nobody else uses.

    Raises `UnicodeEncodeError` for text with a lone surrogate.
    """
    lines = _lines(graphs)
    while some := "".join(islice(lines, AT_ONCE)):
        # What is no IRI was sorted out when the triples were made.
        store.bulk_load(some.encode(), RdfFormat.N_QUADS, lenient=True)
    store.flush()


def _lines(graphs: Iterable[Named]) -> Iterator[str]:
    for name, triples in graphs:
        graph = n_triples(name)
        for triple in triples:
            line = " ".join(map(n_triples, triple))
            yield f"{line} {graph} .\n{line} .\n"


def holds_graph(store: Store, name: str) -> bool:
    """Say whether there is a named graph of that name."""
    return store.contains_named_graph(NamedNode(name))


def answer(store: Store, query: Query, room: Room) -> Answer:
    """Answer a query; raises `StoppedQuery` when the answer is larger than the room."""
    store, default = _asked(store, query)
    named = query.named_graphs
    try:
        found = store.query(
            query.text,
            prefixes=dict(query.prefixes),
            default_graph=default,
            named_graphs=None if named is None else [NamedNode(each) for each in named],
        )
        if isinstance(found, QueryBoolean):
            return Answer(query.form, bool(found))
        if isinstance(found, QuerySolutions):
            return of_rows(query.variables, _rows(found, room), in_order=query.in_order)
        return of_triples(query.form, _triples(found, room))
    except (SyntaxError, RuntimeError) as error:
        raise BadQuestion(f"this cannot be asked: {error}") from error


def _asked(store: Store, query: Query) -> tuple[Store, list[Graph] | None]:
    """Give the store to ask, and which of its graphs are the default one.

    Several graphs are merged in a store of their own first: a triple that two of them hold
    counts once.
    """
    if query.default_graphs is None or len(query.default_graphs) < 2:
        names = query.default_graphs
        return store, None if names is None else [NamedNode(each) for each in names]
    merged = Store()
    for name in query.default_graphs:
        merged.bulk_extend(_quads(store, name, DefaultGraph()))
    for name in query.named_graphs or ():
        merged.bulk_extend(_quads(store, name, NamedNode(name)))
    return merged, [DefaultGraph()]


def _quads(store: Store, name: str, into: DefaultGraph | NamedNode) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
        yield Quad(quad.subject, quad.predicate, quad.object, into)


class _Sink(io.BytesIO):
    """Takes what Oxigraph writes, as far as there is room."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def write(self, part: Any) -> int:  # noqa: ANN401 - any buffer
        self.room.take(len(part))
        return super().write(part)


def _rows(found: QuerySolutions, room: Room) -> list[dict[str, dict[str, str]]]:
    sink = _Sink(room)
    found.serialize(sink, format=QueryResultsFormat.JSON)
    rows: list[dict[str, dict[str, str]]] = json.loads(sink.getvalue())["results"]["bindings"]
    return rows


def _triples(found: QueryTriples, room: Room) -> set[str]:
    lines: set[str] = set()
    for triple in found:
        line = f"{triple} ."
        if line not in lines:
            room.take(len(line))
            lines.add(line)
    return lines
