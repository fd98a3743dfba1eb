"""`enduse case`: what a case file holds, and what has changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.__main__ import main
from graph.case_data import from_bytes, write
from graph.case_making import Work, case_of
from graph.question import Question
from graph.view import begin
from graph.workspace import ask
from tests.examples import casebook, edit, folder

if TYPE_CHECKING:
    from pathlib import Path

HOP = "casebook:far-east-cable > casebook:tci > supply"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    held = casebook()
    answer = ask(held, Question(supplier="casebook:zte"))
    work = Work(
        "ZTE and Iran",
        begin(held.network, "casebook:zte", held.vocabulary),
        {"casebook:zte": "Ask\nagain.", HOP: "When?"},
        answer,
        {"supplier": ("casebook:zte",)},
        answer.attested[0],
    )
    place = tmp_path / "zte.case.json"
    place.write_bytes(write(case_of(held, held.lens, work)))
    return place


def test_it_says_what_a_case_holds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", str(file)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("ZTE and Iran\nsaved with enduse ")
    assert "asked: third-party paths from ZTE Corporation" in told
    assert "- ZTE Corporation: Ask again.\n" in told
    assert "- Far East Cable Co., Ltd. → Telecommunication Company of Iran: When?\n" in told
    assert told.endswith("Nothing has changed: data, lens and answer are as they were.\n")


def test_on_other_data_it_says_what_is_not_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    other = folder(tmp_path / "other")
    assert main(["case", str(file), "--data", str(other)]) == 0
    told = capsys.readouterr().out
    assert "- ZTE Corporation (casebook:zte) is no longer in the data." in told
    assert "Its question cannot be asked of this data" in told
    assert "A statement is gone: “Far East Cable" in " ".join(told.split())


def test_as_data_it_gives_the_case_and_every_change(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = from_bytes(file, file.read_bytes())
    file.write_bytes(write(replace(case, content_hash="another")))
    assert main(["case", str(file), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["case"]["title"] == "ZTE and Iran"
    assert [each["what"] for each in data["changes"]] == ["data"]
    assert data["not_asked_again"] is None


def test_a_case_of_tables_that_were_corrected_names_the_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from graph.workspace import open_workspace

    place = folder(tmp_path)
    held = open_workspace(place)
    work = Work(notes={"t:maker > t:reseller > supply": "Who paid?"})
    file = tmp_path / "x.case.json"
    file.write_bytes(write(case_of(held, held.lens, work)))
    edit(place, "statements", "s1", "grade", "charged")
    assert main(["case", str(file), "--data", str(place)]) == 0
    told = capsys.readouterr().out
    assert "“Maker supplies Reseller: boxes”: grade documented then, charged now." in told


def test_what_is_no_case_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.json"
    file.write_text("[]")
    assert main(["case", str(file)]) == 2
    assert "is no case" in capsys.readouterr().err
