"""The fifth and sixth steps: what to ask before the sale and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import words
from graph.sheets.form import AFTER, BEFORE
from graph.sheets.sheet import CANNOT_TELL, Fact, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.sheets.making import Making
    from graph.sheets.sheet import Section


def before(made: Making, sections: Iterable[Section]) -> tuple[Part, ...]:
    """List each record that would settle a flag, with the questions that wait for it."""
    waiting: dict[str, dict[str, int]] = {}
    of = made.ever.indicators.indicators
    for section in sections:
        for part in section.parts:
            for line in part.lines:
                # One made of others waits for what they wait for, which is listed with them.
                composed = line.id in of and of[line.id].of
                if line.reading.answer == CANNOT_TELL and not composed:
                    titles = waiting.setdefault(line.reading.settles, {})
                    titles[line.title] = titles.get(line.title, 0) + 1
    facts = tuple(_record(record, titles) for record, titles in waiting.items())
    records = (Part("Records that would settle what cannot be told", facts),)
    return (*(records if facts else ()), *made.for_a_person(BEFORE))


def _record(record: str, titles: dict[str, int]) -> Fact:
    named = [f"{each} ({n} times)" if n > 1 else each for each, n in titles.items()]
    count = words.number(sum(titles.values()), "flag")
    return Fact(f"☐ {record}", rule=f"would settle {count}: {', '.join(named)}")


def after(made: Making, deal: str | None) -> tuple[Part, ...]:
    """Ask of a deal what came after it; of a party there is nothing to compute."""
    found = (Part("After the deal", lines=made.of_deal(deal, AFTER)),) if deal else ()
    return (*found, *made.for_a_person(AFTER))
