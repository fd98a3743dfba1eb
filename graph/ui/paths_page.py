"""The first page: which third parties stand between a supplier and an end-user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country, practice, told, words
from graph.attestation import Attestation
from graph.dates import Answer as Told
from graph.errors import EnduseError
from graph.question import Ends
from graph.ui import account, address, asking, path_view
from graph.ui.html import heading, piece, show, style
from graph.ui.load import lens, workspace
from graph.ui.table import chosen_row
from graph.workspace import ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.paths import Answer, Path
    from graph.workspace import Workspace

NAME = "paths"
LEAD = "A link is not a finding: it is what a named source said, for a person to judge."
UNASKED = "Nothing was asked yet: the date under “Conditions” cannot be read."
COMPOSED = "composed"
MOST_ROWS = 4.5  # the half row says that there are more
DATES = {Told.YES: "overlap", Told.NO: "do not overlap", Told.UNKNOWN: "unclear"}
HINTS = {
    "Joined by": "What joins the hops: one deal, one document, or this program alone",
    "Weakest hop": "A path is as strong as its weakest hop",
    "Disputed": "A named party denies one of the hops",
    "Dates": "Whether the hops can have held at the same time, and in order",
}


def page() -> None:
    """Ask, rank, draw one path, and show what stands behind the chosen hop."""
    style()
    address.arrive(NAME, [*asking.NAMES, COMPOSED])
    heading("Third parties between a supplier and a government", LEAD)
    held = workspace()
    question = asking.question(held)
    if question is None:
        show(piece('<p class="quiet">{}</p>', UNASKED))
        return
    try:
        answer = ask(held, question, lens())
    except EnduseError as error:
        show(piece('<p class="refused">{}</p>', error))
        return
    shown = _listed(answer, held)
    if shown:
        path_view.view(_table(shown, held), held)
    account.account(answer, held, composed_shown=len(shown) > len(answer.attested))


def _listed(answer: Answer, held: Workspace) -> list[Path]:
    """Say how many paths there are, and give those to list: composed ones only when asked."""
    left, right = st.columns([2, 1], vertical_alignment="center")
    count = words.number(len(answer.attested), "attested path").capitalize()
    with left:
        show(piece('<h2 class="count">{}</h2><p class="quiet">{}</p>', count, _asked(answer, held)))
        if (pattern := held.patterns.get(answer.question.pattern)) is not None:
            tie = " It shows a tie, never control." if pattern.association else ""
            show(piece('<p class="quiet">{}{}</p>', pattern.sentence, tie))
    with right, st.container(horizontal_alignment="right"):
        composed = _composed(len(answer.composed))
    address.publish(NAME, asking.told(held) | {COMPOSED: composed})
    return [*answer.attested, *(answer.composed if composed else ())]


def _composed(count: int) -> bool:
    address.switch(COMPOSED)
    if not count:
        return False
    paths = words.number(count, "composed path")
    return st.toggle(
        f"List {paths} too: no source joins their hops",
        key=COMPOSED,
        persist_state="session",
    )


def _asked(answer: Answer, held: Workspace) -> str:
    """Repeat the question in words, with the lens where it decides."""
    asked = f"Asked {told.asked(answer.question, held.records)}."
    if answer.question.ends is not Ends.LENS:
        return asked
    found = len(practice.restrictive(lens(), held.practices))
    return f"{asked} {lens().title}: {found} of {len(held.practices)} governments meet it."


def _table(paths: Sequence[Path], held: Workspace) -> Path:
    """List the paths, the strongest first, and give the one that is selected."""
    routes = {" > ".join(path.parties): path for path in paths}
    rows = [_row(path, held) for path in paths]
    return routes[chosen_row(rows, list(routes), name="paths", most=MOST_ROWS, hints=HINTS)]


def _row(path: Path, held: Workspace) -> Mapping[str, object]:
    records = held.records
    end = records.parties[path.end_user.party]
    composed = path.attestation is Attestation.COMPOSED
    return {
        "Supplier": words.called(records, path.supplier),
        "Through": ", ".join(words.called(records, key) for key in path.intermediaries),
        "End-user": end.name,
        "Country": country.name(end.country),
        "Joined by": "this program: composed" if composed else path.attestation.label,
        "Weakest hop": held.vocabulary.grades[path.grade].label,
        "Disputed": "⚠ disputed" if path.disputed else "",
        "Dates": _dates(path),
    }


def _dates(path: Path) -> str:
    if path.support.in_order is Told.NO:
        return "out of order"
    return DATES[path.support.coexist]
