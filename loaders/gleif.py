"""The LEI system (GLEIF): parties, who consolidates whom, and why some name no parent.

XML, golden-copy CSV and RDF say the same and may be mixed; the files may come in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from graph.errors import BadFile
from loaders.reading import gleif_csv, gleif_rdf, gleif_xml
from loaders.reading.files import head
from loaders.reading.format import Format
from loaders.reading.gleif_party import party, silence
from loaders.reading.gleif_records import (
    EXCEPTIONS,
    PARTIES,
    RELATIONSHIPS,
    NotReported,
    Registered,
    Relationship,
    syntax_and_content,
)
from loaders.reading.gleif_relationship import ULTIMATE, relationship
from loaders.reading.tally import taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.gleif_records import Said
    from loaders.reading.tally import Entry, Tally

# Exceptions first, so that they can be written into the party when it comes.
ORDER = (EXCEPTIONS, PARTIES, RELATIONSHIPS)
NOBODY = "an exception of a party that is in none of the files"


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for other rows: exceptions for their party, ultimate parents for the direct."""

    exceptions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    direct: set[tuple[str, str]] = field(default_factory=set)
    ultimate: list[Entry[Said]] = field(default_factory=list)


def load(given: Load) -> Iterator[Record]:
    """Read the files, exceptions before parties before relationships."""
    held = Held()
    told = [(file, *syntax_and_content(head(file))) for file in given.spec.files]
    if strange := [file for file, syntax, _ in told if not syntax]:
        raise BadFile(strange[0], "holds no LEI data", "name the files that GLEIF publishes")
    for file, syntax, content in sorted(told, key=lambda each: ORDER.index(each[2])):
        now = _now(given, _read(file, syntax, content, given.tally), held)
        yield from taken(now, given.tally, partial(_made, given, held))
    yield from taken(held.ultimate, given.tally, partial(_made, given, held))
    for waiting in held.exceptions.values():
        given.tally.skip(NOBODY, len(waiting))


def _read(file: Path, syntax: str, content: str, tally: Tally) -> Iterator[Entry[Said]]:
    if syntax == "csv":
        return gleif_csv.read(file, tally, content)
    return gleif_xml.read(file, tally) if syntax == "xml" else gleif_rdf.read(file, tally)


def _now(given: Load, entries: Iterator[Entry[Said]], held: Held) -> Iterator[Entry[Said]]:
    """Yield what can be made at once; hold the rest."""
    for entry in entries:
        value = entry.value
        if isinstance(value, NotReported):
            silent = held.exceptions.get(value.lei, ())
            held.exceptions[value.lei] = _together(silent, silence(value, given.tally))
        elif isinstance(value, Relationship) and value.type == ULTIMATE:
            held.ultimate.append(entry)
        else:
            yield entry


@lru_cache(4096)
def _together(some: tuple[str, ...], one: str) -> tuple[str, ...]:
    """Add a sentence; millions of parties share a few hundred combinations of them."""
    return (*some, one)


def _made(given: Load, held: Held, entry: Entry[Said]) -> Iterator[Record]:
    value = entry.value
    if isinstance(value, Registered):
        yield from party(given, value, held.exceptions.get(value.lei, ()))
        given.tally.use(len(held.exceptions.pop(value.lei, ())))
    elif isinstance(value, Relationship):
        yield from relationship(given, value, held.direct)


def recognises(head: Head) -> bool:
    """Tell LEI data by the root of the XML, the columns of the CSV or the prefixes of the RDF."""
    return bool(syntax_and_content(head)[0])


FORMAT = Format("gleif", "GLEIF: LEI records, relationships, exceptions", load, recognises)
