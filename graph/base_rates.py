"""How often each indicator says what on the loaded data, so that one that fires on all is seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import Answer
from graph.findings import of_deal, of_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.finding import Finding
    from graph.grounds import Grounds

# Of more parties, or deals, an even sample of so many is asked.
MOST_ASKED = 2000


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How many parties or deals were asked, of how many there are, and what was answered."""

    indicator: str
    every: int
    asked: int
    yes: int
    no: int
    cannot_tell: int

    @property
    def told(self) -> str:
        """The rate in words, to stand beside every finding."""
        sample = "" if self.asked == self.every else f" (sampled evenly from {self.every:,})"
        return (
            f"of {self.asked:,} asked{sample}: {self.yes:,} yes, {self.no:,} no, "
            f"{self.cannot_tell:,} cannot tell"
        )


def base_rates(grounds: Grounds, most: int = MOST_ASKED) -> dict[str, BaseRate]:
    """Ask every indicator in use of all parties and deals that it is about, by its id.

    Of more than `most`, an even sample in the order of ids is asked: the same one every time.
    """
    kinds = {kind for i in grounds.indicators.in_use if i.about == "party" for kind in i.kinds}
    counts: dict[str, Counter[Answer]] = {i.id: Counter() for i in grounds.indicators.in_use}
    there: dict[str, int] = {}
    for kind in sorted(kinds):
        keys = sorted(key for key in grounds.network if grounds.kind(key) == kind)
        there[kind] = len(keys)
        for key in sample(keys, most):
            _count(counts, of_party(grounds, key))
    for deal in sample(sorted(grounds.deals), most):
        _count(counts, of_deal(grounds, deal))
    found = {}
    for each in grounds.indicators.in_use:
        every = len(grounds.deals) if each.about == "deal" else sum(there[k] for k in each.kinds)
        answers = counts[each.id]
        told = (answers[answer] for answer in (Answer.YES, Answer.NO, Answer.UNKNOWN))
        found[each.id] = BaseRate(each.id, every, sum(answers.values()), *told)
    return found


def _count(counts: dict[str, Counter[Answer]], findings: Sequence[Finding]) -> None:
    for finding in findings:
        counts[finding.indicator][finding.answer] += 1


def sample(keys: Sequence[str], most: int) -> list[str]:
    """Take at most so many, evenly spread.

    >>> sample(["a", "b", "c", "d"], 2)
    ['a', 'c']
    """
    if len(keys) <= most:
        return list(keys)
    return [keys[number * len(keys) // most] for number in range(most)]
