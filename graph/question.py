"""What is asked of a search, and which statements the question lets in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.conditions import Conditions
from graph.dates import Answer
from graph.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.statement import Statement
    from graph.vocabulary import Relation, Vocabulary

OWNS, POSSIBLY_SAME_AS = "owns", "possibly_same_as"
# More hops than this say nothing about a supply, and their number explodes.
MOST_HOPS = 8
# A pattern may be followed farther, say for one shortest path: as far as there is memory for.
FARTHEST = 10_000


class Ends(StrEnum):
    """Where the paths of a question may end; PATTERN leaves it to the named pattern."""

    LENS = "lens"
    ANY = "any"
    COUNTRY = "country"
    PARTY = "party"
    KIND = "kind"
    PATTERN = "pattern"


class LeftOut(StrEnum):
    """Why a statement was left out of a search."""

    GRADE = "weaker than the minimum grade"
    DATE = "not held at the date asked for"
    UNDATED = "whose dates do not tell"
    SHARE = "with too small a share"
    DOUBT = "of doubtful identity"
    OFFER = "offers, with no delivery shown"
    MONEY = "money, not goods or services"
    CONTROL = "control"
    ASSOCIATION = "association"
    IDENTITY = "identity"
    PLACE = "place"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about paths; the defaults ask for third-party paths, the program's own question.

    `pattern` is a named pattern or a property path; without one, supply is followed along its
    flow through at least one company or person. `supplier` None asks for every party that
    paths may start from, `starts` names their kinds. `end` is the country, party or kind where
    `ends` says so. `hops` bounds the steps, the tie of a state-controlled end-user not counted.
    With `as_of`, statements whose dates do not tell are left out unless `undated`. `layers` are
    followed besides supply, control hops either way, `offers` and `money` too where no pattern
    says what is followed. `beyond_bodies` also follows agency_of and shares_data_with onward
    from an agency.
    """

    supplier: str | None = None
    ends: Ends = Ends.LENS
    end: str | None = None
    hops: int = 4
    pattern: str = ""
    starts: tuple[str, ...] = ()
    minimum_grade: str = "inferred"
    as_of: PartialDate | None = None
    undated: bool = False
    offers: bool = False
    money: bool = False
    layers: frozenset[str] = frozenset()
    beyond_bodies: bool = False
    conditions: Conditions = field(default_factory=Conditions)

    def __post_init__(self) -> None:
        """Raise `BadQuestion` for parameters that make no sense."""
        least, most = (1, FARTHEST) if self.pattern else (2, MOST_HOPS)
        if not least <= self.hops <= most:
            what = "a path" if self.pattern else "a third-party path"
            raise BadQuestion(f"hops is {self.hops}: {what} has {least} to {most} hops")
        if unknown := self.layers - {"control", "association", "identity"}:
            raise BadQuestion(f"layer {sorted(unknown)}: follow control, association or identity")
        if (self.end is None) is (self.ends in (Ends.COUNTRY, Ends.PARTY, Ends.KIND)):
            raise BadQuestion(f"paths that end at {self.ends} need an end, others take none")


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a question lets in: hops may be made of `followed`, ties of control of `held`.

    `left_out` counts the rest by reason: with `followed` it makes up every statement.
    """

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
    weak = {name: grade.rank > floor for name, grade in vocabulary.grades.items()}
    unfollowed = {name: _unfollowed(each, question) for name, each in vocabulary.relations.items()}
    for statement in stated:
        reason = _unheld(statement, question, weak[statement.grade])
        if reason is None:
            held.append(statement)
            reason = unfollowed[statement.relation]
        if reason is None:
            followed.append(statement)
        else:
            left_out[reason] += 1
    counts = {reason: left_out[reason] for reason in LeftOut if left_out[reason]}
    return Admitted(tuple(held), tuple(followed), counts)


def _unheld(statement: Statement, question: Question, weak: bool) -> LeftOut | None:
    if weak:
        return LeftOut.GRADE
    conditions = question.conditions
    if statement.relation == POSSIBLY_SAME_AS and not conditions.doubtful:
        return LeftOut.DOUBT
    if conditions.share is not None and not _enough(statement, conditions):
        return LeftOut.SHARE
    if question.as_of is None:
        return None
    held = statement.period.held(question.as_of)
    if held is Answer.UNKNOWN:
        return None if question.undated else LeftOut.UNDATED
    return LeftOut.DATE if held is Answer.NO else None


def _enough(statement: Statement, conditions: Conditions) -> bool:
    """Judge a share by its least value; one that is not known passes or not as asked."""
    if statement.percent is not None:
        return conditions.share is None or statement.percent.low >= conditions.share
    return statement.relation != OWNS or conditions.unknown_share


def _unfollowed(relation: Relation, question: Question) -> LeftOut | None:
    """Say why a relation is not followed; a pattern says itself what is."""
    if question.pattern:
        return None
    if relation.layer == "supply":
        if not relation.realised and not question.offers:
            return LeftOut.OFFER
        return LeftOut.MONEY if relation.carries == "money" and not question.money else None
    optional = {reason.name.lower(): reason for reason in LeftOut}
    return None if relation.layer in question.layers else optional.get(relation.layer)
