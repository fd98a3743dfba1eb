"""Who is exposed: parties and countries ranked by the attested third-party paths they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.paths import Path


@dataclass(frozen=True, slots=True)
class Exposed:
    """A party or a country in one role, with the paths that put it there.

    Being on a path is no finding: who is often written about is on many. `disputed` counts
    the paths with a disputed hop, `with_` how many stand at the other end: end-users for a
    supplier, suppliers for the rest.
    """

    key: str
    paths: tuple[Path, ...]
    with_: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The rankings, most paths first; `countries` are those whose practices count at the end."""

    suppliers: tuple[Exposed, ...]
    intermediaries: tuple[Exposed, ...]
    end_users: tuple[Exposed, ...]
    countries: tuple[Exposed, ...]


def exposure(paths: Iterable[Path]) -> Exposure:
    """Rank everyone on some paths by how many they are on; nothing in, nothing out.

    Give it attested paths: a composed path says nothing of whom its ends dealt with. A path
    through two intermediaries counts for each of them.

    >>> answer = third_party_paths(network, Question(), vocabulary=vocabulary, restrictive={"BY"})
    >>> [(each.key, len(each.paths)) for each in exposure(answer.attested).countries]
    [('BY', 1)]
    """
    every = tuple(paths)
    return Exposure(
        suppliers=_ranked(every, lambda path: (path.supplier,), lambda path: path.end_user.party),
        intermediaries=_ranked(every, lambda path: path.intermediaries, _supplier),
        end_users=_ranked(every, lambda path: (path.end_user.party,), _supplier),
        countries=_ranked(every, lambda path: tuple(sorted(path.end_user.countries)), _supplier),
    )


def _supplier(path: Path) -> str:
    return path.supplier


def _ranked(
    paths: tuple[Path, ...],
    keys: Callable[[Path], Iterable[str]],
    other: Callable[[Path], str],
) -> tuple[Exposed, ...]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        for key in keys(path):
            found.setdefault(key, []).append(path)
    ranked = [
        Exposed(key, tuple(on), len({other(path) for path in on}), sum(p.disputed for p in on))
        for key, on in found.items()
    ]
    return tuple(sorted(ranked, key=lambda each: (-len(each.paths), -each.with_, each.key)))
