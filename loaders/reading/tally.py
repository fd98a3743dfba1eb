"""The account of one load: what was read, used, skipped and rejected, and whether it adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from graph.errors import EnduseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loaders.reading.format import Record

T = TypeVar("T")

# Of a table that does not hold a column's words at all, so many are listed, each so long.
MOST_WORDS, LONGEST_WORD, OTHERS = 1000, 100, "(others)"


class Place(NamedTuple):
    """Where a row stands: the file's name and its number there, as a person would look for it."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One row, line, element or object of a file, with where it stands."""

    place: Place
    value: T


class Skip(EnduseError):
    """A row that is understood and has no place in the graph; the message is the reason."""


class Reject(EnduseError):
    """A row that cannot be understood; the message is the reason, without the row's own text."""


class Rejected(NamedTuple):
    """A row that was rejected, as it is written on request."""

    file: str
    row: int
    reason: str


class Tally:
    """Counts one load as it goes; readers count rows, loaders say what became of each."""

    def __init__(self, watch: Callable[[Tally], None] | None = None) -> None:
        """`watch` is called after every row; it must be cheap."""
        self.rows = self.used = 0
        self.skipped: Counter[str] = Counter()
        self.rejected: list[Rejected] = []
        self.unknown: dict[str, Counter[str]] = {}
        self.position: Callable[[], float] = lambda: 0.0
        self._watch = watch

    def read(self) -> None:
        """Count a row that a reader gives."""
        self.rows += 1
        if self._watch is not None:
            self._watch(self)

    def use(self, rows: int = 1) -> None:
        """Count rows that became part of the graph."""
        self.used += rows

    def skip(self, reason: str, rows: int = 1) -> None:
        """Count rows that are understood and have no place in the graph."""
        self.skipped[reason] += rows

    def reject(self, place: Place, reason: str) -> None:
        """Note a row that cannot be understood."""
        self.rejected.append(Rejected(place.file, place.row, reason))

    def miss(self, table: str, word: str) -> None:
        """Count a word that a table does not hold."""
        found = self.unknown.setdefault(table, Counter())
        word = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
        found[word if word in found or len(found) < MOST_WORDS else OTHERS] += 1

    @property
    def left_over(self) -> int:
        """Rows of which nobody said what became; anything but 0 is a fault of the loader."""
        return self.rows - self.used - self.skipped.total() - len(self.rejected)


def taken(
    entries: Iterable[Entry[T]], tally: Tally, read: Callable[[Entry[T]], Iterable[Record]]
) -> Iterator[Record]:
    """Yield what `read` makes of each entry, and count what became of it.

    `read` raises `Skip` or `Reject` where it makes nothing; a row is taken whole or not at all.
    """
    for entry in entries:
        try:
            made = list(read(entry))
        except Skip as reason:
            tally.skip(str(reason))
        except Reject as reason:
            tally.reject(entry.place, str(reason))
        else:
            tally.use()
            yield from made
