"""Paths along patterns, on conditions, by trying every walk and every choice of statements.

Slow and plain, at the level of statements: it shares no code with graph/ but the values. Who
may end a path is what tests/reference.py says.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from graph.engine.query import Joined, Need, Restrictor
from graph.hubs import Hubs
from graph.question import Ends
from tests.reference import THIRD_PARTIES, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.patterns import Pattern
    from graph.question import Question
    from graph.statement import Records, Statement

    Told = tuple[tuple[str, ...], tuple[frozenset[str], ...]]

# A relation in a regular expression: a small letter along it, a capital against it.
LETTERS = {
    "supplies": "s",
    "resells_for": "r",
    "owns": "o",
    "same_as": "i",
    "possibly_same_as": "p",
    "located_at": "l",
    "agency_of": "a",
}
SUPPLY = "srSR"
FIRST, LAST, SHARES = 0, 9999, {"30": 30, "50": 50, ">50": 50, "60": 60}


class Hop(NamedTuple):
    """A step to a party with the statements it may rest on, each with its letter."""

    target: str
    said: tuple[tuple[str, Statement], ...]


class Reference:
    """The paths of a question whose pattern is also given as a regular expression."""

    def __init__(
        self,
        some: Records,
        question: Question,
        regex: str,
        pattern: Pattern | None = None,
        hubs: Hubs | None = None,
    ) -> None:
        self.some, self.question, self.asked = some, question, question.conditions
        self.regex, self.pattern, self.hubs = regex, pattern, hubs or Hubs()
        self.kinds = {key: party.kind for key, party in some.parties.items()}
        countries = {key: party.country for key, party in some.parties.items()}
        said = [s for s in some.statements if self._counts(s)]
        self.world = World(self.kinds, countries, said, question)
        self.targets = self._targets()
        self.carrying = {key for key in self.kinds if self._carries(key)}

    def paths(self) -> list[Told]:
        """Give each path: its parties, and for each hop the ids of the statements that fit."""
        starts = [key for key in sorted(self.kinds) if self._starts(key)]
        walks = [walk for start in starts for walk in self._walks((start,), ())]
        held = [walk for walk in walks if walk[1] and self._ends(walk[0]) and self._holds(walk[1])]
        return [(parties, self._fitting(taken)) for parties, taken in held]

    def _counts(self, said: Statement) -> bool:
        if said.relation == "possibly_same_as" and not self.asked.doubtful:
            return False
        if self.asked.share is None:
            return True
        if said.percent is None:
            return said.relation != "owns" or self.asked.unknown_share
        return self.asked.share <= SHARES[said.percent.text]

    def _starts(self, party: str) -> bool:
        if party in self.asked.avoid:
            return False
        if self.question.supplier is not None:
            return party == self.question.supplier
        kinds = self.question.starts or (self.pattern.starts if self.pattern else THIRD_PARTIES)
        return self.kinds[party] in kinds

    def _walks(
        self, parties: tuple[str, ...], taken: tuple[Hop, ...]
    ) -> Iterator[tuple[tuple[str, ...], tuple[Hop, ...]]]:
        yield parties, taken
        if len(taken) == self.question.hops or (taken and parties[-1] not in self.carrying):
            return
        for target in sorted(self.kinds.keys() - {*self.asked.avoid}):
            for hop in self._hops(parties[-1], target):
                on = (*parties, target), (*taken, hop)
                if self._may(*on):
                    yield from self._walks(*on)

    def _carries(self, party: str) -> bool:
        if party in self.asked.lift:
            return True
        passes = self.pattern.passes if self.pattern else ()
        if self.kinds[party] in {*self.hubs.kinds} - {*passes}:
            return False
        return len(self._neighbours(party)) <= self.threshold()

    def threshold(self) -> int:
        """Give the most neighbours that carry; with a share of 1, all but the fewest are hubs."""
        fewest = min(len(self._neighbours(key)) for key in self.kinds)
        return max(self.hubs.least, fewest if self.hubs.share == 1 else 0)

    def _neighbours(self, party: str) -> set[str]:
        ends = [{s.subject, s.object} for s in self.some.statements]
        return {end for pair in ends if party in pair for end in pair - {party}}

    def _hops(self, one: str, other: str) -> list[Hop]:
        said = [(letter, s) for s in self.world.held for letter in _letters(s, one, other)]
        said = [(letter, s) for letter, s in said if letter in self.regex]
        if not self.asked.apart:
            return [Hop(other, tuple(said))] if said else []
        letters = sorted({letter for letter, _ in said})
        return [Hop(other, tuple(each for each in said if each[0] == x)) for x in letters]

    def _may(self, parties: tuple[str, ...], taken: tuple[Hop, ...]) -> bool:
        match self.asked.restrictor:
            case Restrictor.WALK:
                return True
            case Restrictor.ACYCLIC:
                return len({*parties}) == len(parties)
            case Restrictor.SIMPLE:
                return len({*parties}) == len(parties) - (parties[0] == parties[-1])
            case Restrictor.TRAIL:
                walked = [self._trail(*each) for each in zip(parties, taken, strict=False)]
                return len({*walked}) == len(walked)

    def _trail(self, origin: str, hop: Hop) -> object:
        if not self.asked.apart:
            return frozenset({origin, hop.target})
        said = hop.said[0][1]
        return said.subject, said.relation, said.object

    def _ends(self, parties: tuple[str, ...]) -> bool:
        third = self.pattern.third_party if self.pattern else not self.question.pattern
        return (
            parties[-1] in self.targets
            and {*self.asked.through} <= {*parties}
            and (not third or any(self.kinds[key] in THIRD_PARTIES for key in parties[1:-1]))
        )

    def _targets(self) -> set[str]:
        question = self.question
        if question.ends is Ends.KIND:
            return {key for key, kind in self.kinds.items() if kind == question.end}
        if question.ends is not Ends.PATTERN or not self.pattern:
            return self.world.ends({"IR"})
        named = {key for key, kind in self.kinds.items() if kind in self.pattern.ends}
        return named | (self.world.ends({"IR"}) if "restrictive" in self.pattern.ends else set())

    def _spelled(self, taken: Sequence[Hop]) -> list[tuple[tuple[str, Statement], ...]]:
        ways = product(*(hop.said for hop in taken))
        return [way for way in ways if _spells(self.regex, "".join(letter for letter, _ in way))]

    def _fitting(self, taken: Sequence[Hop]) -> tuple[frozenset[str], ...]:
        spelled = self._spelled(taken)
        return tuple(frozenset(way[n][1].record for way in spelled) for n in range(len(taken)))

    def _holds(self, taken: Sequence[Hop]) -> bool:
        ways = [way for way in self._spelled(taken) if self._dated([s for _, s in way])]
        deal = any(_share(way, lambda s: {*s.deals}) for way in ways)
        document = any(_share(way, lambda s: {s.evidence.source}) for way in ways)
        return {
            Joined.ANY: bool(ways),
            Joined.ONE_DEAL: deal,
            Joined.ONE_DOCUMENT: document,
            Joined.ATTESTED: deal or document,
            Joined.COMPOSED: bool(ways) and not deal and not document,
        }[self.asked.joined]

    def _dated(self, said: Sequence[Statement]) -> bool:
        order, together = self.asked.in_order, self.asked.coexist
        if order and not all(
            _since(one, order) <= _until(two, order) for one, two in combinations(said, 2)
        ):
            return False
        spans = [(_since(s, together), _until(s, together)) for s in said]
        meet = (one[0] <= two[1] and two[0] <= one[1] for one, two in combinations(spans, 2))
        return not together or len(said) < 2 or (all(b <= e for b, e in spans) and all(meet))


@cache
def _spells(regex: str, word: str) -> bool:
    return re.fullmatch(regex, word) is not None


def _letters(said: Statement, one: str, other: str) -> list[str]:
    letter = LETTERS.get(said.relation, "?")
    if (said.subject, said.object) == (one, other):
        return [letter]
    return [letter.upper()] if (said.object, said.subject) == (one, other) else []


def _share(way: Sequence[tuple[str, Statement]], bases: Callable[[Statement], set[str]]) -> bool:
    """Say whether the supply hops share a basis; where there is but one, whether all hops do."""
    supply = [s for letter, s in way if letter in SUPPLY]
    held = supply if len(supply) > 1 else [s for _, s in way]
    return bool(set.intersection(*(bases(s) for s in held)))


def _years(said: Statement) -> list[int]:
    period = said.period
    return [int(str(d)) for d in (period.valid_from, period.as_of, period.valid_until) if d]


def _since(said: Statement, need: Need) -> int:
    """Give the first year it is known to hold, or from which it is not known not to."""
    if need is Need.KNOWN:
        return min(_years(said), default=LAST)
    return int(str(said.period.valid_from)) if said.period.valid_from else FIRST


def _until(said: Statement, need: Need) -> int:
    if need is Need.KNOWN:
        return max(_years(said), default=FIRST)
    return int(str(said.period.valid_until)) if said.period.valid_until else LAST
