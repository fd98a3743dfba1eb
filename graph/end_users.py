"""Who counts as an end-user: governments, their agencies, and companies the state controls."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.network import Hop, flow_ends, hops, party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.network import Network
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

AGENCY_OF = "agency_of"
BODIES = ("government", "government_agency")


class Role(StrEnum):
    """Why a party may stand at the end of a path; never a kind of party."""

    GOVERNMENT = "government"
    AGENCY = "government agency"
    STATE_CONTROLLED = "state-controlled end-user"
    NAMED = "where the question ends"


@dataclass(frozen=True, slots=True)
class EndUser:
    """A party at which a path may end.

    `ties` are the alternative chains of control hops from a state-controlled company to the
    nearest government or agency, as short as there are; empty for bodies. `governments` are
    those above it, `countries` those whose practices count for it.
    """

    party: str
    role: Role
    governments: tuple[str, ...]
    countries: frozenset[str]
    ties: tuple[tuple[Hop, ...], ...] = ()


def end_users(
    network: Network, stated: Iterable[Statement], vocabulary: Vocabulary
) -> dict[str, EndUser]:
    """Find every end-user that the statements make one, by id, sorted.

    A company is state-controlled when a statement says that a government or agency controls
    it, owns it (by a majority, or as state ownership with no share given) or has it as a
    subsidiary, or says so of a company above it by majority or control. Anything weaker, a
    known minority included, leaves it a company like any other.
    """
    stated = list(stated)
    bodies = _bodies(network, stated)
    controlled = _state_controlled(network, stated, vocabulary, bodies)
    return dict(sorted((bodies | controlled).items()))


def _bodies(network: Network, stated: Iterable[Statement]) -> dict[str, EndUser]:
    above: dict[str, set[str]] = {}
    for statement in stated:
        if statement.relation == AGENCY_OF:
            above.setdefault(statement.subject, set()).add(statement.object)
    return {
        key: _body(network, key, above) for key in network if party(network, key).kind in BODIES
    }


def _body(network: Network, key: str, above: Mapping[str, set[str]]) -> EndUser:
    """Climb `agency_of` from a body; its own country counts too, as Hong Kong's does."""
    found, waiting = {key}, [key]
    while waiting:
        higher = above.get(waiting.pop(), set()) - found
        found |= higher
        waiting += sorted(higher)
    parties = [party(network, each) for each in sorted(found)]
    governments = tuple(each.id for each in parties if each.kind == "government")
    own = [party(network, key), *(each for each in parties if each.kind == "government")]
    countries = frozenset(each.country for each in own if each.country)
    role = Role.GOVERNMENT if party(network, key).kind == "government" else Role.AGENCY
    return EndUser(key, role, governments, countries)


def _state_controlled(
    network: Network,
    stated: Iterable[Statement],
    vocabulary: Vocabulary,
    bodies: Mapping[str, EndUser],
) -> dict[str, EndUser]:
    """Walk from the bodies down controlling ties, nearest companies first."""
    ties = _ties(network, stated, vocabulary)
    chains: dict[str, list[tuple[Hop, ...]]] = {key: [()] for key in bodies}
    waiting = deque(sorted(bodies))
    while waiting:
        owner = waiting.popleft()
        for tie in ties.get(owner, ()):
            length = len(chains[owner][0]) + 1
            known = chains.get(tie.target)
            if known is None:
                chains[tie.target] = known = []
                waiting.append(tie.target)
            if not known or len(known[0]) == length:
                known += [(tie, *chain) for chain in chains[owner]]
    return {
        key: _controlled(key, tuple(found), bodies)
        for key, found in chains.items()
        if key not in bodies
    }


def _ties(
    network: Network, stated: Iterable[Statement], vocabulary: Vocabulary
) -> dict[str, list[Hop]]:
    found: dict[str, list[Hop]] = {}
    for tie in hops((s for s in stated if _controlling(network, s, vocabulary)), vocabulary):
        found.setdefault(tie.origin, []).append(tie)
    return found


def _controlling(network: Network, statement: Statement, vocabulary: Vocabulary) -> bool:
    relation = vocabulary.relations[statement.relation]
    if not relation.controlling:
        return False
    if statement.percent is not None:
        return statement.percent.majority
    owner, _ = flow_ends(statement, relation)
    return statement.relation != "owns" or party(network, owner).kind in BODIES


def _controlled(
    key: str, chains: tuple[tuple[Hop, ...], ...], bodies: Mapping[str, EndUser]
) -> EndUser:
    above = [bodies[chain[-1].origin] for chain in chains]
    governments = sorted({each for body in above for each in body.governments})
    countries = frozenset().union(*(body.countries for body in above))
    return EndUser(key, Role.STATE_CONTROLLED, tuple(governments), countries, chains)
