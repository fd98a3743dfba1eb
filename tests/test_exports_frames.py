"""Records as a NetworkX graph and as pandas frames."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from graph.exports.networkx_frames import from_networkx, to_networkx, to_pandas
from graph.exports.rows import columns
from graph.question import Ends, Question
from graph.workspace import ask
from tests import examples
from tests import records as make
from tests.exporting import world

if TYPE_CHECKING:
    from graph.statement import Records


def by_id(some: Records) -> Records:
    return replace(some, statements=tuple(sorted(some.statements, key=lambda said: said.id)))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(make.records())
def test_any_records_come_back_from_networkx(some: Records) -> None:
    assert from_networkx(to_networkx(some)) == by_id(some)


def test_the_casebook_comes_back_from_networkx() -> None:
    for some in (make.bundled(), world()):
        back = from_networkx(to_networkx(some))
        assert back == by_id(some)
        assert back.content_hash == some.content_hash


def test_every_statement_has_an_edge_of_its_own() -> None:
    made = to_networkx(world())
    assert len(made.edges) == 5
    assert sorted(made["Maker"]["Reseller"]) == sorted(said.id for said in world().statements[:2])
    assert made.nodes["Maker"]["aliases"] == ["Makers; Inc", "=1+1"]
    assert [source["id"] for source in made.graph["sources"]] == list(world().sources)


def test_a_network_of_another_making_is_an_error() -> None:
    made = to_networkx(world())
    made.graph.clear()
    with pytest.raises(KeyError):
        from_networkx(made)


def test_frames_have_the_columns_and_types_that_are_documented() -> None:
    for some in (world(), replace(world(), statements=())):
        frames = to_pandas(some)
        for name, frame in (("parties", frames.parties), ("statements", frames.statements)):
            kinds = columns(name)
            kinds.pop("id")
            assert list(frame.columns) == list(kinds)
            types = {"text": "str", "flag": "bool", "list": "object"}
            assert {c: str(frame[c].dtype) for c in kinds} == {c: types[kinds[c]] for c in kinds}
        assert frames.parties.index.name == frames.statements.index.name == "id"
        assert list(frames.parties.index) == list(some.parties)
        assert list(frames.statements.index) == [said.id for said in some.statements]


def test_what_is_unknown_is_missing_and_lists_are_never_missing() -> None:
    frames = to_pandas(world())
    assert frames.parties["country"].isna().tolist() == [True, False, True, True]
    assert frames.parties.loc["Owner", "aliases"] == ()
    assert frames.statements["disputed"].sum() == 1
    assert frames.statements["percent"].dropna().tolist() == [">50-75"]


def test_paths_have_a_row_for_each_hop_with_its_statements() -> None:
    opened = examples.casebook()
    answer = ask(opened, Question(ends=Ends.LENS, supplier="casebook:zte"))
    assert any(path.tie for path in answer.attested)
    frame = to_pandas(opened.records, answer.attested).paths
    assert len(frame) == sum(len((*path.hops, *path.tie)) for path in answer.attested)
    for number, path in enumerate(answer.attested, start=1):
        rows = frame[frame["path"] == number]
        assert rows["hop"].tolist() == list(range(1, len(rows) + 1))
        assert rows[~rows["tie"]]["target"].tolist() == list(path.parties[1:])
        assert set(rows["attestation"]) == {path.attestation.name.lower()}
        known = set(to_pandas(opened.stated).statements.index)
        assert {key for keys in rows["statements"] for key in keys} <= known
    assert {c: str(frame[c].dtype) for c in frame.columns} == {
        "path": "int64",
        "hop": "int64",
        "origin": "str",
        "target": "str",
        "statements": "object",
        "attestation": "str",
        "grade": "str",
        "disputed": "bool",
        "tie": "bool",
    }
    assert list(to_pandas(world()).paths.columns) == list(frame.columns)


def test_the_page_on_exports_has_every_column_with_its_dtype() -> None:
    page = Path(__file__).parents[1] / "docs" / "exports.md"
    rows = re.findall(r"^\| (\w+) \| `(\w+)` \| (\w+) \|", page.read_text("utf-8"), re.MULTILINE)
    frames = to_pandas(world())
    assert rows == [
        (name, column, str(dtype))
        for name in ("parties", "statements", "paths")
        for column, dtype in getattr(frames, name).dtypes.items()
    ]
