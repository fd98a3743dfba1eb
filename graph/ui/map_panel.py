"""Beside the map: who is in the chosen country, or what is said of the chosen flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import practice, words
from graph.filters import UNKNOWN
from graph.ui import evidence, links
from graph.ui import map_state as state
from graph.ui.html import joined, piece, show
from graph.ui.load import lens
from graph.ui.style import spaced
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row
from graph.ui.world_map import named, titled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from graph.geography import Flow, Geography, Here
    from graph.practice import Verdict
    from graph.workspace import Workspace

HINT = (
    "Choose a country or a flow, on the map or in the tables, and a year or a span of years on the "
    "timeline: click, or drag over several."
)
PARTY, FLOWS = "map-party", "map-flows"
MOST_CLAIMS, MOST_LISTED, ROWS_SHOWN, FIRST = 60, 12, 6.5, 185


def panel(chosen: str, found: Geography, held: Workspace) -> None:
    """Show what is chosen; with nothing chosen, what the result holds in all."""
    flow = next((each for each in found.flows if each.id == chosen), None)
    if flow:
        _flow(flow, held)
    elif chosen and " > " not in chosen:
        _country(chosen, found, held)
    else:
        _all(found)


def _all(found: Geography) -> None:
    known = [code for code in found.countries if code != UNKNOWN]
    parties = sum(len(here.parties) for here in found.countries.values())
    counts = (
        words.number(parties, "party", "parties").capitalize(),
        words.number(len(known), "country", "countries"),
    )
    show(piece("<h3>{} in {}</h3>", *counts))
    if UNKNOWN in found.countries:
        lost = words.number(len(found.countries[UNKNOWN].parties), "party", "parties")
        show(piece('<p class="quiet">Of {} no source tells the country.</p>', lost))
    show(piece('<p class="quiet">{}</p>', HINT))
    if found.flows:
        show(piece("<h4>The largest flows</h4>"))
        _listed(found.flows[:MOST_LISTED], "largest")


def _country(code: str, found: Geography, held: Workspace) -> None:
    """Say who is here, in which role, how the government reads, and what goes in and out."""
    if code not in found.countries and code not in held.practices and code != UNKNOWN:
        _all(found)
        return
    show(piece("<h3>{}</h3>", named(code).capitalize() if code == UNKNOWN else named(code)))
    judged = practice.verdict(lens(), held.practices, code)
    if code in held.practices:
        show(piece('<p class="quiet">{}: {}.</p>', lens().title, words.tally(judged)))
    here = found.countries.get(code)
    if here is None:
        show(piece('<p class="quiet">No party of this result is here.</p>'))
        return
    _parties(here, held)
    _flows([flow for flow in found.flows if code in (flow.origin, flow.target)], code)
    if code in held.practices:
        show(_readings(judged))


def _readings(judged: Verdict) -> Markup:
    """Give what each test of the lens found, with assessor and year."""
    rows = joined(
        piece(
            "<dt>{}</dt><dd>{}</dd>", reading.test.indicator.replace("_", " "), words.read(reading)
        )
        for reading in judged.readings
    )
    return piece('<h4>What the lens reads</h4><dl class="facts">{}</dl>', rows)


def _parties(here: Here, held: Workspace) -> None:
    """List the parties; the one clicked is shown below, with the way to all that is said of it."""
    parties = held.records.parties
    roles: dict[str, list[str]] = {key: [] for key in here.parties}
    for role, keys in here.by_role.items():
        for key in keys:
            roles[key].append(role)
    rows = [
        {
            "Party": parties[key].name,
            "Role or kind": ", ".join(roles[key]) or held.vocabulary.kinds[parties[key].kind].label,
        }
        for key in here.parties
    ]
    show(piece("<h4>{}</h4>", words.number(len(rows), "party", "parties").capitalize()))
    at = _clicked(rows, f"{PARTY}-{here.code}", "parties in this country")
    if at is None:
        return
    evidence.party(parties[here.parties[at]], held)
    links.to(
        links.EXPLORE, "Open in Explore, with all that is said about it →", party=here.parties[at]
    )


def _flows(flows: Sequence[Flow], code: str) -> None:
    show(piece("<h4>{}</h4>", words.number(len(flows), "flow").capitalize()))
    if flows:
        _listed(flows, code)


def _listed(flows: Sequence[Flow], name: str) -> None:
    """List flows; the one that is clicked becomes what is chosen."""
    rows = [
        {"Flow": titled(each), "Layer": spaced(each.layer), "Statements": len(each.statements)}
        for each in flows
    ]
    ids = [each.id for each in flows]
    _clicked(rows, f"{FLOWS}-{name}", "flows", ids)


def _clicked(
    rows: Sequence[Mapping[str, object]], key: str, alt: str, ids: Sequence[str] = ()
) -> int | None:
    """Show rows and give the one clicked; a flow that is clicked becomes what is chosen."""
    key = f"{key}-{len(rows)}"
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(ROWS_SHOWN, len(rows))),
        on_select=lambda: _follow(key, ids),
        selection_mode=["single-row", "single-cell"],
        column_config={next(iter(rows[0])): st.column_config.Column(width=FIRST)},
        key=key,
        alt=alt,
    )
    at = clicked_row(key)
    return at if at is not None and at < len(rows) else None


def _follow(key: str, ids: Sequence[str]) -> None:
    at = clicked_row(key)
    if ids and at is not None:
        state.choose(ids[at])


def _flow(flow: Flow, held: Workspace) -> None:
    """Show the statements of a flow with their evidence, the strongest first."""
    ranks = held.vocabulary.grades
    order = sorted(flow.statements, key=lambda s: (ranks[s.grade].rank, s.record, s.id))
    title = titled(flow)
    show(piece("<h3>{}</h3>", title[:1].upper() + title[1:]))
    count = words.number(len(order), "statement")
    if len(order) > MOST_CLAIMS:
        count += f", the {MOST_CLAIMS} strongest here"
    show(piece('<p class="quiet">{}: {}.</p>', spaced(flow.layer).capitalize(), count))
    with st.container(horizontal=True, gap="small"):
        for code in dict.fromkeys((flow.origin, flow.target)):
            st.button(named(code), on_click=state.choose, args=(code,), type="tertiary")
    show(evidence.claims(order[:MOST_CLAIMS], held))
