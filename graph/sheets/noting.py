"""Numbering what sentences rest on, each statement, entry and assessment once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph import country, words
from graph.sheets.sheet import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.finding import Listings
    from graph.practice import Assessment
    from graph.statement import Listing, Party, Statement
    from graph.workspace import Workspace

STATEMENT, LISTING, ASSESSMENT = "statement", "entry on a list", "assessment"
BASIS = {"primary": "", "secondary": "; an account of it, not the document"}


class Noting:
    """Gives numbers to notes in the order in which they are first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        """Notes are written in the words of the workspace."""
        self.workspace = workspace
        self._notes: dict[tuple[object, ...], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes so far, by number."""
        return tuple(self._notes.values())

    def stated(self, every: Iterable[Statement]) -> tuple[int, ...]:
        """Number statements, each once."""
        found = (self._number((STATEMENT, s.id), partial(self._statement, s)) for s in every)
        return tuple(dict.fromkeys(found))

    def listed(self, every: Listings) -> tuple[int, ...]:
        """Number entries on lists."""
        found = []
        for key, entry in every:
            party = self.workspace.records.parties[key]
            found.append(self._number((LISTING, key, entry), partial(_listing, party, entry)))
        return tuple(dict.fromkeys(found))

    def assessed(self, held: Assessment | None) -> tuple[int, ...]:
        """Number an assessment; none where there is none."""
        if held is None:
            return ()
        key = ASSESSMENT, held.country, held.indicator, held.year
        return (self._number(key, partial(_assessment, held)),)

    def _number(self, key: tuple[object, ...], make: Callable[[int], Note]) -> int:
        if key not in self._notes:
            self._notes[key] = make(len(self._notes) + 1)
        return self._notes[key].number

    def _statement(self, said: Statement, number: int) -> Note:
        records, vocabulary = self.workspace.records, self.workspace.vocabulary
        source = records.sources[said.evidence.source]
        second = records.sources.get(said.evidence.corroborating or "")
        place = words.where(said, records)
        return Note(
            number,
            STATEMENT,
            said.id + (f" ({said.record})" if said.record else ""),
            words.sentence(said, records, vocabulary),
            words.cited(source) + (f"; {place}" if place else ""),
            grade=vocabulary.grades[said.grade].label,
            when=words.when(said.period),
            disputed=said.disputed,
            remark=said.note,
            published=str(source.published or ""),
            address=source.url,
            see_also=words.cited(second) if second else "",
            see_also_address=second.url if second else "",
        )


def _listing(party: Party, entry: Listing, number: int) -> Note:
    told = f"{party.name} {'was' if entry.until else 'is'} on a list: {words.listed_on(entry)}"
    source = entry.citation or "the record of the party; no citation is given"
    when = f"from {entry.date}" if entry.date else "date unknown"
    when += f" until {entry.until}" if entry.until else ""
    return Note(number, LISTING, party.id, told, source, when=when)


def _assessment(held: Assessment, number: int) -> Note:

    what = held.indicator.replace("_", " ")
    told = f"{country.name(held.country)}, {what} {held.year}: {held.value} ({held.category})"
    source = held.assessor + BASIS.get(held.basis, f"; {held.basis}")
    return Note(
        number, ASSESSMENT, f"{held.country} {held.indicator} {held.year}", told, source,
        when=str(held.year), address=held.url,
    )  # fmt: skip
