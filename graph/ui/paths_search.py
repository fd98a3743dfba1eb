"""Searching with a time limit: short ones first, so that there is soon something to show."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import BadQuestion
from graph.ui import paths_task
from graph.ui.load import lens
from graph.workspace import ask, loosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.loosen import Loosening
    from graph.paths import Answer
    from graph.practice import Lens
    from graph.question import Question
    from graph.ui.paths_task import Task
    from graph.workspace import Workspace

SEARCH, HELP = "paths-search", "paths-help"
FIRST = 2.0  # seconds that the first try may take; the last has all that the reader allows
EACH = 2.0  # seconds for each loosening that is tried
STOPPED = "The search was stopped before it found anything."
ENDED = "The search ended without an answer: the program's log says why."


def searched(held: Workspace, question: Question) -> tuple[Answer, bool]:
    """Answer a question, showing how it goes; also say whether the reader stopped it.

    Raises what the search raises, and `BadQuestion` when it was stopped with nothing found.
    """
    looking = lens()
    task = paths_task.task(
        SEARCH,
        (held.records.content_hash, question, looking),
        partial(_search, held, question, looking),
    )
    limit = question.conditions.seconds
    paths_task.watch(task, "Stop, and show what was found", limit, lambda: _told(task, limit))
    if task.error:
        raise task.error
    if task.found is None:
        raise BadQuestion(STOPPED if task.stopped else ENDED)
    return task.found, task.stopped


def again() -> None:
    """Search anew for what was stopped."""
    paths_task.forget(SEARCH)


def stopped() -> bool:
    """Say whether the reader stopped the last search."""
    return paths_task.stopped(SEARCH)


def _search(held: Workspace, question: Question, looking: Lens, task: Task[Answer]) -> None:
    for seconds in _tries(question.conditions.seconds):
        conditions = replace(question.conditions, seconds=seconds)
        found = ask(held, replace(question, conditions=conditions), looking)
        task.put(replace(found, question=question))
        if task.stopped or found.account.cut != "time":
            return


def _tries(limit: float | None) -> Iterator[float | None]:
    """Give the seconds of one try after another."""
    if limit is None or limit > 2 * FIRST:
        yield FIRST
    yield limit


def _told(task: Task[Answer], limit: float | None) -> str:
    found = len(task.found.attested) + len(task.found.composed) if task.found else 0
    most = f" of at most {limit:.0f}" if limit else ""
    so_far = f"; {found:,} paths so far" if found else ""
    return f"Searching: {task.seconds:.0f}{most} seconds{so_far}."


def helps(held: Workspace, answer: Answer) -> list[Loosening] | None:
    """Say what would find more, showing how it goes; None when the reader stopped it."""
    looking = lens()
    asked = (held.records.content_hash, answer.question, looking)
    task = paths_task.task(HELP, asked, partial(_help, held, answer, looking))
    paths_task.watch(
        task,
        "Stop looking for what would find more",
        None,
        lambda: f"Looking for what would find more: {task.seconds:.0f} seconds.",
    )
    return task.found


def _help(held: Workspace, answer: Answer, looking: Lens, task: Task[list[Loosening]]) -> None:
    """Try every loosening, each for a short time only."""
    conditions = answer.question.conditions
    seconds = min(conditions.seconds or EACH, EACH)
    question = replace(answer.question, conditions=replace(conditions, seconds=seconds))
    task.put(loosen(held, replace(answer, question=question), looking))
