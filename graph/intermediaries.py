"""Which third parties serve several suppliers and several restrictive end-users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.paths import Path


@dataclass(frozen=True, slots=True)
class Intermediary:
    """A party between suppliers and end-users, with the paths that put it there.

    Serving several is what distributors do: it is a reason to look, not a finding.
    """

    party: str
    suppliers: tuple[str, ...]
    end_users: tuple[str, ...]
    countries: tuple[str, ...]
    paths: tuple[Path, ...]


def intermediaries(
    paths: Iterable[Path], *, suppliers: int = 1, end_users: int = 1
) -> list[Intermediary]:
    """List the intermediaries of some paths that serve at least so many of each.

    Those with most end-users come first, then most suppliers. Nothing in, nothing out. Give
    it attested paths: a composed path says nothing of whom its middle served.

    >>> answer = third_party_paths(
    ...     network, Question(), vocabulary=vocabulary, restrictive={"AZ", "UG"})
    >>> [each.party for each in intermediaries(answer.attested, end_users=2)]
    ['casebook:nice-systems']
    """
    through: dict[str, list[Path]] = {}
    for path in paths:
        for key in path.intermediaries:
            through.setdefault(key, []).append(path)
    found = [_intermediary(key, tuple(through[key])) for key in sorted(through)]
    kept = [
        each
        for each in found
        if len(each.suppliers) >= suppliers and len(each.end_users) >= end_users
    ]
    return sorted(kept, key=lambda e: (-len(e.end_users), -len(e.suppliers), e.party))


def _intermediary(key: str, paths: tuple[Path, ...]) -> Intermediary:
    """Collect whom a party serves: every party before it on a path, and the end-user."""
    before = {s for path in paths for s in path.intermediaries[: path.intermediaries.index(key)]}
    return Intermediary(
        party=key,
        suppliers=tuple(sorted(before | {path.supplier for path in paths})),
        end_users=tuple(sorted({path.end_user.party for path in paths})),
        countries=tuple(sorted({c for path in paths for c in path.end_user.countries})),
        paths=paths,
    )
