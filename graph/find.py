"""Finding a party by id, name or alias, and saying so when a name is unknown or shared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

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


def folded(text: str) -> str:
    """Fold case, accents and punctuation, so that "Café-Net S.A." meets "cafe net sa".

    >>> folded("Türk  Telekom, A.Ş.")
    'turk telekom as'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace(".", ""))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def search(parties: Mapping[str, Party], text: str, *, most: int = 20) -> list[Match]:
    """List the parties that a text may mean, best first; nothing when none comes near.

    Equal names come before names that begin with the text, contain its words, or resemble it.
    """
    wanted = folded(text)
    if not wanted:
        return []
    best = (_best(party, wanted) for party in parties.values())
    found = [match for match in best if match.score >= ALIKE]
    return sorted(found, key=lambda m: (-m.score, m.party.name.casefold(), m.party.id))[:most]


def resolve(parties: Mapping[str, Party], text: str) -> Party:
    """Give the one party that a text names, by id, local id, name or alias.

    Raises `NoSuchParty` with suggestions when it names none, or several: an alias that two
    parties share is never settled by guessing.
    """
    if text in parties:
        return parties[text]
    wanted = folded(text)
    for names in (_ids, _local_ids, _names, _aliases):
        found = [p for p in parties.values() if wanted and wanted in map(folded, names(p))]
        if len(found) == 1:
            return found[0]
        if found:
            raise NoSuchParty(text, _lines(found), ambiguous=True)
    near = search(parties, text, most=MOST_SUGGESTIONS)
    raise NoSuchParty(text, _lines(match.party for match in near))


def bearing(parties: Mapping[str, Party], text: str) -> list[Party]:
    """List the parties that bear a text as local id, name or alias, without choosing."""
    wanted = folded(text)
    every = ((p, (*_local_ids(p), *_names(p), *_aliases(p))) for p in parties.values())
    return [p for p, names in every if wanted and wanted in map(folded, names)]


def _best(party: Party, wanted: str) -> Match:
    every = [*_names(party), *_aliases(party), *_local_ids(party)]
    scored = [Match(party, name, _score(folded(name), wanted)) for name in every]
    return max(scored, key=lambda match: match.score)


def _score(name: str, wanted: str) -> float:
    if name == wanted:
        return 1.0
    if f" {wanted} " in f" {name} ":
        return 0.95 if name.startswith(wanted) else 0.9
    if f" {wanted}" in f" {name}":
        return 0.85
    if wanted in name:
        return 0.8
    matcher = SequenceMatcher(None, name, wanted)
    return 0.79 * matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _records(party: Party) -> tuple[Party, ...]:
    """Give the records that are this party: the first stands for itself."""
    return party.members or (party,)


def _ids(party: Party) -> tuple[str, ...]:
    return tuple(each.id for each in party.members)


def _local_ids(party: Party) -> tuple[str, ...]:
    return tuple(each.id.partition(":")[2] for each in _records(party))


def _names(party: Party) -> tuple[str, ...]:
    return tuple(each.name for each in _records(party))


def _aliases(party: Party) -> tuple[str, ...]:
    return tuple(alias for each in _records(party) for alias in each.aliases)


def _lines(parties: Iterable[Party]) -> list[str]:
    return [f"{p.id}  {p.name} ({p.kind}, {p.country or 'country unknown'})" for p in parties]
