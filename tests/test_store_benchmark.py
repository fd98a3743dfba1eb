"""The benchmark of the store runs, and its engines agree; what they take is not tested here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import store

if TYPE_CHECKING:
    from pathlib import Path

TITLES = ("Bars", "Load and memory", "Queries", "TriG", "Small graphs")


def test_a_small_run_writes_the_page(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    with pytest.MonkeyPatch.context() as patch:
        # A process that is started runs the main module anew; another test may have put its own.
        patch.setitem(sys.modules, "__main__", store)
        assert store.main(["--small", "--out", str(file)]) == 0
    lines = file.read_text("utf-8").splitlines()
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == [*TITLES]


def test_the_same_records_are_made_every_time() -> None:
    assert store.made(2000).content_hash == store.made(2000).content_hash
