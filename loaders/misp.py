"""MISP galaxy clusters: surveillance vendors, intelligence agencies, countries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Identifier, Party
from loaders.reading.format import Format
from loaders.reading.making import GOVERNMENT, statement, with_government
from loaders.reading.objects import json_items, whole
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.values import country_of, listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry

WORDS = "misp.toml"


def load(given: Load) -> Iterator[Record]:
    """Read clusters; a relationship of a member names another by its uuid, in any of the files."""
    for file in given.spec.files:
        cluster = str(whole(file, given.tally).get("type", ""))
        kind = words(WORDS, "kinds").get(cluster, given.tally)
        entries = json_items(file, given.tally, under="values")
        yield from taken(entries, given.tally, partial(_member, given, kind))


def _member(given: Load, kind: str | None, entry: Entry[Object]) -> Iterator[Record]:
    value, tally = entry.value, given.tally
    if not kind:
        raise Skip("the cluster is of a type that no kind of party is known for")
    if not value.get("uuid") or not value.get("value"):
        raise Reject("has no uuid or no name")
    meta = value.get("meta") or {}
    code = country_of(str(meta.get("ISO") or meta.get("country") or ""), tally)
    party = Party(
        id=given.party(value["uuid"]),
        name=str(value["value"]).strip(),
        kind=kind,
        country=code,
        aliases=listed(meta.get("synonyms")),
        identifiers=(Identifier(GOVERNMENT, code),) if kind == "government" and code else (),
        description=str(value.get("description") or "").strip(),
    )
    yield from with_government(given, party, value["uuid"])
    for related in value.get("related") or ():
        yield from _related(given, party, related)


def _related(given: Load, party: Party, related: Object) -> Iterator[Record]:
    word = str(related.get("type", "")).strip()
    relation = words(WORDS, "relations").get(word, given.tally)
    if not relation:
        return
    ends = [party.id, given.party(str(related.get("dest-uuid", "")))]
    if relation.startswith("^"):
        ends.reverse()
    likely = ", ".join(listed(related.get("tags")))
    note = f"The cluster says: {word}{f' ({likely})' if likely else ''}."
    locator = party.id.partition(":")[2]
    yield statement(
        given, ends[0], relation.lstrip("^"), ends[1], locator,
        grade=given.grade("reported"), note=note,
    )  # fmt: skip


def recognises(head: Head) -> bool:
    """Tell a cluster by its members and its type."""
    return head.name.endswith(".json") and b'"values"' in head.start and b'"uuid"' in head.start


FORMAT = Format("misp", "MISP galaxy cluster", load, recognises)
