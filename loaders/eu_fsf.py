"""The EU's consolidated financial sanctions files (FSF): XML, version 1.1."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from loaders.reading.elements import elements
from loaders.reading.eu_subject import records
from loaders.reading.format import Format
from loaders.reading.tally import taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from loaders.reading.eu_subject import Part
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.tally import Entry

NAMESPACE = b"http://eu.europa.ec/fpi/fsd/export"
# What remarks on papers and addresses say is not kept: much of it is private.
REMARKED = ("sanctionEntity", "nameAlias")


def load(given: Load) -> Iterator[Record]:
    """Read the subjects of every file; one that stands twice is one party with both names."""
    for file in given.spec.files:
        entries = elements(file, given.tally, ("sanctionEntity",))
        yield from taken(entries, given.tally, partial(_subject, given))


def _subject(given: Load, entry: Entry[_Element]) -> Iterator[Record]:
    parts: dict[str, list[Part]] = defaultdict(list)
    for element in entry.value.iter():
        above = element.getparent()
        if element.tag != "remark":
            parts[element.tag].append({str(k): str(v) for k, v in element.attrib.items()})
        elif above is not None and above.tag in REMARKED and element.text:
            parts["remark"].append({"text": element.text})
    yield from records(given, parts)


def recognises(head: Head) -> bool:
    """Tell the file by its namespace."""
    return NAMESPACE in head.start and b"<sanctionEntity" in head.start


FORMAT = Format("eu-fsf", "EU consolidated financial sanctions files, XML 1.1", load, recognises)
