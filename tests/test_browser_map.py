"""Map and timeline in a real browser: what is chosen on them, by whatever hand, is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.workspace import CASEBOOK
from tests.test_browser import HOSTILE, IMG, SECONDS, canvas, choose, drawn, settled
from tests.test_browser import _nothing_ran as nothing_ran
from tests.test_browser_explore import click_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

ZTE = "map?of=paths&supplier=casebook:zte&to=country:IR"


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def world(page: Page) -> Locator:
    """Wait for the map to be drawn, and give it."""
    drawn = page.locator(".map[data-painted]")
    expect(drawn).to_be_visible()
    settled(page)
    return drawn


def mark(page: Page, code: str) -> Locator:
    return page.locator(f".marks [data-id='{code}']")


def bar(page: Page, name: str) -> Locator:
    return page.locator(f".bars [data-name='{name}']")


def click_flow(page: Page, flow: str) -> None:
    at = world(page).evaluate("(host, id) => host.placeOf(id)", flow)
    page.mouse.click(at["x"], at["y"])


def title(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("h3").filter(has_text=text).first).to_be_visible()


def told(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("p[role=status]").filter(has_text=text)).to_be_visible()


def test_a_click_on_a_country_selects_it_and_another_lets_it_go(
    app: Callable[[Path], str], page: Page, outside: list[str], script_errors: list[str]
) -> None:
    page.goto(f"{app(CASEBOOK)}/map")
    world(page)
    mark(page, "AE").click()
    title(page, "United Arab Emirates")
    expect(page).to_have_url(re.compile(r"place=AE$"))
    expect(mark(page, "AE")).to_have_class(re.compile("chosen"))
    mark(page, "AE").click()
    title(page, re.compile(r"\d+ parties in \d+ countries"))
    expect(page).not_to_have_url(re.compile("place="))
    assert not outside
    assert not script_errors


def test_a_country_without_a_party_is_selected_by_its_shape(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/map")
    world(page)
    page.locator(".lands [data-id='BR']").click()
    title(page, "Brazil")
    expect(page.get_by_text("No party of this result is here.")).to_be_visible()


def test_a_click_on_a_flow_shows_its_statements_and_their_sources(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/{ZTE}")
    world(page)
    click_flow(page, "CN > IR > supply")
    title(page, "China → Iran")
    claim = page.locator(".claim").first
    expect(claim).to_contain_text("Telecommunication Company of Iran")
    expect(claim.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))


def test_a_click_on_a_year_filters_map_and_timeline_until_it_is_clicked_again(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/map")
    every = int(world(page).get_attribute("data-marks") or 0)
    told(page, re.compile("without a date, all shown"))
    bar(page, "2015").click()
    expect(page).to_have_url(re.compile(r"since=2015&until=2015"))
    told(page, "can be followed whole in these years")
    told(page, re.compile(r"statements without a date.*: left out\."))
    expect(bar(page, "2015")).to_have_class(re.compile("within"))
    expect(page.locator(".map")).not_to_have_attribute("data-marks", str(every))
    bar(page, "2015").click()
    expect(page).not_to_have_url(re.compile("since="))
    expect(page.locator(".map")).to_have_attribute("data-marks", str(every))


def test_a_span_of_years_is_chosen_by_dragging(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/map")
    world(page)
    boxes = [bar(page, name).bounding_box() for name in ("2011", "2014")]
    (x, y), (to, _) = ((b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to, y, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"since=2011&until=2014"))
    expect(page.get_by_role("combobox", name="First year")).to_have_value("First year: 2011")


def test_the_undated_are_marked_and_kept_when_asked_for(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/map?of=paths&since=2015&until=2016")
    world(page)
    undated = bar(page, "undated")
    expect(undated).to_have_class(re.compile("faint"))
    count = undated.get_attribute("data-count")
    told(page, re.compile(rf"; {count} statements without a date.*: left out\."))
    undated.click()
    told(page, re.compile(r": kept in view\."))
    expect(page).to_have_url(re.compile("dateless=yes"))
    expect(undated).not_to_have_class(re.compile("faint"))
    page.get_by_text("Keep what no date places").click()
    told(page, re.compile(r": left out\."))


def test_an_address_restores_question_place_and_years(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/{ZTE}&place=IR&since=2013&until=2014&dateless=yes")
    world(page)
    title(page, "Iran")
    expect(bar(page, "2013")).to_have_class(re.compile("within"))
    expect(page.get_by_role("combobox", name="From this supplier")).to_have_value(
        re.compile("ZTE Corporation")
    )
    expect(page).to_have_url(re.compile(r"place=IR.*since=2013&until=2014&dateless=yes"))
    mark(page, "CN").click()
    title(page, "China")
    page.go_back()
    title(page, "Iran")


def test_from_the_paths_to_the_map_and_back_the_question_stays(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY")
    drawn(page, 3)
    page.get_by_role("link", name="On the map").click()
    world(page)
    expect(page).to_have_url(re.compile(r"/map\?of=paths&supplier=casebook(:|%3A)sandvine"))
    expect(page.locator(".map")).to_have_attribute("data-marks", "3")
    choose(page, "From this supplier", "ZTE Corporation")
    expect(page.get_by_text("No paths.")).to_be_visible()
    page.go_back()
    expect(page.locator(".map")).to_have_attribute("data-marks", "3")
    page.get_by_role("link", name="One by one, on Paths").click()
    expect(page.locator("h2.count")).to_have_text("1 attested path")


def test_the_question_goes_along_to_every_page_that_asks_it(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY&hops=3")
    drawn(page, 3)
    for name in ("Map", "Export", "Paths"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page).to_have_url(re.compile(r"supplier=casebook(:|%3A)sandvine.*hops=3"))


def test_the_picture_of_explore_is_on_the_map_with_its_filters(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:huawei")
    drawn(page, 26)
    page.get_by_role("link", name="On the map").click()
    world(page)
    told(page, "26 parties of Explore's picture; none hidden by its filters.")
    bar(page, "2011").click()
    expect(page).to_have_url(re.compile(r"of=explore&party=.*since=2011&until=2011"))
    address = page.url
    page.get_by_role("link", name="The picture itself, in Explore").click()
    canvas(page)
    expect(page.get_by_role("button", name="Filters (1)")).to_be_visible()
    page.goto(address)
    world(page)
    expect(bar(page, "2011")).to_have_class(re.compile("within"))


def test_without_a_picture_the_map_says_where_to_make_one(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/map?of=explore")
    expect(page.locator(".refused")).to_contain_text("Explore has no picture yet")
    page.get_by_role("link", name="Choose a party in Explore").click()
    expect(page.get_by_role("combobox", name="Party")).to_be_visible()


def test_with_the_keyboard_alone_on_the_map(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/{ZTE}")
    world(page).focus()
    for key in ("PageDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".live").first).to_contain_text("China: ")
    title(page, "China")
    page.keyboard.press("h")
    expect(page.locator(".live").first).to_contain_text("Flow: China → Iran")
    page.keyboard.press("Enter")
    title(page, "China → Iran")
    page.keyboard.press("Escape")
    title(page, "in 2 countries")


def test_with_the_keyboard_alone_on_the_timeline(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/map")
    world(page)
    page.locator(".years").focus()
    for key in ("Home", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"since=2008&until=2008"))
    for key in ("ArrowRight", "ArrowRight", "Shift+Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"since=2008&until=2010"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("since="))


def test_the_tables_choose_what_the_map_chooses(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/{ZTE}")
    world(page)
    table(page, "countries")
    title(page, "China")
    expect(mark(page, "CN")).to_have_class(re.compile("chosen"))
    page.get_by_role("tab", name="Flows").click()
    table(page, "flows")
    title(page, "Within China")
    page.get_by_role("tab", name="Years").click()
    table(page, "years")
    expect(page).to_have_url(re.compile(r"since=2013&until=2013"))
    page.get_by_role("tab", name="Statements").click()
    expect(page.locator("[role=gridcell]").filter(has_text="2013 to 2016-01")).to_have_count(1)
    expect(page.locator("[role=gridcell]").filter(has_text="undated")).to_have_count(0)
    page.get_by_text("Keep what no date places").click()
    expect(page.locator("[role=gridcell]").filter(has_text="undated")).to_have_count(1)


def table(page: Page, name: str) -> None:
    """Click into the first row of a table of the tab that is open."""
    settled(page)
    held = page.get_by_role("tabpanel").locator("visible=true").get_by_test_id("stDataFrame")
    expect(held).to_have_count(1)
    held.scroll_into_view_if_needed()
    box = held.bounding_box()
    assert box, name
    page.mouse.click(box["x"] + 150, box["y"] + 38 + 17)


def test_hostile_names_on_the_map_are_text(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/map?of=paths&supplier=hostile:img&to=hostile:markdown")
    world(page)
    for each in page.locator(".marks [data-id]").all():
        each.hover()
        expect(page.locator(".tip").locator("visible=true")).to_be_visible()
    click_flow(page, "US > AE > supply")
    expect(page.locator(".claim h4").first).to_contain_text(IMG)
    nothing_ran(page, outside)
    mark(page, "US").click()
    expect(page.locator("[role=gridcell]").filter(has_text=IMG).first).to_be_attached()
    click_row(page, 0)
    expect(page.locator(".facts").first).to_contain_text("hostile:img")
    expect(page.get_by_role("link", name=re.compile("Open in Explore"))).to_be_visible()
    nothing_ran(page, outside)


def test_a_place_that_is_none_chooses_nothing(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/map?of=paths&place={IMG}")
    world(page)
    title(page, re.compile(r"\d+ parties in \d+ countries"))
