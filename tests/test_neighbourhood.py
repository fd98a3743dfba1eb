"""Whom a party stands beside, and how many are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.filters import Filters
from graph.neighbourhood import (
    Way,
    adjacent,
    among,
    beside,
    most_written,
    neighbourhood,
    neighbours,
    statements_of,
)
from tests.examples import casebook, network, statements
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

SAID: list[Said] = [
    ("A supplies B", {"grade": "charged"}),
    ("C owns A", {"grade": "settlement"}),
    ("A supplies D", {"grade": "settlement"}),
    ("A contracts_with D", {"grade": "alleged"}),
    "B supplies E",
    "B linked_to C",
]


def test_statements_of_a_party_have_it_at_either_end() -> None:
    made = network(SAID)
    assert [s.record for s in statements_of(made, "A")] == ["s01", "s02", "s03", "s04"]
    with pytest.raises(KeyError):
        statements_of(made, "Z")


def test_neighbours_come_by_grade_then_by_how_much_is_said() -> None:
    about = [s for s in statements(SAID) if "A" in (s.subject, s.object)]
    assert neighbours(about, "A", words()) == ["D", "C", "B"]


def test_a_neighbourhood_holds_the_hops_among_all_it_shows() -> None:
    near = neighbourhood(network(SAID), ["A"], words())
    assert near.parties == ("A", "B", "C", "D")
    ends = {(hop.origin, hop.target, hop.relations) for hop in near.hops}
    assert ends == {
        ("A", "B", ("supplies",)),
        ("C", "A", ("owns",)),
        ("A", "D", ("contracts_with", "supplies")),
        ("B", "C", ("linked_to",)),
    }
    assert near.hidden == {}


def test_neighbours_that_are_not_shown_are_counted() -> None:
    near = neighbourhood(network(SAID), ["A", "B"], words(), most=1)
    assert near.hidden == {"A": 2, "B": 2}
    assert set(near.parties) >= {"A", "B", "D"}


def test_neighbours_are_grouped_by_relation_and_kind() -> None:
    near = beside(network(SAID), "A", words())
    assert near.every == ("D", "C", "B")
    assert near.by_way == {
        Way("contracts_with", True): ("D",),
        Way("owns", False): ("C",),
        Way("supplies", True): ("D", "B"),
    }
    assert near.by_kind == {"company": ("D", "C", "B")}
    assert [way.label(words()) for way in near.by_way] == [
        "has a contract with",
        "is owned by",
        "supplies",
    ]


def test_a_relation_that_reads_the_same_both_ways_is_one_group() -> None:
    near = beside(network(["A linked_to B", "C linked_to A"]), "A", words())
    assert near.by_way == {Way("linked_to", True): ("B", "C")}


def test_neighbours_that_filters_hide_are_not_listed() -> None:
    hidden = Filters(hidden_layers=frozenset(["control"]))
    assert beside(network(SAID), "A", words(), hidden).every == ("D", "B")
    weak = Filters(grade="settlement")
    assert beside(network(SAID), "A", words(), weak).every == ("C", "D")


def test_statements_among_some_are_those_with_both_ends_there() -> None:
    made = network(SAID)
    assert {s.record for s in among(made, ["A", "B", "C"])} == {"s01", "s02", "s06"}
    assert list(among(made, ["A"])) == []


def test_adjacent_are_all_whom_a_statement_joins() -> None:
    assert adjacent(network(SAID), "B") == {"A", "C", "E"}


def test_the_most_written_about_come_first() -> None:
    assert most_written(network(SAID), 2) == (("A", 4), ("B", 3))


def test_layers_may_be_chosen() -> None:
    near = neighbourhood(network(SAID), ["A"], words(), layers=["control"])
    assert near.parties == ("A", "C")
    assert [hop.relations for hop in near.hops] == [("owns",)]


def test_a_party_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        neighbourhood(network(SAID), ["Z"], words())


def test_no_statement_among_the_shown_is_lost() -> None:
    some = casebook().records
    near = neighbourhood(casebook().network, ["casebook:huawei"], words(), most=1000)
    shown = set(near.parties)
    among = {s.id for s in some.statements if {s.subject, s.object} <= shown}
    assert {s.id for hop in near.hops for s in hop.statements} == among
