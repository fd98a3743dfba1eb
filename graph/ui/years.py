"""The timeline on the page: statements by year, those without a date apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph import words
from graph.timeline import Dated
from graph.ui.style import LAYERS, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.components.v2.types import ComponentRenderer

    from graph.filters import Filters
    from graph.timeline import Timeline, Year

PARTS = ("years.html", "years.css", "years.js", "years_events.js")
MOST_YEARS = 60  # bars; those of more years could not be told apart
SENSES = {
    Dated.BEGINS: "begins in the year",
    Dated.AS_OF: "known to hold then, not since when",
    Dated.ENDS: "ends then, not known since when it held",
}


def years(
    found: Timeline, filters: Filters, *, key: str, height: int, on_choose: Callable[[], None]
) -> None:
    """Draw the timeline, with the filters' period marked; read `picked` in `on_choose`."""
    data = payload(found, filters, key=key, height=height)
    _element()(key=key, data=data, height=height, on_chosen_change=on_choose)


def payload(found: Timeline, filters: Filters, *, key: str, height: int) -> dict[str, object]:
    """Give what is sent to the browser: plain data, equal for equal statements."""
    shown, before, after = _window(found)
    bars = [_bar(year) for year in shown]
    return {
        "timeline": key,
        "height": height,
        "bars": [*_rest("before", before), *bars, *_rest("after", after)],
        "undated": {
            "parts": _parts({Dated.BEGINS: found.undated}),
            "count": sum(found.undated.values()),
            "kept": filters.undated or not (filters.since or filters.until),
        },
        "since": filters.since.earliest().year if filters.since else None,
        "until": filters.until.latest().year if filters.until else None,
    }


def picked(key: str) -> tuple[int | None, int | None] | str | None:
    """Return the years just chosen on timeline `key`, first and last, each None for an open side.

    "undated" when the reader chose the bar of undated statements; None when they chose nothing.
    """
    match st.session_state.get(key):
        case {"chosen": {"since": int() | None as since, "until": int() | None as until}}:
            return since, until
        case {"chosen": "undated"}:
            return "undated"
    return None


def _window(found: Timeline) -> tuple[list[Year], list[Year], list[Year]]:
    """Choose the years that are drawn one by one: where the most statements are, if too many."""
    every = found.years
    if len(every) <= MOST_YEARS:
        return list(every), [], []
    room, sums = MOST_YEARS - 2, [0]
    for year in every:
        sums.append(sums[-1] + year.named)
    spans = range(len(every) - room + 1)
    start = max(spans, key=lambda at: (sums[at + room] - sums[at], at))
    end = start + room
    return list(every[start:end]), list(every[:start]), list(every[end:])


def _rest(side: str, rest: list[Year]) -> list[dict[str, object]]:
    """Put years that are too many into one bar."""
    if not rest:
        return []
    counted: dict[Dated, dict[str, int]] = {sense: {} for sense in Dated}
    for year in rest:
        for sense, layers in year.counted.items():
            for layer, count in layers.items():
                counted[sense][layer] = counted[sense].get(layer, 0) + count
    low, high = rest[0].year, rest[-1].year
    name = f"until {high}" if side == "before" else f"since {low}"
    limits = {"since": None, "until": high} if side == "before" else {"since": low, "until": None}
    return [_told(name, counted, 0) | limits | {"rest": side}]


def _bar(year: Year) -> dict[str, object]:
    limits = {"since": year.year, "until": year.year, "rest": ""}
    return _told(str(year.year), year.counted, year.going_on) | limits


def _told(
    name: str, counted: Mapping[Dated, Mapping[str, int]], going_on: int
) -> dict[str, object]:
    count = sum(n for layers in counted.values() for n in layers.values())
    tip = [
        [f"{spaced(layer).capitalize()}, {SENSES[sense]}", f"{n}"]
        for sense, layers in counted.items()
        for layer, n in layers.items()
    ]
    tip += [["Began before, and no source says it had ended", f"{going_on}"]] if going_on else []
    return {
        "name": name,
        "count": count,
        "parts": _parts(counted),
        "tip": tip,
        "said": f"{name}: {words.number(count, 'statement')} dated; {going_on} going on",
    }


def _parts(counted: Mapping[Dated, Mapping[str, int]]) -> list[list[object]]:
    """Give the parts of a bar from the ground up: layer by layer, the surest dates first."""
    return [
        [LAYERS[layer], sense.value, counted[sense][layer]]
        for layer in LAYERS
        for sense in Dated
        if counted.get(sense, {}).get(layer)
    ]


@cache
def _element() -> ComponentRenderer:
    html, css, *scripts = (Path(__file__).with_name(name).read_text("utf-8") for name in PARTS)
    # joined: a component is one module, with no address that it could import from
    return st.components.v2.component("enduse_years", html=html, css=css, js="\n".join(scripts))
