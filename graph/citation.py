"""Hops as sentences with numbered sources, ready to be quoted: one sentence a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import VERSION, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network import Hop
    from graph.statement import Records, Source, Statement
    from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence, and the numbers of the sources it rests on; further ones only say more."""

    sentence: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What can be quoted of some hops.

    `asked` says what question or choice they answer, `standing` what joins them, `data` which
    data and program they come from. `sources` are numbered from 1 in the order of use;
    `licences` say under what terms each collection may be used.
    """

    asked: str
    standing: tuple[str, ...]
    sentences: tuple[Cited, ...]
    sources: tuple[Source, ...]
    licences: tuple[str, ...]
    data: str


CAUTION = "A link is not a finding: each sentence repeats what the named source said."


def citation(
    hops: Iterable[Hop],
    records: Records,
    vocabulary: Vocabulary,
    *,
    asked: str = "",
    standing: Iterable[str] = (),
) -> Citation:
    """Write each statement of some hops as one sentence with its sources; none gives no sentence.

    The grade stands in every sentence, and a dispute too. A statement on two hops is one.
    """
    numbers: dict[str, int] = {}
    stated = {said.id: said for hop in hops for said in hop.statements}
    sentences = tuple(_cited(said, numbers, records, vocabulary) for said in stated.values())
    return Citation(
        asked,
        tuple(standing),
        sentences,
        sources=tuple(records.sources[key] for key in numbers),
        licences=tuple(f"{c.title}, {c.publisher}: {c.licence}" for c in records.collections),
        data=f"enduse {VERSION}, data {records.content_hash}",
    )


def _cited(
    said: Statement, numbers: dict[str, int], records: Records, vocabulary: Vocabulary
) -> Cited:
    keys = filter(None, (said.evidence.source, said.evidence.corroborating))
    notes = tuple(numbers.setdefault(key, len(numbers) + 1) for key in keys)
    return Cited(sentence(said, records, vocabulary), notes)


def sentence(said: Statement, records: Records, vocabulary: Vocabulary) -> str:
    """Write one statement as one plain sentence: who says what, when, how strongly, who denies.

    >>> said = next(s for s in records.statements if s.record == "s0020")
    >>> sentence(said, records, vocabulary).startswith("According to ")
    True
    """
    source = records.sources[said.evidence.source]
    claim = words.sentence(said, records, vocabulary)
    grade = vocabulary.grades[said.grade].label
    parts = [f"According to {source.publisher}, {claim}", words.when(said.period), grade]
    if said.disputed:
        parts.append("disputed by a named party")
    return f"{parts[0]} ({'; '.join(parts[1:])})."
