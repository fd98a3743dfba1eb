"""What a question asks besides, in words: the conditions that its sentence leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.engine.query import Joined, Restrictor
from graph.engine.search import Mode
from graph.ui.whole import RESTRICTORS
from graph.words import called, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.conditions import Conditions
    from graph.question import Question
    from graph.statement import Records


def besides(question: Question, records: Records) -> str:
    """Say what else is asked, as a sentence; nothing when nothing is."""
    found = [*_of_paths(question, records), *_of_numbers(question.conditions)]
    return f"Besides: {'; '.join(found)}." if found else ""


def _of_paths(question: Question, records: Records) -> Iterator[str]:
    asked = question.conditions
    if question.supplier and question.starts:
        kinds = " or ".join(kind.replace("_", " ") for kind in question.starts)
        yield f"beginning only at a {kinds}"
    if asked.restrictor is not Restrictor.ACYCLIC:
        yield RESTRICTORS[asked.restrictor.value].lower()
    if asked.lift:
        names = " and ".join(called(records, key) for key in asked.lift)
        yield f"let through whatever stands at {names}"
    if asked.apart:
        yield "parallel relations are separate paths"
    if asked.doubtful:
        yield "crossing identity that nobody has settled"
    if asked.share is not None and not asked.unknown_share:
        yield "unknown shares dropped"
    if asked.joined is Joined.COMPOSED:
        yield "no attested paths"


def _of_numbers(asked: Conditions) -> Iterator[str]:
    if asked.mode is Mode.SHORTEST:
        yield f"up to {asked.k} between any two"
    if asked.answers is not None:
        yield f"the first {number(asked.answers, 'path')} found, whatever comes after"
