"""Owners before what they own: the order in which interests are passed down, and circles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from graph.engine.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.engine.arrays import Flags, Ints, Longs


class Holders(NamedTuple):
    """Stakes by company: where each company's begin, then owner and share (1 is all of it)."""

    start: Longs
    owner: Ints
    share: npt.NDArray[np.float64]


def ordered(held: Holders) -> tuple[Longs, Ints]:
    """Give parties so that owners come before what they own, and the circle each stands in.

    A circle is named by one of its members, a party in none by itself; the members of a circle
    come side by side.
    """
    size = len(held.start) - 1
    order, peeled = _peel(held, _below(held))
    circle = np.arange(size, dtype=np.int32)
    rest = np.flatnonzero(~peeled)
    if len(rest):
        later, circle[rest] = _of_circles(held, rest)
        order = np.concatenate([order, later])
    return order, circle


def alone(held: Holders, circle: Ints) -> Flags:
    """Mark who is an ultimate owner: no owner, or none outside of its own circle."""
    company = _company(held)
    outside = np.zeros(len(circle), np.bool_)
    outside[circle[company[circle[held.owner] != circle[company]]]] = True
    found: Flags = ~outside[circle]
    return found


def _company(held: Holders) -> Ints:
    size = len(held.start) - 1
    return np.repeat(np.arange(size, dtype=np.int32), np.diff(held.start))


def _of_circles(held: Holders, rest: Longs) -> tuple[Longs, Ints]:
    """Order the parties in and below circles, taking each circle as one party."""
    number = np.full(len(held.start) - 1, -1, np.int64)
    number[rest] = np.arange(len(rest))
    owner, company = number[held.owner], number[_company(held)]
    inside = (owner >= 0) & (company >= 0)
    ends = owner[inside], company[inside]
    graph = csr_matrix((np.ones(len(ends[0]), np.int8), ends), shape=(len(rest), len(rest)))
    count, label = connected_components(graph, connection="strong")
    ranks = np.empty(count, np.int64)
    ranks[_order_of(label[ends[0]], label[ends[1]], count)] = np.arange(count)
    place = np.argsort(ranks[label], kind="stable")
    first = np.full(count, len(rest), np.int64)
    np.minimum.at(first, label, np.arange(len(rest)))
    return rest[place], rest[first[label]].astype(np.int32)


def _order_of(owner: Ints, company: Ints, count: int) -> Longs:
    """Order circles, which stand in no circle among themselves."""
    apart = owner != company
    by_company = np.argsort(company[apart], kind="stable")
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(company[apart], minlength=count), out=start[1:])
    held = Holders(start, owner[apart][by_company].astype(np.int32), np.empty(0))
    order: Longs = _peel(held, _below(held))[0]
    return order


def _below(held: Holders) -> tuple[Longs, Ints]:
    """Turn the stakes round: the companies of each owner."""
    start = np.zeros(len(held.start), np.int64)
    np.cumsum(np.bincount(held.owner, minlength=len(start) - 1), out=start[1:])
    return start, _companies(held, start[:-1].copy())


@compiled
def _companies(held, following):
    company = np.empty(len(held.owner), np.int32)
    for party in range(len(held.start) - 1):
        for stake in range(held.start[party], held.start[party + 1]):
            company[following[held.owner[stake]]] = party
            following[held.owner[stake]] += 1
    return company


@compiled
def _peel(held, below):
    """Take off parties whose owners are all taken off: everything but circles and what is below."""
    start, company = below
    size = len(held.start) - 1
    waiting = held.start[1:] - held.start[:-1]
    order, peeled = np.empty(size, np.int64), np.zeros(size, np.bool_)
    place, end = 0, 0
    for party in range(size):
        if waiting[party] == 0:
            order[end], peeled[party] = party, True
            end += 1
    while place < end:
        party = order[place]
        place += 1
        for stake in range(start[party], start[party + 1]):
            waiting[company[stake]] -= 1
            if waiting[company[stake]] == 0:
                order[end], peeled[company[stake]] = company[stake], True
                end += 1
    return order[:end], peeled
