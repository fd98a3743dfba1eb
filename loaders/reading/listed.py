"""A party as a US list gives it, and the links to other parties of the list that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.making import GOVERNMENT, located, statement, with_government
from loaders.reading.ofac_facts import facts
from loaders.reading.values import country_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.statement import Listing
    from loaders.reading.format import Load, Record
    from loaders.reading.ofac_facts import Fact, Facts

GRADE = "official_finding"
# The public bodies in Ukraine that these lists name are not of its government, but of occupiers.
OCCUPIED = ("UA",)
UNKNOWN, SHARED = "ofac linked-to names", "ofac linked-to names that several parties bear"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry; `places` are addresses as text and the country as printed, which may be all.

    `links` are the publisher's word for a relation and the other party's name. `number` is
    OFAC's own, empty for an entry of another authority.
    """

    local: str
    name: str
    kind: str
    locator: str
    listings: tuple[Listing, ...]
    number: str = ""
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """The names of OFAC's entries, and the links that wait until all of them are known."""

    names: dict[str, set[str]] = field(default_factory=dict)
    said: list[tuple[Listed, str, str]] = field(default_factory=list)

    def add(self, entry: Listed, named: tuple[tuple[str, str], ...]) -> None:
        """Note the links that an entry states, and its name if OFAC's: no other is linked to."""
        if entry.number:
            self.names.setdefault(_key(entry.name), set()).add(entry.local)
        self.said.extend((entry, word, name) for word, name in named)

    def statements(self, given: Load) -> Iterator[Record]:
        """Yield the links whose other end is one party of that name; count those of no party."""
        for entry, word, name in self.said:
            relation = words("ofac.toml", "relations").get(word, given.tally)
            found = self.names.get(_key(name), set())
            if len(found) != 1:
                given.tally.miss(SHARED if found else UNKNOWN, name)
            elif relation:
                yield linked(given, entry, (word, relation), *found)


def linked(
    given: Load, entry: Listed, word: tuple[str, str], other: str, quality: str = ""
) -> Record:
    """State a relation in the direction that the table gives to the publisher's word."""
    said, relation = word
    ends = [given.party(entry.local), given.party(other)]
    if relation.startswith("^"):
        ends.reverse()
    note = f"As stated of {entry.name}: {said}{f' ({quality})' if quality else ''}."
    relation, grade = relation.lstrip("^"), given.grade(GRADE)
    return statement(given, ends[0], relation, ends[1], entry.locator, grade=grade, note=note)


def _key(name: str) -> str:
    """Make names comparable: case and a full stop at the end do not tell parties apart."""
    return " ".join(name.upper().split()).rstrip(". ")


def records(given: Load, entry: Listed, links: Links) -> Iterator[Record]:
    """Yield a party with what is known of it; where people live is nobody's business."""
    governed = _governed(given, entry)
    if governed:  # the same party as the one that stands above agencies
        entry = replace(entry, local=f"gov-{governed}")
    codes = [country_of(country, given.tally) for _, country in entry.places]
    home = governed or next(filter(None, codes), None)
    known = facts(entry.facts, entry.kind, home, given.tally)
    links.add(entry, (*entry.links, *(("Linked To", name) for name in known.linked)))
    party = _party(given, entry, known, home)
    if party.country in OCCUPIED:
        yield party
    else:
        yield from with_government(given, party, entry.locator)
    if entry.kind in ("asset", "person"):
        return
    for (text, country), code in zip(entry.places, codes, strict=True):
        if text.strip() != country.strip():
            yield from located(given, party.id, text, code, entry.locator)


def _party(given: Load, entry: Listed, known: Facts, home: str | None) -> Party:
    governs = home if entry.kind == "government" else None
    own = (("ofac", entry.number), (GOVERNMENT, governs or ""))
    told = dict.fromkeys(text.strip(" .") for text in (*entry.told, *known.text))
    return Party(
        id=given.party(entry.local),
        name=entry.name,
        kind=entry.kind,
        country=governs or known.country or home,
        aliases=(*_turned(entry), *entry.aliases),
        weak_aliases=tuple(dict.fromkeys((*entry.weak_aliases, *known.weak_aliases))),
        identifiers=(*(Identifier(*each) for each in own if each[1]), *known.identifiers),
        listings=entry.listings,
        description=". ".join(filter(None, told)),
        begun=known.begun,
    )


def _governed(given: Load, entry: Listed) -> str | None:
    """Give the country whose government an entry is."""
    name = re.sub(r"^government of (?:the )?", "", entry.name, flags=re.IGNORECASE)
    return country_of(name, given.tally) if entry.kind == "government" else None


def _turned(entry: Listed) -> tuple[str, ...]:
    """Give the name of a person, "LAST, First", as others write it, so that it can be found."""
    last, comma, first = entry.name.partition(", ")
    return (f"{first} {last}",) if entry.kind == "person" and comma and "," not in first else ()
