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

MANIFEST, REPORT, PARTS, LAYOUT = "manifest.json", "report.json", "parts", 1
STORE = "store"  # where `graph.store` keeps the triples of the graph
TABLES = frozenset(f"{name}.parquet" for name in SCHEMAS)
# What file browsers leave wherever they look belongs to nobody.
LEFT_BY_BROWSERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
AGAIN = "build the graph again"


def is_folder(folder: Path) -> bool:
    """Say whether a graph was written there."""
    return (folder / MANIFEST).is_file()


def write(records: Records, folder: Path, **more: Any) -> None:  # noqa: ANN401 - anything JSON
    """Write the tables and the manifest, with anything `more` in it, into an existing folder.

    Raises `BadFile` for text that no file can hold (half a surrogate pair).
    """
    tables = {}
    for name, schema in SCHEMAS.items():
        file = folder / f"{name}.parquet"
        try:
            table = pa.Table.from_pydict(rows_of(name, records), schema=schema)
        except UnicodeEncodeError as error:
            problem = f"{error.object!r} holds half a character (a lone surrogate)"
            named = Path(records.collections[0].id)
            raise BadFile(named, problem, "leave that row out") from error
        with writing(folder):
            pq.write_table(table, file, compression="zstd")
        tables[name] = {"rows": table.num_rows, "sha256": file_hash(file)}
    manifest = {
        "layout": LAYOUT,
        "program": f"enduse {VERSION}",
        "content_hash": records.content_hash,
        "collections": [_collection(each) for each in records.collections],
        "tables": tables,
    }
    manifest |= more
    text = json.dumps(manifest | {"seal": _seal(manifest)}, ensure_ascii=False, indent=2) + "\n"
    with writing(folder):
        (folder / MANIFEST).write_bytes(text.encode())


def _seal(manifest: Mapping[str, Any]) -> str:
    """Hash all that a manifest says, but for the seal itself."""
    said = {key: value for key, value in manifest.items() if key != "seal"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


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
        found = json.loads(file.read_bytes())
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a folder that `enduse build` wrote") from error
    except (OSError, ValueError) as error:
        raise BadFile(file, f"cannot be read ({error})", AGAIN) from error
    if not isinstance(found, dict) or "layout" not in found:
        raise BadFile(file, "is no manifest of a graph", "name a folder that `enduse build` wrote")
    if found["layout"] != LAYOUT:
        raise BadFile(file, f"has layout {found['layout']}, not {LAYOUT}", AGAIN)
    if found.get("seal") != _seal(found):
        raise BadFile(file, "was changed since it was written", AGAIN)
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
    than a graph would be replaced, and where nothing can be written.
    """
    folder = folder.resolve()
    with writing(folder):
        _check_replaceable(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        (room / "new").mkdir()
    try:
        yield room / "new"
        with writing(folder):
            _put(room / "new", folder, aside=room.with_name(f"{room.name}-old"))
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Tell of a place that cannot be written to, whatever the reason, by `BadFile`."""
    try:
        yield
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise BadFile(place, problem, "make room, or name another place") from error


def _check_replaceable(folder: Path) -> None:
    """Refuse anything but no folder, an empty one, and one that holds a graph and nothing else."""
    names = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    names -= LEFT_BY_BROWSERS
    is_graph = MANIFEST in names and names & TABLES
    if (names and not is_graph) or (folder.exists() and not folder.is_dir()):
        raise BadFile(folder, "is there and is no graph", "name a new folder, or an empty one")
    if foreign := sorted(names - TABLES - {MANIFEST, REPORT, PARTS, STORE}):
        problem = f"holds {', '.join(foreign)}, which is no part of a graph"
        raise BadFile(folder, problem, "move it away, or name a new folder")


def _put(new: Path, folder: Path, aside: Path) -> None:
    """Put a folder in the place of another, which comes back if that fails."""
    try:
        if folder.exists():
            folder.replace(aside)
        new.replace(folder)
    except BaseException:
        if aside.exists() and not folder.exists():
            aside.replace(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
