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


def strip(path: Path, held: Workspace) -> None:
    """Show a path as a row of parties and labelled hops, the tie of control at its end."""
    pieces = [_party(path.supplier, SUPPLIER, held)]
    for hop in path.hops:
        pieces += [_step(hop, "⟶", held), _party(hop.target, _role(path, hop.target), held)]
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


def _party(key: str, role: str, held: Workspace) -> Markup:
    party = held.records.parties[key]
    return piece(
        '<div class="party{}"><b>{}</b><span>{} · {}</span></div>',
        "" if role in (SUPPLIER, INTERMEDIARY, ITEM) else " end",
        party.name,
        role,
        country.name(party.country),
    )
