"""Find a Chromium for the browser tests, or install one: `python -m tests.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
APT = (
    ("apt-get", "update"),
    ("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"),
)
PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)
MISSING = """\
The browser tests need Chromium, and none could be found or installed. Do one of these:
  install the package chromium (Debian) or Google Chrome;
  run: {python} -m playwright install --with-deps chromium
  name one that you have: CHROMIUM=/path/to/chromium make test"""
MISNAMED = "CHROMIUM is {named}, and no program is there."


def find() -> Path | None:
    """Give the Chromium to use, None when there is none; `CHROMIUM` overrules all others."""
    if named := os.environ.get("CHROMIUM"):
        return Path(found) if (found := shutil.which(named)) else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def install() -> None:
    """Try Debian's package where that needs no password, and Playwright's download after it."""
    debian = shutil.which("apt-get") and os.geteuid() == 0
    if debian and _run(APT) and find():
        return
    _run(PLAYWRIGHT)


def _run(commands: tuple[tuple[str, ...], ...]) -> bool:
    # Standard output is for the path alone.
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(command, env=quiet, stdout=sys.stderr, check=False).returncode == 0
        for command in commands
    )


def main() -> int:
    """Print where Chromium is, installing it first if need be."""
    named = os.environ.get("CHROMIUM")
    if find() is None and not named:
        install()
    if (chromium := find()) is None:
        message = MISNAMED.format(named=named) if named else MISSING.format(python=sys.executable)
        print(message, file=sys.stderr)
        return 1
    print(chromium)
    return 0


if __name__ == "__main__":
    sys.exit(main())
