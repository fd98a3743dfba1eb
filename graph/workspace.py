"""Everything a question needs, opened from disk once: what the command line and screen share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph import network, paths, practice, vocabulary
from graph.errors import UnknownTerm
from graph.loosen import Loosening, loosenings
from loaders import LOADERS, practices

if TYPE_CHECKING:
    from graph.network import Network
    from graph.practice import Lens, Practices
    from graph.question import Question
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

DATA = Path(__file__).resolve().parents[1] / "data"
CASEBOOK = DATA / "casebook"
RULES = DATA / "rules.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A loaded graph with the words to read it and the lens to ask through."""

    records: Records
    vocabulary: Vocabulary
    network: Network
    practices: Practices
    lens: Lens


def open_workspace(folder: Path = CASEBOOK, rules: Path = RULES) -> Workspace:
    """Load a folder of our own tables; raise an `EnduseError` naming what cannot be taken."""
    words = vocabulary.load(DATA / "vocabulary.ttl")
    records = LOADERS["casebook"](folder, words)
    assessed, lens = practices.load(DATA / "practices.csv"), practice.load_lens(rules)
    known = sorted({indicator for found in assessed.values() for indicator in found})
    for test in lens.tests:
        if test.indicator not in known:
            raise UnknownTerm(test.indicator, f"{rules}, test {test.id}, indicator", known)
    return Workspace(records, words, network.build(records), assessed, lens)


def ask(workspace: Workspace, question: Question, lens: Lens | None = None) -> paths.Answer:
    """Answer a path question through the workspace's lens, or another one."""
    return paths.third_party_paths(
        workspace.network,
        question,
        vocabulary=workspace.vocabulary,
        restrictive=practice.restrictive(lens or workspace.lens, workspace.practices),
    )


def loosen(workspace: Workspace, answer: paths.Answer, lens: Lens | None = None) -> list[Loosening]:
    """Say which single change would give an answer where there is no attested path."""
    return loosenings(
        workspace.network,
        answer,
        vocabulary=workspace.vocabulary,
        restrictive=practice.restrictive(lens or workspace.lens, workspace.practices),
    )
