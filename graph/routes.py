"""From numbers back to values: a route of the engine as hops with their statements."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from graph.end_users import BODIES
from graph.network import Hop, hop, party
from graph.plan import PASSED_ON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.engine.arrays import Index
    from graph.engine.automaton import Automaton
    from graph.engine.query import Route
    from graph.network import Network
    from graph.plan import Plan
    from graph.question import Question
    from graph.statement import Statement


def hops_of(network: Network, route: Route, planned: Plan, question: Question) -> tuple[Hop, ...]:
    """Give the hops of a route; none where a body would pass on what bodies do not.

    What a body lets through depends on the way a statement is walked, which the engine does
    not tell apart; it matters only where paths go on from bodies at all.
    """
    hops = decode(route, planned.index, planned.query.automaton)
    if not question.beyond_bodies:
        return hops
    onward = [_passed_on(network, step) for step in hops[1:]]
    return (*hops[:1], *onward) if all(step.statements for step in onward) else ()


def _passed_on(network: Network, step: Hop) -> Hop:
    if party(network, step.origin).kind not in BODIES:
        return step
    bodies = party(network, step.target).kind in BODIES
    passed = [s for s in step.statements if s.relation in PASSED_ON and s.subject == step.origin]
    return hop(step.origin, step.target, passed if bodies else ())


def decode(route: Route, index: Index, automaton: Automaton) -> tuple[Hop, ...]:
    """Give the hops of a route, each with the statements that fit its place in the pattern."""
    names = [index.parties[party] for party in route.parties]
    stated = [[index.statements[claim] for claim in claims] for claims in route.hops]
    symbols = [_symbols(held, names[n], automaton) for n, held in enumerate(stated)]
    before = list(accumulate(symbols, automaton.over, initial=automaton.start))
    fitting = _fitting(symbols, before, automaton)
    return tuple(
        hop(names[n], names[n + 1], (s for s, fits in zip(held, fitting[n], strict=True) if fits))
        for n, held in enumerate(stated)
    )


def _symbols(stated: Sequence[Statement], origin: str, automaton: Automaton) -> list[int]:
    """Give the symbol by which each statement is walked from an origin."""
    half = len(automaton.relations)
    codes = (automaton.relations.index(s.relation) for s in stated)
    return [
        code if s.subject == origin else code + half for code, s in zip(codes, stated, strict=True)
    ]


def _fitting(
    symbols: Sequence[Sequence[int]], before: Sequence[int], automaton: Automaton
) -> list[list[bool]]:
    """Go back from the end: a statement fits when it leads from a state before to one that ends."""
    wanted, fitting = automaton.accepting, list[list[bool]]()
    for states, held in zip(before[-2::-1], reversed(symbols), strict=True):
        fitting.insert(0, [bool(automaton.step(states, symbol) & wanted) for symbol in held])
        wanted = sum(
            1 << state
            for state in range(automaton.states)
            if any(automaton.moves[state][symbol] & wanted for symbol in held)
        )
    return fitting
