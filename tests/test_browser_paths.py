"""What the page of paths promises, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.grouping import By, grouped
from graph.question import Question
from graph.workspace import CASEBOOK, ask
from tests.examples import casebook
from tests.test_browser import (
    HEAD,
    HOSTILE,
    HREF,
    IMG,
    MARKDOWN,
    ROW,
    SECONDS,
    _nothing_ran,
    canvas,
    choose,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
TICK = 18  # from the edge of a table to the middle of a row's box


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def count(page: Page) -> Locator:
    return page.locator("h2.count")


def tables(page: Page, number: int) -> Locator:
    found = page.get_by_test_id("stDataFrame")
    expect(found).to_have_count(number)
    settled(page)
    return found


def click_row(page: Page, table: Locator, row: int, x: int = 150) -> None:
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + x, box["y"] + HEAD + ROW * (row + 0.5))


def conditions(page: Page, tab: str) -> None:
    settled(page)
    page.get_by_role("button", name="More conditions").click()
    page.get_by_role("tab", name=tab).click()


def test_one_click_lists_the_composed_paths(app: Callable[[Path], str], page: Page) -> None:
    answer = ask(casebook(), Question())
    page.goto(app(CASEBOOK))
    canvas(page)
    page.get_by_text(f"List {len(answer.composed)} composed paths too").click()
    expect(page).to_have_url(re.compile(r"\?composed=yes$"))
    page.get_by_role("button", name="Cite").click()
    every = len(answer.attested) + len(answer.composed)
    expect(page.get_by_text(f"All {every} paths listed")).to_be_visible()


def test_one_click_lets_in_what_was_left_out(app: Callable[[Path], str], page: Page) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    page.get_by_role("button", name=re.compile(r"\d+ offers")).click()
    expect(page).to_have_url(re.compile(r"\?offers=yes$"))
    expect(page.get_by_text("following offers too")).to_be_visible()
    expect(page.get_by_role("button", name="More conditions (1)")).to_be_visible()


def test_paths_are_grouped_and_a_group_opens_to_its_paths(
    app: Callable[[Path], str], page: Page
) -> None:
    groups = grouped(ask(casebook(), Question()).attested, By.INTERMEDIARY)
    page.goto(app(CASEBOOK))
    canvas(page)
    choose(page, "Group the paths", "By intermediary")
    expect(page).to_have_url(re.compile(r"\?group=intermediary$"))
    name = casebook().records.parties[groups[1].key].name
    click_row(page, tables(page, 2).first, 1)
    expect(page.get_by_text(re.compile(rf"^{re.escape(name)}: \d+ path"))).to_be_visible()
    expect(page.locator(".strip")).to_contain_text(name)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_text(re.compile(rf"^{re.escape(name)}: \d+ path"))).to_be_visible()
    expect(page.locator(".strip")).to_contain_text(name)


def test_two_paths_are_ticked_and_compared_and_a_link_restores_it(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    click_row(page, tables(page, 1), 1, x=TICK)
    compared = page.locator("table.compare")
    expect(compared).to_be_visible()
    expect(compared.locator("tr.shared").first).to_contain_text("shared")
    expect(page).to_have_url(re.compile(r"chosen=\w{12}&beside=\w{12}|beside=\w{12}"))
    told, address = compared.inner_text(), page.url
    page.goto("about:blank")
    page.goto(address)
    expect(compared).to_be_visible()
    assert compared.inner_text() == told
    page.get_by_role("button", name="Compare no longer").click()
    expect(compared).to_have_count(0)
    expect(page).not_to_have_url(re.compile("beside"))


def test_conditions_change_the_answer_and_the_address(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    before = count(page).inner_text()
    conditions(page, "How many")
    field = page.get_by_role("spinbutton", name="Keep only the best")
    field.fill("5")
    field.press("Enter")
    expect(count(page)).to_have_text("5 attested paths")
    expect(page).to_have_url(re.compile(r"\?best=5$"))
    page.get_by_role("tab", name="Whole paths").click()
    choose(page, "Avoid these parties", "Computerlinks FZCO")
    expect(page).to_have_url(re.compile(r"avoid=casebook(:|%3A)computerlinks-fzco"))
    expect(page.locator(".strip")).not_to_contain_text("Computerlinks FZCO")
    settled(page)
    page.get_by_role("button", name="Back to the usual conditions").click()
    expect(count(page)).to_have_text(before)


def test_a_pasted_link_restores_question_path_and_hop(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    choose(page, "To this end-user", "Any government")
    expect(page).to_have_url(re.compile("to=any"))
    click_row(page, tables(page, 1), 2)
    expect(page).to_have_url(re.compile(r"chosen=\w{12}"))
    settled(page)
    choose(page, "Evidence for", "Hop 2")
    expect(page).to_have_url(re.compile("hop="))
    settled(page)
    strip, claim = page.locator(".strip"), page.locator(".claim").first
    told, address = (strip.inner_text(), claim.inner_text()), page.url
    page.goto("about:blank")
    page.goto(address)
    canvas(page)
    expect(page.get_by_role("combobox", name="Evidence for")).to_have_value(re.compile("^Hop 2"))
    assert (strip.inner_text(), claim.inner_text()) == told


@pytest.mark.parametrize(
    ("label", "ending"), [("Markdown", "md"), ("HTML", "html"), ("BibTeX", "bib")]
)
def test_a_citation_is_downloaded_and_not_empty(
    label: str, ending: str, app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY")
    canvas(page)
    page.get_by_role("button", name="Cite").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name=f"Download {label}").click()
    assert coming.value.suggested_filename == f"enduse-paths.{ending}"
    assert "Bloomberg" in Path(coming.value.path()).read_text("utf-8")


def test_all_paths_are_cited_as_json(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:hacking-team")
    canvas(page)
    page.get_by_role("button", name="Cite").click()
    page.get_by_text("All 3 paths listed").click()
    every = page.locator(".st-key-cite-csl-json-every")
    with page.expect_download() as coming:
        every.get_by_role("button", name="Download CSL-JSON").click()
    assert len(json.loads(Path(coming.value.path()).read_text("utf-8"))) > 1


def test_an_empty_answer_offers_what_would_find_more(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:commscope&to=country:UG")
    expect(count(page)).to_have_text("No attested paths")
    page.get_by_role("button", name=re.compile("^Following control hops")).click()
    expect(page).to_have_url(re.compile("follow=control"))
    expect(page.locator(".strip")).to_be_visible()


def test_a_flood_is_refused_and_can_be_limited(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/?flood=1")
    expect(page.locator(".refused")).to_contain_text(re.compile(r"About \d+ paths"))
    page.get_by_role("button", name="Show the first 500").click()
    canvas(page)
    expect(page).to_have_url(re.compile("answers=500"))


def test_with_the_keyboard_alone(app: Callable[[Path], str], page: Page) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    page.get_by_role("combobox", name="To this end-user").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="More conditions")).to_be_focused()
    page.keyboard.press("Enter")
    tab = page.get_by_role("tab", name="Where paths lead")
    expect(tab).to_be_visible()
    tab.focus()
    page.keyboard.press("ArrowRight")
    field = page.get_by_role("textbox", name="Only what held at")
    expect(field).to_be_visible()
    field.focus()
    page.keyboard.type("2013")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?at=2013$"))
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="Compare", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept to compare")).to_be_visible()


def test_hostile_names_are_text_in_groups_conditions_and_comparisons(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/?to=any&composed=yes&group=intermediary&avoid=hostile:rtl")
    canvas(page)
    conditions(page, "Whole paths")
    page.get_by_role("combobox", name="Pass all these parties").click()
    for name in (IMG, HREF, MARKDOWN):
        expect(page.get_by_role("option").filter(has_text=name).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text(f"{HREF}: ").first).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".notice").filter(has_text=IMG).first).to_be_visible()
    _nothing_ran(page, outside)
