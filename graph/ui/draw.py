"""From paths and neighbourhoods to pictures: what is drawn, with roles and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words
from graph.layout import layered, spread
from graph.ui.picture import Link, Mark, Picture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.neighbourhood import Neighbourhood
    from graph.network import Hop
    from graph.paths import Path
    from graph.ui.picture import Role
    from graph.workspace import Workspace

    Places = Mapping[str, tuple[float, float]]

# A frame's width to its height, names under the marks allowed for; its least width; a limit.
FRAME, LEAST, MOST_STRETCH = 1.2, 440.0, 2.4


def link_id(hop: Hop, workspace: Workspace) -> str:
    """Name a hop: its ends along the flow and its layer, which is unique in a picture."""
    return f"{hop.origin} > {hop.target} > {layer(hop, workspace)}"


def layer(hop: Hop, workspace: Workspace) -> str:
    """Give the layer a hop is drawn in: supply where any of its statements is of supply."""
    relations = workspace.vocabulary.relations
    found = {relations[name].layer for name in hop.relations}
    return "supply" if "supply" in found else min(found)


def of_paths(
    paths: Sequence[Path],
    chosen: Path,
    workspace: Workspace,
    restrictive: Collection[str],
    *,
    supply: bool = True,
) -> tuple[Picture, dict[str, Hop]]:
    """Draw paths from left to right, all but the chosen one dimmed; also give hops by link id.

    Only in a supply have the parties roles.
    """
    hops = {link_id(h, workspace): h for path in paths for h in (*path.hops, *path.tie)}
    lit = {link_id(h, workspace) for h in (*chosen.hops, *chosen.tie)}
    routes = [(*path.parties, *(h.origin for h in path.tie)) for path in paths]
    places, roles = layered(routes), _roles(paths, chosen) if supply else {}
    bright = {*chosen.parties, *(h.origin for h in chosen.tie)}
    marks = tuple(
        _mark(key, workspace, restrictive, places, role=roles.get(key, ""), dim=key not in bright)
        for key in sorted(places)
    )
    links = tuple(
        _link(hop, key, workspace, dim=key not in lit) for key, hop in sorted(hops.items())
    )
    return Picture(marks, links), hops


def of_neighbourhood(
    near: Neighbourhood,
    workspace: Workspace,
    restrictive: Collection[str],
    *,
    kept: Places,
) -> tuple[Picture, dict[str, Hop], Places]:
    """Draw parties and their hops; those in `kept` stay where they are, the rest is laid out."""
    pairs = [(h.origin, h.target) for h in near.hops]
    # what is not shown now keeps its place for when it is shown again
    found = spread({*near.parties, *kept}, pairs, kept=kept)
    places = found if kept else filled(found)
    hops = {link_id(hop, workspace): hop for hop in near.hops}
    marks = tuple(
        _mark(key, workspace, restrictive, places, more=near.hidden.get(key, 0))
        for key in near.parties
    )
    links = tuple(_link(hop, key, workspace) for key, hop in sorted(hops.items()))
    return Picture(marks, links), hops, places


def filled(places: Places) -> Places:
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


def _roles(paths: Iterable[Path], chosen: Path) -> dict[str, Role]:
    """Give each party its role in the chosen path, else in the last path that has it."""
    roles: dict[str, Role] = {}
    for path in (*paths, chosen):
        items = set(path.parties) - set(path.intermediaries)
        roles |= dict.fromkeys(sorted(items), "item")
        roles |= dict.fromkeys(path.intermediaries, "intermediary")
        roles[path.supplier], roles[path.end_user.party] = "supplier", "end_user"
    return roles


def _mark(
    key: str,
    workspace: Workspace,
    restrictive: Collection[str],
    places: Places,
    *,
    role: Role = "",
    dim: bool = False,
    more: int = 0,
) -> Mark:
    held = workspace.records.parties[key]
    kind, where = workspace.vocabulary.kinds[held.kind].label, country.name(held.country)
    tip = [("Kind", kind), ("Country", where)]
    tip += [("Role here", role.replace("_", "-"))] if role else []
    tip += [("Not shown", f"{more} more neighbours")] if more else []
    body = held.kind in ("government", "government_agency")
    assessed = body and held.country in restrictive
    x, y = places[key]
    return Mark(
        *(key, held.name, held.kind, role, held.country or "", assessed),
        x=x,
        y=y,
        tip=tuple(tip),
        dimmed=dim,
    )


def _link(hop: Hop, key: str, workspace: Workspace, *, dim: bool = False) -> Link:
    vocabulary = workspace.vocabulary
    best = vocabulary.strongest(s.grade for s in hop.statements)
    told = [("Statement", words.sentence(s, workspace.records, vocabulary)) for s in hop.statements]
    flows = {vocabulary.relations[name].flow for name in hop.relations}
    return Link(
        *(key, hop.origin, hop.target, words.joined_by(hop, vocabulary), layer(hop, workspace)),
        vocabulary.grades[best].rank,
        disputed=hop.disputed,
        directed=flows != {"none"},
        tip=(*told[:4], ("Grade", vocabulary.grades[best].label)),
        dimmed=dim,
    )
