"""The roles that statements give a party in supplies, each with the statements that do so.

Roles are never kinds: a distributor in one supply is the end-user of the next. They follow 15 CFR
748.5, whose end-user receives and uses, and is never a forwarder or an intermediary.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.end_users import BODIES, Role
from graph.kept import standing
from graph.network import flow_ends, party
from graph.plan import ACTORS
from graph.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from graph.network import Network
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

USED_BY, MOVED = "used_by", ("goods", "services")
# Who does this is between others by the very words; so is whoever sells for another.
PASSES_ON = ("forwards_to", "procures_for")


class Part(StrEnum):
    """A role in a supply."""

    SUPPLIER = "supplier"
    INTERMEDIARY = "intermediary"
    END_USER = "end-user"


class Because(StrEnum):
    """What makes a party play its part, in words that claim no more than the statements do."""

    SUPPLIES = "Sources say that it supplies, sells or serves."
    CALLED = "Sources name a role between others: it sells, buys or forwards for somebody."
    DEAL = "In one deal it received, and it passed on."
    DOCUMENT = (
        "One document says that it received and that it passed on, though it may not join the two."
    )
    BODY = "A government or public body that sources say was supplied or served."
    CONTROLLED = (
        "A company that sources say was supplied, and that they tie to a public body by control or "
        "ownership."
    )
    USES = "Sources call it the user of a product."


@dataclass(frozen=True, slots=True)
class Played:
    """A part with what makes it so; `ties` are the control that makes a company the state's."""

    role: Part
    because: Because
    statements: tuple[Statement, ...]
    ties: tuple[Statement, ...] = ()


def played(
    network: Network, key: str, vocabulary: Vocabulary, said: Sequence[Statement]
) -> tuple[Played, ...]:
    """Give the roles that the statements about a party make it play; none for a thing.

    Offers, money and shared data make nobody a supplier or an end-user, nor does making a product.
    """
    kind = party(network, key).kind
    if kind not in (*ACTORS, *BODIES):
        return ()
    moved = [s for s in said if _moves(s, vocabulary)]
    came = [s for s in moved if _ends(s, vocabulary)[1] == key]
    went = [s for s in moved if _ends(s, vocabulary)[0] == key and _to_somebody(network, s)]
    found = [Played(Part.SUPPLIER, Because.SUPPLIES, tuple(went))]
    if kind in ACTORS:
        found += _between(key, vocabulary, came, went)
    found += _at_the_end(network, key, vocabulary, came)
    return tuple(each for each in found if each.statements)


def _moves(said: Statement, vocabulary: Vocabulary) -> bool:
    relation = vocabulary.relations[said.relation]
    return relation.layer == "supply" and relation.realised and relation.carries in MOVED


def _ends(said: Statement, vocabulary: Vocabulary) -> tuple[str, str]:
    return flow_ends(said, vocabulary.relations[said.relation])


def _to_somebody(network: Network, said: Statement) -> bool:
    return "product" not in (party(network, end).kind for end in (said.subject, said.object))


def _between(
    key: str, vocabulary: Vocabulary, came: list[Statement], went: list[Statement]
) -> Iterator[Played]:
    """Give what makes a party an intermediary: its name for it, a deal, or a document."""
    reverse = {r.name for r in vocabulary.relations.values() if r.flow == "reverse"}
    called = [s for s in (*came, *went) if s.relation in (*PASSES_ON, *reverse)]
    called = [s for s in called if s.subject == key]
    deals = _both(came, went, lambda s: s.deals)
    known = {*called, *deals}
    papers = _both(came, went, lambda s: (s.evidence.source,))
    yield Played(Part.INTERMEDIARY, Because.CALLED, tuple(called))
    yield Played(Part.INTERMEDIARY, Because.DEAL, tuple(deals))
    if not known.issuperset(papers):
        yield Played(Part.INTERMEDIARY, Because.DOCUMENT, tuple(papers))


def _both(
    came: Iterable[Statement],
    went: Iterable[Statement],
    joins: Callable[[Statement], Iterable[Hashable]],
) -> list[Statement]:
    """Give the statements of either side that share with one of the other what joins them."""
    came, went = list(came), list(went)
    shared = {each for s in came for each in joins(s)} & {each for s in went for each in joins(s)}
    return [s for s in dict.fromkeys((*came, *went)) if not shared.isdisjoint(joins(s))]


def _at_the_end(
    network: Network, key: str, vocabulary: Vocabulary, came: list[Statement]
) -> Iterator[Played]:
    """Give what makes a party an end-user: a body or company of the state, or a source's word."""
    stands = standing(network, Question(), vocabulary).get(key)
    used = tuple(s for s in came if s.relation == USED_BY)
    if stands is None:
        yield Played(Part.END_USER, Because.USES, used)
    elif stands.role is Role.STATE_CONTROLLED:
        ties = {s.id: s for chain in stands.ties for hop in chain for s in hop.statements}
        held = tuple(ties[each] for each in sorted(ties))
        yield Played(Part.END_USER, Because.CONTROLLED, tuple(came), held)
    else:
        yield Played(Part.END_USER, Because.BODY, tuple(came))
