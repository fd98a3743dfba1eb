"""Records joined into parties, in which a pair that a person kept apart never meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Groups:
    """Which records are one party so far; groups that hold a pair kept apart never join."""

    def __init__(self, apart: Iterable[frozenset[str]] = ()) -> None:
        """`apart` are pairs of records that are two parties, whatever may speak for one."""
        self._top: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        # By group: the records that none of it may join.
        self._foes = {key: set(foes) for key, foes in self._apart.items()}

    def join(self, one: str, other: str) -> bool:
        """Make two records one party unless a pair kept apart would meet; say if they now are."""
        first, second = self.top(one), self.top(other)
        if first == second:
            return True
        if any(self.top(foe) == second for foe in self._foes.get(first, ())):
            return False
        small, large = sorted((first, second), key=lambda top: len(self._of(top)))
        moved = self._members.pop(small, [small])
        self._members.setdefault(large, [large]).extend(moved)
        self._top |= dict.fromkeys(moved, large)
        self._foes.setdefault(large, set()).update(self._foes.pop(small, ()))
        return True

    def between(self, one: str, other: str) -> list[tuple[str, str]]:
        """Give the pairs kept apart that would meet if two records were one party, sorted."""
        others = set(self._of(self.top(other)))
        mine = self._of(self.top(one))
        return sorted((key, foe) for key in mine for foe in self._apart.get(key, set()) & others)

    def top(self, key: str) -> str:
        """Give the record that a group is filed under, the same for all of it."""
        return self._top.get(key, key)

    def several(self) -> Iterator[Sequence[str]]:
        """Yield the groups of more than one record."""
        yield from self._members.values()

    def _of(self, top: str) -> list[str]:
        return self._members.get(top, [top])
