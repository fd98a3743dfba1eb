"""The table of assessments is read whole, and its latest year counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile, BadRow
from loaders import practices

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ",".join(practices.COLUMNS)
ROW = "IR,freedom_in_the_world,freedom-house,2025,11,Not Free,https://example.org,primary"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "practices.csv"


def write(file: Path, *rows: str) -> Path:
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def test_an_assessment_keeps_all_that_its_assessor_says(file: Path) -> None:
    found = practices.load(write(file, ROW))["IR"]["freedom_in_the_world"]
    assert (found.country, found.assessor, found.year) == ("IR", "freedom-house", 2025)
    assert (found.value, found.category, found.basis) == ("11", "Not Free", "primary")


@pytest.mark.parametrize("turned", [False, True])
def test_the_latest_year_counts_wherever_it_stands(turned: bool, file: Path) -> None:
    rows = [ROW, ROW.replace("2025,11", "2019,17"), ROW.replace("2025,11", "2024,12")]
    found = practices.load(write(file, *(reversed(rows) if turned else rows)))
    assert found["IR"]["freedom_in_the_world"].value == "11"


def test_countries_and_indicators_are_sorted(file: Path) -> None:
    rows = [ROW.replace("IR", "VE"), ROW.replace("freedom_in", "z"), ROW, ROW.replace("IR", "CN")]
    found = practices.load(write(file, *rows))
    assert list(found) == ["CN", "IR", "VE"]
    assert list(found["IR"]) == sorted(found["IR"])


@pytest.mark.parametrize(
    ("was", "now", "column", "value"),
    [
        ("IR,", ",", "country", ""),
        ("IR,", "Iran,", "country", "Iran"),
        ("2025", "2025-01", "year", "2025-01"),
        ("2025", "", "year", ""),
        ("2025", "last", "year", "last"),
        (",11,", ",,", "value", ""),
        ("freedom-house", "", "assessor", ""),
        ("freedom_in_the_world", "", "indicator", ""),
        ("Not Free", "", "category", ""),
        ("https://example.org", "", "url", ""),
        ("primary", "", "basis", ""),
    ],
)
def test_what_cannot_be_taken_is_named(
    was: str, now: str, column: str, value: str, file: Path
) -> None:
    good = ROW.replace("IR", "VE")
    with pytest.raises(BadRow) as caught:
        practices.load(write(file, good, ROW.replace(was, now)))
    found = caught.value
    assert (found.file, found.row, found.column, found.value) == (file, 3, column, value)


def test_two_values_for_one_year_are_refused(file: Path) -> None:
    with pytest.raises(BadRow, match="IR 2025 has this indicator already") as caught:
        practices.load(write(file, ROW, ROW.replace(",11,", ",12,")))
    assert (caught.value.row, caught.value.column) == (3, "indicator")


def test_a_missing_table_is_named(file: Path) -> None:
    with pytest.raises(BadFile, match="is missing"):
        practices.load(file)


def test_years_can_be_read_apart(file: Path) -> None:
    rows = [ROW, ROW.replace("2025,11", "2019,17"), ROW.replace("IR,", "BY,")]
    found = practices.load_years(write(file, *rows))
    assert list(found) == [2019, 2025]
    assert list(found[2025]) == ["BY", "IR"]
    assert found[2019]["IR"]["freedom_in_the_world"].value == "17"
    with pytest.raises(BadRow):
        practices.load_years(write(file, ROW, ROW))
