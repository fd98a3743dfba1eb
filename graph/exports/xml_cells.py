"""Rows as XML can hold them, and back.

XML has no way to write some characters, control characters above all. A reader of the file sees
U+FFFD in their place; the whole row then stands once more in `exact`, as JSON in ASCII.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from graph.exports.rows import ARROW_WORDS, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graph.exports.rows import Row

EXACT = "exact"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Give the text as XML can hold it; raise `UnicodeEncodeError` for half a character."""
    if not _NO_XML.search(text):
        return text
    text.encode()
    return _NO_XML.sub("\ufffd", text)


def name(key: str) -> str:
    """Give an id as XML can hold it, another one for each id."""
    if (held := legal(key)) == key:
        return key
    return f"{held}~{sha256(key.encode()).hexdigest()[:16]}"


@cache
def party_columns() -> Mapping[str, str]:
    """Give the attributes of a party with the kind of each; its id is the file's own."""
    kinds = columns("parties") | {EXACT: "text"}
    return {column: kinds[column] for column in kinds if column != "id"}


@cache
def statement_columns() -> Mapping[str, str]:
    """Give the attributes of a statement; its id and its two ends are the file's own."""
    kinds = columns("statements") | dict.fromkeys((*ARROW_WORDS, EXACT), "text")
    return {column: kinds[column] for column in kinds if column not in ("id", "subject", "object")}


def cells(row: Row) -> dict[str, str]:
    """Give each value as text that XML can hold, and all of the row if any is not as it was."""
    plain = {column: _text(value) for column, value in row.items()}
    held = {column: legal(text) for column, text in plain.items()}
    return held if held == plain else held | {EXACT: json.dumps(row)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def row_of(held: Mapping[str, str], kinds: Mapping[str, str]) -> Row:
    """Give back the row that cells were made from; raise `ValueError` for what are no cells."""
    if EXACT in held:
        found: Row = json.loads(held[EXACT])
        return found
    return {column: _value(text, kinds.get(column, "text")) for column, text in held.items()}


def _value(text: str, kind: str) -> object:
    return text if kind == "text" else json.loads(text)


def line(tag: str, attributes: Mapping[str, str], text: str | None = None) -> etree._Element:
    """Make an element that ends a line; it takes the namespace of what it is written into."""
    element = etree.Element(tag, dict(attributes))
    element.text, element.tail = text, "\n"
    return element


def elements(file: Path) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements of a file as they end, with their local names; no entity is followed."""
    reading = etree.iterparse(
        str(file), events=("end",), resolve_entities=False, no_network=True, huge_tree=True
    )
    for _, element in reading:
        yield etree.QName(element).localname, element
