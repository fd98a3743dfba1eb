"""Measure the canvas in a real browser: `python -m benchmarks.canvas` prints a table.

First paint counts from asking for the page to the picture being there, all of Python, transfer
and drawing included; the other times are taken inside the page, by its own clock.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from tests import chromium
from tests.canvas_server import served
from tests.conftest import FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLUMNS = (
    "parties",
    "hops",
    "first paint, s",
    "of it building the drawing, ms",
    "redraw, ms",
    "redraw zoomed in, ms",
    "three parties more, ms",
    "what is under the pointer, ms",
)
SIZES = (50, 300, 1000, 3000)
TIMES, PATIENCE = 3, 120_000
# A redraw is done when its pixels can be read: drawing alone only queues them.
REDRAWS = """(host) => {
  const ctx = host.querySelector("canvas").getContext("2d"), times = [];
  for (let round = 0; round < 21; round += 1) {
    const began = performance.now();
    host.repaint();
    ctx.getImageData(0, 0, 1, 1);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[10];
}"""
PICKS = """(host) => {
  const box = host.getBoundingClientRect(), times = [];
  for (let round = 0; round < 21; round += 1) {
    const began = performance.now();
    host.pickAt({ x: (box.width * (round + 1)) / 23, y: box.height / 2 });
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[10];
}"""


def main() -> int:
    """Print a row of medians for each size."""
    executable = chromium.find()
    if executable is None:
        sys.stderr.write("no Chromium: run `python -m tests.chromium`\n")
        return 1
    sys.stdout.write(f"| {' | '.join(COLUMNS)} |\n{'| --- ' * len(COLUMNS)}|\n")
    with (
        TemporaryDirectory() as folder,
        served(Path(folder) / "page.log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        _measured(browser, address, SIZES[0])  # the first page of all also fills the caches
        for parties in SIZES:
            rows = [_measured(browser, address, parties) for _ in range(TIMES)]
            medians = [f"{median(column):g}" for column in zip(*rows, strict=True)]
            sys.stdout.write(f"| {' | '.join(medians)} |\n")
            sys.stdout.flush()
        browser.close()
    return 0


def _measured(browser: Browser, address: str, parties: int) -> tuple[float, ...]:
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/?parties={parties}")
        host = page.locator(".canvas[data-painted]")
        expect(host).to_be_visible(timeout=PATIENCE)
        _settled(page)
        first = float(host.get_attribute("data-painted") or "nan") / 1000
        hops, built = (
            float(host.get_attribute(f"data-{name}") or "nan") for name in ("edges", "took")
        )
        redraw, pick = float(host.evaluate(REDRAWS)), float(host.evaluate(PICKS))
        page.get_by_role("button", name="More").click()
        expect(host).to_have_attribute("data-nodes", str(parties + 3), timeout=PATIENCE)
        _settled(page)
        more = float(host.get_attribute("data-took") or "nan")
        for _ in range(10):
            host.press("+")
        near = float(host.evaluate(REDRAWS))
    numbers = (redraw, near, more, pick)
    return (parties, hops, round(first, 2), built, *(round(number, 1) for number in numbers))


def _settled(page: Page) -> None:
    still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(still).to_be_visible(timeout=PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
