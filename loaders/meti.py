"""Japan's Foreign End User List (METI), as ammitto publishes it in JSON-LD."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from graph.statement import Listing, Party
from loaders.reading import linked
from loaders.reading.format import Format
from loaders.reading.kind_of_name import INFERRED, kind_of_name
from loaders.reading.making import with_government
from loaders.reading.objects import json_items, whole
from loaders.reading.tally import Reject, Skip, taken
from loaders.reading.values import country_of, date_of
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry, Tally

WORDS = "meti.toml"
# The country in Japanese, then in English: "Country: イランIslamic Republic of Iran".
_COUNTRY = re.compile(r"Country:\s*[^\x00-\x7f]*(.*)", re.DOTALL)
_BRACKETS = re.compile(r"(.+?)\s*[(（]((?:[^()（）]|[(（][^()（）]*[)）])*)[)）]")
_SHORT = re.compile(r"[A-Z0-9&. -]{2,8}")


def load(given: Load) -> Iterator[Record]:
    """Read the records, which are parties with their names, and the listings that name them.

    It is read as JSON, for which its context is not needed. Raises `BadFile` where records share
    an id though their content differs.
    """
    for file in given.spec.files:
        linked.check_ids(file, whole(file, given.tally))
        entries = list(json_items(file, given.tally, under=linked.GRAPH))
        listings: dict[str, list[Object]] = {}
        for entry in entries:
            if "entity_id" in entry.value:
                listings.setdefault(str(entry.value["entity_id"]), []).append(entry.value)
        named = {str(e.value.get("id")) for e in entries if _name(e.value)}
        yield from taken(entries, given.tally, partial(_record, given, listings, named))


def _record(
    given: Load, listings: Mapping[str, list[Object]], named: set[str], entry: Entry[Object]
) -> Iterator[Record]:
    value = entry.value
    if "entity_id" in value:
        if value["entity_id"] not in named:
            raise Skip("lists a record that has no name")
        return
    if not value.get("id") or not _name(value):
        raise Reject("has no id or no name")
    party = _party(given, value, listings.get(value["id"], ()))
    yield from with_government(given, party, party.id.partition(":")[2])


def _party(given: Load, value: Object, listings: list[Object] | tuple[()]) -> Party:
    name, local = _name(value), str(value["id"]).rpartition("/")[2]
    kind = words(WORDS, "kinds").get(str(value.get("entity_type")), given.tally)
    if not kind:
        raise Reject("is of a type that no kind of party is known for")
    guess = kind_of_name(name) if kind == "organisation" else None
    aliases, weak = _also(value, name)
    effects = {e.get("description") for said in listings for e in said.get("effects") or ()}
    told = [*sorted(filter(None, effects)), *([INFERRED] if guess not in (None, kind) else [])]
    return Party(
        id=given.party(local),
        name=name,
        kind=guess or kind,
        country=_country(str(value.get("remarks") or ""), given.tally),
        aliases=aliases,
        weak_aliases=weak,
        listings=tuple(_listing(said, local, given.tally) for said in listings),
        description=". ".join(text.strip(" .") for text in told),
    )


def _name(value: Object) -> str:
    """Give the main name, or else the first; a dot before it is a mark of the list."""
    names = sorted(value.get("names") or (), key=lambda each: not each.get("is_primary"))
    return str(names[0].get("full_name") or "").strip(" ・") if names else ""


def _also(value: Object, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give other names; of brackets at the end, the name before and in another script.

    What is short and in capitals there is a name too weak to identify anyone.
    """
    others = [str(each.get("full_name") or "").strip() for each in value.get("names") or ()]
    weak, left = [], name
    while match := _BRACKETS.fullmatch(left):
        left, inner = match[1], match[2].strip()
        if _SHORT.fullmatch(inner):
            weak.append(inner)
        elif not inner.isascii():
            others += [inner, left]
    found = dict.fromkeys(other for other in others if other and other != name)
    return tuple(found), tuple(weak)


def _country(remarks: str, tally: Tally) -> str | None:
    match = _COUNTRY.fullmatch(remarks)
    return country_of(match[1] if match else "", tally)


def _listing(said: Object, local: str, tally: Tally) -> Listing:
    words(WORDS, "statuses").get(str(said.get("status") or ""), tally)
    regime, period = said.get("regime") or {}, said.get("period") or {}
    return Listing(
        list=str(regime.get("name") or "Japan End-User List (METI)"),
        date=date_of(str(period.get("listed_date") or ""), tally),
        citation=local,
        until=date_of(str(period.get("end_date") or ""), tally),
    )


def recognises(head: Head) -> bool:
    """Tell it by the ids of its records."""
    return linked.is_linked(head) and linked.METI in head.start


FORMAT = Format("meti", "Japan's Foreign End User List (METI), by ammitto", load, recognises)
