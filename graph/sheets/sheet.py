"""The sheet as a value: sections in the order of the steps, every sentence with what it rests on.

Everything in it is text, so that what writes it needs nothing else; its notes are numbered from 1
in the order of use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

YES, NO, CANNOT_TELL = "yes", "no", "cannot tell"
PARTY, DEAL = "party", "deal"
SUBJECT = {PARTY: "Party", DEAL: "Deal"}


@dataclass(frozen=True, slots=True)
class Note:
    """What a sentence rests on: a statement, an entry on a list, or an assessment.

    `id` is the statement's, the listed party's, or the assessment's country and indicator. `says`
    is what it says in a sentence, `remark` what the source tells in our words. `grade` is empty
    where none is given. `published` is as printed; empty: no source gives it.
    """

    number: int
    kind: str
    id: str
    says: str
    source: str
    grade: str = ""
    when: str = ""
    disputed: bool = False
    remark: str = ""
    published: str = ""
    address: str = ""
    see_also: str = ""
    see_also_address: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer: yes, no or cannot tell, why, on which notes, and what would settle it.

    `strength` is the weakest grade of the statements that it rests on, "" where it rests on none;
    `disputed` says that a named party denies one of them.
    """

    answer: str
    sentence: str
    notes: tuple[int, ...] = ()
    settles: str = ""
    strength: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One flag that data can answer. `rule` says by which rule, and what of it was read."""

    id: str
    title: str
    question: str
    rule: str
    reading: Reading
    association: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with the notes it repeats; `rule` says how it came about where it is counted.

    `depth` places it under the one before it.
    """

    sentence: str
    notes: tuple[int, ...] = ()
    rule: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Blank:
    """What only a person can answer, or a record to ask for: an empty line to fill."""

    question: str
    rule: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One question answered twice: for the day of the deal, and now."""

    question: str
    rule: str
    then: Reading
    now: Reading


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section: what is said, what flags answer, then beside now, what to fill in."""

    title: str
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    compared: tuple[Compared, ...] = ()
    blanks: tuple[Blank, ...] = ()
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One step."""

    id: str
    title: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """What every answer of the sheet depends on, as it is printed on it."""

    lens: str
    rule: str
    floor: str
    as_of: str
    indicators: str
    assessments: str
    form: str
    data: str
    program: str
    assumed: tuple[str, ...] = ()

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield each with its label, in the order in which it is printed."""
        yield "Lens", f"{self.lens}: {self.rule}."
        yield "Weakest grade let in", self.floor
        yield "As of", self.as_of
        yield "Indicators and rule files", self.indicators
        yield "Assessments", self.assessments
        yield "Form of the sheet", self.form
        yield "Data", self.data
        yield "Program", self.program
        for each in self.assumed:
            yield "What if", f"{each}: an assumption, no source's word"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A due-diligence sheet of a party or a deal."""

    subject: str
    key: str
    title: str
    named: str
    order: str
    no_score: str
    in_force: InForce
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]

    def lines(self) -> Iterator[Line]:
        """Yield every flag of the sheet that data answers."""
        for section in self.sections:
            for part in section.parts:
                yield from part.lines

    def cited(self, numbers: tuple[int, ...]) -> tuple[Note, ...]:
        """Give notes by their numbers."""
        return tuple(self.notes[number - 1] for number in numbers)
