"""What a sheet is made with, and the sentences and flags that all its steps are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph import citation, country, findings, words
from graph.end_users import BODIES
from graph.finding import ANSWERS
from graph.sheets import form as forms
from graph.sheets.limited import WEAKEST, in_year
from graph.sheets.sheet import CANNOT_TELL, Fact, Line, Part, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graph.dates import PartialDate
    from graph.finding import Finding
    from graph.grounds import Grounds
    from graph.practice import Assessment, Practices
    from graph.sheets.form import Form
    from graph.sheets.noting import Noting
    from graph.statement import Percent, Statement
    from graph.workspace import Workspace

# So many sentences of one kind are shown; the rest is counted, with where to read it.
MOST_FACTS = 12
# A name that ends in a full stop, at the end of a sentence.
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
# How a sentence came about that no single source says.
COUNTED = "worked out by this program from what is loaded and noted"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader may change besides the lens: it is printed on the sheet.

    `floor` is the weakest grade let in, `extra` a file of one's own indicators, `years` one of
    assessments of other years, `assumed` the shares of a what-if by owner and company. Without
    `as_of`, answers are what sources last state.
    """

    as_of: PartialDate | None = None
    floor: str = WEAKEST
    extra: Path | None = None
    years: Path | None = None
    assumed: Mapping[tuple[str, str], Percent] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Making:
    """What the steps of one sheet share.

    `grounds` are as of the sheet's day, `ever` whatever the day, for what a deal's records say.
    `past` are what had been published by `then`, the day of the deal; both are None where no
    source dates it.
    """

    workspace: Workspace
    grounds: Grounds
    ever: Grounds
    form: Form
    noting: Noting
    then: PartialDate | None
    past: Grounds | None
    terms: Terms
    years: Mapping[int, Practices]

    def in_year(self, day: PartialDate) -> dict[str, dict[str, Assessment]]:
        """Give the assessments of the year of a day."""
        return in_year(self.workspace.practices, self.years, day)

    def name(self, key: str) -> str:
        """Give a party's name."""
        return self.ever.name(key)

    def described(self, key: str) -> str:
        """Name a party with its kind and country."""
        held = self.ever.party(key)
        kind = self.ever.vocabulary.kinds[held.kind].label
        return f"{held.name} ({kind}, {country.name(held.country)})"

    def is_body(self, key: str) -> bool:
        """Say whether a party is a government or an agency."""
        return self.ever.kind(key) in BODIES

    def fact(self, said: Statement, depth: int = 0) -> Fact:
        """Repeat a statement in a sentence that says who says it, how strongly, and who denies."""
        records, vocabulary = self.workspace.records, self.workspace.vocabulary
        told = citation.sentence(said, records, vocabulary)
        return Fact(told, self.noting.stated([said]), depth=depth)

    def facts(self, stated: Iterable[Statement], more: str) -> tuple[Fact, ...]:
        """Repeat statements, the strongest first, each with what its source tells below it.

        `more` says where the rest is to be read.
        """
        grades = self.workspace.vocabulary.grades
        once = {s.id: s for s in stated}.values()
        every = sorted(once, key=lambda s: (grades[s.grade].rank, s.record, s.id))
        found = []
        for said in every[:MOST_FACTS]:
            found.append(self.fact(said))
            if said.note:
                found.append(Fact(said.note, self.noting.stated([said]), depth=1))
        if len(every) > MOST_FACTS:
            rest = words.number(len(every) - MOST_FACTS, "more statement")
            found.append(Fact(f"{rest.capitalize()} not repeated here: {more}.", rule=COUNTED))
        return tuple(found)

    def reading(self, held: Finding) -> Reading:
        """Take the answer of an indicator with its notes."""
        notes = self.noting.stated(held.statements) + self.noting.listed(held.listings)
        grade = held.grade(self.ever.vocabulary)
        strength = self.ever.vocabulary.grades[grade].label if grade else ""
        sentence = TWO_STOPS.sub(".", held.sentence)
        return Reading(ANSWERS[held.answer], sentence, notes, held.settles, strength, held.disputed)

    def line(self, held: Finding, settles: str = "") -> Line:
        """Take the finding of an indicator as a line; `settles` stands in place of its own."""
        indicator = self.ever.indicators.indicators[held.indicator]
        reading = self.reading(held)
        return Line(
            held.indicator,
            indicator.title,
            indicator.question,
            forms.rule(indicator.mark, indicator.citation),
            replace(reading, settles=settles) if settles and reading.settles else reading,
            indicator.association,
        )

    def lines(self, found: Iterable[Finding], step: str = "") -> tuple[Line, ...]:
        """Take the findings that stand in a step, or all.

        One made of others is settled by the records that settle those of them that cannot tell.
        """
        of, every = self.ever.indicators.indicators, list(found)
        open_ = {f.indicator: f.settles for f in every if f.settles}
        return tuple(
            self.line(
                f, " ".join(dict.fromkeys(open_[p] for p in of[f.indicator].of if p in open_))
            )
            for f in every
            if not step or self.form.step_of(of[f.indicator]) == step
        )

    def missing(self, title: str, sentence: str, settles: str) -> Line:
        """Say that nothing is recorded where a reader would look for it, and what would be."""
        asks = "Is it recorded in what is loaded?"
        return Line("recorded", title, asks, COUNTED, Reading(CANNOT_TELL, sentence, (), settles))

    def of_deal(self, deal: str, step: str) -> tuple[Line, ...]:
        """Ask what stands in a step of a deal."""
        return self.lines(findings.of_deal(self.ever, deal), step)

    def for_a_person(self, step: str) -> tuple[Part, ...]:
        """Give what only a person can answer in a step; no part where that is nothing."""
        blanks = self.form.persons.get(step, ())
        return (Part("For a person to answer", blanks=blanks),) if blanks else ()
