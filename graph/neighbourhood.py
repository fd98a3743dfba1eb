"""Whom a party stands beside: its hops of every layer, for browsing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING

from graph.filters import NOTHING_HIDDEN, let_party, let_statement
from graph.network import hops, party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from graph.filters import Filters
    from graph.network import Hop, Network
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some parties and the hops among them; `hidden` counts neighbours not shown, by party."""

    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    hidden: Mapping[str, int]


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """A relation as read from one party: outward when that party is its subject.

    One that reads the same from both ends, such as a partnership, is outward from both.
    """

    relation: str
    outward: bool

    def label(self, vocabulary: Vocabulary) -> str:
        """Name the relation as it is read from the party."""
        relation = vocabulary.relations[self.relation]
        return relation.label if self.outward else relation.inverse


@dataclass(frozen=True, slots=True)
class Beside:
    """The neighbours of a party in order of their strongest grade, and the same in groups.

    A neighbour stands in the group of each relation that joins it to the party.
    """

    every: tuple[str, ...]
    by_way: Mapping[Way, tuple[str, ...]]
    by_kind: Mapping[str, tuple[str, ...]]


def statements_of(network: Network, key: str) -> list[Statement]:
    """Give every statement that has the party at either end; raise `KeyError` for no such party."""
    party(network, key)
    edges = [*network.in_edges(key, data=True), *network.out_edges(key, data=True)]
    stated = (s for _, _, attributes in edges for s in attributes["statements"])
    return sorted(stated, key=lambda s: (s.record, s.id))


def neighbours(stated: Iterable[Statement], key: str, vocabulary: Vocabulary) -> list[str]:
    """List whom statements join a party to: strongest grade first, then most statements."""
    best: dict[str, int] = {}
    count: Counter[str] = Counter()
    for statement in stated:
        other = _other(statement, key)
        rank = vocabulary.grades[statement.grade].rank
        best[other] = min(rank, best.get(other, rank))
        count[other] += 1
    return sorted(best, key=lambda other: (best[other], -count[other], other))


@lru_cache(maxsize=64)
def beside(
    network: Network, key: str, vocabulary: Vocabulary, filters: Filters = NOTHING_HIDDEN
) -> Beside:
    """List whom a party stands beside, as far as filters let it be seen; `KeyError` as above.

    >>> near = beside(network, "casebook:jet-infosystems", vocabulary)
    >>> {way.label(vocabulary): len(found) for way, found in near.by_way.items()}
    {'resells for': 1, 'is supplied by': 1, 'supplies': 1}
    """
    stated = [
        statement
        for statement in statements_of(network, key)
        if let_statement(filters, statement, vocabulary)
        and let_party(filters, party(network, _other(statement, key)))
    ]
    every = neighbours(stated, key, vocabulary)
    ways: dict[Way, set[str]] = {}
    for statement in stated:
        relation = vocabulary.relations[statement.relation]
        mutual = relation.label == relation.inverse
        way = Way(relation.name, statement.subject == key or mutual)
        ways.setdefault(way, set()).add(_other(statement, key))
    kinds: dict[str, list[str]] = {}
    for other in every:
        kinds.setdefault(party(network, other).kind, []).append(other)
    return Beside(
        tuple(every),
        {way: tuple(other for other in every if other in ways[way]) for way in sorted(ways)},
        {kind: tuple(kinds[kind]) for kind in sorted(kinds)},
    )


def _other(statement: Statement, key: str) -> str:
    return statement.object if statement.subject == key else statement.subject


def neighbourhood(
    network: Network,
    centres: Iterable[str],
    vocabulary: Vocabulary,
    *,
    layers: Collection[str] = (),
    most: int = 25,
) -> Neighbourhood:
    """Gather some parties, up to `most` neighbours of each, and the hops among them all.

    `layers` keeps the hops of some layers only, all when empty. Raises `KeyError` for a
    centre that the network does not hold.

    >>> near = neighbourhood(network, ["casebook:jet-infosystems"], vocabulary)
    >>> near.parties
    ('casebook:jet-infosystems', 'casebook:ntec-belarus', 'casebook:sandvine')
    """
    centres = list(centres)
    kept = layers or vocabulary.layers
    shown, hidden = set(centres), {}
    for centre in centres:
        stated = _of_layers(statements_of(network, centre), kept, vocabulary)
        found = neighbours(stated, centre, vocabulary)
        shown |= set(found[:most])
        if len(found) > most:
            hidden[centre] = len(found) - most
    joined = hops(_of_layers(among(network, shown), kept, vocabulary), vocabulary)
    return Neighbourhood(tuple(sorted(shown)), tuple(joined), hidden)


def among(network: Network, parties: Collection[str]) -> Iterator[Statement]:
    """Yield the statements between some parties; a hub costs no more than the parties do."""
    wanted = set(parties)
    for key in sorted(wanted):
        targets = network.succ[key]
        fewer, others = (targets, wanted) if len(targets) < len(wanted) else (wanted, targets)
        for target in sorted(each for each in fewer if each in others):
            for relation in sorted(targets[target]):
                yield from targets[target][relation]["statements"]


def adjacent(network: Network, key: str) -> set[str]:
    """Give all whom any statement joins a party to."""
    return (set(network.pred[key]) | set(network.succ[key])) - {key}


@lru_cache(maxsize=4)
def most_written(network: Network, most: int) -> tuple[tuple[str, int], ...]:
    """Give the parties of which most is said, with how many statements, most first."""
    said: Counter[str] = Counter()
    for subject, object_, attributes in network.edges(data=True):
        said[subject] += len(attributes["statements"])
        said[object_] += len(attributes["statements"])
    order = nsmallest(most, said, key=lambda key: (-said[key], party(network, key).name, key))
    return tuple((key, said[key]) for key in order)


def _of_layers(
    stated: Iterable[Statement], layers: Collection[str], vocabulary: Vocabulary
) -> list[Statement]:
    return [s for s in stated if vocabulary.relations[s.relation].layer in layers]
