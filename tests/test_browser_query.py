"""The Query page in a real browser: asked, stopped, taken away, and come back to by its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from graph.sparql_examples import load
from graph.workspace import CASEBOOK
from tests.test_browser import HOSTILE, IMG, MADE_FROM_DATA, canvas, hop_at, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SECONDS = 60_000  # a process has to open the graph first
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?i) }"
OWNED = "SELECT ?a ?b {\n  ?a enduse:owns ?b\n}"


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def opened(page: Page, address: str, **asked: str) -> None:
    page.goto(f"{address}/query?{urlencode(asked)}")


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Query")


def count(page: Page) -> Locator:
    return page.locator("h2.count")


def test_an_example_is_chosen_run_and_found_again_by_its_address(
    app: Callable[[Path], str], page: Page
) -> None:
    opened(page, app(CASEBOOK))
    examples = load()
    expect(editor(page)).to_have_value(next(iter(examples.values())).query)
    page.get_by_role("combobox", name="Examples").click()
    page.get_by_role("option", name=examples["disputed"].title).click()
    expect(count(page)).to_have_text("54 rows")
    expect(page).to_have_url(re.compile(r"/query\?example=disputed&ran=yes$"))
    expect(page.get_by_text(examples["disputed"].sentence)).to_be_visible()
    there = page.url
    page.goto("about:blank")
    page.goto(there)
    expect(count(page)).to_have_text("54 rows")
    expect(editor(page)).to_have_value(examples["disputed"].query)


def test_a_query_is_typed_and_run_by_the_keyboard_alone(
    app: Callable[[Path], str], page: Page
) -> None:
    opened(page, app(CASEBOOK), query=OWNED)
    settled(page)
    editor(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(count(page)).to_have_text("3 rows")
    expect(page).to_have_url(re.compile(r"query=SELECT.*LIMIT.*ran=yes$"))
    expect(page.get_by_role("combobox", name="Examples")).to_have_value("")
    expect(page.get_by_role("link", name="Show party 1 in Explore")).to_be_visible()
    page.get_by_role("link", name="Show party 1 in Explore").click()
    canvas(page)
    expect(page).to_have_url(re.compile(r"/explore\?party=casebook"))


def test_a_query_that_never_ends_is_stopped_and_another_asked(
    app: Callable[[Path], str], page: Page
) -> None:
    opened(page, app(CASEBOOK), query=ENDLESS, ran="yes")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".refused")).to_contain_text("stopped: it is no longer wanted")
    editor(page).fill("ASK { ?a enduse:owns ?b }")
    page.get_by_role("button", name="Run").click()
    expect(count(page)).to_have_text("Yes")


def test_triples_are_drawn_with_the_statements_behind_them(
    app: Callable[[Path], str], page: Page
) -> None:
    opened(page, app(CASEBOOK), example="one_source", ran="yes")
    expect(count(page)).to_have_text("11 triples")
    expect(canvas(page)).to_have_attribute("data-nodes", "9")
    canvas(page).scroll_into_view_if_needed()
    page.mouse.click(*hop_at(page, "casebook:synesis > casebook:kipod > supply"))
    expect(page.locator(".claim").first).to_contain_text("Synesis LLC")


def test_triples_that_no_statement_makes_are_not_drawn(
    app: Callable[[Path], str], page: Page
) -> None:
    turned = "CONSTRUCT { ?b enduse:owns ?a } WHERE { ?a enduse:owns ?b } LIMIT 5"
    opened(page, app(CASEBOOK), query=turned, ran="yes")
    expect(count(page)).to_have_text("5 triples")
    settled(page)
    expect(page.locator(".canvas")).to_have_count(0)


def test_an_answer_is_taken_away_whole(app: Callable[[Path], str], page: Page) -> None:
    opened(page, app(CASEBOOK), query=OWNED, ran="yes")
    expect(count(page)).to_contain_text("rows")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    lines = Path(taken.value.path()).read_text("utf-8").splitlines()
    assert lines[0] == "a,b"
    expect(count(page)).to_have_text(f"{len(lines) - 1} rows")
    assert taken.value.suggested_filename == "answer.csv"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://evil.example/> {} }", "SERVICE is refused"),
        ("DROP ALL", "an update is refused"),
        (f"ASK {{ {IMG} }}", "no SPARQL query"),
    ],
)
def test_what_is_refused_is_told_and_is_text(
    app: Callable[[Path], str], page: Page, query: str, told: str
) -> None:
    opened(page, app(CASEBOOK), query=query, ran="yes")
    expect(page.locator(".refused")).to_contain_text(told)
    assert page.evaluate(MADE_FROM_DATA) == []
    expect(page).to_have_title("enduse")


def test_hostile_names_in_an_answer_are_text(app: Callable[[Path], str], page: Page) -> None:
    query = "SELECT ?name { ?x a enduse:Party ; skos:prefLabel ?name } ORDER BY ?name"
    opened(page, app(HOSTILE), query=query, ran="yes")
    expect(count(page)).to_contain_text("rows")
    expect(page.locator("[role=gridcell]").filter(has_text=IMG).first).to_be_attached()
    assert page.evaluate(MADE_FROM_DATA) == []
