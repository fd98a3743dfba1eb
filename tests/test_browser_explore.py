"""Exploring in a real browser: the picture grows, keeps its place, and has a twin in tables."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.workspace import CASEBOOK
from tests import examples
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
    drawn,
    hop_at,
    party_at,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    Point = tuple[float, float]

pytestmark = pytest.mark.browser

HUAWEI = "explore?party=casebook:huawei"
SOME = tuple(f"casebook:{each}" for each in ("huawei", "meng-wanzhou", "telone-zimbabwe"))


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def places(page: Page, parties: tuple[str, ...] = SOME) -> list[Point]:
    """Give where parties are, to a thousandth of a pixel: scrolling back costs a last digit."""
    canvas(page)
    return [(round(x, 3), round(y, 3)) for x, y in (party_at(page, each) for each in parties)]


def counts(page: Page, text: str) -> None:
    expect(page.locator("p[role=status]").filter(has_text=text)).to_be_visible()


def switch(page: Page, term: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"\b{term} \(\d+"))


def click_row(page: Page, row: int, across: int = 150) -> None:
    """Click into a row of the table that is open."""
    settled(page)
    table = page.get_by_test_id("stDataFrame").locator("visible=true").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + across, box["y"] + HEAD + ROW * (row + 0.5))


def marked(page: Page) -> Locator:
    return page.locator("[role=row][aria-selected=true]")


def test_a_relation_is_followed_taken_back_and_followed_again(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/{HUAWEI}")
    drawn(page, 26)
    before = places(page)
    expect(page.get_by_text("25 of 33 neighbours shown")).to_be_visible()
    button(page, "controls: 1 of 2").click()
    drawn(page, 27)
    expect(page.get_by_text("26 of 33 neighbours shown")).to_be_visible()
    assert places(page) == before
    button(page, "Next 7").click()
    drawn(page, 34)
    assert places(page) == before
    button(page, "Undo").click()
    drawn(page, 27)
    button(page, "Undo").click()
    drawn(page, 26)
    expect(page).to_have_url(re.compile(r"\?party=casebook(:|%3A)huawei$"))
    button(page, "Redo").click()
    drawn(page, 27)
    assert places(page) == before


def test_opening_a_party_moves_no_other_and_can_be_taken_back(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    old = tuple(f"casebook:{each}" for each in ("jet-infosystems", "ntec-belarus", "sandvine"))
    before = places(page, old)
    page.mouse.dblclick(*before[2])
    expect(page.locator("h3").first).to_have_text("Sandvine")
    expect(canvas(page)).not_to_have_attribute("data-nodes", "3")
    assert places(page, old) == before
    expect(page).to_have_url(re.compile(r"show=casebook(:|%3A)ntec-belarus"))
    button(page, "Undo").click()
    drawn(page, 3)
    assert places(page, old) == before


def test_nobody_moves_for_a_filter_or_a_change_of_page(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/{HUAWEI}")
    drawn(page, 26)
    before = places(page)
    switch(page, "product").click()
    drawn(page, 23)
    counts(page, "23 parties and 27 hops shown; 3 parties and 6 hops hidden by filters.")
    assert places(page) == before
    page.get_by_role("link", name="Sources and method", exact=True).first.click()
    expect(page.get_by_role("tab", name="The lens")).to_be_visible()
    page.get_by_role("link", name="Explore", exact=True).first.click()
    drawn(page, 23)
    assert places(page) == before
    switch(page, "product").click()
    drawn(page, 26)
    assert places(page) == before
    counts(page, "nothing hidden")


def test_an_address_restores_the_view(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/{HUAWEI}&layout=layered&hide=person")
    drawn(page, 26)
    button(page, "is owned by: 0 of 1").click()
    drawn(page, 27)
    page.mouse.click(*party_at(page, "casebook:telone-zimbabwe"))
    expect(page.locator("h3").first).to_have_text("TelOne")
    expect(page).to_have_url(re.compile("select=casebook(:|%3A)telone-zimbabwe"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    drawn(page, 27)
    expect(page.locator("h3").first).to_have_text("TelOne")
    counts(page, "27 parties and")
    expect(page.get_by_role("combobox", name="Layout")).to_have_value(
        "Layout: supplier to government"
    )
    expect(switch(page, "person")).to_have_text(re.compile("hidden"))
    assert page.url == address


def test_table_and_picture_go_together(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    expect(marked(page)).to_have_count(1)
    expect(marked(page)).to_contain_text("Jet Infosystems")
    click_row(page, 1)
    name = "Sandvine"
    expect(page.locator("h3").first).to_have_text(name)
    expect(page).to_have_url(re.compile("select=casebook(:|%3A)sandvine"))
    expect(marked(page)).to_contain_text(name)
    expect(page.locator(".live")).to_contain_text(name)
    page.mouse.click(*party_at(page, "casebook:ntec-belarus"))
    expect(page.locator("h3").first).not_to_have_text(name)
    expect(marked(page)).not_to_contain_text(name)
    expect(marked(page)).to_have_count(1)
    expect(marked(page)).to_have_attribute("aria-rowindex", "2")  # the first below the heading
    page.get_by_role("tab", name="Hops").click()
    click_row(page, 0)
    expect(page.locator(".claim").first).to_contain_text("Jet Infosystems")
    expect(page).to_have_url(re.compile("select=.*supply"))


def test_two_parties_are_chosen_and_connected(app: Callable[[Path], str], page: Page) -> None:
    ends = "&".join(f"show=casebook:{each}" for each in ("sandvine", "ntec-belarus"))
    page.goto(f"{app(CASEBOOK)}/explore?{ends}")
    drawn(page, 2)
    page.mouse.click(*party_at(page, "casebook:sandvine"))
    page.keyboard.down("Shift")  # at once, while the click may still become a double one
    page.mouse.click(*party_at(page, "casebook:ntec-belarus"))
    page.keyboard.up("Shift")
    expect(marked(page)).to_have_count(2)
    button(page, "Connect").click()
    drawn(page, 3)
    notice = page.locator(".notice")
    expect(notice).to_contain_text("Connection: Sandvine — Jet Infosystems — National Traffic")
    expect(notice).to_contain_text("One deal attests every step")
    button(page, "Show the connection no more").click()
    expect(notice).to_have_count(0)


def test_rows_are_marked_one_by_one(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    click_row(page, 2, across=16)
    expect(marked(page)).to_have_count(2)
    expect(page.get_by_text("2 chosen: Jet Infosystems, National Traffic")).to_be_visible()
    expect(button(page, "Connect")).to_be_visible()


def test_a_party_that_was_dragged_stays_there_through_layouts(
    app: Callable[[Path], str], page: Page
) -> None:
    moved, *others = SOME
    page.goto(f"{app(CASEBOOK)}/{HUAWEI}")
    drawn(page, 26)
    x, y = party_at(page, moved)
    before = places(page, tuple(others))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    cells = page.locator("[role=gridcell]")
    expect(cells.filter(has_text=re.compile("^pinned$")).first).to_be_attached()
    assert party_at(page, moved) == pytest.approx((x + 60, y + 40), abs=2)
    assert places(page, tuple(others)) == before
    button(page, "Undo").click()
    expect(cells.filter(has_text=re.compile("^pinned$"))).to_have_count(0)
    settled(page)
    assert party_at(page, moved) == pytest.approx((x, y), abs=1)


def test_a_hop_is_read_beside_the_picture(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    page.mouse.click(*hop_at(page, "casebook:jet-infosystems > casebook:ntec-belarus > supply"))
    claim = page.locator(".claim").first
    expect(claim).to_contain_text("Jet Infosystems supplies")
    expect(claim.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    assert not outside


def test_exploring_with_the_keyboard_alone(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/{HUAWEI}")
    host = drawn(page, 26)
    _tab_to(page, button(page, "Next 8"))
    page.keyboard.press("Enter")
    drawn(page, 34)
    _tab_to(page, button(page, "Undo"))
    page.keyboard.press("Enter")
    drawn(page, 26)
    _tab_to(page, switch(page, "product"))
    page.keyboard.press("Enter")
    drawn(page, 23)
    _tab_to(page, host)
    page.keyboard.press("PageDown")
    page.keyboard.press("Enter")
    expect(page.locator("h3").first).not_to_have_text("Huawei Technologies Co., Ltd.")
    page.keyboard.press("e")
    expect(canvas(page)).not_to_have_attribute("data-nodes", "23")


def test_a_row_is_chosen_with_the_keyboard_alone(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    _tab_to(page, page.get_by_role("tab", name="Parties"))
    for _ in range(12):  # past the tools of the table
        page.keyboard.press("Tab")
        if page.evaluate("() => !!document.activeElement.closest('canvas')"):
            break
    for name in ("Sandvine", "National Traffic Exchange Center"):
        page.keyboard.press("ArrowDown")
        expect(page.locator("h3").first).to_have_text(name)
        expect(marked(page)).to_contain_text(name)


def _tab_to(page: Page, wanted: Locator) -> None:
    """Come to an element by Tab alone, as far as that takes."""
    expect(wanted).to_be_visible()
    settled(page)
    page.evaluate("() => document.activeElement?.blur()")
    for _ in range(150):
        if wanted.evaluate("(one) => one.getRootNode().activeElement === one"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {wanted}")


@pytest.mark.parametrize("party", ["img", "href", "markdown", "rtl"])
def test_hostile_names_are_text_in_every_part_of_explore(
    party: str, app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/explore?party=hostile:{party}")
    canvas(page)
    cells = page.locator("[role=gridcell]")
    for name in (HREF, {"img": IMG, "href": IMG, "markdown": MARKDOWN, "rtl": RTL}[party]):
        expect(cells.filter(has_text=name).first).to_be_attached()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Add a party").click()
    expect(page.get_by_role("combobox", name="Party to add")).to_be_visible()
    settled(page)
    assert "hacked" not in page.title()
    assert page.evaluate(MADE_FROM_DATA) == []
    assert not outside


def test_a_hostile_connection_is_text(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    ends = "&".join(f"{name}=hostile:{x}" for name in ("show", "select") for x in ("img", "rtl"))
    page.goto(f"{app(HOSTILE)}/explore?{ends}")
    canvas(page)
    button(page, "Connect").click()
    expect(page.locator(".notice")).to_contain_text(IMG)
    settled(page)
    assert page.evaluate(MADE_FROM_DATA) == []
    assert not outside


def test_a_name_is_searched_where_a_list_would_be_too_long(
    app: Callable[[Path], str], page: Page, large: Path
) -> None:
    page.goto(f"{app(large)}/explore")
    field = page.get_by_role("textbox", name="Party")
    field.fill("Makers")
    field.press("Enter")
    found = page.locator("[role=gridcell]").filter(has_text="Makers Inc").first
    expect(found).to_be_attached()
    assert page.get_by_role("option").count() == 0
    click_row(page, 0)
    drawn(page, 2)
    expect(page.locator("h3").first).to_have_text("Maker")
    expect(page).to_have_url(re.compile(r"\?party=t(:|%3A)maker$"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small world with thousands of others in it, about whom nobody says anything."""
    place = examples.folder(tmp_path_factory.mktemp("large"))
    file = place / "parties.csv"
    columns = len(file.read_text("utf-8").splitlines()[0].split(","))
    with file.open("a", encoding="utf-8", newline="") as table:
        rows = ([f"other-{at}", f"Other {at}", "company"] for at in range(3100))
        csv.writer(table).writerows([*row, *[""] * (columns - len(row))] for row in rows)
    return place


def test_the_list_adds_a_party(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    page.get_by_role("button", name="Add a party").click()
    choose(page, "Party to add", "Telecommunication Company of Iran")
    drawn(page, 4)
    expect(page.locator("h3").first).to_have_text("Telecommunication Company of Iran")
