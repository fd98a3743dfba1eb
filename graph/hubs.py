"""Which parties may end a path but not carry it on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from graph.engine.arrays import Flags, Index


@dataclass(frozen=True, slots=True)
class Hubs:
    """The rule: some kinds never carry, nor does a party with more neighbours than a threshold.

    The threshold is set from the data: the number of neighbours that all but `share` of the
    parties stay below, and never less than `least`.
    """

    kinds: tuple[str, ...] = ("government", "government_agency", "address")
    least: int = 100
    share: float = 0.001

    def threshold(self, index: Index) -> int:
        """Give the most neighbours that a party may have and still carry a path."""
        counts = neighbours(index)
        usual = int(np.quantile(counts, 1 - self.share)) if len(counts) else 0
        return max(self.least, usual)


def neighbours(index: Index) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Count, for each party by number, the parties that any statement joins it to."""
    arrays = index.arrays
    origin = np.repeat(np.arange(arrays.parties), np.diff(arrays.start))
    first = np.ones(len(origin), np.bool_)
    first[1:] = (origin[1:] != origin[:-1]) | (arrays.target[1:] != arrays.target[:-1])
    return np.bincount(origin[first], minlength=arrays.parties)


def carries(
    index: Index, hubs: Hubs, *, passes: Collection[str] = (), lifted: Collection[str] = ()
) -> Flags:
    """Say of each party by number whether a path may pass it.

    `passes` are kinds let through by a pattern, `lifted` parties let through by the reader.
    """
    kinds = np.array([k not in hubs.kinds or k in passes for k in index.kinds], np.bool_)
    found: Flags = kinds[index.arrays.kind] & (neighbours(index) <= hubs.threshold(index))
    found[[place for place, key in enumerate(index.parties) if key in lifted]] = True
    return found


def load(file: Path) -> Hubs:
    """Read the rule on hubs of a rules file; raise `BadFile` when it is not well formed."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))["hubs"]
        found = Hubs(tuple(map(str, table["kinds"])), int(table["least"]), float(table["share"]))
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "name a rules file") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(
            file, f"has no rule on hubs ({error!r})", "compare data/rules.toml"
        ) from error
    if found.least < 1 or not 0 <= found.share <= 1:
        limits = f"least {found.least} and share {found.share}"
        raise BadFile(file, f"has a rule on hubs with {limits}", "give 1 or more, and 0 to 1")
    return found
