"""Start enduse once installed: in the wheel this is `enduse/__init__.py`, beside the tree."""

import sys
from pathlib import Path


def main() -> int:
    """Run the command line, taking `graph` and `loaders` from this folder before any other."""
    sys.path.insert(0, str(Path(__file__).parent))
    from graph.__main__ import main as run

    return run()
