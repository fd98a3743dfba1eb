"""What a search looked at, what it hid or left out, and what would find more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph import country, practice, told, words
from graph.ui import paths_left_out, paths_rows, paths_search
from graph.ui.html import joined, piece, show
from graph.ui.load import lens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.paths import Answer
    from graph.workspace import Workspace

MOST_NAMED = 12  # more parties than this are counted, not named
UNTRIED = "What would find more was not looked for: it was stopped."


def account(answer: Answer, held: Workspace, *, composed_shown: bool) -> None:
    """Say it in full; open from the start where there is no attested path to read instead."""
    if answer.composed and not answer.attested and not composed_shown:
        _part(*_hidden(answer, held))
    if not answer.attested:
        _helps(answer, held)
    with st.expander("What was searched, and what was left out", expanded=not answer.attested):
        lines = _searched(answer, held)
        if answer.composed and answer.attested and not composed_shown:
            lines.append(_hidden(answer, held)[0] + ": no deal and no document joins their hops.")
        tests = [f"Test: {test.question} ({test.criterion})" for test in lens().in_use]
        _points([*lines, rule(), *tests])
    if answer.attested or composed_shown:
        with st.expander("What the columns of the table mean"):
            _pairs(paths_rows.HINTS.items())
    _governments(answer, held)


def rule() -> str:
    """Say in a sentence what the lens in force asks for."""
    share = f"{lens().share * 100:.0f} percent"
    return f"{lens().title}: at least {share} of the tests that have a value say yes."


def _searched(answer: Answer, held: Workspace) -> list[str]:
    """Say what was looked at; of many parties that carry no path, name the first few."""
    stopped = answer.account.stopped_at
    if len(stopped) <= MOST_NAMED:
        return told.accounted(answer.account, held.records)
    few = replace(answer.account, stopped_at=())
    names = words.listed((words.called(held.records, key) for key in stopped), MOST_NAMED)
    return [
        *told.accounted(few, held.records),
        f"Ended at parties that do not carry a path onward: {names}.",
    ]


def _helps(answer: Answer, held: Workspace) -> None:
    show(piece('<h3 class="part">{}</h3>', "What would find more"))
    found = paths_search.helps(held, answer)
    if found:
        paths_left_out.helping(found, answer)
    else:
        _points([UNTRIED if found is None else told.NOTHING_HELPS])


def _hidden(answer: Answer, held: Workspace) -> tuple[str, list[str]]:
    count = words.number(len(answer.composed), "composed path")
    if len(answer.composed) == 1:
        return f"{count} hidden", told.why_composed(answer.composed[0], held.records)
    return f"{count} hidden", ["No deal and no document joins their hops: they are no evidence."]


def _part(title: str, lines: Iterable[str]) -> None:
    show(piece('<h3 class="part">{}</h3>', title))
    _points(lines)


def _points(lines: Iterable[str]) -> None:
    points = joined(piece("<li>{}</li>", line) for line in lines)
    show(piece('<ul class="account">{}</ul>', points))


def _pairs(told_of: Iterable[tuple[str, str]]) -> None:
    rows = joined(piece("<dt>{}</dt><dd>{}</dd>", *pair) for pair in told_of)
    show(piece('<dl class="facts">{}</dl>', rows))


def _governments(answer: Answer, held: Workspace) -> None:
    """Say of each country where a path ends how it reads through the lens."""
    paths = [*answer.attested, *answer.composed]
    countries = sorted({code for path in paths for code in path.end_user.countries})
    if not countries:
        return
    with st.expander("How these governments read through the lens"):
        verdicts = [practice.verdict(lens(), held.practices, code) for code in countries]
        _pairs((country.name(each.country), words.judged(each)) for each in verdicts)
