"""Objects of JSON files: one a line, or the items of an array, read one at a time."""

from __future__ import annotations

import codecs
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import ijson
import orjson

from graph.errors import BadFile
from loaders.reading.files import byte_lines, check_encoding, opened
from loaders.reading.shallow import NAME_IT, NUL, Shallow, holds_nul
from loaders.reading.shallow import UTF_8 as UTF_8  # for those who read objects, too
from loaders.reading.shallow import WRONG as WRONG
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally

Object: TypeAlias = dict[str, Any]
NOT_UTF_8, HOLDS_NUL = "is not in the encoding UTF-8", "holds the character NUL"
# The value of a small file is held whole; of lines, when so many are none, a file has none.
SMALL, TRIED = 256 * 2**20, 1000


def json_lines(
    file: Path, tally: Tally, ends: str = "", encoding: str = UTF_8
) -> Iterator[Entry[Object]]:
    """Yield and count the object on every line; a line that holds none is rejected.

    Blank lines are not counted. Raises `BadFile` for a line without end, for a file in which
    the last line is cut off, and for one that does not begin with JSON lines at all.
    """
    check_encoding(file, encoding)
    number, bad, good, line = 0, "", False, b""
    with opened(file, tally, ends) as stream:
        for line in byte_lines(file, stream):
            number += 1
            if not line.strip():
                continue
            tally.read()
            place, (value, bad) = Place(file.name, number), _parsed(line, encoding)
            if not bad:
                good = True
                yield Entry(place, value)
                continue
            tally.reject(place, bad)
            if not good and number >= TRIED:
                raise BadFile(file, f"has no JSON object in its first {number:,} lines", WRONG)
    if bad.startswith("is not ") and not line.endswith((b"\n", b"\r")):
        raise BadFile(file, f"line {number} is cut off: it {bad}", "fetch the file again")


def _parsed(line: bytes, encoding: str = UTF_8) -> tuple[Object, str]:
    try:
        line = line.removeprefix(codecs.BOM_UTF8)
        value = orjson.loads(line if encoding == UTF_8 else line.decode(encoding))
    except UnicodeDecodeError:
        return {}, f"is not in the encoding {encoding}"
    except orjson.JSONDecodeError as error:
        return {}, NOT_UTF_8 if "UTF-8" in str(error) else f"is not JSON: {_reason(error)}"
    if NUL in line and holds_nul(value):
        return {}, HOLDS_NUL
    return (value, "") if isinstance(value, dict) else ({}, "is no JSON object")


def _reason(error: orjson.JSONDecodeError) -> str:
    """Give what is wrong without where, so that the same reason is counted as the same."""
    return error.msg.partition(": line")[0]


def json_items(
    file: Path, tally: Tally, under: str = "", ends: str = "", encoding: str = UTF_8
) -> Iterator[Entry[Object]]:
    """Yield and count the objects of an array, without holding the whole.

    `under` names where the array is (`releases`); empty for an array that is the whole file.
    Numbers with a point are `Decimal`. Raises `BadFile` for what is not JSON to its end, and
    for nesting deeper than any format has.
    """
    number = 0
    with opened(file, tally, ends) as stream:
        try:
            source = Shallow(file, stream, encoding)
            for value in ijson.items(source, f"{under}.item" if under else "item"):
                number += 1
                tally.read()
                place = Place(file.name, number)
                if source.nul and holds_nul(value):
                    tally.reject(place, HOLDS_NUL)
                elif isinstance(value, dict):
                    yield Entry(place, value)
                else:
                    tally.reject(place, "is no JSON object")
        except ijson.JSONError as error:
            raise _broken(file, error, f", after item {number}") from error


def names(file: Path, tally: Tally, ends: str = "", encoding: str = UTF_8) -> Iterator[str]:
    """Yield the names in the object that a file is, as they come, and hold none of its values.

    Raises `BadFile` as `json_items` does, as far as it is read.
    """
    with opened(file, tally, ends) as stream:
        try:
            for inside, event, value in ijson.parse(Shallow(file, stream, encoding)):
                if event == "map_key" and not inside:
                    yield value
        except ijson.JSONError as error:
            raise _broken(file, error) from error


def _broken(file: Path, error: ijson.JSONError, where: str = "") -> BadFile:
    said = error.args[0] if error.args else ""
    first = (said.decode(errors="replace") if isinstance(said, bytes) else str(said)).split("\n")[0]
    if "UTF8" in first:
        return BadFile(file, f"{NOT_UTF_8}{where}", NAME_IT)
    problem = f"is not JSON, or is cut off{where}: {first.strip()}"
    return BadFile(file, problem, "fetch the file again")


def whole(file: Path, tally: Tally, ends: str = "", encoding: str = UTF_8) -> Any:  # noqa: ANN401 - any JSON value
    """Give the value of a small JSON file; raise `BadFile` when it is large, or is not JSON."""
    with opened(file, tally, ends) as stream:
        found = Shallow(file, stream, encoding).read(SMALL)
        if len(found) >= SMALL:
            raise BadFile(file, f"is larger than {SMALL:,} bytes", WRONG)
        try:
            value = orjson.loads(found)
        except orjson.JSONDecodeError as error:
            if "UTF-8" in str(error):
                raise BadFile(file, NOT_UTF_8, NAME_IT) from error
            raise BadFile(file, f"is not JSON: {error}", "fetch the file again") from error
    if NUL in found and holds_nul(value):
        raise BadFile(file, HOLDS_NUL, "remove it")
    return value


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
