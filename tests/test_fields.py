"""Reading a file that anybody may have written: each value by its sort, or refused by name."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadField, BadFile
from graph.fields import MOST_BYTES, MOST_COUNT, Field, read

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path("some.json")


def of(value: object) -> Field:
    return Field(FILE, "a.b", value)


@given(st.text(max_size=50), st.integers(0, MOST_COUNT), st.booleans(), st.lists(st.text()))
def test_each_sort_is_read_as_it_is(text: str, count: int, truth: bool, texts: list[str]) -> None:
    content = json.dumps({"text": text, "count": count, "truth": truth, "texts": texts}).encode()
    held = read(FILE, content)
    assert held.of("text").text() == text
    assert held.of("count").count() == count
    assert held.of("truth").truth() is truth
    assert list(held.of("texts").texts()) == texts


READERS: dict[str, Callable[[Field], object]] = {
    "text": Field.text,
    "texts": Field.texts,
    "truth": Field.truth,
    "count": Field.count,
    "number": Field.number,
    "number_text": Field.number_text,
    "items": lambda held: list(held.items()),
    "pairs": lambda held: list(held.pairs()),
    "of": lambda held: held.of("x"),
}
MISFITS: dict[str, list[object]] = {
    "text": [None, 1, [], {}, "x" * 20_001],
    "texts": [None, "x", [1], {}],
    "truth": [None, 0, 1, "yes"],
    "count": [None, True, -1, 1.0, "1", MOST_COUNT + 1],
    "number": [None, True, "1", float(MOST_COUNT) * 2],
    "number_text": [1, "", "one", "NaN", "Infinity", "1e99", "1" * 41],
    "items": [None, {}, "x", [0] * 100_001],
    "pairs": [None, [], "x"],
    "of": [None, [], "x", 1],
}
WRONG = [(reader, each) for reader, misfits in MISFITS.items() for each in misfits]


@pytest.mark.parametrize(("reader", "value"), WRONG, ids=lambda each: repr(each)[:20])
def test_another_sort_is_refused_with_file_field_and_value(reader: str, value: object) -> None:
    with pytest.raises(BadField) as told:
        READERS[reader](of(value))
    assert str(told.value).startswith("some.json, a.b")
    assert len(str(told.value)) < 200


def test_an_exact_number_stays_exact_and_within_bounds() -> None:
    assert of("0.10").number_text(Decimal(0), Decimal(1)) == Decimal("0.10")
    with pytest.raises(BadField, match="from 0 to 1"):
        of("1.01").number_text(Decimal(0), Decimal(1))


def test_a_field_says_the_way_to_it() -> None:
    held = read(FILE, b'{"a": [{"b": 1}]}')
    [first] = held.of("a").items()
    assert first.of("b").name == "a[0].b"
    assert not first.has("c")


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 99_999, b"\xff", b'{"a": NaN}'])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile, match="is no JSON"):
        read(FILE, content)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(BadFile, match="larger than 20 MB"):
        read(FILE, bytes(MOST_BYTES + 1))
