"""The canvas in a real browser: what stays, what comes back, what is said, what is saved."""

from __future__ import annotations

import re
from math import dist
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import expect

from graph.ui.curve import bent, curve, point
from tests.canvas_page import HOSTILE, picture
from tests.canvas_server import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    Point = tuple[float, float]

pytestmark = pytest.mark.browser

SECONDS = 60_000  # a busy machine needs long for thousands of parties
CLOSE = 5  # vis-network bends what is left of a curve between the rims of its parties
MADE_OF_DATA = """(host) => [...host.getRootNode().querySelectorAll(
  "img, iframe, a, [onerror], script:not([src])",
)].length"""
COLOUR = """(host, id) => {
  const at = host.partyAt(id), box = host.getBoundingClientRect();
  const drawn = host.querySelector("canvas"), scale = drawn.width / drawn.clientWidth;
  const ctx = drawn.getContext("2d");
  return [...ctx.getImageData((at.x - box.left) * scale, (at.y - box.top) * scale, 1, 1).data];
}"""
INK = """(host) => {
  const drawn = host.querySelector("canvas");
  const { data } = drawn.getContext("2d").getImageData(0, 0, drawn.width, drawn.height);
  let faint = 0, full = 0;
  for (let at = 3; at < data.length; at += 4)
    if (data[at] === 255) full += 1; else if (data[at]) faint += 1;
  return [faint, full];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("canvas") / "page.log") as found:
        yield found


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def opened(page: Page, address: str, parties: int = 12, more: str = "") -> Locator:
    page.goto(f"{address}/?parties={parties}{more}")
    return drawn(page, parties)


def drawn(page: Page, parties: int) -> Locator:
    host = page.locator(".canvas[data-painted]")
    expect(host).to_be_visible()
    expect(host).to_have_attribute("data-nodes", str(parties))
    settled(page)
    return host


def settled(page: Page) -> None:
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


def party_at(host: Locator, party: str) -> Point:
    return _point(host.evaluate("(host, id) => host.partyAt(id)", party))


def hop_at(host: Locator, hop: str) -> Point:
    return _point(host.evaluate("(host, id) => host.hopAt(id)", hop))


def _point(found: dict[str, float]) -> Point:
    return round(found["x"], 2), round(found["y"], 2)


def places(host: Locator) -> dict[str, Point]:
    return {f"p{at}": party_at(host, f"p{at}") for at in range(12)}


def told(page: Page, name: str, words: str) -> None:
    """Wait until Python says so."""
    expect(page.get_by_text(f"{name} {words}", exact=True)).to_be_visible()


def said(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".live")).to_have_text(words)


def drag(page: Page, start: Point, end: Point) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()


# ---- choosing


def test_a_click_chooses_a_party_or_a_hop(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.click(*party_at(host, "p5"))
    told(page, "selected", "Selection(kind='party', id='p5')")
    said(page, "Example party 5, product, supplier, AQ, 2 records that stand as one")
    page.mouse.click(*hop_at(host, "p5>p6"))
    told(page, "selected", "Selection(kind='hop', id='p5>p6')")
    said(page, "Hop: Example party 5, supplies 6, Example party 6")


def test_shift_and_a_click_adds_and_takes_away(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p5',)")
    page.keyboard.down("Shift")
    page.mouse.click(*hop_at(host, "p8>p9"))
    told(page, "chosen", "('p5', 'p8>p9')")
    said(page, re.compile("^2 selected: Hop: Example party 8.*; Example party 5"))
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p8>p9',)")
    page.keyboard.up("Shift")


def test_a_box_chooses_the_parties_in_it(address: str, page: Page) -> None:
    host = opened(page, address)
    first, last = party_at(host, "p0"), party_at(host, "p6")
    before = places(host)
    page.keyboard.down("Shift")
    drag(page, (first[0] - 40, first[1] - 25), (last[0] + 40, last[1] + 25))
    page.keyboard.up("Shift")
    told(page, "chosen", "('p0', 'p1', 'p5', 'p6')")
    assert places(host) == before  # the picture did not move along
    expect(page.locator(".box")).to_be_hidden()


def test_a_click_beside_everything_clears(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p5',)")
    box = host.bounding_box()
    assert box
    page.mouse.click(box["x"] + 12, box["y"] + box["height"] - 12)
    told(page, "chosen", "()")
    said(page, "Nothing selected")


def test_what_python_chooses_is_marked_and_said(address: str, page: Page) -> None:
    opened(page, address)
    page.get_by_role("button", name="Choose").click()
    said(page, re.compile("^2 selected: Hop: Example party 0, supplies 1"))
    told(page, "chosen", "()")  # no event of the reader's


def test_a_double_click_expands_and_chooses(address: str, page: Page) -> None:
    """It does not wait to see whether a second click comes, or every first one would be late."""
    host = opened(page, address)
    page.mouse.dblclick(*party_at(host, "p8"))
    told(page, "opened", "p8")
    told(page, "chosen", "('p8',)")


# ---- what stays


def test_parties_that_come_move_no_other(address: str, page: Page) -> None:
    host = opened(page, address, 11)
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p5',)")
    host.press("+")
    before = [party_at(host, f"p{at}") for at in range(11)]
    page.get_by_role("button", name="More").click()
    drawn(page, 14)
    assert [party_at(host, f"p{at}") for at in range(11)] == before
    said(page, "14 parties, 23 hops shown")


def test_what_is_filtered_out_and_back_is_as_it_was(address: str, page: Page) -> None:
    host = opened(page, address)
    drag(page, party_at(host, "p8"), (party_at(host, "p8")[0] + 30, party_at(host, "p8")[1] + 40))
    expect(page.get_by_text(re.compile(r"^pins \[\('p8'"))).to_be_visible()
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p5',)")
    host.press("-")
    before = places(host)
    page.get_by_text("Few", exact=True).click()
    drawn(page, 2)
    page.get_by_text("Few", exact=True).click()
    drawn(page, 12)
    assert places(host) == before
    assert host.evaluate("(host) => host.chosen()") == ["p5"]


def test_places_zoom_and_choice_survive_a_change_of_page(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.click(*party_at(host, "p5"))
    told(page, "chosen", "('p5',)")
    host.press("+")
    box = host.bounding_box()
    assert box
    low = box["y"] + box["height"] - 20
    drag(page, (box["x"] + 60, low), (box["x"] + 90, low - 15))  # the whole picture
    before, scale = places(host), host.evaluate("(host) => host.scale()")
    page.get_by_role("link", name="Elsewhere").click()
    expect(page.get_by_text("Elsewhere", exact=True).last).to_be_visible()
    expect(page.locator(".canvas")).to_have_count(0)
    page.get_by_role("link", name="Drawing").click()
    host = drawn(page, 12)
    assert host.evaluate("(host) => host.scale()") == scale
    assert places(host) == before
    assert host.evaluate("(host) => host.chosen()") == ["p5"]


# ---- dragging and pins


def test_a_dragged_party_stays_is_pinned_and_reported(address: str, page: Page) -> None:
    host = opened(page, address)
    x, y = party_at(host, "p8")
    others = places(host)
    drag(page, (x, y), (x + 37, y - 21))
    expect(page.get_by_text(re.compile(r"^pins \[\('p8', \(\d"))).to_be_visible()
    settled(page)
    after = party_at(host, "p8")
    assert abs(after[0] - x - 37) <= 1  # places are whole units of the picture
    assert abs(after[1] - y + 21) <= 1
    assert {**places(host), "p8": None} == {**others, "p8": None}
    assert host.evaluate("(host) => host.pins()") == ["p8"]
    told(page, "chosen", "()")
    page.get_by_role("button", name="More").click()
    drawn(page, 15)
    assert party_at(host, "p8") == after


def test_two_drags_in_quick_succession_are_both_reported(address: str, page: Page) -> None:
    host = opened(page, address)
    for party in ("p8", "p9", "p8"):
        x, y = party_at(host, party)
        drag(page, (x, y), (x + 20, y + 20))
    expect(page.get_by_text(re.compile(r"^pins \[\('p8', .*\('p9'"))).to_be_visible()
    settled(page)
    x, y = party_at(host, "p8")
    page.get_by_role("button", name="More").click()
    drawn(page, 15)
    assert party_at(host, "p8") == (x, y)


def test_a_pin_is_drawn_set_and_taken_away_with_p(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.click(*party_at(host, "p8"))
    told(page, "chosen", "('p8',)")
    settled(page)
    host.evaluate("(host) => host.repaint()")
    bare = host.evaluate(INK)
    host.press("p")
    told(page, "pins", "[('p8', (510.0, 130.0))]")
    said(page, "Pinned: Example party 8")
    assert host.evaluate(INK) != bare
    host.press("p")
    told(page, "pins", "[]")
    said(page, "No longer pinned: Example party 8")
    assert host.evaluate("(host) => host.pins()") == []
    host.evaluate("(host) => host.repaint()")
    assert host.evaluate(INK) == bare


def test_where_nobody_listens_a_drag_runs_nothing_and_still_pins(address: str, page: Page) -> None:
    host = opened(page, address, more="&quiet=1")
    x, y = party_at(host, "p8")
    drag(page, (x, y), (x + 30, y))
    assert host.evaluate("(host) => host.pins()") == ["p8"]
    after = party_at(host, "p8")
    page.get_by_role("button", name="More").click()
    drawn(page, 15)
    told(page, "pins", "[]")
    assert party_at(host, "p8") == after
    assert host.evaluate("(host) => host.pins()") == ["p8"]


# ---- the keyboard alone


def focused(host: Locator) -> bool:
    return bool(host.evaluate("(host) => host.getRootNode().activeElement === host"))


def test_with_the_keyboard_alone(address: str, page: Page) -> None:
    host = opened(page, address)
    for _ in range(20):  # whatever else comes before it
        page.keyboard.press("Tab")
        if focused(host):
            break
    expect(host).to_be_focused()
    page.keyboard.press("PageDown")
    said(page, "Example party 0, company, supplier, AQ")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    told(page, "chosen", "('p7',)")
    for key in ("ArrowRight", "Shift+Enter"):
        page.keyboard.press(key)
    told(page, "chosen", "('p7', 'p8')")
    for key in ("h", "Shift+Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text(re.compile(r"^chosen \('p7', 'p8', 'p\d+>p\d+'\)"))).to_be_visible()
    page.keyboard.press("e")
    told(page, "opened", "p8")
    page.keyboard.press("Escape")
    told(page, "chosen", "()")
    said(page, "Nothing selected")


def test_f_brings_everything_back_into_view(address: str, page: Page) -> None:
    host = opened(page, address)
    scale = host.evaluate("(host) => host.scale()")
    for _ in range(6):
        host.press("+")
    assert host.evaluate("(host) => host.scale()") > scale
    host.press("f")
    assert host.evaluate("(host) => host.scale()") == scale
    box = host.bounding_box()
    assert box
    for x, y in places(host).values():
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]


def test_the_buttons_are_one_stop_and_arrows_lead_along_them(address: str, page: Page) -> None:
    host = opened(page, address)
    scale = host.evaluate("(host) => host.scale()")
    host.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Fit the whole picture into view")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Zoom in")).to_be_focused()
    page.keyboard.press("Enter")
    assert host.evaluate("(host) => host.scale()") == pytest.approx(scale * 1.25)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Save the whole picture as an SVG")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(host).to_be_focused()


def test_the_focus_ring_lies_within_the_frame(address: str, page: Page) -> None:
    host = opened(page, address)
    host.focus()
    page.keyboard.press("ArrowRight")  # so that the browser shows where the focus is
    shadow = "(host) => getComputedStyle(host, '::after').boxShadow"
    expect(host).to_be_focused()
    assert "inset" in host.evaluate(shadow)


# ---- on paper


def test_what_is_seen_is_saved_as_png_at_twice_the_size(
    address: str, page: Page, tmp_path: Path
) -> None:
    host = opened(page, address)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save what is seen as a PNG").click()
    assert saving.value.suggested_filename == "enduse.png"
    saving.value.save_as(tmp_path / "enduse.png")
    box = host.bounding_box()
    assert box
    with Image.open(tmp_path / "enduse.png") as saved:
        assert saved.size == pytest.approx((2 * box["width"], 2 * box["height"]), abs=6)
        colours = saved.convert("RGB").getcolors(1 << 24)
    assert colours
    assert len(colours) > 50
    assert host.evaluate("(host) => host.querySelector('canvas').width") < 1.5 * box["width"]
    said(page, "Picture saved as PNG")


def test_the_whole_is_saved_as_svg_where_the_reader_put_it(
    address: str, page: Page, tmp_path: Path
) -> None:
    host = opened(page, address, more="&quiet=1")
    x, y = party_at(host, "p8")
    drag(page, (x, y), (x + 40, y + 10))  # Python does not hear of it
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the whole picture as an SVG").click()
    assert saving.value.suggested_filename == "enduse.svg"
    saving.value.save_as(tmp_path / "enduse.svg")
    root = etree.parse(tmp_path / "enduse.svg").getroot()
    tags = [etree.QName(each).localname for each in root.iter()]
    assert not {"script", "a", "image", "foreignObject"} & set(tags)
    titles = [each.text or "" for each in root.iter("{*}title")]
    assert any(title.startswith(HOSTILE) for title in titles)
    assert sum(title.startswith("Example party 8, company") for title in titles) == 1
    circles = {(each.get("cx"), each.get("cy")) for each in root.iter("{*}circle")}
    assert ("510", "130") not in circles  # where Python would have it
    said(page, "Picture saved as SVG")


def test_hops_run_on_paper_where_they_run_on_the_screen(address: str, page: Page) -> None:
    host = opened(page, address, 40)
    origin, scale = party_at(host, "p0"), host.evaluate("(host) => host.scale()")
    drawing = picture(40, 8)
    stand = {mark.id: (mark.x or 0.0, mark.y or 0.0) for mark in drawing.marks}
    bends = bent(drawing)
    assert any(bends)
    for link, bend in zip(drawing.links, bends, strict=True):
        x, y = hop_at(host, link.id)
        seen = (x - origin[0]) / scale, (y - origin[1]) / scale
        line = curve(stand[link.origin], stand[link.target], bend)
        assert min(dist(seen, point(line, at / 400)) for at in range(401)) < CLOSE


def test_a_saved_picture_is_not_saved_again_by_the_next_run(address: str, page: Page) -> None:
    opened(page, address)
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    with page.expect_download():
        page.get_by_role("button", name="Save the whole picture as an SVG").click()
    page.get_by_role("button", name="More").click()
    drawn(page, 15)
    assert saved == ["enduse.svg"]


# ---- how it looks


def test_marks_have_the_colour_that_python_gave_them(address: str, page: Page) -> None:
    host = opened(page, address)
    assert host.evaluate(COLOUR, "p0")[:3] == [0x00, 0x72, 0xB2]
    assert host.evaluate(COLOUR, "p3")[:3] == [0xB8, 0x4E, 0x00]


def test_what_is_not_lit_is_faint(address: str, page: Page) -> None:
    host = opened(page, address)
    opacity = f"([host, id, least, most]) => {{ const at = ({COLOUR})(host, id)[3];"
    opacity += " return least <= at && at <= most; }"
    for least, most in ((1, 100), (255, 255)):
        page.get_by_text("Light up", exact=True).click()
        page.wait_for_function(opacity, arg=[host.element_handle(), "p8", least, most])
        assert host.evaluate(COLOUR, "p0")[3] == 255


@pytest.mark.parametrize(("scheme", "text"), [("light", "#1b2733"), ("dark", "#e6ebf0")])
def test_text_and_rings_follow_the_theme(
    scheme: str, text: str, address: str, browser: Browser
) -> None:
    colours: Any = scheme
    with browser.new_context(color_scheme=colours, reduced_motion="reduce") as context:
        page = context.new_page()
        host = opened(page, address)
        wanted = [int(text[at : at + 2], 16) for at in (1, 3, 5)]
        found = host.evaluate(
            """(host, [red, green, blue]) => {
              const drawn = host.querySelector("canvas");
              const { data } = drawn.getContext("2d").getImageData(0, 0, drawn.width, drawn.height);
              let count = 0;
              for (let at = 0; at < data.length; at += 4)
                if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
              return count;
            }""",
            wanted,
        )
        assert found > 200


def test_hostile_names_are_text_in_the_tooltip(address: str, page: Page) -> None:
    host = opened(page, address)
    page.mouse.move(*party_at(host, "p2"))
    expect(page.locator(".tip strong")).to_have_text(HOSTILE)
    assert host.evaluate(MADE_OF_DATA) == 0
    assert page.title() != "1"


def test_hops_of_a_crowded_picture_are_named_when_they_can_be_read(
    address: str, page: Page
) -> None:
    host = opened(page, address, 60)
    assert host.evaluate("(host) => host.named()") == []
    host.press("PageDown")
    for _ in range(4):
        host.press("+")
    host.press("Escape")
    assert [name for name in host.evaluate("(host) => host.named()") if ">" in name]


def test_three_thousand_parties_can_be_dragged_and_chosen(address: str, page: Page) -> None:
    host = opened(page, address, 3000)
    page.mouse.click(*party_at(host, "p1527"))
    told(page, "chosen", "('p1527',)")
    for _ in range(8):  # about its middle, where this party stands
        host.press("+")
    x, y = party_at(host, "p1527")
    drag(page, (x, y), (x + 60, y + 60))
    expect(page.get_by_text(re.compile(r"^pins \[\('p1527'"))).to_be_visible()
