"""Patterns: what people write is what the automaton accepts, and what cannot be read is named."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import assume, given, settings

from graph.engine.automaton import Automaton, compile_pattern
from graph.engine.pattern import MOST_COPIES, parse
from graph.errors import BadQuestion, UnknownTerm
from tests.engine_examples import (
    LETTERS,
    NAMES,
    Pattern,
    automaton,
    expression,
    three,
    trees,
    written,
)

WORDS = ["".join(word) for length in range(5) for word in product(LETTERS, repeat=length)]
NAMED = {"deal": "supplies/resells_for", "deals": "deal+", "loop": "supplies/pool", "pool": "loop"}


def accepts(made: Automaton, word: str) -> bool:
    states = made.start
    for letter in word:
        states = made.step(states, LETTERS.index(letter))
    return bool(states & made.accepting)


def spelt(text: str, **named: str) -> set[str]:
    """Give the words of up to four hops that a pattern accepts."""
    made = compile_pattern(parse(text, three(), NAMED | named), NAMES)
    return {word for word in WORDS if accepts(made, word)}


def matching(regex: str) -> set[str]:
    return {word for word in WORDS if re.fullmatch(regex, word)}


@settings(max_examples=300)
@given(trees)
def test_an_automaton_accepts_what_the_pattern_says(tree: Pattern) -> None:
    made = automaton(written(tree))
    assume(made is not None)
    assert made is not None
    regex = re.compile(expression(tree))
    assert {w for w in WORDS if accepts(made, w)} == {w for w in WORDS if regex.fullmatch(w)}


@pytest.mark.parametrize(
    ("text", "regex"),
    [
        ("supplies", "s"),
        ("^supplies", "S"),
        (" supplies /\n owns ", "so"),
        ("supplies/owns|resells_for", "so|r"),
        ("supplies/(owns|resells_for)", "s(o|r)"),
        ("supplies/owns*", "so*"),
        ("(supplies/owns)*", "(so)*"),
        ("^supplies/owns", "So"),
        ("^(supplies/owns)", "OS"),
        ("^supplies*", "S*"),
        ("^(supplies/owns?)+", "(O?S)+"),
        ("supplies|owns+", "s|o+"),
        ("supplies?", "s?"),
        ("!supplies", "[or]"),
        ("!^supplies", "[OR]"),
        ("!(supplies|owns)", "r"),
        ("!(supplies|^owns)", "[or]|[RS]"),
        ("!(^supplies|^owns)", "R"),
        ("^!supplies", "[OR]"),
        ("^!(supplies|^owns)", "[OR]|[rs]"),
        ("!supplies/owns", "[or]o"),
        ("!supplies*", "[or]*"),
        ("!(supplies|owns){2}", "rr"),
        ("!(supplies|owns|resells_for)", "(?!)"),
        ("!(supplies|owns|resells_for)?", ""),
        ("supplies{2}", "ss"),
        ("supplies{2,3}", "s{2,3}"),
        ("supplies{2,}", "s{2,}"),
        ("supplies{,2}", "s{0,2}"),
        ("supplies{0,}", "s*"),
        ("supplies{0,1}", "s?"),
        ("supplies{2}{2}", "ssss"),
        ("supplies{2}?", "(ss)?"),
        ("(supplies/owns){2}", "soso"),
        ("^supplies{2}", "SS"),
        ("supplies/owns{2}|resells_for", "soo|r"),
        ("deal", "sr"),
        ("deal|owns", "sr|o"),
        ("deal/owns", "sro"),
        ("^deal", "RS"),
        ("deal{2}", "srsr"),
        ("deals/owns?", "(sr)+o?"),
    ],
)
def test_a_pattern_reads_as_in_sparql(text: str, regex: str) -> None:
    assert spelt(text) == matching(regex)


@pytest.mark.parametrize(
    "text",
    [
        *("", "()", "(supplies", "supplies)", "supplies/", "|supplies", "supplies owns", "*", "!"),
        *("supplies**", "supplies*{2}", "{2}", "supplies|{2}", "^^supplies", "supplies^owns"),
        *("supplies{}", "supplies{,}", "supplies{0}", "supplies{,0}", "supplies{2,1}"),
        *(f"supplies{{{MOST_COPIES + 1}}}", f"supplies{{{'9' * 5000}}}", "supplies{x}"),
        *("supplies{2", "supplies}"),
        *("!()", "!(supplies", "!(supplies owns)", "!(|owns)", "!|owns", "!(owns|)"),
        *("!(owns||owns)", "!(^)", "!(^|owns)"),
        *("!!owns", "!^^owns", "(!(owns*)", "!(owns/owns)", "!(owns*)", "!((owns))", "!deal"),
        *("supplies;owns", "<supplies>", "supplies-owns", "supplies } ASK {", "#", "сupplies"),
        *("(" * 400 + "owns" + ")" * 400,),
    ],
)
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        parse(text, three(), NAMED)
    assert repr(text) in str(caught.value)


def test_a_pattern_made_of_itself_is_refused() -> None:
    with pytest.raises(BadQuestion, match="'pool' is made of itself: pool in loop"):
        parse("supplies/pool", three(), NAMED)


@pytest.mark.parametrize("text", ["supplies{2}/boughts", "boughts", "!(owns|boughts)", "a"])
def test_an_unknown_word_is_named_with_those_that_are_known(text: str) -> None:
    with pytest.raises(UnknownTerm) as caught:
        parse(text, three(), NAMED)
    assert caught.value.term == ("a" if text == "a" else "boughts")
    assert {*NAMES, *NAMED} <= set(caught.value.known)
    assert text in str(caught.value)


def test_a_word_inside_a_named_pattern_is_told_from_the_question() -> None:
    with pytest.raises(UnknownTerm, match="supplies/nothing"):
        parse("owns/bad", three(), {"bad": "supplies/nothing"})


@pytest.mark.parametrize("text", ["owns{62}", "(owns{64}){64}", "((owns{64}){64}){64}"])
def test_a_pattern_larger_than_anyone_means_is_refused_at_once(text: str) -> None:
    with pytest.raises(BadQuestion, match="states|long"):
        compile_pattern(parse(text, three(), {}), NAMES)


def test_the_largest_pattern_that_is_kept_works() -> None:
    made = compile_pattern(parse("owns{61}", three(), {}), NAMES)
    assert made.states == 62
    assert [accepts(made, "o" * length) for length in (60, 61, 62)] == [False, True, False]


def test_states_that_behave_alike_are_one() -> None:
    assert compile_pattern(parse("(owns|supplies|owns/owns*)*", three(), {}), NAMES).states == 1


def test_the_symbols_of_a_pattern_are_those_that_it_may_walk() -> None:
    made = automaton("!owns/^supplies")
    assert made is not None
    assert {LETTERS[symbol] for symbol in made.used()} == {"r", "s", "S"}
