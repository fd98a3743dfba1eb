"""Who shares a contact, a person or a name with whom: what ties parties beside their trade."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.find import folded
from graph.network import party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.grounds import Grounds
    from graph.network import Network
    from graph.statement import Party, Statement

    Tie = tuple[str, str, tuple[Statement, ...]]  # with whom, what is shared, statements

PERSONAL = ("directs", "owns", "founded", "controls")
CONTACTS = {"phone": "phone number", "email": "e-mail address", "domain": "domain",
            "website": "website"}  # fmt: skip
# Legal forms and words of trade that many names have, so that they tell parties apart badly.
FORMS = re.compile(
    r"\b(ab|ag|as|bv|co|company|corp|corporation|dmcc|doo|fz|fzco|fze|fz llc|gmbh|group|holding|"
    r"holdings|inc|incorporated|international|jsc|kft|limited|llc|llp|lp|ltd|ltda|nv|ojsc|ooo|oy|"
    r"oyj|pao|pjsc|plc|pte|pty|pvt|sa|sae|sal|sarl|sas|sdn bhd|spa|srl|sro|trading|ulc|zao)\b"
)


def _parties(network: Network) -> Iterator[tuple[str, Party]]:
    return ((key, party(network, key)) for key in network)


def stem(name: str) -> str:
    """Fold a name and leave out legal forms; what is left may be nothing.

    Nothing is transliterated: names in different scripts never meet.
    """
    plain = folded(name)
    return " ".join(FORMS.sub(" ", plain).split()) or plain


@lru_cache(maxsize=4)
def _listed_names(
    network: Network,
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, list[str]]]:
    """Give the name stems of all listed parties, whose each is, and who bears one."""
    stems, keys = [], []
    for key, held in _parties(network):
        if held.listings and held.kind in ("company", "organisation", "government_agency"):
            for name in dict.fromkeys(stem(n) for n in (held.name, *held.aliases)):
                stems.append(name)
                keys.append(key)
    bearers: dict[str, list[str]] = {}
    for name, key in zip(stems, keys, strict=True):
        bearers.setdefault(name, []).append(key)
    return tuple(stems), tuple(keys), bearers


def listed_anywhere(grounds: Grounds) -> bool:
    """Say whether any company or body of the network is on a list."""
    return bool(_listed_names(grounds.network)[0])


def alike(grounds: Grounds, key: str, least: float) -> Iterator[tuple[str, float]]:
    """Yield listed parties whose name is at least so like (100 is equal), the likest first."""
    stems, keys, _ = _listed_names(grounds.network)
    wanted = stem(grounds.name(key))
    best: dict[str, float] = {}
    for _, likeness, place in process.extract_iter(
        wanted, stems, scorer=fuzz.ratio, score_cutoff=least
    ):
        if keys[place] != key:
            best[keys[place]] = max(likeness, best.get(keys[place], 0.0))
    yield from sorted(best.items(), key=lambda each: (-each[1], each[0]))


def contacts(grounds: Grounds, key: str, mass: int) -> list[Tie]:
    """List the listed parties that share a person, address, contact, predecessor or name with one.

    An address or person that ties more than `mass` parties ties nobody.
    """
    found = [*_by_person(grounds, key, mass), *_by_address(grounds, key, mass)]
    for tie in grounds.about(key, "succeeds", "same_as"):
        found.append((tie.object if tie.subject == key else tie.subject, "succession", (tie,)))
    found += [(other, CONTACTS[scheme], ()) for scheme, other in _by_number(grounds, key)]
    bearers = _listed_names(grounds.network)[2].get(stem(grounds.name(key)), ())
    found += [(other, "name", ()) for other in bearers if other != key]
    listed = (tie for tie in found if grounds.party(tie[0]).listings)
    return sorted(listed, key=lambda tie: (tie[0], tie[1], tuple(s.id for s in tie[2])))


def _by_person(grounds: Grounds, key: str, mass: int) -> Iterator[Tie]:
    for tie in grounds.into(key, *PERSONAL):
        if grounds.kind(tie.subject) == "person":
            others = [s for s in grounds.out(tie.subject, *PERSONAL) if s.object != key]
            if len({other.object for other in others}) < mass:
                yield from ((other.object, "person", (tie, other)) for other in others)


def _by_address(grounds: Grounds, key: str, mass: int) -> Iterator[Tie]:
    for place in grounds.out(key, "located_at"):
        others = [s for s in grounds.into(place.object, "located_at") if s.subject != key]
        if len(others) < mass:
            yield from ((other.subject, "address", (place, other)) for other in others)


def _by_number(grounds: Grounds, key: str) -> Iterator[tuple[str, str]]:
    bearers = _numbers(grounds.network)
    for number in grounds.party(key).identifiers:
        if number.scheme in CONTACTS:
            others = bearers[number.scheme, number.value.casefold()]
            yield from ((number.scheme, other) for other in others if other != key)


@lru_cache(maxsize=4)
def _numbers(network: Network) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for key, held in _parties(network):
        for number in held.identifiers:
            if number.scheme in CONTACTS:
                found.setdefault((number.scheme, number.value.casefold()), []).append(key)
    return found


@lru_cache(maxsize=4)
def _uses(network: Network) -> dict[str | None, list[int]]:
    found: dict[str | None, list[int]] = {}
    for key, held in _parties(network):
        if held.kind == "address":
            found.setdefault(held.country, []).append(len(network.pred[key]))
    return {country: sorted(counts) for country, counts in found.items()}


def usual_use(grounds: Grounds, country: str | None, share: float) -> int:
    """Give the number of parties that all but a share of a country's addresses stay at or below.

    Nothing where there are too few addresses to speak of a share.
    """
    counts = _uses(grounds.network).get(country, [])
    return counts[int(len(counts) * share)] if len(counts) * (1 - share) >= 1 else 0


@lru_cache(maxsize=4)
def addresses(network: Network) -> dict[str, list[str]]:
    """Give the address parties by their folded text; unit numbers count as they are printed."""
    found: dict[str, list[str]] = {}
    for key, held in _parties(network):
        if held.kind == "address":
            found.setdefault(folded(held.name), []).append(key)
    return found
