"""MISP galaxy clusters: surveillance vendors, intelligence agencies, countries."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import BadFile
from graph.statement import Party
from loaders.reading.format import Format
from loaders.reading.making import government, statement, with_government
from loaders.reading.objects import WRONG, json_items, whole
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.values import country_of, listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry

TOML = "misp.toml"
# What was left of the web pages that a cluster was made from.
_WEB = re.compile(r"\s*(\[\d+\]|\(page does not exist\))$")


def load(given: Load) -> Iterator[Record]:
    """Read clusters; a relationship of a member names another by its uuid, in any of the files."""
    for file in given.spec.files:
        cluster = whole(file, given.tally)
        if not isinstance(cluster, dict):
            raise BadFile(file, "is no cluster, but a list or a plain value", WRONG)
        kind = words(TOML, "kinds").get(str(cluster.get("type", "")), given.tally)
        entries = json_items(file, given.tally, under="values")
        yield from taken(entries, given.tally, partial(_member, given, kind))


def _member(given: Load, kind: str | None, entry: Entry[Object]) -> Iterator[Record]:
    value = entry.value
    if not kind:
        raise Skip("the cluster is of a type that no kind of party is known for")
    if not value.get("uuid") or not str(value.get("value") or "").strip():
        raise Reject("has no uuid or no name")
    party = _party(given, value, kind)
    yield from with_government(given, party, value["uuid"])
    for product in listed((value.get("meta") or {}).get("products")):
        yield from _product(given, party, product, value["uuid"])
    for related in value.get("related") or ():
        yield from _related(given, party, related, value["uuid"])


def _party(given: Load, value: Object, kind: str) -> Party:
    meta = value.get("meta") or {}
    printed = str(value["value"]).strip()
    name = _WEB.sub("", printed) or printed
    codes = listed(meta.get("ISO") or meta.get("country"))
    code = country_of(codes[0], given.tally) if len(codes) == 1 else None
    names = dict.fromkeys((printed, *listed(meta.get("synonyms"))))
    names.pop(name, None)
    about = str(value.get("description") or "").strip()
    if kind == "government":
        if code is None:
            raise Skip("a country that is none today, or not in the standard")
        # The same party that stands above the public bodies of the country.
        return replace(government(given, code), aliases=(name, *names))
    return Party(given.party(value["uuid"]), name, kind, code, "", tuple(names), description=about)


def _product(given: Load, party: Party, name: str, locator: str) -> Iterator[Record]:
    product = Party(given.party(f"{locator}-{name}"), name, "product")
    yield product
    grade, note = given.grade("reported"), "The cluster lists it among the products."
    yield statement(given, party.id, "manufactures", product.id, locator, grade=grade, note=note)


def _related(given: Load, party: Party, related: Object, locator: str) -> Iterator[Record]:
    word = str(related.get("type", "")).strip()
    relation = words(TOML, "relations").get(word, given.tally)
    if not relation:
        return
    ends = [party.id, given.party(str(related.get("dest-uuid", "")))]
    if relation.startswith("^"):
        ends.reverse()
    told = [tag.partition("=")[2].strip('"') or tag for tag in listed(related.get("tags"))]
    note = f"The cluster says: {', '.join((word, *told))}."
    if pages := listed(related.get("refs")):
        note += f" It refers to {', '.join(pages)}."
    yield statement(
        given, ends[0], relation.lstrip("^"), ends[1], locator,
        grade=given.grade("reported"), note=note,
    )  # fmt: skip


def recognises(head: Head) -> bool:
    """Tell a cluster by what it says of itself and by its members."""
    marks = (b'"values"', b'"uuid"', b'"authors"', b'"category"')
    return head.start.lstrip()[:1] == b"{" and all(mark in head.start for mark in marks)


FORMAT = Format("misp", "MISP galaxy cluster", load, recognises, version=2)
