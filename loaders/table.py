"""Strict reading of the CSV tables that people edit: any doubt names its row and field."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from graph.errors import BadFile, BadRow
from loaders.reading.strict import Row, under_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Row", "rows"]


def rows(file: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of a UTF-8 CSV file whose header is exactly `columns`, in any order.

    Those in `optional` may be missing: older tables have no such column, and it is read as empty.

    Raises `BadFile` when there is no such file or it is empty, `BadRow` for anything that
    cannot be taken as it stands: bytes that are not UTF-8, a wrong header, a row too long
    or too short, a control character, white space around a value.
    """
    yield from under_header(file, _records(file), columns, optional)


def _records(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every record, with the number of its first line."""
    reader = csv.reader(io.StringIO(_decoded(file), newline=""), strict=True)
    start = 1
    try:
        for values in reader:
            yield start, values
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(file, start, "?", "", f"not valid CSV: {error}") from error


def _decoded(file: Path) -> str:
    try:
        content = file.read_bytes().removeprefix(BOM_UTF8)
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "put the table there") from error
    except OSError as error:
        raise BadFile(
            file, f"cannot be read ({error.strerror})", "name a folder of tables"
        ) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad_bytes(file, content, error.start) from error


def _bad_bytes(file: Path, content: bytes, offset: int) -> BadRow:
    """Name the line and field that hold the first byte that is not UTF-8."""
    content, offset = _with_plain_breaks(content), len(_with_plain_breaks(content[:offset]))
    start = content.rfind(b"\n", 0, offset) + 1
    before, line = content[start:offset], content[start:].split(b"\n", 1)[0]
    header = next(csv.reader([content.split(b"\n", 1)[0].decode("latin-1")]), [])
    index = max(len(next(csv.reader([before.decode("latin-1")]), [])) - 1, 0)
    values = next(csv.reader([line.decode("latin-1")]), [""])
    column = header[index] if index < len(header) and header[index].isprintable() else "?"
    value = values[index] if index < len(values) else ""
    number = content.count(b"\n", 0, offset) + 1
    return BadRow(file, number, column, value, "not UTF-8: save the file as CSV UTF-8")


def _with_plain_breaks(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
