"""A case: a question, a view, notes, and what stood in the data when they were kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.network import flow_ends, hop
from graph.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.network import Hop, Network
    from graph.practice import Lens
    from graph.question import Question
    from graph.statement import Party, Statement
    from graph.vocabulary import Vocabulary

ARROW = " > "


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader wrote; `about` is the id of a party, or the key of a hop."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class PartyThen:
    """What was recorded of a party: `digest` covers all of it, `statements` counts those of it."""

    id: str
    name: str
    kind: str
    country: str | None
    listings: int
    statements: int
    digest: str


@dataclass(frozen=True, slots=True)
class StatementThen:
    """What a statement said, in a sentence; `digest` covers note, place in the source and denial.

    Its id covers everything else: another date or item makes another statement.
    """

    id: str
    said: str
    grade: str
    disputed: bool
    digest: str


@dataclass(frozen=True, slots=True)
class HopThen:
    """What stood behind a hop."""

    key: str
    statements: tuple[StatementThen, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of the page of paths, and what was found.

    `address` restores the page, `chosen` are the keys of the hops of the path that was read.
    `routes` are the parties of each attested path, in order; None where there were too many.
    """

    question: Question
    address: Mapping[str, tuple[str, ...]]
    attested: int
    composed: int
    complete: bool
    routes: tuple[tuple[str, ...], ...] | None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All that a case file holds.

    `content_hash` and `program` name the data and the program it was kept with. `asked` is None
    where no question was put. Notes are sorted by what they are about.
    """

    title: str
    content_hash: str
    program: str
    lens: Lens
    asked: Asked | None = None
    view: View = field(default_factory=View)
    parties: tuple[PartyThen, ...] = ()
    hops: tuple[HopThen, ...] = ()
    notes: tuple[Note, ...] = ()


def hop_key(origin: str, target: str, layer: str) -> str:
    """Name a hop by its ends along the flow and its layer, as a picture does."""
    return ARROW.join((origin, target, layer))


def hop_named(network: Network, key: str, vocabulary: Vocabulary) -> Hop | None:
    """Find the hop that a key names; None where its parties or all its statements are gone.

    >>> found = hop_named(network, "casebook:sandvine > casebook:jet-infosystems > supply",
    ...     vocabulary)
    >>> found.relations
    ('resells_for', 'supplies')
    """
    for origin, target, layer in _readings(key):
        if origin in network and target in network:
            said = list(_between(network, origin, target, layer, vocabulary))
            if said:
                return hop(origin, target, said)
    return None


def is_hop(key: str, vocabulary: Vocabulary) -> bool:
    """Say whether a note is about a hop: its key ends in a layer, as no id of a party does."""
    parts = key.split(ARROW)
    return len(parts) > 2 and parts[-1] in vocabulary.layers


def _readings(key: str) -> Iterator[tuple[str, str, str]]:
    """Read a key in every way: an id, printed as its source has it, may hold an arrow."""
    *ends, layer = key.split(ARROW)
    for place in range(1, len(ends)):
        yield ARROW.join(ends[:place]), ARROW.join(ends[place:]), layer


def _between(
    network: Network, origin: str, target: str, layer: str, vocabulary: Vocabulary
) -> Iterator[Statement]:
    for ends in dict.fromkeys(((origin, target), (target, origin))):
        edges = network.succ[ends[0]].get(ends[1], {})
        for name, attributes in sorted(edges.items()):
            relation = vocabulary.relations[str(name)]
            for said in attributes["statements"]:
                if relation.layer == layer and flow_ends(said, relation) == (origin, target):
                    yield said


def of_party(held: Party) -> str:
    """Give a short digest of all that is recorded of a party itself."""
    return _digest(repr(held))


def of_statement(said: Statement) -> str:
    """Give a short digest of what a statement's id leaves out, but for grade and dispute."""
    return _digest("\x1f".join(
        (said.note, said.evidence.locator, said.evidence.corroborating or "")
    ))  # fmt: skip


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
