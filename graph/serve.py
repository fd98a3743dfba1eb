"""Starting the app: a Streamlit server on this machine only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "app.py"
# The app reads these; Streamlit owns the arguments of its own command line.
DATA_VARIABLE, LENS_VARIABLE = "ENDUSE_DATA", "ENDUSE_LENS"


def run(data: Path, lens: Path, port: int, browser: bool) -> int:
    """Replace this process by the server, so that whoever ends it ends the server itself."""
    os.environ[DATA_VARIABLE] = str(data.resolve())
    os.environ[LENS_VARIABLE] = str(lens.resolve())
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "false" if browser else "true",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    arguments = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell, fixed words only
