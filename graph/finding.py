"""The result of an indicator: an answer in three ways, what it rests on, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.statement import Listing, Statement
    from graph.vocabulary import Vocabulary

    Listings = tuple[tuple[str, Listing], ...]  # the listed party's id, and the entry

ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "cannot tell"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a test says: its answer, why in a sentence, and what that rests on."""

    answer: Answer
    sentence: str
    statements: tuple[Statement, ...] = ()
    listings: Listings = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What an indicator says of a party or deal: what sources state, for a person to judge.

    `about` is the id of the party or deal. "No" means that what is recorded speaks against it;
    where nothing is recorded that could, the answer is UNKNOWN and `settles` says which record
    would settle it.
    """

    indicator: str
    about: str
    answer: Answer
    sentence: str
    statements: tuple[Statement, ...]
    listings: Listings
    settles: str

    @property
    def disputed(self) -> bool:
        """Whether a named party denies any statement that it rests on."""
        return any(each.disputed for each in self.statements)

    def grade(self, vocabulary: Vocabulary) -> str:
        """Give the weakest grade that it rests on; nothing where it rests on no statement."""
        grades = [each.grade for each in self.statements]
        return vocabulary.weakest(iter(grades)) if grades else ""


def strongest(every: Iterable[Said], otherwise: Said) -> Said:
    """Give of several the first that says yes, else the first that cannot tell, else the first.

    `otherwise` is for none at all.
    """
    return max(every, key=lambda said: said.answer, default=otherwise)
