"""A graph on disk comes back as it was, and is never half there nor in place of something else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph import folder
from graph.errors import BadFile
from graph.folder import open_folder, read_manifest, replacing, write
from graph.statement import Identifier
from tests import records as make

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.statement import Records

TABLES = sorted(folder.TABLES)


def written(some: Records, place: Path, **more: Any) -> Path:  # noqa: ANN401 - anything JSON
    place.mkdir(parents=True, exist_ok=True)
    write(some, place, **more)
    return place


def content(place: Path) -> Mapping[str, bytes]:
    """Give all files in a folder, with their bytes."""
    return {
        str(file.relative_to(place)): file.read_bytes()
        for file in sorted(place.rglob("*"))
        if file.is_file()
    }


def rebuild(place: Path) -> None:
    with replacing(place) as new:
        write(make.bundled(), new)


def fail_while_rebuilding(place: Path, error: BaseException) -> None:
    with replacing(place) as new:
        write(make.bundled(), new)
        raise error


# What was written comes back


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(make.records())
def test_any_records_come_back_as_they_were(some: Records) -> None:
    with TemporaryDirectory() as place:
        back = open_folder(written(some, Path(place)))
    assert back == some
    assert back.content_hash == some.content_hash
    assert replace(back, known_hash="").content_hash == some.content_hash
    assert list(back.parties) == list(some.parties)
    assert [said.id for said in back.statements] == [said.id for said in some.statements]


def test_the_casebook_comes_back_as_it_was(tmp_path: Path) -> None:
    assert open_folder(written(make.bundled(), tmp_path)) == make.bundled()


def test_no_records_come_back_as_none(tmp_path: Path) -> None:
    none = replace(make.bundled(), parties={}, statements=(), sources={}, deals={})
    assert open_folder(written(none, tmp_path)) == none


@pytest.mark.parametrize("text", [*make.HOSTILE, "\0", "a\0b"])
def test_hostile_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    some = make.bundled()
    key = next(iter(some.parties))
    party = replace(
        some.parties[key], name=text, aliases=(text, ""), identifiers=(Identifier(text, text),)
    )
    some = replace(some, parties={**some.parties, key: party})
    assert open_folder(written(some, tmp_path)) == some


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(make.records())
def test_the_same_records_give_the_same_bytes(some: Records) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert content(written(some, Path(one))) == content(written(some, Path(other)))


def test_half_a_character_is_refused_by_name(tmp_path: Path) -> None:
    some = make.bundled()
    key = next(iter(some.parties))
    broken = replace(some, parties={key: replace(some.parties[key], name="a\ud800b")})
    with pytest.raises(BadFile, match=r"a\\ud800b.*lone surrogate"):
        write(broken, tmp_path)


def test_what_more_the_manifest_holds_is_read_back(tmp_path: Path) -> None:
    assert read_manifest(written(make.bundled(), tmp_path, parts=["a"]))["parts"] == ["a"]


# What was changed is noticed


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_byte_in_a_table_is_noticed(name: str, tmp_path: Path) -> None:
    file = written(make.bundled(), tmp_path) / name
    intact = file.read_bytes()
    for place in (0, len(intact) // 2, len(intact) - 1):
        changed = bytearray(intact)
        changed[place] ^= 1
        file.write_bytes(bytes(changed))
        with pytest.raises(BadFile, match=f"{name}: is not the file that the manifest names"):
            open_folder(tmp_path)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_cut_or_missing_is_noticed(name: str, tmp_path: Path) -> None:
    file = written(make.bundled(), tmp_path) / name
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(BadFile, match=name):
        open_folder(tmp_path)
    file.unlink()
    with pytest.raises(BadFile, match=name):
        open_folder(tmp_path)


def test_a_changed_manifest_is_noticed(tmp_path: Path) -> None:
    manifest = written(make.bundled(), tmp_path) / folder.MANIFEST
    said = json.loads(manifest.read_text("utf-8"))
    said["collections"][0]["title"] = "Another title"
    manifest.write_text(json.dumps(said), "utf-8")
    with pytest.raises(BadFile, match="was changed"):
        open_folder(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "null", '{"name": "An app"}', "\xff"])
def test_a_manifest_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / folder.MANIFEST).write_bytes(text.encode("latin-1"))
    with pytest.raises(BadFile, match=r"manifest\.json"):
        open_folder(tmp_path)


def test_another_layout_is_refused_by_its_number(tmp_path: Path) -> None:
    (tmp_path / folder.MANIFEST).write_text('{"layout": 0}', "utf-8")
    with pytest.raises(BadFile, match="has layout 0, not 1: build the graph again"):
        open_folder(tmp_path)


def test_a_folder_without_a_manifest_is_no_graph(tmp_path: Path) -> None:
    assert not folder.is_folder(tmp_path)
    assert not folder.is_folder(tmp_path / "none")
    with pytest.raises(BadFile, match="is missing"):
        open_folder(tmp_path)


# Whole, or not at all


def test_a_new_folder_is_put_in_its_place(tmp_path: Path) -> None:
    place = tmp_path / "new" / "graph"
    rebuild(place)
    assert open_folder(place) == make.bundled()
    assert [each.name for each in place.parent.iterdir()] == ["graph"]


def test_an_empty_folder_becomes_a_graph(tmp_path: Path) -> None:
    place = tmp_path / "graph"
    place.mkdir()
    rebuild(place)
    assert open_folder(place) == make.bundled()


def test_a_graph_is_replaced_whole(tmp_path: Path) -> None:
    none = replace(make.bundled(), statements=())
    place = written(none, tmp_path / "graph")
    (place / folder.PARTS).mkdir()
    (place / ".DS_Store").write_bytes(b"left by a file browser")
    rebuild(place)
    assert open_folder(place) == make.bundled()
    assert {each.name for each in place.iterdir()} == {folder.MANIFEST, *TABLES}
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]


@pytest.mark.parametrize("error", [BadFile(Path("x"), "bad", "?"), ValueError(), SystemExit()])
def test_a_failure_leaves_the_old_graph_byte_for_byte(error: BaseException, tmp_path: Path) -> None:
    place = written(replace(make.bundled(), statements=()), tmp_path / "graph")
    before = content(tmp_path)
    with pytest.raises(type(error)):
        fail_while_rebuilding(place, error)
    assert content(tmp_path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]


def test_a_failure_leaves_nothing_where_nothing_was(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"):
        fail_while_rebuilding(tmp_path / "graph", ValueError("no"))
    assert not list(tmp_path.iterdir())


def test_a_failure_to_put_the_new_in_its_place_brings_the_old_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = written(replace(make.bundled(), statements=()), tmp_path / "graph")
    before, really = content(tmp_path), Path.replace

    def fails_for_the_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return really(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_the_new)
    with pytest.raises(BadFile, match="cannot be written .Permission denied"):
        rebuild(place)
    assert content(tmp_path) == before
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]


def test_a_full_disk_is_told_and_leaves_the_old_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place = written(make.bundled(), tmp_path / "graph")
    before = content(place)
    monkeypatch.setattr("graph.folder.pq.write_table", full)
    with pytest.raises(BadFile, match="cannot be written .No space left on device"):
        rebuild(place)
    assert content(tmp_path / "graph") == before
    assert [each.name for each in tmp_path.iterdir()] == ["graph"]


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file", "utf-8")
    with pytest.raises(BadFile, match="cannot be written"):
        rebuild(tmp_path / "file" / "graph")


# Nothing but a graph is replaced


@pytest.mark.parametrize(
    "files",
    [
        ["letter.txt"],
        ["source.toml", "parties.csv"],
        ["manifest.json", "app.js"],
        ["manifest.json"],
        ["parties.parquet", "statements.parquet"],
        [".git/config"],
    ],
    ids=" ".join,
)
def test_a_folder_that_is_no_graph_is_never_replaced(files: list[str], tmp_path: Path) -> None:
    place = tmp_path / "mine"
    for name in files:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text('{"layout": 1}', "utf-8")
    before = content(tmp_path)
    with pytest.raises(BadFile, match="is there and is no graph"):
        rebuild(place)
    assert content(tmp_path) == before


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a letter", "utf-8")
    with pytest.raises(BadFile, match="is there and is no graph"):
        rebuild(tmp_path / "mine")
    assert (tmp_path / "mine").read_text("utf-8") == "a letter"


def test_a_graph_with_something_of_ones_own_in_it_is_not_replaced(tmp_path: Path) -> None:
    place = written(make.bundled(), tmp_path / "graph")
    (place / "my notes.txt").write_text("notes", "utf-8")
    before = content(tmp_path)
    with pytest.raises(BadFile, match=r"holds my notes\.txt, which is no part of a graph"):
        rebuild(place)
    assert content(tmp_path) == before


def test_a_damaged_graph_is_replaced(tmp_path: Path) -> None:
    place = written(make.bundled(), tmp_path / "graph")
    (place / TABLES[0]).unlink()
    (place / folder.MANIFEST).write_text("{", "utf-8")
    rebuild(place)
    assert open_folder(place) == make.bundled()
