"""Two paths side by side: which hops and parties they share, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from graph.dates import Period
    from graph.network import Hop
    from graph.paths import Path
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

# What is compared of two paths as wholes, and of a hop that both have.
OF_PATHS = ("attestation", "basis", "grade", "disputed", "coexist", "in_order", "intermediaries")
OF_HOPS = ("relations", "grade", "periods", "sources", "disputed")


@dataclass(frozen=True, slots=True)
class Resting:
    """A hop with what it rests on in one path: there its statements may be fewer than it has.

    `grade` is that of the strongest of them; `periods` and `sources` are each named once.
    """

    hop: Hop
    statements: tuple[Statement, ...]
    relations: tuple[str, ...]
    grade: str
    periods: tuple[Period, ...]
    sources: tuple[str, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Hops that stand beside each other; None where one path has no hop left to show.

    Where `shared`, both are between the same two parties, and `differs` names what of
    `OF_HOPS` is not the same about them.
    """

    left: Resting | None
    right: Resting | None
    shared: bool
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two paths share and where they differ.

    `rows` hold every hop of both in their order, ties of control included. `shared` are the
    hops of both by their ends, also where their order keeps them from standing in one row.
    `differs` names what of `OF_PATHS` is not the same. `sources` are those of both, then those
    of the left alone and of the right alone.
    """

    left: Path
    right: Path
    rows: tuple[Row, ...]
    shared: frozenset[tuple[str, str]]
    parties: tuple[str, ...]
    sources: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    differs: tuple[str, ...]


def compare(left: Path, right: Path, vocabulary: Vocabulary) -> Comparison:
    """Compare two paths; of two that are the same every hop is shared and nothing differs.

    >>> question = Question("casebook:sandvine", Ends.COUNTRY, "BY")
    >>> [path] = third_party_paths(network, question, vocabulary=vocabulary).attested
    >>> same = compare(path, path, vocabulary)
    >>> same.differs, [row.shared for row in same.rows]
    ((), [True, True])
    """
    sides = tuple(_resting(path, vocabulary) for path in (left, right))
    own = [dict.fromkeys(key for hop in side for key in hop.sources) for side in sides]
    return Comparison(
        left,
        right,
        rows=tuple(_rows(*sides)),
        shared=frozenset(map(_ends, sides[0])) & frozenset(map(_ends, sides[1])),
        parties=tuple(key for key in dict.fromkeys(left.parties) if key in right.parties),
        sources=(
            tuple(key for key in own[0] if key in own[1]),
            tuple(key for key in own[0] if key not in own[1]),
            tuple(key for key in own[1] if key not in own[0]),
        ),
        differs=tuple(name for name, told in _facts(left).items() if told != _facts(right)[name]),
    )


def carrying(path: Path) -> frozenset[str]:
    """Give the ids of the statements by which a path is attested, or of all its supply hops."""
    return frozenset(said.id for stated in path.support.statements for said in stated)


def _facts(path: Path) -> dict[str, object]:
    held = path.support
    facts = (held.attestation, held.basis, path.grade, path.disputed, held.coexist, held.in_order)
    return dict(zip(OF_PATHS, (*facts, path.intermediaries), strict=True))


def _resting(path: Path, vocabulary: Vocabulary) -> list[Resting]:
    carried = carrying(path)
    return [_rests(hop, carried, vocabulary) for hop in (*path.hops, *path.tie)]


def _rests(hop: Hop, carried: Collection[str], vocabulary: Vocabulary) -> Resting:
    """Say what a hop rests on: the statements that join the path, or all where none does."""
    joining = tuple(said for said in hop.statements if said.id in carried)
    stated = joining or hop.statements
    return Resting(
        hop,
        stated,
        relations=_once(said.relation for said in stated),
        grade=vocabulary.strongest(said.grade for said in stated),
        periods=tuple(sorted({said.period for said in stated}, key=str)),
        sources=_once(said.evidence.source for said in stated),
        disputed=any(said.disputed for said in stated),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _ends(held: Resting) -> tuple[str, str]:
    return held.hop.origin, held.hop.target


def _rows(left: Sequence[Resting], right: Sequence[Resting]) -> Iterator[Row]:
    """Put hops beside each other, those of the same ends in one row."""
    here, there = [_ends(hop) for hop in left], [_ends(hop) for hop in right]
    for same, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        for one, other in zip_longest(left[a:b], right[c:d]):
            shared = same == "equal"
            differs = OF_HOPS if shared else ()
            yield Row(
                one,
                other,
                shared,
                tuple(name for name in differs if getattr(one, name) != getattr(other, name)),
            )
