"""Words of a publisher mean what a reviewed table says, and an unknown one is counted."""

from __future__ import annotations

import pytest

from loaders.reading.tally import Tally
from loaders.reading.words import LOADERS, Words, tables, words

TABLES = sorted(file.name for file in LOADERS.glob("*.toml"))
KINDS = Words("list kinds", {"Firm": "company", "Ship": ""})


def test_a_known_word_has_a_meaning_and_no_count() -> None:
    tally = Tally()
    assert KINDS.get("Firm", tally) == "company"
    assert not tally.unknown


def test_a_word_left_out_on_purpose_is_known() -> None:
    tally = Tally()
    assert KINDS.get("Ship", tally) == ""
    assert not tally.unknown


def test_an_unknown_word_is_none_and_counted() -> None:
    tally = Tally()
    assert KINDS.get("firm", tally) is None
    assert KINDS.get("firm", tally) is None
    assert tally.unknown == {"list kinds": {"firm": 2}}


def test_no_word_is_none_and_not_counted() -> None:
    tally = Tally()
    assert KINDS.get("", tally) is None
    assert not tally.unknown


def test_a_table_is_named_by_its_file_and_heading() -> None:
    found = words("misp.toml", "kinds")
    assert found.name == "misp kinds"
    assert found.table["surveillance-vendor"] == "company"


def test_a_table_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        words("misp.toml", "colours")
    with pytest.raises(FileNotFoundError):
        words("none.toml", "kinds")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_beside_the_loaders_can_be_read(name: str) -> None:
    assert tables(name)
    assert tables(name) is tables(name)
