"""Other engines behind one set of doors; those that are not installed are left out.

All hold the same graph: the hops of the four relations, each pair of parties once.
"""

from __future__ import annotations

import time
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Edges = npt.NDArray[Any]


class Counted(NamedTuple):
    """How many paths an engine gave; not whole when it was stopped."""

    paths: int
    whole: bool = True


class Peer(Protocol):
    """What is asked of every engine. `reaching` and `around` may be left to others: None."""

    name: str

    def paths(self, source: int, ends: list[int], hops: int, seconds: float) -> Counted:
        """Count all acyclic paths of at most so many hops, stopping after so many seconds."""

    def reaching(self, sources: list[int], ends: list[int], hops: int) -> int | None:
        """Count the sources from which an end is so many hops away, or fewer."""

    def around(self, source: int) -> int | None:
        """Count the parties within two hops, the party itself too."""


class NetworkX:
    """`all_simple_paths`, which yields paths one by one, so that it can be stopped."""

    name = "networkx"

    def __init__(self, parties: int, edges: Edges) -> None:
        """Build a graph without attributes."""
        self.graph: nx.DiGraph[int] = nx.DiGraph()
        self.graph.add_nodes_from(range(parties))
        self.graph.add_edges_from(edges.tolist())

    def paths(self, source: int, ends: list[int], hops: int, seconds: float) -> Counted:
        """Count as the protocol says; the clock is looked at after each path."""
        deadline, found = time.monotonic() + seconds, 0
        for _ in nx.all_simple_paths(self.graph, source, ends, cutoff=hops):
            found += 1
            if time.monotonic() > deadline:
                return Counted(found, whole=False)
        return Counted(found)

    def reaching(self, sources: list[int], ends: list[int], hops: int) -> int:
        """Sweep backwards once, from all ends together."""
        turned = self.graph.reverse(copy=False)
        met = {party for level in _levels(turned, ends, hops) for party in level}
        return sum(source in met for source in sources)

    def reaching_one_by_one(self, sources: list[int], ends: list[int], hops: int) -> int:
        """Search forwards from each source, as a loop over suppliers does."""
        wanted, found = set(ends), 0
        for source in sources:
            lengths = nx.single_source_shortest_path_length(self.graph, source, cutoff=hops)
            found += not wanted.isdisjoint(lengths)
        return found

    def around(self, source: int) -> int:
        """Take the neighbourhood as a graph, which is what its function gives."""
        return len(nx.ego_graph(self.graph, source, radius=2))

    def shortest(self, source: int, end: int, k: int) -> int:
        """List the k shortest paths to one end."""
        return len(list(islice(nx.shortest_simple_paths(self.graph, source, end), k)))


def _levels(graph: Any, ends: list[int], hops: int) -> Iterable[list[int]]:  # noqa: ANN401
    return islice(nx.bfs_layers(graph, ends), hops + 1)


class Igraph:
    """The C library by its Python interface."""

    name = "igraph"

    def __init__(self, parties: int, edges: Edges) -> None:
        """Build a graph without attributes."""
        self.graph = import_module("igraph").Graph(n=parties, edges=edges, directed=True)

    def paths(self, source: int, ends: list[int], hops: int, _: float) -> Counted:
        """List all; it cannot be stopped."""
        return Counted(len(self.graph.get_all_simple_paths(source, to=ends, maxlen=hops)))

    def reaching(self, sources: list[int], ends: list[int], hops: int) -> int:
        """Take the neighbourhood of each end backwards, in one call."""
        around = self.graph.neighborhood(ends, order=hops, mode="in")
        met = {party for each in around for party in each}
        return sum(source in met for source in sources)

    def around(self, source: int) -> int:
        """List the parties alone."""
        return len(self.graph.neighborhood(source, order=2, mode="out"))

    def shortest(self, source: int, end: int, k: int) -> int:
        """List the k shortest paths to one end (Yen)."""
        return len(self.graph.get_k_shortest_paths(source, to=end, k=k))


class Rustworkx:
    """The Rust library by its Python interface."""

    name = "rustworkx"

    def __init__(self, parties: int, edges: Edges) -> None:
        """Build a graph without attributes."""
        self.rustworkx = import_module("rustworkx")
        self.graph = self.rustworkx.PyDiGraph(multigraph=False)
        self.graph.add_nodes_from(range(parties))
        self.graph.add_edges_from_no_data(list(map(tuple, edges.tolist())))

    def paths(self, source: int, ends: list[int], hops: int, _: float) -> Counted:
        """List all; it cannot be stopped."""
        found = self.rustworkx.all_simple_paths(self.graph, source, ends, cutoff=hops)
        return Counted(len(found))

    def reaching(self, sources: list[int], ends: list[int], hops: int) -> None:
        """Leave it: it has no search from many parties that stops at a depth."""

    def around(self, source: int) -> None:
        """Leave it: it has no neighbourhood of more than one hop."""


class DuckDB:
    """A recursive query over a table of hops."""

    name = "DuckDB"

    def __init__(self, parties: int, edges: Edges) -> None:
        """Load the table."""
        self.connection = import_module("duckdb").connect()
        subject, object_ = edges[:, 0].copy(), edges[:, 1].copy()
        self.connection.register("given", {"u": subject, "v": object_})
        self.connection.execute("CREATE TABLE hop AS SELECT u::INT u, v::INT v FROM given")
        self.connection.unregister("given")

    def paths(self, source: int, ends: list[int], hops: int, seconds: float) -> Counted:
        """Grow paths hop by hop, and count those that stand on an end."""
        asked = (source, source, hops, ends)
        found = self._ask(
            "WITH RECURSIVE path(party, met, hops) AS (SELECT ?::INT, [?::INT], 0 UNION ALL "
            "SELECT v, list_append(met, v), hops + 1 FROM path JOIN hop ON u = party "
            "WHERE hops < ? AND NOT list_contains(met, v)) SELECT count(*) FROM path "
            "WHERE hops > 0 AND party IN (SELECT unnest(?::INT[]))",
            asked,
            seconds,
        )
        return Counted(0, whole=False) if found is None else Counted(found)

    def reaching(self, sources: list[int], ends: list[int], hops: int) -> int | None:
        """Sweep backwards, one row a party and distance."""
        return self._ask(
            "WITH RECURSIVE near(party, hops) AS (SELECT unnest(?::INT[]), 0 UNION "
            "SELECT u, hops + 1 FROM near JOIN hop ON v = party WHERE hops < ?) "
            "SELECT count(DISTINCT party) FROM near WHERE party IN (SELECT unnest(?::INT[]))",
            (ends, hops, sources),
        )

    def around(self, source: int) -> int | None:
        """Join twice."""
        return self._ask(
            "WITH one AS (SELECT v FROM hop WHERE u = ?), two AS (SELECT v FROM one UNION "
            "SELECT hop.v FROM one JOIN hop ON u = one.v) "
            "SELECT count(*) FROM (SELECT v FROM two UNION SELECT ?)",
            (source, source),
        )

    def _ask(self, query: str, given: tuple[object, ...], seconds: float = 600) -> int | None:
        """Give the one number a query asks for; None when it was stopped."""
        watch = Timer(seconds, self.connection.interrupt)
        watch.start()
        try:
            return int(self.connection.execute(query, given).fetchall()[0][0])
        except import_module("duckdb").Error:
            return None
        finally:
            watch.cancel()


PEERS: dict[str, type[Any]] = {
    "networkx": NetworkX,
    "igraph": Igraph,
    "rustworkx": Rustworkx,
    "duckdb": DuckDB,
}


def installed() -> list[str]:
    """Name the packages of the peers that can be had here."""
    return [package for package in PEERS if find_spec(package)]
