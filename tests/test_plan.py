"""From a question to a query: where paths may begin and end, what hops may be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.conditions import Conditions
from graph.end_users import Role
from graph.errors import BadQuestion, UnknownTerm
from graph.hubs import Hubs
from graph.kept import indexed
from graph.patterns import Pattern
from graph.plan import Plan, Setting, plan
from graph.question import Ends, Question
from tests.examples import ANY, network
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

SAID: list[Said] = [
    "A supplies B",
    "B supplies Police of Iran",
    "Police of Iran supplies Bureau of Ghana",
    "Person owns B",
    "B located_at Street",
    "B offered_to Police of Iran",
    "Bank finances A",
]
NETWORK = network(SAID)
OF_A_PERSON = Pattern("mine", "T", "S.", "C", "owns", ("person",), ("company",))


def planned(question: Question = ANY, *patterns: Pattern) -> Plan:
    named = {pattern.name: pattern for pattern in patterns}
    return plan(NETWORK, question, Setting(words(), {"IR"}, named, Hubs()))


def sources(made: Plan) -> list[str]:
    return [made.index.parties[place] for place in made.query.sources]


def used(made: Plan) -> set[str]:
    """Name the relations that are followed, those against their direction with a caret."""
    names, half = made.index.relations, len(made.index.relations)
    symbols = made.query.automaton.used()
    return {names[n] if n < half else f"^{names[n - half]}" for n in symbols}


def test_paths_begin_where_the_pattern_can_take_a_first_hop() -> None:
    assert sources(planned()) == ["A", "B"]
    assert sources(planned(Question(ends=Ends.ANY, pattern="owns"))) == ["Person"]
    assert sources(planned(Question(ends=Ends.ANY, pattern="^owns"))) == ["B"]
    agency = Question(ends=Ends.ANY, pattern="supplies", starts=("government_agency",))
    assert sources(planned(agency)) == ["Police of Iran"]


def test_a_party_that_is_named_is_taken_whatever_it_is() -> None:
    assert sources(planned(Question("Street", Ends.ANY))) == ["Street"]
    with pytest.raises(KeyError):
        planned(Question("Nobody", Ends.ANY))


def test_a_named_pattern_says_where_its_paths_begin_unless_the_question_does() -> None:
    asked = Question(ends=Ends.PATTERN, pattern="mine")
    assert sources(planned(asked, OF_A_PERSON)) == ["Person"]
    company = Question(ends=Ends.PATTERN, pattern="mine", starts=("company",))
    assert sources(planned(company, OF_A_PERSON)) == []


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        (Question(), {"Police of Iran"}),
        (ANY, {"Police of Iran", "Bureau of Ghana"}),
        (Question(ends=Ends.COUNTRY, end="GH"), {"Bureau of Ghana"}),
        (Question(ends=Ends.PARTY, end="Street"), {"Street"}),
        (Question(ends=Ends.KIND, end="person"), {"Person"}),
        (Question(ends=Ends.PATTERN, pattern="mine"), {"A", "B", "Bank"}),
        (Question(ends=Ends.PATTERN, pattern="owns"), {"Police of Iran"}),
    ],
)
def test_paths_end_where_the_question_says(question: Question, ends: set[str]) -> None:
    made = planned(question, OF_A_PERSON)
    assert made.targets.keys() == ends
    marked = {made.index.parties[place] for place in made.query.targets.nonzero()[0]}
    assert marked == ends


def test_an_end_that_is_no_end_user_is_where_the_question_ends() -> None:
    made = planned(Question(ends=Ends.PARTY, end="Street"))
    assert made.targets["Street"].role is Role.NAMED
    assert (
        planned(Question(ends=Ends.PARTY, end="Police of Iran")).targets["Police of Iran"].role
        is Role.AGENCY
    )


def test_without_a_pattern_supply_is_followed_along_its_flow() -> None:
    usual = used(planned())
    assert {"supplies", "^resells_for"} <= usual
    assert not {"^supplies", "resells_for", "offered_to", "finances", "owns"} & usual
    more = used(planned(Question(offers=True, money=True, layers=frozenset({"control"}))))
    assert {"offered_to", "finances", "owns", "^owns"} <= more


def test_a_pattern_follows_its_own_relations_and_leaves_none_of_them_out() -> None:
    made = planned(Question(ends=Ends.ANY, pattern="offered_to|^finances"))
    assert used(made) == {"offered_to", "^finances"}
    assert not made.admitted.left_out


@pytest.mark.parametrize("pattern", ["mine", "owns"])
def test_a_pattern_asks_for_no_third_party_unless_it_says_so(pattern: str) -> None:
    third = Pattern("third", "T", "S.", "C", "owns", ("person",), ("company",), third_party=True)
    asked = Question(ends=Ends.PATTERN, pattern=pattern)
    assert planned(asked, OF_A_PERSON).query.between is None
    named = Question(ends=Ends.PATTERN, pattern="third")
    assert planned(named, third).query.between is not None
    assert planned().query.between is not None


def test_who_may_be_touched_and_passed_is_marked() -> None:
    asked = Conditions(avoid=("A",), through=("B",), lift=("Street",))
    made = planned(Question(ends=Ends.ANY, conditions=asked))
    at = {key: place for place, key in enumerate(made.index.parties)}
    assert not made.query.allowed[at["A"]]
    assert made.query.allowed.sum() == len(at) - 1
    assert made.query.through == (at["B"],)
    carry = {key for key in at if made.query.carries[at[key]]}
    assert carry == {"A", "B", "Bank", "Person", "Street"}


def test_going_on_from_bodies_lets_them_carry() -> None:
    made = planned(Question(ends=Ends.ANY, beyond_bodies=True))
    carry = {key for n, key in enumerate(made.index.parties) if made.query.carries[n]}
    assert {"Police of Iran", "Bureau of Ghana"} <= carry
    assert "Street" not in carry
    supplied = [s.subject for n, s in enumerate(made.index.statements) if not made.query.claims[n]]
    assert supplied == ["Police of Iran"]  # a body that goods have reached does not sell them on


def test_a_network_is_laid_out_once() -> None:
    assert indexed(NETWORK, words()) is planned().index


def test_what_is_no_pattern_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="unknown 'sells'"):
        planned(Question(pattern="sells"))
    with pytest.raises(BadQuestion, match="no property path"):
        planned(Question(pattern="owns/"))
