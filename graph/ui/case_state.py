"""The reader's case while they are here: what is in hand, what was opened, and what has changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

from graph import lens_data
from graph import view as views
from graph.case_changes import Change, changes
from graph.case_making import Work, case_of
from graph.errors import EnduseError
from graph.ui import (
    address,
    explore_state,
    lens_address,
    notes,
    paths_search,
    paths_state,
    paths_task,
)
from graph.ui.load import lens, workspace
from graph.view_data import held as held_of
from graph.workspace import ask

if TYPE_CHECKING:
    from graph.case import Case
    from graph.paths import Answer, Path
    from graph.practice import Lens
    from graph.question import Question
    from graph.ui.paths_task import Task
    from graph.workspace import Workspace

TITLE, OPENED, AGAIN, FOUND = "case-title", "case-opened", "case-again", "case-changes"
PATHS, MOST_SECONDS = "paths", 60.0  # that the question of a case may take when asked again


def opened() -> Case | None:
    """Give the case that was opened last; None where none was, or it was put away."""
    found: Case | None = st.session_state.get(OPENED)
    return found


def title() -> str:
    """Give what the reader calls the case."""
    return str(st.session_state.get(TITLE, ""))


def in_hand(held: Workspace) -> Case:
    """Make a case of all the reader has done: question, view, notes, lens."""
    answer, asked = _answer(held), address.kept(PATHS) or {}
    work = Work(
        title=title(),
        view=explore_state.now(),
        notes=notes.every(),
        answer=answer,
        address={name: tuple(values) for name, values in asked.items()},
        chosen=_chosen(answer) if answer else None,
    )
    return case_of(held, lens(), work)


def _answer(held: Workspace) -> Answer | None:
    """Give the answer of the page of paths, if it is to this data through the lens in force."""
    task: Task[Answer] | None = st.session_state.get(paths_search.SEARCH)
    if task is None or address.kept(PATHS) is None:
        return None
    content_hash, question, looking = cast("tuple[str, Question, Lens]", task.asked)
    if content_hash != held.records.content_hash:
        return None
    if looking == lens() and task.found is not None:
        return task.found
    try:
        return paths_search.searched(held, question)[0]
    except EnduseError:
        return None


def _chosen(answer: Answer) -> Path | None:
    wanted = st.session_state.get(paths_state.CHOSEN)
    every = (*answer.attested, *answer.composed)
    return next((path for path in every if paths_state.path_id(path) == wanted), None)


def begin(case: Case) -> None:
    """Go on with a case: its notes, lens and view, and its question when Paths is next opened.

    Of the view, what the data does not hold is left out. A lens that does not fit the rules in
    force is left as it is: the changes say so.
    """
    held, state = workspace(), st.session_state
    state[OPENED], state[TITLE] = case, case.title
    notes.begin({note.about: note.text for note in case.notes})
    if lens_data.fits(case.lens, held.lens):
        lens_address.put(case.lens)
    view, _ = held_of(held.network, case.view)
    state[explore_state.HISTORY] = views.change(explore_state.history(), view)
    state[explore_state.GRAPH] = held.records.content_hash
    state[explore_state.ARRIVED] = True
    if case.asked:
        asked = case.asked.address.items()
        known = {name: list(values) for name, values in asked if name in paths_state.NAMES}
        address.begin_with(PATHS, known)


def put_away() -> None:
    """Forget the case and all notes; question, view and lens stay."""
    for key in (OPENED, TITLE, AGAIN, FOUND):
        st.session_state.pop(key, None)
    notes.begin({})


def changed(case: Case, held: Workspace) -> tuple[tuple[Change, ...], bool]:
    """Say what has changed since a case was kept; shows how it goes.

    Its question is asked again: also say whether it was, or need not be.
    """
    about = (case, held.records.content_hash, lens())
    known = st.session_state.get(FOUND)
    if known is None or known[0] != about:
        answer = _again(case, held)
        found = changes(case, held, lens(), answer)
        known = st.session_state[FOUND] = about, (found, answer is not None or not case.asked)
    told: tuple[tuple[Change, ...], bool] = known[1]
    return told


def _again(case: Case, held: Workspace) -> Answer | None:
    """Ask the question of a case again; None where it cannot be asked or the reader stopped it."""
    if case.asked is None:
        return None
    question = case.asked.question
    limit = min(question.conditions.seconds or MOST_SECONDS, MOST_SECONDS)
    question = replace(question, conditions=replace(question.conditions, seconds=limit))
    asked = held.records.content_hash, question, lens()
    task = paths_task.task(AGAIN, asked, partial(_search, question, held, lens()))
    label = "Stop asking its question again"
    paths_task.watch(task, label, limit, lambda: f"Asking again: {task.seconds:.0f} seconds.")
    return task.found


def _search(question: Question, held: Workspace, looking: Lens, task: Task[Answer]) -> None:
    try:
        task.put(ask(held, question, looking))
    except KeyError:
        return  # it names a party that is not in this data: the changes say which
