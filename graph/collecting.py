"""From the records that a loader yields, one at a time, to a whole that holds together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph import country
from graph.errors import UnknownTerm
from graph.statement import Collection, Deal, Party, Records, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

    Records of one party are joined, never overwritten; a statement made twice is one; of deals
    the first stands, of sources the last. A `Collection` among them replaces the one given. The
    source given is left out where nothing rests on it. Raises `UnknownTerm` for a kind, relation,
    grade or country that nobody knows, and for an id that does not begin with the collection's.
    """
    found = _Found(collection, {source.id: source})
    for each in made:
        found.add(each)
    lost: Counter[str] = Counter()
    kept = [s for s in found.told() if not _lost(s, found.parties, vocabulary, lost)]
    sources = found.sources
    if not any(source.id in (s.evidence.source, s.evidence.corroborating) for s in kept):
        del sources[source.id]
    records = Records(
        (found.collection,),
        parties=dict(sorted(found.parties.items())),
        statements=tuple(kept),
        sources=dict(sorted(sources.items())),
        deals=dict(sorted(found.deals.items())),
    )
    _check(records, vocabulary, collection.id)
    return Collected(records, dict(lost))


@dataclass(slots=True)
class _Found:
    """What a loader has made so far, joined by id."""

    collection: Collection
    sources: dict[str, Source]
    parties: dict[str, Party] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    notes: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, each: Party | Statement | Deal | Source | Collection) -> None:
        """Take one more."""
        if isinstance(each, Party):
            held = self.parties.get(each.id)
            self.parties[each.id] = each if held is None else joined(held, each)
        elif isinstance(each, Statement):
            self._add(each, each.id)
        elif isinstance(each, Deal):
            self.deals.setdefault(each.id, each)
        elif isinstance(each, Source):
            self.sources[each.id] = each
        else:
            self.collection = each

    def _add(self, new: Statement, key: str) -> None:
        """Keep a statement; of a twin, which claims the same, keep the note and the denial."""
        held = self.statements.get(key)
        if held is None:
            self.statements[key] = new
            return
        second = held.evidence.corroborating or new.evidence.corroborating
        self.statements[key] = replace(
            held,
            disputed=held.disputed or new.disputed,
            evidence=replace(held.evidence, corroborating=second),
        )
        self.notes.setdefault(key, {held.note: None})[new.note] = None

    def told(self) -> Iterator[Statement]:
        """Yield the statements by their ids, each with the notes of all its twins."""
        for key in sorted(self.statements):
            said, notes = self.statements[key], self.notes.get(key)
            yield replace(said, note=" ".join(filter(None, notes))) if notes else said


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


def _check(records: Records, vocabulary: Vocabulary, collection: str) -> None:
    if records.collections[0].id != collection:
        raise UnknownTerm(records.collections[0].id, "collection", [collection])
    for party in records.parties.values():
        if not party.id.startswith(f"{collection}:") or party.id.endswith(":"):
            raise UnknownTerm(party.id, f"id of a party of {collection}")
        if party.kind not in vocabulary.kinds:
            raise UnknownTerm(party.kind, f"kind of {party.id}", sorted(vocabulary.kinds))
    for code in sorted({p.country for p in records.parties.values() if p.country is not None}):
        if not country.is_code(code):
            raise UnknownTerm(code, f"country of a party of {collection}")
    for said in records.statements:
        vocabulary.grade(said.grade)
        for key in (said.evidence.source, said.evidence.corroborating):
            if key is not None and key not in records.sources:
                raise UnknownTerm(key, f"source of {said.id}")
        for deal in said.deals:
            if deal not in records.deals:
                raise UnknownTerm(deal, f"deal of {said.id}")
