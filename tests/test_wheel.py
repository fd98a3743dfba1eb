"""The wheel holds everything, under one name, and runs from where it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
LAUNCHER = ROOT / "graph" / "_launcher.py"
WHERE_IS_GRAPH = """
import contextlib, sys, enduse
sys.argv[1:] = ["--help"]
with contextlib.suppress(SystemExit):
    enduse.main()
import graph
print(graph.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install = ["-m", "pip", "install", "--no-index", "--no-deps", "--target", str(folder)]
    subprocess.run([sys.executable, *install, str(wheel)], check=True)
    return folder


def _run(installed: Path, folder: Path, *command: str | Path) -> str:
    # Ahead of the editable install, which would answer in the wheel's place.
    where = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.check_output(command, cwd=folder, env=where, text=True)


def test_the_wheel_brings_one_name(wheel: Path) -> None:
    names = {Path(name).parts[0] for name in ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"enduse"}


@pytest.mark.parametrize("part", ["graph", "loaders", "data", "app.py", ".streamlit"])
def test_the_wheel_leaves_nothing_behind(wheel: Path, part: str) -> None:
    files = {file for file in (ROOT / part, *(ROOT / part).rglob("*")) if file.is_file()}
    kept = {file for file in files if "__pycache__" not in file.parts and file != LAUNCHER}
    wanted = {f"enduse/{file.relative_to(ROOT).as_posix()}" for file in kept}
    assert wanted
    assert wanted <= set(ZipFile(wheel).namelist())


def test_the_launcher_opens_the_package(wheel: Path) -> None:
    assert ZipFile(wheel).read("enduse/__init__.py") == LAUNCHER.read_bytes()


def test_the_command_runs_in_any_folder(installed: Path, tmp_path: Path) -> None:
    assert "usage: enduse" in _run(installed, tmp_path, installed / "bin" / "enduse", "--help")


def test_the_launcher_takes_the_tree_beside_it(installed: Path, tmp_path: Path) -> None:
    told = _run(installed, tmp_path, sys.executable, "-c", WHERE_IS_GRAPH)
    assert told.endswith(f"{installed / 'enduse' / 'graph' / '__init__.py'}\n")
