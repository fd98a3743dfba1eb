"""Third-party paths on the sheet: those of a deal, or of a party, with what joins their hops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph import network, told, words
from graph.attestation import Attestation
from graph.engine.search import TooManyPaths
from graph.paths import find_paths
from graph.practice import restrictive
from graph.question import Ends, Question
from graph.sheets.making import COUNTED
from graph.sheets.sheet import Fact, Part
from graph.tests_of import dealing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.network import Network
    from graph.paths import Answer, Path
    from graph.sheets.making import Making
    from graph.statement import Records, Statement

MOST_PATHS = 8
SUPPLY = "A statement of supply by it, or to it."


def of_deal(made: Making, deal: str) -> tuple[Part, ...]:
    """Show the paths that the deal attests from end to end, to end-users of any government."""
    found = _of_deals(made, [deal])
    none = "The records of the deal join no supplier to an end-user through a third party."
    facts = tuple(_told(made, found, hops=False)) or (Fact(none, rule=COUNTED),)
    return (Part("Third-party paths of the deal", facts),)


def of_party(made: Making, key: str) -> tuple[Part, ...]:
    """Show the paths from a party to restrictive governments, or those that end at a body.

    For one that itself stands between, those of its deals that pass through it.
    """
    if made.is_body(key):
        question = Question(ends=Ends.PARTY, end=key)
        return (_part(made, f"Third-party paths to {made.name(key)}", question),)
    title = f"Third-party paths from {made.name(key)} to governments that meet the lens"
    found = _of_deals(made, made.ever.deals_of(key))
    through = [path for path in found if key in path.intermediaries]
    part = _part(made, title, Question(supplier=key))
    if not through:
        return (part,)
    title = f"Third-party paths through {made.name(key)}, to any government"
    return part, Part(title, tuple(_told(made, through)))


def _of_deals(made: Making, deals: Sequence[str]) -> list[Path]:
    """Find the paths that one of some deals attests, in a network of those deals alone."""
    if not deals:
        return []
    answer = _ask(made, _world(made, deals), Question(ends=Ends.ANY))
    one = (path for path in answer.attested if path.attestation is Attestation.ONE_DEAL)
    return [path for path in one if path.support.basis in deals]


def _world(made: Making, deals: Sequence[str]) -> Network:
    """Make a network of some deals, with what makes their parties end-users."""
    grounds = made.ever
    stated = {s.id: s for deal in deals for s in grounds.of_deal(deal)}
    ends = {end for s in stated.values() for end in (s.subject, s.object)}
    for key in sorted(ends & grounds.end_users.keys()):
        ties = [s for tie in grounds.end_users[key].ties for hop in tie for s in hop.statements]
        above = {key} | {end for s in ties for end in (s.subject, s.object)}
        ties += [s for body in sorted(above) for _, way in grounds.bodies_above(body) for s in way]
        stated |= {s.id: s for s in ties}
    return network.build(_only(made.workspace.records, stated))


def _only(records: Records, stated: Mapping[str, Statement]) -> Records:
    named = {end for s in stated.values() for end in (s.subject, s.object)}
    return replace(
        records,
        parties={key: records.parties[key] for key in sorted(named)},
        statements=tuple(stated[key] for key in sorted(stated)),
        known_hash=records.content_hash,
    )


def _ask(made: Making, where: Network, question: Question) -> Answer:
    held = made.workspace
    return find_paths(
        where,
        question,
        vocabulary=held.vocabulary,
        restrictive=restrictive(held.lens, held.practices),
        patterns=held.patterns,
        hubs=held.hubs,
    )


def _part(made: Making, title: str, question: Question) -> Part:
    """Ask of the whole graph; where that gives more paths than can be listed, say so."""
    try:
        answer = _ask(made, made.ever.network, question)
    except TooManyPaths as error:
        return Part(title, (Fact(f"Not listed: {error}.", rule=COUNTED),))
    facts = list(_told(made, answer.attested))
    asked = told.asked(answer.question, made.workspace.records)
    key = question.supplier or question.end or ""
    if not facts and not dealing.moves(made.ever, made.ever.about(key)):
        nothing = "No supply is recorded that could be a part of a path."
        return Part(title, lines=(made.missing("Third-party paths", nothing, SUPPLY),))
    if not facts:
        facts = [Fact(f"No attested third-party path {asked}.", rule=COUNTED)]
    if answer.composed:
        count = words.number(len(answer.composed), "path").capitalize()
        text = f"{count} that only this program would join: no evidence, not shown."
        facts.append(Fact(text, rule=COUNTED))
    return Part(title, tuple(facts))


def _told(made: Making, paths: Sequence[Path], *, hops: bool = True) -> Iterator[Fact]:
    """Write paths with what joins and weakens them; with `hops` each statement below, once."""
    records, vocabulary = made.workspace.records, made.workspace.vocabulary
    seen: set[str] = set()
    for path in paths[:MOST_PATHS]:
        stated = [s for hop in (*path.hops, *path.tie) for s in hop.statements]
        grade = vocabulary.grades[path.grade].label
        dispute = "; DISPUTED by a named party" if path.disputed else ""
        route = f"{words.route(path, records)}; weakest hop: {grade}{dispute}."
        yield Fact(route, made.noting.stated(stated), rule=COUNTED)
        basis = words.basis(path, records)
        yield Fact(f"{basis[:1].upper()}{basis[1:]}.", rule=COUNTED, depth=1)
        yield _end(made, path)
        yield Fact(f"Dates: {words.time(path)}.", rule=COUNTED, depth=1)
        for said in stated if hops else ():
            if said.id not in seen:
                seen.add(said.id)
                yield made.fact(said, 1)
    if rest := paths[MOST_PATHS:]:
        count = words.number(len(rest), "more path").capitalize()
        yield Fact(f"{count} not shown here: enduse paths lists them.", rule=COUNTED)


def _end(made: Making, path: Path) -> Fact:
    """Say why the path ends where it does; a tie of control with how strongly it is stated."""
    vocabulary = made.workspace.vocabulary
    told = words.end_role(path, made.workspace.records, vocabulary)
    tie = [said for hop in path.tie for said in hop.statements]
    if tie:
        grade = vocabulary.grades[vocabulary.weakest(said.grade for said in tie)].label
        dispute = "; DISPUTED by a named party" if any(said.disputed for said in tie) else ""
        told += f"; the tie is stated as: {grade}{dispute}"
    return Fact(f"{told}.", made.noting.stated(tie), COUNTED, depth=1)
