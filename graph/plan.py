"""From a question to a query: which pattern, parties and statements, on which conditions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.end_users import AGENCY_OF, BODIES, EndUser, Role
from graph.engine.automaton import compile_pattern
from graph.engine.pattern import parse
from graph.engine.query import Query
from graph.hubs import carries
from graph.kept import indexed, standing
from graph.network import flow_ends, party
from graph.patterns import RESTRICTIVE
from graph.question import Ends, admit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.conditions import Conditions
    from graph.engine.arrays import Flags, Index
    from graph.engine.automaton import Automaton
    from graph.hubs import Hubs
    from graph.network import Network
    from graph.patterns import Pattern
    from graph.question import Admitted, Question
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

# What an agency may pass on when asked: to the body above it, or data to another agency.
PASSED_ON = (AGENCY_OF, "shares_data_with")
ACTORS = ("company", "organisation", "person")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every question is asked in: the words, the lens's countries, patterns and hubs."""

    vocabulary: Vocabulary
    restrictive: Collection[str]
    patterns: Mapping[str, Pattern]
    hubs: Hubs


@dataclass(frozen=True)
class Plan:
    """A query over numbers, with what is needed to read its answers."""

    index: Index
    query: Query
    targets: Mapping[str, EndUser]
    admitted: Admitted


def plan(network: Network, question: Question, setting: Setting) -> Plan:
    """Work a question out; raises `KeyError` for a party that the network does not hold."""
    index = indexed(network, setting.vocabulary)
    admitted = admit(index.statements, question, setting.vocabulary)
    pattern = setting.patterns.get(question.pattern)
    every = standing(network, question, setting.vocabulary)
    targets = _targets(network, question, every, pattern, setting)
    starts = question.starts or (pattern.starts if pattern else ACTORS)
    automaton = _automaton(question, setting, index.relations)
    claims = _claims(network, index, question, admitted, setting.vocabulary)
    third = pattern.third_party if pattern else not question.pattern
    query = Query(
        automaton,
        sources=_sources(
            network, index, question, automaton, claims, _meant(network, starts, every, setting)
        ),
        targets=np.array([key in targets for key in index.parties], np.bool_),
        carries=_carrying(index, question, pattern, setting.hubs),
        allowed=np.array([key not in question.conditions.avoid for key in index.parties]),
        claims=claims,
        supply=_of_supply(index, setting.vocabulary),
        hops=question.hops,
        between=_of_kinds(index, ACTORS) if third else None,
        **_conditions(network, index, question.conditions),
    )
    return Plan(index, query, targets, admitted)


def _conditions(network: Network, index: Index, conditions: Conditions) -> dict[str, Any]:
    """Hand on the conditions that the engine knows by the same names."""
    same = ("restrictor", "apart", "joined", "in_order", "coexist")
    number = {key: place for place, key in enumerate(index.parties)}
    through = tuple(number[party(network, key).id] for key in conditions.through)
    return {name: getattr(conditions, name) for name in same} | {"through": through}


def _carrying(index: Index, question: Question, pattern: Pattern | None, hubs: Hubs) -> Flags:
    passes = [*(pattern.passes if pattern else ()), *(BODIES if question.beyond_bodies else ())]
    return carries(index, hubs, passes=passes, lifted=question.conditions.lift)


def _automaton(question: Question, setting: Setting, relations: tuple[str, ...]) -> Automaton:
    named = tuple((pattern.name, pattern.text) for pattern in setting.patterns.values())
    text = question.pattern or _followed(question, setting.vocabulary)
    return _compiled(text, setting.vocabulary, named, relations)


@lru_cache(maxsize=64)
def _compiled(
    text: str,
    vocabulary: Vocabulary,
    named: tuple[tuple[str, str], ...],
    relations: tuple[str, ...],
) -> Automaton:
    return compile_pattern(parse(text, vocabulary, dict(named)), relations)


def _followed(question: Question, vocabulary: Vocabulary) -> str:
    """Write the pattern of a question without one: supply along its flow, layers both ways."""
    words: list[str] = []
    for relation in vocabulary.relations.values():
        if relation.layer == "supply":
            moves = relation.carries != "money" or question.money
            if moves and (relation.realised or question.offers):
                words.append(f"^{relation.name}" if relation.flow == "reverse" else relation.name)
        elif relation.layer in question.layers:
            words += [relation.name, f"^{relation.name}"]
    return f"({'|'.join(words)})+" + (
        f"/({'|'.join(PASSED_ON)})*" if question.beyond_bodies else ""
    )


def _targets(
    network: Network,
    question: Question,
    every: Mapping[str, EndUser],
    pattern: Pattern | None,
    setting: Setting,
) -> dict[str, EndUser]:
    if question.ends is Ends.PARTY:
        wanted = [party(network, question.end or "").id]
    elif question.ends is Ends.KIND:
        wanted = [key for key in network if party(network, key).kind == question.end]
    elif question.ends is Ends.PATTERN and pattern:
        wanted = _meant(network, pattern.ends, every, setting)
    else:
        return _of_countries(every, question, setting.restrictive)
    return {key: every.get(key) or _named(network, key) for key in wanted}


def _of_countries(
    every: Mapping[str, EndUser], question: Question, restrictive: Collection[str]
) -> dict[str, EndUser]:
    if question.ends is Ends.ANY:
        return dict(every)
    wanted = {question.end} if question.ends is Ends.COUNTRY else set(restrictive)
    return {key: each for key, each in every.items() if wanted & each.countries}


def _meant(
    network: Network, kinds: Collection[str], every: Mapping[str, EndUser], setting: Setting
) -> list[str]:
    """Give the parties of some kinds; RESTRICTIVE means end-users whose government is so."""
    lens = setting.restrictive if RESTRICTIVE in kinds else ()
    found = {key for key, each in every.items() if each.countries.intersection(lens)}
    return [key for key in network if key in found or party(network, key).kind in kinds]


def _named(network: Network, key: str) -> EndUser:
    country = party(network, key).country
    return EndUser(key, Role.NAMED, (), frozenset({country} if country else ()))


def _claims(
    network: Network,
    index: Index,
    question: Question,
    admitted: Admitted,
    vocabulary: Vocabulary,
) -> Flags:
    """Mark the statements that hops may be made of, by number."""
    held = {id(statement) for statement in admitted.held}
    found = (
        id(statement) in held
        and not (question.beyond_bodies and _from_body(network, statement, question, vocabulary))
        for statement in index.statements
    )
    return np.fromiter(found, np.bool_, len(index.statements))


def _from_body(
    network: Network, statement: Statement, question: Question, vocabulary: Vocabulary
) -> bool:
    """Say whether a statement would lead a path on from a body in a way that bodies do not."""
    relation = vocabulary.relations[statement.relation]
    origin, target = flow_ends(statement, relation)
    if relation.layer != "supply" or origin == question.supplier:
        return False
    passed = statement.relation in PASSED_ON and party(network, target).kind in BODIES
    return party(network, origin).kind in BODIES and not passed


def _sources(
    network: Network,
    index: Index,
    question: Question,
    automaton: Automaton,
    claims: Flags,
    able: Iterable[str],
) -> tuple[int, ...]:
    """Number the parties that paths may begin at: one named, or all that may and lead on."""
    number = {key: place for place, key in enumerate(index.parties)}
    if question.supplier is not None:
        return (number[party(network, question.supplier).id],)
    leading = _leading(index, automaton, claims)
    return tuple(place for place in sorted(number[key] for key in able) if leading[place])


def _leading(index: Index, automaton: Automaton, claims: Flags) -> Flags:
    """Mark the parties from which the pattern can take a first hop."""
    arrays = index.arrays
    first = [bool(automaton.step(automaton.start, s)) for s in range(2 * len(index.relations))]
    usable = np.array(first, np.bool_)[arrays.symbol] & claims[arrays.claim]
    origin = np.repeat(np.arange(arrays.parties), np.diff(arrays.start))
    found: Flags = np.bincount(origin[usable], minlength=arrays.parties) > 0
    return found


def _of_kinds(index: Index, kinds: Iterable[str]) -> Flags:
    wanted = np.array([kind in tuple(kinds) for kind in index.kinds], np.bool_)
    found: Flags = wanted[index.arrays.kind]
    return found


def _of_supply(index: Index, vocabulary: Vocabulary) -> Flags:
    found = [vocabulary.relations[name].layer == "supply" for name in index.relations]
    return np.array(found * 2, np.bool_)
