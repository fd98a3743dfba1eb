"""The graph as a store that SPARQL can be asked of, in one of two engines.

rdflib holds a handful of cases in memory, Oxigraph everything else: in memory where the graph was
read from tables, on disk where it is a graph folder. What was put on disk is opened again without
being built anew, for as long as the folder holds the same graph.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Dataset

from graph import VERSION, store_oxigraph, store_rdflib
from graph.calm import uncollected
from graph.errors import BadQuestion, RefusedQuery
from graph.folder import STORE, open_folder, read_manifest
from graph.rdf import dataset, graphs
from graph.rdf_terms import BASE, check_base

if TYPE_CHECKING:
    from graph.sparql import Query
    from graph.sparql_answer import Answer, Room
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

# Statements and parties up to which neither engine can be told from the other by its speed: see
# docs/performance-rdf.md. Above it rdflib falls behind, and further with each query.
SMALL = 50
ABOUT, QUADS, LAYOUT = "about.json", "quads", 1


class Engine(StrEnum):
    """Where triples are held; `AUTO` chooses by the size of the graph and by where it is."""

    AUTO = "auto"
    RDFLIB = "rdflib"
    MEMORY = "memory"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Store:
    """A graph that is only read."""

    engine: Engine
    base: str
    held: Dataset | pyoxigraph.Store = field(repr=False)


def hold(
    records: Records, vocabulary: Vocabulary, *, base: str = BASE, engine: Engine = Engine.AUTO
) -> Store:
    """Hold records in memory; raises as `graph.rdf.dataset` does.

    `Engine.DISK` is for graph folders: here it means in memory.
    """
    if engine is Engine.AUTO:
        engine = in_memory(records)
    if engine is Engine.RDFLIB:
        return Store(engine, base, dataset(records, vocabulary, base=base))
    held = pyoxigraph.Store()
    _fill(held, records, vocabulary, base)
    return Store(Engine.MEMORY, base, held)


def in_memory(records: Records) -> Engine:
    """Choose the engine for records that are held in memory."""
    small = len(records.parties) + len(records.statements) <= SMALL
    return Engine.RDFLIB if small else Engine.MEMORY


def open_store(
    folder: Path, vocabulary: Vocabulary, *, base: str = BASE, engine: Engine = Engine.AUTO
) -> Store:
    """Open a graph folder; its store on disk is built where it is missing or out of date.

    Where nothing can be written the graph is held in memory. Raises `BadFile` for a folder that
    is no graph, or is broken.
    """
    check_base(base)
    manifest = read_manifest(folder)
    if engine is Engine.AUTO:
        size = sum(manifest["tables"][name]["rows"] for name in ("parties", "statements"))
        engine = Engine.DISK if size > SMALL else Engine.RDFLIB
    if engine is not Engine.DISK:
        return hold(open_folder(folder), vocabulary, base=base, engine=engine)
    about = {"layout": LAYOUT, "base": base, "content_hash": manifest["content_hash"],
             "program": f"enduse {VERSION}, pyoxigraph {pyoxigraph.__version__}"}  # fmt: skip
    if (kept := _kept(folder, about)) is not None:
        return Store(Engine.DISK, base, kept)
    records = open_folder(folder)
    try:
        _build(folder, records, vocabulary, about)
    except OSError:
        return hold(records, vocabulary, base=base, engine=Engine.MEMORY)
    kept = _kept(folder, about)
    return (
        hold(records, vocabulary, base=base, engine=Engine.MEMORY)
        if kept is None
        else Store(Engine.DISK, base, kept)
    )


def _kept(folder: Path, about: dict[str, object]) -> pyoxigraph.Store | None:
    """Open the store that is kept beside the tables, if it holds just what is wanted."""
    try:
        if json.loads((folder / STORE / ABOUT).read_bytes()) != about:
            return None
        return pyoxigraph.Store.read_only(str(folder / STORE / QUADS))
    except (OSError, RuntimeError, ValueError):
        return None


def _build(folder: Path, records: Records, words: Vocabulary, about: dict[str, object]) -> None:
    """Build the store in a folder of its own, and put it in its place whole."""
    room = Path(tempfile.mkdtemp(prefix=f"{STORE}-", dir=folder))
    try:
        new = room / "new"
        new.mkdir()
        held = pyoxigraph.Store(str(new / QUADS))
        _fill(held, records, words, str(about["base"]))
        held.optimize()
        del held  # closes it
        (new / ABOUT).write_text(json.dumps(about, indent=2) + "\n", "utf-8")
        if (folder / STORE).exists():
            (folder / STORE).rename(room / "old")
        new.rename(folder / STORE)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _fill(held: pyoxigraph.Store, records: Records, vocabulary: Vocabulary, base: str) -> None:
    try:
        with uncollected():
            store_oxigraph.load(held, graphs(records, vocabulary, base=base))
    except UnicodeEncodeError as error:
        problem = "holds half a character (a lone surrogate) and cannot be written"
        raise BadQuestion(f"{error.object!r} {problem}") from error


def answer(store: Store, query: Query, room: Room) -> Answer:
    """Answer a query; the same, in the same order, whatever the engine.

    Raises `RefusedQuery` for a graph in FROM that the store does not hold, `StoppedQuery` when
    the answer is larger than the room, and `BadQuestion` for what cannot be worked out.
    """
    for name in (*(query.default_graphs or ()), *(query.named_graphs or ())):
        if not _holds_graph(store, name):
            remedy = "name a graph that is here; none is ever fetched"
            raise RefusedQuery(f"FROM <{name}>", remedy)
    if isinstance(store.held, Dataset):
        return store_rdflib.answer(store.held, query, room)
    return store_oxigraph.answer(store.held, query, room)


def _holds_graph(store: Store, name: str) -> bool:
    if isinstance(store.held, Dataset):
        return store_rdflib.holds_graph(store.held, name)
    return store_oxigraph.holds_graph(store.held, name)
