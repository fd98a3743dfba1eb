"""Asking SPARQL with limits that hold: each query runs in a process that can be ended.

Neither engine can be told to stop, so whoever asks ends the process it runs in when its time is
over, or when nobody wants the answer any more. The next query gets a new process.
"""

from __future__ import annotations

import tempfile
import threading
import weakref
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TYPE_CHECKING

from graph import folder as folders
from graph.errors import EnduseError, StoppedQuery
from graph.query_process import Asked, Limits, Process, Ticket
from graph.rdf_terms import BASE, check_base
from graph.store import Engine, in_memory

if TYPE_CHECKING:
    from graph.sparql_answer import Answer
    from graph.statement import Records

# Seconds between two looks whether a query that waits for its turn is still wanted.
LOOK = 0.1


class Queries:
    """Runs queries on a graph folder, a few at once; the rest wait their turn.

    Guards the processes that are idle, and ends them when it is closed or forgotten.
    """

    def __init__(
        self,
        folder: Path,
        *,
        base: str = BASE,
        engine: Engine = Engine.AUTO,
        limits: Limits | None = None,
        at_once: int = 2,
    ) -> None:
        """Start nothing yet; raises `BadQuestion` for a base that IRIs cannot begin with."""
        self.base, self.limits = check_base(base), limits or Limits()
        self._given = {"folder": str(folder.resolve()), "base": base, "engine": engine,
                       "memory": self.limits.memory}  # fmt: skip
        self._idle: list[Process] = []
        self._turn = threading.BoundedSemaphore(at_once)
        self._room: tempfile.TemporaryDirectory[str] | None = None
        self._closing = weakref.finalize(self, _close, self._idle)

    def __enter__(self) -> Queries:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def keep(self, room: tempfile.TemporaryDirectory[str]) -> None:
        """Keep a folder for as long as it is asked of, and remove it then."""
        self._room = room

    def close(self) -> None:
        """End all processes that are idle."""
        self._closing()
        if self._room is not None:
            self._room.cleanup()

    def warm(self) -> None:
        """Let a process open the graph before anybody asks, if none has yet."""
        if not self._idle and self._turn.acquire(blocking=False):
            self._idle.append(Process(self._given))
            self._turn.release()

    def ask(self, asked: Asked, ticket: Ticket | None = None) -> Answer:
        """Answer a query, which its ticket may stop meanwhile.

        Raises `BadQuestion` where it is none, `RefusedQuery` where it would do more than ask,
        `StoppedQuery` where it was stopped or met a limit, and `BadFile` where the graph cannot
        be opened.
        """
        ticket = ticket or Ticket()
        self._wait(ticket)
        process = None
        try:
            process = self._ready()
            return process.answer(asked, self.limits, ticket)
        finally:
            if process is not None:
                self._put_back(process, ticket)
            self._turn.release()

    def _ready(self) -> Process:
        try:
            return self._idle.pop()
        except IndexError:
            return Process(self._given)

    def _wait(self, ticket: Ticket) -> None:
        waited = 0.0
        while not self._turn.acquire(timeout=LOOK):
            ticket.runs_in(None)
            waited += LOOK
            if waited > self.limits.seconds:
                raise StoppedQuery("others were before it for too long", "ask again later")

    def _put_back(self, process: Process, ticket: Ticket) -> None:
        if ticket.stopped is None and process.is_usable():
            self._idle.append(process)
        else:
            process.close()

    def begin(self, asked: Asked) -> Running:
        """Begin to answer a query, and go on."""
        return Running(self, asked)


def _close(idle: list[Process]) -> None:
    while idle:
        idle.pop().close()


class Running:
    """A query that is being answered: it can be waited for, and stopped."""

    def __init__(self, queries: Queries, asked: Asked) -> None:
        """Begin."""
        self.asked = asked
        self._ticket = Ticket()
        self._answer: Future[Answer] = Future()
        threading.Thread(target=self._run, args=[queries], daemon=True).start()

    def _run(self, queries: Queries) -> None:
        try:
            self._answer.set_result(queries.ask(self.asked, self._ticket))
        except EnduseError as error:
            self._answer.set_exception(error)

    def wait(self, seconds: float) -> bool:
        """Wait so long at most, and say whether it is over."""
        return bool(wait([self._answer], seconds).done)

    def stop(self) -> None:
        """Stop it, if it is not over."""
        self._ticket.stop()

    def answer(self) -> Answer:
        """Wait for the answer; raises as `Queries.ask` does."""
        return self._answer.result()


def of_records(
    records: Records,
    *,
    base: str = BASE,
    engine: Engine = Engine.AUTO,
    limits: Limits | None = None,
    at_once: int = 2,
) -> Queries:
    """Ask of records that are in no graph folder: they are put into one that lasts as long."""
    room = tempfile.TemporaryDirectory(prefix="enduse-")
    try:
        folders.write(records, Path(room.name))
        engine = in_memory(records) if engine is Engine.AUTO else engine
        place = Path(room.name)
        queries = Queries(place, base=base, engine=engine, limits=limits, at_once=at_once)
    except BaseException:
        room.cleanup()
        raise
    queries.keep(room)
    return queries
