"""Statements as ties of FollowTheMoney, and the documents they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.ftm_words import entity, visible, words
from graph.exports.outside import graded, plain_id, web_address
from graph.words import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.exports.ftm_words import Entity
    from graph.exports.subgraph import Subgraph
    from graph.statement import Source, Statement

ADDRESS = "located_at"
LINK = (
    "Most relations have no schema of their own: they go out as links whose role names the "
    "relation, and a reader that passes over the role sees a link only."
)
LOCATED = (
    "That a party is at an address is a property of the party: its grade, dates and source are "
    "told in the notes."
)


def tie(said: Statement, subgraph: Subgraph, met: set[str]) -> Entity:
    """Make the entity of a statement; the subject and the object keep their sides."""
    schema, subject, object_ = _ends(said, subgraph)
    link, period = schema == words()["link"]["schema"], said.period
    if link:
        met.add(LINK)
    share = said.percent if schema == "Ownership" else None
    properties = {
        subject: [plain_id(said.subject)],
        object_: [plain_id(said.object)],
        "role": [subgraph.vocabulary.relation(said.relation).label] if link else [],
        "percentage": [share.text] if share else [],
        "startDate": [str(period.valid_from or "")],
        "endDate": [str(period.valid_until or "")],
        "date": [str(period.as_of or "")],
        "summary": [" ".join(_summed(said, subgraph))],
        "description": [said.note],
        "recordId": [said.id],
    }
    evidence = _evidenced(subgraph.records.sources[said.evidence.source])
    return entity(f"statement:{said.id}", schema, properties | evidence, met)


def _evidenced(source: Source) -> dict[str, list[str]]:
    return {
        "proof": [plain_id(_document(source.id))],
        "publisher": [source.publisher],
        "sourceUrl": [web_address(source.url)],
        "retrievedAt": [str(source.retrieved or "")],
    }


def _ends(said: Statement, subgraph: Subgraph) -> tuple[str, str, str]:
    """Name the schema and the properties of its ends; a link where the object does not fit."""
    link = words()["link"]
    schema, subject, object_ = words()["ties"].get(said.relation, " ".join(link.values())).split()
    allowed = words()["objects"].get(schema)
    if allowed and subgraph.records.parties[said.object].kind not in allowed.split():
        return link["schema"], link["subject"], link["object"]
    return schema, subject, object_


def _summed(said: Statement, subgraph: Subgraph) -> Iterator[str]:
    """Tell what the model has no properties for, a sentence each."""
    records, second = subgraph.records, said.evidence.corroborating
    yield f"Relation: {subgraph.vocabulary.relation(said.relation).label}."
    yield graded(said, subgraph.vocabulary)
    if said.percent is not None:
        yield f"Share: {said.percent.text} percent."
    if said.item:
        yield f"Item: {said.item}."
    for deal in said.deals:
        yield f"Deal: {records.deals[deal].title} ({deal})."
    if said.evidence.locator:
        yield f"Where in the source: {said.evidence.locator}."
    if second is not None:
        yield f"See also, which may say the opposite: {cited(records.sources[second])}."


def _document(key: str) -> str:
    return f"source:{key}"


def document(source: Source, met: set[str]) -> Entity:
    """Make the entity of a source, with its terms."""
    said = {
        "name": [source.title],
        "title": [source.title],
        "fileName": [source.title if visible(source.title) else plain_id(source.id)],
        "publisher": [source.publisher],
        "publishedAt": [str(source.published or "")],
        "retrievedAt": [str(source.retrieved or "")],
        "sourceUrl": [web_address(source.url)],
        "summary": [cited(source)],
        "notes": [f"Licence: {source.licence or 'not stated'}.", f"Address: {source.url}"],
    }
    return entity(_document(source.id), "Document", said, met)
