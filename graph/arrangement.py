"""The ways to set parties out on a plane, and how each of them grows without moving anybody."""

from __future__ import annotations

from collections import defaultdict
from math import ceil, sqrt
from statistics import fmean
from typing import TYPE_CHECKING, TypeAlias

from graph import country
from graph.columns import COLUMN, ROW
from graph.layout import ASPECT, CELL, around, crowded, layered, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.layout import Place
    from graph.network import Hop
    from graph.statement import Party
    from graph.vocabulary import Vocabulary

    Placed = Mapping[str, Place]
    Pairs = Sequence[tuple[str, str]]
    Parties = Mapping[str, Party]

FORCE, LAYERED, COUNTRY = "force", "layered", "country"
Arrange: TypeAlias = "Callable[[Parties, Pairs, Pairs], dict[str, Place]]"
Grow: TypeAlias = "Callable[[Parties, Pairs, Pairs, Placed], dict[str, Place]]"
GAP = 1.6  # between countries, in cells
# A frame's width to its height, names under the marks allowed for; its least width; a limit.
FRAME, LEAST, MOST_STRETCH = 1.2, 440.0, 2.4


def arranged(
    layout: str,
    parties: Parties,
    hops: Iterable[Hop],
    vocabulary: Vocabulary,
    *,
    kept: Placed | None = None,
    pinned: Placed | None = None,
) -> dict[str, Place]:
    """Give every party a place in a layout; those in `kept` or `pinned` stay where they are.

    With `kept` only new parties are set out, beside whom they have to do with; else all are, and
    make room for the pinned. Raises `KeyError` for a layout that there is none of.
    """
    arrange, grow = LAYOUTS[layout]
    hops = list(hops)
    pairs = sorted({(hop.origin, hop.target) for hop in hops})
    stream = sorted({pair for hop in hops for pair in _downstream(hop, vocabulary)})
    if kept:
        held = {key: place for key, place in kept.items() if key in parties}
        return grow(parties, pairs, stream, held) if held else arrange(parties, pairs, stream)
    return _round(arrange(parties, pairs, stream), pinned or {})


def _round(places: dict[str, Place], pinned: Placed) -> dict[str, Place]:
    """Let the parties on which a pinned one would lie make room for it."""
    held = {key: place for key, place in pinned.items() if key in places}
    free = {key: place for key, place in places.items() if key not in held}
    for key in sorted(key for key, place in free.items() if crowded(place, held.values())):
        others = [*held.values(), *(place for other, place in free.items() if other != key)]
        free |= around(free[key], [key], taken=others)
    return dict(sorted((free | held).items()))


def _downstream(hop: Hop, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    """Say which end stands to the left in a chain: the supplier's, and the agency's."""
    if any(vocabulary.relations[name].layer == "supply" for name in hop.relations):
        yield hop.origin, hop.target
    elif "agency_of" in hop.relations:
        yield hop.target, hop.origin


# By the pull of the hops


def _by_force(parties: Parties, pairs: Pairs, stream: Pairs) -> dict[str, Place]:
    del stream
    return _filled(spread(parties, pairs))


def _filled(places: dict[str, Place]) -> dict[str, Place]:
    """Stretch places until they fill a frame; only ever apart, never together."""
    if not places:
        return places
    wide, high = (max(axis) - min(axis) for axis in zip(*places.values(), strict=True))
    right = _stretch(LEAST, wide)
    down = _stretch(max(LEAST, wide * right) / FRAME, high)
    return {
        key: (float(round(x * right)), float(round(y * down))) for key, (x, y) in places.items()
    }


def _stretch(wanted: float, extent: float) -> float:
    return min(max(1.0, wanted / extent), MOST_STRETCH) if extent else 1.0


def _grown_by_force(
    parties: Parties, pairs: Pairs, stream: Pairs, kept: Placed
) -> dict[str, Place]:
    del stream
    return spread(parties, pairs, kept=kept)


# From the supplier on the left to the government on the right


def _in_layers(parties: Parties, pairs: Pairs, stream: Pairs) -> dict[str, Place]:
    """Set chains in columns; what is on none stands beside whom it has to do with."""
    if not stream:
        return spread(parties, pairs)
    return _grown_in_layers(parties, pairs, stream, layered(stream))


def _grown_in_layers(
    parties: Parties, pairs: Pairs, stream: Pairs, kept: Placed
) -> dict[str, Place]:
    places = dict(kept)
    while waiting := sorted(parties.keys() - places.keys()):
        spots = {key: spot for key in waiting if (spot := _along(key, pairs, stream, places))}
        if not spots:
            spots = {waiting[0]: _below(places)}
        for key, spot in spots.items():
            places[key] = _level(spot, places)
    return dict(sorted(places.items()))


def _along(key: str, pairs: Pairs, stream: Pairs, places: Placed) -> Place | None:
    """Say where a party would best stand: right of its suppliers, left of its customers."""
    before = [places[one] for one, other in stream if other == key and one in places]
    after = [places[other] for one, other in stream if one == key and other in places]
    if before or after:
        across = max(x for x, _ in before) + COLUMN if before else min(x for x, _ in after) - COLUMN
        return across, fmean(y for _, y in (*before, *after))
    ends = [other if one == key else one for one, other in pairs if key in (one, other)]
    near = [places[end] for end in ends if end in places]
    return (near[0][0], fmean(y for _, y in near) + ROW) if near else None


def _below(places: Placed) -> Place:
    return min(x for x, _ in places.values()), max(y for _, y in places.values()) + ROW


def _level(spot: Place, places: Placed) -> Place:
    """Give the nearest place above or below that is free."""
    across, start = float(round(spot[0])), float(round(spot[1]))
    for step in range(2 * len(places) + 2):
        down = start + ceil(step / 2) * ROW * (1 if step % 2 else -1)
        if not crowded((across, down), places.values()):
            return across, down
    raise AssertionError("each party takes the room of two rows at most")


# By country


def _by_country(parties: Parties, pairs: Pairs, stream: Pairs) -> dict[str, Place]:
    """Set the parties of each country out in a square, the countries in order of their names."""
    del pairs, stream
    return _fill(parties, _countries(parties), {})


def _grown_by_country(
    parties: Parties, pairs: Pairs, stream: Pairs, kept: Placed
) -> dict[str, Place]:
    """Set new parties about the others of their country; a new country below all."""
    del pairs, stream
    places, new = dict(kept), {}
    for where, keys in _countries(parties).items():
        there = [kept[key] for key in keys if key in kept]
        coming = [key for key in keys if key not in kept]
        if there and coming:
            centre = fmean(x for x, _ in there), fmean(y for _, y in there)
            places |= around(centre, coming, taken=list(places.values()))
        elif coming:
            new[where] = coming
    return _fill(parties, new, places)


def _countries(parties: Parties) -> dict[str, list[str]]:
    """Group parties by country: by its name, those of unknown country last."""
    found = defaultdict(list)
    for key in sorted(parties, key=lambda key: (parties[key].name.casefold(), key)):
        found[parties[key].country or ""].append(key)
    order = sorted(found, key=lambda code: (not code, country.name(code or None), code))
    return {code: found[code] for code in order}


def _fill(
    parties: Parties, countries: Mapping[str, list[str]], places: dict[str, Place]
) -> dict[str, Place]:
    """Set countries out like words on lines, below whatever stands already."""
    wide, high = (float(side) for side in CELL)
    sizes = {where: _size(keys) for where, keys in countries.items()}
    room = sum((across + GAP) * wide * (down + GAP) * high for across, down in sizes.values())
    left, top = 0.0, max((y for _, y in places.values()), default=-GAP * high) + GAP * high
    tallest = 0
    for where, keys in countries.items():
        across, down = sizes[where]
        if left and left + across * wide > sqrt(room * ASPECT):
            left, top, tallest = 0.0, top + (tallest - 1 + GAP) * high, 0
        for at, key in enumerate(keys):
            x, y = left + at // down * wide, top + at % down * high
            places[key] = float(round(x)), float(round(y))
        left, tallest = left + (across - 1 + GAP) * wide, max(tallest, down)
    return dict(sorted((key, place) for key, place in places.items() if key in parties))


def _size(keys: Sequence[str]) -> tuple[int, int]:
    """Say how many parties stand side by side and above each other, in about a square."""
    down = ceil(sqrt(len(keys)))
    return ceil(len(keys) / down), down


LAYOUTS: Mapping[str, tuple[Arrange, Grow]] = {
    FORCE: (_by_force, _grown_by_force),
    LAYERED: (_in_layers, _grown_in_layers),
    COUNTRY: (_by_country, _grown_by_country),
}
