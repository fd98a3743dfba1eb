"""Following a pattern from one party, without laying out the whole network for a search.

For one party of a large network this is thousands of times less work than a search for paths;
the paths it gives are those that visit no party twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from graph.engine.automaton import compile_pattern
from graph.engine.pattern import parse
from graph.network import Hop, hop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine.automaton import Automaton
    from graph.grounds import Grounds
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

# A walk that gives so many ways, or stands at so many parties at once, says that it was cut.
MOST_WAYS, MOST_STEPS = 200, 20_000
DOUBTFUL = "possibly_same_as"
Begun: TypeAlias = "tuple[str, int, tuple[Hop, ...]]"  # where, in which states, by which way


@dataclass(frozen=True, slots=True)
class Walk:
    """The ways that fit a pattern, shortest first; `stopped` are hubs that ended some.

    `cut` says that there may be more ways than were followed.
    """

    ways: tuple[tuple[Hop, ...], ...]
    stopped: tuple[str, ...]
    cut: bool


def automaton(grounds: Grounds, text: str) -> Automaton:
    """Read a pattern that may be made of named ones; raises as `parse` does."""
    named = tuple((name, pattern.text) for name, pattern in grounds.patterns.items())
    return _compiled(text, grounds.vocabulary, named)


@lru_cache(maxsize=256)
def _compiled(text: str, vocabulary: Vocabulary, named: tuple[tuple[str, str], ...]) -> Automaton:
    return compile_pattern(
        parse(text, vocabulary, dict(named)), tuple(sorted(vocabulary.relations))
    )


def first_relations(moves: Automaton) -> frozenset[str]:
    """Name the relations by which a way can begin."""
    half = len(moves.relations)
    usable = (s for s in range(2 * half) if moves.step(moves.start, s))
    return frozenset(moves.relations[symbol % half] for symbol in usable)


def begins(grounds: Grounds, key: str, moves: Automaton) -> bool:
    """Say whether anything is stated of a party by which a way could begin."""
    return next(_steps(grounds, key, moves.start, moves), None) is not None


def walk(
    grounds: Grounds, start: str, moves: Automaton, *, hops: int, passes: tuple[str, ...] = ()
) -> Walk:
    """Follow a pattern from a party, one more hop at a time, past nothing that carries no path."""
    found: list[tuple[Hop, ...]] = []
    stopped: set[str] = set()
    level: list[Begun] = [(start, moves.start, ())]
    for _ in range(hops):
        onward = [each for each in level if not each[2] or grounds.carries(each[0], passes)]
        stopped |= {
            at
            for at, states, way in level
            if way and _open(moves, states) and _is_hub(grounds, at, passes)
        }
        level = []
        for at, states, way in onward:
            level += [
                (step.target, new, (*way, step))
                for step, new in _steps(grounds, at, states, moves)
                if step.target != start and all(step.target != h.target for h in way)
            ]
            if len(level) > MOST_STEPS:
                return Walk(tuple(found[:MOST_WAYS]), tuple(sorted(stopped)), cut=True)
        found += [way for _, states, way in level if states & moves.accepting]
    return Walk(tuple(found[:MOST_WAYS]), tuple(sorted(stopped)), len(found) > MOST_WAYS)


def _is_hub(grounds: Grounds, key: str, passes: tuple[str, ...]) -> bool:
    """Say whether a party is refused for its neighbours, not for its kind."""
    kind = grounds.kind(key)
    return (kind not in grounds.hubs.kinds or kind in passes) and grounds.is_hub(key)


def _steps(grounds: Grounds, at: str, states: int, moves: Automaton) -> Iterator[tuple[Hop, int]]:
    """Yield the hops that a pattern can take from a party, with the states they lead to."""
    found: dict[str, tuple[int, list[Statement]]] = {}
    for symbol, new in _open(moves, states):
        place, against = symbol % len(moves.relations), symbol >= len(moves.relations)
        relation = moves.relations[place]
        if relation == DOUBTFUL:
            continue
        for said in grounds.into(at, relation) if against else grounds.out(at, relation):
            other = said.subject if against else said.object
            mask, before = found.get(other, (0, []))
            found[other] = mask | new, [*before, said]
    for other in sorted(found):
        yield hop(at, other, found[other][1]), found[other][0]


@lru_cache(maxsize=4096)
def _open(moves: Automaton, states: int) -> tuple[tuple[int, int], ...]:
    """Give the symbols that may come next, with the states that each leads to."""
    every = range(2 * len(moves.relations))
    return tuple((s, new) for s in every if (new := moves.step(states, s)))
