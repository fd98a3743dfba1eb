"""The benchmarks run; what they take is nobody's business here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import generate, paths

if TYPE_CHECKING:
    from pathlib import Path

TITLES = (
    "Bars",
    "All paths, a small graph",
    "All paths, a larger graph",
    "Which suppliers reach an end-user",
    "The ten best paths",
    "Two hops around",
    "Load and memory",
    "The limit",
    "Conditions",
    "Killers",
    "What was lost to a meaning that peers do not have",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page that a small run writes; the run itself compares all engines' answers."""
    file: Path = tmp_path_factory.mktemp("benchmarks") / "performance.md"
    with pytest.MonkeyPatch.context() as patch:
        # A process that is started runs the main module anew; another test may have put its own.
        patch.setitem(sys.modules, "__main__", paths)
        assert paths.main(["--small", "--out", str(file)]) == 0
    return file.read_text("utf-8")


@pytest.mark.parametrize("title", TITLES)
def test_a_small_run_measures_everything(page: str, title: str) -> None:
    assert f"\n## {title}\n" in page


def test_the_page_says_how_it_came_about(page: str) -> None:
    assert "python -m benchmarks.paths --small" in page
    assert "networkx" in page


def test_a_graph_is_the_same_every_time() -> None:
    one, other = (generate.generate(paths.SMALL.large) for _ in range(2))
    assert np.array_equal(one.edges, other.edges)
    assert np.array_equal(one.arrays.since, other.arrays.since)


def test_suppliers_and_end_users_are_different_parties() -> None:
    graph = generate.generate(paths.SMALL.hubs)
    assert not set(graph.suppliers.tolist()) & set(graph.end_users.tolist())
    assert graph.hub in graph.suppliers
