"""The sheet as Markdown, and as plain text for a terminal: the same lines, marked or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from graph.sheets.grouped import grouped, rules
from graph.sheets.making import COUNTED
from graph.sheets.sheet import SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.sheets.grouped import Alike
    from graph.sheets.sheet import Blank, Compared, Fact, Note, Part, Reading, Section, Sheet

WIDTH = 96
LINE = "______________________________"
# What would be markup in Markdown, were it not escaped.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&]|^[-+=]|^\d+(?=[.)]))")
CAUTION = "A link is not a finding: each sentence repeats what a named source said."


@dataclass(frozen=True, slots=True)
class Style:
    """How lines are written: as Markdown, or plain and filled to a width."""

    markdown: bool

    def text(self, text: str) -> str:
        """Give a text in one line; in Markdown none of it is markup."""
        one = " ".join(text.split())
        return _MARKUP.sub(r"\\\1", one) if self.markdown else one

    def heading(self, level: int, text: str) -> str:
        """Write a heading with an empty line about it."""
        if self.markdown:
            return f"\n{'#' * level} {self.text(text)}\n"
        rule = {1: "=", 2: "-"}.get(level)
        told = self.text(text)
        return f"\n{told}\n{rule * min(len(told), WIDTH)}" if rule else f"\n{told}"

    def item(self, text: str, depth: int = 0) -> str:
        """Write an item; `text` is ready as it is."""
        if self.markdown:
            return f"{'  ' * depth}- {text}"
        indent = "  " * depth
        return fill(
            f"- {text}", WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip

    def strong(self, text: str) -> str:
        """Write what must not be overlooked, such as an answer."""
        return f"**{self.text(text)}**" if self.markdown else f"[{text.upper()}]"

    def marks(self, notes: tuple[int, ...]) -> str:
        """Write the numbers of notes."""
        if self.markdown:
            return "".join(f"[^{number}]" for number in notes)
        return f" [{', '.join(map(str, notes))}]" if notes else ""


def markdown(sheet: Sheet) -> str:
    """Write the sheet as Markdown with footnotes; text from data is never markup."""
    return _written(sheet, Style(markdown=True))


def text(sheet: Sheet) -> str:
    """Write the sheet as plain text, notes numbered at the end."""
    return _written(sheet, Style(markdown=False))


def _written(sheet: Sheet, style: Style) -> str:
    lines = [*_head(sheet, style)]
    for number, section in enumerate(sheet.sections, 1):
        lines += _section(number, section, style)
    lines.append(style.heading(2, "Rules behind the flags"))
    lines += [style.item(style.text(f"{t}: {asks} ({rule})")) for t, asks, rule in rules(sheet)]
    lines.append(style.heading(2, "Notes"))
    lines += [_note(each, style) for each in sheet.notes]
    return "\n".join(lines).strip() + "\n"


def _head(sheet: Sheet, style: Style) -> Iterator[str]:
    yield style.heading(1, f"Due-diligence sheet: {sheet.title}")
    yield style.item(style.text(f"{SUBJECT[sheet.subject]} {sheet.key}: {sheet.named}"))
    for label, told in sheet.in_force.told():
        yield style.item(style.text(f"{label}: {told}"))
    for told in (f"{CAUTION} {sheet.no_score}", f"{sheet.order} (†) {COUNTED}."):
        yield "\n" + (style.text(told) if style.markdown else fill(told, WIDTH))


def _section(number: int, held: Section, style: Style) -> Iterator[str]:
    yield style.heading(2, f"{number}. {held.title}")
    yield style.text(held.lead) if style.markdown else fill(held.lead, WIDTH)
    for part in held.parts:
        yield style.heading(3, part.title)
        yield from _part(part, style)


def _part(held: Part, style: Style) -> Iterator[str]:
    for fact in held.facts:
        yield style.item(_fact(fact, style), fact.depth)
    for each in grouped(held.lines):
        yield style.item(_flag(each, style))
    for row in held.compared:
        yield from _compared(row, held, style)
    for blank in held.blanks:
        yield from _blank(blank, style)


def _flag(held: Alike, style: Style) -> str:
    told = f"{style.strong(held.answer)} {style.text(f'{held.titles}: {held.sentence}')}"
    told += style.marks(held.notes) + _after(f"({held.strength})" if held.strength else "", style)
    told += _after(f"Asked: {held.asked} ({held.rule})" if held.rule else "", style)
    return told + _after(f"Would settle it: {held.settles}" if held.settles else "", style)


def _after(more: str, style: Style) -> str:
    return f" {style.text(more)}" if more else ""


def _fact(held: Fact, style: Style) -> str:
    rule = f"({'†' if held.rule == COUNTED else held.rule})" if held.rule else ""
    return style.text(held.sentence) + style.marks(held.notes) + _after(rule, style)


def _compared(held: Compared, part: Part, style: Style) -> Iterator[str]:
    yield style.item(style.text(f"{held.question} ({held.rule})"))
    for when, reading in ((part.then, held.then), (part.now, held.now)):
        yield style.item(f"{style.text(when)}: {_reading(reading, style)}", 1)


def _reading(held: Reading, style: Style) -> str:
    told = f"{style.strong(held.answer)} {style.text(held.sentence)}{style.marks(held.notes)}"
    strong = "; ".join(filter(None, (held.strength, "DISPUTED" if held.disputed else "")))
    told += _after(f"({strong})" if strong else "", style)
    return told + _after(f"Would settle it: {held.settles}" if held.settles else "", style)


def _blank(held: Blank, style: Style) -> Iterator[str]:
    yield style.item(style.text(f"{held.question} ({held.rule})"))
    yield style.item(f"Answer: {style.text(LINE)}", 1)


def _note(held: Note, style: Style) -> str:
    badges = "; ".join(filter(None, (held.kind, held.id, held.grade, held.when)))
    parts = [f"{held.says} [{badges}]"]
    parts += ["DISPUTED by a named party."] if held.disputed else []
    parts += [held.remark] if held.remark else []
    parts.append(f"Source: {held.source}.")
    told = style.text(" ".join(parts)) + _at(held.address, style)
    if held.see_also:
        told += _after(f"See also, which may say the opposite: {held.see_also}.", style)
        told += _at(held.see_also_address, style)
    if style.markdown:
        return f"[^{held.number}]: {told}"
    mark = f"[{held.number}] "
    return fill(
        mark + told, WIDTH, subsequent_indent=" " * len(mark),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _at(address: str, style: Style) -> str:
    """Give an address; in Markdown as a link only where it is a plain web address."""
    if not address:
        return ""
    if style.markdown and address.startswith("http") and not re.search(r"[\s<>]", address):
        return f" <{address}>"
    return f" {style.text(address)}"
