"""A JSON file as a stream in UTF-8 that stops where it nests or goes on as no format does."""

from __future__ import annotations

import codecs
import re
from itertools import accumulate
from typing import IO, TYPE_CHECKING

from graph.errors import BadFile
from loaders.reading.files import LONGEST_LINE, SAVE_UTF_8

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "is this the file, and the format, you meant?"
UTF_8 = "utf-8"
NAME_IT = 'name it, such as encoding = "iso-8859-1"'
# No published format nests near so deep; a hostile file nests without end.
DEEPEST = 200
# The reader of JSON crashes on a number of more digits than Python takes, which is 4,300.
MOST_DIGITS = 1000
_LONG = re.compile(rb"\d{%d}" % (MOST_DIGITS + 1))
_BRACKETS = bytes.maketrans(b"[{]}", b"(())")
_OTHERS = bytes(sorted(set(range(256)) - set(b"[{]}")))
NUL = b"\\u0000"


class Shallow:
    """The stream; `nul` says whether a text read so far may hold the character NUL."""

    def __init__(self, file: Path, stream: IO[bytes], encoding: str = UTF_8) -> None:
        """Take a stream in any encoding that Python knows."""
        self._file, self._stream, self._encoding = file, stream, encoding
        self._decode = None if encoding == UTF_8 else _decoder(file, encoding)
        self._begun, self._open = False, 0
        # What of a text was begun at the end of what was read: its quote, perhaps a backslash.
        self._text, self._length, self._digits = b"", 0, b""
        self.nul = False
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """Read on, in UTF-8 and without a byte order mark."""
        found = self._stream.read(size)
        if self._decode is not None:
            try:
                found = self._decode.decode(found, final=size < 0 or not found).encode()
            except UnicodeDecodeError as error:
                problem = f"is not in the encoding {self._encoding}"
                raise BadFile(self._file, problem, NAME_IT) from error
        if not self._begun and size:
            self._begun = True
            found = self._unmarked(found)
        self._look(found)
        return found

    def _unmarked(self, found: bytes) -> bytes:
        if found.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise BadFile(self._file, "is in UTF-16", SAVE_UTF_8)
        return found.removeprefix(codecs.BOM_UTF8)

    def _look(self, found: bytes) -> None:
        """Count brackets outside of texts; raise for nesting, and for a text, without end."""
        self.nul = self.nul or NUL in found or NUL in self._tail + found[: len(NUL)]
        self._tail = (self._tail + found[1 - len(NUL) :])[1 - len(NUL) :]
        data = (self._text + found).replace(b"\\\\", b"").replace(b'\\"', b"")
        pieces = data.split(b'"')
        if len(pieces) % 2:
            self._text = b""
        else:
            begun_before = self._text and len(pieces) == 2
            self._length = self._length + len(found) if begun_before else len(pieces[-1])
            self._text = b'"\\' if data.endswith(b"\\") else b'"'
            if self._length > LONGEST_LINE:
                raise BadFile(self._file, f"has a text beyond {LONGEST_LINE:,} bytes", WRONG)
        outside = b"".join(pieces[::2])
        self._count_digits(outside)
        self._nest(outside.translate(_BRACKETS, _OTHERS))

    def _count_digits(self, outside: bytes) -> None:
        self._digits += outside
        if _LONG.search(self._digits):
            raise BadFile(self._file, f"has a number beyond {MOST_DIGITS:,} digits", WRONG)
        self._digits = self._digits[-MOST_DIGITS:]

    def _nest(self, brackets: bytes) -> None:
        """Follow the brackets; one by one only where taking out pairs leaves a doubt."""
        before, left, pairs = self._open, brackets, 0
        while (fewer := left.replace(b"()", b"")) != left and pairs <= DEEPEST:
            left, pairs = fewer, pairs + 1
        self._open += brackets.count(b"(") - brackets.count(b")")
        if max(before, self._open) + pairs > DEEPEST:
            steps = (1 if each == ord("(") else -1 for each in brackets)
            if max(accumulate(steps, initial=before)) > DEEPEST:
                raise BadFile(self._file, f"nests deeper than {DEEPEST:,} brackets", WRONG)


def _decoder(file: Path, encoding: str) -> codecs.IncrementalDecoder:
    try:
        "".encode(encoding)
        return codecs.getincrementaldecoder(encoding)()
    except LookupError as error:
        problem = f"is to be read in the encoding {encoding!r}, which nobody knows"
        raise BadFile(file, problem, NAME_IT) from error


def holds_nul(value: object) -> bool:
    """Say whether a text anywhere in a JSON value holds NUL, which no name and no table can."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and "\0" in each:
            return True
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
    return False
