"""Loading small published files in tests: what a loader made of them, and its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.collecting import Collected, collect
from graph.dates import PartialDate
from graph.statement import Collection, Source
from loaders import LOADERS
from loaders.reading.format import Load, Spec
from loaders.reading.tally import Tally
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.statement import Party, Records, Statement

COLLECTION = Collection("s", "A source", "Someone", "CC0-1.0", PartialDate("2026"), "")
SOURCE = Source("s", "A source", "Someone", None, "", "published data", "primary", True)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it; ids of parties in `records` begin with `s:`."""

    records: Records
    tally: Tally
    lost: Mapping[str, int]

    def party(self, local: str) -> Party:
        """Give the party that the source calls so."""
        return self.records.parties[f"s:{local}"]

    def named(self, name: str) -> Party:
        """Give the only party of that name."""
        (found,) = [each for each in self.records.parties.values() if each.name == name]
        return found

    def said(self, relation: str = "") -> list[Statement]:
        """Give the statements, or those of one relation."""
        return [s for s in self.records.statements if relation in ("", s.relation)]

    def ends(self, relation: str) -> list[tuple[str, str]]:
        """Give the names at both ends of the statements of one relation, sorted."""
        parties = self.records.parties
        return sorted(
            (parties[s.subject].name, parties[s.object].name) for s in self.said(relation)
        )


def load(format_: str, *files: Path, grade: str = "", **options: str) -> Loaded:
    """Load files as one source named `s`; every row must be accounted for."""
    tally = Tally()
    who = ("A source", "Someone", "CC0-1.0")
    spec = Spec("s", format_, files, *who, grade=grade, options=options)
    made = LOADERS[format_].load(Load(spec, words(), tally))
    found: Collected = collect(made, COLLECTION, SOURCE, words())
    assert tally.left_over == 0, f"{tally.left_over} rows are unaccounted for"
    return Loaded(found.records, tally, found.lost)


def write(file: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a small file exactly as given."""
    file.write_bytes(text.encode(encoding))
    return file
