"""RDF of our own vocabulary, in any serialisation: what this program writes, or is written so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
from rdflib import Dataset

from graph.errors import BadFile, UnknownTerm
from graph.rdf_read import parse, records
from graph.vocabulary import VOCABULARY
from loaders.reading import linked
from loaders.reading.elements import elements
from loaders.reading.files import head, opened
from loaders.reading.format import Format
from loaders.reading.sources_file import UNSAID
from loaders.reading.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.statement import Collection, Records
    from loaders.reading.format import Head, Load, Record

SYNTAXES = {
    **{".ttl": "turtle", ".turtle": "turtle", ".nt": "nt", ".rdf": "xml", ".xml": "xml"},
    **{".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld", ".json": "json-ld"},
}
JSON_LD = "json-ld"
# Triples are held as a whole before they are read; this much text is about as much as a machine
# of 16 GB holds.
LARGEST = 400 * 2**20
OURS = "is it of our vocabulary, and whole?"


def load(given: Load) -> Iterator[Record]:
    """Read all files as one dataset; ids of parties begin with the source's instead of their own.

    A row of the account is a party, statement, source or deal. Raises `BadFile` for anything
    that `graph.rdf_read` finds amiss: nothing is taken in part.
    """
    dataset, file = Dataset(), given.spec.files[0]
    _read(given, dataset)
    for _, _, value, _ in dataset.quads():
        if "\0" in str(value):
            raise BadFile(file, f"{value!r} holds the character NUL", "remove it")
    try:
        found = records(dataset, given.vocabulary)
    except (UnknownTerm, ValueError) as error:
        raise BadFile(file, str(error), OURS) from error
    yield _collection(given, found.collections)
    for record in _renamed(given, found):
        given.tally.read()
        given.tally.use()
        yield record


def _read(given: Load, into: Dataset) -> None:
    by_syntax: dict[str, list[Path]] = {}
    for file in given.spec.files:
        by_syntax.setdefault(_syntax(file), []).append(file)
    for file, value in linked.documents(by_syntax.pop(JSON_LD, []), given.tally):
        parse(file, orjson.dumps(value), JSON_LD, into)
    for syntax, files in by_syntax.items():
        for file in files:
            parse(file, _content(file, syntax, given.tally), syntax, into)


def _syntax(file: Path) -> str:
    found = SYNTAXES.get("." + head(file).name.rpartition(".")[2])
    if found is None:
        remedy = f"let its name end in one of {', '.join(SYNTAXES)}"
        raise BadFile(file, "is RDF in an unknown serialisation", remedy)
    return found


def _content(file: Path, syntax: str, tally: Tally) -> bytes:
    if syntax == "xml":  # entities, which rdflib's parser would expand, are refused here
        for _ in elements(file, Tally(), ()):
            pass
    with opened(file, tally) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadFile(file, f"is more than {LARGEST:,} bytes", "load the tables it was made from")
    return content.removeprefix(b"\xef\xbb\xbf")


def _collection(given: Load, collections: tuple[Collection, ...]) -> Collection:
    """Describe the source in its own words where nobody described it."""
    spec = given.spec
    named = spec.title not in (UNSAID, *(file.name for file in spec.files))
    first = collections[0]
    publishers = "; ".join(dict.fromkeys(each.publisher for each in collections))
    licences = "; ".join(dict.fromkeys(each.licence for each in collections))
    titles = "; ".join(dict.fromkeys(each.title for each in collections))
    return replace(
        first,
        id=spec.id,
        title=spec.title if named else titles,
        publisher=publishers if spec.publisher == UNSAID else spec.publisher,
        licence=licences if spec.licence == UNSAID else spec.licence,
        compiled=spec.retrieved or (first.compiled if len(collections) == 1 else None),
        about=spec.about or " ".join(each.about for each in collections),
    )


def _renamed(given: Load, found: Records) -> Iterator[Record]:
    """Yield the records under ids of this source; several collections stay told apart."""
    ours, own = f"{given.spec.id}:", [f"{each.id}:" for each in found.collections]

    def name(key: str) -> str:
        if key.startswith(ours):
            return key
        return given.party(key.removeprefix(own[0]) if len(own) == 1 else key)

    names = {key: name(key) for key in found.parties}
    if len(set(names.values())) < len(names):
        raise BadFile(given.spec.files[0], "has parties whose ids are too alike", OURS)
    yield from found.sources.values()
    yield from found.deals.values()
    for key, party in found.parties.items():
        yield replace(party, id=names[key])
    for said in found.statements:
        subject, object_ = names[said.subject], names[said.object]
        yield replace(said, subject=subject, object=object_, grade=given.grade(said.grade))


def recognises(head: Head) -> bool:
    """Tell RDF of our vocabulary; and any JSON-LD that no other format knows, to say what it is."""
    suffix = "." + head.name.rpartition(".")[2]
    if str(VOCABULARY).encode() in head.start and suffix in SYNTAXES:
        return True
    return linked.is_linked(head) and linked.METI not in head.start


FORMAT = Format("rdf", "RDF of our vocabulary", load, recognises)
