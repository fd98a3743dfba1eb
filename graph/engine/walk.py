"""The search, compiled: depth first, stopping when asked and going on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.engine.compact import FAR
from graph.engine.jit import compiled
from graph.engine.job import (
    ACYCLIC,
    BARREN,
    DEPTH,
    ORDERED,
    PLACES,
    SIMPLE,
    STEPS,
    TOO_MANY,
    TRAIL,
    WALK,
)
from graph.engine.run import LATER, run, run_in_order
from graph.engine.witness import accepts, extend

if TYPE_CHECKING:
    from graph.engine.job import Job, Sheet, Stack

# After so many ways back without an answer, steps are first shown to lead to one, so many.
PATIENCE, CAREFUL = 1024, 4096


def fill(job: Job, at: Stack, out: Sheet, steps: int) -> bool:
    """Search on until the sheet is full, the steps are used up, or there is nothing left.

    Says whether there is more. Most searches need nothing but places and run in a tight loop;
    one that finds no answer for long goes on with care, until it does.
    """
    stop = at.state[STEPS] + steps
    while at.state[DEPTH] >= 0 and out.filled[0] < len(out.length) and at.state[STEPS] < stop:
        if job.swift == ORDERED and at.state[BARREN] <= PATIENCE:
            run_in_order(job, at, out, stop, PATIENCE)
        elif job.swift == PLACES and at.state[BARREN] <= PATIENCE:
            run(job, at, out, stop, PATIENCE)
        else:
            _care(job, at, out, min(stop, at.state[STEPS] + CAREFUL) if job.swift else stop)
    return bool(at.state[DEPTH] >= 0)


@compiled
def _care(job, at, out, stop):
    """Search where conditions or dead ends matter."""
    rows = len(out.length)
    while at.state[DEPTH] >= 0 and out.filled[0] < rows and at.state[STEPS] < stop:
        _step(job, at, out)


@compiled
def _step(job, at, out):
    depth = at.state[DEPTH]
    here, hop, left = at.path[depth], at.cursor[depth], job.hops - depth - 1
    if hop == job.local.begin[here + 1] or job.local.near[hop] > left:
        at.visits[here] -= 1
        at.state[DEPTH] -= 1
        at.state[BARREN] += 1
        return
    at.cursor[depth] += 1
    at.state[STEPS] += 1
    to = job.local.to[hop]
    if not _allows(job, at, depth, hop, to) or not _enters(job, at, depth, hop, left):
        return
    at.path[depth + 1], at.hop[depth], at.touched[to] = to, hop, True
    if (left == 0 or not job.exactly) and job.local.ends[to] and _ends(job, at, depth):
        _write(job, at, out, depth)
    if left and job.local.carries[to] and (job.restrictor != SIMPLE or to):
        at.visits[to] += 1
        at.cursor[depth + 1] = job.local.begin[to]
        at.state[DEPTH] += 1


@compiled
def _allows(job, at, depth, hop, to):
    if job.restrictor == ACYCLIC:
        return at.visits[to] == 0
    if job.restrictor == SIMPLE:
        return to == 0 or at.visits[to] == 0
    if job.restrictor == TRAIL:
        for before in range(depth):
            if job.trail[at.hop[before]] == job.trail[hop]:
                return False
    return True


@compiled
def _enters(job, at, depth, hop, left):
    """Work out where a hop leads in the automaton; False when that is nowhere."""
    if job.swift == ORDERED:
        at.mask[depth + 1] = job.only if _in_time(job, at, depth, hop) else 0
    elif job.only and job.bare:
        at.mask[depth + 1] = job.only
    elif job.bare:
        at.mask[depth + 1] = _masked(job, at.mask[depth], hop)
    else:
        span = (job.local.first[hop], job.local.last[hop])
        args = (job.given, job.asked, job.rules.moves, job.arcs, span, at.records, at.sizes, depth)
        if not extend(*args):
            at.state[TOO_MANY] = 1
            at.state[DEPTH] = -1
            return False
        at.mask[depth + 1] = _nodes(at.records[depth + 1], at.sizes[depth + 1])
    mask = at.mask[depth + 1]
    if mask == 0 or (not (job.only and job.bare) and _near(job, mask, job.local.to[hop]) > left):
        return False
    if job.pass_all and _missing(job, at, depth, job.local.to[hop]) > left:
        return False
    return at.state[BARREN] <= PATIENCE or _leads(job, at, depth, hop, left)


@compiled
def _in_time(job, at, depth, hop):
    """Take the claim of a hop that begins first of those that fit, as `run_in_order` does."""
    least = LATER
    for arc in range(job.local.first[hop], job.local.last[hop]):
        claim = job.arcs.claim[arc]
        if depth == 0 or job.given.ends[claim] >= at.earliest[depth]:
            least = min(least, max(at.earliest[depth], job.given.starts[claim]))
    at.earliest[depth + 1] = least
    return least != LATER


@compiled
def _masked(job, mask, hop):
    found, node = 0, 0
    while mask >> node:
        if mask >> node & 1:
            for arc in range(job.local.first[hop], job.local.last[hop]):
                found |= job.rules.moves[node, job.arcs.symbol[arc]]
        node += 1
    return found


@compiled
def _nodes(records, size):
    found = 0
    for place in range(size):
        found |= 1 << records[place, 0]
    return found


@compiled
def _near(job, mask, to):
    least, node = FAR, 0
    while mask >> node:
        if mask >> node & 1:
            least = min(least, job.near[node, job.local.party[to]])
        node += 1
    return least


@compiled
def _missing(job, at, depth, to):
    """Count the parties that must still be passed once a hop has been taken."""
    met = job.pass_bits[to]
    for place in range(depth + 1):
        met |= job.pass_bits[at.path[place]]
    wanted, missing = job.pass_all & ~met, 0
    while wanted:
        missing += wanted & 1
        wanted >>= 1
    return missing


@compiled
def _ends(job, at, depth):
    if job.bare or job.swift == ORDERED:
        if not at.mask[depth + 1] & job.rules.accepting:
            return False
    elif not accepts(job.asked, job.rules.accepting, at.records[depth + 1], at.sizes[depth + 1]):
        return False
    if job.pass_all and _missing(job, at, depth, at.path[depth + 1]):
        return False
    if not job.inside_asked:
        return True
    for place in range(1, depth + 1):  # noqa: SIM110 - numba compiles no generator
        if job.inside[at.path[place]]:
            return True
    return False


@compiled
def _write(job, at, out, depth):
    row = out.filled[0]
    for place in range(depth + 2):
        out.parties[row, place] = job.local.party[at.path[place]]
    for place in range(depth + 1):
        out.hops[row, place] = at.hop[place]
    out.length[row] = depth + 1
    out.filled[0] += 1
    at.state[BARREN] = 0


@compiled
def _leads(job, at, depth, hop, left):
    """Show that some target can still be reached around the parties already on the route."""
    if job.restrictor == WALK or job.restrictor == TRAIL:
        return True
    at.seen[:] = 0
    start = job.local.to[hop]
    at.seen[start] = at.mask[depth + 1]
    at.queue[0], begin, end = start, 0, 1
    for _ in range(left + 1):
        for place in range(begin, end):
            party = at.queue[place]
            if job.local.ends[party] and at.seen[party] & job.rules.accepting:
                return True
        begin, end = end, _spread(job, at, begin, end)
        if begin == end:
            return False
    return False


@compiled
def _spread(job, at, begin, end):
    """Go one hop on from a level of the queue, around the route; give the queue's new end."""
    size = end
    for place in range(begin, end):
        party = at.queue[place]
        if not job.local.carries[party] or party == 0:  # a way that comes to its source ends
            continue
        at.state[STEPS] += job.local.begin[party + 1] - job.local.begin[party]
        for hop in range(job.local.begin[party], job.local.begin[party + 1]):
            to = job.local.to[hop]
            if at.visits[to] and (job.restrictor != SIMPLE or to):
                continue
            new = (job.only or _masked(job, at.seen[party], hop)) & ~at.seen[to]
            if new:
                at.seen[to] |= new
                at.queue[size] = to
                size += 1
    return size
