"""What the files of the LEI system say, as plain values, whichever syntax they were printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.reading.format import Head

TOML = "gleif.toml"
PARTIES, RELATIONSHIPS, EXCEPTIONS = "parties", "relationships", "exceptions"
_ROOT = re.compile(rb"<(?:\w+:)?(LEIData|RelationshipData|ReportingExceptionData)[\s>]")
_ROOTS = {
    b"LEIData": PARTIES,
    b"RelationshipData": RELATIONSHIPS,
    b"ReportingExceptionData": EXCEPTIONS,
}
_COLUMNS = {
    "Entity.LegalName": PARTIES,
    "Relationship.StartNode.NodeID": RELATIONSHIPS,
    "Exception.Category": EXCEPTIONS,
}
# Only the data have a prefix ending so; the ontologies, which define the same words, do not.
_DATA = re.compile(rb"@prefix\s+[\w-]+-data:\s+<[^>]*gleif\.org/")
_WORDS = {b":hasReportingEntity": EXCEPTIONS, b":hasChild": RELATIONSHIPS}


@dataclass(frozen=True, slots=True)
class Registered:
    """A level-1 record; texts as printed, empty where there is none.

    `addresses` are text and country; `successors` are LEI and name, either of which may be empty.
    """

    lei: str
    name: str
    status: str
    other_names: tuple[str, ...] = ()
    jurisdiction: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    authority: str = ""
    number: str = ""
    category: str = ""
    sub_category: str = ""
    form: str = ""
    operating: str = ""
    created: str = ""
    expired: str = ""
    successors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relationship:
    """A level-2 record: `child` is the StartNode, `parent` the EndNode.

    `periods` are those of the relationship itself, not of accounts or filings; `share` is the
    method of measuring, the amount and its unit.
    """

    child: str
    parent: str
    type: str
    status: str
    registration: str
    nodes: tuple[str, str] = ("LEI", "LEI")
    periods: tuple[tuple[str, str], ...] = ()
    share: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class NotReported:
    """A reporting exception: why a party names no parent."""

    lei: str
    category: str
    reasons: tuple[str, ...]


Said: TypeAlias = Registered | Relationship | NotReported


def syntax_and_content(head: Head) -> tuple[str, str]:
    """Tell the syntax (xml, csv, turtle) of a file and what it holds; two empty texts for neither.

    >>> from loaders.reading.format import Head
    >>> syntax_and_content(Head("a.csv", b"LEI,Exception.Category,Exception.Reason.1"))
    ('csv', 'exceptions')
    """
    if (root := _ROOT.search(head.start)) and b"/data/schema/" in head.start:
        return "xml", _ROOTS[root[1]]
    if _DATA.search(head.start):
        found = [content for word, content in _WORDS.items() if word in head.start]
        return "turtle", found[0] if found else PARTIES
    columns = head.columns()
    for column, content in _COLUMNS.items():
        if column in columns and ("LEI" in columns or content == RELATIONSHIPS):
            return "csv", content
    return "", ""


def table(name: str) -> Mapping[str, str]:
    """Give a table of gleif.toml that is looked into without counting what it does not hold."""
    return tables(TOML)[name]
