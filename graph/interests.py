"""Ultimate owners by multiplied shares, through chains and circles: arithmetic, no legal test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.engine.interests import holders, interests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.stakes import Stake

NO_TEST = "Multiplied interest: arithmetic, not a test of any rule."
LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Interest:
    """What an ultimate owner holds of a company, from the least to the most, in percent.

    An unknown share may be nothing or all, so that `low` is often 0 and `high` 100.
    """

    owner: str
    company: str
    low: float
    high: float


def ultimate_owners(stakes: Sequence[Stake], company: str) -> list[Interest]:
    """List who holds a company in the end, largest first; nobody for one that nobody owns.

    An ultimate owner is owned by nobody in the data, or stands in a circle that nobody
    outside owns. Interests that cannot reach a thousandth are left out.
    """
    above = _above(stakes, company)
    names = sorted({end for stake in above for end in (stake.owner, stake.company)})
    if company not in names:
        return []
    number = {key: place for place, key in enumerate(names)}
    owner = np.array([number[stake.owner] for stake in above], np.int32)
    owned = np.array([number[stake.company] for stake in above], np.int32)
    found: dict[str, list[float]] = {}
    for end in (0, 1):
        bounds = [(s.share.low, s.share.high)[end] for s in above]
        share = np.array([float(bound) / 100 for bound in bounds])
        all_ = interests(holders(len(names), owner, owned, share), LEAST)
        for key, value in zip(*all_.of(number[company]), strict=True):
            found.setdefault(names[key], [0.0, 0.0])[end] = round(100 * float(value), 6)
    made = [Interest(key, company, *bounds) for key, bounds in found.items() if key != company]
    return sorted(made, key=lambda each: (-each.high, -each.low, each.owner))


def _above(stakes: Sequence[Stake], company: str) -> list[Stake]:
    """Keep the stakes that lie above a company, and no others."""
    into: dict[str, list[Stake]] = {}
    for stake in stakes:
        into.setdefault(stake.company, []).append(stake)
    found, waiting, seen = [], [company], {company}
    while waiting:
        for stake in into.get(waiting.pop(), ()):
            found.append(stake)
            if stake.owner not in seen:
                seen.add(stake.owner)
                waiting.append(stake.owner)
    return sorted(found, key=lambda stake: (stake.owner, stake.company))
