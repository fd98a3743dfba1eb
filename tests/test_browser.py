"""The real app in a real browser, as a reader uses it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from graph.conditions import Conditions
from graph.engine.query import Joined
from graph.question import Ends, Question
from graph.workspace import CASEBOOK, ask
from tests.examples import casebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page

    Point = tuple[float, float]

pytestmark = pytest.mark.browser

HOSTILE = Path(__file__).parent / "hostile"
IMG = "<img src=x onerror=document.title='hacked'>"
HREF = """<a href="javascript:document.title='hacked'">href</a>"""
MARKDOWN = "![x](http://evil.example/x.png) [y](javascript:alert(1)) **b**"
RTL = "وزارة 🛰️ שלום"
ROW, HEAD = 35, 38  # of a Streamlit table, in pixels
SECONDS = 20_000

# What markup from data would leave behind, in the page or in the shadow of a component.
MADE_FROM_DATA = """() => {
  const roots = [document];
  for (const root of roots)
    for (const each of root.querySelectorAll("*")) if (each.shadowRoot) roots.push(each.shadowRoot);
  return roots.flatMap((root) => [...root.querySelectorAll(
    "img[src='x'], img[src*='evil'], a[href^='javascript'], [onerror], script:not([src])",
  )].map((each) => each.outerHTML)).filter((html) => /hacked|evil|javascript:/.test(html));
}"""
INK = """(host) => {
  const drawn = host.querySelector("canvas");
  const { data } = drawn.getContext("2d").getImageData(0, 0, drawn.width, drawn.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3]) colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return colours.size;
}"""


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def canvas(page: Page) -> Locator:
    """Wait for the picture to be painted where it stays, and give it."""
    painted = page.locator(".canvas[data-painted]")
    expect(painted).to_be_visible(timeout=SECONDS)
    settled(page)
    return painted


def drawn(page: Page, parties: int) -> Locator:
    host = canvas(page)
    expect(host).to_have_attribute("data-nodes", str(parties))
    return host


def party_at(page: Page, party: str) -> Point:
    return _point(canvas(page).evaluate("(host, id) => host.partyAt(id)", party))


def hop_at(page: Page, hop: str) -> Point:
    return _point(canvas(page).evaluate("(host, id) => host.hopAt(id)", hop))


def _point(found: dict[str, float]) -> Point:
    return found["x"], found["y"]


def settled(page: Page) -> None:
    still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(still).to_be_visible(timeout=SECONDS)


def choose(page: Page, label: str, typed: str) -> None:
    """Type into a list and take the first that fits."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(typed)
    page.get_by_role("option").filter(has_text=re.compile(re.escape(typed), re.I)).first.click()


def click_row(page: Page, row: int, shown: str) -> None:
    """Click into a row of the one table, once it shows what was asked for."""
    expect(page.locator("[role=gridcell]").filter(has_text=shown).first).to_be_attached()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    settled(page)
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box
    page.mouse.click(box["x"] + 150, box["y"] + HEAD + ROW * (row + 0.5))


def test_from_a_typed_name_to_the_source_behind_a_hop(
    app: Callable[[Path], str], page: Page, outside: list[str], script_errors: list[str]
) -> None:
    page.goto(app(CASEBOOK))
    canvas(page)
    choose(page, "From this supplier", "Hacking Team")
    expect(page.locator("h2.count")).to_have_text("3 attested paths")
    expect(page).to_have_url(re.compile(r"supplier=casebook(:|%3A)hacking-team$"))
    click_row(page, 1, "NICE Systems")
    expect(page.locator(".strip")).to_contain_text("NICE Systems")
    at = hop_at(page, "casebook:nice-systems > casebook:gov-azerbaijan > supply")
    page.mouse.click(*at)
    claim = page.locator(".claim").first
    expect(claim).to_contain_text("NICE Systems supplies Government of Azerbaijan")
    expect(claim).to_contain_text("The Diplomat")
    expect(claim.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    assert not outside
    assert not script_errors


def test_a_party_is_read_and_left_and_opened_in_explore(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:zte&to=country:IR")
    page.mouse.click(*party_at(page, "casebook:tci"))
    facts = page.locator(".facts").first
    expect(facts).to_contain_text("casebook:tci")
    page.mouse.click(*hop_at(page, "casebook:irgc > casebook:tci > control"))
    expect(page.locator(".claim").first).to_contain_text("Islamic Revolutionary Guard Corps")
    expect(page.get_by_role("combobox", name="Evidence for")).to_be_visible()
    page.mouse.click(*party_at(page, "casebook:tci"))
    page.get_by_role("link", name=re.compile("Open in Explore")).click()
    expect(page).to_have_url(re.compile(r"/explore\?party=casebook(:|%3A)tci$"))
    expect(page.locator("h3").first).to_have_text("Telecommunication Company of Iran")


def test_an_address_restores_the_question_and_back_takes_it_back(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY")
    drawn(page, 3)
    expect(page.locator("h2.count")).to_have_text("1 attested path")
    choose(page, "From this supplier", "ZTE Corporation")
    expect(page.locator("h2.count")).to_have_text("No attested paths")
    page.go_back()
    expect(page.locator("h2.count")).to_have_text("1 attested path")
    page.get_by_role("link", name="Sources and method", exact=True).first.click()
    expect(page.get_by_role("tab", name="The lens")).to_be_visible()
    page.get_by_role("link", name="Paths", exact=True).first.click()
    expect(page.locator("h2.count")).to_have_text("1 attested path")
    expect(page).to_have_url(re.compile("sandvine.*BY$"))


def test_a_pattern_is_chosen_written_and_refused_as_text(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    answer = ask(casebook(), Question(ends=Ends.PATTERN, pattern="shared_address"))
    first, count = answer.attested[0], f"{len(answer.attested)} attested paths"
    page.goto(app(CASEBOOK))
    canvas(page)
    choose(page, "Looking for", "Shared address")
    expect(page.locator("h2.count")).to_have_text(count)
    expect(page).to_have_url(re.compile(r"\?pattern=shared_address$"))
    for key in first.parties:
        expect(page.locator(".strip")).to_contain_text(casebook().records.parties[key].name)
    page.get_by_role("button", name="Conditions").click()
    written = page.get_by_role("textbox", name="Or write a property path")
    written.fill(f"supplies/{IMG}")
    written.press("Enter")
    expect(page.locator(".refused")).to_contain_text(f"supplies/{IMG}")
    _nothing_ran(page, outside)
    written.fill("supplies/sells")
    written.press("Enter")
    expect(page.locator(".refused")).to_contain_text("unknown 'sells'; known: acts_for")
    written.fill("")
    written.press("Enter")
    expect(page.locator("h2.count")).to_have_text(count)


def test_an_address_names_a_pattern_and_what_must_join_its_hops(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/?pattern=shared_address&joined=one_document")
    asked = Conditions(joined=Joined.ONE_DOCUMENT)
    answer = ask(
        casebook(), Question(ends=Ends.PATTERN, pattern="shared_address", conditions=asked)
    )
    expect(page.locator("h2.count")).to_have_text(f"{len(answer.attested)} attested paths")
    expect(page.get_by_role("combobox", name="Looking for")).to_have_value("Shared address")
    boxes = [
        page.get_by_role("combobox", name=name).bounding_box()
        for name in ("Looking for", "From this party", "To this party")
    ]
    button = page.get_by_role("button", name="Conditions").bounding_box()
    middles = {round(b["y"] + b["height"] / 2) // 4 for b in (*boxes, button) if b}
    assert len(middles) == 1  # one row


def test_with_the_keyboard_alone(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:zte&to=country:IR")
    host = drawn(page, 4)
    settled(page)
    page.get_by_role("combobox", name="Evidence for").focus()
    page.keyboard.press("Shift+Tab")
    for _ in range(12):  # whatever else a reader may come by on the way
        if host.evaluate("(host) => host.getRootNode().activeElement === host"):
            break
        page.keyboard.press("Shift+Tab")
    expect(host).to_be_focused()
    for key in ("PageDown", "ArrowRight", "ArrowRight", "h", "h", "Enter"):
        page.keyboard.press(key)
    said = page.locator(".live")
    expect(said).to_contain_text("Hop: ")
    expect(page.locator(".claim").first).to_contain_text("controls Telecommunication Company")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_painted(scheme: str, app: Callable[[Path], str], browser: Browser) -> None:
    colours: Any = scheme
    with browser.new_context(color_scheme=colours, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{app(CASEBOOK)}/?supplier=casebook:zte&to=country:IR")
        host = drawn(page, 4)
        assert host.evaluate(INK) > 20
        ground = page.locator(".stApp").evaluate("(app) => getComputedStyle(app).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") is (scheme == "light")


def test_hostile_names_on_the_paths_are_text(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/?supplier=hostile:img&to=hostile:markdown")
    drawn(page, 3)
    for name in (IMG, HREF, MARKDOWN):
        expect(page.locator(".strip")).to_contain_text(name)
    cells = page.locator("[role=gridcell]")
    for name in (IMG, HREF, MARKDOWN):
        expect(cells.filter(has_text=name).first).to_be_attached()
    point = party_at(page, "hostile:markdown")
    page.mouse.move(*point)
    expect(page.locator(".tip strong")).to_have_text(MARKDOWN)
    page.mouse.click(*point)
    expect(page.locator("h3").filter(has_text=MARKDOWN)).to_be_visible()
    page.mouse.click(*hop_at(page, "hostile:href > hostile:markdown > supply"))
    claim = page.locator(".claim").first
    expect(claim).to_contain_text(f"{HREF} supplies {MARKDOWN}: {IMG}")
    expect(claim).to_contain_text("disputed by a named party")
    _nothing_ran(page, outside)


@pytest.mark.parametrize(("party", "name"), [("markdown", MARKDOWN), ("rtl", RTL), ("img", IMG)])
def test_hostile_names_are_text_while_exploring(
    party: str, name: str, app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/explore?party=hostile:{party}")
    canvas(page)
    expect(page.get_by_role("combobox", name="Party")).to_have_value(re.compile(re.escape(name)))
    expect(page.locator("h3").filter(has_text=name)).to_be_visible()
    page.mouse.move(*party_at(page, f"hostile:{party}"))
    expect(page.locator(".tip strong")).to_have_text(name)
    page.get_by_role("combobox", name="Party").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    for each in (IMG, HREF, MARKDOWN, RTL):
        expect(page.get_by_role("option").filter(has_text=each).first).to_be_visible()
    _nothing_ran(page, outside)


def test_a_hostile_source_is_text(
    app: Callable[[Path], str], page: Page, outside: list[str]
) -> None:
    page.goto(f"{app(HOSTILE)}/sources")
    expect(page.locator("h3").filter(has_text=IMG)).to_be_visible()
    expect(page.locator(".quiet").filter(has_text=MARKDOWN)).to_be_visible()
    expect(page.locator(".claim").first).to_contain_text(f"Deal: {HREF}")
    expect(page.locator("[role=gridcell]").filter(has_text=IMG).first).to_be_attached()
    _nothing_ran(page, outside)


def _nothing_ran(page: Page, outside: list[str]) -> None:
    settled(page)
    assert "hacked" not in page.title()
    assert page.evaluate(MADE_FROM_DATA) == []
    assert not outside
