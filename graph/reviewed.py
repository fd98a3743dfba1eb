"""Reviewed identities brought to a graph: which of its records a person found to be one party."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Protocol

from graph.errors import BadQuestion, UnknownTerm
from graph.groups import Groups
from graph.identity import SAME, bearers, precedence, scheme_of, strong
from graph.statement import Evidence, Identifier, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.dates import PartialDate
    from graph.identity import Scheme
    from graph.statement import Party, Records

REVIEW = Source(
    id="reviewed-identities",
    title="Table of reviewed identities",
    publisher="the person who built this graph",
    published=None,
    url="",
    kind="review",
    basis="secondary",
    opened=True,
)
DENIAL = "a person reviewed {} and {} and found two parties."


class Pair(Protocol):
    """What is needed of a row of the table."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def other(self) -> str: ...  # noqa: D102
    @property
    def same(self) -> bool: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102
    @property
    def date(self) -> PartialDate: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Review:
    """What a table says about a graph: ties, pairs to keep apart, and rows about others."""

    ties: tuple[Statement, ...]
    apart: frozenset[frozenset[str]]
    elsewhere: int


def reviewed(records: Records, pairs: Iterable[Pair], schemes: Mapping[str, Scheme]) -> Review:
    """Bring the table to the records; a row that names a party the graph lacks is counted.

    Raises `BadQuestion` where some rows make one party of what another keeps apart, and
    `UnknownTerm` for a scheme that identifies nobody for certain.
    """
    pairs, rank = tuple(pairs), precedence(records)
    by_number = any("=" in pair.id or "=" in pair.other for pair in pairs)
    borne = bearers(records, schemes) if by_number else {}
    ties: dict[str, Statement] = {}
    apart: set[frozenset[str]] = set()
    elsewhere = 0
    for pair in pairs:
        first, second = (_named(records, borne, schemes, key) for key in (pair.id, pair.other))
        elsewhere += not (first and second)
        for one, other in product(first, second):
            if one != other and pair.same:
                tie = _tie(min(one, other, key=rank), max(one, other, key=rank), pair)
                ties.setdefault(tie.id, tie)
            elif one != other:
                apart.add(frozenset((one, other)))
    review = Review(tuple(ties[key] for key in sorted(ties)), frozenset(apart), elsewhere)
    _groups(review)
    return review


def settled(records: Records, review: Review) -> tuple[Records, int]:
    """Dispute, and count, what sources say to be the same and the review keeps apart.

    A source's own `same_as` is disputed where it would make one party of a pair kept apart,
    be it through others, and after those that stand before it.
    """
    groups, said = _groups(review), []
    for each in records.statements:
        claims = each.relation == SAME and not each.disputed
        if claims and not groups.join(each.subject, each.object):
            said.append(_denied(each, groups.between(each.subject, each.object)[0]))
        else:
            said.append(each)
    denied = sum(new is not old for new, old in zip(said, records.statements, strict=True))
    return (replace(records, statements=tuple(said)) if denied else records), denied


def _groups(review: Review) -> Groups:
    """Join what the review ties; raise where it also keeps that apart."""
    groups = Groups(review.apart)
    for tie in review.ties:
        if not groups.join(tie.subject, tie.object):
            one, other = groups.between(tie.subject, tie.object)[0]
            raise BadQuestion(
                f"reviewed identities: {one} and {other} are two parties by one row, and one "
                f"party by others: correct the table"
            )
    return groups


def _denied(said: Statement, pair: tuple[str, str]) -> Statement:
    note = f"{said.note} Not followed: {DENIAL.format(*pair)}".strip()
    evidence = replace(said.evidence, corroborating=said.evidence.corroborating or REVIEW.id)
    return replace(said, disputed=True, evidence=evidence, note=note)


def _named(
    records: Records,
    borne: Mapping[tuple[str, str], Sequence[Party]],
    schemes: Mapping[str, Scheme],
    text: str,
) -> tuple[str, ...]:
    if text in records.parties:
        return (text,)
    scheme, given, value = text.partition("=")
    if not given or (":" in scheme and not scheme.startswith("reg:")):
        return ()
    known = scheme_of(scheme, schemes)
    if known is None or not known.strong:
        usable = sorted(name for name, each in schemes.items() if each.strong)
        raise UnknownTerm(scheme, f"reviewed identities, {text}", usable)
    key = strong(Identifier(scheme, value), schemes)
    return tuple(party.id for party in borne.get(key, ())) if key else ()


def _tie(first: str, second: str, pair: Pair) -> Statement:
    """State the identity; the evidence is what the person wrote down."""
    note = f"Reviewed {pair.date}: {pair.reason}"
    return Statement(
        first, SAME, second, Evidence(REVIEW.id, pair.evidence), "documented", note=note
    )
