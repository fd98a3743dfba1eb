"""Statements as a NetworkX graph: one edge per subject, object and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.statement import Party, Records, Statement
    from graph.vocabulary import Relation, Vocabulary

Network: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step between two parties, with every statement that attests it.

    `origin` to `target` is the way goods, services or authority move; a statement whose
    relation flows in reverse has its subject at the target.
    """

    origin: str
    target: str
    statements: tuple[Statement, ...]

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations stated between the two, each once, sorted."""
        return tuple(sorted({statement.relation for statement in self.statements}))

    @property
    def disputed(self) -> bool:
        """Whether a named party denies any of the statements."""
        return any(statement.disputed for statement in self.statements)


def build(records: Records) -> Network:
    """Build the graph: nodes carry `party`, edges keyed by relation carry `statements`.

    Keyed by statement instead, k sources on each of n hops would give k**n "different" paths.
    The graph is frozen, for it is shared.
    """
    return _frozen(records.parties.values(), records.statements, records.content_hash)


def along(network: Network, steps: Iterable[Hop]) -> Network:
    """Give the part of a network that some hops make up: their ends and their statements.

    It is a network like the whole, so that whatever is asked of the one can be asked of the other.
    """
    steps = list(steps)
    keys = {key for step in steps for key in (step.origin, step.target)}
    stated = {statement.id: statement for step in steps for statement in step.statements}
    parties = [party(network, key) for key in keys]
    return _frozen(parties, stated.values(), network.graph["content_hash"])


def _frozen(held: Iterable[Party], stated: Iterable[Statement], content_hash: str) -> Network:
    network: Network = nx.MultiDiGraph(content_hash=content_hash)
    for each in sorted(held, key=lambda party: party.id):
        network.add_node(each.id, party=each)
    for statement in stated:
        ends = statement.subject, statement.object, statement.relation
        if not network.has_edge(*ends):
            network.add_edge(*ends, statements=[])
        network.edges[ends]["statements"].append(statement)
    frozen: Network = nx.freeze(network)
    return frozen


def party(network: Network, key: str) -> Party:
    """Give the party of that id; raise `KeyError` when the network does not hold it."""
    found: Party = network.nodes[key]["party"]
    return found


def statements(network: Network) -> Iterator[Statement]:
    """Yield every statement of the network, in the order of its edges."""
    for _, _, attributes in network.edges(data=True):
        yield from attributes["statements"]


def flow_ends(statement: Statement, relation: Relation) -> tuple[str, str]:
    """Give the two ends in the order of flow; without a flow, subject and object as stated.

    A reseller `resells_for` a maker: the goods move from the maker to the reseller.
    """
    if relation.flow == "reverse":
        return statement.object, statement.subject
    return statement.subject, statement.object


def hops(stated: Iterable[Statement], vocabulary: Vocabulary) -> list[Hop]:
    """Join statements of one layer between the same two parties into hops along the flow."""
    joined: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in stated:
        relation = vocabulary.relations[statement.relation]
        ends = flow_ends(statement, relation)
        joined.setdefault((*ends, relation.layer), []).append(statement)
    return [hop(*key[:2], joined[key]) for key in sorted(joined)]


def hop(origin: str, target: str, stated: Iterable[Statement]) -> Hop:
    """Make a hop with its statements in a stable order."""
    return Hop(origin, target, tuple(sorted(stated, key=lambda s: (s.relation, s.record, s.id))))
