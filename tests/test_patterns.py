"""Named patterns: bundled ones that hold together, own ones beside them, broken ones named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph import patterns
from graph.engine.automaton import compile_pattern
from graph.engine.pattern import parse
from graph.errors import BadFile
from graph.patterns import RESTRICTIVE
from graph.question import Ends, Question
from graph.workspace import PATTERNS, ask, open_workspace
from tests import examples
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = patterns.load(PATTERNS, words())
MINE = """\
[mine]
title = "Mine"
sentence = "A part goes on to a buyer."
citation = "Own test"
pattern = "supplies"
from = ["company"]
to = ["company"]
"""
YOURS = MINE.replace("[mine]", "[yours]")


def written(place: Path, text: str) -> Path:
    file = place / "patterns.toml"
    file.write_text(text, "utf-8")
    return file


def refused(place: Path, text: str) -> str:
    with pytest.raises(BadFile) as caught:
        patterns.load(written(place, text), words())
    assert str(place / "patterns.toml") in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_pattern_is_read_and_says_what_it_is_and_where_from(name: str) -> None:
    held = BUNDLED[name]
    assert held.name == name
    assert all((held.title, held.citation, held.starts, held.ends))
    assert held.sentence.endswith(".")
    assert {*held.starts, *held.ends, *held.passes} <= {*words().kinds, RESTRICTIVE}
    texts = {each.name: each.text for each in BUNDLED.values()}
    assert compile_pattern(parse(held.text, words(), texts), sorted(words().relations)).used()


def test_the_questions_that_people_ask_have_a_name() -> None:
    asked = {"third_party_supply", "state_ownership", "shared_address", "revolving_door"}
    assert asked | {"successor_firm"} <= BUNDLED.keys()


def test_the_own_question_and_its_named_pattern_are_one() -> None:
    work = examples.casebook()
    usual = ask(work, Question())
    supply = ask(work, Question(ends=Ends.PATTERN, pattern="third_party_supply"))
    assert supply.attested == usual.attested
    assert supply.composed == usual.composed


@pytest.mark.parametrize("key", ["title", "sentence", "citation", "pattern", "from", "to"])
def test_a_pattern_that_lacks_something_is_named(key: str, tmp_path: Path) -> None:
    text = "\n".join(line for line in MINE.splitlines() if not line.startswith(f"{key} ="))
    told = refused(tmp_path, text)
    assert "'mine'" in told
    assert f"'{key}'" in told


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('"supplies"', '"supplies/sells"', ["'mine'", "'sells'", "resells_for"]),
        ('from = ["company"]', 'from = ["firm"]', ["'mine'", "'firm'", "company", RESTRICTIVE]),
        ('to = ["company"]', 'to = ["firm"]', ["'mine'", "'firm'"]),
        ('to = ["company"]', 'to = ["company"]\npasses = ["street"]', ["'mine'", "'street'"]),
        ('"supplies"', '"supplies/mine"', ["'mine'", "made of itself"]),
        ('"supplies"', '"supplies/("', ["'mine'", "no property path"]),
        ('"supplies"', '"supplies;"', ["'mine'", "cannot read"]),
        ("[mine]", "[mine", ["TOML"]),
        ('"supplies"', "supplies", ["TOML"]),
        ("[mine]", "mine = 1\n[yours]", ["'mine'"]),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(
    old: str, new: str, parts: list[str], tmp_path: Path
) -> None:
    told = refused(tmp_path, MINE.replace(old, new))
    assert [part for part in parts if part not in told] == []


def test_patterns_made_of_each_other_are_refused(tmp_path: Path) -> None:
    mine, yours = (MINE.replace('"supplies"', '"yours"'), YOURS.replace('"supplies"', '"mine?"'))
    assert "made of itself" in refused(tmp_path, f"{mine}\n{yours}")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing.toml"):
        with pytest.raises(BadFile, match="patterns file"):
            patterns.load(place, words())


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "patterns.toml").write_bytes(MINE.encode() + b'# "\xff"')
    with pytest.raises(BadFile, match="UTF-8"):
        patterns.load(tmp_path / "patterns.toml", words())


def test_a_named_pattern_stands_in_another_in_brackets_of_its_own(tmp_path: Path) -> None:
    yours = YOURS.replace('"supplies"', '"mine{2}"')
    mine = MINE.replace('"supplies"', '"supplies|^resells_for"')
    loaded = patterns.load(written(tmp_path, f"{mine}\n{yours}"), words())
    texts = {each.name: each.text for each in loaded.values()}
    plain = "(supplies|^resells_for)/(supplies|^resells_for)"
    relations = sorted(words().relations)
    one, other = (
        compile_pattern(parse(text, words(), texts), relations) for text in ("yours", plain)
    )
    assert one == other


def test_own_patterns_stand_beside_the_bundled_ones_and_are_made_of_them(tmp_path: Path) -> None:
    file = written(tmp_path, MINE.replace('"supplies"', '"supply/supply"'))
    opened = open_workspace(examples.folder(tmp_path), extra=file)
    assert list(opened.patterns) == [*BUNDLED, "mine"]
    asked = Question(ends=Ends.PARTY, end="t:ministry", pattern="mine")
    [path] = ask(opened, asked).attested
    assert path.parties == ("t:maker", "t:reseller", "t:ministry")


def test_an_own_pattern_may_take_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    file = written(tmp_path, MINE.replace("[mine]", "[shared_address]"))
    opened = open_workspace(examples.folder(tmp_path), extra=file)
    assert opened.patterns["shared_address"].title == "Mine"
    assert opened.patterns.keys() == BUNDLED.keys()
