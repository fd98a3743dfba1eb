"""What two paths share, and where they differ."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from graph.comparing import compare
from graph.question import Ends, Question
from graph.workspace import ask as asked
from tests.examples import ask, casebook
from tests.records import words

if TYPE_CHECKING:
    from graph.comparing import Comparison
    from graph.paths import Path
    from tests.examples import Said

ANY = Question(ends=Ends.ANY)
FORK: list[Said] = [
    ("Maker supplies Shop", {"deal": "d1", "valid_from": "2018", "source": "paper"}),
    ("Maker supplies Shop", {"deal": "d2", "valid_from": "2020", "grade": "alleged"}),
    ("Shop supplies Ministry of Iran", {"deal": "d1", "source": "paper"}),
    ("Shop supplies Police of Iran", {"deal": "d2", "disputed": "yes"}),
]


def every(said: list[Said]) -> dict[str, Path]:
    answer = ask(said, ANY)
    return {" > ".join(path.parties): path for path in (*answer.attested, *answer.composed)}


@cache
def in_the_casebook() -> list[Path]:
    answer = asked(casebook(), ANY)
    return [*answer.attested, *answer.composed]


def fork() -> Comparison:
    paths = every(FORK)
    names = "Maker > Shop > Ministry of Iran", "Maker > Shop > Police of Iran"
    return compare(paths[names[0]], paths[names[1]], words())


def test_the_hop_that_both_have_is_shared_and_the_others_stand_beside_it() -> None:
    found = fork()
    assert found.shared == {("Maker", "Shop")}
    assert found.parties == ("Maker", "Shop")
    assert [row.shared for row in found.rows] == [True, False]
    last = found.rows[1]
    assert last.left
    assert last.right
    assert (last.left.hop.target, last.right.hop.target) == ("Ministry of Iran", "Police of Iran")


def test_a_shared_hop_may_rest_on_other_statements_in_each_path() -> None:
    first = fork().rows[0]
    assert first.differs == ("grade", "periods", "sources")
    assert first.left
    assert first.right
    assert (first.left.grade, first.right.grade) == ("documented", "alleged")


def test_sources_are_told_apart() -> None:
    both, left, right = fork().sources
    assert both == ()
    assert left == ("paper",)
    assert right == ("source 2", "source 4")


def test_what_differs_of_the_whole_paths_is_named() -> None:
    assert fork().differs == ("basis", "grade", "disputed")


def test_a_longer_way_between_the_same_ends_leaves_a_gap() -> None:
    paths = every(
        [
            "Maker supplies Shop",
            "Shop supplies Ministry of Iran",
            "Shop supplies Store",
            "Store supplies Ministry of Iran",
        ]
    )
    short, long = (
        paths["Maker > Shop > Ministry of Iran"],
        paths["Maker > Shop > Store > Ministry of Iran"],
    )
    found = compare(short, long, words())
    assert [row.shared for row in found.rows] == [True, False, False]
    assert found.rows[2].left is None
    assert "intermediaries" in found.differs


def test_a_tie_of_control_is_compared_too() -> None:
    answer = asked(casebook(), Question("casebook:zte", Ends.COUNTRY, "IR"))
    [path] = answer.attested
    assert len(compare(path, path, words()).rows) == len(path.hops) + len(path.tie)


@given(st.data())
def test_comparing_is_the_same_from_both_sides_and_loses_no_hop(data: st.DataObject) -> None:
    some = st.sampled_from(in_the_casebook())
    left, right = data.draw(some), data.draw(some)
    found, turned = compare(left, right, words()), compare(right, left, words())
    assert [r.left.hop for r in found.rows if r.left] == [*left.hops, *left.tie]
    assert [r.right.hop for r in found.rows if r.right] == [*right.hops, *right.tie]
    assert found.shared == turned.shared
    assert found.differs == turned.differs
    assert found.sources == (turned.sources[0], turned.sources[2], turned.sources[1])
    assert {*found.parties} == {*turned.parties}


@given(st.data())
def test_a_path_differs_in_nothing_from_itself(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(in_the_casebook()))
    found = compare(path, path, words())
    assert found.differs == ()
    assert all(row.shared and row.differs == () for row in found.rows)
    assert found.parties == tuple(dict.fromkeys(path.parties))
