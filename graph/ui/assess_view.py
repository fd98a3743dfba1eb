"""A sheet on the screen: a tab for each step, and behind every line what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.sheets import html
from graph.sheets.grouped import grouped, rules
from graph.sheets.making import COUNTED
from graph.sheets.sheet import SUBJECT
from graph.ui.html import joined, piece, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from graph.sheets.grouped import Alike
    from graph.sheets.sheet import Blank, Compared, Fact, Part, Reading, Section, Sheet

NOTHING = piece("")
RULES, NOTES = "Rules", "Notes"


def head(held: Sheet) -> None:
    """Name the subject and everything that the answers depend on."""
    show(
        piece(
            '<h2 class="count">{}</h2><p class="quiet">{} {}: {}</p>',
            *(held.title, SUBJECT[held.subject], held.key, held.named),
        )
    )
    show(piece('<dl class="facts in-force">{}</dl>', html.in_force(held)))


def sections(held: Sheet) -> None:
    """Show each step in a tab, then the rules behind the flags, and all notes."""
    titles = [f"{at} {section.title}" for at, section in enumerate(held.sections, 1)]
    tabs = st.tabs([*titles, RULES, NOTES])
    for tab, section in zip(tabs, held.sections, strict=False):
        with tab:
            _section(section, held)
    with tabs[-2]:
        rows = (piece("<dt>{}</dt><dd>{} <small>{}</small></dd>", *rule) for rule in rules(held))
        show(piece('<p class="quiet">{}</p><dl class="rules">{}</dl>', held.order, joined(rows)))
    with tabs[-1]:
        show(piece('<ol class="notes">{}</ol>', joined(map(html.note, held.notes))))


def _section(section: Section, held: Sheet) -> None:
    show(piece('<p class="quiet">{} † {}.</p>', section.lead, COUNTED))
    for part in section.parts:
        show(piece('<div class="sheet">{}</div>', _part(part, held)))


def _part(part: Part, held: Sheet) -> Markup:
    return joined(
        (
            piece("<h3>{}</h3>", part.title),
            _some('<ul class="sheet-facts">{}</ul>', (_fact(each, held) for each in part.facts)),
            joined(_flag(each, held) for each in grouped(part.lines)),
            _compared(part, held) if part.compared else NOTHING,
            _some('<ol class="blanks">{}</ol>', map(_blank, part.blanks)),
        )
    )


def _some(template: str, pieces: Iterable[Markup]) -> Markup:
    every = joined(pieces)
    return piece(template, every) if every else NOTHING


def _fact(fact: Fact, held: Sheet) -> Markup:
    rule = "†" if fact.rule == COUNTED else fact.rule
    return piece(
        '<li class="d{}">{} <small>{}</small>{}</li>',
        *(min(fact.depth, 6), fact.sentence, rule, _evidence(fact.notes, held)),
    )


def _evidence(numbers: tuple[int, ...], held: Sheet) -> Markup:
    """Fold the notes of a line under it; no note gives nothing to open."""
    if not numbers:
        return NOTHING
    told = ", ".join(map(str, numbers))
    notes = joined(map(html.note, held.cited(numbers)))
    return piece(
        '<details><summary>evidence {}</summary><ol class="notes">{}</ol></details>', told, notes
    )


def _flag(flag: Alike, held: Sheet) -> Markup:
    asked = piece("<small>{} {}</small>", flag.asked, flag.rule)
    return piece(
        '<div class="flag">{}<b>{}</b><div>{}{}{}</div><div>{}</div></div>',
        html.tag(flag.answer),
        flag.titles,
        flag.sentence,
        html.strength(flag.strength),
        _evidence(flag.notes, held),
        piece("<b>Would settle it:</b> {}", flag.settles) if flag.settles else asked,
    )


def _compared(part: Part, held: Sheet) -> Markup:
    rows = joined(_row(each, held) for each in part.compared)
    columns = "<tr><th>Question</th><th>{}</th><th>{}</th></tr>"
    head_ = piece(columns, part.then, part.now)
    return piece("<table><thead>{}</thead><tbody>{}</tbody></table>", head_, rows)


def _row(row: Compared, held: Sheet) -> Markup:
    cells = joined(piece("<td>{}</td>", _reading(each, held)) for each in (row.then, row.now))
    return piece("<tr><td>{}<br><small>{}</small></td>{}</tr>", row.question, row.rule, cells)


def _reading(reading: Reading, held: Sheet) -> Markup:
    settles = piece("<br><b>Would settle it:</b> {}", reading.settles)
    disputed = "DISPUTED by a named party" if reading.disputed else ""
    return piece(
        "{} {}{}{}{}",
        html.tag(reading.answer),
        reading.sentence,
        html.strength("; ".join(filter(None, (reading.strength, disputed)))),
        settles if reading.settles else NOTHING,
        _evidence(reading.notes, held),
    )


def _blank(blank: Blank) -> Markup:
    return piece(
        '<li>{} <small>{}</small><span class="line"></span></li>', blank.question, blank.rule
    )
