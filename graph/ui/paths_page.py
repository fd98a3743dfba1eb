"""The first page: which third parties stand between a supplier and an end-user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, told, words
from graph.engine.search import TooManyPaths
from graph.errors import EnduseError
from graph.network import flow_ends
from graph.patterns import RESTRICTIVE
from graph.question import Ends
from graph.ui import (
    account,
    asking,
    links,
    map_state,
    path_view,
    paths_cite,
    paths_compare,
    paths_left_out,
    paths_search,
    paths_table,
    paths_told,
)
from graph.ui import paths_state as state
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import lens, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.question import Question
    from graph.ui.paths_table import Listing
    from graph.workspace import Workspace

LEAD = "A link is not a finding: it is what a named source said, for a person to judge."
COMPARE = "Keep the chosen path, then choose another in the table"


def page() -> None:
    """Ask, rank, draw one path, and show what stands behind the chosen hop."""
    style()
    style("paths.css")
    state.arrive()
    heading("Third parties between a supplier and a government", LEAD)
    held = workspace()
    try:
        _asked(asking.question(held), held)
    except EnduseError as error:
        state.publish_question()
        show(piece('<p class="refused">{}</p>', error))
        if paths_search.stopped():
            st.button("Search again", on_click=paths_search.again)


def _asked(question: Question, held: Workspace) -> None:
    """Search, and show the answer or why there is none."""
    try:
        answer, stopped = paths_search.searched(held, question)
    except TooManyPaths as error:
        state.publish_question()
        paths_left_out.refused(error, question)
        return
    _answered(answer, held, stopped=stopped)


def _answered(answer: Answer, held: Workspace, *, stopped: bool) -> None:
    """Show the paths, one of them with its evidence, and the account of the search."""
    composed = bool(st.session_state[state.COMPOSED] and answer.composed)
    shown = [*answer.attested, *(answer.composed if composed else ())]
    if shown:
        _listed(shown, answer, held, stopped=stopped)
    else:
        state.publish_question()  # before anything is told of the answer
        _told(answer, held)
        paths_left_out.left_out(answer, stopped=stopped)
    account.account(answer, held, composed_shown=composed)


def _listed(shown: list[Path], answer: Answer, held: Workspace, *, stopped: bool) -> None:
    listing = paths_table.listing(shown, held)
    path = listing.path
    beside = listing.beside if listing.beside is not path else None
    seen = path_view.Seen(path, beside, _of_supply(path, answer.question, held))
    usual = {**listing.usual, state.HOP: path_view.settle(seen, held)}
    state.publish(usual)
    _head(listing, shown, answer, held)
    paths_table.table(listing, answer.question, held)
    paths_left_out.left_out(answer, stopped=stopped)
    with st.container():  # there in any case: what follows keeps its place on the page
        _beside(listing, held)
    path_view.view(seen, held, usual)


def _head(listing: Listing, shown: list[Path], answer: Answer, held: Workspace) -> None:
    """Say what was asked, and beside it offer to group, sort, compare and cite."""
    left, groups, more = st.columns([22, 9, 5], vertical_alignment="center")
    with left, st.container(horizontal=True, gap="medium"):
        with st.container(width="stretch"):
            _told(answer, held)
        links.to(links.MAP, "On the map →", of=map_state.OF_PATHS)
    with groups:
        paths_table.controls()
    with more, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        kept = listing.beside is not None
        st.button("Compare", on_click=state.keep, disabled=kept, help=COMPARE)
        paths_cite.popover(listing.path, shown, answer, held)


def _beside(listing: Listing, held: Workspace) -> None:
    """Compare the chosen path with the one beside it, or say that one is kept for that."""
    if listing.beside is None:
        return
    if listing.beside is listing.path:
        paths_compare.kept(listing.path, held)
    else:
        paths_compare.comparison(listing.path, listing.beside, held)
    st.button("Compare no longer", on_click=state.leave, key="paths-compare")


def _of_supply(path: Path, question: Question, held: Workspace) -> bool:
    """Say whether goods move along a path; along a pattern it may be about anything."""
    return not question.pattern or all(_moves(hop, held) for hop in path.hops)


def _moves(hop: Hop, held: Workspace) -> bool:
    told = ((s, held.vocabulary.relations[s.relation]) for s in hop.statements)
    ends = hop.origin, hop.target
    return any(r.layer == "supply" and flow_ends(s, r) == ends for s, r in told)


def _told(answer: Answer, held: Workspace) -> None:
    """Say how many paths there are, and what was asked."""
    count = words.number(len(answer.attested), "attested path").capitalize()
    lines = joined(piece('<p class="quiet">{}</p>', each) for each in _lines(answer, held))
    show(piece('<h2 class="count">{}</h2>{}', count, lines))


def _lines(answer: Answer, held: Workspace) -> Iterator[str]:
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
    if besides := paths_told.besides(answer.question, held.records):
        yield besides
    if pattern is not None:
        yield pattern.sentence + (" It shows a tie, never control." if pattern.association else "")
