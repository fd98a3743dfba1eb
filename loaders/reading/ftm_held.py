"""What waits for the end of FollowTheMoney files, because what it refers to may come after it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from graph.statement import Deal, Identifier, Party
from loaders.reading.ftm_entity import WORDS, entity_of
from loaders.reading.ftm_ties import fitting, through
from loaders.reading.ftm_values import address_key, codes_of, listing
from loaders.reading.making import located, statement
from loaders.reading.tally import Entry, Skip
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.statement import Statement
    from loaders.reading.format import Load, Record
    from loaders.reading.ftm_entity import Entity
    from loaders.reading.objects import Object

SANCTION = "Sanction"
# Long texts that nothing is made of.
LONG = ("reason", "provisions", "summary", "description", "programUrl")


class Home(NamedTuple):
    """Where a party is: addresses as texts, and the ids of address entities."""

    party: str
    locator: str
    texts: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Parties by id, and what refers to them.

    `thirds` are the posts and contracts that tie parties, `places` the addresses by what their
    spellings share, `later` the sanctions and the ties that lead through a third entity.
    """

    parties: dict[str, Party] = field(default_factory=dict)
    ties: list[Statement] = field(default_factory=list)
    thirds: dict[str, Entity] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    homes: list[Home] = field(default_factory=list)
    later: list[Entry[Object]] = field(default_factory=list)


def at_once(held: Held, entries: Iterable[Entry[Object]]) -> Iterator[Entry[Object]]:
    """Yield what can be read as it comes; hold the rest for `late`."""
    for entry in entries:
        given = entry.value.get("properties")
        if entry.value.get("schema") not in (SANCTION, *tables(WORDS)["through"]):
            yield entry
        elif isinstance(given, dict):
            short = {name: each for name, each in given.items() if name not in LONG}
            held.later.append(Entry(entry.place, entry.value | {"properties": short}))
        else:
            held.later.append(entry)


def late(given: Load, held: Held, entry: Entry[Object]) -> Iterator[Record]:
    """Read what was held; raise `Skip` where what it refers to never came."""
    entity = entity_of(entry.value)
    if entity.schema == SANCTION:
        yield from _listed(given, held, entity)
        return
    name = tables(WORDS)["through"][entity.schema].split()[-1]
    found = [held.thirds[each] for each in entity.all(name) if each in held.thirds]
    if not found:
        raise Skip(f"a tie through a {name} that is not in the file, or names nobody")
    for third in found:
        others = third.all(tables(WORDS)["thirds"][third.schema])
        made = through(given, entity, third, others)
        deal = _deal(given, held, third) if entity.schema == "ContractAward" else None
        if deal is not None:
            yield deal
            made = [replace(each, deals=(deal.id,)) for each in made]
        held.ties.extend(made)


def _listed(given: Load, held: Held, entity: Entity) -> Iterator[Record]:
    """Yield the parties that a sanction names once more, under the same names, with the listing."""
    keys = [given.party(each) for each in entity.all("entity")]
    found = [held.parties[key] for key in keys if key in held.parties]
    if not found:
        raise Skip("a sanction whose entity is not in the file")
    numbers = tuple(Identifier("un", each) for each in entity.all("unscId"))
    listings = (listing(entity, given.tally),)
    for party in found:
        yield Party(party.id, party.name, party.kind, identifiers=numbers, listings=listings)


def _deal(given: Load, held: Held, contract: Entity) -> Deal | None:
    """Make the deal that a contract is; None where nothing tells its country."""
    title = contract.first("title", "name") or contract.caption
    buyers = (held.parties.get(given.party(each)) for each in contract.all("authority"))
    codes = codes_of(contract.all("country"), given.tally)
    codes += [buyer.country for buyer in buyers if buyer is not None and buyer.country]
    return Deal(given.party(contract.id), title or contract.id, codes[0]) if codes else None


def statements(given: Load, held: Held) -> Iterator[Record]:
    """Yield the ties between parties, and where parties are."""
    for said in held.ties:
        yield fitting(said, held.parties, given.vocabulary)
    for home in held.homes:
        yield from _located(given, held, home)


def _located(given: Load, held: Held, home: Home) -> Iterator[Record]:
    """Yield the addresses of a party: a text that an address entity has, too, is that one."""
    found = dict.fromkeys(given.party(each) for each in home.entities)
    for text in home.texts:
        if place := held.places.get(address_key(text)):
            found[place] = None
        elif address_key(text):
            yield from located(given, home.party, text, None, home.locator)
    grade = given.grade("documented")
    for place in found:
        yield statement(given, home.party, "located_at", place, home.locator, grade=grade)
