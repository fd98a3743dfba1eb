"""Compiled code belongs to the sources it was compiled from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numba import config

from graph.engine.jit import compiled, fingerprint, folder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_changed_module_has_a_cache_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("ONE = 1\n", "utf-8")
    (tmp_path / "two.py").write_text("TWO = 2\n", "utf-8")
    before = fingerprint(tmp_path)
    assert before == fingerprint(tmp_path)
    (tmp_path / "two.py").write_text("TWO = 3\n", "utf-8")
    assert before != fingerprint(tmp_path)


def test_the_cache_lies_in_the_folder_of_the_sources_as_they_are() -> None:
    def double(number: int) -> int:
        return 2 * number

    settings: Any = config
    before = settings.CACHE_DIR
    quick = compiled(double)
    assert quick(21) == 42
    assert str(quick.stats.cache_path).startswith(str(folder()))  # type: ignore[attr-defined]
    assert before == settings.CACHE_DIR
