"""Objects of JSON come one at a time, or the file is refused: cut, hostile, or no JSON."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadFile
from loaders.reading import files, objects, shallow
from loaders.reading.objects import json_items, json_lines, names, number, whole
from loaders.reading.shallow import DEEPEST, Shallow, holds_nul
from loaders.reading.tally import Tally
from tests.loading import write

ITEMS = '{"version": "1.1", "releases": [{"id": 1}, {"id": 2.5}, {"id": "Ü"}], "more": {}}'


def lines_of(text: str, place: Path, **more: str) -> tuple[list[Any], Tally]:
    file, tally = write(place / "list.json", text), Tally()
    found = [entry.value for entry in json_lines(file, tally, **more)]
    assert tally.rows == len(found) + len(tally.rejected)
    return found, tally


def items_of(text: str, place: Path, under: str = "", **more: str) -> tuple[list[Any], Tally]:
    file, tally = write(place / "list.json", text), Tally()
    found = [entry.value for entry in json_items(file, tally, under, **more)]
    assert tally.rows == len(found) + len(tally.rejected)
    return found, tally


# Lines


def test_every_line_is_an_object_and_blank_lines_are_none(tmp_path: Path) -> None:
    found, tally = lines_of('\ufeff{"a": 1}\n\n \r\n{"a": "Ü"}', tmp_path)
    assert found == [{"a": 1}, {"a": "Ü"}]
    assert tally.rows == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("dear diary", "is not JSON: unexpected character"),
        ('{"a": 1,}', "is not JSON: "),
        ('{"a": 1} {}', "is not JSON: unexpected content after document"),
        ('{"a": NaN}', "is not JSON: "),
        ('{"a": "\\ud800"}', "is not JSON: no low surrogate in string"),
        ("[1]", "is no JSON object"),
        ("null", "is no JSON object"),
        ('{"a": ["x", {"b\\u0000": 1}]}', "holds the character NUL"),
        ("[" * 2000 + "]" * 2000, "is not JSON: "),
    ],
)
def test_a_line_that_holds_no_object_is_rejected(line: str, reason: str, tmp_path: Path) -> None:
    found, tally = lines_of(f'{{"a": 1}}\n{line}\n{{"b": 2}}\n', tmp_path)
    assert found == [{"a": 1}, {"b": 2}]
    [rejected] = tally.rejected
    assert (rejected.file, rejected.row) == ("list.json", 2)
    assert rejected.reason.startswith(reason)


def test_an_escaped_backslash_before_u0000_is_no_nul(tmp_path: Path) -> None:
    assert lines_of('{"a": "C:\\\\u0000"}\n', tmp_path)[0] == [{"a": "C:\\u0000"}]


@pytest.mark.parametrize("end", ['{"a": "b', '{"a": tru', "{", '{"a": 1', '{"a": "\xc3'])
def test_a_last_line_that_is_cut_off_is_refused(end: str, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_bytes(b'{"a": 1}\n' + end.encode("latin-1"))
    with pytest.raises(BadFile, match="line 2 is cut off: .*: fetch the file again"):
        list(json_lines(file, Tally()))


def test_a_last_line_without_an_end_may_be_whole(tmp_path: Path) -> None:
    assert lines_of('{"a": 1}\n{"a": 2}', tmp_path)[0] == [{"a": 1}, {"a": 2}]


def test_a_file_that_does_not_begin_with_objects_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has no JSON object in its first 1,000 lines"):
        lines_of("<xml/>\n" * 5000, tmp_path)


def test_a_line_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 100)
    with pytest.raises(BadFile, match="line 1 has no end within 100 bytes"):
        lines_of(json.dumps({"a": "x" * 200}), tmp_path)


def test_lines_in_another_encoding_are_read_when_it_is_named(tmp_path: Path) -> None:
    file, tally = write(tmp_path / "list.json", '{"a": "Ü"}\n', "iso-8859-1"), Tally()
    assert [e.value for e in json_lines(file, tally, encoding="iso-8859-1")] == [{"a": "Ü"}]
    assert not list(json_lines(file, tally))
    assert tally.rejected[0].reason == "is not in the encoding UTF-8"
    with pytest.raises(BadFile, match="which nobody knows"):
        list(json_lines(file, tally, encoding="klingon"))


# Items


@pytest.mark.parametrize(
    ("text", "under"), [(ITEMS, "releases"), ('[{"id": 1}, {"id": 2.5}, {"id": "Ü"}]', "")]
)
def test_the_items_of_an_array_come_one_at_a_time(text: str, under: str, tmp_path: Path) -> None:
    found, _ = items_of(text, tmp_path, under)
    assert found == [{"id": 1}, {"id": Decimal("2.5")}, {"id": "Ü"}]
    assert items_of(f"\ufeff{text}", tmp_path, under)[0] == found


def test_an_array_that_is_not_there_has_no_items(tmp_path: Path) -> None:
    assert items_of(ITEMS, tmp_path, "records")[0] == []
    assert items_of(ITEMS, tmp_path)[0] == []


def test_an_item_that_is_no_object_is_rejected(tmp_path: Path) -> None:
    found, tally = items_of('[1, {"a": "x\\u0000"}, {"a": 1}, "x"]', tmp_path)
    assert found == [{"a": 1}]
    assert [(each.row, each.reason) for each in tally.rejected] == [
        (1, "is no JSON object"),
        (2, "holds the character NUL"),
        (4, "is no JSON object"),
    ]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_of_items_that_is_cut_off_is_refused(share: float, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not JSON, or is cut off, after item [0-3]"):
        items_of(ITEMS[: int(len(ITEMS) * share)], tmp_path, "releases")


@pytest.mark.parametrize(
    "text", ["", "dear diary", "[1]]", "[{}] x", '[{"a" 1}]', "[NaN]", "[\0]", "<xml/>"]
)
def test_what_is_not_json_to_its_end_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not JSON, or is cut off, after item") as caught:
        items_of(text, tmp_path)
    assert "\n" not in str(caught.value)


def test_items_in_another_encoding_are_read_when_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "list.json", ITEMS, "iso-8859-1")
    found = [e.value for e in json_items(file, Tally(), "releases", encoding="iso-8859-1")]
    assert found[-1] == {"id": "Ü"}
    with pytest.raises(BadFile, match="is not in the encoding UTF-8, after item 2: name it"):
        list(json_items(file, Tally(), "releases"))
    with pytest.raises(BadFile, match="which nobody knows"):
        list(json_items(file, Tally(), "releases", encoding="klingon"))


def test_utf_16_is_refused_unless_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "list.json", ITEMS, "utf-16")
    for read in (json_lines, json_items, names):
        with pytest.raises(BadFile, match="is in UTF-16: save it as UTF-8"):
            list(read(file, Tally()))
    assert len(list(json_items(file, Tally(), "releases", encoding="utf-16"))) == 3


# Nesting and other floods


@pytest.mark.parametrize("text", ["[" * 9_999_999, '{"a":' * 999_999, "[" * 999 + "]" * 999])
def test_deep_nesting_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="nests deeper than 200 brackets"):
        items_of(text, tmp_path)
    with pytest.raises(BadFile, match="nests deeper than 200 brackets"):
        whole(tmp_path / "list.json", Tally())


def test_brackets_in_texts_nest_nothing(tmp_path: Path) -> None:
    text = json.dumps([{"a": "[{(" * 99, "b": 'say "[[[" \\'} for _ in range(9_999)])
    assert len(items_of(text, tmp_path)[0]) == 9_999


def test_a_text_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shallow, "LONGEST_LINE", 100_000)
    with pytest.raises(BadFile, match="has a text beyond 100,000 bytes"):
        items_of('[{"a": "' + "x" * 999_999, tmp_path)
    with pytest.raises(BadFile, match="after item 9"):
        items_of('[{"a": "b"}' + ',{"a": "b"}' * 8 + "x" * 10, tmp_path)


def depth(value: object) -> int:
    inner = [*value.values()] if isinstance(value, dict) else value
    return 1 + max(map(depth, inner), default=0) if isinstance(inner, list) else 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('[]{}"\\ab')),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
)


@given(JSON, st.integers(1, 9))
def test_nesting_is_counted_rightly_however_the_file_is_read(value: object, size: int) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        file = write(Path(place) / "x.json", json.dumps(value))
        for limit, fits in ((depth(value), True), (depth(value) - 1, False)):
            patch.setattr(shallow, "DEEPEST", limit)
            if limit >= 0:
                assert read_through(file, size) is fits


def read_through(file: Path, size: int) -> bool:
    """Say whether a file can be read to its end, so many bytes at a time."""
    try:
        with file.open("rb") as stream:
            found = Shallow(file, stream)
            while found.read(size):
                pass
    except BadFile:
        return False
    return True


def test_nul_is_seen_across_reads(tmp_path: Path) -> None:
    file = write(tmp_path / "x.json", '["ab\\u0000"]')
    for size in range(1, 12):
        with file.open("rb") as stream:
            found = Shallow(file, stream)
            while found.read(size):
                pass
            assert found.nul


def test_nul_is_found_wherever_it_is() -> None:
    assert holds_nul({"a": [1, {"b": "x\0"}]})
    assert holds_nul({"\0": 1})
    assert not holds_nul({"a": [1, None, {"b": "x"}]})
    assert DEEPEST == 200


# Whole files, and the names in one


def test_the_value_of_a_small_file(tmp_path: Path) -> None:
    file = write(tmp_path / "x.json", f"\ufeff{ITEMS}")
    assert whole(file, Tally())["version"] == "1.1"
    (tmp_path / "x.gz").write_bytes(gzip.compress(ITEMS.encode()))
    assert whole(tmp_path / "x.gz", Tally()) == whole(file, Tally())


@pytest.mark.parametrize("text", ["", "{", "dear diary", '{"a": NaN}'])
def test_a_file_that_is_not_json_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not JSON: .*: fetch the file again"):
        whole(write(tmp_path / "x.json", text), Tally())


def test_a_file_that_is_not_small_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objects, "SMALL", 10)
    with pytest.raises(BadFile, match="is larger than 10 bytes"):
        whole(write(tmp_path / "x.json", ITEMS), Tally())


def test_a_file_with_nul_or_in_another_encoding_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds the character NUL"):
        whole(write(tmp_path / "x.json", '["\\u0000"]'), Tally())
    with pytest.raises(BadFile, match="is not in the encoding UTF-8"):
        whole(write(tmp_path / "x.json", '["Ü"]', "cp1252"), Tally())


def test_the_names_in_an_object_come_as_they_stand(tmp_path: Path) -> None:
    file = write(tmp_path / "x.json", ITEMS)
    assert list(names(file, Tally())) == ["version", "releases", "more"]
    assert next(names(write(tmp_path / "cut.json", ITEMS[:20]), Tally())) == "version"
    with pytest.raises(BadFile):
        list(names(tmp_path / "cut.json", Tally()))


# Numbers


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("25", 25),
        (" 25.50 % ", "25.50"),
        (49, 49),
        (0.5, "0.5"),
        (Decimal("1e3"), "1e3"),
        ("about half", None),
        ("", None),
        (None, None),
        ("NaN", None),
        ("Infinity", None),
        (["49"], None),
    ],
)
def test_a_number_is_read_however_it_is_written(value: object, expected: object) -> None:
    assert number(value) == (None if expected is None else Decimal(str(expected)))
