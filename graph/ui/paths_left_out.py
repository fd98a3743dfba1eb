"""What a search hid, left out or did not reach, with a button to let each of it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import told, words
from graph.engine.search import Mode
from graph.paths import MOST_PATHS
from graph.ui import paths_ends, paths_help, paths_search
from graph.ui import paths_fields as fields
from graph.ui import paths_state as state
from graph.ui.html import piece, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.engine.search import TooManyPaths
    from graph.loosen import Loosening
    from graph.paths import Answer
    from graph.question import Question

    Offer = tuple[str, Mapping[str, object]]  # the words of a button, and the fields it sets

FEW, MORE = 500, 1000
LET_IN = "Left out; a click lets it in:"
PARTIAL = "The search was stopped: what is listed here is only a part."


def left_out(answer: Answer, *, stopped: bool) -> None:
    """Say what was cut, and offer to list composed paths and to let in what was left out."""
    with st.container():  # there in any case: what follows keeps its place on the page
        _cut(answer, stopped=stopped)
    account, question = answer.account, answer.question
    offers = [
        (f"{count:,} {paths_help.SAID[reason]}", paths_help.let_in(reason, question))
        for reason, count in account.left_out.items()
        if reason in paths_help.SAID
    ]
    if lifted := paths_help.lifting(answer) if account.stopped_at else {}:
        number = words.number(len(account.stopped_at), "party", "parties")
        offers.append((f"{number} not passed", lifted))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="let-in-row"):
        if answer.composed:
            _composed(len(answer.composed))
        if offers:
            show(piece('<p class="quiet">{}</p>', LET_IN))
        _buttons(offers, "let-in", tertiary=True)


def _composed(count: int) -> None:
    paths = words.number(count, "composed path")
    st.toggle(
        f"List {paths} too: no source joins their hops",
        key=state.COMPOSED,
        persist_state="session",
    )


def _cut(answer: Answer, *, stopped: bool) -> None:
    """Say that there is more than is listed, and offer to go on."""
    if stopped:
        _told(PARTIAL)
        st.button("Search on", on_click=paths_search.again, key="search-on")
    elif not answer.account.complete:
        _told(told.CUT[answer.account.cut])
        _row(_more(answer), "more")


def _more(answer: Answer) -> list[Offer]:
    asked = answer.question.conditions
    if answer.account.cut == "time":
        longer = int(max(60, 3 * (asked.seconds or 0)))
        return [(f"Search for {longer} seconds", {"seconds": min(longer, 3600)})]
    if asked.answers is None:
        return []
    most = min(asked.answers + MORE, MOST_PATHS)
    return [(f"Show up to {most:,}", {"answers": most})] if most > asked.answers else []


def refused(error: TooManyPaths, question: Question) -> None:
    """Say that a question would give a flood of paths, and offer what can be had of it."""
    shortest = {"mode": Mode.ANY_SHORTEST.value}
    offers: list[Offer] = [
        (f"Show the first {FEW} found", {"flood": 0, "answers": FEW}),
        ("One shortest path between any two", shortest),
    ]
    if question.hops > (1 if question.pattern else 2):
        fewer = question.hops - 1
        offers.append((f"At most {words.number(fewer, 'hop')}", {"hops": fewer}))
    offers.append((f"Search all the same, for up to {MOST_PATHS:,}", {"flood": 0}))
    show(piece('<p class="refused">{}</p>', f"{str(error)[:1].upper()}{str(error)[1:]}."))
    _row(offers, "flood")


def helping(found: Sequence[Loosening], answer: Answer) -> None:
    """Offer every change to the question that would find more."""
    end = (paths_ends.ALONG if answer.question.pattern else paths_ends.SUPPLY)[1]
    with st.container(gap=None, key="loosen-list"):
        for number, each in enumerate(found):
            values = dict(paths_help.loosening(each.change, answer, end))
            if not values:
                show(piece('<p class="quiet">{}</p>', told.loosened(each)))
                continue
            values |= {} if each.attested else {state.COMPOSED: True}
            _button((told.loosened(each), values), f"loosen-{number}", tertiary=True)


def _row(offers: Sequence[Offer], key: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"{key}-row"):
        _buttons(offers, key)


def _buttons(offers: Sequence[Offer], key: str, *, tertiary: bool = False) -> None:
    for number, offer in enumerate(offers):
        _button(offer, f"{key}-{number}", tertiary=tertiary)


def _button(offer: Offer, key: str, *, tertiary: bool = False) -> None:
    label, values = offer
    st.button(
        label,
        key=key,
        type="tertiary" if tertiary else "secondary",
        on_click=fields.put,
        args=(values,),
    )


def _told(text: str) -> None:
    show(piece('<div class="notice"><p>{}</p></div>', text))
