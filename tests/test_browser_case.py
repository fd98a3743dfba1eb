"""A case in a real browser: kept in a file, opened again as it was, and honest about changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from graph.workspace import CASEBOOK
from tests.test_browser import (
    HEAD,
    IMG,
    MADE_FROM_DATA,
    MARKDOWN,
    ROW,
    SECONDS,
    canvas,
    drawn,
    hop_at,
    party_at,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SHOWN = tuple(f"casebook:{each}" for each in ("jet-infosystems", "ntec-belarus", "sandvine"))
HEADINGS = {"Case": "Case", "Explore": "Explore", "Paths": "Third parties between"}
HOP = "casebook:jet-infosystems > casebook:ntec-belarus > supply"


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """Wait for outcomes as long as a busy machine needs."""
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def go(page: Page, name: str) -> None:
    """Turn to a page as a reader does, within the session."""
    settled(page)
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("h1.page")).to_contain_text(HEADINGS[name])
    settled(page)


def note(page: Page, text: str) -> None:
    """Write a note on what is chosen."""
    settled(page)
    page.get_by_role("button", name=re.compile("Add a note|Change your note")).click()
    page.get_by_label("Your note").fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note p")).to_have_text(text)
    page.keyboard.press("Escape")


def save(page: Page, folder: Path) -> Path:
    settled(page)
    with page.expect_download() as told:
        page.get_by_role("button", name="Save the case").click()
    file = folder / told.value.suggested_filename
    told.value.save_as(file)
    return file


def load(page: Page, file: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)


def places(page: Page) -> list[tuple[int, int]]:
    """Say where parties are once the picture is fitted into its frame, in whole pixels."""
    canvas(page).press("f")
    return [(round(x), round(y)) for x, y in (party_at(page, key) for key in SHOWN)]


def changes(page: Page) -> Locator:
    return page.locator(".changes")


def kept(app: Callable[[Path], str], page: Page, folder: Path) -> Path:
    """Note something of a party in a small picture, and save the case."""
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    note(page, "Who is behind it?")
    go(page, "Case")
    return save(page, folder)


def edited(file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")
    return file


def test_a_case_opens_as_it_was_saved_in_another_session(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    file, before = _worked(page, tmp_path)
    page.goto(f"{app(CASEBOOK)}/case")  # a session of its own, as on another day
    load(page, file)
    expect(page.get_by_role("heading", name="Belarus & more")).to_be_visible()
    expect(page.get_by_text("Nothing has changed: data, lens and answer")).to_be_visible()
    expect(page.get_by_role("heading", name="1 note", exact=True)).to_be_visible()
    page.get_by_role("link", name="Its picture in Explore").click()
    drawn(page, 3)
    expect(page.locator(".note p")).to_have_text("Denies it?")
    assert places(page) == before


def _worked(page: Page, folder: Path) -> tuple[Path, list[tuple[int, int]]]:
    """Move a party and note another, ask something, and save; also say where the parties are."""
    drawn(page, 3)
    x, y = party_at(page, "casebook:ntec-belarus")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 45, steps=6)
    page.mouse.up()
    expect(page.get_by_text("pinned").first).to_be_attached()
    page.mouse.click(*party_at(page, "casebook:sandvine"))
    expect(page.locator("h3").first).to_have_text("Sandvine")
    note(page, "Denies it?")
    go(page, "Paths")
    canvas(page)
    go(page, "Case")
    page.get_by_label("Title").fill("Belarus & more")
    page.keyboard.press("Enter")
    expect(page.get_by_text("belarus-more.case.json")).to_be_visible()
    expect(page.get_by_text("1 note not saved yet")).to_be_visible()
    file = save(page, folder)
    assert file.name == "belarus-more.case.json"
    expect(page.get_by_text("not saved yet")).to_have_count(0)
    data = json.loads(file.read_text("utf-8"))
    [moved] = [each for each in data["view"]["parties"] if each.get("pinned")]
    assert moved["id"] == "casebook:ntec-belarus"
    go(page, "Explore")
    drawn(page, 3)
    page.evaluate("scrollTo(0, 0)")
    return file, places(page)


def test_question_lens_path_and_hop_note_come_back(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY&lens=share%3A60")
    drawn(page, 3)
    page.mouse.click(*hop_at(page, HOP))
    expect(page.locator(".claim h4").first).to_contain_text("supplies National Traffic")
    note(page, "Which year?")
    go(page, "Case")
    expect(page.get_by_text("Adjusted lens")).to_be_visible()
    file = save(page, tmp_path)
    page.goto("about:blank")
    page.goto(f"{app(CASEBOOK)}/case")
    load(page, file)
    page.get_by_role("link", name="Its question in Paths").click()
    drawn(page, 3)
    expect(page.locator("h2.count")).to_have_text("1 attested path")
    expect(page).to_have_url(re.compile(r"supplier=casebook(:|%3A)sandvine"))
    expect(page).to_have_url(re.compile(r"lens=share(:|%3A)60"))
    expect(page.locator(".note p")).to_have_text("Which year?")


def test_a_case_on_changed_data_says_what_changed(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    def change(data: dict[str, Any]) -> None:
        data["graph"]["content_hash"] = "another"
        data["view"]["parties"].append({"id": "casebook:gone", "x": 1, "y": 1})
        data["then"]["parties"][0]["statements"] += 7
        data["notes"].append({"about": "casebook:gone", "text": "Lost"})

    file = edited(kept(app, page, tmp_path), change)
    load(page, file)
    expect(changes(page)).to_contain_text("3 changes since it was saved")
    expect(changes(page)).to_contain_text("content hash another then")
    expect(changes(page)).to_contain_text("casebook:gone is not in the data")
    expect(changes(page)).to_contain_text("statements about it then")
    page.get_by_role("link", name="Its picture in Explore").click()
    drawn(page, 3)


def test_what_is_no_case_is_refused_and_changes_nothing(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    file = kept(app, page, tmp_path)
    bad = edited(file, lambda data: data["lens"].update(share=IMG))
    load(page, bad)
    expect(page.locator(".refused")).to_contain_text(f'lens.share: "{IMG}"')
    expect(page.get_by_role("heading", name="1 note", exact=True)).to_be_visible()
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 50_000)
    load(page, deep)
    expect(page.locator(".refused")).to_contain_text("deep.json: is no JSON")


def test_hostile_notes_are_text(app: Callable[[Path], str], page: Page, tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["title"] = IMG
        data["notes"] = [
            {"about": "casebook:jet-infosystems", "text": f"{IMG} {MARKDOWN}"},
            {"about": IMG, "text": "<script>document.title='hacked'</script>"},
        ]

    file = edited(kept(app, page, tmp_path), change)
    load(page, file)
    expect(page.get_by_role("heading", name=IMG)).to_be_visible()
    expect(changes(page)).to_contain_text(f"{IMG} is not in the data")
    page.get_by_role("link", name="Its picture in Explore").click()
    drawn(page, 3)
    expect(page.locator(".note p")).to_have_text(f"{IMG} {MARKDOWN}")
    assert not page.evaluate(MADE_FROM_DATA)
    assert "hacked" not in page.title()


def test_noted_parties_are_marked_and_unsaved_notes_told(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    page.goto(f"{app(CASEBOOK)}/explore?party=casebook:jet-infosystems")
    drawn(page, 3)
    note(page, "Who is behind it?")
    expect(page.locator("[role=gridcell]").filter(has_text="✎")).to_have_count(1)
    go(page, "Case")
    expect(page.get_by_text("1 note not saved yet")).to_be_visible()
    save(page, tmp_path)
    expect(page.get_by_text("not saved yet")).to_have_count(0)
    page.get_by_role("button", name="Put the case away", exact=True).click()
    expect(page.get_by_text("Nothing is noted yet")).to_be_visible()


def test_a_note_in_the_list_leads_to_its_hop(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/?supplier=casebook:sandvine&to=country:BY")
    drawn(page, 3)
    page.mouse.click(*hop_at(page, HOP))
    expect(page.locator(".claim h4").first).to_contain_text("supplies National Traffic")
    note(page, "Which year?")
    go(page, "Case")
    table = page.get_by_test_id("stDataFrame")
    expect(page.locator("[role=gridcell]").filter(has_text="Which year?")).to_be_attached()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 150, box["y"] + HEAD + ROW * 0.5)
    drawn(page, 2)
    expect(page.locator("h3").first).to_contain_text("Jet Infosystems → National Traffic")
    expect(page.locator(".note p")).to_have_text("Which year?")
