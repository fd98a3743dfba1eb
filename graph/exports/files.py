"""Files written whole or not at all: a refused export leaves the old file alone."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graph.errors import BadFile, BadQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The earliest date that a zip archive can hold: the same input gives the same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@contextmanager
def replacing(file: Path) -> Iterator[IO[bytes]]:
    """Lend a stream, and put what was written in the file's place when all went well.

    Raises `BadFile` where nothing can be written, `BadQuestion` for text that no file can hold.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except UnicodeEncodeError as error:
        problem = "holds half a character (a lone surrogate) and cannot be written"
        raise BadQuestion(f"{error.object!r} {problem}") from error
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise BadFile(file, problem, "make room, or name another file") from error


def _umask() -> int:
    """Give the mask of new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_lines(file: Path, lines: Iterable[str]) -> None:
    """Write lines in UTF-8, each ended by a line feed; raises as `replacing` does."""
    with replacing(file) as stream:
        for line in lines:
            stream.write(f"{line}\n".encode())


def write_zip(file: Path, members: Mapping[str, Iterable[str]]) -> None:
    """Write an archive of text files, each given as its pieces, in the order of their names."""
    with replacing(file) as stream, zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in members[name]:
                    member.write(piece.encode())
