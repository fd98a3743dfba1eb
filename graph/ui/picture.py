"""A drawing as values: what is drawn and where, before anyone decides how it looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["supplier", "intermediary", "end_user", "item", ""]
Tip: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One party as drawn.

    `label` is the whole name: the style shortens it. `role` is the party's role in this
    picture, never a property of the party. Without `x` and `y` the browser puts the mark
    beside a party it is linked to. `tip` is shown in order, as text.
    """

    id: str
    label: str
    kind: str
    role: Role = ""
    country: str = ""
    restrictive: bool = False
    x: float | None = None
    y: float | None = None
    tip: Tip = ()
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One hop as drawn, from `origin` to `target` along the flow.

    `layer` is one of the vocabulary's layers; `grade_rank` counts down the vocabulary's
    grades, 0 the strongest, and is the rank of the best statement that attests the hop.
    """

    id: str
    origin: str
    target: str
    label: str
    layer: str
    grade_rank: int
    disputed: bool = False
    directed: bool = True
    tip: Tip = ()
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks and the links between them; refuses what could not be drawn.

    Raises `ValueError` when an id is used twice or a link ends at a party that has no
    mark: the drawing library would drop such a link in silence.
    """

    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        for what, ids in (
            ("party", [mark.id for mark in self.marks]),
            ("hop", [link.id for link in self.links]),
        ):
            if twice := sorted(id_ for id_, times in Counter(ids).items() if times > 1):
                raise ValueError(f"{what} drawn twice: {twice}")
        drawn = {mark.id for mark in self.marks}
        if loose := sorted(k.id for k in self.links if not {k.origin, k.target} <= drawn):
            raise ValueError(f"hop to a party that is not drawn: {loose}")
