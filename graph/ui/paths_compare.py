"""Two paths side by side: shared hops marked, and what differs about them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import words
from graph.attestation import Attestation
from graph.comparing import compare
from graph.ui import paths_rows
from graph.ui.html import joined, piece, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from graph.comparing import Comparison, Resting, Row
    from graph.paths import Path
    from graph.workspace import Workspace

DIFFERS = {
    "relations": "relation",
    "grade": "grade",
    "periods": "dates",
    "sources": "sources",
    "disputed": "dispute",
}
FACTS = {
    "Joined by": {"attestation", "basis"},
    "Weakest hop": {"grade"},
    "Disputed": {"disputed"},
    "Dates": {"coexist", "in_order"},
    "Between": {"intermediaries"},
}


def comparison(left: Path, right: Path, held: Workspace) -> None:
    """Show two paths beside each other: facts, hops and sources."""
    found = compare(left, right, held.vocabulary)
    shared = words.number(len(found.shared), "shared hop")
    parties = words.number(len(found.parties), "shared party", "shared parties")
    show(piece('<h3 class="part">Two paths compared: {}, {}</h3>', shared, parties))
    rows = joined([*_facts(found, held), *_hops(found, held), *_sources(found, held)])
    routes = (words.route(path, held.records) for path in (left, right))
    head = piece(
        "<thead><tr><td></td><th>Chosen: {}</th><th>Compared with: {}</th></tr></thead>", *routes
    )
    show(piece('<table class="compare">{}<tbody>{}</tbody></table>', head, rows))


def _facts(found: Comparison, held: Workspace) -> Iterator[Markup]:
    left, right = (_told(path, held) for path in (found.left, found.right))
    for name, about in FACTS.items():
        differs = not about.isdisjoint(found.differs)
        mark = piece('<span class="mark">≠ differs</span>') if differs else piece("")
        yield _line(piece("{}{}", name, mark), left[name], right[name])
    yield _line("When", paths_rows.when(found.left), paths_rows.when(found.right))


def _told(path: Path, held: Workspace) -> dict[str, str]:
    names = [words.called(held.records, key) for key in path.intermediaries]
    return {
        "Joined by": words.basis(path, held.records),
        "Weakest hop": held.vocabulary.grades[path.grade].label,
        "Disputed": "⚠ by a named party" if path.disputed else "no",
        "Dates": words.time(path),
        "Between": ", ".join(names) or "nobody",
    }


def _line(head: object, left: object, right: object, name: str = "") -> Markup:
    return piece(
        '<tr class="{}"><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', name, head, left, right
    )


def _hops(found: Comparison, held: Workspace) -> Iterator[Markup]:
    for number, row in enumerate(found.rows, 1):
        head = piece("Hop {}{}", number, _mark(row))
        left, right = (_hop(each, found, row, held) for each in (row.left, row.right))
        yield _line(head, left, right, "shared" if row.shared else "")


def _mark(row: Row) -> Markup:
    if not row.shared:
        return piece("")
    told = f"≠ {', '.join(DIFFERS[name] for name in row.differs)}" if row.differs else ""
    return piece('<span class="mark same">● shared</span><span class="mark">{}</span>', told)


def _hop(each: Resting | None, found: Comparison, row: Row, held: Workspace) -> Markup:
    if each is None:
        return piece('<span class="quiet">none</span>')
    hop = each.hop
    ends = words.called(held.records, hop.origin), words.called(held.records, hop.target)
    elsewhere = not row.shared and (hop.origin, hop.target) in found.shared
    facts = [held.vocabulary.grades[each.grade].label]
    facts.append(", ".join(words.when(period) for period in each.periods))
    facts += ["⚠ disputed"] if each.disputed else []
    facts += ["in the other path too"] if elsewhere else []
    sources = "; ".join(held.records.sources[key].title for key in each.sources)
    return piece(
        '<b>{} → {}</b><br>{}<br><span class="quiet">{}<br>{}</span>',
        *ends,
        words.joined_by(hop, held.vocabulary),
        "; ".join(facts),
        sources,
    )


def _sources(found: Comparison, held: Workspace) -> Iterator[Markup]:
    both, left, right = (
        [held.records.sources[key].title for key in keys] for keys in found.sources
    )
    if both:
        told = words.listed(both)
        yield _line(piece('Sources of both<span class="mark same">● shared</span>'), told, told)
    if left or right:
        told, other = (words.listed(each) or "none" for each in (left, right))
        yield _line("Sources of this path alone", told, other)


def kept(path: Path, held: Workspace) -> None:
    """Say which path is kept to be compared, while no other is chosen yet."""
    name = words.route(path, held.records)
    composed = " (composed)" if path.attestation is Attestation.COMPOSED else ""
    told = f"Kept to compare: {name}{composed}. Choose another path in the table."
    show(piece('<div class="notice"><p>{}</p></div>', told))
