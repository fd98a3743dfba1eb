"""A hop of a path shows the statements that fit its place in the pattern, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph.conditions import Conditions
from graph.paths import find_paths
from graph.question import Ends, Question
from tests.examples import network
from tests.records import words

if TYPE_CHECKING:
    from graph.paths import Path
    from tests.examples import Said

BOTH: list[Said] = ["A supplies B", "A owns B", "B supplies C", "B owns C"]


def found(said: list[Said], pattern: str, **conditions: Any) -> list[Path]:  # noqa: ANN401
    asked = Question("A", Ends.PARTY, "C", pattern=pattern, conditions=Conditions(**conditions))
    answer = find_paths(network(said), asked, vocabulary=words())
    return [*answer.attested, *answer.composed]


def relations(said: list[Said], pattern: str) -> list[tuple[str, ...]]:
    [path] = found(said, pattern)
    return [hop.relations for hop in path.hops]


@pytest.mark.parametrize(
    ("pattern", "first", "second"),
    [
        ("supplies/owns", "supplies", "owns"),
        ("owns/supplies", "owns", "supplies"),
        ("supplies+", "supplies", "supplies"),
        ("(supplies|owns)+", "owns supplies", "owns supplies"),
        ("(supplies|owns)/owns", "owns supplies", "owns"),
        ("(supplies/owns)|(owns/supplies)", "owns supplies", "owns supplies"),
        ("(supplies/owns)|(owns/partner_of)", "supplies", "owns"),
        ("!supplies/!owns", "owns", "supplies"),
    ],
)
def test_a_hop_shows_what_fits_its_place_in_the_pattern(
    pattern: str, first: str, second: str
) -> None:
    assert relations(BOTH, pattern) == [tuple(first.split()), tuple(second.split())]


@pytest.mark.parametrize(
    ("pattern", "subjects"),
    [
        ("supplies/supplies", [{"A"}, {"B"}]),
        ("^supplies/supplies", [{"B"}, {"B"}]),
        ("supplies/^supplies", [{"A"}, {"C"}]),
        ("(supplies|^supplies){2}", [{"A", "B"}, {"B", "C"}]),
    ],
)
def test_a_statement_fits_one_way_round_or_the_other(
    pattern: str, subjects: list[set[str]]
) -> None:
    said: list[Said] = ["A supplies B", "B supplies A", "B supplies C", "C supplies B"]
    [path] = found(said, pattern)
    assert [{s.subject for s in hop.statements} for hop in path.hops] == subjects
    assert [(hop.origin, hop.target) for hop in path.hops] == [("A", "B"), ("B", "C")]


@pytest.mark.parametrize(
    ("pattern", "counts"),
    [("supplies{2}/owns", ["ss", "ss", "oo"]), ("supplies{1,3}/owns?", ["ss", "ss", "ooss"])],
)
def test_a_counted_place_is_a_place_of_its_own(pattern: str, counts: list[str]) -> None:
    """Two sources for each claim: both are shown, and neither makes a path of its own."""
    pairs = ("A {} B", "B {} D", "D {} C")
    said: list[Said] = [
        pair.format(relation) for pair in pairs for relation in ("supplies", "owns") for _ in "12"
    ]
    [path] = found(said, pattern)
    shown = ["".join(sorted(s.relation[0] for s in hop.statements)) for hop in path.hops]
    assert shown == counts


def test_what_a_question_leaves_out_is_shown_on_no_hop() -> None:
    said: list[Said] = [*BOTH, ("A supplies B", {"grade": "alleged"})]
    asked = Question("A", Ends.PARTY, "C", pattern="supplies/owns", minimum_grade="documented")
    answer = find_paths(network(said), asked, vocabulary=words())
    [path] = [*answer.attested, *answer.composed]
    assert [len(hop.statements) for hop in path.hops] == [1, 1]


def test_apart_a_hop_shows_its_own_relation() -> None:
    paths = found(BOTH, "(supplies|owns)+", apart=True)
    shown = {tuple(hop.relations for hop in path.hops) for path in paths}
    words_ = ("owns",), ("supplies",)
    assert shown == {(one, other) for one in words_ for other in words_}
    assert len(paths) == 4
