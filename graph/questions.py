"""The named patterns with the paths they find in the casebook: what docs/questions.md shows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from graph import sparql_questions, words
from graph.question import Ends, Question
from graph.workspace import Workspace, ask, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.paths import Answer
    from graph.patterns import Pattern

# Paths shown of each pattern; the rest is counted.
SHOWN = 12
OPENING = """# Questions, and what the casebook answers

Each named pattern of [patterns.toml](../data/patterns.toml), with the paths it finds in the
casebook through the default lens. This page is written by `make docs`; a test keeps it true.

A path is what named sources say, hop by hop. A link is not a finding. A pattern marked
*association* shows a tie between two parties and never that one controls the other.
"""


def page(workspace: Workspace) -> str:
    """Write the page."""
    parts = [
        OPENING,
        *(_section(pattern, workspace) for pattern in workspace.patterns.values()),
        sparql_questions.section(workspace),
    ]
    return "\n".join(parts)


def _section(pattern: Pattern, workspace: Workspace) -> str:
    question = Question(pattern=pattern.name, ends=Ends.PATTERN)
    answer = ask(workspace, question)
    lines = [
        f"## {pattern.title}",
        "",
        pattern.sentence + (" *Association.*" if pattern.association else ""),
        "",
        f"- name: `{pattern.name}`",
        f"- from: {_kinds(pattern.starts)}; to: {_kinds(pattern.ends)}",
        f"- source: {pattern.citation}",
        "",
        f"```\n{pattern.text}\n```",
        "",
        *_found(answer, workspace),
    ]
    return "\n".join(lines)


def _found(answer: Answer, workspace: Workspace) -> Iterator[str]:
    attested = words.number(len(answer.attested), "attested path")
    composed = words.number(len(answer.composed), "composed path")
    yield f"{attested.capitalize()} and {composed}."
    yield ""
    for path in answer.attested[:SHOWN]:
        grade = workspace.vocabulary.grades[path.grade].label
        disputed = ", disputed" if path.disputed else ""
        route = words.routed(path, workspace.records, workspace.vocabulary)
        yield f"- {route} ({path.attestation.label}, {grade}{disputed})"
    if len(answer.attested) > SHOWN:
        yield f"- … and {len(answer.attested) - SHOWN} more"
    yield ""


def _kinds(kinds: tuple[str, ...]) -> str:
    return ", ".join(kind.replace("_", " ") for kind in kinds)


if __name__ == "__main__":
    sys.stdout.write(page(open_workspace()))
