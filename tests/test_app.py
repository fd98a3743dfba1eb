"""What the pages show and change, without a browser."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.conditions import Conditions
from graph.engine.query import Joined, Need
from graph.question import Ends, Question
from graph.serve import DATA_VARIABLE, PATTERNS_VARIABLE
from graph.ui import path_view, pick
from graph.ui.style import LAYERS, RINGS
from graph.words import number
from graph.workspace import PATTERNS, ask
from tests.examples import casebook

ROOT = Path(__file__).parents[1]
APP, HOSTILE = ROOT / "app.py", ROOT / "tests" / "hostile"
SECONDS = 30
IMG = "<img src=x onerror=document.title='hacked'>"
SUPPLY, CONTROL = LAYERS["supply"], LAYERS["control"]
ATTESTED_IN_ORDER = Conditions(joined=Joined.ATTESTED, in_order=Need.KNOWN)


def a_page() -> None:
    """Run the page that the session names: AppTest switches only between files."""
    import streamlit as st

    from graph.ui import (
        case_page,
        explore_page,
        links,
        map_page,
        party_page,
        paths_page,
        sources_page,
    )

    pages = {
        **{"paths": paths_page, "explore": explore_page, "sources": sources_page},
        **{"map": map_page, "party": party_page, "case": case_page},
    }
    titles = (
        *(links.PATHS, links.EXPLORE, links.SOURCES),
        *(links.MAP, links.PARTY, links.CASE),
    )
    made = [
        st.Page(module.page, title=title, url_path=name, default=name == "paths")
        for (name, module), title in zip(pages.items(), titles, strict=True)
    ]
    links.remember(made)
    st.navigation(made, position="hidden")
    pages[st.session_state.get("test-page", "paths")].page()


def opened(page: str = "paths", **address: str) -> AppTest:
    app = AppTest.from_function(a_page, default_timeout=SECONDS)
    for name, value in address.items():
        app.query_params[name] = value
    return turned(app, page)


def turned(app: AppTest, page: str) -> AppTest:
    """Turn to a page within the session; as in a browser, its name alone brings no question."""
    app.session_state["test-page"] = page
    app.run()
    assert not app.exception
    return app


def changed(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def markup(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def text(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", " ", markup(app))


def count(app: AppTest) -> str:
    found = re.search(r'<h2 class="count">(.*?)</h2>', markup(app))
    assert found
    return found.group(1)


def sent(app: AppTest) -> dict[str, Any]:
    """Give what the picture was sent."""
    elements = {e.proto.component_name: e.proto for e in app.get("bidi_component")}
    drawing, told = (json.loads(elements[f"enduse_{each}"].json) for each in ("drawing", "canvas"))
    return {**drawing, **told}


def marks(app: AppTest) -> list[tuple[str, str, bool]]:
    """Give each drawn party with its ring, and whether its government meets the lens."""
    return [(node["id"], node["ring"], node["halo"] != "") for node in sent(app)["nodes"]]


def links(app: AppTest) -> list[tuple[str, str, str]]:
    return [(e["id"], e["name"], e["color"]["color"]) for e in sent(app)["edges"]]


def test_the_app_opens_on_the_paths() -> None:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS).run()
    assert not app.exception
    assert "attested paths" in count(app)


@pytest.mark.parametrize("page", ["paths", "explore", "sources"])
def test_a_page_opens_without_a_question(page: str) -> None:
    opened(page)


def test_sandvine_reaches_belarus_through_one_reseller() -> None:
    app = opened(supplier="casebook:sandvine", to="country:BY")
    assert count(app) == "1 attested path"
    assert marks(app) == [
        ("casebook:jet-infosystems", RINGS["intermediary"], False),
        ("casebook:ntec-belarus", RINGS["end_user"], True),
        ("casebook:sandvine", RINGS["supplier"], False),
    ]
    assert links(app) == [
        (
            "casebook:jet-infosystems > casebook:ntec-belarus > supply",
            "supplies",
            SUPPLY,
        ),
        (
            "casebook:sandvine > casebook:jet-infosystems > supply",
            "has as reseller, supplies",
            SUPPLY,
        ),
    ]


def test_the_tie_that_makes_an_operator_an_end_user_is_drawn_apart() -> None:
    app = opened(supplier="casebook:zte", to="country:IR")
    assert count(app) == "1 attested path"
    assert ("casebook:irgc", RINGS[""], True) in marks(app)
    assert ("casebook:tci", RINGS["end_user"], False) in marks(app)
    assert links(app) == [
        ("casebook:far-east-cable > casebook:tci > supply", "supplies", SUPPLY),
        ("casebook:irgc > casebook:tci > control", "controls", CONTROL),
        ("casebook:zte > casebook:far-east-cable > supply", "supplies", SUPPLY),
    ]
    assert "state-controlled end-user" in text(app)


def test_places_run_from_the_supplier_to_the_right() -> None:
    nodes = sent(opened(supplier="casebook:zte", to="country:IR"))["nodes"]
    order = [node["id"] for node in sorted(nodes, key=lambda node: node["x"])]
    assert order == [f"casebook:{each}" for each in ("zte", "far-east-cable", "tci", "irgc")]


def test_no_attested_path_is_an_answer_with_its_reasons() -> None:
    app = opened(supplier="casebook:commscope", to="country:UG")
    assert count(app) == "No attested paths"
    assert not app.get("bidi_component")
    assert "1 composed path hidden" in text(app)
    assert "No source says that what Huawei Technologies Co., Ltd. received" in text(app)
    assert "What would find more" in text(app)


def test_a_composed_path_is_shown_on_request_and_says_why_it_is_no_evidence() -> None:
    app = opened(supplier="casebook:commscope", to="country:UG")
    app.toggle("composed").set_value(True)
    changed(app)
    assert app.query_params["composed"] == "yes"
    assert "this is not evidence of a supply" in text(app)
    assert "joins this path" not in text(app)
    assert app.dataframe[0].value["Joined by"].tolist() == ["this program: composed"]


def test_a_dispute_is_told_in_table_strip_picture_and_evidence() -> None:
    app = opened(supplier="casebook:commscope", to="country:UG", composed="yes")
    [disputed] = [edge for edge in sent(app)["edges"] if edge["disputed"]]
    assert "disputed" in disputed["label"]
    assert app.dataframe[0].value["Disputed"].tolist() == ["⚠ disputed"]
    assert '<b class="dispute">⚠ disputed</b>' in markup(app)
    app.selectbox(path_view.CHOSEN).set_value(disputed["id"])
    assert "⚠ disputed by a named party" in text(changed(app))


def test_a_stronger_grade_leaves_weaker_paths_out() -> None:
    app = opened(supplier="casebook:sandvine")
    before = app.dataframe[0].value
    app.selectbox("grade").set_value("documented")
    after = changed(app).dataframe[0].value
    assert set(before["Weakest hop"]) == {"documented", "reported"}
    assert set(after["Weakest hop"]) == {"documented"}
    assert app.query_params["grade"] == "documented"


def test_a_date_leaves_out_what_did_not_hold_then() -> None:
    app = opened(supplier="casebook:zte", to="country:IR")
    app.text_input("at").set_value("2009")
    assert count(changed(app)) == "No attested paths"
    assert "as of 2009" in text(app)


def test_a_date_that_is_none_is_refused_in_words() -> None:
    app = opened()
    app.text_input("at").set_value("20x")
    changed(app)
    assert "YYYY" in app.error[0].value
    assert "cannot be read" in text(app)


def test_a_party_on_a_path_is_shown_and_left_by_the_list() -> None:
    app = opened(supplier="casebook:sandvine", to="country:BY")
    chosen = app.selectbox(path_view.CHOSEN)
    first = chosen.value
    chosen.set_value("casebook:jet-infosystems")
    changed(app)
    assert "Russian technology integrator" in text(app)
    assert sent(app)["focus"] == "casebook:jet-infosystems"
    [link] = [each for each in app.get("page_link") if "Explore" in each.proto.label]
    assert link.proto.query_string == "party=casebook%3Ajet-infosystems"
    app.selectbox(path_view.CHOSEN).set_value(first)
    assert "Russian technology integrator" not in text(changed(app))


def test_an_address_that_makes_no_sense_asks_what_is_asked_without_one() -> None:
    app = opened(supplier="nobody", to="country:ZZ", hops="99", grade="rumour")
    assert count(app) == count(opened())
    assert dict(app.query_params) == {}


def test_an_address_changed_by_back_or_a_link_overrules_the_widgets() -> None:
    app = opened(supplier="casebook:sandvine", to="country:BY")
    app.query_params |= {"supplier": ["casebook:zte"], "to": ["country:IR"]}
    changed(app)
    assert app.selectbox("supplier").value == "casebook:zte"
    assert "casebook:tci" in {node["id"] for node in sent(app)["nodes"]}


def test_the_question_is_kept_while_other_pages_are_read() -> None:
    app = opened(supplier="casebook:sandvine", to="country:BY")
    app.query_params.clear()
    turned(app, "sources")
    app.query_params.clear()
    turned(app, "paths")
    assert count(app) == "1 attested path"
    assert app.query_params["supplier"] == "casebook:sandvine"


def test_a_changed_lens_changes_the_paths_and_is_named() -> None:
    app = opened()
    before = len(app.dataframe[0].value)
    assert "Default lens: " in text(app)
    turned(app, "sources")
    app.slider("lens-slider-Percent of tests that must say yes").set_value(100)
    assert "Adjusted lens: at least 100 percent" in text(changed(app))
    turned(app, "paths")
    assert "Adjusted lens: " in text(app)
    assert len(app.dataframe[0].value) < before
    turned(app, "sources")
    next(button for button in app.button if button.label == "Reset").click()
    assert "Default lens: at least 50 percent" in text(changed(app))
    assert len(turned(app, "paths").dataframe[0].value) == before


@pytest.mark.parametrize("name", ["shared_address", "state_ownership", "sells_for_a_seller"])
def test_a_named_pattern_gives_the_paths_that_the_command_line_gives(name: str) -> None:
    answer = ask(casebook(), Question(ends=Ends.PATTERN, pattern=name))
    app = opened()
    app.selectbox("pattern").set_value(name)
    changed(app)
    assert count(app) == number(len(answer.attested), "attested path")
    assert app.query_params["pattern"] == name
    table = app.dataframe[0].value
    called = {key: party.name for key, party in casebook().records.parties.items()}
    assert [*table["From"]] == [called[path.parties[0]] for path in answer.attested]
    assert [*table["To"]] == [called[path.parties[-1]] for path in answer.attested]
    assert casebook().patterns[name].sentence in text(app)
    assert ("It shows a tie, never control." in text(app)) is casebook().patterns[name].association


def test_parties_that_supply_nothing_are_called_by_their_kind() -> None:
    app = opened(pattern="shared_address")
    row = app.dataframe[0].value.iloc[0]
    assert row["Through"].startswith("No. 1724")
    assert {mark[1] for mark in marks(app)} == {""}
    strip = markup(app).partition('<div class="strip">')[2].partition("</div>\n")[0]
    assert "<span>address · " in strip
    assert "supplier" not in strip
    assert "party end" not in strip
    assert "<span>supplier · " in markup(opened(pattern="third_party_supply"))
    assert "<span>supplier · " not in markup(opened(pattern="sells_for_a_seller"))


def test_a_written_pattern_stands_for_the_chosen_one() -> None:
    answer = ask(casebook(), Question(pattern="supplies/supplies"))
    app = opened(pattern="shared_address", path="supplies/supplies")
    assert count(app) == f"{len(answer.attested)} attested paths"
    assert "along supplies/supplies" in text(app)
    assert count(opened(path="shared_address")) == count(opened(pattern="shared_address"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("supplies/sells", "unknown 'sells'; known: acts_for"),
        (IMG, f"cannot read {IMG!r}"),
        ("supplies/<b>", "cannot read '<b>'"),
        ("supplies/", "is no property path"),
    ],
)
def test_a_pattern_that_is_none_is_refused_as_text_and_can_be_corrected(
    path: str, said: str
) -> None:
    app = opened(path=path)
    assert said in html.unescape(markup(app))
    assert IMG not in markup(app)
    assert "<b>'" not in markup(app)
    app.text_input("path").set_value("supplies/supplies")
    assert "attested paths" in count(changed(app))
    assert app.query_params["path"] == "supplies/supplies"


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ({"joined": "one_deal"}, Conditions(joined=Joined.ONE_DEAL)),
        ({"joined": "attested", "in_order": "known"}, ATTESTED_IN_ORDER),
        ({"coexist": "possible"}, Conditions(coexist=Need.POSSIBLE)),
    ],
)
def test_conditions_on_whole_paths_narrow_the_answer(
    address: dict[str, str], asked: Conditions
) -> None:
    answer = ask(casebook(), Question(conditions=asked))
    app = opened()
    for name, value in address.items():
        app.selectbox(name).set_value(value)
    changed(app)
    assert count(app) == f"{len(answer.attested)} attested paths"
    assert dict(app.query_params) == address
    if asked.joined is Joined.ONE_DEAL:
        assert {*app.dataframe[0].value["Joined by"]} == {"one deal"}
        assert "joined by one deal" in text(app)


def test_the_ends_of_a_pattern_and_of_a_supply_are_chosen_apart() -> None:
    first = ask(casebook(), Question(ends=Ends.PATTERN, pattern="shared_address")).attested[0]
    app = opened(supplier="casebook:sandvine", to="country:BY")
    app.selectbox("pattern").set_value("shared_address")
    changed(app).selectbox("start").set_value(first.supplier)
    assert count(changed(app)) == "1 attested path"
    assert dict(app.query_params) == {"pattern": "shared_address", "start": first.supplier}
    app.selectbox("pattern").set_value("third parties")
    changed(app)
    assert dict(app.query_params) == {"supplier": "casebook:sandvine", "to": "country:BY"}
    assert count(app) == "1 attested path"


def test_own_patterns_are_offered_beside_the_bundled_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    wanted = PATTERNS.read_text("utf-8").partition("[supply]")[2].partition("[third")[0]
    file.write_text(f"[mine]{wanted}".replace('"Supply"', '"<b>Mine</b>"'), "utf-8")
    monkeypatch.setenv(PATTERNS_VARIABLE, str(file))
    app = opened(pattern="mine")
    assert "<b>Mine</b>" in app.selectbox("pattern").options
    assert "along mine" in text(app)


def test_exploring_starts_where_the_address_says() -> None:
    app = opened("explore", party="casebook:jet-infosystems")
    assert {node["id"] for node in sent(app)["nodes"]} == {
        "casebook:jet-infosystems",
        "casebook:ntec-belarus",
        "casebook:sandvine",
    }
    assert sent(app)["focus"] == "casebook:jet-infosystems"


def places(app: AppTest) -> dict[str, tuple[float, float]]:
    return {node["id"]: (node["x"], node["y"]) for node in sent(app)["nodes"]}


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return changed(app)


def test_what_an_older_address_opened_is_drawn_again() -> None:
    app = opened("explore", party="casebook:jet-infosystems", open="casebook:sandvine")
    assert len(sent(app)["nodes"]) > 3


def test_neighbours_are_listed_before_they_are_shown_and_one_relation_is_followed() -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    assert len(before) == 26
    assert "25 of 33 neighbours shown" in text(app)
    labels = {button.label for button in app.button}
    assert {"controls: 1 of 2", "supplies: 15 of 18", "people: 1 of 1", "Next 8"} <= labels
    app = pressed(app, "controls: 1 of 2")
    after = places(app)
    assert len(after) == 27
    assert before.items() <= after.items()
    assert "26 of 33 neighbours shown" in text(app)
    assert "controls: 2 of 2" in {button.label for button in app.button if button.disabled}


def test_what_is_shown_is_taken_back_and_shown_again() -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    grown = places(pressed(app, "Next 8"))
    assert len(grown) == 34
    assert len(app.query_params["show"]) == 33
    assert places(pressed(app, "Undo")) == before
    assert "show" not in app.query_params
    assert places(pressed(app, "Redo")) == grown


def test_the_legend_hides_kinds_and_layers_and_moves_nobody() -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    assert "26 parties and 33 hops shown; nothing hidden." in text(app)
    app.button("explore-switch-kind-product").click()
    assert places(changed(app)).items() <= before.items()
    assert "23 parties and 27 hops shown; 3 parties and 6 hops hidden by filters." in text(app)
    assert app.query_params["hide"] == "product"
    app.button("explore-switch-layer-supply").click()
    changed(app)
    assert {link[2] for link in links(app)}.isdisjoint({SUPPLY})
    assert app.button("explore-switch-layer-supply").label.endswith(", hidden)")
    for key in ("explore-switch-layer-supply", "explore-switch-kind-product"):
        app.button(key).click()
        changed(app)
    assert places(app) == before


def test_layers_of_an_address_are_those_to_be_shown() -> None:
    app = opened("explore", party="casebook:huawei", layers="control")
    assert {link[2] for link in links(app)} == {CONTROL}
    assert app.query_params["layers"] == "control"


def test_a_weaker_grade_is_hidden_and_what_is_hidden_is_counted() -> None:
    app = opened("explore", party="casebook:huawei")
    app.selectbox("explore-grade").set_value("documented")
    changed(app)
    assert app.query_params["weakest"] == "documented"
    assert "hidden by filters" in text(app)
    pressed(app, "Show all again")
    assert "nothing hidden" in text(app)


def test_a_period_hides_what_did_not_hold_then_and_a_bad_date_changes_nothing() -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    app.text_input("explore-since").set_value("20x")
    changed(app)
    assert "YYYY" in app.error[0].value
    assert places(app) == before
    app.text_input("explore-since").set_value("2019")
    changed(app)
    assert not app.error
    assert app.query_params["since"] == "2019"
    assert len(places(app)) < len(before)
    app.toggle("explore-undated").set_value(True)
    assert len(places(changed(app))) > 1
    assert app.query_params["dateless"] == "yes"


def test_only_some_countries_are_shown() -> None:
    app = opened("explore", party="casebook:huawei")
    app.multiselect("explore-countries").set_value(["GH"])
    changed(app)
    assert {*places(app)} == {"casebook:alpha-ghana", "casebook:mns-ghana"}
    assert app.query_params["countries"] == "GH"


@pytest.mark.parametrize("layout", ["layered", "country"])
def test_a_layout_is_chosen_and_named_in_the_address(layout: str) -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    app.selectbox("explore-layout").set_value(layout)
    changed(app)
    assert app.query_params["layout"] == layout
    assert places(app).keys() == before.keys()
    assert places(app) != before
    assert places(opened("explore", party="casebook:huawei", layout=layout)) == places(app)


def test_a_party_is_added_removed_and_kept_alone() -> None:
    app = opened("explore", party="casebook:jet-infosystems")
    app.selectbox("explore-more").set_value("casebook:tci")
    changed(app)
    assert sent(app)["focus"] == "casebook:tci"
    assert "casebook:tci" in places(app)
    pressed(app, "Remove")
    assert "casebook:tci" not in places(app)
    pressed(app, "Undo")
    pressed(app, "Keep only")
    assert [*places(app)] == ["casebook:tci"]
    assert app.query_params["party"] == "casebook:tci"


def test_two_parties_are_connected_and_what_attests_it_is_told() -> None:
    ends = ["casebook:sandvine", "casebook:ntec-belarus"]
    app = AppTest.from_function(a_page, default_timeout=SECONDS)
    app.query_params["party"], app.query_params["show"] = ends[0], ends
    app.query_params["select"] = ends
    turned(app, "explore")
    assert [*places(app)] == sorted(ends)
    pressed(app, "Connect")
    assert "casebook:jet-infosystems" in places(app)
    assert "Connection: Sandvine — Jet Infosystems — " in text(app)
    assert "One deal attests every step: " in text(app)
    pressed(app, "Show the connection no more")
    assert "Connection:" not in text(app)


def test_a_composed_connection_says_that_it_is_no_evidence() -> None:
    ends = ["casebook:commscope", "casebook:uganda-police"]
    app = AppTest.from_function(a_page, default_timeout=SECONDS)
    app.query_params["show"] = app.query_params["select"] = ends
    pressed(turned(app, "explore"), "Connect")
    assert "Composed by this program" in text(app)
    assert "no evidence that the two have to do with each other" in text(app)


def test_the_tables_hold_what_the_picture_holds() -> None:
    app = opened("explore", party="casebook:huawei")
    parties, hops = (frame.value for frame in app.dataframe)
    assert len(parties) == len(marks(app))
    assert len(hops) == len(links(app))
    assert "⚑ by the lens" in parties["Restrictive"].tolist()
    assert "⚠ disputed" in hops["Disputed"].tolist()
    assert "Default lens: " in text(app)


def test_with_no_party_chosen_those_most_written_about_are_offered() -> None:
    app = opened("explore")
    offered = app.dataframe[0].value
    assert len(offered) == 50
    assert offered["Statements"].is_monotonic_decreasing
    assert "Huawei Technologies Co., Ltd." in offered["Party"].tolist()


def test_the_view_is_kept_while_other_pages_are_read() -> None:
    app = opened("explore", party="casebook:huawei")
    pressed(app, "Next 8")
    grown = places(app)
    for page in ("sources", "explore"):
        app.query_params.clear()
        turned(app, page)
    assert places(app) == grown
    assert len(app.query_params["show"]) == 33


def test_an_address_with_another_party_begins_anew_and_can_be_taken_back() -> None:
    app = opened("explore", party="casebook:huawei")
    before = places(app)
    app.query_params.clear()
    app.query_params["party"] = "casebook:tci"
    changed(app)
    assert "casebook:tci" in places(app)
    assert app.selectbox("explore-start").value == "casebook:tci"
    assert places(pressed(app, "Undo")) == before
    assert app.selectbox("explore-start").value == "casebook:huawei"


def test_an_address_to_explore_that_makes_no_sense_offers_where_to_begin() -> None:
    app = opened("explore", party="nobody", show="nor me", layout="round", select="him")
    assert not app.get("bidi_component")
    assert dict(app.query_params) == {}


def test_a_large_graph_is_searched_and_never_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick, "MOST_LISTED", 10)
    app = opened("explore")
    assert not app.selectbox
    app.text_input("explore-start-text").set_value("huawei")
    changed(app)
    found = app.dataframe[0].value
    assert found["Party"][0] == "Huawei Technologies Co., Ltd."
    assert len(found) <= pick.BEST
    app.text_input("explore-start-text").set_value("qqqqqqqqqq")
    assert "No party is called anything like “qqqqqqqqqq”" in text(changed(app))


def test_a_source_is_found_and_shown_with_what_rests_on_it() -> None:
    app = opened("sources")
    find = next(field for field in app.text_input if field.label == "Find a source")
    find.set_value("Belarusian Officials Shut Down")
    changed(app)
    assert app.dataframe[0].value["Publisher"].tolist() == ["Bloomberg"]
    assert "Sandvine supplies Jet Infosystems" in text(app)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("paths", {}),
        ("explore", {}),
        ("explore", {"party": "hostile:img"}),
        ("explore", {"party": "hostile:markdown"}),
        ("sources", {}),
    ],
)
def test_text_from_the_data_is_never_markup(
    page: str, address: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(HOSTILE))
    app = opened(page, **address)
    assert IMG not in markup(app)
    assert "<script" not in markup(app)
    assert 'href="javascript' not in markup(app)
    labels = [getattr(element, "label", "") or "" for element in app]
    said = "\n".join([*labels, *(element.value for element in app.markdown)])
    assert "evil.example" not in said
    assert "onerror" not in said


def test_hostile_names_reach_the_picture_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(HOSTILE))
    app = opened(supplier="hostile:img", to="hostile:markdown")
    names = {node["id"]: node["name"] for node in sent(app)["nodes"]}
    assert names["hostile:img"] == IMG
    assert names["hostile:markdown"].startswith("![x](http://evil.example/x.png)")
