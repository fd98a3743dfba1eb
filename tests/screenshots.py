"""Take pictures of every page of the running app, light and dark: `python -m tests.screenshots`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from graph.workspace import CASEBOOK
from tests import chromium
from tests.conftest import FLAGS, _serve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
COLOURS = 256  # a flat page needs no more, and its file is then much smaller
SECONDS = 60_000


@dataclass(frozen=True, slots=True)
class Shot:
    """A page, what it shows when it is ready, and a hop of its picture to choose before."""

    name: str
    address: str
    ready: str
    hop: str = ""


ZTE = "supplier=casebook:zte&to=country:IR"
SHOTS = (
    Shot(
        "paths",
        f"?{ZTE}",
        "Far East Cable Co., Ltd. supplies Telecommunication Company of Iran",
        "casebook:far-east-cable > casebook:tci > supply",
    ),
    Shot(
        "explore",
        "explore?party=casebook:huawei",
        "Huawei Technologies Co., Ltd. supplies Uganda Police Force",
        "casebook:huawei > casebook:uganda-police > supply",
    ),
    Shot("map", "map?of=explore&party=casebook:huawei", "undated"),
    Shot("party", "party?id=casebook:hikvision", "Hangzhou Hikvision"),
    Shot("assess", "assess?party=casebook:zte", "Cannot tell"),
    Shot("case", "case", "Open"),
    Shot("query", "query?example=disputed&ran=yes", "54 rows"),
    Shot("export", f"export?{ZTE}", "Download"),
    Shot("data", "data", "Open files of your own"),
    Shot("sources", "sources", "Huawei Technologies Co., Ltd."),
)
SCHEMES: Mapping[str, Literal["light", "dark"]] = {"": "light", "-dark": "dark"}


def main() -> int:
    """Write two pictures of each page."""
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
            for ending, scheme in SCHEMES.items():
                _take(shot, browser, address, FOLDER / f"{shot.name}{ending}.png", scheme)
        browser.close()
    return 0


def _take(
    shot: Shot, browser: Browser, address: str, file: Path, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": 1440, "height": 900},
        device_scale_factor=1.5,
        color_scheme=scheme,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/{shot.address}")
        if shot.hop:
            canvas = page.locator(".canvas[data-painted]")
            expect(canvas).to_be_visible(timeout=SECONDS)
            at = canvas.evaluate("(host, id) => host.hopAt(id)", shot.hop)
            page.mouse.click(at["x"], at["y"])
        said = page.get_by_text(shot.ready).locator("visible=true").first
        expect(said).to_be_visible(timeout=SECONDS)
        still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(still).to_be_visible(timeout=SECONDS)
        page.mouse.move(2, 2)  # or a tooltip would lie over the picture
        page.wait_for_timeout(800)  # Streamlit fades in what is new
        page.screenshot(path=file, animations="disabled")
    with Image.open(file) as taken:
        few = taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)  # keeps rare ones
    few.save(file, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
