"""The sheet as one HTML page to read and print: no script, no request, nothing that it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from graph.exports.html_pieces import joined, link, own, piece
from graph.sheets.grouped import grouped, rules
from graph.sheets.making import COUNTED
from graph.sheets.sheet import CANNOT_TELL, SUBJECT, YES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.sheets.grouped import Alike
    from graph.sheets.sheet import Blank, Compared, Fact, Note, Part, Reading, Section, Sheet

NOTHING = Markup("")
DISPUTED = "⚠ disputed by a named party"
CLASSES = {YES: "yes", CANNOT_TELL: "cannot"}


def html(sheet: Sheet) -> str:
    """Write the page; the same sheet gives the same text."""
    here = Path(__file__)
    style = Markup(here.with_suffix(".css").read_text("utf-8"))  # noqa: S704 - ours
    template = Markup(here.with_suffix(".html").read_text("utf-8"))  # noqa: S704 - ours
    sections = list(enumerate(sheet.sections, 1))
    return str(
        template.format(
            style=style,
            title=sheet.title,
            subject=SUBJECT[sheet.subject],
            key=sheet.key,
            named=sheet.named,
            no_score=sheet.no_score,
            order=sheet.order,
            counted=COUNTED,
            in_force=in_force(sheet),
            steps=joined(
                piece('<li><a href="#{}">{}</a></li>', s.id, s.title) for _, s in sections
            ),
            sections=joined(_section(number, each) for number, each in sections),
            rules=_rules(sheet),
            notes=joined(note(each) for each in sheet.notes),
        )
    )


def in_force(sheet: Sheet) -> Markup:
    """Name what every answer depends on."""
    told = sheet.in_force.told()
    return joined(piece("<dt>{}</dt><dd>{}</dd>", label, own(text)) for label, text in told)


def _section(number: int, held: Section) -> Markup:
    head = piece("<h2><span>{}</span> {}</h2><p>{}</p>", number, held.title, held.lead)
    return piece('<section id="{}">{}{}</section>\n', held.id, head, joined(map(part, held.parts)))


def part(held: Part) -> Markup:
    """Write one part of a section."""
    pieces = [
        piece("<h3>{}</h3>", own(held.title)),
        piece('<ul class="facts">{}</ul>', joined(map(_fact, held.facts)))
        if held.facts
        else NOTHING,
        joined(map(_flag, grouped(held.lines))),
        _compared(held) if held.compared else NOTHING,
        _some('<ol class="blanks">{}</ol>', map(_blank, held.blanks)),
    ]
    return piece('<div class="part">{}</div>\n', joined(pieces))


def _some(template: str, pieces: Iterable[Markup]) -> Markup:
    """Fill a template with pieces; nothing where there are none."""
    every = joined(pieces)
    return piece(template, every) if every else NOTHING


def _fact(held: Fact) -> Markup:
    rule = piece(" <small>{}</small>", held.rule) if held.rule else NOTHING
    if held.rule == COUNTED:
        rule = piece(' <small title="{}">†</small>', COUNTED)
    depth = min(held.depth, 6)
    return piece('<li class="d{}">{}{}{}</li>', depth, own(held.sentence), marks(held.notes), rule)


def marks(notes: Iterable[int]) -> Markup:
    """Link the numbers of notes."""
    links = [piece('<a href="#note-{}">{}</a>', number, number) for number in notes]
    return piece("<sup>{}</sup>", Markup(" ").join(links)) if links else NOTHING


def tag(answer: str) -> Markup:
    """Give an answer as a tag; yes and cannot tell weigh the same, and no colour tells them."""
    return piece('<b class="tag {}">{}</b>', CLASSES.get(answer, "no"), answer)


def _flag(held: Alike) -> Markup:
    return piece(
        '<div class="flag">{}<b>{}</b><p>{}{}{}</p><div>{}</div></div>\n',
        tag(held.answer),
        own(held.titles),
        own(held.sentence),
        marks(held.notes),
        strength(held.strength),
        _beside(held),
    )


def _beside(held: Alike) -> Markup:
    """Say beside a flag what would settle it, or what was asked and by which rule."""
    if held.settles:
        return piece("<b>Would settle it:</b> {}", held.settles)
    return piece("<small>{} {}</small>", held.asked, held.rule)


def strength(text: str) -> Markup:
    """Say how strong the statements are that a sentence rests on."""
    return piece(' <span class="grade">{}</span>', text) if text else NOTHING


def _compared(held: Part) -> Markup:
    rows = joined(_row(each) for each in held.compared)
    return piece(
        '<div class="wide"><table><thead><tr><th>Question</th><th>{}</th><th>{}</th></tr></thead>'
        "<tbody>{}</tbody></table></div>",
        held.then,
        held.now,
        rows,
    )


def _row(held: Compared) -> Markup:
    question = piece("{}<br><small>{}</small>", own(held.question), held.rule)
    return piece(
        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
        question,
        reading(held.then),
        reading(held.now),
    )


def reading(held: Reading) -> Markup:
    """Write one answer with why, and what would settle it."""
    settles = piece("<br><b>Would settle it:</b> {}", held.settles) if held.settles else NOTHING
    disputed = "DISPUTED by a named party" if held.disputed else ""
    told = "; ".join(filter(None, (held.strength, disputed)))
    return piece(
        "{} {}{}{}{}",
        tag(held.answer), own(held.sentence), marks(held.notes), strength(told), settles,
    )  # fmt: skip


def _blank(held: Blank) -> Markup:
    return piece(
        '<li>{} <small>{}</small><span class="line"></span></li>', own(held.question), held.rule
    )


def _rules(sheet: Sheet) -> Markup:
    row = "<div><dt>{}</dt><dd>{} <small>{}</small></dd></div>"
    return joined(piece(row, own(title), asks, rule) for title, asks, rule in rules(sheet))


def note(held: Note) -> Markup:
    """Write one note in full, a dispute with it."""
    return piece(
        '<li id="note-{}" value="{}">{}{} <small>{}</small>{}{}{}</li>\n',
        held.number,
        held.number,
        piece('<b class="dispute">{}</b> ', DISPUTED) if held.disputed else NOTHING,
        own(held.says),
        "; ".join(filter(None, (held.kind, held.id, held.grade, held.when))),
        piece("<br>{}", own(held.remark)) if held.remark else NOTHING,
        _cited("Source", held.source, held.address),
        _cited("See also, which may say the opposite", held.see_also, held.see_also_address),
    )


def _cited(label: str, source: str, address: str) -> Markup:
    at = piece("<br>{}", link(address)) if address else NOTHING
    told = piece('<br><span class="source">{}: {}{}</span>', label, own(source), at)
    return told if source else NOTHING
