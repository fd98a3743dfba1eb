"""Clocks and scales: alternating rounds, medians, and memory of a process of its own."""

from __future__ import annotations

import resource
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Answer = TypeVar("Answer")

# Engines that take longer than this are run once, not in every round.
ONCE_FROM = 4.0
BYTES = 2**26


@dataclass(frozen=True)
class Timed:
    """What came out of the runs of one engine: its (last) answer, and seconds.

    `processor` is the median of processor seconds of the thread that asked: what other
    programs on the machine took is not in it.
    """

    answer: object
    seconds: float
    processor: float
    runs: int


def timed(ask: Callable[[], object], rounds: int) -> Timed:
    """Run one engine a few times."""
    return alternating({"": ask}, rounds)[""]


def alternating(asks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timed]:
    """Run engines in turn, round after round, so that a busy machine is busy for all."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in asks}
    answers: dict[str, object] = {}
    for _ in range(rounds):
        for name, ask in asks.items():
            if not runs[name] or runs[name][-1][0] < ONCE_FROM:
                wall, own = time.perf_counter(), time.thread_time()
                answers[name] = ask()
                runs[name].append((time.perf_counter() - wall, time.thread_time() - own))
    return {name: _median(answers[name], taken) for name, taken in runs.items()}


def _median(answer: object, taken: list[tuple[float, float]]) -> Timed:
    seconds, processor = (statistics.median(column) for column in zip(*taken, strict=True))
    return Timed(answer, seconds, processor, len(taken))


def write_bandwidth() -> float:
    """Measure bytes a second that one core writes to memory, by numpy: filling or copying."""
    given, room = np.zeros(BYTES, np.int8), np.zeros(BYTES, np.int8)
    fills = timed(lambda: room.fill(1), 9).seconds
    copies = timed(lambda: np.copyto(room, given), 9).seconds
    return BYTES / min(fills, copies)


@dataclass(frozen=True)
class Weighed:
    """What something cost in a process of its own; memory in bytes, above an idle process."""

    answer: object
    seconds: float
    held: int
    peak: int


def weigh(load: Callable[[], Answer], note: Callable[[Answer], object]) -> Weighed:
    """Do something in a fresh process; only the `note` of its result comes back."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_weigh, load, note).result()


def _weigh(load: Callable[[], Answer], note: Callable[[Answer], object]) -> Weighed:
    before, start = resident(), time.perf_counter()
    loaded = load()
    seconds = time.perf_counter() - start
    held = resident()
    return Weighed(note(loaded), seconds, held - before, highest())


def resident() -> int:
    """Give the bytes of memory that this process holds."""
    return _memory("VmRSS")


def highest() -> int:
    """Give the most bytes of memory that this process ever held."""
    return _memory("VmHWM")


def _memory(line: str) -> int:
    """Read what Linux knows of this process; what resource gives may be its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [found] = [each for each in status.read_text("utf-8").splitlines() if each.startswith(line)]
    return int(found.split()[1]) * 1024
