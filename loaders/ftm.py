"""FollowTheMoney entities: JSON lines, nested targets and deltas, of OpenSanctions or Aleph."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Party
from loaders.reading.format import Format
from loaders.reading.ftm_entity import WORDS, entities, entity_of
from loaders.reading.ftm_held import Held, Home, at_once, late, statements
from loaders.reading.ftm_party import party_of
from loaders.reading.ftm_ties import properties, tie
from loaders.reading.ftm_values import address_key, address_texts, codes_of
from loaders.reading.making import with_government
from loaders.reading.tally import Skip, taken
from loaders.reading.words import tables, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.ftm_entity import Entity
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry


def load(given: Load) -> Iterator[Record]:
    """Read all files, and then what waited for their end, since entities come in any order."""
    held = Held()
    for file in given.spec.files:
        entries = at_once(held, entities(file, given.tally))
        yield from taken(entries, given.tally, partial(_read, given, held))
    yield from taken(held.later, given.tally, partial(late, given, held))
    yield from statements(given, held)


def _read(given: Load, held: Held, entry: Entry[Object]) -> Iterator[Record]:
    entity, known = entity_of(entry.value), tables(WORDS)
    if entity.schema == "Address":
        yield _address(given, held, entity)
    elif entity.schema in known["kinds"]:
        yield from _party(given, held, entity, known["kinds"][entity.schema])
    elif entity.schema in known["edges"]:
        held.ties.extend(tie(given, entity))
    elif name := known["thirds"].get(entity.schema):
        if not entity.all(name):
            raise Skip(f"a {entity.schema} that names no {name}")
        held.thirds[entity.id] = entity
    elif entity.schema in known["left_out"]:
        raise Skip(known["left_out"][entity.schema])
    else:
        words(WORDS, "kinds").get(entity.schema, given.tally)
        raise Skip("an entity of a schema that is not known")


def _party(given: Load, held: Held, entity: Entity, kind: str) -> Iterator[Record]:
    party = party_of(given, entity, kind)
    held.parties.setdefault(party.id, party)
    held.ties.extend(properties(given, entity))
    texts, others = entity.all("address"), entity.all("addressEntity")
    if texts or others:
        held.homes.append(Home(party.id, entity.id, texts, others))
    return with_government(given, party, entity.id)


def _address(given: Load, held: Held, entity: Entity) -> Party:
    texts = address_texts(entity)
    if not texts:
        raise Skip("an address without a text, or of a country only")
    codes = codes_of(entity.all("country"), given.tally)
    code = codes[0] if len(codes) == 1 else None
    party = Party(given.party(entity.id), texts[0], "address", code, aliases=texts[1:])
    held.parties.setdefault(party.id, party)
    for text in texts:
        held.places.setdefault(address_key(text), party.id)
    return party


def recognises(head: Head) -> bool:
    """Tell entities, and deltas of them, by the first line, which may be longer than the head."""
    start = head.start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.name.endswith(("json", ".jsonl", ".ftm")):
        return False
    line, end, _ = start.partition(b"\n")
    if re.match(rb'\{"op": ?"(ADD|MOD|DEL)", ?"entity":', line):
        return True
    entity = line.startswith(b'{"') and b'"id"' in line and b'"properties"' in line
    return entity and (b'"schema"' in line or (not end and line.startswith(b'{"id"')))


FORMAT = Format("ftm", "FollowTheMoney entities", load, recognises)
