"""Opening files as they were published: plain, gzip or zip, within limits that stop a bomb."""

from __future__ import annotations

import codecs
import gzip
import io
import lzma
import re
import zipfile
import zlib
from contextlib import contextmanager
from html import unescape
from typing import IO, TYPE_CHECKING, cast

from graph.errors import BadFile
from loaders.reading.format import Head

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally

HEAD = 65_536
# A line longer than this is no row of any format here.
LONGEST_LINE = 64 * 2**20
# Published text packs ten to thirty to one; hundreds to one is a bomb.
MOST_PACKED, ALLOWED_ANYWAY = 250, 100 * 2**20
# Where a workbook lists its sheets.
BOOK, _SHEET = "xl/workbook.xml", re.compile(rb'<(?:\w+:)?sheet\s[^<>]*?\bname="([^"]*)"')
UNPACK = "is damaged or cut off"
AGAIN = "fetch it again, or unpack it and name the unpacked file"
# What damaged or unusual packed data was seen to raise; an encrypted file is a RuntimeError.
_UNPACKING_RAISES = (
    *(EOFError, RuntimeError, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile, zlib.error),
)
SAVE_UTF_8 = "save it as UTF-8"


class Guarded(io.RawIOBase):
    """An unpacked stream that stops when it grows out of proportion to what was packed."""

    def __init__(self, file: Path, inner: IO[bytes], packed: int) -> None:
        """`packed` is the size of the packed bytes."""
        self._file, self._inner, self._count = file, inner, 0
        self._most = max(packed * MOST_PACKED, ALLOWED_ANYWAY)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise `BadFile` for a bomb and for damaged data."""
        try:
            found = self._inner.read(len(buffer))
        except _UNPACKING_RAISES as error:
            raise BadFile(self._file, f"{UNPACK} ({error})", AGAIN) from error
        self._count += len(found)
        if self._count > self._most:
            problem = f"unpacks to more than {self._most:,} bytes"
            raise BadFile(self._file, problem, "unpack it yourself if you trust it")
        buffer[: len(found)] = found
        return len(found)


@contextmanager
def opened(file: Path, tally: Tally | None = None, ends: str = "") -> Iterator[IO[bytes]]:
    """Open a file, unpacked; of a zip the only member, or the only one whose name ends so.

    Raises `BadFile` when it cannot be read, is damaged, or unpacks beyond all proportion.
    """
    try:
        with file.open("rb") as raw:
            size = max(file.stat().st_size, 1)
            if tally is not None:
                tally.position = lambda: raw.tell() / size if not raw.closed else 1.0
            with _unpacked(file, raw, size, ends) as stream:
                yield stream
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a file that is there") from error
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror or error})", AGAIN) from error


@contextmanager
def _unpacked(file: Path, raw: IO[bytes], size: int, ends: str) -> Iterator[IO[bytes]]:
    start = raw.read(4)
    raw.seek(0)
    if start[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=raw) as inner:
            guarded = Guarded(file, cast("IO[bytes]", inner), size)
            yield io.BufferedReader(guarded, HEAD)
    elif start in (b"PK\x03\x04", b"PK\x05\x06") and file.suffix.casefold() != ".xlsx":
        with _member(file, raw, ends) as inner:
            guarded = Guarded(file, inner, size)
            yield io.BufferedReader(guarded, HEAD)
    else:
        yield raw


def _member(file: Path, raw: IO[bytes], ends: str) -> IO[bytes]:
    """Open the only file in a zip, or the only one whose name ends so."""
    try:
        archive = zipfile.ZipFile(raw)
        names = [name for name in _inside(archive.namelist()) if name.endswith(ends)]
        if len(names) != 1:
            problem = f"holds {len(names)} files{f' ending in {ends}' if ends else ''}, not one"
            raise BadFile(file, problem, "unpack it and name the files")
        return archive.open(names[0])
    except _UNPACKING_RAISES as error:
        raise BadFile(file, f"{UNPACK} ({error})", AGAIN) from error


def _inside(names: Iterable[str]) -> list[str]:
    """Leave out folders, and what macOS packs beside the files."""
    return [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")]


def members(file: Path) -> tuple[str, ...]:
    """List the names in a zip, or of the sheets in a workbook; nothing for any other file."""
    if not zipfile.is_zipfile(file):
        return ()
    try:
        with zipfile.ZipFile(file) as archive:
            workbook = file.suffix.casefold() == ".xlsx"
            return _sheets(archive) if workbook else tuple(archive.namelist())
    except _UNPACKING_RAISES as error:
        raise BadFile(file, f"{UNPACK} ({error})", AGAIN) from error


def _sheets(archive: zipfile.ZipFile) -> tuple[str, ...]:
    if BOOK not in archive.namelist():
        return ()
    with archive.open(BOOK) as stream:
        found = _SHEET.findall(stream.read(HEAD))
    return tuple(unescape(name.decode("utf-8", "replace")) for name in found)


def head(file: Path) -> Head:
    """Give the beginning of a file, by which its format is recognised."""
    if file.is_dir():
        return Head(file.name.casefold(), b"", tuple(sorted(each.name for each in file.iterdir())))
    names, name = members(file), file.name.casefold().removesuffix(".gz")
    inside = _inside(names)
    # The beginning of a workbook is packed and tells nothing.
    if len(inside) > 1 or name.endswith(".xlsx"):
        return Head(name, b"", names)
    if inside:
        name = inside[0].rpartition("/")[2].casefold()
    with opened(file) as stream:
        return Head(name, stream.read(HEAD), names)


def lines(
    file: Path, tally: Tally, encoding: str = "utf-8-sig", ends: str = ""
) -> Generator[str, None, None]:
    """Yield the lines of a text, without their ends; a byte order mark is left out.

    A text without a line feed may end its lines by carriage returns. Raises `BadFile` for bytes
    that are not of the encoding, for NUL bytes, which no text has, and for a line without end.
    """
    check_encoding(file, encoding)
    number = 0
    with opened(file, tally, ends) as stream:
        for line in byte_lines(file, stream):
            number += 1
            if b"\0" in line:
                raise BadFile(file, f"line {number} holds NUL bytes", "is this a text, in UTF-8?")
            yield _decoded(file, line, number, encoding).rstrip("\r\n")


def byte_lines(file: Path, stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines as they are; raise `BadFile` for UTF-16 and for a line without end."""
    start = cast("io.BufferedReader", stream).peek(HEAD)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadFile(file, "is in UTF-16", SAVE_UTF_8)
    returns = b"\r" in start and b"\n" not in start
    for number, line in enumerate(_returned(stream) if returns else _fed(stream), 1):
        if len(line) >= LONGEST_LINE:
            problem = f"line {number} has no end within {LONGEST_LINE:,} bytes"
            raise BadFile(file, problem, "this is no file of this format")
        yield line


def _fed(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE):
        yield line


def _returned(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(HEAD):
        *ended, rest = (rest + block).split(b"\r")
        yield from (line + b"\r" for line in ended)
        if len(rest) >= LONGEST_LINE:
            break
    if rest:
        yield rest


def check_encoding(file: Path, encoding: str) -> None:
    """Raise `BadFile` for an encoding that nobody knows, or whose lines cannot be told apart."""
    try:
        "".encode(encoding)
    except LookupError as error:
        problem = f"is to be read in the encoding {encoding!r}, which nobody knows"
        raise BadFile(file, problem, 'name one such as encoding = "cp1252"') from error
    if "\n".encode(encoding).removeprefix(codecs.BOM_UTF8) != b"\n":
        raise BadFile(file, f"is to be read line by line in {encoding}", SAVE_UTF_8)


def _decoded(file: Path, line: bytes, number: int, encoding: str) -> str:
    codec = encoding if number == 1 else encoding.removesuffix("-sig")
    try:
        return line.decode(codec).removeprefix("\ufeff" if number == 1 else "")
    except UnicodeDecodeError as error:
        problem = f"line {number} is not {encoding.removesuffix('-sig')} ({error.reason})"
        raise BadFile(file, problem, 'name the encoding, such as encoding = "cp1252"') from error
