"""Finding a party by id, name or alias, and saying so when a name is unknown or shared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.errors import NoSuchParty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.statement import Party

MOST_SUGGESTIONS = 8
# Below this likeness of two names a suggestion is noise.
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """A party that a text may mean, the name that matched, and how well (1 is equal)."""

    party: Party
    name: str
    score: float


class Names:
    """The names of some parties, folded once, when first asked, for all searches."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        """Nothing is folded before a name is looked for."""
        self.parties = parties

    @cached_property
    def every(self) -> list[tuple[str, str, Party]]:
        """Give each name with its folded form and its party, names before aliases before ids."""
        kinds = (_names, _aliases, _local_ids)
        parties = self.parties.values()
        return [(n, folded(n), p) for p in parties for names in kinds for n in names(p)]

    @cached_property
    def bearers(self) -> Mapping[str, list[Party]]:
        """Give the parties that bear a folded name as name, alias or local id."""
        found: dict[str, list[Party]] = {}
        for _, plain, party in self.every:
            held = found.setdefault(plain, [])
            if not held or held[-1] is not party:
                held.append(party)
        return found

    @cached_property
    def members(self) -> Mapping[str, Party]:
        """Give the party that counts for the id of one of its records."""
        return {each.id: p for p in self.parties.values() for each in p.members}


def folded(text: str) -> str:
    """Fold case, accents and punctuation, so that "Café-Net S.A." meets "cafe net sa".

    >>> folded("Türk  Telekom, A.Ş.")
    'turk telekom as'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace(".", ""))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def search(names: Names, text: str, *, most: int = 20) -> list[Match]:
    """List the parties that a text may mean, best first; nothing when none comes near.

    Equal names come before names that begin with the text, contain its words, or resemble it.
    """
    wanted = folded(text)
    if not wanted:
        return []
    best: dict[str, Match] = {}
    for score, place in _scored(names, wanted):
        name, _, party = names.every[place]
        if party.id not in best or best[party.id].score < score:
            best[party.id] = Match(party, name, score)
    found = sorted(best.values(), key=lambda m: (-m.score, m.party.name.casefold(), m.party.id))
    return found[:most]


def _scored(names: Names, wanted: str) -> Iterable[tuple[float, int]]:
    """Yield likeness and place of every name that comes near."""
    plain = [each[1] for each in names.every]
    for place, name in enumerate(plain):
        if wanted in name:
            yield _within(name, wanted), place
    alike = process.extract_iter(wanted, plain, scorer=fuzz.ratio, score_cutoff=100 * ALIKE)
    for _, ratio, place in alike:
        if 0.79 * ratio / 100 >= ALIKE:
            yield 0.79 * ratio / 100, place


def _within(name: str, wanted: str) -> float:
    if name == wanted:
        return 1.0
    if f" {wanted} " in f" {name} ":
        return 0.95 if name.startswith(wanted) else 0.9
    return 0.85 if f" {wanted}" in f" {name}" else 0.8


def resolve(names: Names, text: str) -> Party:
    """Give the one party that a text names, by id, local id, name or alias.

    Raises `NoSuchParty` with suggestions when it names none, or several: an alias that two
    parties share is never settled by guessing.
    """
    if text in names.parties:
        return names.parties[text]
    if text in names.members:
        return names.members[text]
    wanted = folded(text)
    bearers = names.bearers.get(wanted, []) if wanted else []
    for kind in (_local_ids, _names, _aliases):
        found = [party for party in bearers if wanted in map(folded, kind(party))]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoSuchParty(text, _lines(found[:MOST_SUGGESTIONS]), ambiguous=True)
    near = search(names, text, most=MOST_SUGGESTIONS)
    raise NoSuchParty(text, _lines(match.party for match in near))


def bearing(names: Names, text: str) -> list[Party]:
    """List the parties that bear a text as local id, name or alias, without choosing."""
    wanted = folded(text)
    return list(names.bearers.get(wanted, ())) if wanted else []


def _records(party: Party) -> tuple[Party, ...]:
    """Give the records that are this party: the first stands for itself."""
    return party.members or (party,)


def _local_ids(party: Party) -> tuple[str, ...]:
    return tuple(each.id.partition(":")[2] for each in _records(party))


def _names(party: Party) -> tuple[str, ...]:
    return tuple(each.name for each in _records(party))


def _aliases(party: Party) -> tuple[str, ...]:
    return tuple(alias for each in _records(party) for alias in each.aliases)


def _lines(parties: Iterable[Party]) -> list[str]:
    return [f"{p.id}  {p.name} ({p.kind}, {p.country or 'country unknown'})" for p in parties]
