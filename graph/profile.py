"""One party on one sheet: the roles it plays, who stands above it, where it is, who says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import TYPE_CHECKING

from graph.conditions import Conditions
from graph.engine.query import Joined
from graph.find import folded
from graph.names_alike import addresses
from graph.neighbourhood import statements_of
from graph.network import flow_ends, party
from graph.played import Played, played
from graph.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.network import Network
    from graph.statement import Party, Records, Source, Statement
    from graph.vocabulary import Vocabulary

LOCATED_AT, SAME_AS = "located_at", "same_as"
MOST_SHARING = 12  # parties that are named of those at one address; all are counted
MOST_PATHS = 200  # paths through a party that are looked for


class Side(StrEnum):
    """Where a party stands in a statement of control, read along the flow of authority."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Place:
    """An address with who else is there: the first by name of `count` others.

    Records of the same text count as one address, unit number included. To share one is a link
    of its own kind and no tie. `statements` say that the party is there; an address has none of
    itself.
    """

    address: Party
    statements: tuple[Statement, ...]
    others: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Resting:
    """A source with how much of what is said of the party it attests, and only corroborates."""

    source: Source
    attests: int
    corroborates: int


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is said of a party, each statement in every part that it belongs to.

    `above` and `below` are statements of ownership and control. `joined` are those by which its
    records count as one party, `doubtful` those of identity that join nothing. `others` have no
    other place: associations, grounds of a listing, offers, money, products.
    """

    party: Party
    statements: tuple[Statement, ...]
    roles: tuple[Played, ...]
    above: tuple[Statement, ...]
    below: tuple[Statement, ...]
    places: tuple[Place, ...]
    joined: tuple[Statement, ...]
    doubtful: tuple[Statement, ...]
    others: tuple[Statement, ...]
    sources: tuple[Resting, ...]

    @property
    def disputed(self) -> tuple[Statement, ...]:
        """The statements that a named party denies."""
        return tuple(each for each in self.statements if each.disputed)


def profile(
    network: Network, key: str, vocabulary: Vocabulary, records: Records, stated: Records
) -> Profile:
    """Gather what is said of a party; raise `KeyError` for one that the network does not hold.

    `records` are those the network was made of, `stated` those as loaded.

    >>> held = profile(network, "casebook:jet-infosystems", vocabulary, records, records)
    >>> [str(each.role) for each in held.roles]
    ['supplier', 'intermediary', 'intermediary']
    """
    ranks = vocabulary.grades
    said = statements_of(network, key)
    said.sort(key=lambda s: (ranks[s.grade].rank, s.subject, s.object, s.record, s.id))
    layers = {side: tuple(_control(said, key, vocabulary, side)) for side in Side}
    roles = played(network, key, vocabulary, said)
    placed = {s.id for each in roles for s in each.statements}
    placed |= {s.id for found in layers.values() for s in found}
    doubtful = tuple(s for s in said if _layer(s, vocabulary) == "identity")
    placed |= {s.id for s in doubtful} | {s.id for s in said if s.relation == LOCATED_AT}
    held = party(network, key)
    return Profile(
        party=held,
        statements=tuple(said),
        roles=roles,
        above=layers[Side.ABOVE],
        below=layers[Side.BELOW],
        places=tuple(_places(network, held, said)),
        joined=tuple(_joined(held, stated)),
        doubtful=doubtful,
        others=tuple(s for s in said if s.id not in placed),
        sources=tuple(_sources(said, records)),
    )


def paths_through(key: str, seconds: float | None = None) -> Question:
    """Ask for the attested paths that a party is on, at whatever place, as far as they are few.

    They lead to the end-users whose governments meet the lens, as those of the program's own
    question do.
    """
    return Question(
        conditions=Conditions(
            joined=Joined.ATTESTED, through=(key,), answers=MOST_PATHS, seconds=seconds
        )
    )


def _layer(said: Statement, vocabulary: Vocabulary) -> str:
    return vocabulary.relations[said.relation].layer


def _control(
    said: Iterable[Statement], key: str, vocabulary: Vocabulary, side: Side
) -> Iterator[Statement]:
    for each in said:
        if _layer(each, vocabulary) == "control":
            above, _ = flow_ends(each, vocabulary.relations[each.relation])
            if (above == key) == (side is Side.BELOW):
                yield each


def _places(network: Network, held: Party, said: Iterable[Statement]) -> Iterator[Place]:
    """Give the addresses of a party, or of an address itself."""
    found: dict[str, list[Statement]] = {}
    if held.kind == "address":
        found[folded(held.name)] = []
    for each in said:
        if each.relation == LOCATED_AT and each.subject == held.id:
            found.setdefault(folded(party(network, each.object).name), []).append(each)
    for text in sorted(found):
        yield _place(network, held, text, tuple(found[text]))


def _place(network: Network, held: Party, text: str, said: tuple[Statement, ...]) -> Place:
    same = addresses(network).get(text) or [s.object for s in said]
    there = {
        user
        for each in same
        for user in network.pred[each]
        if network.has_edge(user, each, LOCATED_AT)
    } - {held.id}
    named = nsmallest(MOST_SHARING, there, key=lambda each: (party(network, each).name, each))
    address = held if not said else party(network, said[0].object)
    return Place(address, said, tuple(named), len(there))


def _joined(held: Party, stated: Records) -> Iterator[Statement]:
    """Give the statements by which the records of a party count as one."""
    members = {each.id for each in held.members}
    if not members:
        return
    for each in stated.statements:
        if each.relation == SAME_AS and each.subject in members and each.object in members:
            yield each


def _sources(said: Iterable[Statement], records: Records) -> list[Resting]:
    attests: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for each in said:
        attests[each.evidence.source] += 1
        if each.evidence.corroborating:
            second[each.evidence.corroborating] += 1
    found = [Resting(records.sources[key], attests[key], second[key]) for key in attests | second]
    return sorted(found, key=lambda each: (-each.attests, -each.corroborates, each.source.id))
