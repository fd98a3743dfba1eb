"""Reading a structured file that anybody may have written: each value says where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import orjson

from graph.errors import BadField, BadFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 20_000_000
MOST_ITEMS, MOST_LETTERS, MOST_COUNT = 100_000, 20_000, 10**12


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a file and the way to it; every reader raises `BadField` for another sort."""

    file: Path
    name: str
    value: object

    def refused(self, remedy: str) -> BadField:
        """Make the error that names this field."""
        return BadField(self.file, self.name or "the whole", self.value, remedy)

    def has(self, name: str) -> bool:
        """Say whether there is a field of that name below this one, and not null."""
        return isinstance(self.value, dict) and self.value.get(name) is not None

    def of(self, name: str) -> Field:
        """Give a field below this one; one that is not there is null."""
        if not isinstance(self.value, dict):
            raise self.refused("give names with values, in {}")
        below = f"{self.name}.{name}" if self.name else name
        return Field(self.file, below, self.value.get(name))

    def items(self, most: int = MOST_ITEMS) -> Iterator[Field]:
        """Yield the fields of a list."""
        if not isinstance(self.value, list):
            raise self.refused("give a list, in []")
        if len(self.value) > most:
            raise BadField(self.file, self.name, len(self.value), f"give at most {most} of them")
        for place, each in enumerate(self.value):
            yield Field(self.file, f"{self.name}[{place}]", each)

    def pairs(self, most: int = MOST_ITEMS) -> Iterator[tuple[str, Field]]:
        """Yield the names below this field with their fields."""
        if not isinstance(self.value, dict):
            raise self.refused("give names with values, in {}")
        if len(self.value) > most:
            raise BadField(self.file, self.name, len(self.value), f"give at most {most} of them")
        for name in self.value:
            yield name, self.of(name)

    def text(self, most: int = MOST_LETTERS) -> str:
        """Give text."""
        if not isinstance(self.value, str) or len(self.value) > most:
            raise self.refused(f'give text of at most {most} letters, in ""')
        return self.value

    def texts(self, most: int = MOST_ITEMS) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(each.text() for each in self.items(most))

    def truth(self) -> bool:
        """Give true or false."""
        if not isinstance(self.value, bool):
            raise self.refused("write true or false")
        return self.value

    def count(self) -> int:
        """Give a whole number, zero or more."""
        found = self.value
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= MOST_COUNT:
            raise self.refused("give a whole number")
        return found

    def number(self) -> float:
        """Give a number, also with a fraction."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.refused("give a number")
        if not abs(self.value) <= MOST_COUNT:
            raise self.refused("give a smaller number")
        return self.value

    def number_text(self, low: Decimal | None = None, high: Decimal | None = None) -> Decimal:
        """Give an exact number that is written as text, within bounds."""
        text = self.text(40)
        try:
            found = Decimal(text)
        except InvalidOperation:
            raise self.refused('give a number in "", such as "0.5"') from None
        if not found.is_finite() or abs(found.adjusted()) > 12:
            raise self.refused('give a number in "", such as "0.5"')
        if (low is not None and found < low) or (high is not None and found > high):
            raise self.refused(f"give a number from {low} to {high}")
        return found


def read(file: Path, content: bytes) -> Field:
    """Read JSON; raises `BadFile` for what is none, too large, or nested too deeply."""
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise BadFile(file, f"is larger than {limit}", "give a file that this program wrote")
    try:
        return Field(file, "", orjson.loads(content))
    except orjson.JSONDecodeError as error:
        raise BadFile(
            file, f"is no JSON ({error})", "give a file that this program wrote"
        ) from error
