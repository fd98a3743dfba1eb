"""Indicators as data: read, cited, added to, and named with every answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph import indicator_page
from graph.__main__ import main
from graph.assessing import BESIDE, INDICATORS, open_indicators
from graph.dates import Answer, PartialDate
from graph.errors import BadFile, EnduseError
from graph.findings import ask, of_deal, of_party
from graph.indicators import Indicator, load
from graph.tests_of import TESTS
from graph.workspace import DATA
from tests.examples import casebook
from tests.indicator_worlds import grounds, listed

PAGE = Path(__file__).parents[1] / "docs" / "indicators.md"
SET = load((INDICATORS,), BESIDE)
every = pytest.mark.parametrize("each", SET.indicators.values(), ids=lambda each: each.id)

OWN = """[set]
name = "Mine"

[[indicator]]
id = "sold_twice"
title = "Sold on"
family = "Mine"
question = "Does what it sells go on to a restrictive government?"
citation = "Our handbook, page 3"
mark = "own test"
yes = "It does."
no = "It does not."
cannot_tell = "No supply is recorded."
change = "A statement of supply."
pattern = "supplies/supplies"
hops = 2
"""


def own(tmp_path: Path, text: str = OWN) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    return file


@every
def test_an_indicator_says_what_a_reader_needs(each: Indicator) -> None:
    assert each.question.endswith("?")
    texts = (each.yes, each.no, each.cannot_tell, each.change)
    assert all(text.endswith(".") for text in texts)
    assert each.inputs or each.pattern or each.of
    assert each.id == each.id.lower().replace(" ", "_")


@every
def test_what_no_rule_says_is_not_attributed_to_one(each: Indicator) -> None:
    """Only a rule that was read may be named without "own test" before it."""
    assert each.citation.casefold().startswith("own test") is (each.mark == "own test")
    if each.mark == "draft":
        assert "draft" in each.citation


@every
def test_no_indicator_accuses(each: Indicator) -> None:
    told = " ".join((each.title, each.question, each.yes, each.no, each.cannot_tell)).casefold()
    for word in ("violat", "suspicious", "evad", "alert", "guilty", "illegal"):
        assert word not in told


@pytest.mark.parametrize("test", TESTS)
def test_every_test_is_used_by_an_indicator(test: str) -> None:
    assert any(each.test == test for each in SET.indicators.values())


def test_the_seven_patterns_and_the_twelve_graph_tests_are_there() -> None:
    told = " ".join(each.citation for each in SET.indicators.values())
    for number in range(1, 8):
        assert f"relationship pattern {number} between" in told
    for number in range(1, 13):
        assert f"graph test T{number}" in told
    assert len(SET.indicators["close_relationship"].of) == 7


def test_the_page_is_what_the_casebook_answers() -> None:
    """If it fails, and the answers are right: `make docs`."""
    assert indicator_page.page(casebook()).encode() == PAGE.read_bytes()


def test_the_page_tells_everything_of_every_indicator() -> None:
    page = PAGE.read_text("utf-8")
    for each in SET.indicators.values():
        [section] = [s for s in page.split("\n### ") if s.startswith(f"{each.title}\n")]
        for text in (each.question, each.citation, each.yes, each.no, each.cannot_tell):
            assert text in section
        assert each.change in section
        assert "base rate: of " in section
        assert ("*Association.*" in section) is each.association


# Files of one's own


def test_an_indicator_of_one_s_own_needs_no_code(tmp_path: Path) -> None:
    said = ("A supplies B", "B supplies Ministry of Iran", "C supplies D")
    opened = grounds(said, extra=own(tmp_path))
    answers = {
        key: ask(opened, key, opened.indicators.indicators["sold_twice"]).answer for key in "ACD"
    }
    assert answers == {"A": Answer.YES, "C": Answer.NO, "D": Answer.UNKNOWN}


def test_the_set_in_force_has_another_name_and_hash(tmp_path: Path) -> None:
    opened = grounds((), extra=own(tmp_path))
    assert opened.indicators.name == f"{SET.name} + Mine"
    assert opened.indicators.content_hash != SET.content_hash
    assert grounds(()).indicators.content_hash == SET.content_hash
    other = grounds((), extra=own(tmp_path, OWN.replace("hops = 2", "hops = 3")))
    assert other.indicators.content_hash != opened.indicators.content_hash


def test_the_hash_takes_in_what_else_decides(tmp_path: Path) -> None:
    words = tmp_path / "classified.csv"
    words.write_bytes((DATA / "classified.csv").read_bytes())
    before = load((INDICATORS,), (words,)).content_hash
    words.write_bytes(words.read_bytes() + b"\n")
    assert load((INDICATORS,), (words,)).content_hash != before


def test_one_of_the_same_id_stands_in_place_of_ours(tmp_path: Path) -> None:
    changed = OWN.replace("sold_twice", "sells_to_state")
    opened = grounds((), extra=own(tmp_path, changed))
    assert len(opened.indicators.indicators) == len(SET.indicators)
    assert opened.indicators.indicators["sells_to_state"].title == "Sold on"


def test_one_that_is_switched_off_is_not_asked(tmp_path: Path) -> None:
    changed = OWN.replace("sold_twice", "sells_to_state").replace("hops = 2", "use = false")
    opened = grounds(("A supplies Ministry of Iran",), extra=own(tmp_path, changed))
    asked = {finding.indicator for finding in of_party(opened, "A")}
    assert "sells_to_state" not in asked
    assert "close_relationship" in asked


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('pattern = "supplies/supplies"', 'pattern = "supplies/sells_to"', "sells_to"),
        ('pattern = "supplies/supplies"', 'pattern = "supplies/"', "property path"),
        ('pattern = "supplies/supplies"', 'test = "no_such"', "no_such"),
        ('pattern = "supplies/supplies"', 'test = "no_item"', "asks of a deal"),
        ('pattern = "supplies/supplies"', 'test = "shared_person"', "months"),
        ('pattern = "supplies/supplies"', 'of = ["no_such"]', "no_such"),
        ('pattern = "supplies/supplies"', 'of = ["close_relationship"]', "not a plain one"),
        ('pattern = "supplies/supplies"', 'of = ["no_item"]', "not a plain one"),
        ('pattern = "supplies/supplies"', "", "exactly one"),
        ("hops = 2", 'about = "deal"', "begins at a party"),
        ("hops = 2", 'about = "town"', "town"),
        ("hops = 2", 'kinds = ["firm"]', "firm"),
        ("hops = 2", 'ends = ["paradise"]', "paradise"),
        ("hops = 2", 'needs = ["sells"]', "sells"),
        ("hops = 2", 'thresholds = { regime = "mars" }', "mars"),
        ("hops = 2", "colour = 3", "colour"),
        ('mark = "own test"', 'mark = "sure"', "sure"),
        ('change = "A statement of supply."\n', "", "lacks change"),
        ("[[indicator]]", "[indicator]", "no [[indicator]]"),
        ("[[indicator]]", "[[indicator", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_and_the_fault_named(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    assert before in OWN
    with pytest.raises(EnduseError, match=".") as error:
        grounds((), extra=own(tmp_path, OWN.replace(before, after)))
    assert told in str(error.value)


def test_two_of_one_id_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="two indicators"):
        grounds((), extra=own(tmp_path, OWN + OWN.partition("\n\n")[2]))
    with pytest.raises(BadFile, match="cannot be read"):
        grounds((), extra=tmp_path / "none.toml")


# Asking


def test_a_party_is_asked_what_is_about_its_kind() -> None:
    opened = grounds((("Maker supplies Police of Iran", {"deal": "d1"}),))
    company = {finding.indicator for finding in of_party(opened, "Maker")}
    agency = {finding.indicator for finding in of_party(opened, "Police of Iran")}
    deal = {finding.indicator for finding in of_deal(opened, "d1")}
    assert "state_controlled" in company - agency
    assert "sensitive_function" in agency - company
    assert "no_end_user" in deal - agency - company
    with pytest.raises(KeyError):
        of_party(opened, "Nobody")


def test_a_disputed_statement_is_seen_and_the_weakest_grade_told() -> None:
    opened = grounds(
        (
            ("Firm resells_for Maker", {"grade": "alleged", "disputed": "yes"}),
            "Maker supplies Ministry of Iran",
        )
    )
    said = ask(opened, "Firm", opened.indicators.indicators["sells_for_seller"])
    assert said.answer is Answer.YES
    assert said.disputed
    assert said.grade(opened.vocabulary) == "alleged"


def test_one_made_of_others_names_those_that_say_yes_and_rests_on_theirs() -> None:
    opened = grounds(("Firm supplies Ministry of Iran", "A Person directs Firm"))
    said = ask(opened, "Firm", opened.indicators.indicators["close_relationship"])
    assert said.sentence == "Says yes: sells to a restrictive government."
    assert [s.relation for s in said.statements] == ["supplies"]


def test_a_day_leaves_aside_what_did_not_hold_then() -> None:
    opened = grounds(
        (("Firm supplies Ministry of Iran", {"valid_until": "2010"}), "Firm supplies Other")
    )
    test = opened.indicators.indicators["sells_to_state"]
    assert ask(opened, "Firm", test).answer is Answer.YES
    assert ask(replace(opened, as_of=PartialDate("2020")), "Firm", test).answer is Answer.NO


def test_an_entry_that_has_ended_is_told_with_its_end() -> None:
    opened = open_indicators(casebook())
    tests = opened.indicators.indicators
    on, after = (
        ask(opened, "casebook:zte", tests[name])
        for name in ("listed_itself", "supplied_after_listing")
    )
    assert on.answer is Answer.NO
    assert "BIS Entity List (2016-03-08 to 2017)" in on.sentence
    assert [each.list for _, each in on.listings] == ["BIS Entity List"]
    assert after.answer is Answer.UNKNOWN
    assert "on BIS Entity List (2016-03-08 to 2017)" in after.sentence


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        *(("2019", Answer.NO), ("2020", Answer.UNKNOWN), ("2021", Answer.YES)),
        *(("2022", Answer.UNKNOWN), ("2023", Answer.NO)),
    ],
)
def test_a_listing_stands_on_the_days_that_its_dates_give(day: str, answer: Answer) -> None:
    opened = grounds(("Maker supplies Firm",), listed("Firm", until="2022"))
    held = replace(opened, as_of=PartialDate(day))
    assert held.stands(opened.party("Firm").listings[0]) is answer


def test_a_listing_without_a_date_or_ended_in_words_is_not_sure() -> None:
    opened = grounds(
        ("Maker supplies Firm", "Maker supplies Other"),
        listed("Firm", date=""),
        listed("Other", on="Entity List (2016-2017)"),
    )
    undated, ended = (opened.party(key).listings[0] for key in ("Firm", "Other"))
    assert opened.stands(undated) is Answer.YES
    assert opened.stands(undated, PartialDate("2021")) is Answer.UNKNOWN
    assert opened.stands(ended) is opened.stands(ended, PartialDate("2021")) is Answer.UNKNOWN


def test_the_same_world_in_another_order_gives_the_same_findings() -> None:
    said = (
        "Firm supplies Ministry of Iran", "Firm supplies Police of Iran",
        "Firm resells_for Maker", "Maker supplies Ministry of Belarus",
    )  # fmt: skip
    numbered = tuple((s, {"record": f"s{n}", "source": "x"}) for n, s in enumerate(said))
    there, back = (of_party(grounds(way), "Firm") for way in (numbered, numbered[::-1]))
    assert there == back


# The command


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["indicators", *words])
    return code, capsys.readouterr().out


def test_the_command_tells_what_a_finding_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run("Jet Infosystems", capsys=capsys)
    assert code == 0
    assert "Sells to a restrictive government (association, not control)" in told
    assert "DPI equipment, USD 2.5 million [documented; from 2019] Bloomberg" in " ".join(
        told.split()
    )
    assert "base rate: of " in told
    assert open_indicators(casebook()).indicators.label in " ".join(told.split())
    assert "To settle it: " in " ".join(told.split())


def test_the_command_asks_of_a_deal_and_gives_exact_data(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, told = run("by-sandvine-2020", "--json", capsys=capsys)
    data = json.loads(told)
    assert code == 0
    assert data["indicators"]["content_hash"] == SET.content_hash
    assert data["graph"]["content_hash"] == casebook().records.content_hash
    answers = {each["indicator"]: each["answer"] for each in data["findings"]}
    assert answers["receiver_elsewhere"] == "yes"
    assert answers["no_end_user"] == "no"
    assert {each["about"] for each in data["findings"]} == {"by-sandvine-2020"}


def test_the_command_lists_indicators_those_of_one_s_own_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run("--rules", str(own(tmp_path)), capsys=capsys)
    assert code == 0
    assert "sold_twice" in told
    assert "own test: Our handbook, page 3" in told
    code, told = run("--json", capsys=capsys)
    assert len(json.loads(told)["set"]) == len(SET.in_use)


def test_the_command_refuses_what_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["indicators", "Nobody Such"]) == 2
    assert main(["indicators", "Sandvine", "--as-of", "May"]) == 2
    assert main(["indicators", "--rules", str(tmp_path / "none.toml")]) == 2
    assert "--as-of May" in capsys.readouterr().err


def test_nothing_said_yes_is_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run("3L", capsys=capsys)
    assert " 0 yes," in told
    assert code == 1
