"""Objects of JSON files however they are laid out: an array, one a line, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.files import head
from loaders.reading.objects import Object, json_items, json_lines, whole
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally


def objects_of(file: Path, tally: Tally) -> Iterator[Entry[Object]]:
    """Yield and count the objects of a file; its beginning tells how it is laid out.

    Only a file that is one object, written over several lines, is read as a whole.
    """
    start = head(file).start.removeprefix(b"\xef\xbb\xbf").lstrip()
    line, ended, _ = start.partition(b"\n")
    if start.startswith(b"["):
        yield from json_items(file, tally)
    elif ended and not line.rstrip().endswith(b"}"):
        yield from _alone(file, tally)
    else:
        yield from json_lines(file, tally)


def _alone(file: Path, tally: Tally) -> Iterator[Entry[Object]]:
    value = whole(file, tally)
    tally.read()
    if isinstance(value, dict):
        yield Entry(Place(file.name, 1), value)
    else:
        tally.reject(Place(file.name, 1), "is no JSON object")


def inside(value: Object, key: str) -> Object:
    """Give the object under a key; an empty one where there is none, whatever stands there."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def parts(value: Object, key: str) -> tuple[Object, ...]:
    """Give the objects of the list under a key, and leave out what is none."""
    found = value.get(key)
    return (
        tuple(each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()
    )


def plain(value: Object, *keys: str) -> str:
    """Give the first text or number under any of the keys, stripped; empty where there is none."""
    for key in keys:
        found = value.get(key)
        if type(found) is str and (text := found.strip()):
            return text
        if type(found) is int:  # which a yes or no is too, for isinstance
            return str(found)
    return ""
