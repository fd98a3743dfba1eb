"""The template is whole: what it writes loads, and it writes over nothing."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from graph import template
from graph.__main__ import main
from graph.errors import BadFile
from loaders import casebook
from loaders.reading.our_rows import COLUMNS
from tests.records import words

PLACES = ("my-case", "my-case.xlsx")


def written(place: Path) -> Path:
    template.write(place, COLUMNS, words())
    return place


@pytest.mark.parametrize("name", PLACES)
def test_what_is_written_loads_and_holds_an_example(name: str, tmp_path: Path) -> None:
    found = casebook.load(written(tmp_path / name), words())
    assert found.collections[0].id == "my-case"
    assert len(found.parties) == 2
    assert [said.relation for said in found.statements] == ["supplies"]
    assert (len(found.sources), len(found.deals)) == (1, 1)


def test_folder_and_workbook_say_the_same(tmp_path: Path) -> None:
    folder, workbook = (written(tmp_path / name) for name in PLACES)
    assert casebook.load(folder, words()) == casebook.load(workbook, words())


def test_every_column_is_there_in_its_order(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "my-case.xlsx"))
    assert book.sheetnames == ["source", *COLUMNS, "words"]
    for name, columns in COLUMNS.items():
        assert tuple(cell.value for cell in book[name][1]) == columns
        file = written(tmp_path / f"of {name}") / f"{name}.csv"
        assert tuple(file.read_text("utf-8-sig").splitlines()[0].split(",")) == columns


def test_the_words_are_all_there_with_their_meaning(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "my-case.xlsx"))
    told = {(row[0].value, row[1].value): row[2].value for row in book["words"].iter_rows()}
    known = words()
    for column, terms in (
        ("kind", known.kinds), ("relation", known.relations), ("grade", known.grades),
    ):  # fmt: skip
        assert {told[column, name] for name in terms} == {t.definition for t in terms.values()}


def test_a_workbook_keeps_text_as_text_and_offers_the_words(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "my-case.xlsx"))
    sheet = book["statements"]
    assert {each.number_format for each in sheet.column_dimensions.values()} == {"@"}
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    offered = {str(c.sqref): c.formula1 for c in sheet.data_validations.dataValidation}
    first, last = offered["C2:C5000"].removeprefix("words!").replace("$", "").split(":")
    relations = [row[0].value for row in book["words"][first:last]]
    assert relations == list(words().relations)


def test_empty_cells_of_a_workbook_are_empty(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "my-case.xlsx"))
    party = dict(zip(COLUMNS["parties"], (c.value for c in book["parties"][3]), strict=True))
    assert not party["aliases"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "new"
    place.mkdir(parents=True)
    assert casebook.load(written(place), words()).parties
    assert casebook.load(written(tmp_path / "not" / "yet" / "there"), words()).parties


@pytest.mark.parametrize("name", PLACES)
def test_nothing_is_overwritten(name: str, tmp_path: Path) -> None:
    place = written(tmp_path / name)
    files = [place] if place.is_file() else list(place.iterdir())
    before = {file: file.read_bytes() for file in files}
    with pytest.raises(BadFile, match="is there already, and nothing is overwritten"):
        written(place)
    assert {file: file.read_bytes() for file in files} == before


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(BadFile, match="is there already"):
        written(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["tables.csv", "tables.ods", "tables.XLS"])
def test_a_file_of_another_sort_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="name a folder, or an .xlsx"):
        written(tmp_path / name)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for name in PLACES:
        with pytest.raises(BadFile, match="cannot be written"):
            written(tmp_path / "file" / name)


# The command


def test_the_command_says_what_it_wrote_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "-o", "My case.xlsx"]) == 0
    told = capsys.readouterr().out
    assert "My case.xlsx: source, parties, statements, sources, deals, words." in told
    assert "enduse check --data 'My case.xlsx'" in told
    assert main(["check", "--data", "My case.xlsx"]) == 0
    assert main(["load", "tables", "My case.xlsx", "-o", "graph"]) == 0
    assert "my-case (tables): 5 rows read = 5 used" in capsys.readouterr().out


def test_the_command_refuses_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(written(tmp_path / "my-case"))
    assert main(["template", "-o", place]) == 2
    assert "nothing is overwritten" in capsys.readouterr().err


def test_the_command_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "-o", str(tmp_path / "my-case"), "--json"]) == 0
    assert '"parties.csv"' in capsys.readouterr().out
    assert Path(tmp_path / "my-case" / "words.csv").is_file()


def test_the_example_of_the_page_on_data_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(template.__file__).parents[1] / "docs" / "data.md").read_text("utf-8")
    [shown] = re.findall(r"^```console\n(\$ enduse template .*?)^```$", page, re.S | re.M)
    monkeypatch.chdir(tmp_path)
    for command, printed in re.findall(r"^\$ enduse (.*)\n((?:[^$].*\n)*)", shown, re.M):
        assert main(shlex.split(command)) == 0
        pattern = "[^\n]*".join(map(re.escape, printed.split("…")))
        assert re.fullmatch(pattern, capsys.readouterr().out), command
