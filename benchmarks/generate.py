"""Graphs to measure on: seeded, power-law in both degrees, typed, dated and graded.

Relations come in the shares in which they come in registers: ownership most of all, then
direction, co-occurrence and trade. Paths are asked for over four of the seven.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.engine.arrays import EVER, NEVER, UNKNOWN_SHARE, Arrays, arcs
from graph.engine.automaton import Automaton

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.engine.arrays import Flags, Ints

RELATIONS = {
    "owns": 0.40,
    "directs": 0.15,
    "supplies": 0.10,
    "resells_for": 0.12,
    "contracts_with": 0.05,
    "mentioned_with": 0.14,
    "shares_address_with": 0.04,
}
ASKED = ("owns", "supplies", "resells_for", "contracts_with")
GRADES = (0.04, 0.08, 0.04, 0.06, 0.18, 0.35, 0.08, 0.10, 0.07)
PARTIES_A_CLAIM = 0.45
SUPPLIERS, END_USERS = 1000, 200
SAMPLE = 500
FIRST_DAY, DAYS = 726468, 30 * 365  # 1990 to 2019


@dataclass(frozen=True)
class Plan:
    """One graph to generate; the tail is the exponent of both degrees: less, heavier hubs."""

    name: str
    claims: int
    tail: float
    seed: int = 1


@dataclass(frozen=True)
class Graph:
    """What is asked about: arrays, who may be asked from, and who ends a path."""

    plan: Plan
    arrays: Arrays
    subject: Ints
    object_: Ints
    relation: npt.NDArray[np.int8]
    suppliers: Ints
    end_users: Ints

    @cached_property
    def targets(self) -> Flags:
        """Mark the end-users among all parties."""
        marks = np.zeros(self.arrays.parties, np.bool_)
        marks[self.end_users] = True
        return marks

    @cached_property
    def edges(self) -> npt.NDArray[np.int64]:
        """Give the hops of the four relations, each pair of parties once: the peers' graph."""
        asked = np.isin(self.relation, [list(RELATIONS).index(name) for name in ASKED])
        keys = self.subject[asked].astype(np.int64) * self.arrays.parties + self.object_[asked]
        return np.stack(np.divmod(np.unique(keys), self.arrays.parties), axis=1)

    @cached_property
    def hub(self) -> int:
        """Give the supplier with the most hops of the four relations."""
        out = np.bincount(self.edges[:, 0], minlength=self.arrays.parties)
        return int(self.suppliers[np.argmax(out[self.suppliers])])


def automaton() -> Automaton:
    """Give the pattern (owns|supplies|resells_for|contracts_with)+, each along its relation."""
    row = tuple(2 if name in ASKED else 0 for name in RELATIONS) + (0,) * len(RELATIONS)
    return Automaton(tuple(RELATIONS), (row, row), 1, 2)


def generate(plan: Plan) -> Graph:
    """Generate the graph of a plan; the same plan gives the same graph."""
    rng = np.random.default_rng(plan.seed)
    parties = int(PARTIES_A_CLAIM * plan.claims)
    subject, object_ = _ends(plan, parties, rng)
    shares = list(RELATIONS.values())
    relation = rng.choice(len(RELATIONS), len(subject), p=shares).astype(np.int8)
    laid = arcs(parties, len(RELATIONS), subject, object_, relation)
    columns = _columns(len(subject), parties, rng)
    drawn = rng.choice(np.unique(subject), min(SUPPLIERS + END_USERS, parties // 4), replace=False)
    end_users, suppliers = np.split(drawn.astype(np.int32), [min(END_USERS, len(drawn) // 4)])
    named = (subject, object_, relation, np.sort(suppliers), np.sort(end_users))
    return Graph(plan, Arrays(*laid, **columns), *named)


def _ends(plan: Plan, parties: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Draw objects by a power law, and half of the subjects; the other half at random."""
    weight = (np.arange(1, parties + 1) + 10.0) ** (-1 / (plan.tail - 1))
    steps, named = np.cumsum(weight / weight.sum()), rng.permutation(parties)

    def draw() -> Ints:
        places = np.searchsorted(steps, rng.random(plan.claims)).clip(0, parties - 1)
        drawn: Ints = named[places].astype(np.int32)
        return drawn

    heavy = rng.random(plan.claims) < 0.5
    subject = np.where(heavy, draw(), rng.integers(0, parties, plan.claims, np.int32))
    object_ = draw()
    apart = subject != object_
    return subject[apart], object_[apart]


def _columns(claims: int, parties: int, rng: np.random.Generator) -> dict[str, Any]:
    deals = rng.integers(0, claims // 3 + 1, claims, np.int32)
    return _days(claims, rng) | {
        "grade": rng.choice(len(GRADES), claims, p=list(GRADES)).astype(np.int8),
        "disputed": rng.random(claims) < 0.05,
        "share": np.full(claims, UNKNOWN_SHARE, np.float32),
        "source": rng.integers(0, claims // 50 + 1, claims, np.int32),
        "deal_start": np.arange(claims + 1, dtype=np.int32),
        "deal": deals,
        "kind": np.zeros(parties, np.int8),
        "country": rng.integers(0, 200, parties).astype(np.int16),
    }


def _days(claims: int, rng: np.random.Generator) -> dict[str, Ints]:
    """Draw periods over thirty years, two years in the median.

    In seven of ten claims both days are given, in two only the first, in one neither.
    """
    first = FIRST_DAY + rng.integers(0, DAYS, claims, np.int32)
    length = np.exp(rng.normal(np.log(730), 1, claims)).clip(1, DAYS).astype(np.int32)
    given = rng.random(claims)
    both, neither = given < 0.7, given >= 0.9
    until = np.where(both, first + length, EVER)
    end = np.where(both, first + length, np.where(neither, NEVER, first))
    return {
        "since": np.where(neither, NEVER, first).astype(np.int32),
        "until": until.astype(np.int32),
        "begin": np.where(neither, EVER, first).astype(np.int32),
        "end": end.astype(np.int32),
    }
