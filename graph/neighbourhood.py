"""Whom a party stands beside: its hops of every layer, for browsing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network import hops, party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.network import Hop, Network
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some parties and the hops among them; `hidden` counts neighbours not shown, by party."""

    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    hidden: Mapping[str, int]


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
        other = statement.object if statement.subject == key else statement.subject
        rank = vocabulary.grades[statement.grade].rank
        best[other] = min(rank, best.get(other, rank))
        count[other] += 1
    return sorted(best, key=lambda other: (best[other], -count[other], other))


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
    among = (
        statement
        for _, _, attributes in network.subgraph(shown).edges(data=True)
        for statement in attributes["statements"]
    )
    joined = hops(_of_layers(among, kept, vocabulary), vocabulary)
    return Neighbourhood(tuple(sorted(shown)), tuple(joined), hidden)


def _of_layers(
    stated: Iterable[Statement], layers: Collection[str], vocabulary: Vocabulary
) -> list[Statement]:
    return [s for s in stated if vocabulary.relations[s.relation].layer in layers]
