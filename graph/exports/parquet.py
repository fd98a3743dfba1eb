"""Parquet: a zip of the tables of a graph folder, which every command opens once unpacked."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from graph import folder
from graph.errors import BadFile, BadQuestion
from graph.exports.files import replacing
from graph.exports.outside import whole_characters
from graph.exports.rows import about, unreadable
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records

TITLE = "Parquet tables"
# What the export answers stands in the manifest beside what the folder itself needs.
EXPORTED = "exported"
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write a zip of Parquet tables and their manifest; nothing is lost."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        try:
            with whole_characters():
                folder.write(subgraph.records, room, **{EXPORTED: about(subgraph)})
        except BadFile as error:
            raise BadQuestion(f"{error.problem} and cannot be written") from error
        with replacing(file) as stream, zipfile.ZipFile(stream, "w") as archive:
            for part in sorted(room.iterdir()):
                info = zipfile.ZipInfo(part.name, _NO_DATE)
                info.external_attr = 0o644 << 16
                with part.open("rb") as held, archive.open(info, "w", force_zip64=True) as member:
                    shutil.copyfileobj(held, member)
    return ()


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        with zipfile.ZipFile(file) as archive, tempfile.TemporaryDirectory() as name:
            for part in sorted((*folder.TABLES, folder.MANIFEST)):
                (Path(name) / part).write_bytes(archive.read(part))
            return folder.open_folder(Path(name))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise unreadable(file, TITLE, error) from error


EXPORT = Export("parquet", TITLE, "zip", write, read)
