"""The graph as arrays: a few columns of numbers that a search can run through.

An arc is one claim (a statement) walked in one direction; every claim has two. Arcs are
sorted by origin, target and symbol, so that a hop is a run of them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from graph.statement import Party, Statement
    from graph.vocabulary import Vocabulary

Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.int8]
Flags: TypeAlias = npt.NDArray[np.bool_]
Shares: TypeAlias = npt.NDArray[np.float32]

# Days are ordinals; a day that no source gives is one of these, whichever fails or passes.
NEVER, EVER = -(2**31) + 1, 2**31 - 2
UNKNOWN_SHARE = -1.0


@dataclass(frozen=True, slots=True)
class Arrays:
    """All columns. Sizes: n parties, c claims, 2c arcs, d pairs of claim and deal.

    `start` (n+1) says where the arcs of each origin begin. `symbol` i is relation i from
    subject to object, i + number of relations the other way. `since` and `until` are what the
    source gives (NEVER and EVER where it gives none); `begin` and `end` span the days at which
    the claim is known to hold (EVER and NEVER where there is none, so that no test passes).
    `share` is the least percent a source gives, below 0 where it gives none.
    """

    start: Longs
    target: Ints
    symbol: Bytes
    claim: Ints
    grade: Bytes
    disputed: Flags
    since: Ints
    until: Ints
    begin: Ints
    end: Ints
    share: Shares
    source: Ints
    deal_start: Ints
    deal: Ints
    kind: Bytes
    country: npt.NDArray[np.int16]

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return len(self.kind)

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return len(self.grade)


@dataclass(frozen=True)
class Index:
    """Arrays with the names that their numbers stand for.

    Parties, deals, sources and countries are numbered in sorted order, statements in the order
    of the records, relations, kinds and grades in that of the vocabulary.
    """

    arrays: Arrays
    relations: tuple[str, ...]
    kinds: tuple[str, ...]
    grades: tuple[str, ...]
    parties: tuple[str, ...]
    countries: tuple[str, ...]
    statements: tuple[Statement, ...] = ()


def index(
    held: Mapping[str, Party], statements: Iterable[Statement], vocabulary: Vocabulary
) -> Index:
    """Number everything and lay it out; the same parties and statements give the same arrays."""
    relations, parties, stated = (
        tuple(sorted(vocabulary.relations)),
        tuple(sorted(held)),
        tuple(statements),
    )
    number = {key: place for place, key in enumerate(parties)}
    code = {name: place for place, name in enumerate(relations)}
    subject = np.fromiter((number[s.subject] for s in stated), np.int32, len(stated))
    object_ = np.fromiter((number[s.object] for s in stated), np.int32, len(stated))
    relation = np.fromiter((code[s.relation] for s in stated), np.int8, len(stated))
    countries = tuple(sorted({party.country for party in held.values() if party.country}))
    kinds, rows = tuple(sorted(vocabulary.kinds)), [held[key] for key in parties]
    arrays = Arrays(
        *arcs(len(parties), len(relations), subject, object_, relation),
        **_claims(stated, vocabulary),
        kind=np.array([kinds.index(p.kind) for p in rows], np.int8),
        country=np.array([countries.index(p.country) if p.country else -1 for p in rows], np.int16),
    )
    return Index(arrays, relations, kinds, tuple(vocabulary.grades), parties, countries, stated)


def arcs(
    parties: int, relations: int, subject: Ints, object_: Ints, relation: Bytes
) -> tuple[Longs, Ints, Bytes, Ints]:
    """Lay claims out as arcs both ways: where each origin begins, target, symbol, claim."""
    claim = np.arange(len(subject), dtype=np.int32)
    origin = np.concatenate([subject, object_])
    target = np.concatenate([object_, subject])
    symbol = np.concatenate([relation, relation + np.int8(relations)])
    order = np.lexsort((symbol, target, origin))
    start = np.zeros(parties + 1, np.int64)
    np.cumsum(np.bincount(origin, minlength=parties), out=start[1:])
    return start, target[order], symbol[order], np.concatenate([claim, claim])[order]


def _claims(stated: Sequence[Statement], vocabulary: Vocabulary) -> dict[str, Any]:
    """Give the columns of claims by name."""
    sources = {key: place for place, key in enumerate(sorted({s.evidence.source for s in stated}))}
    deals = {key: place for place, key in enumerate(sorted({d for s in stated for d in s.deals}))}
    shares = [float(s.percent.low) if s.percent else UNKNOWN_SHARE for s in stated]
    return _days(stated) | {
        "grade": np.array([vocabulary.grades[s.grade].rank for s in stated], np.int8),
        "disputed": np.array([s.disputed for s in stated], np.bool_),
        "share": np.array(shares, np.float32),
        "source": np.array([sources[s.evidence.source] for s in stated], np.int32),
        "deal_start": np.cumsum([0, *(len(s.deals) for s in stated)], dtype=np.int32),
        "deal": np.array([deals[deal] for s in stated for deal in s.deals], np.int32),
    }


def _days(stated: Sequence[Statement]) -> dict[str, Ints]:
    periods = [s.period for s in stated]
    since = [p.valid_from.earliest() if p.valid_from else None for p in periods]
    until = [p.valid_until.latest() if p.valid_until else None for p in periods]
    return {
        "since": _ordinals(since, NEVER),
        "until": _ordinals(until, EVER),
        "begin": _ordinals([p.begin() for p in periods], EVER),
        "end": _ordinals([p.end() for p in periods], NEVER),
    }


def _ordinals(days: Sequence[date | None], unknown: int) -> Ints:
    return np.array([day.toordinal() if day else unknown for day in days], np.int32)


def save(arrays: Arrays, folder: Path) -> None:
    """Write one file a column into an existing folder."""
    for column in fields(arrays):
        np.save(folder / f"{column.name}.npy", getattr(arrays, column.name))


def open_saved(folder: Path) -> Arrays:
    """Open what `save` wrote, as fast as the disk gives it."""
    return Arrays(*(np.load(folder / f"{column.name}.npy") for column in fields(Arrays)))
