"""Files are opened as they were published, and what is damaged, hostile or no text is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFile
from loaders.reading import files
from loaders.reading.files import HEAD, head, lines, members, opened
from loaders.reading.format import Head
from loaders.reading.tally import Tally
from tests.loading import write

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[Path, str], Path]

TEXT = "id,name\n1,Ünder\n"


def packed(file: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


def zipped(file: Path, text: str = TEXT) -> Path:
    return packed(file, ("list.csv", text.encode()))


def gzipped(file: Path, text: str = TEXT) -> Path:
    file.write_bytes(gzip.compress(text.encode(), mtime=0))
    return file


packings = pytest.mark.parametrize("make", [gzipped, zipped])


def read(file: Path, **more: str) -> list[str]:
    return list(lines(file, Tally(), **more))


# Opening


@pytest.mark.parametrize("make", [write, gzipped, zipped])
def test_a_file_is_read_unpacked_whatever_it_is_called(make: Make, tmp_path: Path) -> None:
    assert read(make(tmp_path / "list.dat", TEXT)) == ["id,name", "1,Ünder"]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_a_zip_may_be_packed_in_other_ways(method: int, tmp_path: Path) -> None:
    file = packed(tmp_path / "list.zip", ("list.csv", TEXT.encode()), method=method)
    assert read(file) == ["id,name", "1,Ünder"]


def test_two_gzip_parts_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "list.gz"
    file.write_bytes(gzip.compress(b"a\n") + gzip.compress(b"b\n"))
    assert read(file) == ["a", "b"]


def test_of_several_files_in_a_zip_one_is_chosen_by_how_its_name_ends(tmp_path: Path) -> None:
    file = packed(tmp_path / "x.zip", ("folder/", b""), ("a.csv", b"a"), ("readme.txt", b"r"))
    assert read(file, ends=".csv") == ["a"]
    with pytest.raises(BadFile, match="holds 2 files, not one: unpack it and name the files"):
        read(file)
    with pytest.raises(BadFile, match=r"holds 0 files ending in \.xml, not one"):
        read(file, ends=".xml")


def test_what_macos_packs_beside_the_files_is_no_file(tmp_path: Path) -> None:
    file = packed(tmp_path / "x.zip", ("a.csv", b"a"), ("__MACOSX/._a.csv", b"\0\1"))
    assert read(file) == ["a"]


def test_an_empty_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds 0 files, not one"):
        read(packed(tmp_path / "x.zip"))


def test_a_workbook_is_not_unpacked(tmp_path: Path) -> None:
    file = packed(tmp_path / "x.xlsx", ("xl/workbook.xml", b"<workbook/>"), ("b", b""))
    with opened(file) as stream:
        assert stream.read(2) == b"PK"


def test_the_share_that_is_read_is_known(tmp_path: Path) -> None:
    file, tally = write(tmp_path / "list.csv", "x\n" * 100_000), Tally()
    found = lines(file, tally)
    assert tally.position() == 0.0
    next(found)
    assert 0 < tally.position() < 1
    assert len(list(found)) == 99_999
    assert tally.position() == 1.0


@pytest.mark.parametrize("name", ["none.csv", "folder"])
def test_what_cannot_be_opened_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadFile, match=f"{name}: (is missing|cannot be read)"):
        read(tmp_path / name)


# Damage


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@packings
def test_a_packed_file_that_is_cut_off_is_refused(make: Make, share: float, tmp_path: Path) -> None:
    text = "".join(f"{number},name\n" for number in range(9999))
    file = make(tmp_path / "list.dat", text)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    with pytest.raises(BadFile, match="is damaged or cut off"):
        read(file)


@packings
def test_a_packed_file_with_changed_bytes_is_refused(make: Make, tmp_path: Path) -> None:
    text = "".join(f"{number},name\n" for number in range(9999))
    file = make(tmp_path / "list.dat", text)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    with pytest.raises(BadFile, match="is damaged or cut off"):
        read(file)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path / "x.zip")
    content = bytearray(file.read_bytes())
    content[6] |= 1  # the flag of encryption, in both headers
    content[content.index(b"PK\1\2") + 8] |= 1
    file.write_bytes(bytes(content))
    with pytest.raises(BadFile, match="encrypted"):
        read(file)


@given(st.binary(max_size=200))
def test_packed_nonsense_is_refused_or_read_and_nothing_else(content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "ALLOWED_ANYWAY", 10_000)
        for start in (b"\x1f\x8b\x08\0", b"PK\3\4", b"PK\5\6"):
            stream = io.BytesIO(start + content)
            unpacked(stream)


def unpacked(stream: io.BytesIO) -> None:
    """Read a packed stream to its end; only `BadFile` may come of it."""
    try:
        with files._unpacked(Path("x"), stream, 10, "") as inner:
            inner.read()
    except BadFile:
        pass


# Bombs


@packings
def test_a_bomb_is_stopped_long_before_its_end(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ALLOWED_ANYWAY", 2**20)
    file, seen = make(tmp_path / "bomb", "a\n" * 2**22), 0
    with pytest.raises(BadFile, match=r"unpacks to more than [\d,]+ bytes"):
        for _ in lines(file, Tally()):
            seen += 1
    assert seen < 2**21


def test_a_small_file_may_be_packed_as_tightly_as_it_likes(tmp_path: Path) -> None:
    assert len(read(gzipped(tmp_path / "x.gz", "a\n" * 500_000))) == 500_000


# Lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_may_end_as_on_any_machine(end: str, last: bool, tmp_path: Path) -> None:  # noqa: FBT001
    text = end.join(["id,name", "1,Ünder", "", "2,b"]) + (end if last else "")
    assert read(write(tmp_path / "list.csv", text)) == ["id,name", "1,Ünder", "", "2,b"]


def test_a_long_text_ended_by_returns_is_read_line_by_line(tmp_path: Path) -> None:
    text = "\r".join(f"{number},{'x' * (number % 97)}" for number in range(20_000))
    assert read(write(tmp_path / "list.csv", text)) == text.split("\r")


def test_a_return_within_a_line_is_left_to_who_reads_it(tmp_path: Path) -> None:
    assert read(write(tmp_path / "list.csv", "a\rb\nc\n")) == ["a\rb", "c"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_left_out(encoding: str, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", "a\n\ufeffb\n", "utf-8-sig")
    assert read(file, encoding=encoding) == ["a", "\ufeffb"]


def test_another_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", TEXT, "cp1252")
    assert read(file, encoding="cp1252") == ["id,name", "1,Ünder"]
    with pytest.raises(BadFile, match=r"line 2 is not utf-8 .*name the encoding"):
        read(file)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_in_utf_16_is_refused_and_the_remedy_named(encoding: str, tmp_path: Path) -> None:
    file = write(tmp_path / "list.csv", TEXT, encoding)
    with pytest.raises(BadFile, match=r"is in UTF-16: save it as UTF-8|holds NUL bytes.*UTF-8"):
        read(file)
    with pytest.raises(BadFile, match=f"is to be read line by line in {encoding}: save it as"):
        read(file, encoding=encoding)


@pytest.mark.parametrize("encoding", ["klingon", "hex", "", "rot13"])
def test_an_encoding_that_is_none_is_refused(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="which nobody knows: name one"):
        read(write(tmp_path / "list.csv", TEXT), encoding=encoding)


def test_nul_bytes_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="line 2 holds NUL bytes"):
        read(write(tmp_path / "list.csv", "id,name\n1,a\0b\n"))


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_line_beyond_the_limit_is_refused(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 1000)
    file = write(tmp_path / "list.csv", f"id,name{end}{'x' * 2_000_000}")
    with pytest.raises(BadFile, match="line 2 has no end within 1,000 bytes"):
        read(file)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]))))
def test_any_lines_come_back(some: list[str]) -> None:
    with TemporaryDirectory() as place:
        file = write(Path(place) / "list.csv", "".join(f"{line}\n" for line in some))
        assert read(file) == [
            line.removeprefix("\ufeff") if not n else line for n, line in enumerate(some)
        ]


# The head of a file


def test_a_head_is_the_beginning_unpacked_with_the_name_in_small_letters(tmp_path: Path) -> None:
    plain = write(tmp_path / "List.CSV", TEXT * 9999)
    assert (head(plain).name, head(plain).start) == ("list.csv", plain.read_bytes()[:HEAD])
    gz = gzipped(tmp_path / "List.csv.GZ")
    assert (head(gz).name, head(gz).start) == ("list.csv", TEXT.encode())


def test_the_head_of_a_zip_is_that_of_its_only_file(tmp_path: Path) -> None:
    one = packed(tmp_path / "one.zip", ("2026/Data.XML", b"<r/>"), ("2026/", b""))
    assert head(one) == Head("data.xml", b"<r/>", ("2026/Data.XML", "2026/"))
    two = packed(tmp_path / "two.zip", ("a.csv", b"a"), ("b.csv", b"b"))
    assert head(two) == Head("two.zip", b"", ("a.csv", "b.csv"))


def test_the_head_of_a_folder_are_the_names_in_it(tmp_path: Path) -> None:
    place = tmp_path / "Tables"
    place.mkdir()
    for name in ("b.csv", "a.csv"):
        (place / name).touch()
    assert head(place) == Head("tables", b"", ("a.csv", "b.csv"))


def test_members_are_those_of_a_zip_alone(tmp_path: Path) -> None:
    assert members(zipped(tmp_path / "x.zip")) == ("list.csv",)
    assert members(write(tmp_path / "list.csv", TEXT)) == ()
    assert members(tmp_path / "none") == ()


def test_columns_are_the_cells_of_the_first_line(tmp_path: Path) -> None:
    for separator in ",;\t|":
        text = separator.join(['\ufeff"id"', " name ", "x"]) + "\r\n1"
        assert head(write(tmp_path / "x", text)).columns() == {"id", "name", "x"}
