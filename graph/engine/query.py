"""A question as the engine takes it: an automaton, masks over the arrays, and conditions.

A path satisfies a query when one claim can be chosen for each of its hops (a witness) so that
their relations spell a word of the pattern and the conditions hold of them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.engine.arrays import Arrays, Flags
    from graph.engine.automaton import Automaton


class Restrictor(StrEnum):
    """What a path may visit twice, in the words of GQL.

    WALK anything; TRAIL no hop twice; ACYCLIC no party twice; SIMPLE no party twice, except
    that a path may end where it began.
    """

    WALK = "walk"
    TRAIL = "trail"
    ACYCLIC = "acyclic"
    SIMPLE = "simple"


class Need(IntEnum):
    """How much a condition on dates asks: nothing, that it may hold, or that it is known to."""

    NOTHING = 0
    POSSIBLE = 1
    KNOWN = 2


class Joined(StrEnum):
    """What must attest the supply hops of a path, all of them together."""

    ANY = "any"
    ONE_DEAL = "one_deal"
    ONE_DOCUMENT = "one_document"
    ATTESTED = "attested"
    COMPOSED = "composed"


@dataclass(frozen=True)
class Query:
    """One search. Masks are over parties (n), claims (c) or symbols (2 x relations).

    `carries` are the parties a path may pass, `allowed` those it may touch at all; `claims`
    those that pass grade, date, share and confidence. `supply` are the symbols that must share
    a deal or document. `through` must all be on the path, and one of `between` inside it.
    With `apart`, parallel relations make separate paths; else they are one hop.
    """

    automaton: Automaton
    sources: tuple[int, ...]
    targets: Flags
    carries: Flags
    allowed: Flags
    claims: Flags
    supply: Flags
    hops: int
    restrictor: Restrictor = Restrictor.ACYCLIC
    apart: bool = False
    joined: Joined = Joined.ANY
    in_order: Need = Need.NOTHING
    coexist: Need = Need.NOTHING
    through: tuple[int, ...] = ()
    between: Flags | None = None

    @property
    def bare(self) -> bool:
        """Whether the choice of a witness makes no difference beyond the pattern."""
        timed = self.in_order or self.coexist
        return self.joined is Joined.ANY and not timed


class TooManyChoices(Exception):
    """The claims on some hops can be chosen in more ways than the compiled search keeps."""


class Route(NamedTuple):
    """One path found: its parties, and for each hop the claims that it may rest on.

    Those are all claims between the two parties that the query lets in; where a pattern tells
    positions apart, `graph.engine.decode` keeps those that fit the place.
    """

    parties: tuple[int, ...]
    hops: tuple[tuple[int, ...], ...]


def everything(
    arrays: Arrays, automaton: Automaton, sources: Sequence[int], **given: object
) -> Query:
    """Make a query that leaves nothing out, but for what is given."""
    n = arrays.parties
    masks = {
        "targets": np.ones(n, np.bool_),
        "carries": np.ones(n, np.bool_),
        "allowed": np.ones(n, np.bool_),
        "claims": np.ones(arrays.claims, np.bool_),
        "supply": np.ones(2 * len(automaton.relations), np.bool_),
        "hops": 4,
    }
    return Query(automaton, tuple(sources), **(masks | given))  # type: ignore[arg-type]
