"""Serve `canvas_page.py`: for browser tests, and for whoever measures the canvas."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import _free_port, _running

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


@contextmanager
def served(log: Path) -> Iterator[str]:
    """Give the address of the page, and end its server with the block."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "tests/canvas_page.py"]
    command += ["--server.port", str(port), "--server.headless", "true"]
    command += ["--server.fileWatcherType", "none"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with _running(command, port, log, environment) as address:
        yield address
