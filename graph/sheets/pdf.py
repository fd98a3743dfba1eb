"""The sheet as a PDF: tagged, searchable, with the same bytes for the same sheet, and no clock.

The letters come from the fonts that Typst brings. What those cannot draw, such as Chinese, is
written as code points, [U+4E2D], and the sheet says so: the compiler refuses a document in which
a letter has no shape, so that none is lost in silence.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from graph.errors import BadQuestion
from graph.sheets.grouped import grouped, rules
from graph.sheets.making import COUNTED
from graph.sheets.sheet import SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.sheets.grouped import Alike
    from graph.sheets.sheet import Compared, Note, Part, Reading, Section, Sheet

UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
# The compiler names all letters that it cannot draw at once; more rounds would be a fault of ours.
ROUNDS = 4
SPELT = (
    "Letters that the fonts of this file cannot draw are written as their code points, [U+4E2D]: "
    "the HTML, Markdown and JSON sheets show them as they are."
)


def pdf(sheet: Sheet) -> bytes:
    """Write the sheet; raises `BadQuestion` for text that cannot be written at all."""
    laid = _laid_out(sheet)
    unwritable = {letter for text in _texts(laid) for letter in text if _hidden(letter)}
    for _ in range(ROUNDS):
        try:
            told = laid | {"spelt": SPELT if unwritable else ""}
            return _compiled(_spelt(told, unwritable))
        except typst.TypstError as error:
            found = UNDRAWN.findall(error.diagnostic)
            more = {letter for each in found for letter in _read(each)} - unwritable
            if not more:
                raise
            unwritable |= more
    raise BadQuestion("the sheet holds letters that cannot be written to a PDF: take the HTML")


def _compiled(laid: object) -> bytes:
    return typst.compile(
        Path(__file__).with_suffix(".typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(laid)},
        pdf_standards=["ua-1"],
    )


def _hidden(letter: str) -> bool:
    """Tell letters that show nothing or turn the others around, and halves of letters."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") and letter not in "\n\t"


def _read(found: str) -> str:
    """Read a text as the compiler prints it in quotes."""
    return ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], found)


def _texts(laid: object) -> Iterator[str]:
    """Yield every text of what is laid out."""
    if isinstance(laid, str):
        yield laid
    elif isinstance(laid, dict | list):
        for each in laid.values() if isinstance(laid, dict) else laid:
            yield from _texts(each)


def _spelt(laid: object, unwritable: set[str]) -> object:
    """Write letters as code points."""
    if isinstance(laid, str):
        return "".join(f"[U+{ord(c):04X}]" if c in unwritable else c for c in laid)
    if isinstance(laid, dict):
        return {key: _spelt(each, unwritable) for key, each in laid.items()}
    return [_spelt(each, unwritable) for each in laid] if isinstance(laid, list) else laid


def _laid_out(sheet: Sheet) -> dict[str, Any]:
    """Give what the template prints, in its order; everything is text."""
    return {
        "kind": f"{SUBJECT[sheet.subject]} {sheet.key}",
        "title": sheet.title,
        "named": sheet.named,
        "caution": sheet.no_score,
        "order": f"{sheet.order} † {COUNTED}.",
        "in_force": [list(each) for each in sheet.in_force.told()],
        "sections": [_section(each) for each in sheet.sections],
        "rules": [list(each) for each in rules(sheet)],
        "notes": [_note(each) for each in sheet.notes],
    }


def _section(held: Section) -> dict[str, Any]:
    return {"title": held.title, "lead": held.lead, "parts": [_part(each) for each in held.parts]}


def _part(held: Part) -> dict[str, Any]:
    return {
        "title": held.title,
        "facts": [
            {
                "text": fact.sentence,
                "notes": list(fact.notes),
                "rule": "†" if fact.rule == COUNTED else fact.rule,
                "depth": fact.depth,
            }
            for fact in held.facts
        ],
        "flags": [_flag(each) for each in grouped(held.lines)],
        "then": held.then,
        "now": held.now,
        "compared": [_compared(each) for each in held.compared],
        "blanks": [[each.question, each.rule] for each in held.blanks],
    }


def _flag(held: Alike) -> dict[str, Any]:
    return {
        "answer": held.answer,
        "title": held.titles,
        "text": held.sentence,
        "notes": list(held.notes),
        "strength": held.strength,
        "settles": held.settles,
        "asked": held.asked,
        "rule": held.rule,
    }


def _compared(held: Compared) -> dict[str, Any]:
    both = {"then": _reading(held.then), "now": _reading(held.now)}
    return {"question": held.question, "rule": held.rule} | both


def _reading(held: Reading) -> dict[str, Any]:
    disputed = "DISPUTED by a named party" if held.disputed else ""
    return {
        "answer": held.answer,
        "text": held.sentence,
        "notes": list(held.notes),
        "strength": "; ".join(filter(None, (held.strength, disputed))),
        "settles": held.settles,
    }


def _note(held: Note) -> dict[str, Any]:
    badges = (held.kind, held.id, held.grade, held.when)
    return {
        "says": held.says,
        "badges": "; ".join(filter(None, badges)),
        "disputed": held.disputed,
        "remark": held.remark,
        "source": held.source,
        "address": held.address,
        "see_also": held.see_also,
        "see_also_address": held.see_also_address,
    }
