"""What the page of paths shows, asks and remembers, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st

from graph import loosen, told
from graph.conditions import Conditions
from graph.dates import PartialDate
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.grouping import By, grouped
from graph.question import Ends, LeftOut, Question
from graph.serve import DATA_VARIABLE
from graph.ui import path_view, paths_cite, paths_fields, paths_help, paths_task, pick
from graph.ui import paths_state as state
from graph.ui.paths_task import Task
from graph.workspace import ask
from tests.examples import casebook
from tests.test_app import HOSTILE, IMG, changed, count, markup, opened, sent, text, turned

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from graph.paths import Answer, Path

DEFAULT = Question()


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if label in button.label).click()
    return changed(app)


def address(app: AppTest) -> dict[str, list[str]]:
    """Give what stands in the address, each value of a name by itself."""
    told = dict(app.query_params)
    return {name: [each] if isinstance(each, str) else [*each] for name, each in told.items()}


def answered(question: Question = DEFAULT) -> Answer:
    return ask(casebook(), question)


def attested(question: Question = DEFAULT) -> list[Path]:
    return [*answered(question).attested]


def table(app: AppTest) -> Any:  # noqa: ANN401 - a frame of whatever the table holds
    return app.dataframe[-1].value


# Grouping, order, comparison


@pytest.mark.parametrize("by", By)
def test_paths_are_grouped_and_the_first_group_is_open(by: By) -> None:
    app = opened(group=by.value)
    groups = grouped(attested(), by)
    first = app.dataframe[0].value
    assert first["Attested"].tolist() == [group.attested for group in groups]
    assert len(table(app)) == len(groups[0].paths)
    assert address(app) == {"group": [by.value]}


def test_an_address_opens_a_group_and_chooses_a_path_in_it() -> None:
    groups = grouped(attested(), By.INTERMEDIARY)
    group = next(g for g in groups[1:] if len(g.paths) > 1)
    chosen = state.path_id(group.paths[1])
    app = opened(group="intermediary", open=group.key, chosen=chosen)
    assert len(table(app)) == len(group.paths)
    assert set(group.paths[1].parties) <= {node["id"] for node in sent(app)["nodes"]}
    assert address(app)["chosen"] == [chosen]
    assert address(app)["open"] == [group.key]


def test_paths_are_put_in_another_order_and_none_is_lost() -> None:
    before = opened().dataframe[0].value
    app = opened(sort="between")
    after = table(app)
    assert after["Between"].is_monotonic_increasing
    assert sorted(after["Supplier"]) == sorted(before["Supplier"])
    app.selectbox("sort").set_value("from")
    names = [name.casefold() for name in table(changed(app))["Supplier"]]
    assert names == sorted(names)
    assert address(app)["sort"] == ["from"]


def test_a_path_is_kept_and_compared_with_the_next_one_chosen() -> None:
    first, second = attested()[:2]
    app = pressed(opened(), "Compare")
    assert "Kept to compare" in text(app)
    assert address(app)["beside"] == [state.path_id(first)]
    app.session_state["chosen"] = state.path_id(second)
    assert "Two paths compared" in text(changed(app))
    app = opened(chosen=state.path_id(second), beside=state.path_id(first))
    assert "Two paths compared" in text(app)
    assert len(sent(app)["nodes"]) == len({*first.parties, *second.parties})
    pressed(app, "Compare no longer")
    assert "beside" not in address(app)


def test_shared_hops_are_marked_and_what_differs_is_named() -> None:
    answer = answered(Question("casebook:hacking-team"))
    ids = [state.path_id(path) for path in answer.attested]
    app = opened(supplier="casebook:hacking-team", chosen=ids[0], beside=ids[1])
    assert "≠ differs" in text(app)
    same = opened(chosen=ids[0], beside="nothing of the kind")
    assert "Two paths compared" not in text(same)


@pytest.mark.parametrize(
    ("held", "ticked", "then"),
    [
        (("a", None), ["b"], ("b", None)),
        (("a", None), ["a", "b"], ("b", "a")),
        (("b", "a"), ["a", "b", "c"], ("c", "b")),
        (("b", "a"), ["c"], ("c", "a")),
        (("b", "a"), ["a"], ("a", None)),
        (("a", None), [], ("a", None)),
        (("a", None), ["a"], ("a", None)),
        (("a", "a"), ["b"], ("b", "a")),
    ],
)
def test_ticks_choose_compare_and_end_a_comparison(
    held: tuple[str, str | None],
    ticked: list[str],
    then: tuple[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session: dict[str, str | None] = dict(zip(("chosen", "beside"), held, strict=True))
    monkeypatch.setattr(st, "session_state", session)
    state.choose(ticked)
    assert (session["chosen"], session["beside"]) == then


# What was left out, and what would find more


def test_one_click_lets_in_what_was_left_out() -> None:
    app = pressed(opened(), "offers")
    assert address(app)["offers"] == ["yes"]
    assert "following offers too" in text(app)
    pressed(app, "of control")
    assert address(app)["follow"] == ["control"]
    pressed(app, "of association")
    assert address(app)["follow"] == ["association", "control"]


def test_weaker_grades_and_undated_statements_are_let_in_by_a_click() -> None:
    app = pressed(opened(grade="documented"), "of a weaker grade")
    assert "grade" not in address(app)
    app = pressed(opened(at="2015"), "whose dates do not tell")
    assert address(app)["undated"] == ["yes"]
    pressed(app, "not held at that date")
    assert "at" not in address(app)


def test_who_was_not_passed_is_passed_by_a_click() -> None:
    app = pressed(opened(), "not passed")
    assert address(app)["lift"] == sorted(answered().account.stopped_at)
    assert "let through whatever stands at" in text(app)


@pytest.mark.parametrize("reason", LeftOut)
def test_everything_that_a_field_can_let_in_has_one(reason: LeftOut) -> None:
    never = {LeftOut.PLACE, LeftOut.FINDING}
    assert bool(paths_help.let_in(reason, DEFAULT)) is (reason not in never)
    assert (reason in paths_help.SAID) is (reason not in never)


def test_every_loosening_is_a_button_and_its_fields_exist() -> None:
    asked = Conditions(
        joined=Joined.ONE_DEAL,
        in_order=Need.KNOWN,
        coexist=Need.KNOWN,
        share=Decimal(90),
        avoid=("casebook:zte",),
        through=("casebook:tci",),
    )
    narrow = Question(minimum_grade="settlement", as_of=PartialDate("2019"), conditions=asked)
    answer = replace(
        answered(narrow), account=replace(answered(narrow).account, stopped_at=("casebook:tci",))
    )
    changes = [change for change, _ in loosen._looser(answer, casebook().vocabulary)]
    assert len(changes) > 15
    for change in changes:
        values = paths_help.loosening(change, answer, "to")
        assert values, change
        assert values.keys() <= paths_fields.USUAL.keys()


def test_a_loosening_is_taken_by_a_click_and_its_composed_paths_are_listed() -> None:
    app = opened(supplier="casebook:commscope", to="country:UG")
    pressed(app, "Following control hops")
    assert address(app)["follow"] == ["control"]
    assert address(app)["composed"] == ["yes"]
    assert len(table(app)) == 3


# Conditions


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ({"mode": "any shortest"}, Conditions(mode=Mode.ANY_SHORTEST)),
        ({"mode": "shortest", "k": "2"}, Conditions(mode=Mode.SHORTEST, k=2)),
        ({"best": "5"}, Conditions(best=5)),
        ({"answers": "7"}, Conditions(answers=7)),
        ({"restrictor": "trail"}, Conditions(restrictor=Restrictor.TRAIL)),
        ({"apart": "yes"}, Conditions(apart=True)),
        ({"doubtful": "yes"}, Conditions(doubtful=True)),
        ({"avoid": "casebook:nice-systems"}, Conditions(avoid=("casebook:nice-systems",))),
        ({"through": "casebook:nice-systems"}, Conditions(through=("casebook:nice-systems",))),
        ({"lift": "casebook:tci"}, Conditions(lift=("casebook:tci",))),
        ({"share": "50", "known_share": "yes"}, Conditions(share=Decimal(50), unknown_share=False)),
        ({"joined": "composed"}, Conditions(joined=Joined.COMPOSED)),
    ],
)
def test_a_condition_of_the_address_is_asked_and_told_again(
    named: dict[str, str], asked: Conditions
) -> None:
    app = opened(**named)
    found = len(answered(Question(conditions=asked)).attested)
    assert count(app) == f"{found or 'No'} attested path{'s' * (found != 1)}"
    assert address(app) == {name: [value] for name, value in named.items()}


@pytest.mark.parametrize(
    ("named", "question"),
    [
        ({"hops": "3"}, Question(hops=3)),
        ({"kinds": "person"}, Question(starts=("person",))),
        ({"follow": "control"}, Question(layers=frozenset({"control"}))),
        ({"beyond": "yes"}, Question(beyond_bodies=True)),
        ({"to": "kind:person"}, Question(ends=Ends.KIND, end="person")),
        (
            {"to": "party", "to_party": "casebook:far-east-cable"},
            Question(ends=Ends.PARTY, end="casebook:far-east-cable"),
        ),
    ],
)
def test_where_paths_lead_is_asked_as_the_address_says(
    named: dict[str, str], question: Question
) -> None:
    app = opened(**named)
    found = len(answered(question).attested)
    assert count(app) == f"{found or 'No'} attested path{'s' * (found != 1)}"
    assert address(app) == {name: [value] for name, value in named.items()}


def test_conditions_in_use_are_counted_and_taken_back_together() -> None:
    app = opened(grade="documented", best="3", avoid="casebook:zte")
    assert "More conditions (3)" in [each.proto.popover.label for each in app.get("popover")]
    pressed(app, "Back to the usual conditions")
    assert address(app) == {}
    assert count(app) == count(opened())


def test_a_party_in_no_list_can_still_be_where_paths_end() -> None:
    app = opened(to="casebook:far-east-cable")
    assert app.selectbox("to").value == "party"
    assert app.selectbox("to_party").value == "casebook:far-east-cable"


def test_one_party_of_choice_has_to_be_chosen() -> None:
    app = opened(to="party")
    assert "choose the party at which paths should end" in text(app)
    app.selectbox("to_party").set_value("casebook:tci")
    assert "attested path" in count(changed(app))


def test_numbers_of_an_address_that_make_no_sense_are_ignored() -> None:
    app = opened(hops="99", k="0", best="-1", seconds="forever", share="nan", flood="1e9")
    assert count(app) == count(opened())
    assert address(app) == {}


def test_more_hops_may_be_asked_along_a_pattern_and_fewer_elsewhere() -> None:
    app = opened(path="supplies/supplies", hops="12")
    assert app.number_input("hops").value == 12
    app.text_input("path").set_value("")
    changed(app)
    assert app.number_input("hops").value == 4


# Limits


def test_a_flood_is_refused_with_its_estimate_and_can_be_limited() -> None:
    app = opened(flood="1", to="any")
    assert re.search(r"About \d+ paths are to be expected, more than 1", text(app))
    pressed(app, "Show the first 500")
    assert address(app)["answers"] == ["500"]
    assert address(app)["flood"] == ["0"]
    assert "attested paths" in count(app)


def test_a_search_that_was_cut_says_so_and_goes_on() -> None:
    app = opened(answers="3", to="any")
    assert told.CUT["answers"] in text(app)
    pressed(app, "Show up to 1,003")
    assert told.CUT["answers"] not in text(app)


def test_work_that_is_stopped_keeps_what_was_found_by_then() -> None:
    begun, going_on = Event(), Event()

    def work(task: Task[int]) -> None:
        task.put(1)
        begun.set()
        going_on.wait()
        task.put(2)

    task = Task("name", "asked", work)
    begun.wait()
    task.stop()
    going_on.set()
    task.done.wait()
    assert task.found == 1
    assert task.stopped


def test_what_work_raises_is_kept_for_who_waits() -> None:
    def work(_task: Task[int]) -> None:
        Question(hops=0)

    task = Task("name", "asked", work)
    task.done.wait()
    assert "hops is 0" in str(task.error)


def test_a_slow_search_and_slow_help_are_watched_in_one_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paths_task, "SWIFT", 0)
    monkeypatch.setattr(paths_task, "TICK", 0.001)
    app = opened(supplier="casebook:commscope", to="country:UG")
    assert count(app) == "No attested paths"


def test_a_stopped_search_says_that_it_is_a_part_and_can_go_on() -> None:
    app = opened()
    app.session_state["paths-search"].stop()
    assert "was stopped" in text(changed(app))
    pressed(app, "Search on")
    assert "was stopped" not in text(app)


# A graph too large to list


def test_in_a_large_graph_no_field_lists_all_parties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick, "MOST_LISTED", 10)
    app = opened(avoid="casebook:tci")
    most = max(len(each.options) for each in (*app.selectbox, *app.multiselect))
    assert most < len(casebook().records.parties) / 3
    app.text_input("supplier-text").set_value("hacking team")
    changed(app)
    assert app.dataframe[0].value["Party"][0].startswith("Hacking Team")
    assert "casebook:tci" in app.multiselect("avoid").value
    assert address(app)["avoid"] == ["casebook:tci"]


# Citations


@pytest.mark.parametrize("name", paths_cite.FILES)
def test_paths_are_cited_in_every_format(name: str) -> None:
    answer = answered(Question("casebook:sandvine", Ends.COUNTRY, "BY"))
    made = paths_cite.text(answer.attested, answer, casebook(), name)
    assert "Bloomberg" in made
    cut = replace(answer, account=replace(answer.account, cut="time"))
    part = paths_cite.text(answer.attested, cut, casebook(), name)
    assert ("cut short" in part) is (name in ("markdown", "html"))


def test_a_citation_can_be_downloaded_for_one_path_or_all() -> None:
    app = opened()
    labels = [each.proto.label for each in app.get("download_button")]
    assert labels == ["Download Markdown", "Download HTML", "Download BibTeX", "Download CSL-JSON"]
    assert app.radio(paths_cite.SCOPE).options[1] == f"All {len(attested())} paths listed"


# The address, and text from data


def test_the_hop_that_is_read_stands_in_the_address() -> None:
    app = opened(supplier="casebook:sandvine", to="country:BY")
    app.selectbox(path_view.CHOSEN).set_value("casebook:ntec-belarus")
    changed(app)
    assert address(app)["hop"] == ["casebook:ntec-belarus"]
    again = opened(supplier="casebook:sandvine", to="country:BY", hop="casebook:ntec-belarus")
    assert sent(again)["focus"] == "casebook:ntec-belarus"


def test_what_is_seen_is_kept_while_other_pages_are_read() -> None:
    second = grouped(attested(), By.COUNTRY)[1].key
    app = opened(group="country", open=second, sort="earliest", hops="5")
    before = address(app)
    for page in ("sources", "paths"):
        app.query_params.clear()
        turned(app, page)
    assert address(app) == before
    assert before["open"] == [second]


def test_hostile_names_are_text_in_groups_and_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(HOSTILE))
    app = pressed(opened(group="intermediary", composed="yes"), "Compare")
    assert IMG not in markup(app)
    assert "<script" not in markup(app)
    assert 'href="javascript' not in markup(app)
    said = [getattr(element, "label", "") or "" for element in app]
    assert not [label for label in said if "onerror" in label or "evil.example" in label]
