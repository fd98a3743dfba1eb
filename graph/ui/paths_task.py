"""Work done beside the page, so that a reader sees how it goes and can stop waiting for it."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

import streamlit as st

from graph.errors import EnduseError

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")
SWIFT, TICK = 0.4, 0.25  # seconds: work done sooner shows no progress; how often it is shown


class Task(Generic[Found]):
    """One piece of work in a thread of its own, with what it has found so far.

    It cannot be broken off from outside: once stopped, nobody waits for it, and it ends by
    itself at its next step or time limit.
    """

    def __init__(self, name: str, asked: object, work: Callable[[Task[Found]], None]) -> None:
        """`asked` says what the work is for: the same again needs no other task of the name."""
        self.name, self.asked, self._work = name, asked, work
        self._found: Found | None = None
        self.error: EnduseError | None = None
        self.done, self._stopped = Event(), Event()
        self.begun = time.monotonic()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._work(self)
        except EnduseError as error:
            self.error = error
        finally:
            self.done.set()

    def put(self, found: Found) -> None:
        """Set what is found so far; after the reader stopped it stays as they saw it."""
        if not self.stopped:
            self._found = found

    @property
    def found(self) -> Found | None:
        """What was found so far; None before there is anything."""
        return self._found

    def stop(self) -> None:
        """Wait for it no longer."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether the reader stopped waiting before it was done."""
        return self._stopped.is_set()

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.begun


def task(name: str, asked: object, work: Callable[[Task[Found]], None]) -> Task[Found]:
    """Give the reader's task of a name; asked for something else, stop it and begin anew."""
    held: Task[Found] | None = st.session_state.get(name)
    if held is None or held.asked != asked:
        if held is not None:
            held.stop()
        held = st.session_state[name] = Task(name, asked, work)
    return held


def stopped(name: str) -> bool:
    """Say whether the reader stopped the last task of a name."""
    held = st.session_state.get(name)
    return held is not None and held.stopped


def forget(name: str) -> None:
    """Begin the task of a name anew when it is next asked for."""
    if held := st.session_state.pop(name, None):
        held.stop()


def watch(held: Task[Found], label: str, limit: float | None, told: Callable[[], str]) -> None:
    """Show how work goes until it is done, with a button to stop it.

    A click of the reader breaks off the run of the page here, never the work itself.
    """
    place = st.empty()  # there in any case, so that what follows keeps its place on the page
    if held.stopped or held.done.wait(SWIFT):
        return
    with place.container(key=f"{held.name}-working"):
        bar = st.progress(0.0)
        st.button(label, on_click=held.stop, key=f"{held.name}-stop")
        while not held.done.wait(TICK):
            share = min(1.0, held.seconds / limit) if limit else 0.5
            bar.progress(share, told())
    place.empty()
