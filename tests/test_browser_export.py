"""The Export page in a real browser: what to take, in which format, and the file itself."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.exports import EXPORTS
from graph.workspace import CASEBOOK, open_workspace
from tests.test_browser import HOSTILE, MADE_FROM_DATA, choose, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SECONDS = 30_000


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=SECONDS)
    yield
    expect.set_options(timeout=None)


def downloaded(page: Page) -> tuple[str, bytes]:
    """Click the button; give the name and the content of the file."""
    settled(page)
    with page.expect_download(timeout=SECONDS) as found:
        page.get_by_role("button", name="Download", exact=True).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_the_paths_of_a_question_in_the_address_become_a_page(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/export?supplier=casebook:zte&to=country:IR")
    asked = "Attested third-party paths from ZTE Corporation to end-users of Iran, at most 4 hops"
    expect(page.get_by_text(asked)).to_be_visible()
    name, content = downloaded(page)
    assert name == "enduse-paths.html"
    told = content.decode()
    assert asked in told
    assert "Far East Cable Co., Ltd. supplies Telecommunication Company of Iran" in told
    assert "casebook:zte" in told
    expect(page).to_have_url(re.compile("supplier=casebook(:|%3A)zte"))


def test_a_chosen_party_and_format_stand_in_the_address_and_in_the_file(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/export?take=party")
    expect(page.get_by_text("Choose a party to take")).to_be_visible()
    expect(page.get_by_role("button", name="Download", exact=True)).to_have_count(0)
    choose(page, "Party", "Sandvine")
    expect(page.get_by_role("heading", name=re.compile(r"\d+ parties"))).to_be_visible()
    choose(page, "Format", "NetworkX")
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    expect(page).to_have_url(re.compile("format=node-link"))
    expect(page).to_have_url(re.compile("around=casebook(:|%3A)sandvine"))
    address = page.url
    name, content = downloaded(page)
    assert name == "enduse-party.json"
    graph = json.loads(content)
    assert "casebook:sandvine" in {node["id"] for node in graph["nodes"]}
    assert json.loads(graph["graph"]["parameters"])["around"] == "casebook:sandvine"
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_text("Nothing is lost")).to_be_visible()


def test_everything_that_is_open_comes_back_from_a_download(
    app: Callable[[Path], str], page: Page, tmp_path: Path
) -> None:
    page.goto(f"{app(CASEBOOK)}/export?take=all&format=parquet")
    name, content = downloaded(page)
    assert name == "enduse-all.zip"
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path / "some")
    assert open_workspace(tmp_path / "some").stated == open_workspace(CASEBOOK).stated


def test_what_a_format_does_not_carry_is_said_before_it_is_taken(
    app: Callable[[Path], str], page: Page
) -> None:
    page.goto(f"{app(CASEBOOK)}/export?take=all&format=bods")
    for loss in EXPORTS["bods"].loses:
        expect(page.get_by_text(loss)).to_be_visible()


def test_a_question_without_an_answer_gives_no_file(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(CASEBOOK)}/export?supplier=casebook:commscope&to=country:UG")
    expect(page.get_by_text("There is nothing to take")).to_be_visible()
    expect(page.get_by_role("button", name="Download", exact=True)).to_have_count(0)
    page.get_by_text("composed path too").click()
    expect(page.get_by_role("button", name="Download", exact=True)).to_be_visible()
    assert "Huawei" in downloaded(page)[1].decode()


def test_hostile_names_are_text_on_the_page(app: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{app(HOSTILE)}/export?take=all")
    expect(page.get_by_role("button", name="Download", exact=True)).to_be_visible()
    settled(page)
    assert page.evaluate(MADE_FROM_DATA) == []
    assert "hacked" not in page.title()
