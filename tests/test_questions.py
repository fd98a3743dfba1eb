"""The page of questions shows what the casebook answers now."""

from __future__ import annotations

from pathlib import Path

from graph import questions
from graph.question import Ends, Question
from graph.workspace import ask
from tests.examples import casebook

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"


def test_the_page_is_what_the_casebook_answers() -> None:
    """If it fails, and the answers are right: `make docs`."""
    assert questions.page(casebook()).encode() == PAGE.read_bytes()


def test_every_named_pattern_has_its_section_with_what_it_finds() -> None:
    page, work = questions.page(casebook()), casebook()
    for pattern in work.patterns.values():
        [section] = [s for s in page.split("\n## ") if s.startswith(f"{pattern.title}\n")]
        assert pattern.citation in section
        assert pattern.text in section
        assert ("*Association.*" in section) is pattern.association
        found = ask(work, Question(pattern=pattern.name, ends=Ends.PATTERN)).attested
        lines = [line for line in section.splitlines() if " → " in line]
        assert len(lines) == min(len(found), questions.SHOWN)
        assert (f"{len(found) - questions.SHOWN} more" in section) is (len(found) > questions.SHOWN)
