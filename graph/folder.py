"""A graph on disk: Parquet tables with a manifest, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph import VERSION
from graph.dates import PartialDate
from graph.errors import BadFile
from graph.folder_tables import SCHEMAS, rows_of, values_of
from graph.statement import Collection, Records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANIFEST, LAYOUT = "manifest.json", 1
AGAIN = "build the graph again"


def is_folder(folder: Path) -> bool:
    """Say whether a graph was written there."""
    return (folder / MANIFEST).is_file()


def write(records: Records, folder: Path, **more: Any) -> None:  # noqa: ANN401 - anything JSON
    """Write the tables and the manifest, with anything `more` in it, into an existing folder."""
    tables = {}
    for name, schema in SCHEMAS.items():
        table = pa.Table.from_pydict(rows_of(name, records), schema=schema)
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        tables[name] = {"rows": table.num_rows, "sha256": file_hash(folder / f"{name}.parquet")}
    manifest = {
        "layout": LAYOUT,
        "program": f"enduse {VERSION}",
        "content_hash": records.content_hash,
        "collections": [_collection(each) for each in records.collections],
        "tables": tables,
    }
    text = json.dumps(manifest | more, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, "utf-8")


def open_folder(folder: Path) -> Records:
    """Open what `write` wrote; raise `BadFile` when anything in it was changed since."""
    manifest = read_manifest(folder)
    columns = {name: _columns(folder, name, manifest["tables"][name]) for name in SCHEMAS}
    held = {name: values_of(name, columns[name]) for name in SCHEMAS}
    return Records(
        tuple(_read_collection(each) for each in manifest["collections"]),
        parties={each.id: each for each in held["parties"]},
        statements=tuple(held["statements"]),
        sources={each.id: each for each in held["sources"]},
        deals={each.id: each for each in held["deals"]},
        known_hash=manifest["content_hash"],
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest; raise `BadFile` when there is none that this program can read."""
    file = folder / MANIFEST
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a folder that `enduse build` wrote") from error
    except (OSError, ValueError) as error:
        raise BadFile(file, f"cannot be read ({error})", AGAIN) from error
    if found.get("layout") != LAYOUT:
        raise BadFile(file, f"has layout {found.get('layout')}, not {LAYOUT}", AGAIN)
    return found


def _columns(folder: Path, name: str, stated: Mapping[str, Any]) -> dict[str, list[Any]]:
    file = folder / f"{name}.parquet"
    try:
        if file_hash(file) != stated["sha256"]:
            raise BadFile(file, "is not the file that the manifest names", AGAIN)
        table = pq.read_table(file, schema=SCHEMAS[name])
    except (OSError, pa.ArrowException) as error:
        raise BadFile(file, f"cannot be read ({error})", AGAIN) from error
    return {column: table.column(column).to_pylist() for column in table.column_names}


def file_hash(file: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    digest = sha256()
    with file.open("rb") as stream:
        while block := stream.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def _collection(held: Collection) -> dict[str, str]:
    return {
        "id": held.id,
        "title": held.title,
        "publisher": held.publisher,
        "licence": held.licence,
        "compiled": str(held.compiled or ""),
        "about": held.about,
    }


def _read_collection(data: Mapping[str, str]) -> Collection:
    date = PartialDate(data["compiled"]) if data["compiled"] else None
    return Collection(**{**data, "compiled": date})  # type: ignore[arg-type]


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Lend an empty folder beside the one named, and put it in its place when all went well.

    Whatever goes wrong leaves the folder as it was. Raises `BadFile` where something other
    than a graph would be replaced.
    """
    folder = folder.resolve()
    if folder.exists() and not is_folder(folder) and (folder.is_file() or any(folder.iterdir())):
        raise BadFile(folder, "is there and is no graph", "name a new folder, or an empty one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = room / "new"
        new.mkdir()
        yield new
        if folder.exists():
            folder.replace(room / "old")
        new.replace(folder)
    finally:
        shutil.rmtree(room, ignore_errors=True)
