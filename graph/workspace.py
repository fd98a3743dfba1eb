"""Everything a question needs, opened from disk once: what the command line and screen share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph import hubs, network, paths, patterns, practice, vocabulary
from graph.calm import uncollected
from graph.errors import UnknownTerm
from graph.find import Names
from graph.folder import is_folder, open_folder
from graph.loosen import Loosening, loosenings
from graph.resolved import resolved
from loaders import casebook, practices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.hubs import Hubs
    from graph.network import Network
    from graph.patterns import Pattern
    from graph.practice import Lens, Practices, Verdict
    from graph.question import Question
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

DATA = Path(__file__).resolve().parents[1] / "data"
CASEBOOK = DATA / "casebook"
RULES = DATA / "rules.toml"
PATTERNS = DATA / "patterns.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A loaded graph with the words to read it and the lens to ask through.

    `stated` are the records as loaded; in `records`, which all questions are asked of, several
    records of one party stand as one.
    """

    stated: Records
    records: Records
    names: Names
    vocabulary: Vocabulary
    network: Network
    practices: Practices
    lens: Lens
    hubs: Hubs
    patterns: Mapping[str, Pattern]


def open_workspace(
    folder: Path = CASEBOOK, rules: Path = RULES, extra: Path | None = None
) -> Workspace:
    """Open a folder of our own tables, or a graph; raise an `EnduseError` for what cannot be taken.

    `extra` is a file of named patterns that stand beside the bundled ones.
    """
    with uncollected():
        return _opened(folder, rules, extra)


def _opened(folder: Path, rules: Path, extra: Path | None) -> Workspace:
    words = vocabulary.load(DATA / "vocabulary.ttl")
    stated = open_folder(folder) if is_folder(folder) else casebook.load(folder, words)
    records = resolved(stated)
    assessed, lens, held = practices.load(DATA / "practices.csv"), *_rules(rules)
    _check(rules, lens, held, assessed, words)
    named = patterns.load(PATTERNS, words)
    named = patterns.load(extra, words, named) if extra else named
    return Workspace(
        stated,
        records,
        Names(records.parties),
        words,
        network.build(records),
        assessed,
        lens,
        held,
        named,
    )


def practices_by_year(file: Path) -> dict[int, Practices]:
    """Read assessments of other years, in the columns of practices.csv: a file of one's own."""
    return practices.load_years(file)


def _rules(file: Path) -> tuple[Lens, Hubs]:
    return practice.load_lens(file), hubs.load(file)


def _check(rules: Path, lens: Lens, held: Hubs, assessed: Practices, words: Vocabulary) -> None:
    """Raise `UnknownTerm` for an indicator that no assessment has, and for an unknown kind."""
    known = sorted({indicator for found in assessed.values() for indicator in found})
    for test in lens.tests:
        if test.indicator not in known:
            raise UnknownTerm(test.indicator, f"{rules}, test {test.id}, indicator", known)
    for kind in held.kinds:
        if kind not in words.kinds:
            raise UnknownTerm(kind, f"{rules}, hubs, kinds", list(words.kinds))


def ask(workspace: Workspace, question: Question, lens: Lens | None = None) -> paths.Answer:
    """Answer a path question through the workspace's lens, or another one."""
    return paths.find_paths(
        workspace.network,
        question,
        vocabulary=workspace.vocabulary,
        restrictive=practice.restrictive(lens or workspace.lens, workspace.practices),
        patterns=workspace.patterns,
        hubs=workspace.hubs,
    )


def loosen(workspace: Workspace, answer: paths.Answer, lens: Lens | None = None) -> list[Loosening]:
    """Say which single change would give an answer where there is no attested path."""
    return loosenings(
        workspace.network,
        answer,
        vocabulary=workspace.vocabulary,
        restrictive=practice.restrictive(lens or workspace.lens, workspace.practices),
        patterns=workspace.patterns,
        hubs=workspace.hubs,
    )


def judged(workspace: Workspace, answer: paths.Answer, lens: Lens | None = None) -> list[Verdict]:
    """Say how each country where a path ends reads through the lens, in order of its code."""
    found = [*answer.attested, *answer.composed]
    codes = sorted({code for path in found for code in path.end_user.countries})
    return [practice.verdict(lens or workspace.lens, workspace.practices, code) for code in codes]
