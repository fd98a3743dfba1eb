"""Every row read is accounted for once: used, skipped or rejected, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.statement import Party
from loaders.reading import tally as module
from loaders.reading.tally import Entry, Place, Reject, Rejected, Skip, Tally, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Record

WHAT = st.sampled_from(("use", "skip", "reject", "forget"))


def entries(tally: Tally, *values: str) -> Iterator[Entry[str]]:
    for number, value in enumerate(values, 1):
        tally.read()
        yield Entry(Place("list.csv", number), value)


def read(entry: Entry[str]) -> Iterator[Record]:
    yield Party(f"s:{entry.value}", entry.value, "company")
    if entry.value == "note":
        raise Skip("is a note")
    if entry.value == "bad":
        raise Reject("has no name")
    yield Party(f"s:{entry.value}-2", entry.value, "company")


def faulty(entry: Entry[str]) -> Iterator[Record]:
    raise KeyError(entry.value)


@given(st.lists(WHAT))
def test_what_is_left_over_are_the_rows_of_which_nobody_said_what_became(said: list[str]) -> None:
    tally = Tally()
    for number, what in enumerate(said):
        tally.read()
        if what == "use":
            tally.use()
        if what == "skip":
            tally.skip("is a note")
        if what == "reject":
            tally.reject(Place("list.csv", number), "has no name")
    assert tally.rows == len(said)
    assert tally.left_over == said.count("forget")


def test_rows_may_be_counted_by_the_hundred() -> None:
    tally = Tally()
    for _ in range(10):
        tally.read()
    tally.use(6)
    tally.skip("is a note", 4)
    assert (tally.used, tally.skipped["is a note"], tally.left_over) == (6, 4, 0)


def test_taking_entries_counts_what_became_of_each() -> None:
    tally = Tally()
    made = list(taken(entries(tally, "a", "note", "bad", "b"), tally, read))
    assert [each.id for each in made if isinstance(each, Party)] == ["s:a", "s:a-2", "s:b", "s:b-2"]
    assert (tally.rows, tally.used, tally.left_over) == (4, 2, 0)
    assert tally.skipped == {"is a note": 1}
    assert tally.rejected == [Rejected("list.csv", 3, "has no name")]


def test_a_row_is_taken_whole_or_not_at_all() -> None:
    tally = Tally()
    assert not list(taken(entries(tally, "note", "bad"), tally, read))


def test_any_other_exception_is_a_fault_and_is_not_counted_away() -> None:
    tally = Tally()
    with pytest.raises(KeyError):
        list(taken(entries(tally, "a"), tally, faulty))


def test_records_come_as_they_are_read() -> None:
    tally = Tally()
    made = taken(entries(tally, "a", "b"), tally, read)
    next(made)
    assert tally.rows == 1


def test_who_watches_sees_every_row() -> None:
    seen: list[int] = []
    tally = Tally(lambda each: seen.append(each.rows))
    list(entries(tally, "a", "b"))
    assert seen == [1, 2]
    assert tally.position() == 0.0


def test_unknown_words_are_counted_by_their_table() -> None:
    tally = Tally()
    for word in ("Firm", "Firm", "Body"):
        tally.miss("kinds", word)
    tally.miss("countries", "Atlantis")
    assert tally.unknown == {"kinds": {"Firm": 2, "Body": 1}, "countries": {"Atlantis": 1}}


def test_a_column_of_anything_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 3)
    tally = Tally()
    for number in range(10):
        tally.miss("kinds", f"word {number}")
        tally.miss("kinds", "word 0")
    assert tally.unknown["kinds"] == {"word 0": 11, "word 1": 1, "word 2": 1, "(others)": 7}
    tally.miss("dates", "x" * 1000)
    assert tally.unknown["dates"] == {"x" * 100 + "…": 1}
