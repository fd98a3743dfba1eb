"""Multiplied interests of ultimate owners in everything below them, through chains and cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.engine.circles import Holders, alone, ordered
from graph.engine.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.engine.arrays import Ints, Longs

    Shares = npt.NDArray[np.float64]

# A circle of holdings is gone round until what is still to be passed on is less than this.
LEFT, ROUNDS = 1e-9, 10_000


class Interests(NamedTuple):
    """For each party, where its ultimate owners begin, then who they are and their interest."""

    start: Longs
    owner: Ints
    interest: Shares


def holders(size: int, owner: Ints, company: Ints, share: Shares) -> Holders:
    """Lay stakes out by company, among parties numbered from 0."""
    order = np.argsort(company, kind="stable")
    start = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(company, minlength=size), out=start[1:])
    return Holders(start, owner[order], share[order])


def interests(held: Holders, least: float) -> Interests:
    """Give every ultimate owner's interest of at least `least` in every party.

    Ultimate owners are those that nobody owns, and every member of a circle that nobody
    outside owns. Interests below `least` are cut at each party, so that what reaches a party
    through many small ways may be a little less than the truth, never more. Where circles hold
    so much of themselves that the sum has no end, an interest is 1: all of it.
    """
    order, block = ordered(held)
    return Interests(*_interests(held, order, block, alone(held, block), least))


@compiled
def _interests(held, order, block, alone, least):
    """Pass interests down in order; a circle is gone round until nothing is left to pass on."""
    size = len(held.start) - 1
    begin, count = np.zeros(size, np.int64), np.zeros(size, np.int64)
    owners, values = np.empty(4 * size + 16, np.int32), np.empty(4 * size + 16, np.float64)
    total, touched = np.zeros(size, np.float64), np.empty(size, np.int32)
    place, end, rounds, change = 0, 0, 0, 0.0
    each, stop = 0, _stop(order, block, 0)
    while place < len(order):
        party = order[each]
        seen = _gather(held, party, alone, begin, count, owners, values, total, touched)
        owners, values = _roomy(owners, values, end + seen)
        before = values[begin[party] : begin[party] + count[party]].sum()
        begin[party] = end
        end = _keep(seen, least, end, owners, values, total, touched)
        count[party] = end - begin[party]
        change = max(change, abs(values[begin[party] : end].sum() - before))
        each += 1
        if each == stop:
            rounds += 1
            if stop == place + 1 or change < LEFT or rounds == ROUNDS:
                place, rounds = stop, 0
                stop = _stop(order, block, place)
            each, change = place, 0.0
    return _packed(begin, count, owners, values)


@compiled
def _roomy(owners, values, size):
    """Give room for so many interests."""
    while size > len(owners):
        owners = np.concatenate((owners, np.empty(len(owners), np.int32)))
        values = np.concatenate((values, np.empty(len(values), np.float64)))
    return owners, values


@compiled
def _stop(order, block, place):
    """Say where the circle that begins at a place ends."""
    stop = place
    while stop < len(order) and block[order[stop]] == block[order[place]]:
        stop += 1
    return stop


@compiled
def _gather(held, party, alone, begin, count, owners, values, total, touched):
    """Add up what the owners of a party pass down; give how many ultimate owners there are."""
    seen = 0
    for stake in range(held.start[party], held.start[party + 1]):
        owner, share = held.owner[stake], held.share[stake]
        if alone[owner]:
            if total[owner] == 0:
                touched[seen] = owner
                seen += 1
            total[owner] += share
        for at in range(begin[owner], begin[owner] + count[owner]):
            ultimate = owners[at]
            if total[ultimate] == 0:
                touched[seen] = ultimate
                seen += 1
            total[ultimate] += share * values[at]
    return seen


@compiled
def _keep(seen, least, end, owners, values, total, touched):
    """Set down the interests that are large enough, and leave nothing behind for the next."""
    for at in range(seen):
        owner = touched[at]
        if total[owner] >= least:
            owners[end], values[end] = owner, min(total[owner], 1.0)
            end += 1
        total[owner] = 0
    return end


@compiled
def _packed(begin, count, owners, values):
    size = len(begin)
    start = np.zeros(size + 1, np.int64)
    for party in range(size):
        start[party + 1] = start[party] + count[party]
    owner, interest = np.empty(start[-1], np.int32), np.empty(start[-1], np.float64)
    for party in range(size):
        for at in range(count[party]):
            owner[start[party] + at] = owners[begin[party] + at]
            interest[start[party] + at] = values[begin[party] + at]
    return start, owner, interest
