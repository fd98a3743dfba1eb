"""Rows of published CSV come as they stand, with their place, or are refused with a reason."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFile
from loaders.reading import rows as module
from loaders.reading.rows import check_header, records, rows
from loaders.reading.tally import Tally
from tests.loading import write


def cells(file: Path, **more: Any) -> list[tuple[int, list[str]]]:  # noqa: ANN401
    return [(entry.place.row, entry.value) for entry in records(file, Tally(), **more)]


def read(text: str, *columns: str, place: Path, **more: Any) -> list[dict[str, str]]:  # noqa: ANN401
    file, tally = write(place / "list.csv", text), Tally()
    found = [entry.value for entry in rows(file, tally, columns, **more)]
    assert tally.rows == len(found) + len(tally.rejected)
    return found


# Records


def test_a_record_knows_the_line_it_begins_on(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", 'a,b\n1,"two\nlines"\n\n2,c\n')
    assert cells(file) == [(1, ["a", "b"]), (2, ["1", "two\nlines"]), (5, ["2", "c"])]
    assert [entry.place.file for entry in records(file, Tally())] == ["list.csv"] * 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_quoted_cells_may_span_lines_whatever_ends_them(end: str, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", end.join(["a,b", '1,"two', '""lines"""', "2,c", ""]))
    assert cells(file) == [(1, ["a", "b"]), (2, ["1", 'two\n"lines"']), (4, ["2", "c"])]


def test_lines_before_the_header_are_skipped_and_counted(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", "Last Updated,1/2/2026\na,b\n1,2\n")
    assert cells(file, skip=1) == [(2, ["a", "b"]), (3, ["1", "2"])]
    assert cells(file, skip=99) == []


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_another_separator_is_read_when_it_is_named(separator: str, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", f"a{separator}b,c\n")
    assert cells(file, separator=separator) == [(1, ["a", "b,c"])]


@pytest.mark.parametrize("separator", ["", ",,", "\n", '"', "\\t"])
def test_a_separator_that_is_no_one_character_is_refused(separator: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="between cells: name one character"):
        cells(write(tmp_path / "list.csv", "a,b\n"), separator=separator)


def test_control_z_is_left_out_wherever_it_stands(tmp_path: Path) -> None:
    assert cells(write(tmp_path / "a.csv", "1,a\n2,b\n\x1a")) == [(1, ["1", "a"]), (2, ["2", "b"])]
    assert cells(write(tmp_path / "b.csv", "1,a\n\x1a2,b\n")) == [(1, ["1", "a"]), (2, ["2", "b"])]


def test_a_stray_return_is_a_blank(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", 'a,b\n1,one\rname\n2,"one\rname"\n')
    assert cells(file)[1:] == [(2, ["1", "one name"]), (3, ["2", "one name"])]


@pytest.mark.parametrize("text", ['a,b\n1,"cut', 'a,b\n1,"cut\n2,c\n3,d\n', 'a,b\n1,"x"y\n'])
def test_quotes_that_do_not_close_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="row 2 is not CSV: .*is the file cut off"):
        cells(write(tmp_path / "list.csv", text))


def test_a_cell_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 1000)
    text = 'a,b\n1,"' + "line\n" * 1000
    with pytest.raises(BadFile, match="row 2 is not CSV: field larger than field limit"):
        cells(write(tmp_path / "list.csv", text))


def test_a_huge_number_of_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="row 1 has more than 16,384 cells"):
        cells(write(tmp_path / "list.csv", "a," * 20_000))
    with pytest.raises(BadFile, match="has a line with 2,000,000 ','"):
        cells(write(tmp_path / "list.csv", "," * 2_000_000))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x1a"))
TABLE = st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=5)


@given(TABLE, st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)))
def test_any_cells_come_back(table: list[list[str]], quoting: Any) -> None:  # noqa: ANN401
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(table)
    with TemporaryDirectory() as place:
        file = write(Path(place) / "list.csv", "a\n" + text.getvalue())
        assert [value for _, value in cells(file)[1:]] == table


# Rows below a header


def test_a_row_is_cells_by_the_names_of_the_header(tmp_path: Path) -> None:
    text = " id , name,more\n 1 , Ünder Ltd ,x\n"
    assert read(text, "id", "name", place=tmp_path) == [
        {"id": "1", "name": "Ünder Ltd", "more": "x"}
    ]


def test_a_row_with_too_few_or_too_many_cells_is_rejected(tmp_path: Path) -> None:
    file, tally = write(tmp_path / "list.csv", "id,name\n1\n2,b,c\n3,d\n"), Tally()
    assert [entry.value["id"] for entry in rows(file, tally, ("id",))] == ["3"]
    assert [tuple(each) for each in tally.rejected] == [
        ("list.csv", 2, "has 1 cells, not 2"),
        ("list.csv", 3, "has 3 cells, not 2"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "name\n", "ID,name\n", "dear diary", "<xml/>"])
def test_another_header_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="its header has no .*is this the file, and the format"):
        read(text, "id", "name", place=tmp_path)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="its header has id twice: read it by position"):
        read("id,name,id\n", "id", "name", place=tmp_path)
    check_header(tmp_path, ["id", "x", "x"], ["id"])


def test_a_header_with_a_byte_order_mark_is_a_header(tmp_path: Path) -> None:
    assert read("\ufeffid,name\n1,a\n", "id", place=tmp_path) == [{"id": "1", "name": "a"}]


def test_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", "id,name\n1,Ünder\n", "cp1252")
    with pytest.raises(BadFile, match="line 2 is not utf-8"):
        list(rows(file, Tally(), ("id",)))
    [entry] = rows(file, Tally(), ("id",), encoding="cp1252")
    assert entry.value["name"] == "Ünder"
