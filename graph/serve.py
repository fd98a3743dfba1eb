"""Starting the app: a Streamlit server on this machine only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "app.py"
# The app reads these; Streamlit owns the arguments of its own command line.
DATA_VARIABLE, LENS_VARIABLE = "ENDUSE_DATA", "ENDUSE_LENS"
PATTERNS_VARIABLE = "ENDUSE_PATTERNS"


def run(data: Path, lens: Path, patterns: Path | None, port: int, browser: bool) -> int:
    """Replace this process by the server, so that whoever ends it ends the server itself."""
    os.environ[DATA_VARIABLE] = str(data.resolve())
    os.environ[LENS_VARIABLE] = str(lens.resolve())
    os.environ.pop(PATTERNS_VARIABLE, None)
    if patterns is not None:
        os.environ[PATTERNS_VARIABLE] = str(patterns.resolve())
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "false" if browser else "true",
        "browser.gatherUsageStats": "false",
        "client.disableDataExport": "true",
        "runner.postScriptGC": "false",
        "server.fileWatcherType": "none",
        "logger.hideWelcomeMessage": "true",
        "client.toolbarMode": "minimal",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    arguments = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    sys.stdout.write(f"enduse is opening on http://127.0.0.1:{port} - press Ctrl-C to end it.\n")
    sys.stdout.flush()
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell, fixed words only
