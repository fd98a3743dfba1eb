"""The workbook: the same text back, text in every cell, the same bytes."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadQuestion
from graph.exports import xlsx
from graph.exports.sheets import TABLES
from graph.exports.xlsx import CUT, EXPORT, LONGEST, escaped, unescaped
from tests import records as make
from tests.exporting import renamed, subgraph, through, world, written

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Records

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "#N/A", "#REF!", "=", "1e5", "TRUE", "007")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(some=make.records())
def test_any_records_come_back_as_they_were(some: Records) -> None:
    assert through(EXPORT, some) == some


def test_the_casebook_comes_back_as_it_was_and_nothing_is_cut() -> None:
    assert through(EXPORT, make.bundled()) == make.bundled()
    assert written(EXPORT, make.bundled())[1] == ()


@pytest.mark.parametrize("text", [*make.HOSTILE, *FORMULAS, "_x0041_", "_x005F_", "x005F_"])
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    assert through(EXPORT, renamed(text)) == renamed(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_xml_cannot_hold_is_written_and_read_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_every_cell_is_text(text: str, tmp_path: Path) -> None:
    file = tmp_path / "some.xlsx"
    EXPORT.write(subgraph(renamed(text)), file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == list(TABLES)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert text in {cell.value for cell in cells}


def test_pandas_reads_the_sheets(tmp_path: Path) -> None:
    file = tmp_path / "some.xlsx"
    EXPORT.write(subgraph(world()), file)
    read = pd.read_excel(file, sheet_name="statements", dtype=str, keep_default_na=False)
    assert list(read.columns) == list(TABLES["statements"])
    assert sorted(read["object_name"])[0] == "Maker"
    assert len(read) == len(world().statements)


def test_a_workbook_bears_no_time_at_which_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "some.xlsx"
    EXPORT.write(subgraph(world()), file)
    with zipfile.ZipFile(file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = archive.read("docProps/core.xml").decode()
    assert told.count("1980-01-01T00:00:00Z") == 2
    assert "202" not in told.partition("created")[2]


def test_a_text_that_no_cell_holds_is_cut_and_that_is_said() -> None:
    some = world()
    maker = replace(some.parties["Maker"], description="x" * (LONGEST + 1))
    long = replace(some, parties={**some.parties, "Maker": maker})
    assert written(EXPORT, long)[1] == (CUT,)
    assert through(EXPORT, long).parties["Maker"].description == "x" * LONGEST
    assert CUT in EXPORT.loses


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    with pytest.raises(BadQuestion, match="a sheet has 4 rows; write CSV"):
        EXPORT.write(subgraph(world()), tmp_path / "some.xlsx")
    assert list(tmp_path.iterdir()) == []
