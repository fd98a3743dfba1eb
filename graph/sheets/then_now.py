"""The last step: what could be known from what was published by the day of the deal, beside now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import findings, words
from graph.dates import Answer
from graph.sheets import agency, country_record, stakeholders
from graph.sheets import form as forms
from graph.sheets.limited import known
from graph.sheets.making import COUNTED
from graph.sheets.sheet import CANNOT_TELL, YES, Compared, Fact, Part, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from graph.finding import Finding
    from graph.sheets.making import Making

NOT_THERE = "Nothing of it had been published by then, as far as is loaded."


def of_deal(made: Making, deal: str) -> tuple[Part, ...]:
    """Count what had been published, then answer flags of then and now side by side."""
    if made.then is None or made.past is None:
        gap = made.missing("Day of the deal", country_record.UNDATED, country_record.DATE)
        return (Part("The day of the deal", lines=(gap,)),)
    published = Part("What of this deal had been published", (_published(made, deal, made.then),))
    day = f"From sources published by {made.then.earliest()}"
    rows = list(_rows(made, deal))
    shown = tuple(row for row in rows if YES in (row.then.answer, row.now.answer))
    alike = [row for row in rows if row not in shown]
    title = "Flags that say yes on either day, from what sources say"
    facts = (_alike(alike),) if alike else ()
    return published, Part(title, facts, compared=shown, then=day, now=_today(made))


def _today(made: Making) -> str:
    day = made.grounds.as_of
    return f"As of {day}" if day else "Today, from all that is loaded"


def _published(made: Making, deal: str, day: PartialDate) -> Fact:
    """Count the statements of a deal by whether their source had been published by the day."""
    stated, sources = made.ever.of_deal(deal), made.workspace.records.sources
    answers = [known(sources[s.evidence.source], day) for s in stated]
    dates = [d for s in stated if (d := sources[s.evidence.source].published)]
    first = min(dates, key=lambda d: (d.earliest(), d.text), default=None)
    told = (
        f"Supply first dated {day}; a source is earlier if published by {day.earliest()}. "
        f"Of {words.number(len(stated), 'statement')} of this deal, "
        f"{answers.count(Answer.YES)} rest on an earlier source, "
        f"{answers.count(Answer.NO)} on a later one, and of {answers.count(Answer.UNKNOWN)} "
        f"the dates do not tell. Earliest source: {first or 'undated'}."
    )
    return Fact(told, made.noting.stated(stated), COUNTED)


def _rows(made: Making, deal: str) -> Iterator[Compared]:
    """Ask of each end-user and stakeholder of a deal, of then and of now."""
    keys = [
        *agency.users_of_deal(made, deal)[: agency.MOST_USERS],
        *stakeholders.asked_of(made, deal)[: stakeholders.MOST_ASKED],
    ]
    assert made.past is not None  # noqa: S101 - asked by of_deal
    for key in dict.fromkeys(keys):
        before = {f.indicator: f for f in findings.of_party(made.past, key)}
        for now in findings.of_party(made.grounds, key):
            if _dated(made, now):
                yield _compared(made, before.get(now.indicator), now)


def _dated(made: Making, held: Finding) -> bool:
    """Say whether a flag may rest on what sources say, and not on others or on a name alone."""
    composed = bool(made.ever.indicators.indicators[held.indicator].of)
    named = held.answer is Answer.YES and not held.statements and not held.listings
    return not composed and not named


def _compared(made: Making, then: Finding | None, now: Finding) -> Compared:
    indicator = made.ever.indicators.indicators[now.indicator]
    past = made.reading(then) if then else Reading(CANNOT_TELL, NOT_THERE, (), now.settles)
    rule = forms.rule(indicator.mark, indicator.citation)
    question = f"{made.name(now.about)}: {indicator.title}"
    return Compared(question, rule, past, made.reading(now))


def _alike(rows: list[Compared]) -> Fact:
    """Count the flags that say yes on neither day."""
    cannot = sum(CANNOT_TELL in (row.then.answer, row.now.answer) for row in rows)
    told = (
        f"{words.number(len(rows), 'further flag').capitalize()} asked of the same parties say yes "
        f"on neither day; {cannot} of them cannot be told on one day or both."
    )
    return Fact(told, rule=COUNTED)
