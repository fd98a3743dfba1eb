"""The table of reviewed identities: whole rows, each pair once, who is who in either form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile, BadRow
from loaders.identities import COLUMNS, Reviewed, load
from tests.records import DATA

if TYPE_CHECKING:
    from pathlib import Path

ROW = "a:1,lei=529900INVENTED,yes,The same board,Annual report,2026-11"


def table(place: Path, *rows: str, header: str = ",".join(COLUMNS)) -> Path:
    file = place / "identities.csv"
    file.write_text("\n".join([header, *rows, ""]), "utf-8")
    return file


def test_rows_are_read_with_where_they_stand(tmp_path: Path) -> None:
    [first, second] = load(table(tmp_path, ROW, "a:1,b:1,no,A namesake,Registers,2026-11-02"))
    assert first == Reviewed(
        *("a:1", "lei=529900INVENTED", True, "The same board", "Annual report"),
        *(PartialDate("2026-11"), 2),
    )
    assert (second.same, second.row) == (False, 3)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",b:1,yes,Why,Where,2026", "id"),
        ("a:1,,yes,Why,Where,2026", "other"),
        ("a:1,b:1,,Why,Where,2026", "same"),
        ("a:1,b:1,maybe,Why,Where,2026", "same"),
        ("a:1,b:1,yes,,Where,2026", "reason"),
        ("a:1,b:1,yes,Why,,2026", "evidence"),
        ("a:1,b:1,yes,Why,Where,", "date"),
        ("a:1,b:1,yes,Why,Where,soon", "date"),
        ("maker,b:1,yes,Why,Where,2026", "id"),
        ("a:1,The Maker,yes,Why,Where,2026", "other"),
        ("a:1,a:1,yes,Why,Where,2026", "other"),
    ],
)
def test_a_row_that_is_not_whole_is_refused_by_its_column(
    row: str, column: str, tmp_path: Path
) -> None:
    with pytest.raises(BadRow) as caught:
        load(table(tmp_path, ROW, row))
    assert (caught.value.row, caught.value.column) == (3, column)


@pytest.mark.parametrize("again", ["a:1,b:1", "b:1,a:1"])
def test_a_pair_is_reviewed_once_whichever_way_round(again: str, tmp_path: Path) -> None:
    first = "a:1,b:1,yes,Why,Where,2026"
    with pytest.raises(BadRow, match="this pair was reviewed in row 2"):
        load(table(tmp_path, first, f"{again},no,Why,Where,2026"))


def test_another_header_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRow, match="missing from the header"):
        load(table(tmp_path, header="id,other,same"))
    with pytest.raises(BadFile, match="is missing"):
        load(tmp_path / "none.csv")


def test_the_bundled_table_can_be_read() -> None:
    assert isinstance(load(DATA / "identities.csv"), tuple)
