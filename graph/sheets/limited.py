"""A workspace with only some of its statements: strong enough ones, or those published by a day."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from graph import network
from graph.dates import Answer, PartialDate
from graph.find import Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.practice import Assessment, Practices
    from graph.statement import Records, Source, Statement
    from graph.workspace import Workspace

WEAKEST = "inferred"


def with_floor(workspace: Workspace, floor: str) -> Workspace:
    """Leave out statements weaker than a grade; raises `UnknownTerm` for one that is none.

    The content hash stays that of the data: the floor is named beside it.
    """
    least = workspace.vocabulary.grade(floor).rank
    if floor == WEAKEST:
        return workspace
    grades = workspace.vocabulary.grades
    kept = (s for s in workspace.records.statements if grades[s.grade].rank <= least)
    records = _with(workspace.records, tuple(kept), whole=True)
    return replace(workspace, records=records, network=network.build(records))


def published_by(workspace: Workspace, day: PartialDate, keep: frozenset[str]) -> Workspace:
    """Keep what sources had published by a day.

    Parties of which nothing had been published are left out, but for those to `keep` and the
    listed ones. Kept once for each day, because each needs a network of its own.
    """
    return _published_by(_Held(workspace), day, keep)


class _Held:
    """A workspace as a key: the same value and no equal one."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __hash__(self) -> int:
        return id(self.workspace)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.workspace is self.workspace


@lru_cache(maxsize=8)
def _published_by(held: _Held, day: PartialDate, keep: frozenset[str]) -> Workspace:
    workspace, sources = held.workspace, held.workspace.records.sources
    early = {key for key, source in sources.items() if known(source, day) is Answer.YES}
    kept = tuple(s for s in workspace.records.statements if s.evidence.source in early)
    records = _with(workspace.records, kept, whole=False, keep=keep)
    return replace(
        workspace,
        records=records,
        names=Names(records.parties),
        network=network.build(records),
    )


def _with(
    records: Records,
    kept: tuple[Statement, ...],
    *,
    whole: bool,
    keep: frozenset[str] = frozenset(),
) -> Records:
    parties = records.parties
    if not whole:
        named = {end for s in kept for end in (s.subject, s.object)} | keep
        parties = {key: p for key, p in parties.items() if key in named or p.listings}
    return replace(records, parties=parties, statements=kept, known_hash=records.content_hash)


def known(source: Source, day: PartialDate) -> Answer:
    """Say whether a source had been published by a day.

    UNKNOWN where it has no date, or where the two dates are not exact enough to tell.
    """
    if source.published is None:
        return Answer.UNKNOWN
    if source.published.latest() <= day.earliest():
        return Answer.YES
    return Answer.NO if source.published.earliest() > day.latest() else Answer.UNKNOWN


def in_year(
    practices: Practices, years: Mapping[int, Practices], day: PartialDate
) -> dict[str, dict[str, Assessment]]:
    """Keep the assessments of a day's year; none of another year stands in for them.

    `years` are those of a file of the reader's own, which stand beside the bundled ones.
    """
    year = day.earliest().year
    own = years.get(year, {})
    found = {}
    for country in sorted(practices.keys() | own.keys()):
        held = practices.get(country, {}).items()
        found[country] = {name: each for name, each in held if each.year == year}
        found[country] |= own.get(country, {})
    return found
