"""A path in one row: its parties and the words of its hops, so that it can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words
from graph.end_users import Role
from graph.ui.html import joined, piece, show

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.network import Hop
    from graph.paths import Path
    from graph.workspace import Workspace

SUPPLIER, INTERMEDIARY, ITEM = "supplier", "intermediary", "item"


def strip(path: Path, held: Workspace, *, supply: bool) -> None:
    """Show a path as a row of parties and labelled hops, the tie of control at its end.

    The parties of a supply are shown with their roles, others with their kinds.
    """
    shown = _in_supply if supply else _of_a_kind
    pieces = [shown(path, path.supplier, held)]
    for hop in path.hops:
        pieces += [_step(hop, "⟶", held), shown(path, hop.target, held)]
    for hop in path.tie:
        name = words.called(held.records, hop.origin)
        pieces += [
            _step(hop, "⟵", held),
            piece('<div class="party"><b>{}</b><span>tie of control</span></div>', name),
        ]
    show(piece('<div class="strip">{}</div>', joined(pieces)))


def _step(hop: Hop, arrow: str, held: Workspace) -> Markup:
    told = words.joined_by(hop, held.vocabulary)
    dispute = piece('<b class="dispute">⚠ disputed</b>') if hop.disputed else piece("")
    return piece('<div class="step">{}<i>{}</i>{}</div>', told, arrow, dispute)


def _role(path: Path, key: str) -> str:
    if key == path.end_user.party:
        unnamed = path.end_user.role is Role.GOVERNMENT
        return f"{path.end_user.role}, no agency named" if unnamed else str(path.end_user.role)
    return INTERMEDIARY if key in path.intermediaries else ITEM


def _in_supply(path: Path, key: str, held: Workspace) -> Markup:
    role = SUPPLIER if key == path.supplier else _role(path, key)
    return _party(key, role, held, end=role not in (SUPPLIER, INTERMEDIARY, ITEM))


def _of_a_kind(path: Path, key: str, held: Workspace) -> Markup:
    kind = held.vocabulary.kinds[held.records.parties[key].kind].label
    end = key == path.end_user.party and path.end_user.role is not Role.NAMED
    return _party(key, _role(path, key) if end else kind, held, end=end)


def _party(key: str, role: str, held: Workspace, *, end: bool) -> Markup:
    party = held.records.parties[key]
    return piece(
        '<div class="party{}"><b>{}</b><span>{} · {}</span></div>',
        " end" if end else "",
        party.name,
        role,
        country.name(party.country),
    )
