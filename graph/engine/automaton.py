"""Patterns as automata: which relation, in which direction, may come next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

from graph.errors import BadQuestion
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib.paths import Path

    Part = Path | URIRef

# A set of states is kept in the bits of one 64-bit integer, its sign left alone.
MOST_STATES = 62


@dataclass(frozen=True, slots=True)
class Automaton:
    """States and moves without empty ones; sets of states are bit masks.

    `moves[state][symbol]` is the mask of next states. Symbol `i` walks relation `i` of
    `relations` from subject to object, symbol `i + len(relations)` from object to subject.
    """

    relations: tuple[str, ...]
    moves: tuple[tuple[int, ...], ...]
    start: int
    accepting: int

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.moves)

    def step(self, states: int, symbol: int) -> int:
        """Give the mask of states that a symbol leads to from any of a mask of states."""
        found, state = 0, 0
        while states >> state:
            if states >> state & 1:
                found |= self.moves[state][symbol]
            state += 1
        return found

    def over(self, states: int, symbols: Iterable[int]) -> int:
        """Give the mask of states that any of some symbols leads to."""
        return reduce(or_, (self.step(states, symbol) for symbol in symbols), 0)

    def used(self) -> frozenset[int]:
        """Give the symbols that some move takes."""
        return frozenset(
            symbol for row in self.moves for symbol, states in enumerate(row) if states
        )


class _Builder:
    """Collects the moves of a pattern, empty ones included, while it is read."""

    def __init__(self, relations: Sequence[str]) -> None:
        self.codes = {VOCABULARY[name]: code for code, name in enumerate(relations)}
        self.moves: list[dict[int, set[int]]] = []
        self.empty: list[set[int]] = []

    def state(self) -> int:
        self.moves.append({})
        self.empty.append(set())
        return len(self.moves) - 1

    def read(self, part: Part, start: int, inverse: bool) -> int:
        """Add a part that begins at `start`; give the state it ends in."""
        match part:
            case URIRef() | NegatedPath():
                return self._hop(start, self._symbols(part, inverse))
            case InvPath():
                return self.read(part.arg, start, not inverse)
            case SequencePath():
                for each in reversed(part.args) if inverse else part.args:
                    start = self.read(each, start, inverse)
                return start
            case AlternativePath():
                return self._choice(part.args, start, inverse)
            case MulPath():
                return self._repeat(part, start, inverse)
        raise BadQuestion(f"pattern part {part!r} is not understood")

    def _hop(self, start: int, symbols: Iterable[int]) -> int:
        end = self.state()
        for symbol in symbols:
            self.moves[start].setdefault(symbol, set()).add(end)
        return end

    def _symbols(self, part: URIRef | NegatedPath, inverse: bool) -> set[int]:
        """Give the symbols of a relation, or of all but those a negated set names."""
        named = {part} if isinstance(part, URIRef) else self.codes.keys() - set(part.args)
        return {self.codes[relation] + len(self.codes) * inverse for relation in named}

    def _choice(self, parts: Iterable[Part], start: int, inverse: bool) -> int:
        end = self.state()
        for each in parts:
            first = self.state()
            self.empty[start].add(first)
            self.empty[self.read(each, first, inverse)].add(end)
        return end

    def _repeat(self, part: MulPath, start: int, inverse: bool) -> int:
        first, end = self.state(), self.state()
        self.empty[start].add(first)
        last = self.read(part.path, first, inverse)
        self.empty[last].add(end)
        if part.mod in ("*", "?"):
            self.empty[first].add(end)
        if part.mod in ("*", "+"):
            self.empty[last].add(first)
        return end


def compile_pattern(part: Part, relations: Sequence[str]) -> Automaton:
    """Make the automaton of a parsed pattern over relations in a fixed order.

    Raises `BadQuestion` when the pattern needs more states than a mask can hold.
    """
    builder = _Builder(relations)
    start = builder.state()
    end = builder.read(part, start, inverse=False)
    closures = [_closure(state, builder.empty) for state in range(len(builder.moves))]
    return _numbered(builder, closures, start, end, relations)


def _closure(state: int, empty: Sequence[set[int]]) -> frozenset[int]:
    found, waiting = {state}, [state]
    while waiting:
        new = empty[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _numbered(
    builder: _Builder,
    closures: Sequence[frozenset[int]],
    start: int,
    end: int,
    relations: Sequence[str],
) -> Automaton:
    """Keep only states that a hop enters, and the start; states that behave alike become one."""
    leaving = [_leaving(closure, builder.moves) for closure in closures]
    accepts = [end in closure for closure in closures]
    entered = sorted({start, *(to for row in leaving for to in _targets(row))})
    names = _merged(entered, leaving, accepts)
    order = [names[start], *sorted({names[s] for s in entered} - {names[start]})]
    if len(order) > MOST_STATES:
        raise BadQuestion(f"the pattern needs {len(order)} states; at most {MOST_STATES} are kept")
    place = {name: number for number, name in enumerate(order)}
    speaks = {names[s]: s for s in reversed(entered)}
    moves = tuple(
        tuple(
            sum(1 << n for n in {place[names[to]] for to in leaving[speaks[name]].get(code, ())})
            for code in range(2 * len(relations))
        )
        for name in order
    )
    accepting = sum(1 << place[name] for name in order if accepts[speaks[name]])
    return Automaton(tuple(relations), moves, 1 << place[names[start]], accepting)


def _leaving(
    closure: Iterable[int], moves: Sequence[Mapping[int, set[int]]]
) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for state in closure:
        for symbol, to in moves[state].items():
            found.setdefault(symbol, set()).update(to)
    return {symbol: frozenset(to) for symbol, to in found.items()}


def _targets(row: Mapping[int, frozenset[int]]) -> set[int]:
    return set().union(*row.values()) if row else set()


def _merged(
    entered: Sequence[int],
    leaving: Sequence[Mapping[int, frozenset[int]]],
    accepts: Sequence[bool],
) -> dict[int, int]:
    """Name states so that two that accept alike and move alike share a name (to a fixed point)."""
    names = {state: int(accepts[state]) for state in entered}
    while True:
        looks = {state: (names[state], _look(leaving[state], names)) for state in entered}
        seen: dict[object, int] = {}
        new = {state: seen.setdefault(looks[state], len(seen)) for state in entered}
        if len(set(new.values())) == len(set(names.values())):
            return new
        names = new


def _look(row: Mapping[int, frozenset[int]], names: Mapping[int, int]) -> frozenset[object]:
    return frozenset((symbol, frozenset(names[to] for to in row[symbol])) for symbol in row)
