"""The same as the map and the timeline, as tables: what is chosen in them is chosen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.filters import UNKNOWN
from graph.geography import Role
from graph.timeline import Dated, year
from graph.ui import map_state as state
from graph.ui import map_statements
from graph.ui.html import piece, show
from graph.ui.style import spaced
from graph.ui.table import linked_rows
from graph.ui.world_map import named, titled
from graph.world import world

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.filters import Filters
    from graph.geography import Flow, Geography, Here
    from graph.timeline import Timeline, Year
    from graph.workspace import Workspace

MOST_ROWS, MOST_FLOWS = 8.5, 1000
UNDATED = "undated"


def tables(
    found: Geography, times: Timeline, restrictive: Collection[str], held: Workspace
) -> None:
    """Show countries, flows, years and statements in four tables."""
    countries, flows, years, statements = st.tabs(["Countries", "Flows", "Years", "Statements"])
    with countries:
        order = sorted(found.countries.values(), key=lambda h: (-len(h.parties), named(h.code)))
        rows = {here.code: _country(here, restrictive) for here in order}
        _table(rows, [state.place()], "countries")
    with flows:
        _table(
            {each.id: _flow(each) for each in found.flows[:MOST_FLOWS]}, [state.place()], "flows"
        )
        if len(found.flows) > MOST_FLOWS:
            told = f"The {MOST_FLOWS:,} largest of {len(found.flows):,} flows."
            show(piece('<p class="quiet">{}</p>', told))
    with years:
        _years(times)
    with statements:
        map_statements.table([each for flow in found.flows for each in flow.statements], held)


def _table(rows: Mapping[str, Mapping[str, object]], chosen: Collection[str], name: str) -> None:
    if not rows:
        show(piece('<p class="quiet">No {}.</p>', name))
        return
    linked_rows(
        list(rows.values()), list(rows), chosen, name=name, most=MOST_ROWS, on_choose=_choose
    )


def _choose(ids: tuple[str, ...]) -> None:
    """Take the row that was marked last; where none is left, nothing is chosen."""
    new = [each for each in ids if each != state.place()]
    if new:
        state.choose(new[-1])
    elif not ids:
        state.choose("")


def _country(here: Here, restrictive: Collection[str]) -> Mapping[str, object]:
    shape = "" if here.code in world().shapes else "point"
    return {
        "Country": named(here.code),
        "Parties": len(here.parties),
        **{role.plural.capitalize(): len(here.by_role[role]) for role in Role},
        "Lens": "⚑ meets it" if here.code in restrictive else "",
        "On the map": "in the corner" if here.code == UNKNOWN else shape or "shape",
    }


def _flow(flow: Flow) -> Mapping[str, object]:
    return {
        "Flow": titled(flow),
        "Layer": spaced(flow.layer),
        "Statements": len(flow.statements),
        "Disputed": sum(each.disputed for each in flow.statements),
        "Undated": sum(not each.period.dated for each in flow.statements),
    }


def _years(times: Timeline) -> None:
    """Show years, those of the filters marked; several marked rows make a span."""
    filters = state.filters()
    rows = {str(each.year): _year(each) for each in times.years if each.named}
    rows[UNDATED] = {"Year": UNDATED, **dict.fromkeys(SENSES.values()), "Going on": None}
    rows[UNDATED] |= {"Undated": sum(times.undated.values())}
    marked = [key for key in rows if key != UNDATED and _within(int(key), filters)]
    linked_rows(
        list(rows.values()), list(rows), marked, name="years", most=MOST_ROWS, on_choose=_span
    )


SENSES = {Dated.BEGINS: "Begin", Dated.AS_OF: "As of", Dated.ENDS: "End, begin unknown"}


def _year(each: Year) -> dict[str, object]:
    counts = {SENSES[sense]: sum(layers.values()) for sense, layers in each.counted.items()}
    return {"Year": str(each.year), **counts, "Going on": each.going_on, "Undated": None}


def _within(number: int, filters: Filters) -> bool:
    if not filters.since and not filters.until:
        return False
    low = filters.since.earliest().year if filters.since else number
    high = filters.until.latest().year if filters.until else number
    return low <= number <= high


def _span(ids: tuple[str, ...]) -> None:
    """Show the years from the first marked to the last; none marked, all; undated, by itself."""
    if ids == (UNDATED,):
        state.keep_undated(not state.filters().undated)
        return
    marked = sorted(int(each) for each in ids if each != UNDATED)
    state.show_years(*((year(marked[0]), year(marked[-1])) if marked else (None, None)))
