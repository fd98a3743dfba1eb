"""A case file: what was kept comes back, and what cannot be is refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import fields
from graph.case_data import from_bytes, read_file, to_data, write
from graph.errors import BadField, BadFile, EnduseError
from graph.fields import MOST_BYTES
from graph.question import Question
from graph.view import MOST_SHOWN
from graph.workspace import ask
from tests.cases import cases
from tests.examples import casebook

if TYPE_CHECKING:
    from graph.case import Case

FILE = Path("mine.case.json")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=8,
)


def plain() -> dict[str, Any]:
    """Give the data of a small case that was kept."""
    from graph.case_making import Work, case_of
    from graph.view import begin

    held = casebook()
    view = begin(held.network, "casebook:jet-infosystems", held.vocabulary)
    answer = ask(held, Question(supplier="casebook:sandvine"))
    note = {"casebook:sandvine": "Look <b>here</b>"}
    work = Work("A case", view, note, answer, {"supplier": ("casebook:sandvine",)})
    data: dict[str, Any] = json.loads(write(case_of(held, held.lens, work)))
    return data


def refused(change: dict[str, Any]) -> str:
    data = plain()
    for way, value in change.items():
        *above, last = way.split("/")
        place: Any = data
        for name in above:
            place = place[int(name)] if name.isdecimal() else place[name]
        place[last] = value
    with pytest.raises(EnduseError) as told:
        from_bytes(FILE, json.dumps(data).encode())
    return str(told.value)


@given(cases())
def test_what_was_kept_comes_back(case: Case) -> None:
    assert from_bytes(FILE, write(case)) == case


@given(cases())
def test_equal_cases_give_equal_bytes_sorted_and_indented(case: Case) -> None:
    content = write(case)
    assert write(from_bytes(FILE, content)) == content
    text = content.decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_a_case_on_disk_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.case.json"
    file.write_text(json.dumps(plain()), encoding="utf-8")
    assert read_file(file).title == "A case"
    with pytest.raises(BadFile, match="cannot be read"):
        read_file(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": 7}, "mine.case.json, title: 7"),
        ({"version": 2}, "version: 2: this program reads version 1"),
        ({"lens/share": "much"}, "lens.share: 'much'"),
        ({"lens/share": "0"}, "lens.share: '0'"),
        ({"lens/tests/1/use": "yes"}, "lens.tests[1].use: 'yes': write true or false"),
        ({"lens/tests/1/category": "Not Free"}, "lens.tests[1]: {"),
        ({"paths/question/hops": 99}, "paths.question: {"),
        ({"paths/question/ends": "nowhere"}, "paths.question.ends: 'nowhere': use one of"),
        ({"paths/question/as_of": "soon"}, "paths.question.as_of: 'soon': write YYYY"),
        ({"paths/question/conditions/k": True}, "paths.question.conditions.k: True"),
        ({"paths/question/conditions/mode": "most"}, "paths.question.conditions.mode: 'most'"),
        ({"paths/address": []}, "paths.address: []"),
        ({"view/layout": "spiral"}, "view: \"layout 'spiral'\": give a file"),
        ({"view/parties/0/x": 1e9}, "view.parties, casebook:"),
        ({"view": None}, "view: "),
        ({"then": "yes"}, "then: 'yes'"),
        ({"then/parties/0/listings": -1}, "then.parties[0].listings: -1"),
        ({"notes": {}}, "notes: {}"),
        ({"notes/0/text": "x" * 20_001}, "notes[0].text: 'xxx"),
        ({"notes": [{"about": "a", "text": "b"}] * 2}, "notes[1].about: 'a'"),
    ],
)
def test_a_field_that_cannot_be_is_named_with_its_value(change: dict[str, Any], told: str) -> None:
    assert told in refused(change)


def test_a_view_of_more_than_a_picture_holds_is_refused() -> None:
    many = [{"id": str(at), "x": 0, "y": 0} for at in range(MOST_SHOWN + 1)]
    assert f"view.parties: {MOST_SHOWN + 1}" in refused({"view/parties": many})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"NaN",
        b"[]",
        b"{}",
        b'{"format": "enduse case"',
        b'{"format": "another"}',
    ],
)
def test_a_file_that_is_no_case_is_refused_plainly(content: bytes) -> None:
    with pytest.raises(BadFile) as told:
        from_bytes(FILE, content)
    assert str(FILE) in str(told.value)


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadFile, match="larger than"):
        from_bytes(FILE, b" " * (MOST_BYTES + 1))


@given(JSON)
def test_any_json_is_a_case_or_refused(data: object) -> None:
    content = json.dumps(data).encode()
    with pytest.raises(EnduseError):
        from_bytes(FILE, content)


@settings(max_examples=150)
@given(st.data())
def test_any_field_replaced_is_taken_or_refused_by_name(data: st.DataObject) -> None:
    made = plain()
    place: Any = made
    while True:
        ways = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not ways:
            return
        way = data.draw(st.sampled_from(ways))
        if not isinstance(place[way], dict | list) or data.draw(st.booleans()):
            break
        place = place[way]
    place[way] = data.draw(JSON)
    content = json.dumps(made).encode()
    try:
        case = from_bytes(FILE, content)
    except BadField as error:
        assert error.field
    except BadFile:
        assert way == "format" or not fields.read(FILE, content)
    else:
        assert from_bytes(FILE, write(case)) == case
        json.dumps(to_data(case))
