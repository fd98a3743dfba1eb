"""JSON-LD is read without the web, and records that share an id are never silently one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import BadFile
from loaders.reading.files import head
from loaders.reading.linked import documents, is_linked
from loaders.reading.tally import Tally
from tests.loading import write

if TYPE_CHECKING:
    from pathlib import Path

REMOTE = "https://example.org/context.jsonld"


def read(place: Path, *values: object, **named: object) -> list[Any]:
    """Read values as files; `context=…` is written to context.jsonld."""
    files = [
        write(place / f"{name}.jsonld", json.dumps(value))
        for name, value in [*((f"x{n}", v) for n, v in enumerate(values)), *named.items()]
    ]
    return [value for _, value in documents(files, Tally())]


# Contexts


@pytest.mark.parametrize(
    "context",
    [
        REMOTE,
        [REMOTE],
        [{"a": "http://a"}, REMOTE],
        {"@import": REMOTE},
        {"a": {"@id": "http://a", "@context": REMOTE}},
    ],
    ids=str,
)
@pytest.mark.parametrize("deep", [False, True])
def test_a_context_on_the_web_is_refused_by_its_name(
    context: object,
    deep: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    value: Any = {"@context": context, "@id": "http://x"}
    value = {"@graph": [{"http://p": [value]}]} if deep else value
    with pytest.raises(BadFile, match=f"needs the context {REMOTE}, and nothing is ever fetched"):
        read(tmp_path, value)


@pytest.mark.parametrize(
    "address", [f"file:{2 * chr(47)}/etc/hosts", "/etc/hosts", "../context.jsonld", "x"]
)
def test_no_file_is_looked_for_either(address: str, tmp_path: Path) -> None:
    write(tmp_path / "x", '{"@context": {}}')
    with pytest.raises(BadFile, match=f"needs the context {address}"):
        read(tmp_path, {"@context": address})


@pytest.mark.parametrize("context", [{"a": "http://a"}, None, [{"a": "http://a"}, {"b": "a:b"}]])
def test_a_context_in_the_file_is_left_as_it_is(context: object, tmp_path: Path) -> None:
    value = {"@context": context, "a": 1}
    assert read(tmp_path, value) == [value]


def test_a_context_among_the_files_stands_for_its_name(tmp_path: Path) -> None:
    inner = {"a": "http://a"}
    found = read(
        tmp_path,
        {"@context": REMOTE, "a": 1},
        {"@context": [REMOTE, {"b": "http://b"}], "a": {"@context": "context.jsonld"}},
        context={"@context": inner},
    )
    assert found == [
        {"@context": inner, "a": 1},
        {"@context": [inner, {"b": "http://b"}], "a": {"@context": inner}},
    ]


def test_a_context_among_the_files_may_not_name_another(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="needs the context context.jsonld"):
        read(tmp_path, {"@context": REMOTE}, context={"@context": ["context.jsonld"]})


# Ids


def test_records_that_share_an_id_and_differ_are_refused_and_counted(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"id": "http://x/", "number": number} for number in range(5)
    ] + [{"id": "http://y/"}, {"id": "http://y/"}, {"id": "http://z/"}]
    told = "5 of 8 records have an id that stands before; 5 share http://x/, and their content"
    with pytest.raises(BadFile, match=told):
        read(tmp_path, {"@context": REMOTE, "@graph": records})


@pytest.mark.parametrize(
    "context", [{"key": "@id"}, [{"a": "http://a"}, {"key": "@id"}]], ids=["one", "several"]
)
def test_an_id_may_be_called_otherwise(context: object, tmp_path: Path) -> None:
    records = [{"key": "http://x", "a": 1}, {"key": "http://x", "a": 2}]
    with pytest.raises(BadFile, match="1 of 2 records"):
        read(tmp_path, {"@context": context, "@graph": records})


def test_a_list_of_records_need_not_be_named_a_graph(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="1 of 2 records"):
        read(tmp_path, [{"@id": "http://x", "a": 1}, {"@id": "http://x", "a": 2}])


def test_the_same_record_twice_is_no_harm(tmp_path: Path) -> None:
    value = [{"@id": "http://x", "a": 1, "b": 2}, {"b": 2, "a": 1, "@id": "http://x"}]
    assert read(tmp_path, value) == [value]


def test_a_record_may_be_told_of_in_several_graphs(tmp_path: Path) -> None:
    value = [
        {"@id": f"http://g{n}", "@graph": [{"@id": "http://x", "http://p": n}]} for n in range(3)
    ]
    assert read(tmp_path, value) == [value]


def test_a_record_may_be_referred_to(tmp_path: Path) -> None:
    value = [{"@id": "http://x", "a": [{"@id": "http://y"}]}, {"@id": "http://y", "a": 1}]
    assert read(tmp_path, value) == [value]


# Recognising


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.jsonld", "[]", True),
        ("a.json", '{"@context": {}}', True),
        ("a.json", '\ufeff [\n {\t"@context": {}}]', True),
        ("a.json", '{"id": 1, "@context": {}}', False),
        ("a.txt", '{"@context": {}}', False),
    ],
)
def test_json_ld_is_told_by_its_name_or_its_first_word(
    name: str,
    text: str,
    expected: bool,
    tmp_path: Path,  # noqa: FBT001
) -> None:
    assert is_linked(head(write(tmp_path / name, text))) is expected
