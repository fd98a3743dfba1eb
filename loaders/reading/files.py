"""Opening files as they were published: plain, gzip or zip, within limits that stop a bomb."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from graph.errors import BadFile
from loaders.reading.format import Head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally

HEAD = 65_536
# A line longer than this is no row of any format here.
LONGEST_LINE = 64 * 2**20
# Published text packs ten to thirty to one; a thousand to one is a bomb.
MOST_PACKED, ALLOWED_ANYWAY = 1000, 100 * 2**20
UNPACK = "is damaged or cut off"
AGAIN = "fetch it again, or unpack it and name the unpacked file"


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
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
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
    elif start == b"PK\x03\x04" and file.suffix.casefold() != ".xlsx":
        with _archive(file, raw) as archive, archive.open(_member(file, archive, ends)) as inner:
            guarded = Guarded(file, inner, size)
            yield io.BufferedReader(guarded, HEAD)
    else:
        yield raw


def _archive(file: Path, raw: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(raw)
    except zipfile.BadZipFile as error:
        raise BadFile(file, f"{UNPACK} ({error})", AGAIN) from error


def _member(file: Path, archive: zipfile.ZipFile, ends: str) -> str:
    names = [name for name in archive.namelist() if not name.endswith("/") and name.endswith(ends)]
    if len(names) != 1:
        problem = f"holds {len(names)} files{f' ending in {ends}' if ends else ''}, not one"
        raise BadFile(file, problem, "unpack it and name the files")
    return names[0]


def members(file: Path) -> tuple[str, ...]:
    """List the names in a zip; nothing for any other file."""
    if file.suffix.casefold() == ".xlsx" or not zipfile.is_zipfile(file):
        return ()
    with zipfile.ZipFile(file) as archive:
        return tuple(archive.namelist())


def head(file: Path) -> Head:
    """Give the beginning of a file, by which its format is recognised."""
    if file.is_dir():
        return Head(file.name.casefold(), b"", tuple(sorted(each.name for each in file.iterdir())))
    names = members(file)
    name = file.name.casefold().removesuffix(".gz")
    if len([each for each in names if not each.endswith("/")]) > 1:
        return Head(name, b"", names)
    with opened(file) as stream:
        return Head(name, stream.read(HEAD), names)


def lines(file: Path, tally: Tally, encoding: str = "utf-8-sig", ends: str = "") -> Iterator[str]:
    """Yield the lines of a text, without their ends; a byte order mark is left out.

    Raises `BadFile` for bytes that are not of the encoding, and for a line without end.
    """
    number = 0
    with opened(file, tally, ends) as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                problem = f"line {number} has no end within {LONGEST_LINE:,} bytes"
                raise BadFile(file, problem, "this is no file of this format")
            yield _decoded(file, line, number, encoding).rstrip("\r\n")


def _decoded(file: Path, line: bytes, number: int, encoding: str) -> str:
    codec = encoding if number == 1 else encoding.removesuffix("-sig")
    try:
        return line.decode(codec)
    except UnicodeDecodeError as error:
        problem = f"line {number} is not {encoding.removesuffix('-sig')} ({error.reason})"
        raise BadFile(file, problem, 'name the encoding, such as encoding = "cp1252"') from error
