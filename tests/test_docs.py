"""The pages people read: links lead somewhere, commands print what is shown, tables match."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import tomllib
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from graph import serve, vocabulary
from graph.__main__ import main, parser
from loaders import casebook, practices

ROOT = Path(__file__).parents[1]
FOLDERS = ("benchmarks", "data", "docs")
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
DATA_PAGE, DECISIONS = ROOT / "docs" / "data.md", ROOT / "docs" / "decisions"
DEPENDENCIES = DECISIONS / "0016-dependencies.md"
LONGEST_DECISION = 30

FENCE = re.compile(r"^( *)```([^`\n]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
OUR_FILE = re.compile(r"`((?:data|docs|graph|loaders|tests)/[\w/.-]+\.\w+)`")
LEFT_OUT = "…"
# Brackets keep these from finding themselves; a path within a web address is no machine's.
HOST = re.compile(r"py[p]i\b|python[h]osted|npm[j]s|deb\.[d]ebian", re.IGNORECASE)
MACHINE = re.compile(
    r"(?<![\w.:/-])/(home|opt|root|tmp|usr|var|work|Users)/|[A-Z]:\\|file:[/]{2}|~/"
)
MOVES = {
    "none": "nothing",
    "forward": "{carries}, to the object",
    "reverse": "{carries}, to the subject",
}


def _pages() -> list[Path]:
    deeper = (page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *deeper])


PAGES = _pages()
WORDS = vocabulary.load(ROOT / "data" / "vocabulary.ttl")
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


class Block(NamedTuple):
    """A fenced block: the words after the fence, and its lines."""

    info: str
    lines: list[str]


class Shown(NamedTuple):
    """A command that a page shows, with the lines below it."""

    page: str
    command: str
    printed: list[str]


def blocks(page: Path) -> list[Block]:
    found = FENCE.findall(page.read_text("utf-8"))
    return [Block(info.strip(), dedent(text).splitlines()) for _, info, text in found]


def prose(page: Path) -> str:
    return CODE.sub("", FENCE.sub("", page.read_text("utf-8")))


# Links and names


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(prose(page)) if "://" not in link]
    assert not [link for link in links if not _leads_somewhere(page, link)]


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not heading or heading in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """Name the headings of a page as links do: lower case, hyphens, no punctuation."""
    headings = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@every_page
def test_every_file_of_ours_that_is_named_exists(page: Path) -> None:
    named = OUR_FILE.findall(page.read_text("utf-8"))
    assert not [name for name in named if not (ROOT / name).exists()]


@every_page
def test_no_page_names_a_package_host_or_a_machine(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert not [line for line in lines if HOST.search(line) or MACHINE.search(line)]


# Commands


@cache
def _commands() -> tuple[str, ...]:
    [group] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return tuple(group.choices)


@pytest.mark.parametrize("command", _commands())
def test_the_readme_and_the_docs_name_every_command(command: str) -> None:
    docs = "".join(page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    for text in (README.read_text("utf-8"), docs):
        assert re.search(rf"\benduse {command}\b", text)


def shown(page: Path) -> list[Shown]:
    """List what blocks marked console show: `$ enduse …`, and below it what it prints."""
    found: list[Shown] = []
    for lines in (block.lines for block in blocks(page) if block.info == "console"):
        prompt = "$ " if any(line.startswith("$ ") for line in lines) else ""
        for line in "\n".join(lines).replace("\\\n", " ").split("\n"):
            if line.startswith(prompt or "enduse "):
                found.append(Shown(page.name, line.removeprefix(prompt), []))
            elif found:
                found[-1].printed.append(line)
    return [each for each in found if each.command.startswith("enduse ")]


SHOWN = [each for page in (README, CONTRIBUTING) if page.exists() for each in shown(page)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the pages assume it, with the example of CONTRIBUTING.md in `my-case`."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    case = shutil.copytree(ROOT / "data" / "casebook", tmp_path / "my-case")
    for block in blocks(CONTRIBUTING):
        match block.info.split():
            case ["csv", name]:
                header, *rows = block.lines
                assert header == (case / name).read_text("utf-8").splitlines()[0]
                _append(case / name, rows)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(serve, "run", lambda *_: 0)
    return tmp_path


def _append(file: Path, rows: list[str]) -> None:
    with file.open("a", encoding="utf-8", newline="") as table:
        table.writelines(f"{row}\n" for row in rows)


@pytest.mark.parametrize("each", SHOWN, ids=lambda each: f"{each.page}: {each.command}")
@pytest.mark.usefixtures("desk")
def test_a_command_prints_what_the_page_shows(
    each: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = _run(each.command), capsys.readouterr().out
    assert code in (0, 1)
    expected = "\n".join(each.printed).strip("\n")
    if expected and not re.fullmatch(_pattern(expected), told.strip("\n") + "\n"):
        pytest.fail(f"{each.page} shows something else than what is printed now:\n{told}")


def _run(command: str) -> int:
    try:
        return main(shlex.split(command)[1:])
    except SystemExit as ended:  # what --help and --version do
        return int(ended.code or 0)


def _pattern(expected: str) -> str:
    """Match the lines; `…` alone stands for any lines, within a line for any text."""
    lines = (
        r"(?:[^\n]*\n)*?"
        if line.strip() == LEFT_OUT
        else "[^\n]*".join(map(re.escape, line.split(LEFT_OUT))) + "\n"
        for line in expected.split("\n")
    )
    return "".join(lines)


def test_contributing_shows_commands() -> None:
    assert [each for each in SHOWN if each.page == CONTRIBUTING.name and each.printed]


def test_a_wrong_row_is_refused_as_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = blocks(CONTRIBUTING)
    [at] = [i for i, block in enumerate(page) if block.info == "csv statements.csv wrong"]
    _append(desk / "my-case" / "statements.csv", page[at].lines)
    assert _run("enduse check --data my-case") == 2
    expected = "\n".join(page[at + 1].lines)
    assert re.fullmatch(_pattern(expected), capsys.readouterr().err)


# What the tables for readers say


@pytest.mark.parametrize("relation", WORDS.relations.values(), ids=lambda each: each.name)
def test_the_page_on_data_tells_of_every_relation(relation: vocabulary.Relation) -> None:
    moves = MOVES[relation.flow].format(carries=relation.carries)
    row = f"| `{relation.name}` | {relation.layer} | {moves} | {relation.definition} |"
    assert row in DATA_PAGE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("term", [*WORDS.grades.values(), *WORDS.kinds.values()])
def test_the_page_on_data_tells_of_every_grade_and_kind(term: vocabulary.Term) -> None:
    row = f"| `{term.name}` | {term.definition} |"
    assert row in DATA_PAGE.read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "columns",
    [casebook.PARTIES, casebook.STATEMENTS, casebook.SOURCES, casebook.DEALS, practices.COLUMNS],
)
def test_the_page_on_data_tells_of_every_column(columns: tuple[str, ...]) -> None:
    text = DATA_PAGE.read_text("utf-8")
    assert not [column for column in columns if f"`{column}`" not in text]


def _dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in wanted}


def test_every_direct_dependency_has_its_line_and_no_other() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \|", DEPENDENCIES.read_text("utf-8"), re.MULTILINE)
    assert sorted(set(rows) - {"name", "---"}) == sorted(_dependencies())
    assert len(rows) == len(set(rows))


def _prose(text: str) -> int:
    """Count the lines that are no row of a table, which grows with what it lists."""
    return sum(not line.startswith("|") for line in text.splitlines())


def test_every_decision_is_one_page_and_in_the_index() -> None:
    pages = sorted(DECISIONS.glob("0*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert set(LINK.findall((DECISIONS / "README.md").read_text("utf-8"))) == {
        page.name for page in pages
    }
    texts = {page.name: page.read_text("utf-8") for page in pages}
    assert not [name for name, text in texts.items() if _prose(text) > LONGEST_DECISION]
    assert not [name for name, text in texts.items() if "checked" not in text.lower()]
