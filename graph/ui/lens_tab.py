"""The lens on the screen: its rule, its thresholds to change, and which governments meet it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from graph import country, words
from graph.dates import Answer
from graph.lens_data import titled
from graph.practice import Test, verdicts
from graph.ui import lens_address
from graph.ui.account import rule
from graph.ui.html import joined, link, piece, show
from graph.ui.load import LENS, lens
from graph.ui.table import chosen_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from graph.practice import Reading, Verdict
    from graph.workspace import Workspace

MOST_ROWS, HEIGHT = 14.5, 545
LEAD = (
    "A government meets the lens when at least a stated share of the tests that have a value say "
    "yes. A missing value is left out, never read as “no”. What you change here holds on every "
    "page and is named beside every answer."
)


def tab(held: Workspace) -> None:
    """Show the lens; what is changed here is in force on every page until it is reset."""
    show(piece('<p class="reading">{}</p>', LEAD))
    _thresholds(held)
    left, right = st.columns([8, 2], vertical_alignment="center")
    with left:
        show(piece('<p class="quiet">{}</p>', rule()))
    right.button(
        "Reset", on_click=lens_address.reset, disabled=lens() == held.lens, width="stretch"
    )
    _governments(held)


def _thresholds(held: Workspace) -> None:
    """Show the switches; they start from the lens of the file and keep what the reader set."""
    file = held.lens
    with st.expander("Change the thresholds"):
        left, right = st.columns(2, gap="large")
        with left:
            share = _slider(lens_address.PERCENT, (10, 100, 5), int(file.share * 100))
        with right:
            known = _slider(lens_address.VALUES, (1, len(file.tests), 1), file.known)
        tests = tuple(_test(at, test) for at, test in enumerate(file.tests, 1))
    new = replace(file, share=Decimal(share) / 100, known=known, tests=tests)
    st.session_state[LENS] = titled(new, file)


def _slider(label: str, bounds: tuple[int, int, int], default: int) -> int:
    (low, high, step), key = bounds, f"{lens_address.SLIDERS}{label}"
    st.session_state.setdefault(key, default)
    return st.slider(label, low, high, step=step, key=key, persist_state="session")


def _test(at: int, test: Test) -> Test:
    """Show one test with its switch and, where it has a number, its threshold.

    Its words are not the switch's label: a label is Markdown, and they come from a file.
    """
    switch, question, number = st.columns([2, 9, 2], vertical_alignment="center")
    key = f"{lens_address.USE}{test.id}"
    st.session_state.setdefault(key, test.use)
    use = switch.toggle(f"Test {at}", key=key, persist_state="session")
    with question:
        told = test.question, _line(test)
        show(piece('<p class="test">{}<br><span>{}</span></p>', *told))
    if test.at_most is None:
        return replace(test, use=use)
    with number:
        return replace(test, use=use, at_most=_at_most(test.id, test.at_most))


def _at_most(test: str, default: Decimal) -> Decimal:
    key = f"{lens_address.AT_MOST}{test}"
    st.session_state.setdefault(key, float(default))
    typed = st.number_input(
        "At most",
        step=0.05 if default.as_tuple().exponent else 1.0,
        format="%g",
        key=key,
        persist_state="session",
    )
    return default if typed == float(default) else Decimal(str(typed))


@st.fragment
def _governments(held: Workspace) -> None:
    """List every assessed government; the one selected is shown with each reading."""
    found = verdicts(lens(), held.practices)
    meet = sum(each.meets is Answer.YES for each in found.values())
    show(piece("<h3>{} of {} governments meet the lens</h3>", meet, len(found)))
    order = sorted(found, key=lambda code: (-found[code].meets, country.name(code)))
    left, right = st.columns([6, 6])
    with left:
        rows = [_row(found[code]) for code in order]
        chosen = chosen_row(rows, order, name="lens", most=MOST_ROWS)
    with right, st.container(height=HEIGHT, border=True):
        _verdict(found[chosen])


def _row(held: Verdict) -> Mapping[str, object]:
    return {
        "Government": country.name(held.country),
        "Answer": words.MEETS[held.meets],
        "Tests that say yes": f"{held.yes} of {held.known}",
    }


def _verdict(held: Verdict) -> None:
    tally = f"{words.tally(held).capitalize()}."
    show(piece('<h3>{}</h3><p class="quiet">{}</p>', country.name(held.country), tally))
    show(joined(_reading(reading) for reading in held.readings))


def _reading(held: Reading) -> Markup:
    found = held.assessment
    source = piece("<br>{}", link(found.url, found.url)) if found else piece("")
    return piece(
        '<div class="claim"><h4>{}</h4><p>{}: {}</p><p class="source">{}{}</p></div>',
        held.test.question,
        held.answer.name.capitalize(),
        words.read(held),
        _line(held.test),
        source,
    )


def _line(test: Test) -> str:
    return f"Line: {test.criterion} ({test.threshold})"
