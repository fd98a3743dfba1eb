"""What is asked of a search, and which statements the question lets in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.statement import Statement
    from graph.vocabulary import Relation, Vocabulary

# More hops than this say nothing about a supply, and their number explodes.
MOST_HOPS = 8


class Ends(StrEnum):
    """Where the paths of a question may end."""

    LENS = "lens"
    ANY = "any"
    COUNTRY = "country"
    PARTY = "party"


class LeftOut(StrEnum):
    """Why a statement was left out of a search."""

    GRADE = "weaker than the minimum grade"
    DATE = "not held at the date asked for"
    UNDATED = "whose dates do not tell"
    OFFER = "offers, with no delivery shown"
    MONEY = "money, not goods or services"
    CONTROL = "control"
    ASSOCIATION = "association"
    IDENTITY = "identity"
    PLACE = "place"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about third-party paths; the defaults ask what the program is for.

    `supplier` None asks for every supplier. `end` is the country or party where `ends` says
    so. `hops` bounds the steps from supplier to end-user, the tie of a state-controlled
    end-user not counted. With `as_of`, statements whose dates do not tell are left out
    unless `undated`. `layers` are followed besides supply, control hops either way.
    `beyond_bodies` also follows agency_of and shares_data_with onward from an agency.
    """

    supplier: str | None = None
    ends: Ends = Ends.LENS
    end: str | None = None
    hops: int = 4
    minimum_grade: str = "inferred"
    as_of: PartialDate | None = None
    undated: bool = False
    offers: bool = False
    money: bool = False
    layers: frozenset[str] = frozenset()
    beyond_bodies: bool = False

    def __post_init__(self) -> None:
        """Raise `BadQuestion` for parameters that make no sense."""
        if not 2 <= self.hops <= MOST_HOPS:
            raise BadQuestion(f"hops is {self.hops}: a third-party path has 2 to {MOST_HOPS} hops")
        if unknown := self.layers - {"control", "association", "identity"}:
            raise BadQuestion(f"layer {sorted(unknown)}: follow control, association or identity")
        if (self.end is None) is (self.ends in (Ends.COUNTRY, Ends.PARTY)):
            raise BadQuestion(f"paths that end at {self.ends} need an end, others take none")


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a question lets in: hops may be made of `followed`, ties of control of `held`."""

    held: tuple[Statement, ...]
    followed: tuple[Statement, ...]
    left_out: Mapping[LeftOut, int]


def admit(stated: Iterable[Statement], question: Question, vocabulary: Vocabulary) -> Admitted:
    """Sort out which statements a question lets in, and count the rest by reason.

    Grade and date apply to every layer, for a tie of control must hold as well.
    """
    floor = vocabulary.grade(question.minimum_grade).rank
    held: list[Statement] = []
    followed: list[Statement] = []
    left_out: Counter[LeftOut] = Counter()
    for statement in stated:
        relation = vocabulary.relations[statement.relation]
        reason = _unheld(statement, question, vocabulary.grades[statement.grade].rank > floor)
        if reason is None:
            held.append(statement)
            reason = _unfollowed(relation, question)
        if reason is not None:
            left_out[reason] += 1
        elif relation.layer in {"supply", *question.layers}:
            followed.append(statement)
    counts = {reason: left_out[reason] for reason in LeftOut if left_out[reason]}
    return Admitted(tuple(held), tuple(followed), counts)


def _unheld(statement: Statement, question: Question, weak: bool) -> LeftOut | None:
    if weak:
        return LeftOut.GRADE
    if question.as_of is None:
        return None
    held = statement.period.held(question.as_of)
    if held is Answer.UNKNOWN:
        return None if question.undated else LeftOut.UNDATED
    return LeftOut.DATE if held is Answer.NO else None


def _unfollowed(relation: Relation, question: Question) -> LeftOut | None:
    if relation.layer == "supply":
        if not relation.realised and not question.offers:
            return LeftOut.OFFER
        return LeftOut.MONEY if relation.carries == "money" and not question.money else None
    optional = {reason.name.lower(): reason for reason in LeftOut}
    return None if relation.layer in question.layers else optional.get(relation.layer)
