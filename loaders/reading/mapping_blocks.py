"""What a mapping says, once it was read: how files are laid out, and what their columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from graph.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from loaders.reading.mapping_field import Field


@dataclass(frozen=True, slots=True)
class Settings:
    """How a file is laid out; `month_first` is None where nobody says, and a day may be doubted."""

    skip_rows: int = 0
    encoding: str = "utf-8-sig"
    separator: str = ","
    sheet: str = ""
    missing: frozenset[str] = frozenset({""})
    ignore: frozenset[str] = frozenset()
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A party that each row of some files names; without a name it is told of in other rows.

    Where `optional`, a row may leave it out; else such a row is rejected.
    """

    name: str
    file: str
    id: Field
    prefix: str
    optional: bool
    says: Mapping[str, Field]
    aliases: tuple[Field, ...]
    weak_aliases: tuple[Field, ...]
    identifiers: Mapping[str, Field]
    listings: tuple[Mapping[str, Field], ...]

    def columns(self) -> set[str]:
        """Name the columns that it reads."""
        used: list[Field] = [self.id, *self.says.values(), *self.aliases, *self.weak_aliases]
        used += [*self.identifiers.values(), *(f for each in self.listings for f in each.values())]
        return {column for field in used for column in field.columns}


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """What each row says of two of its parties, named by their blocks."""

    name: str
    file: str
    subject: str
    object: str
    says: Mapping[str, Field]

    def columns(self) -> set[str]:
        """Name the columns that it reads."""
        return {column for field in self.says.values() for column in field.columns}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a mapping says of one file; `columns` are those that it reads."""

    settings: Settings
    parties: tuple[PartyBlock, ...]
    statements: tuple[StatementBlock, ...]
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping as it was read."""

    file: Path
    layout: tuple[tuple[str, Settings], ...]
    parties: tuple[PartyBlock, ...]
    statements: tuple[StatementBlock, ...]

    def of(self, file: Path) -> Sheet:
        """Give what it says of a file; raise `BadFile` when it says nothing of it."""
        parties = tuple(each for each in self.parties if fnmatchcase(file.name, each.file))
        said = tuple(each for each in self.statements if fnmatchcase(file.name, each.file))
        if not parties:
            problem = f"fits the file of no block in {self.file.name}"
            raise BadFile(file, problem, "leave it out, or map it in a block of its own")
        columns = frozenset(
            column for blocks in (parties, said) for each in blocks for column in each.columns()
        )
        fit = [settings for pattern, settings in self.layout if fnmatchcase(file.name, pattern)]
        return Sheet(fit[-1], parties, said, columns)
