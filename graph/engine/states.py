"""What a path has to remember of the claims chosen so far, for the conditions to be checked.

This is the plain reading of the conditions; the compiled engine keeps the same states in
numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.engine.arrays import EVER, NEVER
from graph.engine.query import Joined, Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.engine.arrays import Arrays
    from graph.engine.query import Query

UNSET = -1
# What a state is collecting: nothing, a deal that all supply hops share, or a document.
FREE, DEAL, DOCUMENT = 0, 1, 2
_COLLECTED = {
    Joined.ANY: (FREE,),
    Joined.ONE_DEAL: (DEAL,),
    Joined.ONE_DOCUMENT: (DOCUMENT,),
    Joined.ATTESTED: (DEAL, DOCUMENT),
    Joined.COMPOSED: (FREE, DEAL, DOCUMENT),
}


class State(NamedTuple):
    """One way to have chosen claims: where the automaton stands and what they allow next.

    `basis` is the deal or document shared so far, `whole` whether hops of other layers share
    it too, `supplied` how many supply hops there were (2 stands for more). `begin` is the
    first day from which goods bought last can be sold on; `low` to `high` are the days common
    to all hops.
    """

    node: int
    collects: int
    basis: int
    whole: bool
    supplied: int
    begin: int
    low: int
    high: int


def initial(query: Query) -> frozenset[State]:
    """Give the states before the first hop."""
    node = query.automaton.start.bit_length() - 1
    return frozenset(
        State(node, collects, UNSET, True, 0, NEVER, NEVER, EVER)
        for collects in _COLLECTED[query.joined]
    )


def extended(
    states: Iterable[State],
    claims: Iterable[tuple[int, int]],
    query: Query,
    arrays: Arrays,
    *,
    first: bool,
) -> frozenset[State]:
    """Give the states after one more hop, over its (symbol, claim) pairs; none: a dead end."""
    claims = list(claims)
    return frozenset(
        new
        for state in states
        for symbol, claim in claims
        if (nodes := query.automaton.moves[state.node][symbol])
        and (days := _days(state, claim, query, arrays, first=first)) is not None
        for basis in _bases(state, symbol, claim, query, arrays)
        for node in bits(nodes)
        for new in [State(node, state.collects, *basis, *days)]
    )


def accepted(states: Iterable[State], query: Query) -> bool:
    """Say whether a path in these states spells a word of the pattern and is joined as asked."""
    reached = {
        state.collects
        for state in states
        if query.automaton.accepting >> state.node & 1 and _joins(state)
    }
    if query.joined is Joined.COMPOSED:
        return reached == {FREE}
    return bool(reached)


def stays(query: Query, source: int) -> bool:
    """Say whether a route without a hop is an answer."""
    if query.between is not None or not {source}.issuperset(query.through):
        return False
    ends = query.allowed[source] and query.targets[source]
    return bool(ends) and accepted(initial(query), query)


def _joins(state: State) -> bool:
    """A single supply hop attests nothing beside itself: then every hop must share the basis."""
    return state.collects == FREE or (state.basis != UNSET and (state.supplied > 1 or state.whole))


def _bases(
    state: State, symbol: int, claim: int, query: Query, arrays: Arrays
) -> Iterator[tuple[int, bool, int]]:
    """Yield what the states collect after a claim: basis, whole, number of supply hops."""
    if state.collects == FREE:
        yield UNSET, True, 0
        return
    supply = bool(query.supply[symbol])
    supplied = min(state.supplied + supply, 2)
    held = _held(state.collects, claim, arrays)
    if state.basis == UNSET:
        for basis in held:
            yield basis, state.whole, supplied
        if not supply:
            yield UNSET, False, supplied
    elif state.basis in held:
        yield state.basis, state.whole, supplied
    elif not supply:
        yield state.basis, False, supplied


def _held(collects: int, claim: int, arrays: Arrays) -> list[int]:
    if collects == DOCUMENT:
        return [int(arrays.source[claim])]
    found = arrays.deal[arrays.deal_start[claim] : arrays.deal_start[claim + 1]]
    return [int(deal) for deal in found]


def _days(
    state: State, claim: int, query: Query, arrays: Arrays, *, first: bool
) -> tuple[int, int, int] | None:
    """Give begin, low and high after a claim; None when its dates do not fit."""
    begin, low, high = state.begin, state.low, state.high
    if query.in_order:
        starts, ends = _span(claim, query.in_order, arrays)
        if not first and begin > ends:
            return None
        begin = max(begin, starts)
    if query.coexist:
        starts, ends = _span(claim, query.coexist, arrays)
        low, high = max(low, starts), min(high, ends)
        if not first and low > high:
            return None
    return begin, low, high


def _span(claim: int, need: Need, arrays: Arrays) -> tuple[int, int]:
    if need is Need.KNOWN:
        return int(arrays.begin[claim]), int(arrays.end[claim])
    return int(arrays.since[claim]), int(arrays.until[claim])


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set in a mask."""
    place = 0
    while mask:
        if mask & 1:
            yield place
        mask, place = mask >> 1, place + 1
