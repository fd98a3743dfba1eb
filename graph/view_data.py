"""A view as plain data for a file, and as parameters of an address that people can read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, cast

from graph.arrangement import FORCE, LAYOUTS
from graph.dates import PartialDate
from graph.filters import NOTHING_HIDDEN, UNKNOWN, Filters
from graph.neighbourhood import beside
from graph.view import NEXT, View, add, begin, expand

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.network import Network
    from graph.vocabulary import Vocabulary

# Names in an address; no other page may use them, for a session keeps the choices of all pages.
# `open` is read only: an older way to say whose neighbours are shown too.
PARTY, SHOW, OPENED, LAYOUT, SELECT = "party", "show", "open", "layout", "select"
HIDE, LAYERS, COUNTRIES, WEAKEST = "hide", "layers", "countries", "weakest"
SINCE, UNTIL, DATELESS = "since", "until", "dateless"
NAMES = (
    *(PARTY, SHOW, OPENED, LAYOUT, SELECT, HIDE, LAYERS),
    *(COUNTRIES, WEAKEST, SINCE, UNTIL, DATELESS),
)
NONE, YES = "none", "yes"
MOST_IN_ADDRESS = 60  # parties; browsers and mail programs break addresses that are much longer
SETS = ("hidden_kinds", "hidden_layers", "countries")


# As data


def to_data(view: View) -> dict[str, object]:
    """Give the view as values that JSON can hold, with every place; equal views, equal data."""
    filters = view.filters
    return {
        "parties": [
            {"id": key, "x": view.places[key][0], "y": view.places[key][1]}
            | ({"pinned": True} if key in view.pinned else {})
            for key in view.parties
        ],
        "filters": {name: sorted(getattr(filters, name)) for name in SETS}
        | {"grade": filters.grade, "undated": filters.undated}
        | {name: str(getattr(filters, name) or "") for name in (SINCE, UNTIL)},
        "layout": view.layout,
        "selection": list(view.selection),
    }


def from_data(data: object) -> View:
    """Read what `to_data` gave; raise `ValueError` for anything else.

    It may name parties that a network does not hold: see `held`.
    """
    try:
        return _read(cast("Mapping[str, object]", data))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"no view: {error!r}") from error


def _read(data: Mapping[str, object]) -> View:
    rows = cast("Sequence[Mapping[str, object]]", data["parties"])
    places = {_text(row["id"]): (_number(row["x"]), _number(row["y"])) for row in rows}
    if len(places) < len(rows):
        raise ValueError("a party is named twice")
    layout = _text(data["layout"])
    if layout not in LAYOUTS:
        raise ValueError(f"layout {layout!r}")
    return View(
        parties=tuple(places),
        places=places,
        pinned=frozenset(_text(row["id"]) for row in rows if row.get("pinned") is True),
        filters=_read_filters(cast("Mapping[str, object]", data["filters"])),
        layout=layout,
        selection=_texts(data["selection"]),
    )


def _read_filters(data: Mapping[str, object]) -> Filters:
    since, until = (_text(data[name]) for name in (SINCE, UNTIL))
    kinds, layers, countries = (frozenset(_texts(data[name])) for name in SETS)
    return Filters(
        hidden_kinds=kinds,
        hidden_layers=layers,
        countries=countries,
        grade=_text(data["grade"]),
        since=PartialDate(since) if since else None,
        until=PartialDate(until) if until else None,
        undated=data["undated"] is True,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(_text(each) for each in value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is no place")
    return float(value)


def held(network: Network, view: View) -> tuple[View, tuple[str, ...]]:
    """Give a view of those parties that a network holds, and the ids of the others."""
    lost = tuple(key for key in view.parties if key not in network)
    left = [key for key in view.parties if key in network]
    kept = replace(
        view,
        parties=tuple(left),
        places={key: view.places[key] for key in left},
        pinned=view.pinned - set(lost),
        selection=tuple(each for each in view.selection if each not in lost),
    )
    return (kept if lost else view), lost


# As an address


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of an address, and how many parties it had no room for."""

    values: Mapping[str, list[str]]
    left_out: int


def to_address(network: Network, view: View, vocabulary: Vocabulary) -> Address:
    """Name a view in an address: what is as at the beginning is left out, places always are."""
    if not view.parties:
        return Address(_filters_told(view.filters, vocabulary), 0)
    start, *others = view.parties
    first = beside(network, start, vocabulary, view.filters).every[:NEXT]
    shown = [] if [*first] == others else (others[:MOST_IN_ADDRESS] or [start])
    told = {PARTY: [start], SHOW: shown} | _filters_told(view.filters, vocabulary)
    told[LAYOUT] = [view.layout] if view.layout != FORCE else []
    told[SELECT] = list(view.selection) if view.selection != (start,) else []
    told[SELECT] = told[SELECT] or ([] if view.selection else [NONE])
    left_out = max(0, len(others) - MOST_IN_ADDRESS) if shown else 0
    return Address({name: found for name, found in told.items() if found}, left_out)


def _filters_told(filters: Filters, vocabulary: Vocabulary) -> dict[str, list[str]]:
    told = {
        HIDE: sorted(filters.hidden_kinds),
        LAYERS: _left(filters.hidden_layers, vocabulary.layers),
        COUNTRIES: sorted(filters.countries),
        WEAKEST: [filters.grade] if filters.grade else [],
        SINCE: [str(filters.since)] if filters.since else [],
        UNTIL: [str(filters.until)] if filters.until else [],
        DATELESS: [YES] if filters.undated else [],
    }
    return {name: found for name, found in told.items() if found}


def _left(hidden: Collection[str], every: Collection[str]) -> list[str]:
    """Say which are shown where some are hidden."""
    return ([each for each in every if each not in hidden] or [NONE]) if hidden else []


def from_address(
    network: Network, address: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> View:
    """Make the view that an address names; what is unknown in it is passed over."""
    asked = {name: list(address.get(name, ())) for name in NAMES}
    filters = _asked_filters(asked, vocabulary)
    layout = next((each for each in asked[LAYOUT] if each in LAYOUTS), FORCE)
    keys = [key for key in (*asked[PARTY][:1], *asked[SHOW]) if key in network]
    if not keys:
        return View(filters=filters, layout=layout)
    if asked[SHOW]:
        view = add(network, View(filters=filters, layout=layout), keys, vocabulary)
    else:
        view = begin(network, keys[0], vocabulary, filters=filters, layout=layout)
    for key in asked[OPENED]:
        if key in network:
            view = expand(network, view, key, vocabulary, most=NEXT)
    return replace(view, selection=_selected(asked[SELECT], view))


def _selected(asked: list[str], view: View) -> tuple[str, ...]:
    if asked == [NONE]:
        return ()
    found = tuple(dict.fromkeys(e for e in asked if e in view.places or " > " in e))
    return found or view.parties[:1]


def _asked_filters(asked: Mapping[str, list[str]], vocabulary: Vocabulary) -> Filters:
    return replace(
        NOTHING_HIDDEN,
        hidden_kinds=frozenset(kind for kind in asked[HIDE] if kind in vocabulary.kinds),
        hidden_layers=_hidden(asked[LAYERS], vocabulary.layers),
        countries=frozenset(code for code in asked[COUNTRIES] if _code(code)),
        grade=next((each for each in asked[WEAKEST] if each in vocabulary.grades), ""),
        since=_date(asked[SINCE]),
        until=_date(asked[UNTIL]),
        undated=asked[DATELESS] == [YES],
    )


def _hidden(shown: list[str], every: Collection[str]) -> frozenset[str]:
    known = [each for each in shown if each in every]
    return frozenset(set(every) - set(known)) if known or shown == [NONE] else frozenset()


def _code(text: str) -> bool:
    return text == UNKNOWN or (len(text) == 2 and text.isascii() and text.isupper())


def _date(texts: list[str]) -> PartialDate | None:
    try:
        return PartialDate(texts[0]) if texts else None
    except ValueError:
        return None
