"""Compiling functions, with a cache on disk that belongs to these very sources.

numba keeps a compiled function until its own file changes, not until one that it calls does.
A search would then run old code; so the cache has a folder for each state of the package.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numba import config, njit

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function when it is first called, or take it from the cache."""
    settings: Any = config  # numba gives its settings no types
    before, settings.CACHE_DIR = settings.CACHE_DIR, str(folder())
    try:
        dispatcher: Callable[..., Any] = njit(cache=True)(function)
        return dispatcher
    finally:
        settings.CACHE_DIR = before


@cache
def folder() -> Path:
    """Give the folder of compiled code for the sources as they are, beside them where it may be."""
    name = f"compiled-{fingerprint(HERE)}"
    beside = HERE / "__pycache__"
    if os.access(HERE, os.W_OK):
        return beside / name
    return Path.home() / ".cache" / "enduse" / name


def fingerprint(package: Path) -> str:
    """Name the state of every module of a package, by content."""
    sources = (file.read_bytes() for file in sorted(package.glob("*.py")))
    return sha256(b"\x00".join(sources)).hexdigest()[:16]
