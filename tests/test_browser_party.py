"""The sheet of a party, in a real browser: read from top to bottom, and led to and from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.workspace import CASEBOOK
from tests.test_browser import (
    HEAD,
    HOSTILE,
    HREF,
    IMG,
    MADE_FROM_DATA,
    MARKDOWN,
    ROW,
    RTL,
    SECONDS,
    canvas,
    choose,
    party_at,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

NAMES = {"img": IMG, "href": HREF, "markdown": MARKDOWN, "rtl": RTL}
SHEET = re.compile(r"/party\?id=casebook(:|%3A)zte$")


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def name(page: Page) -> Locator:
    return page.locator("h2.party-name")


def part(page: Page, title: str) -> Locator:
    return page.locator("h3.sheet").filter(has_text=title)


def click_row(page: Page, table: str) -> None:
    """Click into the first row of the table of that name, once it stands still."""
    found = page.locator(f"[data-testid=stDataFrame]:has([aria-label*='{table}'])").first
    found.scroll_into_view_if_needed()
    settled(page)
    box = found.bounding_box()
    assert box
    page.mouse.click(box["x"] + 150, box["y"] + HEAD + ROW * 0.5)


def test_a_sheet_tells_roles_lists_control_disputes_and_sources(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/party?id=casebook:zte")
    expect(name(page)).to_have_text("ZTE Corporation")
    for title in ("Roles in supplies", "Listings", "Paths through it", "Ownership", "Disputes"):
        expect(part(page, title)).to_have_count(1)
    expect(page.locator("h4.role").first).to_have_text("Supplier")
    expect(page.get_by_text("In one deal it received, and it passed on.")).to_be_visible()
    expect(page.get_by_text("3 paths: 1 as supplier; 2 as intermediary")).to_be_visible()
    expect(page.get_by_text("21 sources for 27 statements")).to_be_visible()
    expect(page.locator(".cited").first.get_by_role("link")).to_have_attribute(
        "href", re.compile("^https?://")
    )


def test_the_contents_lead_to_a_part_and_keep_the_page(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/party?id=casebook:zte")
    expect(page.get_by_text("3 paths: 1 as supplier")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(part(page, "Sources")).to_be_in_viewport()
    expect(name(page)).to_have_text("ZTE Corporation")
    expect(page.get_by_role("link", name="Listings", exact=True)).to_be_in_viewport()


def test_the_link_to_a_sheet_opens_it_with_the_lens(app: Callable[[Path], str], page: Page) -> None:
    address = f"{app(CASEBOOK)}/party?id=casebook:uganda-police&lens=share%3A90"
    page.goto(address)
    expect(name(page)).to_have_text("Uganda Police Force")
    expect(page.get_by_text("Adjusted lens: Uganda")).to_be_visible()
    page.get_by_role("button", name="Link to this page").click()
    link = page.get_by_test_id("stCode").inner_text()
    assert link.strip() == f"{app(CASEBOOK)}/party?id=casebook%3Auganda-police&lens=share%3A90"
    page.goto(link.strip())
    expect(name(page)).to_have_text("Uganda Police Force")
    expect(page.get_by_text("Adjusted lens: Uganda")).to_be_visible()


def test_a_row_of_control_opens_the_other_party_and_back_returns(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/party?id=casebook:tci")
    expect(page.get_by_text("1 path: 1 as end-user")).to_be_visible()
    click_row(page, "Above it")
    expect(name(page)).to_have_text("Government of Iran")
    page.go_back()
    expect(name(page)).to_have_text("Telecommunication Company of Iran")


def test_a_path_opens_with_its_evidence(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/party?id=casebook:far-east-cable")
    click_row(page, "paths through it")
    expect(page.locator(".strip")).to_contain_text("Far East Cable Co., Ltd.")
    expect(page).to_have_url(re.compile(r"through=casebook(:|%3A)far-east-cable"))
    expect(page.locator("h2.count")).to_have_text("1 attested path")


def test_sheets_are_reached_from_paths_and_explore_and_by_search(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:zte&to=country:IR")
    page.mouse.click(*party_at(page, "casebook:zte"))
    page.get_by_role("link", name=re.compile("on one sheet")).click()
    expect(page).to_have_url(SHEET)
    page.get_by_role("link", name=re.compile("in Explore")).click()
    canvas(page)
    page.get_by_role("link", name=re.compile("on one sheet")).click()
    expect(page).to_have_url(SHEET)
    settled(page)
    page.get_by_role("combobox", name="Find a party").click()
    choose(page, "Find a party", "Sandvine")
    expect(name(page)).to_have_text("Sandvine")
    expect(page).to_have_url(re.compile(r"id=casebook(:|%3A)sandvine$"))


def test_an_unknown_party_is_told_and_none_is_offered(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/party?id=casebook:nobody")
    expect(page.locator(".refused")).to_contain_text("No party of this data has that id")
    page.goto(f"{app(CASEBOOK)}/party")
    expect(page.locator(".refused")).to_contain_text("Choose a party")


@pytest.mark.parametrize("key", ["img", "href", "markdown", "rtl"])
def test_everything_from_data_is_text(app: Callable[[Path], str], page: Page, key: str) -> None:
    page.goto(f"{app(HOSTILE)}/party?id=hostile:{key}")
    expect(name(page)).to_have_text(NAMES[key])
    settled(page)
    assert not page.evaluate(MADE_FROM_DATA)
    assert "hacked" not in page.title()
