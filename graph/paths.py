"""Third-party paths: who stands between a supplier and an end-user, and how we know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.attestation import Attestation, support
from graph.engine.query import Joined
from graph.engine.search import Limits, Mode, find
from graph.hubs import Hubs
from graph.network import along, party
from graph.plan import ACTORS, Setting, plan
from graph.refused import refused
from graph.routes import hops_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.attestation import Support
    from graph.conditions import Conditions
    from graph.end_users import EndUser
    from graph.engine.query import Route
    from graph.engine.search import Outcome
    from graph.network import Hop, Network
    from graph.patterns import Pattern
    from graph.plan import Plan
    from graph.question import LeftOut, Question
    from graph.vocabulary import Vocabulary

# An answer holds no more than this; one that would is cut, and says so.
MOST_PATHS = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """A route from a supplier to an end-user, or whatever the ends of a pattern are.

    `intermediaries` are the companies and persons between; products between are items.
    `tie` holds the control hops from a state-controlled end-user up to a government or agency;
    it is empty for bodies, and where the path itself runs along a tie. `grade` takes it in, and
    `disputed` every statement of every hop.
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
    what was examined. `stopped_at` are parties on a way to an end that do not carry a path: bodies
    and addresses by their kind, others as hubs, with more neighbours than `threshold`.
    `left_out` counts statements. `cut` is "answers" or "time" when the search was cut short.
    """

    suppliers: int
    end_users: int
    parties: int
    hops: int
    left_out: Mapping[LeftOut, int]
    stopped_at: tuple[str, ...]
    threshold: int
    cut: str

    @property
    def complete(self) -> bool:
        """Whether nothing was cut off."""
        return not self.cut


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


def find_paths(
    network: Network,
    question: Question,
    *,
    vocabulary: Vocabulary,
    restrictive: Collection[str] = (),
    patterns: Mapping[str, Pattern] | None = None,
    hubs: Hubs | None = None,
) -> Answer:
    """Answer a question about paths; no path is an answer like any other.

    Without a pattern these are third-party paths: a direct supply is none, nor is one with
    nothing but products between. `restrictive` are the countries that meet the lens. Raises
    `KeyError` when the network holds no party of the question, `TooManyPaths` for a flood.

    >>> question = Question("casebook:sandvine", Ends.COUNTRY, "BY")
    >>> answer = find_paths(network, question, vocabulary=vocabulary)
    >>> [(path.intermediaries, path.support.basis) for path in answer.attested]
    [(('casebook:jet-infosystems',), 'by-sandvine-2020')]
    """
    setting = Setting(vocabulary, restrictive, patterns or {}, hubs or Hubs())
    planned = plan(network, question, setting)
    outcome = _searched(planned, question)
    routes = ((route, hops_of(network, route, planned, question)) for route in outcome.routes)
    asked = question.conditions
    found = [_path(network, r, hops, planned, vocabulary, asked) for r, hops in routes if hops]
    found.sort(key=lambda path: _rank(path, network, vocabulary))
    kept = found[: asked.best]
    return Answer(
        question,
        tuple(path for path in kept if path.attestation is not Attestation.COMPOSED),
        tuple(path for path in kept if path.attestation is Attestation.COMPOSED),
        _account(planned, outcome, setting.hubs),
    )


def subgraph(network: Network, paths: Iterable[Path]) -> Network:
    """Give paths as a NetworkX graph of their own: every hop and tie with its statements.

    >>> question = Question("casebook:sandvine", Ends.COUNTRY, "BY")
    >>> answer = find_paths(network, question, vocabulary=vocabulary)
    >>> sorted(subgraph(network, answer.attested).edges(keys=True))[0]
    ('casebook:jet-infosystems', 'casebook:ntec-belarus', 'supplies')
    """
    return along(network, (hop for path in paths for hop in (*path.hops, *path.tie)))


def third_party_paths(
    network: Network,
    question: Question,
    *,
    vocabulary: Vocabulary,
    restrictive: Collection[str] = (),
) -> Answer:
    """Ask the program's own question: `find_paths` without a pattern of one's own."""
    return find_paths(network, question, vocabulary=vocabulary, restrictive=restrictive)


def _searched(planned: Plan, question: Question) -> Outcome:
    """Search; where only the best are wanted, attested ones come first and may be enough."""
    asked = question.conditions
    limits = Limits(asked.answers or MOST_PATHS, asked.seconds, asked.flood)
    every = asked.mode is Mode.ALL and asked.joined is Joined.ANY
    if asked.best is not None and every:
        attested = replace(planned.query, joined=Joined.ATTESTED)
        outcome = find(planned.index.arrays, attested, asked.mode, k=asked.k, limits=limits)
        if len(outcome.routes) >= asked.best:
            return outcome
    return find(planned.index.arrays, planned.query, asked.mode, k=asked.k, limits=limits)


def _account(planned: Plan, outcome: Outcome, hubs: Hubs) -> Account:
    index, query = planned.index, planned.query
    stopped = [index.parties[place] for place in refused(index.arrays, query)]
    return Account(
        *(len(query.sources), len(planned.targets), len(outcome.met), outcome.hops),
        planned.admitted.left_out,
        tuple(stopped),
        hubs.threshold(index),
        outcome.cut,
    )


def _path(
    network: Network,
    route: Route,
    hops: tuple[Hop, ...],
    planned: Plan,
    vocabulary: Vocabulary,
    asked: Conditions,
) -> Path:
    parties = tuple(planned.index.parties[place] for place in route.parties)
    end_user = planned.targets[parties[-1]]
    held = support(hops, vocabulary, asked.in_order, asked.coexist)
    tie = _tie(end_user, hops, held, vocabulary)
    grades = [held.grade, *(_hop_grade(hop, vocabulary) for hop in tie)]
    return Path(
        parties=parties,
        hops=hops,
        intermediaries=tuple(key for key in parties[1:-1] if party(network, key).kind in ACTORS),
        end_user=end_user,
        tie=tie,
        support=held,
        grade=vocabulary.weakest(iter(grades)),
        disputed=any(hop.disputed for hop in (*hops, *tie)),
    )


def _tie(
    end_user: EndUser, hops: tuple[Hop, ...], held: Support, vocabulary: Vocabulary
) -> tuple[Hop, ...]:
    """Choose the tie to show; none where the path itself has run along one."""
    walked = {(hop.origin, hop.target) for hop in hops}
    if any({(hop.origin, hop.target) for hop in tie} <= walked for tie in end_user.ties):
        return ()
    return min(end_user.ties, key=lambda tie: _tie_rank(tie, held, vocabulary), default=())


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
