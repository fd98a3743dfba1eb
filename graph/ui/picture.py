"""A drawing as values: what is drawn and where, before anyone decides how it looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Role: TypeAlias = Literal["supplier", "intermediary", "end_user", "item", ""]
Tip: TypeAlias = tuple[tuple[str, str], ...]

HEAVY = 500  # parties or hops; with more of either, how a picture looks gives way to its speed


@dataclass(frozen=True, slots=True)
class Mark:
    """One party as drawn.

    `label` is the whole name: the style shortens it. `role` is the party's role in this
    picture, never a property of the party. Without `x` and `y` the browser puts the mark
    beside a party it is linked to. `tip` is shown in order, as text. `records` counts the
    records that stand as this one party.
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
    records: int = 1


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


def is_heavy(picture: Picture) -> bool:
    """Say whether a picture is so large that fine points of its look would make it slow."""
    return max(len(picture.marks), len(picture.links)) > HEAVY


def lit_up(picture: Picture, lit: Collection[str]) -> Picture:
    """Dim all but the parties and hops named; nothing changes where none is.

    >>> from graph.ui.picture import Mark, Picture, lit_up
    >>> maker, ministry = Mark("a", "Maker", "company"), Mark("b", "Ministry", "government")
    >>> [mark.dimmed for mark in lit_up(Picture((maker, ministry)), {"a"}).marks]
    [False, True]
    """
    if not lit:
        return picture
    return Picture(
        tuple(replace(mark, dimmed=mark.dimmed or mark.id not in lit) for mark in picture.marks),
        tuple(replace(link, dimmed=link.dimmed or link.id not in lit) for link in picture.links),
    )


def placed(picture: Picture, places: Mapping[str, tuple[float, float]]) -> Picture:
    """Put the parties named where `places` say; the others stay."""
    marks = (
        replace(mark, x=places[mark.id][0], y=places[mark.id][1]) if mark.id in places else mark
        for mark in picture.marks
    )
    return Picture(tuple(marks), picture.links)
