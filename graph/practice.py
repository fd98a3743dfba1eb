"""What named assessors found about governments, and the lens: a stated rule over it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

from graph.dates import Answer
from graph.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an assessor found about a country in a year.

    `category` is the assessor's own word (Not Free) or what the scale means; `basis` says
    what `url` is: the assessor's publication (primary), an account of it, or in words.
    """

    country: str
    indicator: str
    assessor: str
    year: int
    value: str
    category: str
    url: str
    basis: str


Practices: TypeAlias = "Mapping[str, Mapping[str, Assessment]]"  # country -> indicator -> latest


@dataclass(frozen=True, slots=True)
class Test:
    """One question of the lens, asked of one indicator; exactly one criterion is set.

    `threshold` says whose line it is: the assessor's own, or ours.
    """

    id: str
    question: str
    indicator: str
    threshold: str
    use: bool
    at_most: Decimal | None = None
    category: str | None = None
    part: str | None = None

    @property
    def criterion(self) -> str:
        """The test in a few words, as a screen prints it."""
        if self.at_most is not None:
            return f"at most {self.at_most}"
        return f"is {self.category}" if self.category else f"includes {self.part}"

    def met_by(self, assessment: Assessment) -> bool:
        """Say whether the assessment meets the criterion; a value that is no number does not."""
        if self.at_most is not None:
            try:
                return Decimal(assessment.value) <= self.at_most
            except InvalidOperation:
                return False
        if self.category is not None:
            return assessment.category == self.category
        return self.part in assessment.value.split("|")


@dataclass(frozen=True, slots=True)
class Lens:
    """What counts as restrictive: a share of the tests in use that have a value."""

    title: str
    share: Decimal
    known: int
    tests: tuple[Test, ...]

    @property
    def in_use(self) -> tuple[Test, ...]:
        """The tests that count."""
        return tuple(test for test in self.tests if test.use)

    @property
    def rule(self) -> str:
        """The whole rule in one sentence, to travel with every answer."""
        tests = "; ".join(f"{test.indicator} {test.criterion}" for test in self.in_use)
        share = f"{self.share * 100:.0f} percent"
        return f"{self.title}: at least {share} of the tests that have a value say yes ({tests})"


@dataclass(frozen=True, slots=True)
class Reading:
    """One test asked of one country; UNKNOWN when no assessment gives a value."""

    test: Test
    assessment: Assessment | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a country's government meets the lens, with every reading it rests on."""

    country: str
    meets: Answer
    readings: tuple[Reading, ...]

    @property
    def yes(self) -> int:
        """How many tests say yes."""
        return sum(reading.answer is Answer.YES for reading in self.readings)

    @property
    def known(self) -> int:
        """How many tests have a value."""
        return sum(reading.answer is not Answer.UNKNOWN for reading in self.readings)


def verdict(lens: Lens, practices: Practices, country: str) -> Verdict:
    """Ask the lens about one country; a missing value never counts as "no".

    UNKNOWN when fewer values are known than the lens asks for.

    >>> test = Test("t", "?", "score", "ours", True, at_most=Decimal(1))
    >>> lens = Lens("Any", Decimal("0.5"), 1, (test,))
    >>> verdict(lens, {}, "XX").meets
    <Answer.UNKNOWN: 1>
    """
    found = practices.get(country, {})
    readings = tuple(_reading(test, found.get(test.indicator)) for test in lens.in_use)
    asked = Verdict(country, Answer.UNKNOWN, readings)
    if asked.known == 0 or asked.known < lens.known:
        return asked
    enough = Decimal(asked.yes) / asked.known >= lens.share
    return Verdict(country, Answer.YES if enough else Answer.NO, readings)


def verdicts(lens: Lens, practices: Practices) -> dict[str, Verdict]:
    """Ask the lens about every assessed country, in the order of their codes."""
    return {country: verdict(lens, practices, country) for country in sorted(practices)}


def restrictive(lens: Lens, practices: Practices) -> frozenset[str]:
    """Give the countries whose governments meet the lens; "cannot tell" is not among them."""
    found = verdicts(lens, practices).values()
    return frozenset(each.country for each in found if each.meets is Answer.YES)


def _reading(test: Test, assessment: Assessment | None) -> Reading:
    if assessment is None:
        return Reading(test, None, Answer.UNKNOWN)
    return Reading(test, assessment, Answer.YES if test.met_by(assessment) else Answer.NO)


def load_lens(file: Path) -> Lens:
    """Read the lens of a rules file; raise `BadFile` naming the test that is not well formed."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["lens"]
        share, known = Decimal(table["share"]), int(table["known"])
        lens = Lens(str(table["title"]), share, known, tuple(map(_test, table["tests"])))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a rules file such as data/rules.toml") from error
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "name a rules file") from error
    except (AttributeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise BadFile(
            file, f"is not a rules file ({error!r})", "compare data/rules.toml"
        ) from error
    if lens.share.is_nan() or not 0 < lens.share <= 1:
        raise BadFile(file, f"has share {lens.share}", "give a share above 0 and at most 1")
    return lens


def _test(table: dict[str, Any]) -> Test:
    criteria = {"at_most", "category", "part"} & table.keys()
    if len(criteria) != 1:
        raise ValueError(f"test {table.get('id')}: give one of at_most, category, part")
    if missing := {"id", "question", "indicator", "threshold", "use"} - table.keys():
        raise ValueError(f"test {table.get('id')}: give {', '.join(sorted(missing))}")
    if not isinstance(table["use"], bool):
        raise ValueError(f"test {table['id']}: write use = true or use = false")
    at_most = Decimal(table["at_most"]) if "at_most" in table else None
    if at_most is not None and at_most.is_nan():
        raise ValueError(f"test {table['id']}: at_most is no number")
    return Test(
        id=str(table["id"]),
        question=str(table["question"]),
        indicator=str(table["indicator"]),
        threshold=str(table["threshold"]),
        use=table["use"],
        at_most=at_most,
        category=table.get("category"),
        part=table.get("part"),
    )
