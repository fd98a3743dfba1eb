"""The RDF store beside rdflib alone: what `docs/performance-rdf.md` shows."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from rdflib import Dataset

from benchmarks import store_page
from benchmarks.measure import weigh
from benchmarks.report import progress
from benchmarks.store_questions import JOIN, questions
from graph import folder, store, vocabulary
from graph.dates import PartialDate, Period
from graph.rdf import graphs, write_trig
from graph.rdf_read import read_trig
from graph.rdf_terms import n_triples
from graph.sparql import prefixes, read
from graph.sparql_answer import Room
from graph.statement import Collection, Deal, Evidence, Party, Records, Source, Statement
from graph.store import Engine, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.vocabulary import Vocabulary

PAGE = Path("docs") / "performance-rdf.md"
QUADS, FEW = 1_000_000, 3_000
A_STATEMENT, A_PARTY = 15, 6  # quads, about
SIZES = (30, 100, 300, 1000)  # statements of the small graphs
RELATIONS = ("supplies", "owns", "resells_for", "contracts_with")
PLACES = ("IR", "CN", "DE", "US", "AE", "TR", "BY", "VE", "RU", "FR")


def words() -> Vocabulary:
    """Give the vocabulary."""
    return vocabulary.load(store_page.DATA / "vocabulary.ttl")


def made(quads: int) -> Records:
    """Make records of about so many quads, the same every time."""
    draw = random.Random(1)  # noqa: S311 - no secret
    statements = quads // (A_STATEMENT + A_PARTY // 2)
    parties = {f"g:p{n}": _party(n, draw) for n in range(max(2, statements // 2))}
    sources = {f"s{n}": _source(n) for n in range(max(1, statements // 200))}
    deals = {f"d{n}": Deal(f"d{n}", f"Deal {n}", "IR") for n in range(max(1, statements // 10))}
    collection = Collection("g", "Generated", "Nobody", "CC0-1.0", None, "Nothing real.")
    keys = list(parties), list(sources), list(deals)
    said = {each.id: each for each in (_statement(n, draw, *keys) for n in range(statements))}
    return Records((collection,), parties, tuple(said.values()), sources, deals)


def _party(number: int, draw: random.Random) -> Party:
    return Party(f"g:p{number}", f"Party number {number}", "company", draw.choice(PLACES))


def _source(number: int) -> Source:
    day = PartialDate("2020-01-01")
    return Source(
        *(f"s{number}", f"Report {number}", "Gazette", day, f"https://example.org/{number}"),
        *("press", "secondary", True),
    )


def _statement(
    number: int, draw: random.Random, parties: list[str], sources: list[str], deals: list[str]
) -> Statement:
    some = len(parties)
    subject, object_ = draw.randrange(some), int(some * draw.random() ** 3)
    return Statement(
        *(parties[subject], draw.choice(RELATIONS), parties[object_ - (object_ == subject)]),
        Evidence(draw.choice(sources)),
        draw.choice(("documented", "reported", "official_finding")),
        Period(PartialDate(str(1990 + number % 30))),
        item=f"{number} cameras",
        deals=(draw.choice(deals),),
        note=f"What the report says, in words of its own, number {number}.",
        record=f"r{number}",
    )


# What runs in a process of its own


def _rdflib(file: Path) -> Dataset:
    rdf = Dataset(default_union=True)
    rdf.parse(file, format="nquads")
    return rdf


def _asked_rdflib(trig: Path, rdf: Dataset) -> dict[str, Any]:
    found = {name: _timed(lambda text=text: _deep(lambda: list(rdf.query(_declared(text)))))  # type: ignore[misc]
             for name, text in questions().items()}  # fmt: skip
    found["TriG written"] = _timed(lambda: rdf.serialize(trig, format="trig"))
    return found


def _declared(text: str) -> str:
    known = "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes().items())
    return known + text


def _deep(ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it gives
    """Do something that calls itself as often as a path is long, as rdflib does."""
    sys.setrecursionlimit(10**6)
    threading.stack_size(2**29)
    found: list[Any] = []
    within = threading.Thread(target=lambda: found.append(ask()))
    within.start()
    within.join()
    return found[0]


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = ask()
    return time.perf_counter() - start, _counted(found)


def _counted(found: Any) -> list[str]:  # noqa: ANN401 - rows of either engine
    """Give the numbers in an answer, in order: what the engines must agree on."""
    if not isinstance(found, list):
        return []
    values = ([each["value"] for each in row.values()] if isinstance(row, dict) else row
              for row in found)  # fmt: skip
    return sorted(" ".join(filter(str.isdecimal, map(str, each))) for each in values)


def _oxigraph(file: Path) -> pyoxigraph.Store:
    held = pyoxigraph.Store()
    held.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
    return held


def _held(place: Path, engine: Engine) -> Store:
    return store.open_store(place, words(), engine=engine)


def _asked(opened: Store) -> dict[str, Any]:
    room = Room(10**9)
    read(JOIN)  # a process that answers has read queries before
    return {
        name: _timed(lambda text=text: list(store.answer(opened, read(text), room).rows))  # type: ignore[misc]
        for name, text in questions().items()
    }


def _nothing(_: object) -> dict[str, Any]:
    return {}


def _written(place: Path, trig: Path) -> None:
    write_trig(folder.open_folder(place), words(), trig)


def _read_by_rdflib(trig: Path) -> Dataset:
    rdf = Dataset(default_union=True)
    rdf.parse(trig, format="trig")
    return rdf


def _read_by_oxigraph(trig: Path) -> pyoxigraph.Store:
    held = pyoxigraph.Store()
    held.bulk_load(path=str(trig), format=pyoxigraph.RdfFormat.TRIG)
    return held


# The run


def measure(quads: int, room: Path) -> store_page.Found:
    """Measure each in a process of its own; what takes longest runs once."""
    records, place = made(quads), room / "graph"
    place.mkdir()
    folder.write(records, place)
    lines, count = _lines(records, room / "all.nq")
    trig, again = room / "ours.trig", room / "rdflib.trig"
    progress(f"{count:,} quads")
    runs = {
        "rdflib, from N-Quads": weigh(partial(_rdflib, lines), partial(_asked_rdflib, again)),
        "pyoxigraph, from N-Quads": weigh(partial(_oxigraph, lines), _nothing),
        "ours in memory, from the tables": weigh(partial(_held, place, Engine.MEMORY), _asked),
        "ours on disk, built from the tables": weigh(partial(_held, place, Engine.DISK), _nothing),
        "ours on disk, opened again": weigh(partial(_held, place, Engine.DISK), _asked),
        "TriG written by ours": weigh(partial(_written, place, trig), _nothing),
        "TriG read by rdflib": weigh(partial(_read_by_rdflib, trig), _nothing),
        "TriG read by pyoxigraph": weigh(partial(_read_by_oxigraph, trig), _nothing),
        "TriG read by ours, into records": weigh(partial(read_trig, trig), _nothing),
    }
    for name, run in runs.items():
        progress(f"  {name}: {run.seconds:.2f} s, held {run.held / 1e6:,.0f} MB, {run.answer}")
    return store_page.Found(count, runs, [_small(size) for size in SIZES])


def _lines(records: Records, file: Path) -> tuple[Path, int]:
    count = 0
    with file.open("w", encoding="utf-8") as output:
        for name, triples in graphs(records, words()):
            for triple in triples:
                output.write(f"{' '.join(map(n_triples, triple))} {n_triples(name)} .\n")
                count += 1
    return file, count


def _small(statements: int) -> tuple[int, float, float]:
    """Give processor seconds from records to the first answer: by rdflib, by Oxigraph."""
    records, known = made(statements * (A_STATEMENT + A_PARTY // 2)), words()
    taken = []
    for engine in (Engine.RDFLIB, Engine.MEMORY):
        best = float("inf")
        for _ in range(5):
            start = time.process_time()
            opened = store.hold(records, known, engine=engine)
            store.answer(opened, read(JOIN), Room(10**6))
            best = min(best, time.process_time() - start)
        taken.append(best)
    return len(records.statements), taken[0], taken[1]


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("--small", action="store_true", help="few quads, only to see it run")
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as room:
        found = measure(FEW if asked.small else QUADS, Path(room))
    command = "python -m benchmarks.store" + (" --small" if asked.small else "")
    load = f"{os.getloadavg()[0]:.1f}"
    text = store_page.page(found, command, datetime.now(UTC).date(), load)
    asked.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
