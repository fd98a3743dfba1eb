"""A table is read as it stands or not at all, and what is wrong is named where it stands."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile, BadRow
from loaders.table import Row, rows

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = ("id", "title", "country")
HEADER = b"id,title,country\n"


def read(place: Path, content: bytes) -> list[Row]:
    file = place / "deals.csv"
    file.write_bytes(content)
    return list(rows(file, COLUMNS))


def refused(place: Path, content: bytes) -> tuple[int, str, str]:
    with pytest.raises(BadRow) as caught:
        read(place, content)
    assert caught.value.file == place / "deals.csv"
    for part in (caught.value.file, f"row {caught.value.row}", caught.value.remedy):
        assert str(part) in str(caught.value)
    return caught.value.row, caught.value.column, caught.value.value


def test_rows_know_where_they_stand(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + b"d1,One,IR\nd2,Two,\n")
    assert [row.number for row in found] == [2, 3]
    assert found[1].cells == {"id": "d2", "title": "Two", "country": ""}


def test_columns_may_come_in_any_order(tmp_path: Path) -> None:
    [row] = read(tmp_path, b"country,id,title\nIR,d1,One\n")
    assert row.text("title") == "One"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_any_line_ending_will_do(end: bytes, tmp_path: Path) -> None:
    content = HEADER.strip() + (end or b"\n") + b"d1,One,IR" + end
    assert len(read(tmp_path, content)) == 1


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    assert len(read(tmp_path, b"\xef\xbb\xbf" + HEADER + "d1,Où,IR\n".encode())) == 1


def test_a_column_that_may_be_missing_is_then_empty(tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_bytes(b"id,title\nd1,One\n")
    [row] = rows(file, COLUMNS, optional=("country",))
    assert row.cells == {"id": "d1", "title": "One", "country": ""}
    file.write_bytes(HEADER + b"d1,One,IR\n")
    [row] = rows(file, COLUMNS, optional=("country",))
    assert row.text("country") == "IR"


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == []


@pytest.mark.parametrize(
    ("content", "row", "column", "value"),
    [
        pytest.param(b"id,titel,country\n", 1, "titel", "titel", id="a misspelt column"),
        pytest.param(b"id,title\n", 1, "country", "", id="a missing column"),
        pytest.param(b"id,title,country,x\n", 1, "x", "x", id="an extra column"),
        pytest.param(b"id,title,title,country\n", 1, "title", "title", id="a column twice"),
        pytest.param(b"id,title,country,\n", 1, "", "", id="a column without a name"),
        pytest.param(b"id, title,country\n", 1, " title", " title", id="a spaced column"),
        pytest.param(b"\n", 1, "id", "", id="an empty header"),
        pytest.param(b"id;title;country\n", 1, "id;title;country", "id;title;country", id=";"),
        pytest.param(b'"id"x,title,country\n', 1, "?", "", id="a stray quote in the header"),
        pytest.param(HEADER + b"d1,One,IR\nd2,Two\n", 3, "country", "", id="a short row"),
        pytest.param(HEADER + b"d1,One,IR,more\n", 2, "?", "more", id="a long row"),
        pytest.param(HEADER + b"d1,One,IR\n\nd2,Two,IR\n", 3, "id", "", id="a blank line"),
        pytest.param(HEADER + b"d1,One,IR\n\n", 3, "id", "", id="a blank line at the end"),
        pytest.param(HEADER + b'd1,"One"two,IR\n', 2, "?", "", id="a stray quote"),
        pytest.param(HEADER + b'd1,One,IR\nd2,"Two,IR\nd3,x,IR\n', 3, "?", "", id="open quote"),
        pytest.param(HEADER + b"d1, One,IR\n", 2, "title", " One", id="white space before"),
        pytest.param(HEADER + b"d1,One ,IR\n", 2, "title", "One ", id="white space after"),
        pytest.param(HEADER + "d1,\u00a0One,IR\n".encode(), 2, "title", "\xa0One", id="nbsp"),
        pytest.param(HEADER + b"d1,O\x1b[31mne,IR\n", 2, "title", "O\x1b[31mne", id="escape"),
        pytest.param(HEADER + "d1,O\x9bne,IR\n".encode(), 2, "title", "O\x9bne", id="C1 escape"),
        pytest.param(HEADER + "d1,O\u2028ne,IR\n".encode(), 2, "title", "O\u2028ne", id="U+2028"),
        pytest.param(HEADER + b"d1,O\x00ne,IR\n", 2, "title", "O\0ne", id="NUL"),
        pytest.param(HEADER + b"d1,O\tne,IR\n", 2, "title", "O\tne", id="a tab"),
        pytest.param(HEADER + b'd1,"O\nne",IR\nd2,\n', 2, "title", "O\nne", id="a line break"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(
    content: bytes, row: int, column: str, value: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, content) == (row, column, value)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_in_another_encoding_is_named_by_line_and_field(
    end: bytes, mark: bytes, tmp_path: Path
) -> None:
    content = mark + end.join([HEADER.strip(), b"d1,One,IR", b'd2,"a, caf\xe9",IR', b""])
    assert refused(tmp_path, content) == (3, "title", "a, café")


def test_the_first_byte_of_a_line_belongs_to_the_first_field(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER + b"\xe9,One,IR\n") == (2, "id", "é")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_encoding_is_refused_at_the_first_line(encoding: str, tmp_path: Path) -> None:
    row, _, value = refused(tmp_path, "id,title,country\nd1,One,IR\n".encode(encoding))
    assert row == 1
    assert value


def test_a_field_longer_than_any_reader_takes_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER + b"d1," + b"x" * 200_000 + b",IR\n")[0] == 2


def test_it_is_refused_too_when_longer_fields_of_others_were_read_before(
    tmp_path: Path,
) -> None:
    before = csv.field_size_limit(10**6)
    try:
        assert refused(tmp_path, HEADER + b"d1," + b"x" * 200_000 + b",IR\n")[:2] == (2, "title")
    finally:
        csv.field_size_limit(before)


def test_a_row_after_a_quoted_line_break_has_the_number_of_its_own_line(tmp_path: Path) -> None:
    content = HEADER + b'd1,"One\ntwo",IR\n'
    assert refused(tmp_path, content)[0] == 2
    assert refused(tmp_path, HEADER + b'd1,One,IR\nd2,"Two\n\n\nthree",IR,more\n')[0] == 3


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_table(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read(tmp_path, content)
    assert (caught.value.file, caught.value.problem) == (tmp_path / "deals.csv", "is empty")
    assert "id,title,country" in caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        list(rows(tmp_path / "deals.csv", COLUMNS))
    assert (caught.value.file, caught.value.problem) == (tmp_path / "deals.csv", "is missing")


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        list(rows(tmp_path, COLUMNS))


def row(value: str) -> Row:
    return Row(Path("t.csv"), 7, {"field": value})


def test_a_field_is_read_as_what_it_must_be() -> None:
    assert row("").text("field") == ""
    assert row("x").required("field") == "x"
    assert row("b").one_of("field", ["a", "b"]) == "b"
    assert row("2019-05").date("field") == PartialDate("2019-05")
    assert row("").date("field") is None
    assert row("XK").country("field") == "XK"
    assert row("").country("field") is None
    assert row("").parts("field", ";") == ()
    assert row("a; b;c").parts("field", ";") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("read_as", "value"),
    [
        (lambda r: r.required("field"), ""),
        (lambda r: r.one_of("field", ["a", "b"]), "c"),
        (lambda r: r.one_of("field", ["a", "b"]), ""),
        (lambda r: r.date("field"), "2019-02-30"),
        (lambda r: r.date("field"), "May 2019"),
        (lambda r: r.country("field"), "UK"),
        (lambda r: r.country("field"), "ir"),
        (lambda r: r.parts("field", ";"), "a;;b"),
        (lambda r: r.parts("field", ";"), "a;"),
        (lambda r: r.parts("field", ";"), ";"),
    ],
)
def test_a_field_that_cannot_be_read_names_row_column_and_value(
    read_as: Callable[[Row], object], value: str
) -> None:
    with pytest.raises(BadRow) as caught:
        read_as(row(value))
    assert (caught.value.row, caught.value.column, caught.value.value) == (7, "field", value)
