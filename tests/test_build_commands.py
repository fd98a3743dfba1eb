"""The commands that make a graph, and the questions that are then asked of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph import building
from graph.__main__ import main
from graph.build_commands import Progress
from graph.folder import open_folder
from tests import toy
from tests.bearers import LEI
from tests.test_folder import content

Capture = pytest.CaptureFixture[str]

ROWS = [
    f"maker,Maker,company,{LEI},reseller",
    "reseller,Reseller,company,,ministry",
    "ministry,Ministry,government_agency,,",
]
SOURCES = """\
identities = "identities.csv"

[[source]]
id = "a"
format = "toy"
files = "a*.csv"
title = "First list"
publisher = "Someone"
licence = "CC0-1.0"
retrieved = 2026-11-02

[[source]]
id = "b"
files = ["b.csv"]
"""
IDENTITIES = "id,other,same,reason,evidence,date\n"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toy.use(monkeypatch)
    monkeypatch.chdir(tmp_path)


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def as_data(capsys: Capture, *arguments: str) -> dict[str, Any]:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    return data


def written() -> None:
    """Write a sources file, with the files that it names, where the program was started."""
    toy.table(Path("a1.csv"), *ROWS)
    toy.table(Path("b.csv"), f"m,The Maker,organisation,{LEI},", "n,,note,,", "x,,company,,")
    Path("identities.csv").write_text(IDENTITIES, "utf-8")
    Path("sources.toml").write_text(SOURCES, "utf-8")


# Building


def test_build_says_what_came_of_each_source_and_of_all(capsys: Capture) -> None:
    written()
    code, out, err = run(capsys, "build", "sources.toml", "-o", "graph")
    assert (code, err) == (0, "")
    assert re.sub("[0-9a-f]{16}", "…", out).splitlines() == [
        "a (toy): 3 rows read = 3 used + 0 skipped + 0 rejected; 3 parties, 2 statements",
        "b (toy): 3 rows read = 1 used + 1 skipped + 1 rejected; 1 parties, 0 statements",
        "  skipped 1: is a note",
        "  rejected b.csv, row 4: has no name",
        "Same party: 1 ties by shared identifiers, 0 by review; 0 pairs kept apart.",
        "graph: 4 parties, 3 statements, 2 sources; content hash ….",
    ]


def test_build_says_what_was_not_read_again(capsys: Capture) -> None:
    written()
    run(capsys, "build", "sources.toml", "-o", "graph")
    before = content(Path("graph"))
    _, out, _ = run(capsys, "build", "sources.toml", "-o", "graph")
    assert "2 sources as before: not read again." in out
    assert content(Path("graph")) == before


def test_build_says_what_review_came_to(capsys: Capture) -> None:
    written()
    rows = "a:maker,b:m,no,A namesake,Registers,2026\na:maker,z:1,yes,Why,Where,2026\n"
    Path("identities.csv").write_text(IDENTITIES + rows, "utf-8")
    data = as_data(capsys, "build", "sources.toml", "-o", "graph")
    assert data["identities"]["kept_apart"] == 1
    _, out, _ = run(capsys, "build", "sources.toml", "-o", "graph")
    assert "Reviewed pairs that are not both here: 1." in out


def test_records_that_differ_are_named_to_be_checked(capsys: Capture) -> None:
    written()
    toy.table(Path("b.csv"), f"m,The Maker,government_agency,{LEI},")
    _, out, _ = run(capsys, "build", "sources.toml", "-o", "graph")
    assert "To check, for their records differ in kind or country: a:maker." in out


def test_files_may_lie_elsewhere(capsys: Capture) -> None:
    written()
    Path("published").mkdir()
    for name in ("a1.csv", "b.csv"):
        Path(name).rename(Path("published") / name)
    assert run(capsys, "build", "sources.toml", "-o", "graph")[0] == 2
    assert run(capsys, "build", "sources.toml", "--files", "published", "-o", "graph")[0] == 0


def test_exact_data_holds_the_account_and_the_hash(capsys: Capture) -> None:
    written()
    data = as_data(capsys, "build", "sources.toml", "-o", "graph")
    assert data["content_hash"] == open_folder(Path("graph")).content_hash
    assert [report["rows"] for report in data["reports"]] == [3, 3]
    assert data["identities"]["by_identifier"] == 1


def test_rejected_rows_are_written_on_request(capsys: Capture) -> None:
    written()
    run(capsys, "build", "sources.toml", "-o", "graph", "--rejects", "rejects.tsv")
    assert Path("rejects.tsv").read_text("utf-8") == "file\trow\treason\nb.csv\t4\thas no name\n"
    code, out, err = run(capsys, "build", "sources.toml", "-o", "graph", "--rejects", ".")
    assert (code, out) == (2, "")
    assert "cannot be written" in err


# Loading


def test_load_builds_from_one_file_whose_format_it_recognises(capsys: Capture) -> None:
    toy.table(Path("My List (2026).csv"), *ROWS)
    data = as_data(capsys, "load", "auto", "My List (2026).csv", "-o", "graph")
    [collection] = open_folder(Path("graph")).collections
    assert (collection.id, collection.title) == ("my-list-2026", "My List (2026).csv")
    assert (collection.publisher, collection.licence) == ("not stated", "not stated")
    assert data["reports"][0]["format"] == "toy"


def test_load_takes_what_is_known_of_the_source(capsys: Capture) -> None:
    toy.table(Path("a.csv"), *ROWS)
    more = ["--id", "x", "--title", "T", "--publisher", "P", "--licence", "L", "--grade", "alleged"]
    more += ["--retrieved", "2026-11", "--url", "https://example.org", "--option", "encoding=ascii"]
    run(capsys, "load", "toy", "a.csv", "-o", "graph", *more)
    records = open_folder(Path("graph"))
    [collection], source = records.collections, records.sources["x"]
    assert (collection.title, collection.publisher, collection.licence) == ("T", "P", "L")
    assert (str(source.retrieved), source.url) == ("2026-11", "https://example.org")
    assert {said.grade for said in records.statements} == {"alleged"}


def test_load_takes_several_files(capsys: Capture) -> None:
    toy.table(Path("a.csv"), *ROWS[:1])
    toy.table(Path("b.csv"), *ROWS[1:])
    run(capsys, "load", "toy", "b.csv", "a.csv", "-o", "graph")
    assert len(open_folder(Path("graph")).statements) == 2


def test_the_bundled_casebook_may_come_first(capsys: Capture) -> None:
    toy.table(Path("a.csv"), *ROWS)
    assert run(capsys, "load", "toy", "a.csv", "-o", "graph", "--casebook")[0] == 0
    assert [each.id for each in open_folder(Path("graph")).collections] == ["casebook", "a"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "toy", "none.csv"),
        ("load", "auto", "none.csv"),
        ("load", "auto", "diary.txt"),
        ("load", "csv", "a.csv"),
        ("load", "toy", "a.csv", "--id", "a:b"),
        ("load", "toy", "a.csv", "--grade", "certain"),
        ("load", "toy", "a.csv", "--retrieved", "yesterday"),
        ("load", "toy", "a.csv", "--option", "encoding"),
        ("load", "toy", "a.csv", "--option", "encoding=klingon"),
        ("load", "toy", "a.csv", "--option", "colour=red"),
        ("build", "none.toml"),
        ("build", "a.csv"),
        ("build", "."),
        ("build", "sources.toml", "--files", "nowhere"),
    ],
    ids=" ".join,
)
def test_bad_input_is_told_on_stderr_alone_and_nothing_is_written(
    arguments: tuple[str, ...], capsys: Capture
) -> None:
    written()
    toy.table(Path("a.csv"), *ROWS)
    Path("diary.txt").write_text("dear diary", "utf-8")
    code, out, err = run(capsys, *arguments, "-o", "graph")
    assert (code, out) == (2, "")
    assert err.startswith("enduse: ")
    assert not Path("graph").exists()


@pytest.mark.parametrize(
    "arguments", [("build", "sources.toml"), ("load", "toy"), ("load", "toy", "a.csv")]
)
def test_a_command_says_what_it_needs(arguments: tuple[str, ...], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: enduse" in capsys.readouterr().err


# Asking


def test_the_questions_are_asked_of_a_graph(capsys: Capture) -> None:
    written()
    run(capsys, "build", "sources.toml", "-o", "graph")
    _, out, _ = run(capsys, "search", "The Maker", "--graph", "graph")
    assert "a:maker" in out
    _, out, _ = run(capsys, "show", "Maker", "--graph", "graph")
    assert "Reseller" in out
    assert "b:m" in out
    code, out, _ = run(
        capsys, "paths", "Maker", "--to", "any", "--composed", "--brief", "--graph", "graph"
    )
    assert code == 0
    assert "Maker → Reseller → Ministry" in out
    code, out, _ = run(capsys, "sources", "--graph", "graph")
    assert "First list" in out


def test_a_graph_that_is_none_is_refused(capsys: Capture) -> None:
    Path("graph").mkdir()
    for place in ("graph", "none"):
        code, out, err = run(capsys, "search", "Maker", "--graph", place)
        assert (code, out) == (2, "")
        assert "manifest.json: is missing: name a folder that `enduse build` wrote" in err


def test_a_graph_that_was_changed_is_refused(capsys: Capture) -> None:
    written()
    run(capsys, "build", "sources.toml", "-o", "graph")
    Path("graph/parties.parquet").write_bytes(b"PAR1")
    code, _, err = run(capsys, "search", "Maker", "--graph", "graph")
    assert code == 2
    assert "is not the file that the manifest names: build the graph again" in err


# Progress


def test_progress_is_told_every_few_seconds(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([0.0, 1.0, 4.0, 5.0, 10.0, 14.0])
    monkeypatch.setattr("graph.build_commands.time.monotonic", lambda: next(now))
    told = Progress()
    told("a", 4096, 0.1)
    told("a", 8192, 0.5)
    told("a", 9000, 0.6)
    told("b", 4096, 0.0)
    told("b", 8192, 0.0)
    assert capsys.readouterr().err.splitlines() == [
        "a: 8,192 rows, 2,731 a second, 50% of the file, about 3 s left",
        "b: 8,192 rows, 2,048 a second",
    ]


def test_a_long_load_tells_its_progress(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS", 1)
    monkeypatch.setattr("graph.build_commands.PAUSE", 0.0)
    toy.table(Path("a.csv"), *ROWS)
    _, _, err = run(capsys, "load", "toy", "a.csv", "-o", "graph")
    assert [line.partition(" rows")[0] for line in err.splitlines()] == ["a: 1", "a: 2", "a: 3"]
