"""Our own conventions, those that a test can hold."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("graph/", "loaders/", "app.py")
LONGEST_MODULE, LONGEST_FUNCTION = 250, 25
# In a compiled loop, handing arrays to a function costs more than a step of the search does.
TIGHT_LOOPS = {"graph/engine/run.py": 50}
VAGUE = {"base", "common", "core", "handler", "helpers", "manager", "utils"}

# Brackets keep these from finding themselves. A path within a web address is no machine's.
MACHINE = re.compile(
    r"(?<![\w.:/-])/(home|opt|root|work)/"
    r"|file:[/]{2}|py[p]i\.org|python[h]osted|npm[j]s\.|deb\.[d]ebian"
)
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E])\b")


def _ours() -> list[str]:
    """Name each file that is, or is about to be, in the repository."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(ask, cwd=ROOT, check=True, capture_output=True, text=True)
    return sorted({name for name in answer.stdout.split("\0") if (ROOT / name).is_file()})


FILES = _ours()
MODULES = [name for name in FILES if name.endswith(".py")]
PRODUCT_MODULES = [name for name in MODULES if name.startswith(PRODUCT)]


def _found(pattern: re.Pattern[str], name: str) -> list[str]:
    text = (ROOT / name).read_bytes().decode(errors="replace")
    return [line for line in text.splitlines() if pattern.search(line)]


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_a_machine(name: str) -> None:
    assert not _found(MACHINE, name)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("data/")])
def test_no_file_promises_to_be_finished_later(name: str) -> None:
    assert not _found(UNFINISHED, name)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_named_for_its_subject(name: str) -> None:
    assert not VAGUE & set(PurePosixPath(name).with_suffix("").parts)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / name).read_text("utf-8")))


@pytest.mark.parametrize("name", PRODUCT_MODULES)
def test_a_module_has_one_subject(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("name", PRODUCT_MODULES)
def test_a_function_does_one_thing(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    longest = TIGHT_LOOPS.get(name, LONGEST_FUNCTION)
    assert not {f.name: n for f in functions if (n := _lines(f)) > longest}


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from `def` to the end, the docstring left out."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    return _span(function) - (_span(docstring) if docstring else 0)


def _span(node: ast.stmt) -> int:
    assert node.end_lineno
    return node.end_lineno - node.lineno + 1
