"""The lens is a stated rule over assessments, and never reads a missing one as "no"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Answer
from graph.errors import BadFile
from graph.practice import (
    Assessment,
    Lens,
    Practices,
    load_lens,
    restrictive,
    verdict,
    verdicts,
)
from graph.practice import Test as Asked
from graph.workspace import RULES
from tests.examples import casebook

if TYPE_CHECKING:
    from pathlib import Path

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def assessed(indicator: str, value: str, category: str = "band") -> Assessment:
    return Assessment(
        "IR", indicator, "assessor", 2025, value, category, "https://e.org", "primary"
    )


def at_most(indicator: str, number: str = "1", *, use: bool = True) -> Asked:
    return Asked(indicator, f"{indicator}?", indicator, "ours", use, at_most=Decimal(number))


def practices(**values: str) -> Practices:
    return {"IR": {name: assessed(name, value) for name, value in values.items()}}


def lens(*tests: Asked, share: str = "0.5", known: int = 1) -> Lens:
    return Lens("Any", Decimal(share), known, tests)


FOUR = tuple(at_most(name) for name in "abcd")


# One test


@pytest.mark.parametrize(
    ("value", "met"),
    [
        ("0", True),
        ("1", True),
        ("1.0", True),
        ("1.01", False),
        ("-2", True),
        ("n/a", False),
        ("NaN", False),
    ],
)
def test_at_most_takes_in_the_number_itself(value: str, met: bool) -> None:
    assert at_most("a").met_by(assessed("a", value)) is met


def test_a_category_is_the_assessors_own_word() -> None:
    test = Asked("t", "?", "a", "theirs", True, category="Not Free")
    assert test.met_by(assessed("a", "11", "Not Free"))
    assert not test.met_by(assessed("a", "11", "Partly Free"))
    assert not test.met_by(assessed("a", "Not Free", "Free"))


def test_a_part_is_one_of_several_words_and_never_a_piece_of_one() -> None:
    test = Asked("t", "?", "a", "theirs", True, part="D:5")
    assert test.met_by(assessed("a", "A:1|D:5"))
    assert test.met_by(assessed("a", "D:5"))
    assert not test.met_by(assessed("a", "D:51|XD:5"))


def test_a_criterion_is_said_in_words() -> None:
    assert at_most("a", "0.25").criterion == "at most 0.25"
    assert Asked("t", "?", "a", "", True, category="Not Free").criterion == "is Not Free"
    assert Asked("t", "?", "a", "", True, part="named").criterion.endswith(" named")


# The rule


def test_a_missing_value_shrinks_the_denominator() -> None:
    found = verdict(lens(*FOUR), practices(a="0", b="5"), "IR")
    assert (found.meets, found.yes, found.known) == (YES, 1, 2)
    assert [reading.answer for reading in found.readings] == [YES, NO, UNKNOWN, UNKNOWN]
    assert [reading.assessment is None for reading in found.readings] == [False, False, True, True]


def test_too_few_values_leave_it_open() -> None:
    assert verdict(lens(*FOUR, known=3), practices(a="0", b="0"), "IR").meets is UNKNOWN
    assert verdict(lens(*FOUR, known=3), practices(a="5", b="5"), "IR").meets is UNKNOWN
    assert verdict(lens(*FOUR, known=2), practices(a="0", b="0"), "IR").meets is YES


def test_nothing_known_is_never_an_answer_even_when_none_is_asked_for() -> None:
    assert verdict(lens(*FOUR, known=0), practices(), "IR").meets is UNKNOWN
    assert verdict(lens(), practices(a="0"), "IR").meets is UNKNOWN


@pytest.mark.parametrize(
    ("share", "meets"), [("0.5", YES), ("0.50", YES), ("0.51", NO), ("0.49", YES), ("1", NO)]
)
def test_a_share_met_exactly_is_met(share: str, meets: Answer) -> None:
    some = practices(a="0", b="0", c="5", d="5")
    assert verdict(lens(*FOUR, share=share), some, "IR").meets is meets


@pytest.mark.parametrize("share", ["0.3", "0.7", "0.1"])
def test_a_share_is_counted_exactly_not_in_binary(share: str) -> None:
    ten = tuple(at_most(name) for name in "abcdefghij")
    yes = int(Decimal(share) * 10)
    some = practices(**{name: "0" if n < yes else "5" for n, name in enumerate("abcdefghij")})
    assert verdict(lens(*ten, share=share), some, "IR").meets is YES


def test_a_disabled_test_does_not_count() -> None:
    off = lens(at_most("a"), at_most("b", use=False))
    found = verdict(off, practices(a="0", b="5"), "IR")
    assert (found.yes, found.known, found.meets) == (1, 1, YES)
    assert [test.indicator for test in off.in_use] == ["a"]
    assert "b at most" not in off.rule


def test_only_yes_is_restrictive() -> None:
    some = {
        "CN": practices(a="0")["IR"],
        "GH": practices(a="5")["IR"],
        "XK": practices(z="0")["IR"],
    }
    assert restrictive(lens(at_most("a")), some) == {"CN"}
    assert {key: v.meets for key, v in verdicts(lens(at_most("a")), some).items()} == {
        "CN": YES,
        "GH": NO,
        "XK": UNKNOWN,
    }


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["0", "5"])), st.sampled_from("abcd")
)
def test_losing_a_value_never_counts_as_no(values: dict[str, str], lost: str) -> None:
    rule = lens(*FOUR, share="0.5", known=1)
    before = verdict(rule, practices(**values), "IR")
    after = verdict(rule, practices(**{k: v for k, v in values.items() if k != lost}), "IR")
    if values.get(lost) == "5" and before.meets is YES:
        assert after.meets in (YES, UNKNOWN)
    assert after.known == before.known - (lost in values)


def test_the_rule_is_one_sentence_with_every_test_in_use() -> None:
    assert lens(at_most("a"), at_most("b", "2")).rule == (
        "Any: at least 50 percent of the tests that have a value say yes (a at most 1; b at most 2)"
    )


# The rules file

RULE = """
[lens]
title = "Ours"
share = 0.3
known = 1
[[lens.tests]]
id = "one"
question = "?"
indicator = "a"
at_most = 0.1
threshold = "ours"
use = true
"""


def test_a_rules_file_is_read_exactly(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(RULE)
    one = Asked("one", "?", "a", "ours", True, at_most=Decimal("0.1"))
    assert load_lens(file) == Lens("Ours", Decimal("0.3"), 1, (one,))


@pytest.mark.parametrize(
    ("was", "now", "named"),
    [
        ("[lens]", "[rule]", "share"),
        ("[lens]", "[lens", "rules.toml"),
        ("share = 0.3", "", "share"),
        ("share = 0.3", "share = 0", "share"),
        ("share = 0.3", "share = 1.5", "share"),
        ("share = 0.3", 'share = "half"', "rules.toml"),
        ("share = 0.3", "share = nan", "share"),
        ("known = 1", "", "known"),
        ("known = 1", 'known = "few"', "few"),
        ('indicator = "a"', "", "one"),
        ('question = "?"', "", "one"),
        ("use = true", "", "one"),
        ("use = true", 'use = "yes"', "one"),
        ("at_most = 0.1", "", "one"),
        ("at_most = 0.1", 'at_most = 0.1\ncategory = "x"', "one"),
        ("at_most = 0.1", 'at_most = "low"', "rules.toml"),
        ("at_most = 0.1", "at_most = nan", "one"),
        ("[[lens.tests]]", "[lens.tests]", "rules.toml"),
        (RULE[RULE.index("[[") :], "tests = [1]", "rules.toml"),
        (RULE[RULE.index("[[") :], "", "tests"),
    ],
)
def test_a_bad_rules_file_is_named_with_what_is_wrong(
    was: str, now: str, named: str, tmp_path: Path
) -> None:
    file = tmp_path / "rules.toml"
    assert was in RULE
    file.write_text(RULE.replace(was, now))
    with pytest.raises(BadFile) as caught:
        load_lens(file)
    assert caught.value.file == file
    assert named in str(caught.value)


def test_a_missing_or_unreadable_rules_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is missing"):
        load_lens(tmp_path / "none.toml")
    with pytest.raises(BadFile, match="cannot be read"):
        load_lens(tmp_path)
    (tmp_path / "latin.toml").write_bytes(RULE.replace("Ours", "Où").encode("cp1252"))
    with pytest.raises(BadFile, match="latin.toml"):
        load_lens(tmp_path / "latin.toml")


# The bundled lens


@pytest.mark.parametrize(
    ("country", "meets"),
    [("CN", YES), ("IR", YES), ("VE", YES), ("SA", YES), ("AZ", YES), ("GH", NO), ("NO", NO)],
)
def test_the_bundled_lens_says(country: str, meets: Answer) -> None:
    found = verdict(casebook().lens, casebook().practices, country)
    assert found.meets is meets
    assert found.known >= casebook().lens.known


def test_every_test_of_the_bundled_lens_has_values_to_go_by() -> None:
    known = {name for found in casebook().practices.values() for name in found}
    assert {test.indicator for test in load_lens(RULES).tests} <= known


def test_a_country_nobody_assessed_is_left_open() -> None:
    assert verdict(casebook().lens, {}, "CN").meets is UNKNOWN


@pytest.mark.parametrize("change", [{"share": Decimal(1)}, {"known": 8}])
def test_a_stricter_lens_never_takes_in_more(change: dict[str, Any]) -> None:
    usual = restrictive(casebook().lens, casebook().practices)
    assert restrictive(replace(casebook().lens, **change), casebook().practices) < usual
