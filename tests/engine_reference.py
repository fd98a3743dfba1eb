"""All answers to a query by trying every walk and every choice of claims: slow and obvious.

It shares nothing with graph/engine but the values: a query's masks and choices.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from graph.engine.query import Joined, Need, Query, Restrictor
from tests.engine_examples import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.engine_examples import Claim, Sample

    Path = tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]


class Hop(NamedTuple):
    """One way from a party to another: (letter, claim) pairs that it may rest on."""

    target: int
    usable: tuple[tuple[str, int], ...]


def answers(sample: Sample, query: Query, regex: str, source: int, hops: int) -> list[Path]:
    """Give every route of at most so many hops: its parties and each hop's claims, sorted."""
    world = _World(sample, query, regex)
    if not query.allowed[source]:
        return []
    walks = world.walks((source,), (), hops)
    return sorted(
        (parties, tuple(tuple(sorted({claim for _, claim in hop.usable})) for hop in taken))
        for parties, taken in walks
        if world.ends(parties) and world.holds(taken)
    )


@cache
def _spells(regex: str, word: str) -> bool:
    return re.fullmatch(regex, word) is not None


class _World:
    def __init__(self, sample: Sample, query: Query, regex: str) -> None:
        self.sample, self.query, self.regex = sample, query, regex
        used = set(re.sub(r"\(\?[:!]", "", regex)) & set(LETTERS)
        self.usable: dict[tuple[int, int], list[tuple[str, int]]] = {}
        for number, claim in enumerate(sample.claims):
            for letter, pair in _both_ways(claim):
                if letter in used and query.claims[number]:
                    self.usable.setdefault(pair, []).append((letter, number))

    def walks(
        self, parties: tuple[int, ...], taken: tuple[Hop, ...], left: int
    ) -> Iterator[tuple[tuple[int, ...], tuple[Hop, ...]]]:
        """Yield every walk that goes on from here within what may be passed twice."""
        yield parties, taken
        here = parties[-1]
        if not left or (taken and not self.query.carries[here]):
            return
        for target in range(self.sample.parties):
            if self.query.allowed[target]:
                for hop in self.hops(here, target):
                    on = (*parties, target), (*taken, hop)
                    if self.may(*on):
                        yield from self.walks(*on, left - 1)

    def hops(self, origin: int, target: int) -> list[Hop]:
        usable = self.usable.get((origin, target), [])
        if not self.query.apart:
            return [Hop(target, tuple(usable))] if usable else []
        letters = sorted({letter for letter, _ in usable})
        return [Hop(target, tuple(u for u in usable if u[0] == letter)) for letter in letters]

    def may(self, parties: tuple[int, ...], taken: tuple[Hop, ...]) -> bool:
        match self.query.restrictor:
            case Restrictor.WALK:
                return True
            case Restrictor.ACYCLIC:
                return len(set(parties)) == len(parties)
            case Restrictor.SIMPLE:
                closed = parties[0] == parties[-1]
                return len({*parties}) == len(parties) - closed
            case Restrictor.TRAIL:
                walked = [
                    self.trail(origin, hop) for origin, hop in zip(parties, taken, strict=False)
                ]
                return len(set(walked)) == len(walked)

    def trail(self, origin: int, hop: Hop) -> object:
        """Name a hop: its two parties; or, apart, who stands to whom in which relation."""
        if not self.query.apart:
            return frozenset({origin, hop.target})
        claim = self.sample.claims[hop.usable[0][1]]
        return claim.subject, claim.object, claim.relation

    def ends(self, parties: tuple[int, ...]) -> bool:
        between = self.query.between
        return (
            bool(self.query.targets[parties[-1]])
            and set(self.query.through) <= set(parties)
            and (between is None or any(between[party] for party in parties[1:-1]))
        )

    def holds(self, taken: Sequence[Hop]) -> bool:
        """Say whether one claim can be chosen for each hop so that everything holds of them."""
        query = self.query
        chosen = [
            witness
            for witness in product(*(hop.usable for hop in taken))
            if _spells(self.regex, "".join(letter for letter, _ in witness))
            and self.dated([self.sample.claims[number] for _, number in witness])
        ]
        deal = any(self.shares(witness, "deals") for witness in chosen)
        document = any(self.shares(witness, "source") for witness in chosen)
        return {
            Joined.ANY: bool(chosen),
            Joined.ONE_DEAL: deal,
            Joined.ONE_DOCUMENT: document,
            Joined.ATTESTED: deal or document,
            Joined.COMPOSED: bool(chosen) and not deal and not document,
        }[query.joined]

    def dated(self, claims: Sequence[Claim]) -> bool:
        """Hold every two hops against the order of time, and against each other."""
        query = self.query
        ordered = (
            _since(one, query.in_order) <= _until(other, query.in_order)
            for one, other in combinations(claims, 2)
        )
        if query.in_order and not all(ordered):
            return False
        if not query.coexist or len(claims) < 2:
            return True
        spans = [(_since(c, query.coexist), _until(c, query.coexist)) for c in claims]
        meet = (one[0] <= two[1] and two[0] <= one[1] for one, two in combinations(spans, 2))
        return all(low <= high for low, high in spans) and all(meet)

    def shares(self, witness: Sequence[tuple[str, int]], what: str) -> bool:
        """Say whether the supply hops (if fewer than two: all hops) share a deal or source."""
        supply = [n for letter, n in witness if self.query.supply[LETTERS.index(letter)]]
        held = supply if len(supply) > 1 else [number for _, number in witness]
        if not held:
            return False
        claims = [self.sample.claims[number] for number in held]
        sets = [set(c.deals) if what == "deals" else {c.source} for c in claims]
        return bool(set.intersection(*sets))


def _both_ways(claim: Claim) -> Iterator[tuple[str, tuple[int, int]]]:
    yield LETTERS[claim.relation], (claim.subject, claim.object)
    yield LETTERS[claim.relation + 3], (claim.object, claim.subject)


def _since(claim: Claim, need: Need) -> int:
    return claim.days[2] if need is Need.KNOWN else claim.days[0]


def _until(claim: Claim, need: Need) -> int:
    return claim.days[3] if need is Need.KNOWN else claim.days[1]
