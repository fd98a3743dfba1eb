"""Reading a question back from the values that `--json` and case files give it as."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from graph.conditions import Conditions
from graph.dates import PartialDate
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.errors import BadQuestion
from graph.question import Ends, Question

if TYPE_CHECKING:
    from enum import StrEnum

    from graph.fields import Field

    Word = TypeVar("Word", bound=StrEnum)

MOST_NAMED = 1_000
NEEDS = {each.name.lower(): each for each in Need}


def question_of(held: Field) -> Question:
    """Read a question; raises `BadField` for parameters that make none.

    It may name parties, grades and kinds that the data in force does not hold.
    """
    try:
        return _question(held)
    except BadQuestion as error:
        raise held.refused(str(error)) from error


def _question(held: Field) -> Question:
    return Question(
        supplier=_text(held, "supplier"),
        ends=_word(held.of("ends"), Ends),
        end=_text(held, "end"),
        hops=held.of("hops").count(),
        pattern=held.of("pattern").text(),
        starts=held.of("starts").texts(MOST_NAMED),
        minimum_grade=held.of("minimum_grade").text(),
        as_of=_date(held.of("as_of")) if held.has("as_of") else None,
        undated=held.of("undated").truth(),
        offers=held.of("offers").truth(),
        money=held.of("money").truth(),
        layers=frozenset(held.of("layers").texts(MOST_NAMED)),
        beyond_bodies=held.of("beyond_bodies").truth(),
        conditions=_conditions(held.of("conditions")),
    )


def _conditions(held: Field) -> Conditions:
    return Conditions(
        mode=_word(held.of("mode"), Mode),
        k=held.of("k").count(),
        best=_count(held, "best"),
        restrictor=_word(held.of("restrictor"), Restrictor),
        joined=_word(held.of("joined"), Joined),
        in_order=_need(held.of("in_order")),
        coexist=_need(held.of("coexist")),
        share=held.of("share").number_text(Decimal(0), Decimal(100)) if held.has("share") else None,
        unknown_share=held.of("unknown_share").truth(),
        doubtful=held.of("doubtful").truth(),
        avoid=held.of("avoid").texts(MOST_NAMED),
        through=held.of("through").texts(MOST_NAMED),
        lift=held.of("lift").texts(MOST_NAMED),
        apart=held.of("apart").truth(),
        answers=_count(held, "answers"),
        seconds=held.of("seconds").number() if held.has("seconds") else None,
        flood=held.of("flood").number(),
    )


def _text(held: Field, name: str) -> str | None:
    return held.of(name).text() if held.has(name) else None


def _count(held: Field, name: str) -> int | None:
    return held.of(name).count() if held.has(name) else None


def _word(held: Field, words: type[Word]) -> Word:
    known = {str(each): each for each in words}
    if held.text() not in known:
        raise held.refused(f"use one of {', '.join(known)}")
    return known[held.text()]


def _need(held: Field) -> Need:
    if held.text() not in NEEDS:
        raise held.refused(f"use one of {', '.join(NEEDS)}")
    return NEEDS[held.text()]


def _date(held: Field) -> PartialDate:
    try:
        return PartialDate(held.text())
    except ValueError:
        raise held.refused("write YYYY, YYYY-MM or YYYY-MM-DD") from None
