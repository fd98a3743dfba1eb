"""From the records that a loader yields, one at a time, to a whole that holds together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.errors import UnknownTerm
from graph.statement import Collection, Deal, Party, Records, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Collected:
    """The records of one source, and what could not be made of it, by reason."""

    records: Records
    lost: Mapping[str, int]


def collect(
    made: Iterable[Party | Statement | Deal | Source | Collection],
    collection: Collection,
    source: Source,
    vocabulary: Vocabulary,
) -> Collected:
    """Join what was made under the same id, and keep the statements whose ends are there.

    Records of one party are joined, never overwritten; a statement made twice is one. A
    `Collection` among them replaces the one given; a source nothing rests on is left out. Raises
    `UnknownTerm` for a kind, relation or grade that the vocabulary does not hold.
    """
    parties: dict[str, Party] = {}
    statements: dict[str, Statement] = {}
    deals: dict[str, Deal] = {}
    sources = {source.id: source}
    for each in made:
        if isinstance(each, Party):
            held = parties.get(each.id)
            parties[each.id] = each if held is None else joined(held, each)
        elif isinstance(each, Statement):
            _add(statements, each)
        elif isinstance(each, Deal):
            deals.setdefault(each.id, each)
        elif isinstance(each, Source):
            sources[each.id] = each
        else:
            collection = each
    lost: Counter[str] = Counter()
    kept = [s for s in statements.values() if not _lost(s, parties, vocabulary, lost)]
    if not any(source.id in (s.evidence.source, s.evidence.corroborating) for s in kept):
        del sources[source.id]
    records = Records(
        (collection,),
        parties=dict(sorted(parties.items())),
        statements=tuple(sorted(kept, key=lambda s: s.id)),
        sources=dict(sorted(sources.items())),
        deals=dict(sorted(deals.items())),
    )
    _check(records, vocabulary)
    return Collected(records, dict(lost))


def joined(first: Party, second: Party) -> Party:
    """Join two records of one party: the first's words stand, the second's are added.

    A second name becomes an alias; a country or date that the first lacks is the second's.
    """
    if first == second:
        return first
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    names.pop(first.name, None)
    return replace(
        first,
        country=first.country or second.country,
        trade_role=first.trade_role or second.trade_role,
        aliases=tuple(names),
        weak_aliases=tuple(dict.fromkeys((*first.weak_aliases, *second.weak_aliases))),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        listings=tuple(dict.fromkeys((*first.listings, *second.listings))),
        description=first.description or second.description,
        begun=first.begun or second.begun,
        ended=first.ended or second.ended,
    )


def _add(statements: dict[str, Statement], new: Statement) -> None:
    """Keep a statement; what a twin notes beside it is kept too."""
    held = statements.get(new.id)
    if held is None:
        statements[new.id] = new
    elif new.note and new.note not in held.note:
        statements[new.id] = replace(held, note=f"{held.note} {new.note}".strip())


def _lost(
    said: Statement, parties: Mapping[str, Party], vocabulary: Vocabulary, lost: Counter[str]
) -> bool:
    """Count a statement that cannot stand, under its reason."""
    relation = vocabulary.relation(said.relation)
    if said.subject not in parties or said.object not in parties:
        lost["an end of the statement is not in the source"] += 1
    elif said.subject == said.object:
        lost["the statement is about a party and itself"] += 1
    elif (
        (kind := parties[said.subject].kind) not in relation.subjects
        or (kind := parties[said.object].kind) not in relation.objects
    ):  # fmt: skip
        end = "subject" if parties[said.subject].kind not in relation.subjects else "object"
        lost[f"the {end} of {said.relation} cannot be of kind {kind}"] += 1
    else:
        return False
    return True


def _check(records: Records, vocabulary: Vocabulary) -> None:
    for party in records.parties.values():
        if party.kind not in vocabulary.kinds:
            raise UnknownTerm(party.kind, f"kind of {party.id}", sorted(vocabulary.kinds))
    for said in records.statements:
        vocabulary.grade(said.grade)
        for key in (said.evidence.source, said.evidence.corroborating):
            if key is not None and key not in records.sources:
                raise UnknownTerm(key, f"source of {said.id}")
        for deal in said.deals:
            if deal not in records.deals:
                raise UnknownTerm(deal, f"deal of {said.id}")
