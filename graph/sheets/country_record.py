"""The third step: what assessors found of the government, in the year of the deal and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words
from graph.dates import Answer
from graph.finding import ANSWERS
from graph.practice import verdict
from graph.sheets.form import COUNTRY
from graph.sheets.sheet import CANNOT_TELL, Compared, Part, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.dates import PartialDate
    from graph.practice import Reading as Read
    from graph.practice import Verdict
    from graph.sheets.making import Making

UNDATED = "No source dates the deal, so that there is no year to look at."
NOBODY = "No end-user with a known country is recorded: there is no government to look at."
WHO = "A statement who the end-user is, and the country of that body."
RULE = "the rule of the lens, as printed at the head of this sheet"
DATE = "A dated statement of the supply."


def countries(made: Making, users: Iterable[str], otherwise: str | None) -> list[str]:
    """List the countries whose practices count for some end-users, else the one that is given."""
    found = {code for key in users for code in made.ever.end_users[key].countries}
    return sorted(found or ({otherwise} if otherwise else set()))


def parts(made: Making, codes: Mapping[str, PartialDate | None]) -> tuple[Part, ...]:
    """Read the lens of each country, in the year of a day and now; its tests one by one."""
    found = [_country(made, code, day) for code, day in codes.items()]
    if not found:
        gap = made.missing("Which government to look at", NOBODY, WHO)
        found = [Part("Governments", lines=(gap,))]
    return (*found, *made.for_a_person(COUNTRY))


def _country(made: Making, code: str, day: PartialDate | None) -> Part:
    lens, practices = made.ever.lens, made.ever.practices
    now = verdict(lens, practices, code)
    then = verdict(lens, made.in_year(day), code) if day else None
    rows = [_whole(made, then, now, day)]
    for at, each in enumerate(now.readings):
        test = each.test
        past = _read(made, then.readings[at], day) if then and day else _undated()
        present = _read(made, each, None)
        rule = f"{test.indicator} {test.criterion} ({test.threshold})"
        rows.append(Compared(test.question, rule, past, present))
    year = str(day.earliest().year) if day else "an unknown year"
    whose = ", the year of the deal" if made.then else ", the year of its first dated deal there"
    title = f"The government of {country.name(code)}"
    return Part(
        title, compared=tuple(rows), then=f"In {year}{whose}", now=f"Newest loaded{_years(now)}"
    )


def _years(held: Verdict) -> str:
    years = sorted({each.assessment.year for each in held.readings if each.assessment})
    return f" ({years[0]} to {years[-1]})" if years else ""


def _undated() -> Reading:
    return Reading(CANNOT_TELL, UNDATED, (), DATE)


def _whole(made: Making, then: Verdict | None, now: Verdict, day: PartialDate | None) -> Compared:
    title = made.ever.lens.title
    question = f"Does the government meet the lens, “{title}”?"
    past = _judged(made, then, day) if then else _undated()
    return Compared(question, RULE, past, _judged(made, now, None))


def _judged(made: Making, held: Verdict, day: PartialDate | None) -> Reading:
    told = f"{words.tally(held).capitalize()}."
    notes = tuple(n for each in held.readings for n in made.noting.assessed(each.assessment))
    least = made.ever.lens.known
    settles = f"Assessments of {day.earliest().year if day else 'any year'}: {least} at least."
    unknown = held.meets is Answer.UNKNOWN
    return Reading(ANSWERS[held.meets], told, notes, settles if unknown else "")


def _read(made: Making, held: Read, day: PartialDate | None) -> Reading:
    """Read one test; where no assessment of that year is loaded, say which one is missing."""
    if held.assessment is not None:
        told = f"{words.read(held)}."
        return Reading(ANSWERS[held.answer], told, made.noting.assessed(held.assessment))
    what = held.test.indicator.replace("_", " ")
    if day is None:
        return Reading(CANNOT_TELL, "No assessment is loaded.", (), f"Any assessment: {what}.")
    year = day.earliest().year
    return Reading(
        CANNOT_TELL, f"None of {year} is loaded.", (), f"That of {year}, if there is one: {what}."
    )
