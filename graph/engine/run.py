"""The tight loops of the compiled search: over plain arrays, calling nothing.

Passing arrays to a function costs more than a step does, so that these loops stand alone and
are longer than functions are elsewhere.
"""

from __future__ import annotations

from graph.engine.jit import compiled
from graph.engine.job import BARREN, DEPTH, STEPS

LATER = 2**31  # than any day there is, EVER too


@compiled
def run(job, at, out, stop, patience):
    """Search where only places matter; give up after `patience` ways back without an answer."""
    begin, to, near = job.local.begin, job.local.to, job.local.near
    carries, ends, party = job.local.carries, job.local.ends, job.local.party
    cursor, path, taken, visits, touched = at.cursor, at.path, at.hop, at.visits, at.touched
    depth, step, barren, row = (
        at.state[DEPTH],
        at.state[STEPS],
        at.state[BARREN],
        out.filled[0],
    )
    rows, hops, exactly = len(out.length), job.hops, job.exactly
    while depth >= 0 and row < rows and step < stop and barren <= patience:
        here, hop, left = path[depth], cursor[depth], hops - depth - 1
        if hop == begin[here + 1] or near[hop] > left:
            visits[here] = 0
            depth, barren = depth - 1, barren + 1
            continue
        cursor[depth], step = hop + 1, step + 1
        there = to[hop]
        if visits[there]:
            continue
        path[depth + 1], taken[depth], touched[there] = there, hop, True
        if ends[there] and (left == 0 or not exactly):
            for place in range(depth + 1):
                out.parties[row, place], out.hops[row, place] = party[path[place]], taken[place]
            out.parties[row, depth + 1], out.length[row] = party[there], depth + 1
            row, barren = row + 1, 0
        if left and carries[there]:
            depth += 1
            visits[there], cursor[depth] = 1, begin[there]
    at.state[DEPTH], at.state[STEPS], at.state[BARREN], out.filled[0] = (
        depth,
        step,
        barren,
        row,
    )


@compiled
def run_in_order(job, at, out, stop, patience):
    """Search where places and the order of hops in time matter.

    Of the claims on a hop that fit, the one that begins first leaves most open. Gives up as
    `run` does.
    """
    begin, to, near, first, last = (
        job.local.begin,
        job.local.to,
        job.local.near,
        job.local.first,
        job.local.last,
    )
    carries, ends, party, claim = job.local.carries, job.local.ends, job.local.party, job.arcs.claim
    cursor, path, taken, visits, touched = at.cursor, at.path, at.hop, at.visits, at.touched
    starts, closes, earliest = job.given.starts, job.given.ends, at.earliest
    depth, step, barren, row = (
        at.state[DEPTH],
        at.state[STEPS],
        at.state[BARREN],
        out.filled[0],
    )
    rows, hops, exactly = len(out.length), job.hops, job.exactly
    while depth >= 0 and row < rows and step < stop and barren <= patience:
        here, hop, left = path[depth], cursor[depth], hops - depth - 1
        if hop == begin[here + 1] or near[hop] > left:
            visits[here] = 0
            depth, barren = depth - 1, barren + 1
            continue
        cursor[depth], step = hop + 1, step + 1
        there = to[hop]
        if visits[there]:
            continue
        least = LATER
        for arc in range(first[hop], last[hop]):
            if depth == 0 or closes[claim[arc]] >= earliest[depth]:
                least = min(least, max(earliest[depth], starts[claim[arc]]))
        if least == LATER:
            continue
        path[depth + 1], taken[depth], touched[there], earliest[depth + 1] = there, hop, True, least
        if ends[there] and (left == 0 or not exactly):
            for place in range(depth + 1):
                out.parties[row, place], out.hops[row, place] = party[path[place]], taken[place]
            out.parties[row, depth + 1], out.length[row] = party[there], depth + 1
            row, barren = row + 1, 0
        if left and carries[there]:
            depth += 1
            visits[there], cursor[depth] = 1, begin[there]
    at.state[DEPTH], at.state[STEPS], at.state[BARREN], out.filled[0] = (
        depth,
        step,
        barren,
        row,
    )
