"""A format is what the source says, or the only one that a file's beginning fits."""

from __future__ import annotations

import gzip
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.recognising import format_of, recognised
from loaders.reading.format import Spec
from tests import toy

if TYPE_CHECKING:
    from pathlib import Path

ROW = "maker,Maker,company,,"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    toy.use(monkeypatch)


def spec(file: Path, form: str = "") -> Spec:
    return Spec("a", form, (file,), "", "", "")


def test_the_format_that_a_source_names_is_taken_unseen(tmp_path: Path) -> None:
    assert format_of(spec(tmp_path / "none", "toy")) == "toy"


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="a has the format 'csv': use one of .*toy"):
        format_of(spec(tmp_path / "none", "csv"))


def test_a_file_is_recognised_by_its_beginning(tmp_path: Path) -> None:
    assert format_of(spec(toy.table(tmp_path / "a.txt", ROW))) == "toy"


def test_a_packed_file_is_recognised_by_what_is_in_it(tmp_path: Path) -> None:
    content = toy.table(tmp_path / "a.csv", ROW).read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("folder/A.csv", content)
        archive.writestr("__MACOSX/folder/._A.csv", b"\0")
    assert recognised(tmp_path / "a.csv.gz") == "toy"
    assert recognised(tmp_path / "a.zip") == "toy"


def test_a_file_that_fits_two_formats_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.use(monkeypatch, twin=replace(toy.TOY, name="twin"))
    with pytest.raises(BadFile, match=r"could be toy or twin: name the format, one of .*toy, twin"):
        recognised(toy.table(tmp_path / "a.csv", ROW))


@pytest.mark.parametrize("content", [b"", b"dear diary", b"\0\1\2", b"\xff\xfea\0", b"PK\5\6"])
def test_a_file_that_fits_none_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(content)
    with pytest.raises(BadFile):
        recognised(tmp_path / "a.dat")


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing"):
        recognised(tmp_path / "none.csv")
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(b"id,name" * 999)[:20])
    with pytest.raises(BadFile, match="damaged or cut off"):
        recognised(tmp_path / "cut.csv.gz")
    with pytest.raises(BadFile, match="is in no format"):
        recognised(tmp_path)
