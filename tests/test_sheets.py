"""A cell is read as what a person sees in it, and a sheet that cannot be trusted is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from graph.errors import BadFile, BadRow
from loaders.reading.cells import ERROR, FORMULA, ROUNDED, Cell
from loaders.reading.files import head
from loaders.reading.sheets import MOST_ROWS, lines, sheet_names
from loaders.reading.strict_sheets import refuse_others, sheet_rows

if TYPE_CHECKING:
    from pathlib import Path


def workbook(place: Path, *rows: list[Any], name: str = "table", merge: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    file = place / "book.xlsx"
    book.save(file)
    return file


def shown(place: Path, value: object, format_: str = "General") -> Cell:
    """Give how a cell is read that is shown in a number format."""
    book = openpyxl.Workbook()
    cell = book.worksheets[0].cell(1, 1)
    cell.value = value  # type: ignore[assignment]
    cell.number_format = format_
    file = place / "book.xlsx"
    book.save(file)
    [entry] = lines(file, "Sheet")
    return entry.value[0]


def rewritten(file: Path, member: str, old: bytes, new: bytes) -> Path:
    """Change a part of a workbook as no spreadsheet would."""
    content = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(content, "w") as target:
        for each in source.namelist():
            text = source.read(each)
            if each == member:
                assert old in text
                text = text.replace(old, new)
            target.writestr(each, text)
    file.write_bytes(content.getvalue())
    return file


SHEET = "xl/worksheets/sheet1.xml"

# Cells


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (2019.0, "General", "2019"),
        (2019, "General", "2019"),
        (25.5, "General", "25.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1200000.0, "#,##0", "1200000"),
        (0.00001, "General", "0.00001"),
        (-7, "General", "-7"),
        (0.49, "0%", "49%"),
        (0.495, "0.00%", "49.5%"),
        (1234567, "00000000", "01234567"),
        (True, "General", "TRUE"),
        ("01234567", "@", "01234567"),
        ("2019-05", "@", "2019-05"),
        ("  a name\u00a0", "@", "a name"),
        ("日本", "@", "日本"),
    ],
)
def test_a_value_is_the_text_that_csv_would_hold(
    value: object, format_: str, text: str, tmp_path: Path
) -> None:
    assert shown(tmp_path, value, format_) == Cell(text)


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (date(2019, 5, 17), "yyyy-mm-dd", "2019-05-17"),
        (date(2019, 5, 17), "mm-dd-yy", "2019-05-17"),
        (date(2019, 5, 1), "mmm-yy", "2019-05"),
        (date(2019, 5, 1), 'mmmm" the day" yyyy', "2019-05"),
        (date(2019, 5, 1), "[$-409]mmm yyyy", "2019-05"),
        (date(2019, 5, 17), "mmm-yy", "2019-05-17"),
        (date(2019, 1, 1), "yyyy", "2019"),
        (date(2019, 5, 1), "d/m/yyyy", "2019-05-01"),
        (datetime(2019, 5, 17, 12, 30), "yyyy-mm-dd hh:mm", "2019-05-17 12:30:00"),  # noqa: DTZ001
        (time(12, 30), "hh:mm", "12:30:00"),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_shown(
    value: object, format_: str, text: str, tmp_path: Path
) -> None:
    assert shown(tmp_path, value, format_) == Cell(text)


def test_a_formula_is_no_value(tmp_path: Path) -> None:
    assert shown(tmp_path, "=1+1") == Cell("=1+1", FORMULA)


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["x"])
    inline = b'<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>'
    with zipfile.ZipFile(file) as archive:
        old = archive.read(SHEET).split(b"<sheetData>")[1].split(b"</sheetData>")[0]
    rewritten(file, SHEET, old, b'<row r="1">' + inline + b"</row>")
    assert [entry.value for entry in lines(file, "table")] == [[Cell("=1+1")]]


def test_an_error_is_no_value(tmp_path: Path) -> None:
    assert shown(tmp_path, "#N/A") == Cell("#N/A", ERROR)


def test_a_date_that_no_calendar_has_is_an_error(tmp_path: Path) -> None:
    assert shown(tmp_path, 99999999, "yyyy-mm-dd").problem == ERROR


@pytest.mark.parametrize("value", [1234567890123456, 1e300, 12345678901234567890.0])
def test_a_number_that_a_spreadsheet_has_rounded_is_no_value(value: float, tmp_path: Path) -> None:
    assert shown(tmp_path, value).problem == ROUNDED


# Sheets


def test_rows_have_their_own_numbers_and_no_empty_cells_behind(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a", None, "b", None], [None], ["c", "", " "])
    found = [(entry.place.row, entry.value) for entry in lines(file, "table")]
    assert found == [(1, [Cell("a"), Cell(""), Cell("b")]), (3, [Cell("c")])]


def test_rows_before_the_table_are_left_out(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["A title"], ["a"], ["b"])
    assert [entry.place.row for entry in lines(file, "table", skip=1)] == [2, 3]


def test_rows_are_read_whatever_size_the_sheet_says_it_has(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a", "b"], ["c", "d"])
    rewritten(file, SHEET, b'ref="A1:B2"', b'ref="A1"')
    assert [len(entry.value) for entry in lines(file, "table")] == [2, 2]


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a", "b"], ["c", None], merge="A2:B2")
    with pytest.raises(BadFile, match="sheet table has merged cells: unmerge them"):
        list(lines(file, "table"))


def test_a_merged_title_before_the_table_is_none_of_it(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["A title", None], ["a", "b"], merge="A1:B1")
    assert [entry.place.row for entry in lines(file, "table", skip=1)] == [2]


def test_merged_cells_that_reach_into_the_table_are_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["A title", None], ["a", "b"], merge="A1:A2")
    with pytest.raises(BadFile, match="merged"):
        list(lines(file, "table", skip=1))


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"])
    with pytest.raises(BadFile, match="has no sheet 'tabel': its sheets are table"):
        list(lines(file, "tabel"))


def test_the_sheets_are_told_before_a_workbook_is_read(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"], name="R&D <1>")
    assert sheet_names(file) == ("R&D <1>",)
    assert head(file).names == ("R&D <1>",)


# Files that are no workbooks


@pytest.mark.parametrize("content", [b"", b"id,name\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_a_file_that_only_has_the_name_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    with pytest.raises(BadFile, match="is no XLSX workbook"):
        list(lines(file, "table"))


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, *(["some", "text", number] for number in range(500)))
    whole = file.read_bytes()
    for size in (100, len(whole) // 2, len(whole) - 10):
        file.write_bytes(whole[:size])
        with pytest.raises(BadFile):
            list(lines(file, "table"))


def test_a_workbook_whose_sheet_breaks_off_is_refused(tmp_path: Path) -> None:
    file = rewritten(workbook(tmp_path, ["a"], ["b"]), SHEET, b"</row></sheetData>", b"")
    with pytest.raises(BadFile, match="damaged"):
        list(lines(file, "table"))


def test_a_missing_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing"):
        list(lines(tmp_path / "book.xlsx", "table"))


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").mkdir()
    with pytest.raises(BadFile, match="cannot be read"):
        list(lines(tmp_path / "book.xlsx", "table"))


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"\0" * 2**27)
    with pytest.raises(BadFile, match="unpacks to"):
        list(lines(file, "table"))


def test_entities_are_not_multiplied(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"])
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    with zipfile.ZipFile(file) as archive:
        start = archive.read(SHEET).split(b"<sheetData>")[0]
    bomb = b'<!DOCTYPE worksheet [<!ENTITY l0 "lol">' + laughs + b"]>" + start
    rewritten(file, SHEET, start, bomb)
    cell = b'<c r="A1" t="inlineStr"><is><t>&l9;</t></is></c><c r="B1"'
    rewritten(file, SHEET, b'<c r="A1"', cell)
    with pytest.raises(BadFile):
        list(lines(file, "table"))


def test_a_row_of_an_impossible_number_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"])
    far = str(MOST_ROWS * 1000).encode()
    rewritten(file, SHEET, b'<row r="1"', b'<row r="' + far + b'"')
    with pytest.raises(BadFile, match="has a row beyond"):
        list(lines(file, "table"))


# Sheets that people edit


def test_a_sheet_is_read_as_strictly_as_csv(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["id", " title "], ["d1", "One"], ["d2", None], [None, None])
    found = list(sheet_rows(file, "table", ("id", "title")))
    assert [row.number for row in found] == [2, 3]
    assert [row.cells for row in found] == [{"id": "d1", "title": "One"}, {"id": "d2", "title": ""}]


@pytest.mark.parametrize(
    ("rows", "row", "column", "value"),
    [
        pytest.param([["id", "titel"]], 1, "titel", "titel", id="a misspelt column"),
        pytest.param([["id"]], 1, "title", "", id="a missing column"),
        pytest.param([["id", "title", "id"]], 1, "id", "id", id="a column twice"),
        pytest.param([["id", None, "title"]], 1, "", "", id="a column without a name"),
        pytest.param([[None], ["id", "title"]], 1, "?", "", id="an empty row above"),
        pytest.param([["id", "title"], ["a", "b", "c"]], 2, "?", "c", id="a long row"),
        pytest.param([["id", "title"], [None], ["a"]], 2, "id", "", id="an empty row between"),
        pytest.param([["id", "title"], ["a", "=1+1"]], 2, "title", "=1+1", id="a formula"),
        pytest.param([["id", "title"], ["a", "#REF!"]], 2, "title", "#REF!", id="an error"),
        pytest.param([["id", "title"], [None, "x\ny"]], 2, "title", "x\ny", id="a line break"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(
    rows: list[list[Any]], row: int, column: str, value: str, tmp_path: Path
) -> None:
    file = workbook(tmp_path, *rows)
    with pytest.raises(BadRow) as caught:
        list(sheet_rows(file, "table", ("id", "title")))
    found = caught.value
    assert (found.row, found.column, found.value) == (row, column, value)
    assert str(found).startswith(f"{file}, sheet table, row {row}, column {column}: ")


def test_an_empty_sheet_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="sheet table: is empty"):
        list(sheet_rows(workbook(tmp_path), "table", ("id",)))


def test_a_sheet_that_nobody_would_read_is_refused(tmp_path: Path) -> None:
    file = workbook(tmp_path, ["a"], name="parties (2)")
    with pytest.raises(BadFile, match=r"has the sheet parties \(2\), which would not be read"):
        refuse_others(file, ("parties",))
