"""What moves from whom to whom, in one deal or around one party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network import flow_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.classified import Row
    from graph.dates import PartialDate
    from graph.grounds import Grounds
    from graph.statement import Statement

SUPPLY = "supply"


@dataclass(frozen=True, slots=True)
class Move:
    """Goods or services that a source says went from one party to another."""

    origin: str
    target: str
    said: Statement


def moves(grounds: Grounds, stated: Iterable[Statement]) -> list[Move]:
    """Give what moved according to some statements: no offers, no money."""
    found = []
    for said in stated:
        relation = grounds.vocabulary.relations[said.relation]
        if relation.layer == SUPPLY and relation.realised and relation.carries != "money":
            found.append(Move(*flow_ends(said, relation), said))
    return found


def of_deal(grounds: Grounds, deal: str) -> list[Move]:
    """Give what moved in a deal."""
    return moves(grounds, grounds.of_deal(deal))


def sent(grounds: Grounds, key: str) -> list[Move]:
    """Give what moved from a party."""
    return [m for m in moves(grounds, grounds.about(key)) if m.origin == key]


def received(grounds: Grounds, key: str) -> list[Move]:
    """Give what moved to a party."""
    return [m for m in moves(grounds, grounds.about(key)) if m.target == key]


def users(grounds: Grounds, every: Iterable[Move]) -> dict[str, list[Move]]:
    """Give the end-users that something moved to, each with what did."""
    found: dict[str, list[Move]] = {}
    for move in every:
        if move.target in grounds.end_users:
            found.setdefault(move.target, []).append(move)
    return found


def last(grounds: Grounds, every: Iterable[Move]) -> dict[str, list[Move]]:
    """Give the parties, not products, at which what moved came to rest."""
    every = list(every)
    onward = {move.origin for move in every}
    found: dict[str, list[Move]] = {}
    for move in every:
        if move.target not in onward and grounds.kind(move.target) != "product":
            found.setdefault(move.target, []).append(move)
    return found


def products(grounds: Grounds, every: Iterable[Move]) -> list[str]:
    """List the products that something moved through."""
    ends = {end for move in every for end in (move.origin, move.target)}
    return sorted(end for end in ends if grounds.kind(end) == "product")


def terms(grounds: Grounds, move: Move) -> Iterator[Row]:
    """Yield what the item of a move, or a product at its end, is classified as."""
    yield from grounds.classified.item(move.said)
    for end in (move.origin, move.target):
        if grounds.kind(end) == "product":
            yield from grounds.classified.product(grounds.party(end))


def title(grounds: Grounds, deal: str) -> str:
    """Name a deal in a sentence."""
    found = grounds.deals.get(deal)
    return f"“{found.title}”" if found else deal


def stated(every: Iterable[Move]) -> tuple[Statement, ...]:
    """Give the statements of moves, each once."""
    return tuple({move.said.id: move.said for move in every}.values())


def first_day(said: Statement) -> PartialDate | None:
    """Give the first date that a source gives for a claim."""
    return said.period.valid_from or said.period.as_of or said.period.valid_until
