"""Entities of FollowTheMoney: one a line, inside a delta, or nested in another's properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.objects import json_lines
from loaders.reading.tally import Entry, Reject
from loaders.reading.values import listed
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from loaders.reading.objects import Object
    from loaders.reading.tally import Tally

WORDS = "ftm.toml"
GONE = "a delta file says that the entity is gone; nothing is kept of it"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as its file prints it; every property has a list of texts, which may be empty."""

    id: str
    schema: str
    caption: str
    properties: Mapping[str, tuple[str, ...]]
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()

    def all(self, *names: str) -> tuple[str, ...]:
        """Give the values of properties, in the order of the names, each once."""
        found = [values for name in names if (values := self.properties.get(name))]
        if len(found) < 2:
            return found[0] if found else ()
        return tuple(dict.fromkeys(value for values in found for value in values))

    def first(self, *names: str) -> str:
        """Give the first value that there is; empty for none."""
        return next(iter(self.all(*names)), "")


def entities(file: Path, tally: Tally) -> Iterator[Entry[Object]]:
    """Yield what a file holds, the nested after the one they stand in; each is counted as a row.

    In what is yielded nothing nests: an inner entity is replaced by its id.
    """
    for entry in _current(json_lines(file, tally), tally):
        waiting = [entry.value]
        while waiting:
            value = waiting.pop()
            if value is not entry.value:
                tally.read()
            waiting.extend(reversed(_taken_out(value)))
            yield Entry(entry.place, value)


def _current(entries: Iterable[Entry[Object]], tally: Tally) -> Iterator[Entry[Object]]:
    """Give the entities of a delta file, which stand one deeper; others as they are."""
    for entry in entries:
        operation, entity = entry.value.get("op"), entry.value.get("entity")
        if "op" not in entry.value:
            yield entry
        elif operation in ("ADD", "MOD") and isinstance(entity, dict):
            yield Entry(entry.place, entity)
        elif operation == "DEL":
            tally.skip(GONE)
        else:
            tally.reject(entry.place, "is no ADD or MOD with an entity, and no DEL")


def _taken_out(value: Object) -> list[Object]:
    """Take the nested entities out of the properties of one, leaving their ids.

    Where the outer one stands at an end of a nested tie, the file leaves it out there as soon as
    the end has other values; it is put back.
    """
    properties = value.get("properties")
    inner: list[Object] = []
    if not isinstance(properties, dict):
        return inner
    for name, given in properties.items():
        nested = [each for each in _list(given) if isinstance(each, dict)]
        if nested:
            back = words(WORDS, "nested").table.get(name, "")
            inner += [_put_back(each, back, value.get("id")) for each in nested]
            ids = [each.get("id") if isinstance(each, dict) else each for each in _list(given)]
            properties[name] = ids
    return inner


def _put_back(inner: Object, name: str, outer: object) -> Object:
    given = inner.get("properties")
    if not name or not outer or not isinstance(given, dict):
        return inner
    ends = _list(given.get(name))
    there = [each.get("id") if isinstance(each, dict) else each for each in ends]
    return inner if outer in there else inner | {"properties": given | {name: [outer, *ends]}}


def _list(given: object) -> list[object]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]


def entity_of(value: Object) -> Entity:
    """Read an entity; raise `Reject` for what is none."""
    key, schema = (str(value.get(name) or "").strip() for name in ("id", "schema"))
    given = value.get("properties")
    if not key or not schema or not isinstance(given, dict):
        raise Reject("has no id, no schema or no properties")
    return Entity(
        id=key,
        schema=schema,
        caption=str(value.get("caption") or "").strip(),
        properties={str(name): listed(each) for name, each in given.items()},
        datasets=listed(value.get("datasets")),
        referents=listed(value.get("referents")),
    )
