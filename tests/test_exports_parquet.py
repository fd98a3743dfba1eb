"""Parquet: a graph folder in a zip, which this program and others open."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from graph.exports.parquet import EXPORT
from graph.workspace import open_workspace
from tests import records as make
from tests.exporting import renamed, subgraph, through, world

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Records


def unpacked(folder: Path, some: Records) -> Path:
    """Write records as a zip and unpack it."""
    file = folder.with_suffix(".zip")
    EXPORT.write(subgraph(some), file)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(some=make.records())
def test_any_records_come_back_as_they_were(some: Records) -> None:
    assert through(EXPORT, some) == some


@pytest.mark.parametrize("text", make.HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    assert through(EXPORT, renamed(text)) == renamed(text)


def test_what_was_unpacked_opens_as_a_graph(tmp_path: Path) -> None:
    opened = open_workspace(unpacked(tmp_path / "some", make.bundled()))
    assert opened.stated == make.bundled()
    assert opened.stated.content_hash == make.bundled().content_hash


def test_the_manifest_says_what_the_export_answers(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "some", world())
    told = json.loads((folder / "manifest.json").read_bytes())["exported"]
    assert told["asked"] == "A test"
    assert told["lens"] == "a rule"
    assert json.loads(told["parameters"]) == {"hops": "1"}
    assert told["content_hash"] == world().content_hash
    assert len(told["attribution"].splitlines()) == 1 + len(world().sources)


@pytest.mark.parametrize("text", make.HOSTILE)
def test_duckdb_and_pandas_read_the_same_text(text: str, tmp_path: Path) -> None:
    file = unpacked(tmp_path / "some", renamed(text)) / "parties.parquet"
    names = [row[0] for row in duckdb.read_parquet(str(file)).project("name").fetchall()]
    assert text in names
    assert list(pd.read_parquet(file)["name"]) == names


def test_duckdb_joins_the_tables(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "some", world())
    for name in ("statements", "parties", "sources"):
        duckdb.execute(f"create or replace view {name} as from '{folder / name}.parquet'")
    question = (
        "select p.name, s.relation, s.grade, s.disputed, q.publisher from statements s "
        "join parties p on p.id = s.subject join sources q on q.id = s.source where s.disputed"
    )
    ((name, relation, _, disputed, publisher),) = duckdb.execute(question).fetchall()
    assert (name, relation, disputed) == ("Reseller", "resells_for", True)
    assert publisher
