"""A process that answers queries on a graph, one after the other, and can be ended at any time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadFile, BadQuestion, EnduseError, RefusedQuery, StoppedQuery
from graph.sparql import Form
from graph.sparql_answer import Answer, read_answer

ROOT = Path(__file__).resolve().parents[1]
MILLION = 1_000_000
BY_READER = "it is no longer wanted"
TOO_LONG = "ask for less, or give it more time"
TOO_MUCH = "ask for less, or join on fewer things at once"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of its answer, bytes of memory beside the graph."""

    seconds: float = 30
    bytes: int = 20 * MILLION
    memory: int = 2048 * MILLION


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that are named beside it."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Ticket:
    """What one query is stopped by, whether it runs already or not."""

    def __init__(self) -> None:
        """Begin without a process."""
        self._lock = threading.Lock()
        self._process: Process | None = None
        self.stopped: StoppedQuery | None = None

    def stop(self, why: str = BY_READER, remedy: str = "ask again when it is") -> None:
        """Stop the query; one that has its answer is not touched."""
        with self._lock:
            if self.stopped is None:
                self.stopped = StoppedQuery(why, remedy)
                if self._process is not None:
                    self._process.end()

    def runs_in(self, process: Process | None) -> None:
        """Say which process works on it, or that none does any more; raise if it was stopped."""
        with self._lock:
            self._process = process
            if self.stopped is not None:
                raise self.stopped


class Process:
    """Runs `graph.sparql_worker` on a graph; `given` is what that is told at its start."""

    def __init__(self, given: dict[str, Any]) -> None:
        """Start it; it opens the graph by itself."""
        before = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(ROOT), before] if before else [str(ROOT)])
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-P", "-m", "graph.sparql_worker", json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        )
        self._is_open = False

    def answer(self, asked: Asked, limits: Limits, ticket: Ticket) -> Answer:
        """Answer a query; raises as `graph.querying` says. Opening the graph is not in its time."""
        ticket.runs_in(self)
        try:
            if not self._is_open:
                self._receive()
                self._is_open = True
            clock = threading.Timer(limits.seconds, self._too_long, [ticket, limits.seconds])
            clock.start()
            try:
                self._send(asdict(asked) | {"seconds": limits.seconds, "bytes": limits.bytes})
                head, body = self._receive()
            finally:
                clock.cancel()
        except (EOFError, OSError) as error:
            raise ticket.stopped or self._broken() from error
        finally:
            ticket.runs_in(None)
        return read_answer(Form(head["form"]), body)

    @staticmethod
    def _too_long(ticket: Ticket, seconds: float) -> None:
        ticket.stop(f"it took more than {seconds:g} seconds", TOO_LONG)

    def _send(self, asked: dict[str, Any]) -> None:
        assert self._process.stdin  # noqa: S101 - it is a pipe
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()

    def _receive(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout  # noqa: S101 - it is a pipe
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        head: dict[str, Any] = json.loads(line)
        body = self._process.stdout.read(head["length"])
        if len(body) < head["length"]:
            raise EOFError
        if "error" in head:
            raise _error(head)
        return head, body

    def _broken(self) -> StoppedQuery:
        """Say why the process has ended by itself."""
        code = self._process.wait()
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip().split("\n")[-1]
        if "memory" in said.lower() or code == -signal.SIGABRT:
            return StoppedQuery("it needs too much memory", TOO_MUCH)
        return StoppedQuery(f"its engine failed ({said or code})", "ask in another way")

    def is_usable(self) -> bool:
        """Say whether it can be asked again."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """End it and forget it."""
        self.end()
        self._process.communicate()
        self._said.close()


def _error(head: dict[str, Any]) -> EnduseError:
    if head["error"] == "file":
        return BadFile(Path(head["file"]), head["problem"], head["remedy"])
    if head["error"] == "refused":
        return RefusedQuery(head["what"], head["remedy"])
    if head["error"] == "stopped":
        return StoppedQuery(head["why"], head["remedy"])
    return BadQuestion(head["told"])
