"""The due-diligence sheet as a value: what it asks, what it rests on, and what it depends on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadQuestion, UnknownTerm
from graph.finding import ANSWERS
from graph.sheets import assess, form
from graph.sheets.making import COUNTED, Terms
from graph.sheets.sheet import CANNOT_TELL, NO, YES
from graph.statement import Percent
from tests.examples import casebook
from tests.indicator_worlds import described, listed, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from graph.sheets.sheet import Line, Part, Sheet
    from tests.examples import Said

DEALS = ("sy-bluecoat-2011", "ir-zte-tci-2010", "gh-pegasus-2015")
PARTIES = ("casebook:hikvision", "casebook:coseinc", "casebook:tci", "casebook:nca-ghana")
WORLD: tuple[Said, ...] = (
    ("Maker supplies Reseller", {"deal": "d1", "valid_from": "2021", "item": "spyware"}),
    (
        "Reseller supplies Ministry of Iran",
        {"deal": "d1", "valid_from": "2021-05", "item": "spyware", "grade": "alleged"},
    ),
    "Ministry of Iran agency_of Government of Iran",
    ("Person owns Reseller", {"percent": "30"}),
)


def every_sheet() -> list[Sheet]:
    opened = casebook()
    sheets = [assess.of_deal(opened, deal) for deal in DEALS]
    return sheets + [assess.of_party(opened, party) for party in PARTIES]


def parts(sheet: Sheet) -> list[Part]:
    return [part for section in sheet.sections for part in section.parts]


def line(sheet: Sheet, indicator: str) -> Line:
    return next(each for each in sheet.lines() if each.id == indicator)


def part(sheet: Sheet, title: str) -> Part:
    return next(each for each in parts(sheet) if each.title.startswith(title))


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return every_sheet()


def test_the_steps_stand_in_the_order_of_the_form(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        there = [section.id for section in sheet.sections]
        assert there == [step for step in form.STEPS if step in there]
        assert set(form.STEPS) - set(there) <= {form.THEN_NOW}


def test_no_sentence_stands_without_a_note_or_a_rule(sheets: list[Sheet]) -> None:
    for each in (each for sheet in sheets for each in parts(sheet)):
        assert all(fact.notes or fact.rule for fact in each.facts)
        assert all(held.rule for held in each.lines)
        assert all(row.rule for row in each.compared)
        assert all(blank.rule for blank in each.blanks)


def test_a_statement_is_repeated_only_with_its_note(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        for fact in (fact for each in parts(sheet) for fact in each.facts):
            if fact.sentence.startswith("According to "):
                assert [note.kind for note in sheet.cited(fact.notes)] == ["statement"]


def test_every_note_is_numbered_once_and_used(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        assert [note.number for note in sheet.notes] == list(range(1, len(sheet.notes) + 1))
        used = {n for each in parts(sheet) for fact in each.facts for n in fact.notes}
        used |= {n for held in sheet.lines() for n in held.reading.notes}
        rows = [row for each in parts(sheet) for row in each.compared]
        used |= {n for row in rows for cell in (row.then, row.now) for n in cell.notes}
        assert used == {note.number for note in sheet.notes}


def test_cannot_tell_always_names_the_record_that_would_settle_it(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        readings = [held.reading for held in sheet.lines()]
        rows = [row for each in parts(sheet) for row in each.compared]
        readings += [cell for row in rows for cell in (row.then, row.now)]
        assert all(bool(r.settles) == (r.answer == CANNOT_TELL) for r in readings)
        assert not any("What settles the part" in held.reading.settles for held in sheet.lines())


def test_every_flag_answers_in_three_ways(sheets: list[Sheet]) -> None:
    assert set(ANSWERS.values()) == {YES, NO, CANNOT_TELL}
    for sheet in sheets:
        assert {held.reading.answer for held in sheet.lines()} <= {YES, NO, CANNOT_TELL}


def test_what_only_a_person_can_answer_is_an_empty_line_in_its_step(sheets: list[Sheet]) -> None:
    asked = form.load(assess.FORM).persons
    for sheet in sheets:
        for section in sheet.sections:
            blanks = {blank for each in section.parts for blank in each.blanks}
            assert set(asked.get(section.id, ())) <= blanks


def test_a_yes_from_statements_says_how_strong_they_are_and_who_denies() -> None:
    sheet = assess.of_deal(casebook(), "gh-pegasus-2015")
    held = next(each for each in sheet.lines() if each.id == "sells_for_seller")
    assert held.reading.answer == YES
    assert held.reading.strength == "reported"
    assert held.reading.disputed
    assert any(note.disputed for note in sheet.cited(held.reading.notes))


def test_the_sheet_of_a_party_of_which_nothing_is_known_is_full_of_cannot_tell() -> None:
    sheet = assess.of_party(workspace((), described("Nobody")), "Nobody")
    answers = [held.reading.answer for held in sheet.lines()]
    assert answers.count(CANNOT_TELL) > 30
    assert not answers.count(YES)
    assert not sheet.notes
    assert len(sheet.sections) == 6
    titles = {held.title for held in sheet.lines() if held.reading.answer == CANNOT_TELL}
    assert {"What it trades in", "Who its end-users are", "Third-party paths"} <= titles


def test_a_deal_shows_its_paths_its_parties_and_its_end_users() -> None:
    sheet = assess.of_deal(workspace(WORLD), "d1")
    path = part(sheet, "Third-party paths of the deal").facts[0].sentence
    assert path.startswith("Maker → Reseller → Ministry of Iran")
    assert "weakest hop: alleged" in path
    assert part(sheet, "Ministry of Iran (government agency, Iran)").lines
    assert part(sheet, "Reseller (company").lines
    taking = [fact.sentence for fact in part(sheet, "Who takes part").facts]
    assert (
        "Reseller (company, country unknown): is supplied by Maker; supplies Ministry of Iran."
        in taking
    )


def test_a_party_is_asked_of_end_users_that_others_supplied_in_its_deals() -> None:
    sheet = assess.of_party(workspace(WORLD), "Maker")
    first = part(sheet, "Ministry of Iran (government agency, Iran)").facts[0]
    assert first.sentence.startswith("Supplied by others in a deal of Maker, which is not recorded")
    assert [sheet.notes[at - 1].says for at in first.notes] == [
        "Reseller supplies Ministry of Iran: spyware"
    ]
    assert part(sheet, "The government of Iran").compared
    others = [*WORLD, ("Somebody supplies Police of China", {"deal": "d2"})]
    same = assess.of_party(workspace(tuple(others)), "Maker")
    assert not [each for each in parts(same) if each.title.startswith("Police")]


def test_a_grade_floor_leaves_out_what_is_weaker_and_is_named() -> None:
    opened = workspace(WORLD)
    low, high = (assess.of_deal(opened, "d1", Terms(floor=f)) for f in ("inferred", "documented"))
    assert line(low, "no_end_user").reading.answer == NO
    assert line(high, "no_end_user").reading.answer == YES
    assert (low.in_force.floor, high.in_force.floor) == ("inferred", "documented")
    assert low.in_force.data == high.in_force.data
    with pytest.raises(UnknownTerm):
        assess.of_deal(opened, "d1", Terms(floor="certain"))


def test_another_lens_changes_the_answers_and_is_named() -> None:
    opened = workspace(WORLD)
    nobody = replace(opened.lens, title="Nobody", known=99)
    other = assess.of_party(replace(opened, lens=nobody), "Reseller")
    ours = assess.of_party(opened, "Reseller")
    assert line(ours, "sells_to_state").reading.answer == YES
    assert line(other, "sells_to_state").reading.answer == CANNOT_TELL
    assert (ours.in_force.lens, other.in_force.lens) == (opened.lens.title, "Nobody")


def test_indicators_of_ones_own_are_asked_and_change_the_hash(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        "[set]\nname = 'mine'\n[[indicator]]\nid = 'mine'\ntitle = 'Mine'\nfamily = 'New'\n"
        "question = 'Does it supply?'\ncitation = 'Own test'\nmark = 'own test'\npattern = "
        "'supplies'\nends = ['government_agency']\nyes = 'y'\nno = 'n'\ncannot_tell = 'c'\n"
        "change = 'A statement.'\n",
        "utf-8",
    )
    ours, own = (
        assess.of_party(workspace(WORLD), "Reseller", Terms(extra=e)) for e in (None, file)
    )
    assert line(own, "mine").reading.answer == YES
    assert "mine" not in {held.id for held in ours.lines()}
    assert ours.in_force.indicators != own.in_force.indicators
    assert "mine" in own.in_force.indicators


def test_a_what_if_is_set_apart_and_is_no_sources_word() -> None:
    seed = listed("Tycoon", on="OFAC SDN", kind="person")
    opened = workspace(WORLD, seed)
    assumed = {("Tycoon", "Reseller"): Percent("60", Decimal(60), Decimal(60))}
    sheet = assess.of_party(opened, "Reseller", Terms(assumed=assumed))
    what_if = part(sheet, "What if Tycoon holds 60 percent of Reseller? No source says so")
    assert any("with it caught" in fact.sentence for fact in what_if.facts)
    assert sheet.in_force.assumed == ("Tycoon holds 60 percent of Reseller",)
    assert not any("caught." in f.sentence for f in part(sheet, "Who owns Reseller").facts[1:3])


def test_ownership_shows_each_rule_with_what_is_not_accounted_for() -> None:
    sheet = assess.of_party(workspace(WORLD), "Reseller")
    told = [fact.sentence for fact in part(sheet, "Who owns Reseller").facts]
    assert told[0] == "Person holds 30 percent of Reseller."
    assert any(
        "OFAC" in each and "not caught by what is recorded; who holds 70 percent is not" in each
        for each in told
    )


def test_what_was_published_later_was_not_known_on_the_day_of_the_deal() -> None:
    sheet = assess.of_deal(workspace(WORLD), "d1")
    assert "2 rest on an earlier source" in part(sheet, "What of this deal").facts[0].sentence
    early: tuple[Said, ...] = (("Maker supplies Reseller", {"deal": "d", "valid_from": "2019"}),)
    later = assess.of_deal(workspace(early), "d")
    told = part(later, "What of this deal").facts[0].sentence
    assert "0 rest on an earlier source, 1 on a later one" in told


def test_then_is_asked_of_the_days_assessments_and_sources_alone() -> None:
    sheet = assess.of_deal(casebook(), "ir-zte-tci-2010")
    government = part(sheet, "The government of Iran").compared[0]
    assert (government.then.answer, government.now.answer) == (CANNOT_TELL, YES)
    rows = part(sheet, "Flags that say yes on either day").compared
    assert rows
    assert all(YES in (row.then.answer, row.now.answer) for row in rows)
    assert all(row.now.notes or row.now.answer != YES for row in rows)


def test_an_undated_deal_says_that_it_cannot_be_placed_in_time() -> None:
    sheet = assess.of_deal(workspace((("Maker supplies Ministry of Iran", {"deal": "d"}),)), "d")
    held = part(sheet, "The day of the deal").lines[0].reading
    assert held.answer == CANNOT_TELL
    assert "dated statement" in held.settles
    assert "no source dates the supply" in sheet.named


def test_a_broker_is_not_said_to_have_received() -> None:
    said: tuple[Said, ...] = (
        ("Maker supplies Ministry of Iran", {"deal": "d", "item": "spyware"}),
        ("Between brokers_for Maker", {"deal": "d"}),
    )
    broker = described("Between", trade_role="broker")
    sheet = assess.of_deal(workspace(said, broker), "d")
    assert line(sheet, "carrier_at_end").reading.answer == NO


def test_an_unknown_deal_is_refused() -> None:
    with pytest.raises(BadQuestion, match="no deal has the id"):
        assess.of_deal(casebook(), "nowhere")


def test_counted_sentences_say_that_this_program_worked_them_out(sheets: list[Sheet]) -> None:
    told = part(sheets[0], "Third-party paths of the deal").facts
    assert {fact.rule for fact in told} == {COUNTED}


def test_a_file_of_past_assessments_tells_the_record_of_the_year_of_the_deal(
    tmp_path: Path,
) -> None:
    file = tmp_path / "past.csv"
    tests = ("freedom_in_the_world", "free_expression_d4", "independent_judiciary_f1")
    header = "country,indicator,assessor,year,value,category,url,basis"
    rows = [
        f"IR,{name},freedom-house,{year},{value},Not Free,https://example.org/past,secondary"
        for name in tests
        for year, value in (("2010", "1"), ("2011", "99"))
    ]
    file.write_text("\n".join([header, *rows, ""]), "utf-8")
    sheet = assess.of_deal(casebook(), "ir-zte-tci-2010", Terms(years=file))
    government = part(sheet, "The government of Iran")
    assert government.compared[0].then.answer == YES
    assert government.compared[1].then.sentence == "1 (freedom-house, 2010; Not Free)."
    cited = sheet.cited(government.compared[0].then.notes)
    assert {note.when for note in cited} == {"2010"}
    assert "past.csv (" in sheet.in_force.assessments
    assert government.compared[0].now.answer == YES


def test_a_tie_of_control_is_told_with_how_strongly_it_is_stated() -> None:
    paths = part(assess.of_party(casebook(), "casebook:zte"), "Third-party paths from ZTE").facts
    tie = next(fact for fact in paths if "state-controlled end-user" in fact.sentence)
    assert tie.sentence.endswith("the tie is stated as: charged.")
    assert tie.notes


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("", "Firm is on a list: OFAC SDN, 2020-05-01"),
        ("2022", "Firm was on a list: OFAC SDN, 2020-05-01 to 2022"),
    ],
)
def test_an_entry_that_has_ended_is_noted_as_past(until: str, told: str) -> None:
    opened = workspace(("Maker supplies Firm",), listed("Firm", until=until))
    sheet = assess.of_party(opened, "Firm")
    assert told in [note.says for note in sheet.notes]
