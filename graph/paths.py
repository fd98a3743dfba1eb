"""Third-party paths: who stands between a supplier and an end-user, and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.attestation import Attestation, support
from graph.end_users import EndUser, Role, end_users
from graph.network import Hop, party, statements
from graph.question import Ends, admit
from graph.search import Walk, terrain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.attestation import Support
    from graph.network import Network
    from graph.question import Admitted, LeftOut, Question
    from graph.search import Terrain
    from graph.vocabulary import Vocabulary

# A search that finds more than this is cut, and says so.
MOST_PATHS = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """A route from a supplier to an end-user through at least one company or person.

    `intermediaries` are the companies and persons between; products between are items.
    `tie` holds the control hops from a state-controlled end-user up to a government or
    agency; it is empty for bodies. `grade` takes the tie in, and `disputed` every statement
    of every hop.
    """

    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    intermediaries: tuple[str, ...]
    end_user: EndUser
    tie: tuple[Hop, ...]
    support: Support
    grade: str
    disputed: bool

    @property
    def supplier(self) -> str:
        """The party the path starts from."""
        return self.parties[0]

    @property
    def attestation(self) -> Attestation:
        """Whether one deal, one document or nothing joins the supply hops."""
        return self.support.attestation


@dataclass(frozen=True, slots=True)
class Account:
    """What a search looked at and what it left out: read it beside every answer.

    `suppliers` and `end_users` count where paths could begin and end, `parties` and `hops`
    what was examined. `stopped_at` are governments and agencies that supply or share onward
    but do not carry a path. `left_out` counts statements. `complete` is False when the
    search was cut short.
    """

    suppliers: int
    end_users: int
    parties: int
    hops: int
    left_out: Mapping[LeftOut, int]
    stopped_at: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The paths that a deal or document attests, and apart from them those we composed.

    Composed paths are no evidence that anything travelled the whole way: hide them unless
    asked, and say how many were hidden. Both are ranked by attestation, grade (strongest
    first), undisputed first, fewer hops, then names.
    """

    question: Question
    attested: tuple[Path, ...]
    composed: tuple[Path, ...]
    account: Account


def third_party_paths(
    network: Network,
    question: Question,
    *,
    vocabulary: Vocabulary,
    restrictive: Collection[str] = (),
) -> Answer:
    """Answer a question about third-party paths; no path is an answer like any other.

    A direct supply is not a third-party path, nor is one with nothing but products between.
    `restrictive` are the countries that meet the lens. Raises `KeyError` when the network
    holds no party of the question's supplier or end.

    >>> question = Question("casebook:sandvine", Ends.COUNTRY, "BY")
    >>> answer = third_party_paths(network, question, vocabulary=vocabulary)
    >>> [(path.intermediaries, path.support.basis) for path in answer.attested]
    [(('casebook:jet-infosystems',), 'by-sandvine-2020')]
    """
    admitted = admit(statements(network), question, vocabulary)
    land = terrain(network, admitted, question, vocabulary)
    targets = _targets(network, question, admitted, vocabulary, restrictive)
    walk = Walk(land, targets, question.hops)
    starts = _suppliers(network, question, land)
    routes = list(islice(_third_party(network, walk, starts), MOST_PATHS + 1))
    found = [_path(network, route, targets, vocabulary) for route in routes[:MOST_PATHS]]
    found.sort(key=lambda path: _rank(path, network, vocabulary))
    account = Account(
        *(len(starts), len(targets), len(walk.parties), walk.hops),
        admitted.left_out,
        tuple(sorted(walk.stopped_at)),
        complete=len(routes) <= MOST_PATHS,
    )
    return _answer(question, found, account)


def _answer(question: Question, found: Iterable[Path], account: Account) -> Answer:
    parted: dict[bool, list[Path]] = {False: [], True: []}
    for path in found:
        parted[path.attestation is Attestation.COMPOSED].append(path)
    return Answer(question, tuple(parted[False]), tuple(parted[True]), account)


def _targets(
    network: Network,
    question: Question,
    admitted: Admitted,
    vocabulary: Vocabulary,
    restrictive: Collection[str],
) -> dict[str, EndUser]:
    every = end_users(network, admitted.held, vocabulary)
    if question.ends is Ends.ANY:
        return every
    if question.ends is Ends.PARTY:
        end = party(network, question.end or "")
        named = EndUser(end.id, Role.NAMED, (), frozenset({end.country} if end.country else ()))
        return {end.id: every.get(end.id, named)}
    wanted = {question.end} if question.ends is Ends.COUNTRY else set(restrictive)
    return {key: each for key, each in every.items() if wanted & each.countries}


def _suppliers(network: Network, question: Question, land: Terrain) -> list[str]:
    if question.supplier is not None:
        return [party(network, question.supplier).id]
    return [key for key in sorted(land.onward) if party(network, key).kind in ("company", "person")]


def _third_party(network: Network, walk: Walk, starts: Iterable[str]) -> Iterable[tuple[Hop, ...]]:
    """Leave out direct supplies: those with no company or person between the two ends."""
    for start in starts:
        yield from (route for route in walk.routes(start) if _between(network, route))


def _between(network: Network, route: tuple[Hop, ...]) -> tuple[str, ...]:
    interior = (hop.target for hop in route[:-1])
    return tuple(key for key in interior if party(network, key).kind in ("company", "person"))


def _path(
    network: Network,
    route: tuple[Hop, ...],
    targets: Mapping[str, EndUser],
    vocabulary: Vocabulary,
) -> Path:
    end_user = targets[route[-1].target]
    held = support(route, vocabulary)
    tie = min(end_user.ties, key=lambda each: _tie_rank(each, held, vocabulary), default=())
    grades = [held.grade, *(_hop_grade(hop, vocabulary) for hop in tie)]
    return Path(
        parties=(route[0].origin, *(hop.target for hop in route)),
        hops=route,
        intermediaries=_between(network, route),
        end_user=end_user,
        tie=tie,
        support=held,
        grade=vocabulary.weakest(iter(grades)),
        disputed=any(hop.disputed for hop in (*route, *tie)),
    )


def _tie_rank(
    tie: tuple[Hop, ...], held: Support, vocabulary: Vocabulary
) -> tuple[bool, int, tuple[str, ...]]:
    """Prefer the tie that the path's own deal or document states, then the strongest."""
    stated = [statement for hop in tie for statement in hop.statements]
    joined = any(held.basis in (*s.deals, s.evidence.source) for s in stated if held.basis)
    weakest = max(vocabulary.grades[_hop_grade(hop, vocabulary)].rank for hop in tie)
    return not joined, weakest, tuple(hop.origin for hop in tie)


def _hop_grade(hop: Hop, vocabulary: Vocabulary) -> str:
    return vocabulary.strongest(statement.grade for statement in hop.statements)


def _rank(
    path: Path, network: Network, vocabulary: Vocabulary
) -> tuple[int, int, bool, int, tuple[str, ...], tuple[str, ...]]:
    names = tuple(party(network, key).name.casefold() for key in path.parties)
    strength = vocabulary.grades[path.grade].rank
    return path.attestation, strength, path.disputed, len(path.hops), names, path.parties
