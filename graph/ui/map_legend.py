"""What the map's and the timeline's signs mean, for what they really show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import words
from graph.filters import UNKNOWN
from graph.timeline import Dated
from graph.ui.html import joined, piece, show
from graph.ui.load import lens
from graph.ui.style import GREY, LAYERS, VERMILION, spaced
from graph.ui.world_map import ROLES, drawable
from graph.ui.years import SENSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from graph.geography import Geography
    from graph.timeline import Timeline

RING = "◍"


def legend(found: Geography, times: Timeline) -> None:
    """Show the signs of the map, then those of the timeline, and say what is not drawn."""
    rows = [_row(_map(found)), _row(_timeline(times))]
    if lines := list(_not_drawn(found)):
        rows.append(
            piece('<p class="quiet">Not drawn, but in the tables: {}.</p>', "; ".join(lines))
        )
    show(joined(rows))


def _row(signs: Iterable[tuple[str, str, str]]) -> Markup:
    every = joined(piece('<span><i style="color:{}">{}</i> {}</span>', *sign) for sign in signs)
    return piece('<div class="legend">{}</div>', every)


def _map(found: Geography) -> Iterator[tuple[str, str, str]]:
    held = [role for role in ROLES if any(here.by_role[role] for here in found.countries.values())]
    for role in held:
        yield ROLES[role], RING, role.plural
    if found.countries and not held:
        yield GREY, RING, "parties; here nobody has a role"
    layers = {flow.layer for flow in drawable(found.flows)}
    for layer, colour in LAYERS.items():
        if layer in layers:
            yield colour, "━▶" if layer == "supply" else "╍▶", spaced(layer)
    if layers:
        yield GREY, "━", "the wider, the more statements"
    yield VERMILION, "▨", f"government meets the lens: {lens().title}"


def _timeline(times: Timeline) -> Iterator[tuple[str, str, str]]:
    there = {sense for each in times.years for sense, layers in each.counted.items() if layers}
    glyphs = {Dated.BEGINS: "■", Dated.AS_OF: "▨", Dated.ENDS: "□"}
    for sense, text in SENSES.items():
        if sense in there:
            yield GREY, glyphs[sense], f"{text}"
    if times.undated:
        yield GREY, "▤", "undated"


def _not_drawn(found: Geography) -> Iterator[str]:
    within = sum(len(flow.statements) for flow in found.flows if _inside(flow.origin, flow.target))
    lost = [flow for flow in found.flows if UNKNOWN in (flow.origin, flow.target)]
    between = [f for f in found.flows if not f.within and UNKNOWN not in (f.origin, f.target)]
    few = len(between) - len(drawable(found.flows))
    if within:
        yield f"{words.number(within, 'statement')} within one country"
    if lost:
        yield f"{sum(len(flow.statements) for flow in lost)} with an end whose country is unknown"
    if few:
        yield f"the {few} smallest of {len(between)} flows"


def _inside(origin: str, target: str) -> bool:
    return origin == target != UNKNOWN
