"""Releases and records of OCDS files, however a publisher packs them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import orjson

from graph.errors import BadFile
from loaders.reading.files import LONGEST_LINE, check_encoding, opened
from loaders.reading.objects import UTF_8, WRONG, json_items, json_lines, names, whole
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from loaders.reading.objects import Object
    from loaders.reading.tally import Tally

PACKED = ("releases", "records")
# A record holds releases too, and these names, which a package has not.
ALONE = ("ocid", "compiledRelease", "versionedRelease")


def rows(file: Path, tally: Tally, encoding: str) -> Iterator[Entry[Object]]:
    """Yield and count each release or record: of a package, of an array, of lines, or alone.

    The items of a package on a line, or in an array, are rows of the line's or item's number.
    Raises `BadFile` where the file is none of these, is cut off, or is in another encoding.
    """
    check_encoding(file, encoding)
    codec = codecs.lookup(encoding).name
    shape = _shape(file, tally, codec)
    if shape in PACKED:
        yield from json_items(file, tally, under=shape, encoding=codec)
    elif shape == "alone":
        tally.read()
        yield Entry(Place(file.name, 1), whole(file, tally, encoding=codec))
    else:
        found = json_lines if shape == "lines" else json_items
        for entry in found(file, tally, encoding=codec):
            yield from _unpacked(entry, tally)


def _shape(file: Path, tally: Tally, encoding: str) -> str:
    """Tell how a file is packed from its first line, or from the names in it."""
    with opened(file) as stream:
        line = _line(stream).removeprefix(b"\xef\xbb\xbf").strip()
        if line.startswith(b"["):
            return "array"
        several = bool(_line(stream))
    whole_line = _is_json(line, encoding)
    if whole_line and several:
        return "lines"
    for name in names(file, tally, encoding=encoding):
        if name in PACKED:
            return name
        if name in ALONE:
            return "lines" if whole_line else "alone"
    raise BadFile(file, "holds no releases and no records", WRONG)


def _line(stream: IO[bytes]) -> bytes:
    """Give the next line that is not blank; empty at the end."""
    line = stream.readline(LONGEST_LINE)
    while line and not line.strip():
        line = stream.readline(LONGEST_LINE)
    return line


def _is_json(line: bytes, encoding: str) -> bool:
    try:
        orjson.loads(line if encoding == UTF_8 else line.decode(encoding))
    except (orjson.JSONDecodeError, UnicodeDecodeError):
        return False
    return True


def _unpacked(entry: Entry[Object], tally: Tally) -> Iterator[Entry[Object]]:
    """Yield what a package holds, each counted as a row, and anything else as it is."""
    packed = next((name for name in PACKED if name in entry.value), "")
    if not packed or any(name in entry.value for name in ALONE):
        yield entry
        return
    inside = entry.value[packed] or []
    if not isinstance(inside, list):
        tally.reject(entry.place, "is a package without a list")
        return
    if not inside:
        tally.skip("the package is empty")
    for number, value in enumerate(inside):
        if number:
            tally.read()
        if isinstance(value, dict):
            yield Entry(entry.place, value)
        else:
            tally.reject(entry.place, "is no JSON object")
