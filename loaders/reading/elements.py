"""Elements of XML files, one at a time, without entities, external files or the whole in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from graph.errors import BadFile
from loaders.reading.files import opened
from loaders.reading.tally import Entry, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from loaders.reading.tally import Tally

WRONG = "is this the file, and the format, you meant?"


def elements(
    file: Path, tally: Tally, names: Collection[str], ends: str = ""
) -> Iterator[Entry[etree._Element]]:
    """Yield and count the elements of these local names, whatever their namespace.

    Local names stand for the tags inside, too. An element is emptied when the next is asked
    for. Raises `BadFile` for what is not XML to its end, and for entities of its own.
    """
    number = 0
    with opened(file, tally, ends) as stream:
        reader = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, load_dtd=False,
            no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for element in _outermost(file, reader, names):
                number += 1
                tally.read()
                yield Entry(Place(file.name, number), element)
        except etree.XMLSyntaxError as error:
            told = reader.error_log.last_error
            why = f"{told.message.strip()}, line {told.line}" if told else str(error)
            problem = f"is not XML, or is cut off, after element {number}: {why}"
            raise BadFile(file, problem, "fetch the file again") from error


def _outermost(
    file: Path,
    reader: etree.iterparse[tuple[str, etree._Element]],
    names: Collection[str],
) -> Iterator[etree._Element]:
    """Yield the elements of these names that are inside of no other; free all when they end."""
    inside, begun, typed = 0, False, False
    for event, element in reader:
        if not begun:
            begun, typed = True, _checked(file, element)
        local = etree.QName(element).localname
        element.tag = local
        if local in names:
            inside += 1 if event == "start" else -1
        if event == "end" and not inside:
            if local in names:
                if typed:
                    _check_whole(file, element)
                yield element
            _forget(element)


def _checked(file: Path, root: etree._Element) -> bool:
    """Say if it has a document type; refuse entities of its own, which no published format has."""
    inner = root.getroottree().docinfo.internalDTD
    if inner is not None and list(inner.iterentities()):  # type: ignore[attr-defined]
        raise BadFile(file, "defines entities of its own", WRONG)
    return inner is not None


def _check_whole(file: Path, element: etree._Element) -> None:
    """Refuse an entity defined elsewhere: what it stands for would be missing from the text."""
    for entity in element.iter(etree.Entity):
        raise BadFile(file, f"uses {entity.text}, which another file defines", WRONG)


def _forget(element: etree._Element) -> None:
    """Free an element and those before it."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def text(element: etree._Element, path: str) -> str:
    """Give the text at a path of local names, stripped; empty where there is none."""
    return (element.findtext(path) or "").strip()
