"""The map on the page: countries with their parties, what moves between them, and the lens."""

from __future__ import annotations

import json
from functools import cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph import country, words
from graph.filters import UNKNOWN
from graph.geography import Role
from graph.ui.style import BLUE, GREY, LAYERS, ORANGE, PURPLE, VERMILION, spaced
from graph.world import projected, world

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from streamlit.components.v2.types import ComponentRenderer

    from graph.geography import Flow, Geography, Here
    from graph.world import Rings

PARTS = ("world_map.html", "world_map.css")
SCRIPTS = ("world_map.js", "world_map_place.js", "world_map_draw.js", "world_map_events.js")
SCALE = 200.0  # units of the map for one of the projection
NORTH, SOUTH = 84.0, -57.0  # beyond these there is but ice, and a map that shows it is smaller
ROLES = {Role.SUPPLIER: BLUE, Role.INTERMEDIARY: ORANGE, Role.END_USER: PURPLE}
MOST_DRAWN = 200  # flows; nobody can tell more of them apart
WIDEST = 9.0


def world_map(
    found: Geography,
    restrictive: Collection[str],
    *,
    key: str,
    height: int,
    chosen: str,
    on_choose: Callable[[], None],
) -> None:
    """Draw the map; `chosen` is a country's code or a flow's id, and stands out.

    `on_choose` takes no argument: read `picked`.
    """
    data = payload(found, restrictive, key=key, height=height, chosen=chosen)
    with st.container(gap=None):
        _element()(key=key, data=data, height=height, on_chosen_change=on_choose)
        _lands()(key=f"{key}-lands", height=1)


def payload(
    found: Geography, restrictive: Collection[str], *, key: str, height: int, chosen: str
) -> dict[str, object]:
    """Give what is sent to the browser: plain data, equal for equal results."""
    drawn = drawable(found.flows)
    return {
        "map": key,
        "height": height,
        "frame": _frame(),
        "marks": [_mark(here, code in restrictive) for code, here in found.countries.items()],
        "flows": [_flow(flow) for flow in drawn],
        "lens": sorted(restrictive),
        "shade": VERMILION,
        "chosen": chosen,
    }


def drawable(flows: Sequence[Flow]) -> list[Flow]:
    """Give the flows that a map can show: between two known countries, the largest of them."""
    between = (
        flow for flow in flows if not flow.within and UNKNOWN not in (flow.origin, flow.target)
    )
    return [flow for flow, _ in zip(between, range(MOST_DRAWN), strict=False)]


def picked(key: str) -> str | None:
    """Return what the reader has just chosen on map `key`; "" when they chose nothing."""
    match st.session_state.get(key):
        case {"chosen": {"id": str(id_)}}:
            return id_
    return None


def _mark(here: Here, restrictive: bool) -> dict[str, object]:
    name = named(here.code)
    roles = [(role, len(here.by_role[role])) for role in Role if here.by_role[role]]
    tip = [
        ["Parties", f"{len(here.parties)}"],
        *([role.plural.capitalize(), f"{n}"] for role, n in roles),
    ]
    tip += [["Lens", "government meets the lens"]] if restrictive else []
    told = ", ".join(words.number(count, role, role.plural) for role, count in roles)
    said = f"{name}: {words.number(len(here.parties), 'party', 'parties')}"
    return {
        "id": here.code,
        "name": name,
        "at": None if here.code == UNKNOWN else _at(world().places[here.code]),
        "parties": len(here.parties),
        "shares": [[ROLES[role], count] for role, count in roles] or [[GREY, 1]],
        "said": ". ".join(filter(None, (said, told, tip[-1][1] if restrictive else ""))),
        "tip": tip,
    }


def _flow(flow: Flow) -> dict[str, object]:
    count = words.number(len(flow.statements), "statement")
    disputed = sum(each.disputed for each in flow.statements)
    tip = [["Layer", spaced(flow.layer)], ["Statements", f"{len(flow.statements)}"]]
    tip += [["Disputed", f"{disputed}"]] if disputed else []
    return {
        "id": flow.id,
        "origin": flow.origin,
        "target": flow.target,
        "name": titled(flow),
        "colour": LAYERS[flow.layer],
        "supply": flow.layer == "supply",
        "directed": flow.directed,
        "width": round(min(1.4 + 1.5 * log2(len(flow.statements)), WIDEST), 2),
        "said": f"Flow: {titled(flow)}, {spaced(flow.layer)}, {count}",
        "tip": tip,
    }


def titled(flow: Flow) -> str:
    """Name a flow by its two countries."""
    if flow.within:
        return f"within {named(flow.origin)}"
    arrow = "→" if flow.directed else "—"
    return f"{named(flow.origin)} {arrow} {named(flow.target)}"


def named(code: str) -> str:
    """Name a country, or the want of one."""
    return country.name(None if code == UNKNOWN else code)


def _at(point: tuple[float, float]) -> list[float]:
    return [round(each * SCALE, 1) for each in projected(point)]


def _frame() -> list[float]:
    """Give the edges of the map: left, top, width and height."""
    (right, _), (_, top), (_, bottom) = map(_at, ((180, 0), (0, NORTH), (0, SOUTH)))
    return [-right, top, 2 * right, bottom - top]


@cache
def _lands() -> ComponentRenderer:
    """Register the shapes apart from the map: they never change, and are sent only once."""
    earth = world()
    lands = [{"code": c, "name": named(c), "d": _drawn(r)} for c, r in earth.shapes.items()]
    lands += [{"code": "", "name": "", "d": _drawn(rings)} for rings in earth.others]
    script = f"globalThis.enduseLands = {json.dumps(lands)};\nexport default function () {{}}\n"
    return st.components.v2.component("enduse_lands", js=script)


def _drawn(rings: Rings) -> str:
    """Write rings as a path of SVG."""
    return "".join(f"M{'L'.join(_pairs(ring))}Z" for ring in rings)


def _pairs(ring: Sequence[tuple[float, float]]) -> list[str]:
    return [f"{x:g} {y:g}" for x, y in map(_at, ring)]


@cache
def _element() -> ComponentRenderer:
    html, css, *scripts = (
        Path(__file__).with_name(name).read_text("utf-8") for name in (*PARTS, *SCRIPTS)
    )
    # joined: a component is one module, with no address that it could import from
    return st.components.v2.component("enduse_world_map", html=html, css=css, js="\n".join(scripts))
