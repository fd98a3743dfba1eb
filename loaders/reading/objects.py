"""Objects of JSON files: one a line, or the items of an array, read one at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import ijson
import orjson

from graph.errors import BadFile
from loaders.reading.files import LONGEST_LINE, opened
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally

Object: TypeAlias = dict[str, Any]
WRONG = "is this the file, and the format, you meant?"
# No published format nests near so deep; a hostile file nests without end.
DEEPEST = 10_000


def json_lines(file: Path, tally: Tally, ends: str = "") -> Iterator[Entry[Object]]:
    """Yield and count the object on every line; a line that holds none is rejected.

    Blank lines are not counted. Raises `BadFile` for a line without end, and for a file in
    which the last line is cut off.
    """
    number, place, bad = 0, Place(file.name, 0), ""
    with opened(file, tally, ends) as stream:
        for line in _lines(file, stream):
            number += 1
            if not line.strip():
                continue
            tally.read()
            place, (value, bad) = Place(file.name, number), _parsed(line)
            if bad:
                tally.reject(place, bad)
            else:
                yield Entry(place, value)
    if bad and "unexpected end" in bad:
        raise BadFile(file, f"line {number} is cut off", "fetch the file again")


def _lines(file: Path, stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise BadFile(file, f"has a line beyond {LONGEST_LINE:,} bytes", WRONG)
        yield line.removeprefix(b"\xef\xbb\xbf")


def _parsed(line: bytes) -> tuple[Object, str]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {}, f"is not JSON: {error}"
    return (value, "") if isinstance(value, dict) else ({}, "is no JSON object")


def json_items(
    file: Path, tally: Tally, under: str = "", ends: str = ""
) -> Iterator[Entry[Object]]:
    """Yield and count the objects of an array, without holding the whole.

    `under` names where the array is (`releases`); empty for an array that is the whole file.
    Numbers with a point are `Decimal`. Raises `BadFile` for what is not JSON to its end, and
    for nesting deeper than any format has.
    """
    number = 0
    with opened(file, tally, ends) as stream:
        try:
            for value in ijson.items(_Shallow(file, stream), f"{under}.item" if under else "item"):
                number += 1
                tally.read()
                place = Place(file.name, number)
                if isinstance(value, dict):
                    yield Entry(place, value)
                else:
                    tally.reject(place, "is no JSON object")
        except ijson.JSONError as error:
            problem = f"is not JSON, or is cut off, after item {number}: {error}"
            raise BadFile(file, problem.strip(), "fetch the file again") from error


def whole(file: Path, tally: Tally, ends: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Give the value of a small JSON file; raise `BadFile` when it is not JSON."""
    with opened(file, tally, ends) as stream:
        try:
            return orjson.loads(stream.read().removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError as error:
            raise BadFile(file, f"is not JSON: {error}", "fetch the file again") from error


class _Shallow:
    """A stream that stops when far more brackets are opened than closed."""

    def __init__(self, file: Path, stream: IO[bytes]) -> None:
        self._file, self._stream, self._open = file, stream, 0

    def read(self, size: int = -1) -> bytes:
        """Read on; brackets inside of texts are counted too, and come in pairs."""
        found = self._stream.read(size)
        self._open += found.count(b"[") + found.count(b"{")
        self._open -= found.count(b"]") + found.count(b"}")
        if self._open > DEEPEST:
            raise BadFile(self._file, f"nests deeper than {DEEPEST:,} brackets", WRONG)
        return found


def number(value: object) -> Decimal | None:
    """Read a number however the publisher wrote it; None where it is none.

    >>> number("25.5"), number(49), number("about half")
    (Decimal('25.5'), Decimal('49'), None)
    """
    try:
        found = Decimal(str(value).strip().removesuffix("%").strip())
    except ArithmeticError:
        return None
    return found if found.is_finite() else None
