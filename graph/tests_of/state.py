"""How near a party stands to a government: control, influence, shared persons, sales, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.end_users import BODIES, Role
from graph.finding import Said, strongest
from graph.grounds import names
from graph.moments import near
from graph.ownership import Ownership, Standing, caught_by, proof
from graph.tests_of import dealing
from graph.tests_of.owning import recorded, shares, statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.stakes import Stake
    from graph.statement import Statement

OFFICES = ("directs", "oversees", "member_of", "employed_by", "controls")
TIES = ("directs", "owns", "founded", "controls", "employed_by")
ACTS = ("intercepts_for", "acts_for", "front_for", "shares_data_with")
SALES = ("supplies", "contracts_with", "procures_for", "intercepts_for")
MEETS = {
    Answer.YES: "whose government meets the lens",
    Answer.NO: "whose government does not meet the lens",
    Answer.UNKNOWN: "whose government is not assessed",
}


def of_body(grounds: Grounds, body: str, said: Said) -> Said:
    """Take into account whether the government of a body meets the lens."""
    meets = grounds.restrictive(body)
    sentence = f"{said.sentence}: {grounds.name(body)}, {MEETS[meets]}."
    return Said(min(said.answer, meets), sentence, said.statements, said.listings)


def state_controlled(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Add up what bodies of one country own, and look for control that a source states."""
    held = grounds.stakes_above(key)
    found = [*_stated_control(grounds, key), *_by_shares(grounds, key, held)]
    return strongest(found, recorded(grounds, key, held, "such a share of a public body"))


def _stated_control(grounds: Grounds, key: str) -> Iterator[Said]:
    end_user = grounds.end_users.get(key)
    if end_user is None or end_user.role is not Role.STATE_CONTROLLED:
        return
    for tie in end_user.ties:
        current = [[s for s in hop.statements if _current(grounds, s)] for hop in tie]
        if all(current):
            stated = tuple(s for hop in current for s in hop)
            share = "" if any(s.percent for s in stated) else ", with no share given"
            text = f"A source states control of {grounds.name(key)}{share}"
            yield of_body(grounds, tie[-1].origin, Said(Answer.YES, text, stated))


def _current(grounds: Grounds, said: Statement) -> bool:
    if grounds.as_of is not None:
        return said.period.held(grounds.as_of) is Answer.YES
    return said.period.valid_until is None


def _by_shares(grounds: Grounds, key: str, held: list[Stake]) -> Iterator[Said]:
    owners = {stake.owner for stake in held if grounds.kind(stake.owner) in BODIES}
    by_country: dict[str | None, list[str]] = {}
    for owner in sorted(owners):
        by_country.setdefault(grounds.party(owner).country, []).append(owner)
    ownership = Ownership(held) if by_country else None
    for bodies in by_country.values():
        assert ownership is not None  # noqa: S101 - there are bodies, so there are stakes
        caught = caught_by(ownership, dict.fromkeys(bodies, True), grounds.state)
        standing = caught.standing(key)
        if standing in (Standing.CAUGHT, Standing.UNDETERMINED):
            why = proof(caught, key)
            sure = standing is Standing.CAUGHT
            answer = Answer.YES if sure else Answer.UNKNOWN
            text = f"Public bodies hold {shares(why)} of {grounds.name(key)}"
            yield of_body(grounds, bodies[0], Said(answer, text, statements_of(why)))


def state_minority(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a body that itself holds a share between the two thresholds."""
    held = grounds.stakes_above(key)
    least, below = indicator.number("least"), indicator.number("below")
    found = []
    for stake in (s for s in held if s.company == key and grounds.kind(s.owner) in BODIES):
        share = stake.share
        if share.high < least or share.low >= below:
            continue
        answer = Answer.YES if share.low >= least and share.high < below else Answer.UNKNOWN
        text = f"A public body holds {share.text} percent of {grounds.name(key)}"
        if share.text == "unknown":
            text = f"A public body holds a share of {grounds.name(key)} that no source gives"
        found.append(of_body(grounds, stake.owner, Said(answer, text, stake.statements)))
    return strongest(found, recorded(grounds, key, held, "such a share of a public body"))


def shared_person(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a person tied to the party who held office in a body about the same time."""
    months = int(indicator.number("months"))
    found = []
    ties = [s for s in grounds.into(key, *TIES) if grounds.kind(s.subject) == "person"]
    for tie in ties:
        for office in grounds.out(tie.subject, *OFFICES):
            if office.object == key or grounds.kind(office.object) not in BODIES:
                continue
            when = near(tie.period, office.period, months)
            times = {
                Answer.YES: f"at most {months} months apart",
                Answer.NO: f"more than {months} months apart",
                Answer.UNKNOWN: "at times that no source gives",
            }[when]
            who = grounds.name(tie.subject)
            text = f"{who} is tied to {grounds.name(key)} and to a body, {times}"
            found.append(of_body(grounds, office.object, Said(when, text, (tie, office))))
    if ties:
        nobody = "No recorded person behind it is recorded as tied to a body."
        return strongest(found, Said(Answer.NO, nobody))
    return Said(Answer.UNKNOWN, f"No person is recorded behind {grounds.name(key)}.")


def shared_address(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a neighbour at the party's address that is a body's, or sells to one."""
    most = int(indicator.number("mass"))
    places = list(grounds.out(key, "located_at"))
    found = []
    for place in places:
        others = [s for s in grounds.into(place.object, "located_at") if s.subject != key]
        if len(others) >= most:
            many = f"{len(others) + 1} parties use the address {grounds.name(place.object)}"
            found.append(Said(Answer.UNKNOWN, f"{many}: sharing it says little.", (place,)))
            continue
        found += [n for other in others for n in _neighbour(grounds, place, other)]
    nobody = f"Nobody near a body is recorded at the address of {grounds.name(key)}."
    if not places:
        return Said(Answer.UNKNOWN, f"No address is recorded of {grounds.name(key)}.")
    return strongest(found, Said(Answer.NO, nobody))


def _neighbour(grounds: Grounds, place: Statement, other: Statement) -> Iterator[Said]:
    """Say how a party at the same address is tied to a body, if at all."""
    who = other.subject
    text = f"Uses the address of {grounds.name(who)}"
    if who in grounds.end_users:
        yield of_body(grounds, who, Said(Answer.YES, text, (place, other)))
    for sale in grounds.out(who, *SALES):
        if sale.object in grounds.end_users:
            said = Said(Answer.YES, f"{text}, which serves a body", (place, other, sale))
            yield of_body(grounds, sale.object, said)


def buys_near_state(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Look for a buyer that is no body itself and elsewhere acts for, or works for, one."""
    bought = list(grounds.into(key, "supplies", "forwards_to", "offered_to"))
    bought += list(grounds.out(key, "procures_for"))
    found = []
    for tie in grounds.out(key, "acts_for", "front_for", "procures_for", "contracts_with"):
        if tie.object in grounds.end_users:
            first = next((each for each in bought if each is not tie), tie)
            label = grounds.vocabulary.relations[tie.relation].label
            text = f"{grounds.name(key)} buys and {label} a body"
            stated = tuple(dict.fromkeys((first, tie)))
            found.append(of_body(grounds, tie.object, Said(Answer.YES, text, stated)))
    if not bought:
        return Said(Answer.UNKNOWN, f"No purchase of {grounds.name(key)} is recorded.")
    makers = names(grounds, (s.subject for s in bought if s.object == key))
    return strongest(found, Said(Answer.NO, f"Buys from {makers}; no work for a body is recorded."))


def successor(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask of the firms that a party succeeds whether they are a body's or serve one."""
    before = list(grounds.out(key, "succeeds")) + list(grounds.about(key, "same_as"))
    found = []
    for tie in before:
        old = tie.object if tie.subject == key else tie.subject
        control = state_controlled(grounds, old, indicator)
        if control.answer is Answer.YES:
            found.append(Said(Answer.YES, control.sentence, (tie, *control.statements)))
        for sale in grounds.out(old, *SALES):
            if sale.object in grounds.end_users:
                text = f"{grounds.name(key)} follows {grounds.name(old)}, which serves a body"
                found.append(of_body(grounds, sale.object, Said(Answer.YES, text, (tie, sale))))
    if not before:
        return Said(Answer.UNKNOWN, f"No firm before {grounds.name(key)} is recorded.")
    return strongest(found, Said(Answer.NO, "The firms before it are not recorded near a body."))


def close_user(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Ask of a company that receives goods or services whether it is a body's or acts for one."""
    taken = dealing.received(grounds, key)
    if not taken:
        return Said(Answer.UNKNOWN, f"Nothing that {grounds.name(key)} receives is recorded.")
    first = taken[0].said
    control = state_controlled(grounds, key, indicator)
    found = [Said(control.answer, control.sentence, (first, *control.statements))]
    for tie in list(grounds.out(key, *ACTS)):
        if tie.object in grounds.end_users:
            label = grounds.vocabulary.relations[tie.relation].label
            text = f"{grounds.name(key)} receives and {label} a body"
            found.append(of_body(grounds, tie.object, Said(Answer.YES, text, (first, tie))))
    return strongest(found, found[0])
