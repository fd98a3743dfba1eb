"""Flags put together as they are read: each yes by itself, the others by what is said of them.

Many flags lack the same record. Said once for all of them, "cannot tell" can be read; nothing is
left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.sheets.sheet import CANNOT_TELL, NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.sheets.sheet import Line, Sheet


@dataclass(frozen=True, slots=True)
class Alike:
    """Flags of one answer of which the same is said, on the same notes."""

    lines: tuple[Line, ...]
    answer: str
    sentence: str
    notes: tuple[int, ...]

    @property
    def strength(self) -> str:
        """What the sentence rests on, as far as statements: their weakest grade, and a dispute."""
        readings = [line.reading for line in self.lines]
        grades = list(dict.fromkeys(each.strength for each in readings if each.strength))
        grades += ["DISPUTED by a named party"] if any(r.disputed for r in readings) else []
        return "; ".join(grades)

    @property
    def settles(self) -> str:
        """The records that would settle them; "" where nothing is open."""
        return " ".join(dict.fromkeys(line.reading.settles for line in self.lines)).strip()

    @property
    def asked(self) -> str:
        """The question, where it is one; several stand among the rules at the end."""
        return self.lines[0].question if len(self.lines) == 1 else ""

    @property
    def rule(self) -> str:
        """The rule beside a yes; those of the others stand at the end."""
        return self.lines[0].rule if self.answer == YES else ""

    @property
    def titles(self) -> str:
        """Their titles in a row; a tie is called one."""
        return "; ".join(titled(line) for line in self.lines)


def titled(line: Line) -> str:
    """Name a flag; an association is called so where it says yes."""
    tie = line.association and line.reading.answer == YES
    return f"{line.title} (a tie, not control)" if tie else line.title


def grouped(lines: Iterable[Line]) -> list[Alike]:
    """Put flags together: first those that say yes, then what cannot be told, then no."""
    every = list(lines)
    found = [_alike([each]) for each in every if each.reading.answer == YES]
    for answer in (CANNOT_TELL, NO):
        those = [line for line in every if line.reading.answer == answer]
        said: dict[tuple[object, ...], list[Line]] = {}
        for line in those:
            said.setdefault((line.reading.sentence, line.reading.notes), []).append(line)
        found += map(_alike, said.values())
    return found


def _alike(lines: list[Line]) -> Alike:
    first = lines[0].reading
    return Alike(tuple(lines), first.answer, first.sentence, first.notes)


def rules(sheet: Sheet) -> list[tuple[str, str, str]]:
    """List every flag of a sheet once, sorted: its title, its question, and its rule."""
    return sorted({(line.title, line.question, line.rule) for line in sheet.lines()})
