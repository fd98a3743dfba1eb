"""`enduse check`: what it says of a folder, of a workbook's rows, and of a graph that is large."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph import check_commands, folder
from graph.__main__ import main
from tests import examples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder of tables with nothing amiss."""
    return examples.folder(tmp_path)


def check(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out.splitlines()


def test_a_good_folder_has_nothing_to_mend(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = check(capsys, "--data", place)
    assert (code, lines[1:]) == (0, ["Shapes: nothing to mend, nothing to look at."])


def test_what_is_worth_a_look_names_file_row_column_and_what_to_do(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples.edit(place, "statements", "s2", "note", "")
    examples.edit(place, "parties", "government", "country", "")
    code, lines = check(capsys, "--data", place)
    assert code == 0
    assert lines[1] == "Shapes: 2 things to look at:"
    assert lines[2] == (
        f"- {place}/parties.csv, id government, column id: "
        "It has no country, so that no assessment is about it: add the code"
    )
    assert lines[3].startswith(f"- {place}/statements.csv, id s2, column id: It is disputed")


def test_the_same_is_there_as_data(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples.edit(place, "parties", "government", "country", "")
    assert main(["check", "--data", str(place), "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)["shapes"]
    assert (found["row"], found["column"], found["violation"]) == ("t:government", "id", False)


def test_shapes_can_be_left_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = check(capsys, "--data", place, "--no-shapes")
    assert (code, len(lines)) == (0, 1)


def test_a_graph_that_is_too_large_is_said_to_be_so_and_asked_on_request(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    examples.edit(place, "parties", "government", "country", "")
    monkeypatch.setattr(check_commands, "MOST", 8)
    code, lines = check(capsys, "--data", place)
    assert code == 0
    assert lines[1].startswith("Shapes: not asked of so large a graph (9 parties and statements)")
    code, lines = check(capsys, "--data", place, "--shapes")
    assert lines[1] == "Shapes: 1 thing to look at:"


def test_a_graph_with_something_to_mend_is_not_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write(examples.records(["Box supplies Reseller"]), tmp_path)
    code, lines = check(capsys, "--graph", tmp_path)
    assert (code, lines[1]) == (1, "Shapes: 1 thing to mend:")
    assert lines[2].startswith(
        f"- {tmp_path}, statements, id s01, column subject: 'Box': "
        "The subject of supplies must be of one of these kinds: company, "
    )


def test_of_many_things_the_first_are_told_and_the_rest_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [f"Maker supplies Ministry {number:02}" for number in range(25)]
    folder.write(examples.records(said), tmp_path)
    _, lines = check(capsys, "--graph", tmp_path)
    assert lines[1] == "Shapes: 25 things to look at:"
    assert (len(lines), lines[-1]) == (23, "- … and 5 more; --json gives all")


def test_the_bundled_casebook_is_small_enough_to_be_asked() -> None:
    records = examples.casebook().stated
    assert len(records.parties) + len(records.statements) < check_commands.MOST
