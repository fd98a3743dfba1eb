"""The process that runs queries, so that one that never ends can be ended.

`graph.query_process` starts it. It reads a line of JSON for each query, and writes one of JSON and
then the bytes of the answer. It ends when nobody is left to ask.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph import store, vocabulary
from graph.errors import BadFile, BadQuestion, EnduseError, RefusedQuery, StoppedQuery
from graph.sparql import read
from graph.sparql_answer import Format, Room, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Store

with suppress(ImportError):  # Windows has none
    import resource

DATA = Path(__file__).resolve().parents[1] / "data"
# Seconds after its time at which a query ends its own process, should nobody else have done so.
GRACE = 5
# How deep rdflib's parser may go: about a hundred brackets within each other.
DEEP = 10_000
BAD, REFUSED, STOPPED, FILE = "bad", "refused", "stopped", "file"


def main(arguments: Sequence[str]) -> None:
    """Open the graph folder, say so, and answer until the input ends."""
    given = json.loads(arguments[0])
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    sys.setrecursionlimit(DEEP)
    try:
        opened = _opened(given)
    except BadFile as error:
        told = {"file": str(error.file), "problem": error.problem, "remedy": error.remedy}
        return _send(output, {"error": FILE} | told)
    except EnduseError as error:
        return _send(output, {"error": BAD, "told": str(error)})
    _limit_memory(given["memory"])
    _send(output, {"engine": opened.engine})
    for line in sys.stdin.buffer:
        _answer(opened, json.loads(line), output)
    return None


def _opened(given: dict[str, Any]) -> Store:
    words = vocabulary.load(DATA / "vocabulary.ttl")
    engine = store.Engine(given["engine"])
    return store.open_store(Path(given["folder"]), words, base=given["base"], engine=engine)


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes beside those it has."""
    if sys.platform != "linux":  # others do not say how much it has, or do not hold it to that
        return
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(opened: Store, asked: dict[str, Any], output: BinaryIO) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(asked["seconds"]) + GRACE)
    try:
        head, body = _found(opened, asked)
    except BadQuestion as error:
        head, body = {"error": BAD, "told": str(error)}, b""
    except RefusedQuery as error:
        head, body = {"error": REFUSED, "what": error.what, "remedy": error.remedy}, b""
    except StoppedQuery as error:
        head, body = {"error": STOPPED, "why": error.why, "remedy": error.remedy}, b""
    except MemoryError:
        remedy = "ask for less, or join on fewer things at once"
        head, body = {"error": STOPPED, "why": "it needs too much memory", "remedy": remedy}, b""
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)
    _send(output, head, body)


def _found(opened: Store, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    query = read(
        asked["text"],
        base=opened.base,
        default_graphs=asked["default_graphs"],
        named_graphs=asked["named_graphs"],
    )
    found = store.answer(opened, query, Room(asked["bytes"]))
    plain = Format.NT if found.form.gives_triples else Format.JSON
    return {"form": found.form}, written(found, plain)


def _send(output: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    output.write(json.dumps(head | {"length": len(body)}).encode() + b"\n" + body)
    output.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
