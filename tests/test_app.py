"""What the pages show and change, without a browser."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any, cast

import pytest
from streamlit.testing.v1 import AppTest

from graph.conditions import Conditions
from graph.engine.query import Joined, Need
from graph.question import Ends, Question
from graph.serve import DATA_VARIABLE, PATTERNS_VARIABLE
from graph.ui import path_view
from graph.ui.style import RINGS
from graph.words import number
from graph.workspace import PATTERNS, ask
from tests.examples import casebook

ROOT = Path(__file__).parents[1]
APP, HOSTILE = ROOT / "app.py", ROOT / "tests" / "hostile"
SECONDS = 30
IMG = "<img src=x onerror=document.title='hacked'>"
SUPPLY, CONTROL = "#0072B2", "#D55E00"
ATTESTED_IN_ORDER = Conditions(joined=Joined.ATTESTED, in_order=Need.KNOWN)


def a_page() -> None:
    """Run the page that the session names: AppTest switches only between files."""
    import streamlit as st

    from graph.ui import explore_page, links, paths_page, sources_page

    pages = {"paths": paths_page, "explore": explore_page, "sources": sources_page}
    titles = (links.PATHS, links.EXPLORE, links.SOURCES)
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
    return cast("dict[str, Any]", json.loads(elements["enduse_canvas"].json))


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
    [link] = app.get("page_link")
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


def test_what_was_opened_is_drawn_again_and_taken_back() -> None:
    app = opened("explore", party="casebook:jet-infosystems", open="casebook:sandvine")
    grown = len(sent(app)["nodes"])
    next(button for button in app.button if button.label == "Undo").click()
    changed(app)
    assert len(sent(app)["nodes"]) == 3 < grown
    assert "open" not in app.query_params


def test_layers_hide_hops_and_move_nobody() -> None:
    app = opened("explore", party="casebook:huawei")
    places = {node["id"]: (node["x"], node["y"]) for node in sent(app)["nodes"]}
    app.multiselect("layers").set_value(["control"])
    some = {node["id"]: (node["x"], node["y"]) for node in sent(changed(app))["nodes"]}
    assert {key: places[key] for key in some if key in places}.items() <= some.items()
    assert len(some) < len(places)
    app.multiselect("layers").set_value([])
    again = {node["id"]: (node["x"], node["y"]) for node in sent(changed(app))["nodes"]}
    assert again == places


def test_with_no_party_chosen_every_party_is_offered() -> None:
    app = opened("explore")
    assert app.dataframe[0].value["Statements"].is_monotonic_decreasing
    assert "Huawei Technologies Co., Ltd." in app.dataframe[0].value["Party"].tolist()


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
