"""FollowTheMoney: entities, one a line, in the nearest schema that does not say more.

The model has no place for a grade, a dispute or a deal, and schemata for few relations. What it
has no place for is told in the text of the entity, so that a person still reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.files import write_lines
from graph.exports.ftm_party import NUMBERS, TOLD, addressed, listings, party
from graph.exports.ftm_tie import ADDRESS, LINK, LOCATED, document, tie
from graph.exports.ftm_words import LONG, entity
from graph.exports.json_lines import text
from graph.exports.sheets import told
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.exports.ftm_words import Entity
    from graph.exports.subgraph import Losses, Subgraph

GRADES = (
    "Grades, disputes, items, deals and places in a source are told in the summary of each tie, "
    "as text: the model has no properties for them."
)
KINDS = "A government goes out as a public body, and a product as an asset."
IDS = (
    "Ids have only letters, digits, points and hyphens; the id that a party has here stands in "
    "its notes, and that of a statement in its record id."
)
LOSSES = (LINK, GRADES, KINDS, NUMBERS, TOLD, LOCATED, IDS, LONG)


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the entities, last a note that tells the question, the sources' terms and losses."""
    met = {GRADES, IDS} if subgraph.records.statements else {IDS}
    write_lines(file, map(text, _entities(subgraph, met)))
    return _lost(met)


def _lost(met: set[str]) -> Losses:
    return tuple(loss for loss in LOSSES if loss in met)


def _about(subgraph: Subgraph, lost: Losses) -> Entity:
    lines = [f"{key}: {value}" for key, value in told(subgraph)]
    said = {"name": ["About this file"], "description": lines, "notes": [*lost]}
    return entity(f"export:{subgraph.content_hash}", "Note", said, set())


def _entities(subgraph: Subgraph, met: set[str]) -> Iterator[Entity]:
    records = subgraph.records
    homes = addressed(records, subgraph.vocabulary)
    for held in records.parties.values():
        if held.kind in ("government", "product"):
            met.add(KINDS)
        yield party(held, homes.get(held.id, ()), met)
        yield from listings(held, met)
    for source in records.sources.values():
        yield document(source, met)
    for said in records.statements:
        if said.relation == ADDRESS:
            met.add(LOCATED)
        else:
            yield tie(said, subgraph, met)
    yield _about(subgraph, _lost(met))


EXPORT = Export("ftm", "FollowTheMoney entities", "ftm.json", write, loses=LOSSES)
