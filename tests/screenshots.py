"""Take the pictures of the README from the running app: `python -m tests.screenshots`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from graph.workspace import CASEBOOK
from tests import chromium
from tests.conftest import FLAGS, _serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
COLOURS = 256  # a flat page needs no more, and its file is then much smaller
SECONDS = 20_000


@dataclass(frozen=True, slots=True)
class Shot:
    """A page, the hop to choose in it, and what its evidence then says."""

    name: str
    address: str
    hop: str
    evidence: str


SHOTS = (
    Shot(
        "paths",
        "?supplier=casebook:zte&to=country:IR",
        "casebook:far-east-cable > casebook:tci > supply",
        "Far East Cable Co., Ltd. supplies Telecommunication Company of Iran",
    ),
    Shot(
        "explore",
        "explore?party=casebook:huawei",
        "casebook:huawei > casebook:uganda-police > supply",
        "Huawei Technologies Co., Ltd. supplies Uganda Police Force",
    ),
    Shot("sources", "sources", "", "Huawei Technologies Co., Ltd."),
)


def main() -> int:
    """Write one picture of each page."""
    executable = chromium.find()
    if executable is None:
        print("no Chromium: run `python -m tests.chromium`", file=sys.stderr)  # noqa: T201
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        _serve(CASEBOOK, Path(folder) / "app.log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for shot in SHOTS:
            _take(shot, browser, address)
        browser.close()
    return 0


def _take(shot: Shot, browser: Browser, address: str) -> None:
    with browser.new_context(
        viewport={"width": 1440, "height": 900},
        device_scale_factor=1.5,
        color_scheme="light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/{shot.address}")
        if shot.hop:
            canvas = page.locator(".canvas[data-painted]")
            expect(canvas).to_be_visible(timeout=SECONDS)
            at = canvas.evaluate("(host, id) => host.hopAt(id)", shot.hop)
            page.mouse.click(at["x"], at["y"])
        expect(page.locator(".claim").first).to_contain_text(shot.evidence, timeout=SECONDS)
        page.mouse.move(2, 2)  # or a tooltip would lie over the picture
        page.wait_for_timeout(800)  # Streamlit fades in what is new
        file = FOLDER / f"{shot.name}.png"
        page.screenshot(path=file, animations="disabled")
    with Image.open(file) as taken:
        few = taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)  # keeps rare ones
    few.save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
