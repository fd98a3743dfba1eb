"""Who owns a party, on the sheet: what each rule makes of it, its proof, and what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import words
from graph.owned import CONTROL, owned
from graph.owned_text import share
from graph.ownership import Standing
from graph.sheets import form as forms
from graph.sheets.sheet import Blank, Fact, Part
from graph.stakes import OWNS, SUBSIDIARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.owned import Owned, Ruling, StateHeld
    from graph.ownership import Proof
    from graph.sheets.making import Making
    from graph.sheets.sheet import Line
    from graph.statement import Statement

DEEP, FEW = 12, 10
STAKES = "shares as stated; what two sources give differently is a span"
ASSUMED = "a what-if: the shares named above are assumed, and no source's word"


def parts(made: Making, key: str, lines: tuple[Line, ...]) -> list[Part]:
    """Show the flags about listed owners with the proof of every rule, then a what-if.

    Where no owner is recorded nothing is proved, and the flags say so.
    """
    what_if = any(company == key for _, company in made.terms.assumed)
    if not what_if and not has_owner(made, key):
        return [Part(f"Who owns {made.name(key)}", lines=lines)]
    held = _owned(made, key, assumed=False)
    found = [Part(f"Who owns {made.name(key)}", tuple(_facts(made, held)), lines)]
    return [*found, _what_if(made, key, held)] if what_if else found


def _owned(made: Making, key: str, *, assumed: bool) -> Owned:
    grounds = made.grounds
    return owned(
        grounds.network,
        key,
        grounds.regimes,
        (grounds.state, grounds.minority),
        as_of=grounds.as_of,
        assumed=made.terms.assumed if assumed else None,
    )


def has_owner(made: Making, key: str) -> bool:
    """Say whether any owner or holder of control is recorded, whatever its share."""
    relations = (OWNS, *CONTROL)
    return any(True for _ in made.grounds.into(key, *relations)) or any(
        True for _ in made.grounds.out(key, SUBSIDIARY)
    )


def for_a_person(made: Making) -> tuple[Blank, ...]:
    """Give what no arithmetic settles of the ownership rules, once for a sheet."""
    return tuple(
        Blank(f"{each.title}: {each.for_a_person}", forms.rule(each.mark, each.citation))
        for each in made.grounds.regimes.values()
        if each.for_a_person
    )


def _facts(made: Making, held: Owned) -> Iterator[Fact]:
    for stake in held.direct[:FEW]:
        text = f"{made.name(stake.owner)} holds {share(stake)} of {made.name(held.party)}."
        yield Fact(text, made.noting.stated(stake.statements), rule=STAKES)
    if len(held.direct) > FEW:
        yield Fact(f"{len(held.direct) - FEW} more direct owners: enduse ownership.", rule=STAKES)
    for said in held.control:
        yield made.fact(said)
    for ruling in held.rulings if held.direct else ():
        yield from _ruling(made, ruling, held)
    for state in held.states:
        yield from _state(made, state)


def told(ruling: Ruling, held: Owned) -> str:
    """Say what a rule makes of a party; one that too little is known for is not cleared."""
    standing = ruling.proof.standing
    if ruling.proof.exempt and standing in (Standing.CAUGHT, Standing.UNDETERMINED):
        return f"{standing}, but not reached: in the US"
    if standing is not Standing.NOT_CAUGHT:
        return str(standing)
    some = f"; who holds {held.unaccounted:g} percent is not" if held.unaccounted else ""
    return f"not caught by what is recorded{some}"


def _ruling(made: Making, ruling: Ruling, held: Owned) -> Iterator[Fact]:
    regime = ruling.regime
    status = f" Status of the rule: {ruling.status}." if ruling.status else ""
    text = f"{regime.title} ({regime.says}): {told(ruling, held)}.{status}"
    rule = forms.rule(regime.mark, regime.citation)
    yield Fact(text, made.noting.stated(_stated(ruling.proof)), rule)
    yield from _tree(made, ruling.proof, 1)


def _state(made: Making, state: StateHeld) -> Iterator[Fact]:
    rule = made.grounds.state
    minority = "; a known minority is held directly" if state.minority else ""
    text = f"{rule.title} ({rule.says}): {state.proof.standing}{minority}."
    yield Fact(text, made.noting.stated(_stated(state.proof)), rule.mark)
    yield from _tree(made, state.proof, 1)


def _tree(made: Making, held: Proof, depth: int) -> Iterator[Fact]:
    """Write a proof downwards from the party to the listed owners."""
    for part in held.parts:
        owner = made.name(part.stake.owner)
        text = f"{share(part.stake)} held by {owner}, {part.why.standing}"
        assumed = "" if part.stake.statements else " (assumed)"
        notes = made.noting.stated(part.stake.statements)
        listings = made.ever.party(part.stake.owner).listings
        if part.why.standing is Standing.LISTED:
            notes += made.noting.listed(tuple((part.stake.owner, each) for each in listings))
        yield Fact(f"{text}{assumed}.", notes, STAKES, depth)
        if depth < DEEP:
            yield from _tree(made, part.why, depth + 1)


def _stated(held: Proof) -> list[Statement]:
    """Give the statements of a proof, each once, from the party upwards."""
    found = {s.id: s for part in held.parts for s in part.stake.statements}
    for part in held.parts:
        found |= {s.id: s for s in _stated(part.why)}
    return list(found.values())


def _what_if(made: Making, key: str, held: Owned) -> Part:
    """Set what each rule says beside what it would say with the assumed shares."""
    other = _owned(made, key, assumed=True)
    facts = []
    for now, then in zip(held.rulings, other.rulings, strict=True):
        text = f"{now.regime.title}: now {told(now, held)}; with it {told(then, other)}."
        facts.append(Fact(text, rule=ASSUMED))
        facts += _tree(made, then.proof, 1)
    for state in other.states:
        facts += _state(made, state)
    given = [
        f"{made.name(owner)} holds {percent.text} percent of {made.name(company)}"
        for (owner, company), percent in made.terms.assumed.items()
        if company == key
    ]
    return Part(f"What if {words.listed(given)}? No source says so", tuple(facts))
