"""The least fixed point of ownership by parties already caught, over arrays of stakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.jit import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from graph.engine.arrays import Ints, Longs
    from graph.statement import Percent

# Shares are whole numbers of a millionth of a percent, times ROOM, so that an end that is left
# out can be one less or more without ever adding up to a millionth.
SCALE, ROOM = 1_000_000, 1 << 16


class Holdings(NamedTuple):
    """Stakes by owner: where each owner's begin, then company and share, least and most."""

    start: Longs
    company: Ints
    low: Longs
    high: Longs


class Rule(NamedTuple):
    """When a company is caught: the threshold, whether it must be passed, whether shares add up."""

    threshold: int
    strictly_more: bool
    together: bool


def holdings(size: int, owner: Ints, company: Ints, low: Longs, high: Longs) -> Holdings:
    """Lay stakes out by owner, among parties numbered from 0."""
    order = np.argsort(owner, kind="stable")
    start = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=size), out=start[1:])
    return Holdings(start, company[order], low[order], high[order])


def units(shares: Sequence[Percent]) -> tuple[Longs, Longs]:
    """Give the least and the most of each share as whole numbers.

    Raises `OverflowError` for a share with more decimals than a millionth of a percent has.
    """
    low = [_whole(each.low) * ROOM + each.low_open for each in shares]
    high = [_whole(each.high) * ROOM - each.high_open for each in shares]
    return np.array(low, np.int64), np.array(high, np.int64)


def _whole(value: object) -> int:
    scaled = value * SCALE  # type: ignore[operator]
    if scaled != int(scaled):
        raise OverflowError(f"{value} has more than six decimals")
    return int(scaled)


def caught(held: Holdings, seeds: Ints, rule: Rule, *, most: bool) -> npt.NDArray[np.int32]:
    """Say when each party was caught: 0 for seeds, 1, 2, … in order, -1 for never.

    `most` takes the most that each share may be, instead of the least. The answer does not
    depend on the order of stakes; the numbers only say who was caught before whom.
    """
    found: npt.NDArray[np.int32] = _caught(held, seeds, rule, held.high if most else held.low)
    return found


@compiled
def _caught(held, seeds, rule, share):
    size = len(held.start) - 1
    total, when = np.zeros(size, np.int64), np.full(size, -1, np.int32)
    queue, end, number = np.empty(size, np.int32), 0, 0
    for seed in seeds:
        if when[seed] < 0:
            when[seed], queue[end] = 0, seed
            end += 1
    threshold, place = rule.threshold * ROOM, 0
    while place < end:
        owner = queue[place]
        place += 1
        for stake in range(held.start[owner], held.start[owner + 1]):
            company = held.company[stake]
            total[company] = total[company] + share[stake] if rule.together else share[stake]
            over = total[company] - threshold
            if when[company] < 0 and (over > 0 or (over == 0 and not rule.strictly_more)):
                number += 1
                when[company], queue[end] = number, company
                end += 1
    return when
