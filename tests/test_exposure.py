"""Exposure counts attested paths, and every number opens to its paths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.exposure import exposure
from graph.question import Question
from graph.workspace import ask as ask_workspace
from tests.examples import ANY, ask, casebook

SAID = [
    ("One supplies Hub", {"deal": "d1"}),
    ("Two supplies Hub", {"deal": "d1"}),
    ("Hub supplies Ministry of Iran", {"deal": "d1", "disputed": "yes"}),
    ("Hub supplies Police of Ghana", {"deal": "d1"}),
]


def test_everyone_on_a_path_is_counted_in_the_role_they_have_on_it() -> None:
    found = exposure(ask(SAID, ANY).attested)
    assert [(each.key, len(each.paths)) for each in found.suppliers] == [("One", 2), ("Two", 2)]
    assert [(each.key, len(each.paths)) for each in found.intermediaries] == [("Hub", 4)]
    assert [each.key for each in found.end_users] == ["Ministry of Iran", "Police of Ghana"]
    assert [each.key for each in found.countries] == ["GH", "IR"]


def test_it_says_how_many_stand_at_the_other_end_and_how_many_paths_are_disputed() -> None:
    found = exposure(ask(SAID, ANY).attested)
    [hub] = found.intermediaries
    assert (hub.with_, hub.disputed) == (2, 2)
    assert [each.with_ for each in found.suppliers] == [2, 2]


def test_no_path_exposes_nobody() -> None:
    found = exposure([])
    assert found.suppliers == found.intermediaries == found.end_users == found.countries == ()


@given(st.sets(st.integers(0, 39)))
def test_every_number_opens_to_exactly_its_paths(places: set[int]) -> None:
    every = ask_workspace(casebook(), Question()).attested
    some = [path for place, path in enumerate(every) if place in places]
    found = exposure(some)
    for each in found.suppliers:
        assert list(each.paths) == [path for path in some if path.supplier == each.key]
    for each in found.intermediaries:
        assert list(each.paths) == [path for path in some if each.key in path.intermediaries]
    for each in found.end_users:
        assert list(each.paths) == [path for path in some if path.end_user.party == each.key]
    for each in found.countries:
        assert list(each.paths) == [path for path in some if each.key in path.end_user.countries]
    assert sum(len(each.paths) for each in found.suppliers) == len(some)


def test_most_paths_come_first() -> None:
    found = exposure(ask_workspace(casebook(), Question()).attested)
    for ranking in (found.suppliers, found.intermediaries, found.end_users, found.countries):
        counts = [len(each.paths) for each in ranking]
        assert counts == sorted(counts, reverse=True) and counts[0] > 1
