"""Measure ownership by parties already caught, and interests of ultimate owners, on many stakes.

    python -m benchmarks.ownership [--stakes N] [--out FILE]

Ten million stakes take about two minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.engine.holdings import ROOM, SCALE, Holdings, Rule, caught, holdings
from graph.engine.interests import holders, interests

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from graph.engine.arrays import Ints

    Shares = npt.NDArray[np.float64]

PAGE = Path(__file__).parents[1] / "docs" / "performance-ownership.md"
STAKES, LISTED, ROUNDS, LEAST = 10_000_000, 500, 7, 0.001
RULE = Rule(50 * SCALE, strictly_more=False, together=True)  # as OFAC adds stakes up
OWNERS = (0.45, 0.25, 0.2, 0.1)  # shares of the companies with one to four of them
BACK = 0.002  # stakes of a company in one above it, which make circles
TEXT = """# Performance of ownership

Written by `python -m benchmarks.ownership` on {day}; do not edit by hand.

- {cores} cores, {system}, Python {python}, numpy {numpy}
- {stakes:,} stakes among {parties:,} parties, generated from a seed: companies with one to
  four owners, a power law in what one owner holds, {back:.1%} of the stakes upwards: circles

Medians of {rounds} runs that took turns, compiling and generating left out. *Fixed point* is which
companies {listed} listed parties own half of, here those that hold most: stakes added up at each
company and passed on until nothing changes; laid out once, the stakes serve any list.
*A pass in scipy* is one multiplication of the same stakes, as a sparse matrix, with a vector: one
round of the many that adding up by matrices takes.

| what | wall clock | processor | bar | holds |
| --- | --- | --- | --- | --- |
| stakes laid out by owner, once | {laid:.2f} s | – | – | – |
| fixed point, {reached:,} caught | {fixed:.0f} ms | {fixed_cpu:.0f} ms | 100 ms | {fixed_holds} |
| a pass in scipy | {pass_:.0f} ms | – | – | – |
| interests of 0.1 % and more: {held:,} | {whole:.2f} s | {whole_cpu:.2f} s | 6 s | {whole_holds} |

The fixed point takes {ratio:.1f} times a pass in scipy. Bars are judged by the processor time of
the one thread that works, so that programs beside it do not decide.
"""


class Made(NamedTuple):
    """Stakes as columns, among parties numbered from 0; shares from 0 to 1."""

    size: int
    owner: Ints
    company: Ints
    share: Shares


def made(stakes: int, seed: int = 1) -> Made:
    """Generate stakes; companies come after their owners, but for those that close circles."""
    draw = np.random.default_rng(seed)
    each = draw.choice(len(OWNERS), int(stakes / 1.95) + 10, p=OWNERS) + 1
    each = each[: int(np.searchsorted(np.cumsum(each), stakes)) + 1]
    top = len(each) // 2  # parties that nobody owns
    size = top + len(each)
    company = np.repeat(np.arange(top, size, dtype=np.int32), each)[:stakes]
    reach = draw.random(len(company)) ** 3  # the first hold most
    owner = (reach * company).astype(np.int32)
    back = draw.random(len(company)) < BACK
    owner[back] = np.minimum(company[back] + draw.integers(1, 1000, int(back.sum())), size - 1)
    parts = draw.exponential(size=len(company))
    total = np.bincount(company, parts, minlength=size)
    keep = owner != company
    share = np.round(parts / total[company], 4)
    return Made(size, owner[keep], company[keep], share[keep])


def laid_out(some: Made) -> Holdings:
    """Give the stakes as the fixed point reads them."""
    units = np.round(some.share * 100 * SCALE).astype(np.int64) * ROOM
    return holdings(some.size, some.owner, some.company, units, units)


def _timed(ask: Callable[[], Any]) -> tuple[float, float, Any]:
    wall, cpu = time.perf_counter(), time.thread_time()
    found = ask()
    return time.perf_counter() - wall, time.thread_time() - cpu, found


def measured(stakes: int) -> dict[str, Any]:
    """Give what the page says, by name."""
    some = made(stakes)
    laid, _, held = _timed(lambda: laid_out(some))
    above = holders(some.size, some.owner, some.company, some.share)
    largest = np.argsort(-np.bincount(some.owner, minlength=some.size), kind="stable")
    listed = largest[:LISTED].astype(np.int32)
    matrix = csr_array((some.share, (some.company, some.owner)), shape=(some.size, some.size))
    vector = np.zeros(some.size)
    vector[listed] = 1
    asked: dict[str, Callable[[], Any]] = {
        "fixed": lambda: caught(held, listed, RULE, most=False),
        "pass": lambda: matrix @ vector,
        "whole": lambda: interests(above, LEAST),
    }
    runs: dict[str, list[tuple[float, float, Any]]] = {name: [] for name in asked}
    for at in range(ROUNDS + 1):
        for name, ask in asked.items():
            run = _timed(ask)
            if at:  # the first also compiles
                runs[name].append(run)
    return {"parties": some.size, "stakes": len(some.owner), "laid": laid} | _told(runs)


def _told(runs: dict[str, list[tuple[float, float, Any]]]) -> dict[str, Any]:
    clock = {
        (name, which): median(run[which] for run in told)
        for name, told in runs.items()
        for which in (0, 1)
    }
    fixed, whole = clock["fixed", 1], clock["whole", 1]
    return {
        "reached": int((runs["fixed"][0][2] >= 0).sum()) - LISTED,
        "held": int(runs["whole"][0][2].span[:, 1].sum()),
        "fixed": clock["fixed", 0] * 1000,
        "fixed_cpu": fixed * 1000,
        "fixed_holds": "yes" if fixed <= 0.1 else "**no**",
        "pass_": clock["pass", 0] * 1000,
        "ratio": clock["fixed", 0] / clock["pass", 0],
        "whole": clock["whole", 0],
        "whole_cpu": whole,
        "whole_holds": "yes" if whole <= 6 else "**no**",
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ownership", description=__doc__)
    parser.add_argument("--stakes", type=int, default=STAKES)
    parser.add_argument("--out", type=Path, default=PAGE, help="where the page goes")
    asked = parser.parse_args(given)
    about = {
        "day": datetime.now(UTC).date(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} on {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "back": BACK,
        "rounds": ROUNDS,
        "listed": LISTED,
    }
    asked.out.write_text(TEXT.format(**about, **measured(asked.stakes)), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
