"""The first page: which third parties stand between a supplier and an end-user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country, practice, told, words
from graph.attestation import Attestation
from graph.dates import Answer as Told
from graph.errors import EnduseError
from graph.network import flow_ends
from graph.patterns import RESTRICTIVE
from graph.question import Ends
from graph.ui import account, address, asking, path_view
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import lens, workspace
from graph.ui.table import chosen_row
from graph.workspace import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.question import Question
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
        _unanswered(piece('<p class="quiet">{}</p>', UNASKED), held)
        return
    try:
        answer = ask(held, question, lens())
    except EnduseError as error:
        _unanswered(piece('<p class="refused">{}</p>', error), held)
        return
    shown = _listed(answer, held)
    if shown:
        path = _table(shown, question, held)
        path_view.view(path, held, supply=_of_supply(path, question, held))
    account.account(answer, held, composed_shown=len(shown) > len(answer.attested))


def _unanswered(why: Markup, held: Workspace) -> None:
    """Say why there is no answer; what was asked stands in the address all the same."""
    show(why)
    address.publish(NAME, asking.told(held) | {COMPOSED: st.session_state.get(COMPOSED)})


def _of_supply(path: Path, question: Question, held: Workspace) -> bool:
    """Say whether goods move along a path; along a pattern it may be about anything."""
    return not question.pattern or all(_moves(hop, held) for hop in path.hops)


def _moves(hop: Hop, held: Workspace) -> bool:
    told = ((s, held.vocabulary.relations[s.relation]) for s in hop.statements)
    ends = hop.origin, hop.target
    return any(r.layer == "supply" and flow_ends(s, r) == ends for s, r in told)


def _listed(answer: Answer, held: Workspace) -> list[Path]:
    """Say how many paths there are, and give those to list: composed ones only when asked."""
    left, right = st.columns([2, 1], vertical_alignment="center")
    count = words.number(len(answer.attested), "attested path").capitalize()
    with left:
        lines = joined(piece('<p class="quiet">{}</p>', x) for x in _asked(answer, held))
        show(piece('<h2 class="count">{}</h2>{}', count, lines))
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


def _asked(answer: Answer, held: Workspace) -> Iterator[str]:
    """Repeat the question in words, with the lens where it decides, and say what it means."""
    asked = f"Asked {told.asked(answer.question, held.records)}."
    pattern = held.patterns.get(answer.question.pattern)
    by_lens = answer.question.ends is Ends.LENS
    if pattern is not None and answer.question.ends is Ends.PATTERN:
        by_lens = RESTRICTIVE in (*pattern.starts, *pattern.ends)
    if by_lens:
        found = len(practice.restrictive(lens(), held.practices))
        asked += f" {lens().title}: {found} of {len(held.practices)} governments meet it."
    yield asked
    if pattern is not None:
        yield pattern.sentence + (" It shows a tie, never control." if pattern.association else "")


def _table(paths: Sequence[Path], question: Question, held: Workspace) -> Path:
    """List the paths, the strongest first, and give the one that is selected."""
    routes = {" > ".join(path.parties): path for path in paths}
    rows = [_ends(path, question, held) | _facts(path, held) for path in paths]
    return routes[chosen_row(rows, list(routes), name="paths", most=MOST_ROWS, hints=HINTS)]


def _ends(path: Path, question: Question, held: Workspace) -> dict[str, object]:
    """Name the parties of a path; along a pattern the ends have no roles by which to call them."""
    first, last = ("From", "To") if question.pattern else ("Supplier", "End-user")
    between = path.parties[1:-1] if question.pattern else path.intermediaries
    end = held.records.parties[path.end_user.party]
    return {
        first: words.called(held.records, path.supplier),
        "Through": ", ".join(words.called(held.records, key) for key in between),
        last: end.name,
        "Country": country.name(end.country),
    }


def _facts(path: Path, held: Workspace) -> dict[str, object]:
    composed = path.attestation is Attestation.COMPOSED
    return {
        "Joined by": "this program: composed" if composed else path.attestation.label,
        "Weakest hop": held.vocabulary.grades[path.grade].label,
        "Disputed": "⚠ disputed" if path.disputed else "",
        "Dates": _dates(path),
    }


def _dates(path: Path) -> str:
    if path.support.in_order is Told.NO:
        return "out of order"
    return DATES[path.support.coexist]
