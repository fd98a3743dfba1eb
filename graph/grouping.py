"""Paths put together by who is on them: an intermediary, an end-user, a supplier, a country."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.attestation import Attestation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.paths import Path

# The group of paths with nobody between their ends, or at whose end no country is known.
NONE = ""


class By(StrEnum):
    """What paths can be put together by; COUNTRY is that of the governments at their end."""

    INTERMEDIARY = "intermediary"
    END_USER = "end_user"
    SUPPLIER = "supplier"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Group:
    """Paths that have one party or country in common, in the order in which they came.

    To be in many is no finding: who is often written about is on many paths. `composed` counts
    those that nothing joins, `disputed` those with a disputed hop.
    """

    key: str
    paths: tuple[Path, ...]
    suppliers: int
    end_users: int
    composed: int
    disputed: int

    @property
    def attested(self) -> int:
        """How many of the paths a deal or document joins."""
        return len(self.paths) - self.composed


def grouped(paths: Iterable[Path], by: By) -> list[Group]:
    """Put paths together; those with most attested paths come first. Nothing in, nothing out.

    A path through two intermediaries is in both groups, and one whose end counts for two
    countries too. One with neither is in the group NONE: no path is left out.

    >>> answer = third_party_paths(network, Question(), vocabulary=vocabulary, restrictive={"BY"})
    >>> [(each.key, each.attested) for each in grouped(answer.attested, By.INTERMEDIARY)]
    [('casebook:jet-infosystems', 1)]
    """
    found: dict[str, list[Path]] = {}
    for path in paths:
        for key in keys(path, by):
            found.setdefault(key, []).append(path)
    groups = [_group(key, tuple(held)) for key, held in found.items()]
    return sorted(groups, key=lambda each: (-each.attested, -len(each.paths), each.key))


def keys(path: Path, by: By) -> tuple[str, ...]:
    """Name the groups that a path is in: at least one, NONE where there is nothing to name."""
    if by is By.SUPPLIER:
        return (path.supplier,)
    if by is By.END_USER:
        return (path.end_user.party,)
    if by is By.COUNTRY:
        return tuple(sorted(path.end_user.countries)) or (NONE,)
    return tuple(dict.fromkeys(path.intermediaries)) or (NONE,)


def _group(key: str, paths: tuple[Path, ...]) -> Group:
    return Group(
        key,
        paths,
        suppliers=len({path.supplier for path in paths}),
        end_users=len({path.end_user.party for path in paths}),
        composed=sum(path.attestation is Attestation.COMPOSED for path in paths),
        disputed=sum(path.disputed for path in paths),
    )
