"""Ownership of one party as text: each rule with its proof, hop by hop."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from graph import country, words
from graph.interests import NO_TEST
from graph.ownership import Standing
from graph.stakes import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from graph.owned import Owned, Ruling, StateHeld
    from graph.ownership import Proof
    from graph.stakes import Stake
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

WIDTH, DEEP, FEW = 96, 12, 10
OTHERS = "Owners by other names, by trust or by control are not seen here. For a person to judge."


def shown(held: Owned, records: Records, vocabulary: Vocabulary) -> str:
    """Show every rule's answer; a rule that is undetermined is shown like one that is not."""
    name, day = words.called(records, held.party), held.as_of
    when = f"as of {day}" if day else "as sources last state it, whatever the day"
    blocks = [f"Ownership of {name}, {when}", _direct(held, records)]
    if held.control:
        blocks.append(_control(held, records, vocabulary))
    blocks += [_ruling(each, held.unaccounted, records, vocabulary) for each in held.rulings]
    blocks += [_state(each, records, vocabulary) for each in held.states]
    if held.interests:
        blocks.append(_interests(held, records))
    blocks.append(OTHERS)
    return "\n\n".join(blocks)


def _direct(held: Owned, records: Records) -> str:
    if not held.direct:
        return "No source in this graph says who owns it."
    lines = [f"- {words.called(records, s.owner)}: {share(s)}" for s in held.direct[:FEW]]
    more = len(held.direct) - FEW
    return "\n".join(["Direct owners:", *lines, *([f"- and {more} more"] if more > 0 else [])])


def share(stake: Stake) -> str:
    """Say a share in words; an unknown one is said to be unknown.

    >>> from graph.statement import Percent
    >>> from graph.stakes import Stake
    >>> share(Stake("a", "b", Percent.parse(">25-50"), ()))
    'more than 25 to 50 percent'
    """
    if stake.share == UNKNOWN:
        return "unknown share"
    low, high = stake.share.low, stake.share.high
    if low == high:
        return f"{low} percent"
    more = "more than " if stake.share.low_open else ""
    less = "less than " if stake.share.high_open else ""
    return f"{more}{low} to {less}{high} percent"


def _control(held: Owned, records: Records, vocabulary: Vocabulary) -> str:
    lines = []
    for said in held.control:
        grade = vocabulary.grades[said.grade].label
        told = f"{words.sentence(said, records, vocabulary)} [{grade}]"
        lines.append(fill(f"- {told}", WIDTH, subsequent_indent="  "))
    return "\n".join(["Control without ownership, which no sum below counts:", *lines])


def _ruling(held: Ruling, unaccounted: Decimal, records: Records, vocabulary: Vocabulary) -> str:
    regime = held.regime
    standing = str(held.proof.standing) + (", but not reached: in the US" * held.proof.exempt)
    if held.proof.standing is Standing.NOT_CAUGHT and unaccounted >= regime.threshold:
        standing = f"not caught by what is known: {unaccounted:g} percent is not accounted for"
    lines = [f"{regime.title}: {standing.upper()}", f"  asks: {regime.says} ({regime.citation})"]
    if held.status:
        lines.append(f"  status: {held.status}; both answers are shown")
    lines += _tree(held.proof, records, vocabulary, 1)
    told = fill(regime.for_a_person, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join([*lines, told])


def _state(held: StateHeld, records: Records, vocabulary: Vocabulary) -> str:
    where = country.name(held.country)
    minority = "; a known minority is held directly" if held.minority else ""
    answer = {
        Standing.CAUGHT: "state-owned",
        Standing.LISTED: "a public body itself",
        Standing.UNDETERMINED: "cannot tell",
        Standing.NOT_CAUGHT: "no majority known",
    }[held.proof.standing]
    head = f"Public bodies of {where} (our own test): {answer.upper()}{minority}"
    return "\n".join([head, *_tree(held.proof, records, vocabulary, 1)])


def _tree(held: Proof, records: Records, vocabulary: Vocabulary, depth: int) -> Iterator[str]:
    """Write a proof downwards from the party to the listed owners."""
    indent = "  " * depth
    for part in held.parts:
        owner = words.called(records, part.stake.owner)
        grades = [vocabulary.grades[s.grade].label for s in part.stake.statements]
        why = f" [{', '.join(dict.fromkeys(grades))}]" if grades else " [assumed]"
        yield f"{indent}- {share(part.stake)} held by {owner}, {part.why.standing}{why}"
        if depth < DEEP:
            yield from _tree(part.why, records, vocabulary, depth + 1)


def _interests(held: Owned, records: Records) -> str:
    lines = [
        f"- {words.called(records, each.owner)}: "
        + (f"{each.low:g}" if each.low == each.high else f"{each.low:g} to {each.high:g}")
        + " percent"
        for each in held.interests[:FEW]
    ]
    return "\n".join([f"Ultimate owners. {NO_TEST}", *lines])
