"""Which encoding a published text is in, where its publisher has used several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.files import opened

if TYPE_CHECKING:
    from pathlib import Path


def encoding_of(file: Path) -> str:
    """Tell UTF-8 from the cp1252 of old files, in which no line beyond ASCII is UTF-8.

    A file with lines of both kinds is taken for UTF-8, and fails with the line that is not.
    """
    with opened(file) as stream:
        found = {_is_utf8(line) for line in stream if not line.isascii()}
    return "cp1252" if found == {False} else "utf-8-sig"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
