"""What a path must satisfy beyond its pattern, and how many paths are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.errors import BadQuestion

if TYPE_CHECKING:
    from decimal import Decimal

# A search that is expected to give more than this is refused before it begins.
FLOOD = 200_000


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions on whole paths; the defaults ask for every path that visits no party twice.

    `mode` with `k`: how many paths between two parties; `best` keeps so many by the order of
    an answer. `joined`: what must attest the supply hops together. `in_order` and `coexist`:
    what the dates of the hops must allow. `share`: the least percent an ownership must have,
    `unknown_share` whether one that is not known passes. `doubtful` lets a path cross
    possibly_same_as. `avoid` and `through` are parties; `lift` names parties that may be passed
    though they are hubs. `apart` makes parallel relations separate paths. `answers`, `seconds`
    and `flood` limit the search.
    """

    mode: Mode = Mode.ALL
    k: int = 1
    best: int | None = None
    restrictor: Restrictor = Restrictor.ACYCLIC
    joined: Joined = Joined.ANY
    in_order: Need = Need.NOTHING
    coexist: Need = Need.NOTHING
    share: Decimal | None = None
    unknown_share: bool = True
    doubtful: bool = False
    avoid: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    apart: bool = False
    answers: int | None = None
    seconds: float | None = None
    flood: float = FLOOD

    def __post_init__(self) -> None:
        """Raise `BadQuestion` for parameters that make no sense."""
        for name in ("k", "best", "answers", "seconds"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise BadQuestion(f"{name} is {value}: give a number above 0")
        if self.share is not None and (self.share.is_nan() or not 0 <= self.share <= 100):
            raise BadQuestion(f"share is {self.share}: give a percentage from 0 to 100")
        if len(self.through) > 32:
            raise BadQuestion(f"{len(self.through)} parties to pass: give 32 at the most")
