"""CSV: the same text back, nothing that a spreadsheet runs, and other programs read it."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING
from unicodedata import category

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.exports.csv_tables import EXPORT, guarded, unguarded
from graph.exports.sheets import TABLES
from tests import records as make
from tests.exporting import renamed, subgraph, through, world

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Records

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\uff1d1", "'=1")


def unpacked(folder: Path, some: Records) -> Path:
    """Write records as a zip and unpack it."""
    EXPORT.write(subgraph(some), folder / "some.zip")
    with zipfile.ZipFile(folder / "some.zip") as archive:
        archive.extractall(folder)
    return folder


def cells(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), strict=True))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(some=make.records())
def test_any_records_come_back_as_they_were(some: Records) -> None:
    assert through(EXPORT, some) == some


def test_the_casebook_comes_back_as_it_was() -> None:
    assert through(EXPORT, make.bundled()) == make.bundled()


@pytest.mark.parametrize("text", [*make.HOSTILE, *FORMULAS])
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    assert through(EXPORT, renamed(text)) == renamed(text)


@given(text=st.text() | st.sampled_from(FORMULAS))
def test_a_guard_can_always_be_taken_away(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(text=st.text() | st.sampled_from(FORMULAS))
def test_no_cell_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    unseen = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    seen = next((each for each in guarded(text) if category(each) not in unseen), "")
    assert seen not in set("=+-@\uff1d\uff0b\uff0d\uff20")
    assert not guarded(text).startswith(("\t", "\r", "\n"))


def test_what_needs_no_guard_has_none() -> None:
    for text in ("Maker", ">=50", "2019-05", "1+1", "a=b", "", "(=1)"):
        assert guarded(text) == text


def test_every_table_has_its_columns_and_a_row_for_each_thing(tmp_path: Path) -> None:
    some = world()
    folder = unpacked(tmp_path, some)
    assert {file.stem for file in folder.glob("*.csv")} == set(TABLES)
    for name, columns in TABLES.items():
        assert cells(folder / f"{name}.csv")[0] == list(columns)
    assert len(cells(folder / "statements.csv")) == 1 + len(some.statements)
    assert len(cells(folder / "parties.csv")) == 1 + len(some.parties)


def test_a_statement_names_both_ends_its_grade_dispute_and_evidence(tmp_path: Path) -> None:
    table = cells(unpacked(tmp_path, world()) / "statements.csv")
    rows = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    (told,) = [row for row in rows if row["relation"] == "resells_for"]
    assert (told["subject_name"], told["object_name"]) == ("Reseller", "Maker")
    assert told["disputed"] == "yes"
    assert told["note"] == "Denied."
    assert told["source_title"]
    parallel = [row for row in rows if (row["subject"], row["object"]) == ("Maker", "Reseller")]
    assert sorted(row["grade"] for row in parallel) == ["charged", "documented"]


def test_the_question_the_lens_and_the_terms_of_each_source_go_along(tmp_path: Path) -> None:
    some = world()
    about = cells(unpacked(tmp_path, some) / "about.csv")[1:]
    told = dict(about)
    assert told["asked"] == "A test"
    assert told["parameters"] == '{"hops": "1"}'
    assert told["lens"] == "a rule"
    assert told["program"] == "enduse 0"
    assert told["content_hash"] == some.content_hash
    lines = [text for key, text in about if key == "attribution"]
    assert len(lines) == len(some.collections) + len(some.sources)


@pytest.mark.parametrize("text", make.HOSTILE)
def test_pandas_reads_the_same_text(text: str, tmp_path: Path) -> None:
    file = unpacked(tmp_path, renamed(text)) / "parties.csv"
    read = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert text in [unguarded(name) for name in read["name"]]


@pytest.mark.parametrize("text", [each for each in make.HOSTILE if "\x01" not in each])
def test_duckdb_reads_the_same_text(text: str, tmp_path: Path) -> None:
    file = unpacked(tmp_path, renamed(text)) / "parties.csv"
    options = "header=true, all_varchar=true, quote='\"', escape='\"', delim=','"
    question = f"select name from read_csv('{file}', {options}, new_line='\\r\\n')"  # noqa: S608
    names = [row[0] for row in duckdb.execute(question).fetchall()]
    assert text in [unguarded(name) for name in names if name is not None]
