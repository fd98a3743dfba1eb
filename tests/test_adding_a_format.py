"""The format that CONTRIBUTING.md adds as an example works as it says."""

from __future__ import annotations

import importlib.util
import re
import shutil
from typing import TYPE_CHECKING, cast

import pytest

from graph.__main__ import main
from loaders import LOADERS
from loaders.reading import words
from tests.loading import load, write
from tests.test_docs import CONTRIBUTING, blocks

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from loaders.reading.format import Format


def shown(name: str) -> str:
    """Give the block of the page that is marked with a file's name."""
    [found] = [b for b in blocks(CONTRIBUTING) if b.info.split()[1:] == [name]]
    return "\n".join([*found.lines, ""])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the example where the program would have it."""
    for file in words.LOADERS.glob("*.toml"):
        shutil.copy(file, tmp_path)
    for name in ("lens.csv", "lens.toml", "lens.py"):
        write(tmp_path / name, shown(name))
    monkeypatch.setattr(words, "LOADERS", tmp_path)
    lens = module(tmp_path / "lens.py")
    monkeypatch.setitem(cast("dict[str, Format]", LOADERS), "lens", lens.FORMAT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.usefixtures("desk")
def test_the_test_that_is_shown_passes(tmp_path: Path) -> None:
    write(tmp_path / "test_lens.py", f"from __future__ import annotations\n{shown('test_lens.py')}")
    made = module(tmp_path / "test_lens.py")
    made.__dict__.update(load=load, write=write)
    made.test_a_firm_sells_to_whom_its_row_names(tmp_path)


def test_the_command_prints_what_is_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [block] = [b for b in blocks(CONTRIBUTING) if b.lines[0].startswith("enduse load lens")]
    command, *expected = block.lines
    assert main(command.split()[1:]) == 0
    told = re.sub("[0-9a-f]{16}", "…", capsys.readouterr().out).splitlines()
    assert told == expected
    assert main(["load", "auto", "lens.csv", "-o", str(desk / "again")]) == 0


def test_the_example_keeps_the_rules_of_the_house() -> None:
    text = shown("lens.py")
    assert max(map(len, text.splitlines())) <= 100
    compile(text, "lens.py", "exec")
