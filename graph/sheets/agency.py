"""The second step: who uses the item in the end, and what is said of that body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import findings, words
from graph.end_users import Role
from graph.sheets.form import AGENCY
from graph.sheets.making import COUNTED
from graph.sheets.sheet import Fact, Part
from graph.tests_of import dealing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.sheets.making import Making

# So many end-users are asked one by one; the rest is named.
MOST_USERS = 6
SETTLES = "A statement of supply to a body, or to a company that one controls."


def users_of_deal(made: Making, deal: str) -> list[str]:
    """List the end-users that something of a deal moved to, or was bought for, sorted."""
    moves = dealing.of_deal(made.ever, deal)
    return sorted(dealing.users(made.ever, moves))


def users_of_party(made: Making, key: str) -> list[str]:
    """List the end-users of a party: itself, where it is a body, else whom it supplies.

    Those of its deals come after: others may have supplied them.
    """
    if made.is_body(key):
        return [key]
    own = _supplied(made, key)
    return [*own, *(user for user in sorted(_of_its_deals(made, key)) if user not in own)]


def _supplied(made: Making, key: str) -> list[str]:
    sent = dealing.users(made.ever, dealing.sent(made.ever, key))
    return sorted(sent.keys() | ({key} & made.ever.end_users.keys()))


def _of_its_deals(made: Making, key: str) -> dict[str, list[str]]:
    """Give the end-users of the deals in which a party sent something, each with those deals."""
    found: dict[str, list[str]] = {}
    deals = {deal for move in dealing.sent(made.ever, key) for deal in move.said.deals}
    for deal in sorted(deals):
        for user in users_of_deal(made, deal):
            found.setdefault(user, []).append(deal)
    return found


def of_deal(made: Making, deal: str) -> tuple[Part, ...]:
    """Ask of the deal as such, then of each end-user of it."""
    whole = Part("The end-user in the records of the deal", lines=made.of_deal(deal, AGENCY))
    return (whole, *_users(made, users_of_deal(made, deal)), *made.for_a_person(AGENCY))


def of_party(made: Making, key: str) -> tuple[Part, ...]:
    """Ask of each end-user that a party is, supplies, or that its deals reach; name the others."""
    users = users_of_party(made, key)
    if users:
        own = users if made.is_body(key) else _supplied(made, key)
        through = {user: _reached(made, key, user) for user in users if user not in own}
        return (*_users(made, users, through), *made.for_a_person(AGENCY))
    nobody = f"No end-user that {made.name(key)} supplies, itself or in a deal, is recorded."
    gap = made.missing("Who its end-users are", nobody, SETTLES)
    return (Part("End-users", lines=(gap,)), *made.for_a_person(AGENCY))


def _reached(made: Making, key: str, user: str) -> Fact:
    """Say that others supplied an end-user in deals of a party, with the statements of those."""
    deals = _of_its_deals(made, key)[user]
    moves = [m for deal in deals for m in dealing.of_deal(made.ever, deal) if m.target == user]
    titles = ", ".join(dealing.title(made.ever, deal) for deal in deals)
    told = f"Supplied by others in a deal of {made.name(key)}, which is not recorded as supplying "
    told += f"it itself: {titles}."
    return Fact(told, made.noting.stated(dealing.stated(moves)), rule=COUNTED)


def _users(
    made: Making, users: list[str], through: Mapping[str, Fact] | None = None
) -> tuple[Part, ...]:
    through = through or {}
    parts = [
        _user(made, key, (through[key],) if key in through else ()) for key in users[:MOST_USERS]
    ]
    if rest := users[MOST_USERS:]:
        names = ", ".join(made.name(key) for key in rest)
        told = f"{words.number(len(rest), 'more end-user')}, each with a sheet of its own: {names}."
        parts.append(Part("Further end-users", (Fact(told, rule=COUNTED),)))
    return tuple(parts)


def _user(made: Making, key: str, before: tuple[Fact, ...]) -> Part:
    """Say what stands above an end-user, and ask what is asked of bodies."""
    grounds = made.grounds
    found = findings.of_party(grounds, key)
    lines = made.lines(found) if made.is_body(key) else made.lines(found, AGENCY)
    return Part(made.described(key), (*before, *_above(made, key)), lines)


def _above(made: Making, key: str) -> tuple[Fact, ...]:
    """Repeat what makes it an end-user: the body above it, or the tie of control."""
    end_user = made.ever.end_users.get(key)
    if end_user is None:
        return ()
    if end_user.role is Role.STATE_CONTROLLED:
        stated = [s for tie in end_user.ties for hop in tie for s in hop.statements]
    else:
        stated = [s for _, way in made.ever.bodies_above(key) for s in way]
    return made.facts(stated, f"enduse show {key}")
