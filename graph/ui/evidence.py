"""What stands behind a hop or a party: statements with grade, dates, deal, source and dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words
from graph.ui.html import joined, link, piece, show

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from markupsafe import Markup

    from graph.network import Hop
    from graph.statement import Party, Source, Statement
    from graph.workspace import Workspace


def hop(held: Hop, workspace: Workspace) -> None:
    """Show every statement of a hop."""
    records = workspace.records
    ends = words.called(records, held.origin), words.called(records, held.target)
    show(piece("<h3>{} → {}</h3>", *ends))
    show(claims(held.statements, workspace))


def claims(
    stated: Iterable[Statement], workspace: Workspace, carrying: Collection[str] = ()
) -> Markup:
    """Give statements as pieces: those whose ids are `carrying` a path, then the strongest."""
    ranks = workspace.vocabulary.grades

    def order(statement: Statement) -> tuple[bool, int, str]:
        return statement.id not in carrying, ranks[statement.grade].rank, statement.record

    return joined(_claim(s, workspace, s.id in carrying) for s in sorted(stated, key=order))


def _claim(held: Statement, workspace: Workspace, carries: bool) -> Markup:
    records, vocabulary = workspace.records, workspace.vocabulary
    deals = joined(piece("<p>Deal: {}</p>", records.deals[deal].title) for deal in held.deals)
    note = piece("<p>{}</p>", held.note) if held.note else piece("")
    return piece(
        '<div class="claim{}"><h4>{}</h4>{}{}{}{}</div>',
        " disputed" if held.disputed else "",
        words.sentence(held, records, vocabulary),
        _badges(held, workspace, carries),
        note,
        deals + _where(held, workspace),
        _sources(held, workspace),
    )


def _where(held: Statement, workspace: Workspace) -> Markup:
    found = words.where(held, workspace.records)
    return piece('<p class="source">At {}</p>', found) if found else piece("")


def _badges(held: Statement, workspace: Workspace, carries: bool) -> Markup:
    grade = workspace.vocabulary.grades[held.grade]
    badges = [piece('<span class="badge" title="{}">{}</span>', grade.definition, grade.label)]
    badges.append(piece('<span class="badge">{}</span>', words.when(held.period)))
    if held.disputed:
        badges.append(piece('<span class="badge dispute">⚠ disputed by a named party</span>'))
    if carries:
        badges.append(piece('<span class="badge">joins this path</span>'))
    return piece('<div class="badges">{}</div>', joined(badges))


def _sources(held: Statement, workspace: Workspace) -> Markup:
    sources, second = workspace.records.sources, held.evidence.corroborating
    first = _source("Source", sources[held.evidence.source])
    return first + (_source("See also", sources[second]) if second else piece(""))


def _source(label: str, held: Source) -> Markup:
    return piece(
        '<p class="source"><span>{}:</span> {}<br>{}</p>',
        label,
        words.cited(held),
        link(held.url, held.url),
    )


def party(held: Party, workspace: Workspace) -> None:
    """Show who a party is: kind, country, names, listings, description."""
    rows = joined(piece("<dt>{}</dt><dd>{}</dd>", *fact) for fact in _facts(held, workspace))
    about = piece("<p>{}</p>", held.description) if held.description else piece("")
    show(piece('<h3>{}</h3>{}<dl class="facts">{}</dl>', held.name, about, rows))


def _facts(held: Party, workspace: Workspace) -> list[tuple[str, str]]:
    facts = [("Kind", workspace.vocabulary.kinds[held.kind].label)]
    facts.append(("Country", country.name(held.country)))
    if held.trade_role:
        facts.append(("Called a", held.trade_role))
    if held.aliases:
        facts.append(("Also known as", "; ".join(held.aliases)))
    for each in held.listings:
        facts.append(("Listed", words.listed_on(each)))
    facts += [("Counts as this", each) for each in words.members(held, workspace.records)]
    facts.append(("Id", held.id))
    return facts
