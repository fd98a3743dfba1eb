"""The real app in a real browser: `app` starts it on a casebook, `page` looks at it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, Page, Route

ROOT = Path(__file__).parents[1]
ARTIFACTS = ROOT / ".artifacts"
FLAGS = (
    "--no-sandbox",  # Chromium refuses to start as root with it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Give the address of the app on a casebook folder; one app runs per folder."""
    with ExitStack() as running:

        @cache
        def start(casebook: Path) -> str:
            log = tmp_path_factory.mktemp("app") / "app.log"
            return running.enter_context(_serve(casebook, log))

        yield start


@contextmanager
def _serve(casebook: Path, log: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "graph", "ui", "--data", str(casebook)]
    command += ["--port", str(port), "--no-browser"]
    with _running(command, port, log) as address:
        yield address


@contextmanager
def _running(
    command: list[str], port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Give the address of a server that answers at a port, and end it with the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_healthy(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while not _is_healthy(address):
        if process.poll() is not None:
            pytest.fail(f"the app ended with {process.returncode}:\n{log.read_text()}")
        if time.monotonic() > give_up:
            pytest.fail(f"the app did not answer in {SECONDS_TO_START} s:\n{log.read_text()}")
        time.sleep(0.1)


def _is_healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=1) as answer:  # noqa: S310 (our own)
            healthy: bool = answer.status == 200
            return healthy
    except (URLError, TimeoutError, ConnectionError):
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the test is skipped, or fails where one is required."""
    executable = chromium.find()
    if executable is None:
        missing = pytest.fail if "ENDUSE_REQUIRE_BROWSER" in os.environ else pytest.skip
        missing("no Chromium: run `make test`, which installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Be one visitor, who fetches and compiles the page's scripts once and not for each test."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    ) as context:
        yield context


@pytest.fixture
def outside() -> list[str]:
    """Addresses beyond this machine that the page asked for; none was let through."""
    return []


@pytest.fixture
def script_errors() -> list[str]:
    """Uncaught errors of the page's scripts."""
    return []


@pytest.fixture
def page(
    visitor: BrowserContext,
    outside: list[str],
    script_errors: list[str],
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    """Open a page that cannot leave this machine, and must not have tried or failed by its end.

    Nothing that an earlier page left is there: it was forgotten at that page's end.
    """

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    visitor.route(_is_outside, refuse)  # of any page that this one may open, too
    opened = visitor.new_page()
    opened.set_default_timeout(15_000)
    opened.on("pageerror", lambda error: script_errors.append(str(error)))
    yield opened
    name = re.sub(r"[^\w.-]+", "-", request.node.name)
    opened.screenshot(path=ARTIFACTS / f"{name}.png")
    opened.evaluate(
        "() => { try { localStorage.clear(); } catch { /* no page yet, no storage */ } }"
    )
    for each in visitor.pages:
        each.close()
    visitor.clear_cookies()
    visitor.unroute(_is_outside, refuse)
    assert not outside
    assert not script_errors


def _is_outside(address: str) -> bool:
    return urlsplit(address).hostname not in {None, "127.0.0.1"}
