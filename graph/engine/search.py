"""Every way to ask the engine: modes, limits, and which of the two engines answers."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from graph.engine import plain
from graph.engine.query import Restrictor, TooManyChoices
from graph.engine.states import stays
from graph.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from graph.engine.arrays import Arrays
    from graph.engine.query import Query, Route

# From so many claims on, compiling and indexing pay for themselves.
COMPILED_FROM = 50_000


class Mode(StrEnum):
    """How many paths between two parties are wanted, in the words of GQL.

    ALL of them within the hop limit; ANY_SHORTEST, one of the least length; ALL_SHORTEST,
    each of that length; SHORTEST, so many, the shortest first. Each for every pair of a source
    and a target. Which of several equals come first is settled by their numbers.
    """

    ALL = "all"
    ANY_SHORTEST = "any shortest"
    ALL_SHORTEST = "all shortest"
    SHORTEST = "shortest"


class Engine(Protocol):
    """What both engines offer."""

    hops: int
    parties: set[int]
    stopped: bool

    def nearest(self, source: int, /) -> int:
        """Give the least number of hops from a source to a target."""

    def reachable(self, source: int, hops: int, /) -> set[int]:
        """Give the targets that a source may reach, conditions left aside."""

    def routes(self, source: int, hops: int, /, *, exactly: bool = False) -> Iterator[Route]:
        """Yield the routes of at most, or exactly, so many hops."""

    def estimate(self, source: int, hops: int, /) -> float:
        """Count the walks of a source: at least as many as there are answers."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: so many answers, so many seconds, or before a flood.

    A search whose estimate lies above `flood` is not begun: it raises `TooManyPaths`.
    """

    answers: int | None = None
    seconds: float | None = None
    flood: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The routes found, and how the search went; `cut` is "", "answers" or "time".

    `met` are the parties examined, by number; `hops` counts the hops examined.
    """

    routes: tuple[Route, ...]
    cut: str
    met: frozenset[int]
    hops: int

    @property
    def complete(self) -> bool:
        """Whether nothing was cut off."""
        return not self.cut


class TooManyPaths(BadQuestion):
    """A search that would give a flood; it was not begun."""

    def __init__(self, estimate: float, most: float) -> None:
        """Say how many paths are to be expected; there are never more walks than that."""
        super().__init__(
            f"about {estimate:,.0f} paths are to be expected, more than {most:,.0f}: ask for fewer "
            "hops, name an end, ask for the shortest or best, or raise the limit"
        )
        self.estimate, self.most = estimate, most


def engine(arrays: Arrays, query: Query, *, stop: Callable[[], bool] | None = None) -> Engine:
    """Choose the engine that answers soonest; both give the same routes."""
    asked = stop or (lambda: False)
    if arrays.claims < COMPILED_FROM:
        return plain.Search(arrays, query, stop=asked)
    from graph.engine import compiled  # noqa: PLC0415 - numba takes a second to import

    return compiled.Search(arrays, query, stop=asked)


def find(
    arrays: Arrays, query: Query, mode: Mode = Mode.ALL, *, k: int = 1, limits: Limits | None = None
) -> Outcome:
    """Answer a query; raises `TooManyPaths` when the limits have a flood mark and it is passed."""
    limits = limits or Limits()
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    search = engine(arrays, query, stop=lambda: _late(deadline))
    if mode is Mode.ALL and limits.flood is not None:
        _refuse_flood(search, query, limits.flood)
    try:
        found, cut = _listed(search, routes(search, query, mode, k=k), limits, deadline)
    except TooManyChoices:
        search = plain.Search(arrays, query, stop=lambda: _late(deadline))
        found, cut = _listed(search, routes(search, query, mode, k=k), limits, deadline)
    return Outcome(tuple(found), cut, frozenset(search.parties), search.hops)


def _listed(
    search: Engine, coming: Generator[Route, None, None], limits: Limits, deadline: float | None
) -> tuple[list[Route], str]:
    """List routes as they come, up to the limits; give what cut them short, too."""
    found: list[Route] = []
    with closing(coming):  # so that the search has counted what it looked at
        for route in coming:
            if limits.answers is not None and len(found) == limits.answers:
                return found, "answers"
            found.append(route)
            if not len(found) % 1024 and _late(deadline):
                search.stopped = True
                break
    return found, "time" if search.stopped else ""


def routes(search: Engine, query: Query, mode: Mode, *, k: int = 1) -> Generator[Route, None, None]:
    """Yield the routes of a query one by one, source by source; k only matters to SHORTEST.

    The compiled engine raises `TooManyChoices` where `find` goes on in plain Python.
    """
    for source in query.sources:
        if mode is Mode.ALL:
            yield from search.routes(source, query.hops)
        else:
            yield from _shortest(search, query, source, mode, k)


def _shortest(search: Engine, query: Query, source: int, mode: Mode, k: int) -> Iterator[Route]:
    """Search length by length until every target that can be reached has what was asked for."""
    hops, each = query.hops, k if mode is Mode.SHORTEST else 1
    wanted = dict.fromkeys(search.reachable(source, hops), each)
    if query.restrictor is Restrictor.ACYCLIC and not stays(query, source):
        wanted.pop(source, None)  # no way leads back
    for length in range(search.nearest(source), hops + 1):
        met: set[int] = set()
        for route in search.routes(source, length, exactly=True):
            end = route.parties[-1]
            if end not in wanted:
                continue
            met.add(end)
            yield route
            if mode is not Mode.ALL_SHORTEST:
                wanted[end] -= 1
                if not wanted[end]:
                    del wanted[end]
                    if not wanted:
                        return
        if mode is Mode.ALL_SHORTEST:
            wanted = {end: left for end, left in wanted.items() if end not in met}
        if not wanted or search.stopped:
            return


def _refuse_flood(search: Engine, query: Query, flood: float) -> None:
    expected = 0.0
    for source in query.sources:
        expected += search.estimate(source, query.hops)
    if expected > flood:
        raise TooManyPaths(expected, flood)


def _late(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() > deadline
