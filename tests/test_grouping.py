"""Every path in its groups, and no path in none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.grouping import NONE, By, grouped, keys
from graph.question import Ends, Question
from graph.workspace import ask as asked
from tests.examples import ask, casebook

if TYPE_CHECKING:
    from graph.paths import Path

ANY = Question(ends=Ends.ANY)
TWO_RESELLERS = [
    ("Maker supplies Shop", {"deal": "d1"}),
    ("Shop supplies Store", {"deal": "d1"}),
    ("Store supplies Ministry of Iran", {"deal": "d1", "disputed": "yes"}),
    ("Shop supplies Police of Ghana", {"deal": "d2"}),
]


def every(said: list[str | tuple[str, dict[str, str]]]) -> list[Path]:
    answer = ask(said, ANY)
    return [*answer.attested, *answer.composed]


@cache
def in_the_casebook() -> list[Path]:
    answer = asked(casebook(), ANY)
    return [*answer.attested, *answer.composed]


def test_a_path_through_two_intermediaries_is_in_the_group_of_each() -> None:
    found = {each.key: each for each in grouped(every([*TWO_RESELLERS]), By.INTERMEDIARY)}
    assert {key: len(each.paths) for key, each in found.items()} == {"Shop": 2, "Store": 2}
    assert found["Shop"].suppliers == 1
    assert found["Shop"].end_users == 2
    assert found["Store"].disputed == 2


def test_a_composed_path_counts_apart() -> None:
    [shop] = [g for g in grouped(every([*TWO_RESELLERS]), By.INTERMEDIARY) if g.key == "Shop"]
    assert (shop.attested, shop.composed) == (1, 1)


def test_the_supplier_the_end_user_and_its_country_name_groups() -> None:
    paths = every([*TWO_RESELLERS])
    assert {g.key for g in grouped(paths, By.SUPPLIER)} == {"Maker", "Shop"}
    assert {g.key for g in grouped(paths, By.END_USER)} == {"Ministry of Iran", "Police of Ghana"}
    assert {g.key for g in grouped(paths, By.COUNTRY)} == {"IR", "GH"}


def test_a_path_with_nobody_between_or_no_country_is_in_the_group_of_none() -> None:
    question = Question(pattern="owns", ends=Ends.KIND, end="company", hops=1)
    [path] = ask(["Person A owns Shop"], question).attested
    assert keys(path, By.INTERMEDIARY) == (NONE,)
    assert keys(path, By.COUNTRY) == (NONE,)
    assert [g.key for g in grouped([path], By.INTERMEDIARY)] == [NONE]


def test_nothing_in_gives_nothing_out() -> None:
    assert grouped([], By.COUNTRY) == []


@pytest.mark.parametrize("by", By)
@given(st.data())
def test_no_path_is_lost_and_groups_hold_what_their_key_says(by: By, data: st.DataObject) -> None:
    paths = data.draw(st.lists(st.sampled_from(in_the_casebook())))
    groups = grouped(paths, by)
    assert {id(path) for group in groups for path in group.paths} == {id(path) for path in paths}
    assert all(group.key in keys(path, by) for group in groups for path in group.paths)
    assert sum(len(group.paths) for group in groups) == sum(len(keys(p, by)) for p in paths)
    assert all(group.attested + group.composed == len(group.paths) for group in groups)
    counts = [group.attested for group in groups]
    assert counts == sorted(counts, reverse=True)
    assert [group.key for group in grouped(reversed(paths), by)] == [g.key for g in groups]
