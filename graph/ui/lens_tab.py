"""The lens on the screen: its rule, its thresholds to change, and which governments meet it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import country, words
from graph.dates import Answer
from graph.practice import Lens, Test, verdicts
from graph.ui.html import joined, link, piece, show
from graph.ui.load import LENS, lens, workspace

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.practice import Reading, Verdict
    from graph.workspace import Workspace

SHARE, KNOWN, USE, AT_MOST = "lens-share", "lens-known", "lens-use-", "lens-at-most-"


def tab(held: Workspace) -> None:
    """Show the lens; what is changed here is in force on every page until it is reset."""
    show(
        piece(
            "<p>A government meets the lens when at least a stated share of the tests that have a "
            "value say yes. A missing value is left out, never read as “no”. What you change "
            "here holds on every page and is named beside every answer.</p>"
        )
    )
    _thresholds(held)
    changed = lens() != held.lens
    left, right = st.columns([8, 2], vertical_alignment="center")
    with left:
        show(piece('<p class="quiet">{}.</p>', lens().rule))
    right.button("Reset", on_click=_reset, disabled=not changed, width="stretch")
    _governments(held)


def _thresholds(held: Workspace) -> None:
    """Show the switches; they start from the lens of the file and keep what the reader set."""
    file = held.lens
    with st.expander("Change the thresholds"):
        left, right = st.columns(2)
        share = left.slider(
            "Percent of tests that must say yes",
            *(10, 100, int(file.share * 100), 5),
            key=SHARE,
            persist_state="session",
        )
        known = right.slider(
            "Values that must be known",
            *(1, len(file.tests), file.known),
            key=KNOWN,
            persist_state="session",
        )
        tests = tuple(_test(test) for test in file.tests)
    new = replace(file, share=Decimal(share) / 100, known=known, tests=tests)
    st.session_state[LENS] = _titled(new, file)


def _titled(new: Lens, default: Lens) -> Lens:
    """Call a changed lens so: its title travels with every answer."""
    same = replace(new, title=default.title) == default
    return replace(new, title=default.title if same else "Adjusted lens")


def _test(test: Test) -> Test:
    """Show one test with its switch and, where it has a number, its threshold."""
    switch, number = st.columns([7, 2], vertical_alignment="center")
    use = switch.toggle(
        test.question,
        test.use,
        help=f"Threshold: {test.threshold}",
        key=f"{USE}{test.id}",
        persist_state="session",
    )
    if test.at_most is None:
        return replace(test, use=use)
    at_most = number.number_input(
        "At most",
        value=float(test.at_most),
        step=0.05 if test.at_most.as_tuple().exponent else 1.0,
        format="%g",
        key=f"{AT_MOST}{test.id}",
        persist_state="session",
    )
    unchanged = at_most == float(test.at_most)
    return replace(test, use=use, at_most=test.at_most if unchanged else Decimal(str(at_most)))


def _reset() -> None:
    tests = workspace().lens.tests
    switches = [f"{prefix}{test.id}" for test in tests for prefix in (USE, AT_MOST)]
    for key in (LENS, SHARE, KNOWN, *switches):
        st.session_state.pop(key, None)


def _governments(held: Workspace) -> None:
    found = list(verdicts(lens(), held.practices).values())
    meet = sum(each.meets is Answer.YES for each in found)
    show(piece("<h3>{} of {} governments meet the lens</h3>", meet, len(found)))
    found.sort(key=lambda v: (-v.meets, country.name(v.country)))
    table = pd.DataFrame(
        {
            "Country": country.name(each.country),
            "Code": each.country,
            "Answer": words.MEETS[each.meets],
            "Yes": each.yes,
            "Of": each.known,
        }
        for each in found
    )
    chosen = st.dataframe(
        table,
        hide_index=True,
        height=330,
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        key="lens-governments",
    )
    rows = chosen["selection"]["rows"]
    _verdict(found[rows[0] if rows else 0])


def _verdict(held: Verdict) -> None:
    show(piece("<h3>{}: {}</h3>", country.name(held.country), words.tally(held)))
    show(joined(_reading(reading) for reading in held.readings))


def _reading(held: Reading) -> Markup:
    found = held.assessment
    source = piece("<br>{}", link(found.url, found.url)) if found else piece("")
    return piece(
        '<div class="claim"><h4>{}</h4><p>{}: {}</p><p class="source">{}; threshold: {}{}</p></div>',
        held.test.question,
        held.answer.name.capitalize(),
        words.read(held),
        held.test.criterion,
        held.test.threshold,
        source,
    )
