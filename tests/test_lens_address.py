"""A changed lens stands in the address of every page, and comes back from it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from graph.lens_data import ADJUSTED
from graph.ui.lens_address import AT_MOST, KNOWN, NAME, SHARE, USE
from graph.ui.load import LENS
from tests.test_app import APP, SECONDS, changed, opened, text, turned


def whole(*lens: str) -> AppTest:
    """Open the app itself, at an address."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    if lens:
        app.query_params[NAME] = list(lens)
    return changed(app)


def test_an_address_brings_its_lens_and_keeps_it() -> None:
    app = whole("share:60", "speech_watched:2", "no_voice:off")
    lens = app.session_state[LENS]
    assert lens.title == ADJUSTED
    assert [test.id for test in lens.tests if not test.use] == ["no_voice", "ear_group_d5"]
    assert app.query_params[NAME] == ["share:60", "speech_watched:2", "no_voice:off"]
    assert f"{ADJUSTED}: " in text(app)


def test_the_lens_of_the_file_stands_in_no_address() -> None:
    assert NAME not in whole().query_params


def test_what_makes_no_lens_is_taken_out_of_the_address() -> None:
    app = whole("share:7", "nobody:off")
    assert NAME not in app.query_params


def test_what_is_changed_on_the_screen_stands_in_the_address_at_once_and_on_all_pages() -> None:
    app = opened("sources")
    app.slider(SHARE).set_value(75)
    changed(app)
    assert app.query_params[NAME] == "share:75"
    assert turned(app, "paths").query_params[NAME] == "share:75"
    turned(app, "sources").button[0].click()
    assert NAME not in changed(app).query_params


def test_going_back_to_another_lens_takes_it_up_and_the_switches_show_it() -> None:
    app = whole("share:60")
    app.query_params[NAME] = ["known:5", "no_voice:off", "speech_watched:2"]
    changed(app)
    lens = app.session_state[LENS]
    assert (int(lens.share * 100), lens.known) == (50, 5)
    shown = {key: app.session_state[key] for key in (SHARE, KNOWN, f"{USE}no_voice")}
    assert shown == {SHARE: 50, KNOWN: 5, f"{USE}no_voice": False}
    assert app.session_state[f"{AT_MOST}speech_watched"] == 2.0
