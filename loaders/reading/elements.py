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
            inside = 0
            for event, element in reader:
                local = etree.QName(element).localname
                element.tag = local
                if local not in names:
                    continue
                inside += 1 if event == "start" else -1
                if event == "end" and not inside:
                    number += 1
                    tally.read()
                    yield Entry(Place(file.name, number), element)
                    _forget(element)
            _check(file, reader)
        except etree.XMLSyntaxError as error:
            problem = f"is not XML, or is cut off, after element {number}: {error}"
            raise BadFile(file, problem, "fetch the file again") from error


def _check(file: Path, reader: etree.iterparse[tuple[str, etree._Element]]) -> None:
    """Refuse a document that defines entities: no published format here has any."""
    root = reader.root
    info = root.getroottree().docinfo if root is not None else None
    if info is not None and info.internalDTD is not None and list(info.internalDTD.iterentities()):
        raise BadFile(file, "defines entities of its own", WRONG)


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
