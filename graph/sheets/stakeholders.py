"""The fourth step: who stands between, how each is tied to a government, and through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import findings, words
from graph.end_users import BODIES
from graph.sheets import ownership, third_parties
from graph.sheets.form import AGENCY, STAKEHOLDERS
from graph.sheets.making import COUNTED
from graph.sheets.sheet import Fact, Part
from graph.tests_of import dealing

if TYPE_CHECKING:
    from graph.sheets.making import Making
    from graph.sheets.sheet import Line
    from graph.statement import Statement

# So many stakeholder entities of a deal are asked one by one; the others have their own sheets.
MOST_ASKED = 6
THINGS = ("product", "address", "asset")
OWNING = "owned_by_listed"


def of_deal(made: Making, deal: str) -> tuple[Part, ...]:
    """Name who takes part, ask of the deal, show the paths, then ask of each in turn."""
    asked = asked_of(made, deal)
    parts = [_taking_part(made, deal), *third_parties.of_deal(made, deal)]
    parts.append(Part("The deal as recorded", lines=made.of_deal(deal, STAKEHOLDERS)))
    for key in asked[:MOST_ASKED]:
        parts += of_one(made, key)
    if rest := asked[MOST_ASKED:]:
        names = ", ".join(made.name(key) for key in rest)
        count = words.number(len(rest), "more party", "more parties")
        told = f"{count}, each with a sheet of its own: {names}."
        parts.append(Part("Further parties", (Fact(told, rule=COUNTED),)))
    return (*parts, *_for_a_person(made, asked[:MOST_ASKED]))


def of_party(made: Making, key: str) -> tuple[Part, ...]:
    """Show the paths of a party, and ask of it what is asked of stakeholder entities."""
    parts = list(third_parties.of_party(made, key))
    if not made.is_body(key) and made.ever.kind(key) not in THINGS:
        parts += of_one(made, key)
    return (*parts, *_for_a_person(made, [key]))


def _for_a_person(made: Making, keys: list[str]) -> tuple[Part, ...]:
    """Ask what no arithmetic settles where an owner is recorded, and the rest in any case."""
    owned = any(ownership.has_owner(made, key) for key in keys)
    rules = Part("What no arithmetic of ownership settles", blanks=ownership.for_a_person(made))
    return (*((rules,) if owned else ()), *made.for_a_person(STAKEHOLDERS))


def of_one(made: Making, key: str) -> list[Part]:
    """Ask of one party all that is asked of its kind, and apart from that who owns it."""
    lines = flags(made, key)
    owning = tuple(line for line in lines if _owning(made, line))
    others = tuple(line for line in lines if not _owning(made, line))
    return [Part(made.described(key), lines=others), *ownership.parts(made, key, owning)]


def flags(made: Making, key: str) -> tuple[Line, ...]:
    """Ask of a party; what stands under its use of the item is not asked twice."""
    user = key in made.ever.end_users
    found = findings.of_party(made.grounds, key)
    of = made.ever.indicators.indicators
    return made.lines(
        f for f in found if not (user and made.form.step_of(of[f.indicator]) == AGENCY)
    )


def _owning(made: Making, line: Line) -> bool:
    return made.ever.indicators.indicators[line.id].test == OWNING


def asked_of(made: Making, deal: str) -> list[str]:
    """List the parties of a deal that are no bodies: between first, then users, others."""
    moves = dealing.of_deal(made.ever, deal)
    sent, taken = {m.origin for m in moves}, {m.target for m in moves}
    ends = {end for s in made.ever.of_deal(deal) for end in (s.subject, s.object)}
    found = [key for key in ends if made.ever.kind(key) not in (*BODIES, *THINGS)]
    users = made.ever.end_users

    def order(key: str) -> tuple[bool, bool, bool, str]:
        return not (key in sent and key in taken), key not in users, key not in taken, key

    return sorted(found, key=order)


def _taking_part(made: Making, deal: str) -> Part:
    """Say how each party of a deal stands to the others, with what says so."""
    stated = made.ever.of_deal(deal)
    ends = sorted({end for s in stated for end in (s.subject, s.object)}, key=made.name)
    facts = []
    for key in ends:
        own = [s for s in stated if key in (s.subject, s.object)]
        does = "; ".join(dict.fromkeys(_does(made, key, said) for said in own))
        facts.append(Fact(f"{made.described(key)}: {does}.", made.noting.stated(own), COUNTED))
    return Part("Who takes part, by the records of the deal", tuple(facts))


def _does(made: Making, key: str, said: Statement) -> str:
    """Say how a party stands to the other end of a statement, in the words of the relation."""
    relation = made.ever.vocabulary.relations[said.relation]
    if said.subject == key:
        return f"{relation.label} {made.name(said.object)}"
    return f"{relation.inverse} {made.name(said.subject)}"
