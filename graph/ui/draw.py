"""From paths and neighbourhoods to pictures: what is drawn, with roles and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words
from graph.layout import layered
from graph.ui.picture import Link, Mark, Picture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.network import Hop
    from graph.paths import Path
    from graph.statement import Party
    from graph.ui.picture import Role
    from graph.view import Shown, View
    from graph.workspace import Workspace

    Places = Mapping[str, tuple[float, float]]


def link_id(hop: Hop, workspace: Workspace) -> str:
    """Name a hop: its ends along the flow and its layer, which is unique in a picture."""
    return f"{hop.origin} > {hop.target} > {layer(hop, workspace)}"


def hops_by_id(hops: Iterable[Hop], workspace: Workspace) -> dict[str, Hop]:
    """Give hops by the ids that a picture names them by."""
    return {link_id(hop, workspace): hop for hop in hops}


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
    hops = hops_by_id((h for path in paths for h in (*path.hops, *path.tie)), workspace)
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


def of_view(
    seen: Shown,
    view: View,
    hops: Mapping[str, Hop],
    workspace: Workspace,
    restrictive: Collection[str],
) -> Picture:
    """Draw what is seen of a view, each party where the view has it, and its hops by link id."""
    marks = tuple(
        _mark(key, workspace, restrictive, view.places, more=seen.more[key])
        for key in sorted(seen.parties)
    )
    return Picture(marks, tuple(_link(hop, key, workspace) for key, hop in sorted(hops.items())))


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
    more: tuple[int, int] = (0, 0),
) -> Mark:
    held = workspace.records.parties[key]
    kind, where = workspace.vocabulary.kinds[held.kind].label, country.name(held.country)
    tip = [("Kind", kind), ("Country", where)]
    tip += [("Role here", role.replace("_", "-"))] if role else []
    every, unseen = more
    tip += [("Neighbours", f"{every - unseen} of {every} shown")] if unseen else []
    x, y = places[key]
    return Mark(
        *(key, held.name, held.kind, role, held.country or "", assessed(held, restrictive)),
        x=x,
        y=y,
        tip=tuple(tip),
        dimmed=dim,
        records=max(1, len(held.members)),
    )


def assessed(held: Party, restrictive: Collection[str]) -> bool:
    """Say whether a party is a body whose government is among those that meet the lens."""
    return held.kind in ("government", "government_agency") and held.country in restrictive


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
