"""One module per format: each turns a published file into parties and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import misp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.reading.format import Format

LOADERS: Mapping[str, Format] = {
    "misp": misp.FORMAT,
}
"""What each format's name stands for; a file is recognised by asking each in this order."""
