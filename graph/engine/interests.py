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
    """Ultimate owners and their interests, as lists of all parties one after the other.

    `span` has a row for each party: where its list begins, and how long it is. What lies
    between the lists is left over from going round circles.
    """

    span: Longs
    owner: Ints
    interest: Shares

    def of(self, party: int) -> tuple[Ints, Shares]:
        """Give the ultimate owners of a party and their interests in it."""
        begin, count = self.span[party]
        return self.owner[begin : begin + count], self.interest[begin : begin + count]


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
    span = np.zeros((size, 2), np.int64)  # where what each party passes on begins, and how much
    owners, values = np.empty(4 * size + 16, np.int32), np.empty(4 * size + 16, np.float64)
    total, touched = np.zeros(size, np.float64), np.empty(size, np.int32)
    place, end, rounds, change = 0, 0, 0, 0.0
    each, stop = 0, _stop(order, block, 0)
    while place < len(order):
        party = order[each]
        seen = _gather(held, party, alone, span, owners, values, total, touched)
        owners, values = _roomy(owners, values, end + seen)
        began, end = end, _keep(seen, least, end, owners, values, total, touched)
        if stop > place + 1:
            change = max(change, abs(_sum(values, began, end) - _before(values, span[party])))
        span[party, 0], span[party, 1] = began, end - began
        each += 1
        if each == stop:
            rounds += 1
            if stop == place + 1 or change < LEFT or rounds == ROUNDS:
                place, rounds = stop, 0
                stop = _stop(order, block, place)
            each, change = place, 0.0
    return span, owners[:end], values[:end]


@compiled
def _before(values, span):
    return _sum(values, span[0], span[0] + span[1])


@compiled
def _sum(values, begin, end):
    found = 0.0
    for at in range(begin, end):
        found += values[at]
    return found


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
def _gather(held, party, alone, span, owners, values, total, touched):
    """Add up what the owners of a party pass down; give how many ultimate owners there are."""
    seen = 0
    for stake in range(held.start[party], held.start[party + 1]):
        owner, share = held.owner[stake], held.share[stake]
        if alone[owner]:
            if total[owner] == 0:
                touched[seen] = owner
                seen += 1
            total[owner] += share
        for at in range(span[owner, 0], span[owner, 0] + span[owner, 1]):
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
