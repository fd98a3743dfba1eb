"""Keeping a case: what a reader asked, saw and wrote, with what stood behind it then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph import VERSION
from graph.case import (
    Asked,
    Case,
    HopThen,
    Note,
    PartyThen,
    StatementThen,
    hop_key,
    hop_named,
    is_hop,
    of_party,
    of_statement,
)
from graph.view import View
from graph.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.practice import Lens
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary
    from graph.workspace import Workspace

MOST_ROUTES = 500  # of a longer answer only the number is kept


@dataclass(frozen=True, slots=True)
class Work:
    """What a reader has in hand: `notes` by what they are about, `chosen` the path being read."""

    title: str = ""
    view: View = field(default_factory=View)
    notes: Mapping[str, str] = field(default_factory=dict)
    answer: Answer | None = None
    address: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Path | None = None


def case_of(held: Workspace, lens: Lens, work: Work) -> Case:
    """Make the case of some work; what it shows that the data does not hold is left out."""
    notes = tuple(Note(key, work.notes[key]) for key in sorted(work.notes) if work.notes[key])
    asked = _asked(work.answer, work, held.vocabulary) if work.answer else None
    about = {note.about for note in notes}
    hops = {key for key in about if is_hop(key, held.vocabulary)} | set(
        asked.chosen if asked else ()
    )
    hops |= {key for key in work.view.selection if is_hop(key, held.vocabulary)}
    parties = {*work.view.parties, *about, *(work.chosen.parties if work.chosen else ())}
    return Case(
        title=work.title,
        content_hash=held.records.content_hash,
        program=f"enduse {VERSION}",
        lens=lens,
        asked=asked,
        view=work.view,
        parties=tuple(party_now(held, key) for key in sorted(parties) if key in held.network),
        hops=tuple(hops_now(held, hops)),
        notes=notes,
    )


def _asked(found: Answer, work: Work, vocabulary: Vocabulary) -> Asked:
    chosen = (*work.chosen.hops, *work.chosen.tie) if work.chosen else ()
    return Asked(
        question=found.question,
        address={name: work.address[name] for name in sorted(work.address)},
        attested=len(found.attested),
        composed=len(found.composed),
        complete=found.account.complete,
        routes=routes(found),
        chosen=tuple(key_of(each, vocabulary) for each in chosen),
    )


def routes(answer: Answer) -> tuple[tuple[str, ...], ...] | None:
    """Give the parties of each attested path, sorted; None where they are too many to keep."""
    if len(answer.attested) > MOST_ROUTES:
        return None
    return tuple(sorted({path.parties for path in answer.attested}))


def key_of(hop: Hop, vocabulary: Vocabulary) -> str:
    """Name a hop as pictures do; one of several layers by supply, where that is among them."""
    layers = {vocabulary.relations[name].layer for name in hop.relations}
    return hop_key(hop.origin, hop.target, "supply" if "supply" in layers else min(layers))


def party_now(held: Workspace, key: str) -> PartyThen:
    """Say what is recorded of a party; raises `KeyError` where the data does not hold it."""
    party, network = held.records.parties[key], held.network
    edges = (*network.in_edges(key, data="statements"), *network.out_edges(key, data="statements"))
    return PartyThen(
        id=key,
        name=party.name,
        kind=party.kind,
        country=party.country,
        listings=len(party.listings),
        statements=sum(len(stated) for _, _, stated in edges),
        digest=of_party(party),
    )


def hops_now(held: Workspace, keys: Iterable[str]) -> Iterator[HopThen]:
    """Say what stands behind some hops, sorted by key; those that are not there are left out."""
    for key in sorted(keys):
        found = hop_named(held.network, key, held.vocabulary)
        if found:
            said = sorted(found.statements, key=lambda s: s.id)
            yield HopThen(key, tuple(_statement(held, each) for each in said))


def _statement(held: Workspace, said: Statement) -> StatementThen:
    told = sentence(said, held.records, held.vocabulary)
    return StatementThen(said.id, told, said.grade, said.disputed, of_statement(said))
