"""How many paths a search would give, counted as walks before any is listed."""

from __future__ import annotations

import numpy as np

from graph.engine.jit import compiled


@compiled
def walks(index, arcs, rules, start, hops):
    """Count the walks from the source of an index to its targets, in at most so many hops.

    Every route is a walk, so there are never fewer; walks that meet a party twice make the
    difference.
    """
    nodes, size = len(rules.moves), len(index.party)
    at = np.zeros((nodes, size))
    for node in range(nodes):
        at[node, 0] = start >> node & 1
    total = _arrived(index, rules, at)
    for left in range(hops - 1, -1, -1):
        at = _on(index, arcs, rules, at, left)
        total += _arrived(index, rules, at)
    return total


@compiled
def _arrived(index, rules, at):
    total = 0.0
    for node in range(len(at)):
        if rules.accepting >> node & 1:
            for party in range(len(index.ends)):
                if index.ends[party]:
                    total += at[node, party]
    return total


@compiled
def _on(index, arcs, rules, at, left):
    """Take every walk one hop on."""
    after = np.zeros_like(at)
    for party in range(len(index.party)):
        if party and not index.carries[party]:
            continue
        for node in range(len(at)):
            if at[node, party] == 0:
                continue
            for hop in range(index.begin[party], index.begin[party + 1]):
                if index.near[hop] > left:
                    break
                mask = _mask(index, arcs, rules, node, hop)
                for new in range(len(at)):
                    if mask >> new & 1:
                        after[new, index.to[hop]] += at[node, party]
    return after


@compiled
def _mask(index, arcs, rules, node, hop):
    found = 0
    for arc in range(index.first[hop], index.last[hop]):
        found |= rules.moves[node, arcs.symbol[arc]]
    return found
