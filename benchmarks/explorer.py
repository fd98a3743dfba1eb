"""Measure the app in a real browser: `python -m benchmarks.explorer` prints a table.

One app serves a generated casebook, in which one maker supplies all others. Click to evidence
counts from the press of the mouse to the evidence of the hop standing beside the picture, by the
clock of the page; expansion is what the page does to draw the parties that come in.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from graph import folder
from tests import chromium, examples
from tests.conftest import FLAGS, _serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

MAKER, OTHERS = "Maker", 1_100
SIZES, GROWN, READ = (300, 1_000), 500, 100  # parties in the picture
CLICKS, PATIENCE, READERS = 15, 120_000, 10
HOP = "(host, id) => { try { return host.hopAt(id); } catch { return null; } }"  # not drawn
# Resolves with the milliseconds from the next press of the mouse until other evidence stands there.
WAIT = """() => {
  const heads = () => [...document.querySelectorAll("h3")].map((each) => each.textContent).join();
  const before = heads();
  window.waited = new Promise((resolve) => {
    addEventListener("pointerdown", () => {
      const began = performance.now();
      const look = () => {
        const waited = performance.now() - began, now = heads();
        if (now && now !== before) resolve(waited);
        else if (waited > 5000) resolve(-1); // the same hop lay there
        else requestAnimationFrame(look);
      };
      look();
    }, { capture: true, once: true });
  });
}"""


def made(place: Path) -> Path:
    """Write a graph: a maker with many customers, every tenth of whom sells on."""
    said = [f"Maker supplies Other {at}" for at in range(OTHERS)]
    said += [f"Other {at} resells_for Other {at + 1}" for at in range(0, OTHERS - 1, 10)]
    place.mkdir()
    folder.write(examples.records(said), place)
    return place


def main() -> int:
    """Print what a click and an expansion take, and the memory of one app with ten readers."""
    executable = chromium.find()
    if executable is None:
        sys.stderr.write("no Chromium: run `python -m tests.chromium`\n")
        return 1
    with TemporaryDirectory() as room, ExitStack() as running:
        graph = made(Path(room) / "graph")
        address = running.enter_context(_serve(graph, Path(room) / "app.log"))
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        _say("| parties | click to evidence, ms | longest |\n| --- | --- | --- |")
        for parties in SIZES:
            times = _clicked(browser, address, parties)
            _say(f"| {parties:,} | {median(times):.0f} | {max(times):.0f} |")
        _say(f"\n25 parties more at {GROWN}: {_expanded(browser, address):.0f} ms in the page\n")
        _say("| readers, each with 100 parties drawn | memory of the app, MB |\n| --- | --- |")
        for readers, megabytes in _read(browser, address):
            _say(f"| {readers} | {megabytes:.0f} |")
        browser.close()
    return 0


def _clicked(browser: Browser, address: str, parties: int) -> list[float]:
    """Give the milliseconds from a click on a hop to its evidence, of several hops."""
    with opened(browser, address, parties) as page:
        times: list[float] = []
        for at in range(1, OTHERS):
            if len(times) == CLICKS:
                break
            found = page.locator(".canvas").evaluate(HOP, f"Maker > Other {at} > supply")
            if found is None:
                continue
            page.evaluate(WAIT)
            page.mouse.click(found["x"], found["y"])
            waited = float(page.evaluate("() => window.waited"))
            times += [waited] if waited > 0 else []
            _settled(page)
        if len(times) < CLICKS // 2:
            raise AssertionError("too few hops can be clicked")
        return times


def _expanded(browser: Browser, address: str) -> float:
    """Give the milliseconds in the page for the parties that bring the picture to its size."""
    with opened(browser, address, GROWN) as page:
        return float(page.locator(".canvas").get_attribute("data-took") or "nan")


def _read(browser: Browser, address: str) -> Iterator[tuple[int, float]]:
    """Give the memory of the app with one reader more each time, all of whom stay."""
    with ExitStack() as readers:
        for reader in range(1, READERS + 1):
            readers.enter_context(opened(browser, address, READ))
            if reader in (1, READERS // 2, READERS):
                yield reader, _memory(address)


@contextmanager
def opened(browser: Browser, address: str, parties: int) -> Iterator[Page]:
    """Open Explore with so many parties drawn, by the button that shows the next 25."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/explore?party={MAKER}")
        host = page.locator(".canvas[data-painted]")
        expect(host).to_be_visible(timeout=PATIENCE)
        _settled(page)
        while (drawn := int(host.get_attribute("data-nodes") or 0)) < parties:
            page.get_by_role("button", name="Next 25").click()
            expect(host).not_to_have_attribute("data-nodes", str(drawn), timeout=PATIENCE)
            _settled(page)
        page.get_by_role("button", name="Fit").click()  # or much of it lay outside the frame
        yield page


def _settled(page: Page) -> None:
    still = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(still).to_be_visible(timeout=PATIENCE)


def _memory(address: str) -> float:
    """Give the memory that the app uses now, in MB, as Linux counts it."""
    option = f"--server.port={address.rpartition(':')[2]}".encode()
    [server] = [
        each
        for each in Path("/proc").glob("[0-9]*")
        if option in (each / "cmdline").read_bytes().split(b"\0")
    ]
    return int((server / "status").read_text("utf-8").split("VmRSS:")[1].split()[0]) / 1024


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
