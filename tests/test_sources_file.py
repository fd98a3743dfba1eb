"""The file that lists the sources of a graph is read strictly: any doubt is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import BadFile
from loaders.reading.format import BUNDLED, Spec
from loaders.reading.sources_file import Sources, id_from, read_sources, usable

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
casebook = true
identities = ["one.csv", "more*.csv"]

[[source]]
id = "list"
format = "toy"
files = ["a.csv", "b*.csv"]
title = "A list"
publisher = "Someone"
licence = "CC0-1.0"
retrieved = 2026-11-02
published = 2026
url = "https://example.org/list"
grade = "reported"
about = "Everything."
options = {encoding = "cp1252", skip = 1, mapping = "list.toml"}

[[source]]
id = "other list"
files = "folder"
"""


def read(text: str, place: Path, *names: str, files: Path | None = None) -> Sources:
    """Read a sources file beside which there are files of these names."""
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).touch()
    file = place / "sources.toml"
    file.write_text(text, "utf-8")
    return read_sources(file, files)


def source(lines: str) -> str:
    return f'[[source]]\nid = "a"\n{lines}\n'


def test_everything_a_source_may_say_is_read(tmp_path: Path) -> None:
    names = ("a.csv", "b1.csv", "b2.csv", "folder/x.csv", "one.csv", "more1.csv")
    found = read(FULL, tmp_path, *names)
    assert found.casebook
    assert found.identities == (tmp_path / "one.csv", tmp_path / "more1.csv")
    assert found.specs[0] == Spec(
        *("list", "toy", (tmp_path / "a.csv", tmp_path / "b1.csv", tmp_path / "b2.csv")),
        *("A list", "Someone", "CC0-1.0"),
        retrieved=PartialDate("2026-11-02"),
        published=PartialDate("2026"),
        url="https://example.org/list",
        grade="reported",
        about="Everything.",
        options={"encoding": "cp1252", "skip": "1", "mapping": str(tmp_path / "list.toml")},
    )


def test_what_a_source_does_not_say_is_not_made_up(tmp_path: Path) -> None:
    found = read(source('files = "a.csv"'), tmp_path, "a.csv")
    unsaid = ("not stated", "not stated", "not stated")
    assert found == Sources((Spec("a", "", (tmp_path / "a.csv",), *unsaid),))


def test_sources_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "".join(f'[[source]]\nid = "{n}"\nfiles = "a.csv"\n' for n in "cab")
    assert [spec.id for spec in read(text, tmp_path, "a.csv").specs] == ["c", "a", "b"]


def test_a_star_stands_for_any_text_and_each_file_is_named_once(tmp_path: Path) -> None:
    found = read(source('files = ["b.csv", "*.csv"]'), tmp_path, "a.csv", "b.csv", "c.txt")
    assert [file.name for file in found.specs[0].files] == ["b.csv", "a.csv"]


def test_brackets_in_a_name_are_brackets(tmp_path: Path) -> None:
    found = read(source('files = "list [2026].csv"'), tmp_path, "list [2026].csv")
    assert [file.name for file in found.specs[0].files] == ["list [2026].csv"]


def test_files_may_lie_in_another_folder_or_anywhere(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    there.mkdir()
    for name in ("a.csv", "b.csv"):
        (there / name).touch()
    here.mkdir()
    assert read(source('files = "a.csv"'), here, files=there).specs[0].files == (there / "a.csv",)
    text = source(f"files = ['{there}/*.csv']")
    assert read(text, here).specs[0].files == (there / "a.csv", there / "b.csv")


def test_a_bundled_mapping_is_named_alone(tmp_path: Path) -> None:
    found = read(source('files = "a.csv"\noptions = {mapping = "list"}'), tmp_path, "a.csv")
    assert found.specs[0].options == {"mapping": str(BUNDLED / "list.toml")}


def test_the_casebook_alone_is_a_graph(tmp_path: Path) -> None:
    assert read("casebook = true", tmp_path) == Sources((), (), casebook=True)


def test_auto_means_that_the_format_is_recognised(tmp_path: Path) -> None:
    assert read(source('files = "a.csv"\nformat = "auto"'), tmp_path, "a.csv").specs[0].format == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "lists no source"),
        ("casebook = false", "lists no source"),
        ('casebook = "yes"', "has casebook = 'yes'"),
        ("sources = []", "has sources: it may have"),
        ("[source]\nid = 'a'", "begin each with"),
        ("source = ['a']", "begin each with"),
        ("source = 'a'", "begin each with"),
        ("[[source]]\nfiles = 'a.csv'", "a source has the id ''"),
        ("[[source]]\nid = 'a:b'\nfiles = 'a.csv'", "a source has the id 'a:b'"),
        ("[[source]]\nid = '../a'\nfiles = 'a.csv'", "a source has the id '../a'"),
        (source("files = 'a.csv'") * 2, "has the id a twice"),
        (source(""), "a has no files"),
        (source("files = []"), "a has no files"),
        (source("files = 'b.csv'"), "names b.csv, which is no file"),
        (source("files = ['a.csv', 'b*']"), r"names b\*, which is no file"),
        (source("files = ['']"), "has files = "),
        (source("files = 5"), "has files = 5"),
        (source("files = [5]"), "has files = "),
        (source("files = 'a.csv'\ncolour = 'red'"), "a has colour: each"),
        (source("files = 'a.csv'\nretrieved = 'soon'"), "a has retrieved = 'soon'"),
        (source("files = 'a.csv'\npublished = true"), "a has published = True"),
        (source("files = 'a.csv'\ntitle = ['a']"), "a has title = "),
        (source("files = 'a.csv'\noptions = 'red'"), "a has options = 'red'"),
        (source("files = 'a.csv'\noptions = {a = [1]}"), "a has a = "),
        ("identities = 'none.csv'\n" + source("files = 'a.csv'"), "names none.csv"),
        ("identities = 5\n" + source("files = 'a.csv'"), "has identities = 5"),
        ("id = ", "is no TOML"),
    ],
)
def test_what_cannot_be_taken_is_named(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=reason) as caught:
        read(text, tmp_path, "a.csv")
    assert caught.value.file == tmp_path / "sources.toml"


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing: write it"):
        read_sources(tmp_path / "none.toml")
    with pytest.raises(BadFile, match="is no TOML"):
        read_sources(tmp_path)
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadFile, match="is no TOML"):
        read_sources(tmp_path / "x.toml")


# Ids


@pytest.mark.parametrize("name", ["a", "sdn-2026", "Liste der Länder", "a.b (2)", "x" * 100])
def test_an_id_is_a_word_or_several(name: str) -> None:
    assert usable(name)


@pytest.mark.parametrize(
    "name", ["", " a", "a ", ".", "..", ".a", "-a", "a:b", "a/b", "a\\b", "a\nb", "a\0", "x" * 101]
)
def test_an_id_that_could_not_begin_others_or_name_a_folder_is_none(name: str) -> None:
    assert not usable(name)


@given(st.text())
def test_any_files_name_makes_a_usable_id(name: str) -> None:
    assert usable(id_from(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("SDN.CSV", "sdn"), ("a b:c.csv.gz", "a-b-c"), (".hidden", "hidden"), ("…", "source")],
)
def test_a_files_name_makes_the_id_that_one_would_expect(name: str, expected: str) -> None:
    assert id_from(name) == expected
