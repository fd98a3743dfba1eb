"""The Assess page in a real browser: a sheet, what it depends on, its evidence and its files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.sheets.formats import FORMATS
from graph.workspace import CASEBOOK
from tests.test_browser import HOSTILE, MADE_FROM_DATA, choose, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SECONDS = 60_000
DEAL = "assess?party=casebook:zte&deal=ir-zte-tci-2010"
TERMS = "What the sheet depends on"


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def sheet(page: Page, address: str) -> None:
    """Open an address and wait until its sheet is there."""
    page.goto(address)
    expect(page.get_by_role("tab", name="1 The product or service")).to_be_visible()
    settled(page)


def downloaded(page: Page, title: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=SECONDS) as found:
        page.get_by_role("button", name=title, exact=True).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_nothing_is_assessed_until_somebody_is_chosen(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/assess")
    expect(page.get_by_text("Choose a party, or a deal.")).to_be_visible()
    choose(page, "Party", "NSO Group")
    expect(page.get_by_role("tab", name="1 The product or service")).to_be_visible()
    expect(page).to_have_url(re.compile("party=casebook(:|%3A)nso-group"))


def test_an_address_restores_the_sheet_of_a_deal(app: Callable[[Path], str], page: Page) -> None:
    sheet(page, f"{app(CASEBOOK)}/{DEAL}")
    expect(page.get_by_role("heading", name="ZTE monitoring system for TCI")).to_be_visible()
    expect(page.get_by_text("According to Reuters, ZTE Corporation supplies")).to_be_visible()
    expect(page.locator(".tag.cannot").first).to_be_visible()


def test_evidence_opens_below_its_line(app: Callable[[Path], str], page: Page) -> None:
    sheet(page, f"{app(CASEBOOK)}/{DEAL}")
    first = page.locator(".sheet-facts details").first
    expect(first.get_by_text("statement;")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_text("statement;")).to_be_visible()
    expect(first.locator("a").first).to_have_attribute("href", re.compile("^https?://"))


def test_a_changed_lens_changes_the_sheet_and_is_named_on_it(
    app: Callable[[Path], str], page: Page
) -> None:
    sheet(page, f"{app(CASEBOOK)}/assess?party=casebook:nso-group")
    named = page.locator("dl.in-force")
    expect(named).to_contain_text("Default lens: at least 50 percent")
    page.get_by_text(TERMS).click()
    page.get_by_text("Change the thresholds").click()
    slider = page.get_by_role("slider", name="Values that must be known")
    slider.focus()
    slider.press("End")
    expect(named).to_contain_text("Adjusted lens")
    settled(page)
    name, content = downloaded(page, "JSON")
    assert name == "enduse-party-casebook-nso-group.json"
    told = json.loads(content)
    assert told["in_force"]["lens"] == "Adjusted lens"
    lines = [line for s in told["sections"] for p in s["parts"] for line in p["lines"]]
    sells = next(line for line in lines if line["id"] == "sells_to_state")
    assert sells["reading"]["answer"] == "cannot tell"


def test_floor_and_day_stand_in_the_address_and_on_the_sheet(
    app: Callable[[Path], str], page: Page
) -> None:
    sheet(page, f"{app(CASEBOOK)}/{DEAL}&floor=documented&day=2015")
    named = page.locator("dl.in-force")
    expect(named).to_contain_text("documented")
    expect(named).to_contain_text("2015")
    page.goto(f"{app(CASEBOOK)}/{DEAL}&day=soon")
    expect(page.get_by_text("day soon: write YYYY")).to_be_visible()


def test_a_what_if_of_the_address_is_set_apart(app: Callable[[Path], str], page: Page) -> None:
    what_if = "assess?party=casebook:coseinc&owner=casebook:zte&share=60"
    sheet(page, f"{app(CASEBOOK)}/{what_if}")
    expect(page.locator("dl.in-force")).to_contain_text("an assumption, no source's word")
    page.get_by_role("tab", name="4 Stakeholder entities").click()
    expect(
        page.get_by_role("heading", name="What if ZTE Corporation holds 60 percent")
    ).to_be_visible()


def test_indicators_of_ones_own_are_asked(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[set]\nname = "my own"\n[[indicator]]\nid = "mine"\ntitle = "A flag of my own"\n'
        'family = "Mine"\nquestion = "?"\ncitation = "Own test"\nmark = "own test"\n'
        'pattern = "supplies"\nends = ["government_agency", "government", "company"]\n'
        'yes = "y"\nno = "n"\ncannot_tell = "c"\nchange = "A statement."\n',
        "utf-8",
    )
    sheet(page, f"{app(CASEBOOK)}/assess?party=casebook:nso-group")
    page.get_by_text(TERMS).click()
    page.locator('input[type="file"]').first.set_input_files(own)
    expect(page.locator("dl.in-force")).to_contain_text("my own")
    page.get_by_role("tab", name="4 Stakeholder entities").click()
    expect(page.get_by_text("A flag of my own").first).to_be_visible()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_there_to_take_away(
    name: str, app: Callable[[Path], str], page: Page
) -> None:
    sheet(page, f"{app(CASEBOOK)}/{DEAL}")
    file, content = downloaded(page, FORMATS[name].title)
    assert file == f"enduse-deal-ir-zte-tci-2010.{FORMATS[name].extension}"
    assert len(content) > 1000
    assert content.startswith(b"%PDF-") is (name == "pdf")


def test_the_html_of_a_sheet_opens_without_a_request_and_prints(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    sheet(page, f"{app(CASEBOOK)}/{DEAL}")
    file = tmp_path / "sheet.html"
    file.write_bytes(downloaded(page, FORMATS["html"].title)[1])
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="ZTE monitoring system for TCI")).to_be_visible()
    page.get_by_role("link", name="1", exact=True).first.click()
    expect(page.locator("#note-1")).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_are_text_on_the_page(app: Callable[[Path], str], page: Page) -> None:
    sheet(page, f"{app(HOSTILE)}/assess?party=hostile:href&deal=deal")
    assert page.evaluate(MADE_FROM_DATA) == []
    assert "hacked" not in page.title()
