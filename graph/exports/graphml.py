"""GraphML: an edge for each statement, with every attribute declared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lxml import etree

from graph.exports import xml_cells
from graph.exports.files import replacing
from graph.exports.rows import about, arrows, documents, records_of, rows, unreadable
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"text": "string", "list": "string", "flag": "boolean"}
# Some readers leave the id of an edge unread.
_STATEMENT = {"statement": "text"}
_WHOLE = ("collections", "sources", "deals")


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the file; lists stand in it as JSON, and nothing is lost."""
    with (
        replacing(file) as stream,
        etree.xmlfile(stream, encoding="utf-8") as xml,
    ):
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: NAMESPACE}):
            xml.write("\n")
            whole = _whole(subgraph)
            for element in _keys(whole):
                xml.write(element)
            with xml.element("graph", {"id": "subgraph", "edgedefault": "directed"}):
                xml.write("\n")
                for element in _graph(subgraph, whole):
                    xml.write(element)
    return ()


def _whole(subgraph: Subgraph) -> dict[str, str]:
    held = documents(subgraph.records)
    return xml_cells.cells({**about(subgraph), **{key: json.dumps(held[key]) for key in held}})


def _keys(whole: Mapping[str, str]) -> Iterator[etree._Element]:
    groups: dict[str, Mapping[str, str]] = {
        "graph": dict.fromkeys(whole, "text"),
        "node": xml_cells.party_columns(),
        "edge": _STATEMENT | dict(xml_cells.statement_columns()),
    }
    for owner, kinds in groups.items():
        for column, kind in kinds.items():
            key = {"id": f"{owner}.{column}", "for": owner, "attr.name": column}
            yield xml_cells.line("key", key | {"attr.type": _TYPES[kind]})


def _graph(subgraph: Subgraph, whole: Mapping[str, str]) -> Iterator[etree._Element]:
    for column, text in whole.items():
        yield xml_cells.line("data", {"key": f"graph.{column}"}, text)
    for row in rows("parties", subgraph.records):
        party = xml_cells.name(row["id"])
        yield _filled("node", {"id": party}, xml_cells.cells(row), xml_cells.party_columns())
    kinds = _STATEMENT | dict(xml_cells.statement_columns())
    for row in arrows(subgraph):
        ends = {
            "id": row["id"],
            "source": xml_cells.name(row["subject"]),
            "target": xml_cells.name(row["object"]),
        }
        held = {"statement": row["id"]} | xml_cells.cells(row)
        yield _filled("edge", ends, held, kinds)


def _filled(
    owner: str, own: Mapping[str, str], held: Mapping[str, str], kinds: Mapping[str, str]
) -> etree._Element:
    element = xml_cells.line(owner, own)
    for column, text in held.items():
        if column in kinds:
            data = etree.SubElement(element, "data", {"key": f"{owner}.{column}"})
            data.text = text
    return element


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        return _records(file)
    except (OSError, KeyError, TypeError, ValueError, etree.XMLSyntaxError) as error:
        raise unreadable(file, EXPORT.title, error) from error


def _records(file: Path) -> Records:
    parties: list[Row] = []
    statements: list[Row] = []
    whole: dict[str, str] = {}
    for name, element in xml_cells.elements(file):
        if name == "node":
            row = xml_cells.row_of(_data(element), xml_cells.party_columns())
            parties.append({"id": element.get("id")} | row)
        elif name == "edge":
            row = xml_cells.row_of(_data(element), xml_cells.statement_columns())
            ends = {key: element.get(key) for key in ("id", "source", "target")}
            ends = {"id": ends["id"], "subject": ends["source"], "object": ends["target"]}
            statements.append(ends | row)
        elif name == "graph":
            whole = _data(element)
        if name in ("node", "edge"):
            element.clear()
    held = xml_cells.row_of(whole, {})
    return records_of(parties, statements, {key: json.loads(held[key]) for key in _WHOLE})


def _data(element: etree._Element) -> dict[str, str]:
    found = element.iterchildren("{*}data")
    return {str(each.get("key")).partition(".")[2]: each.text or "" for each in found}


EXPORT = Export("graphml", "GraphML", "graphml", write, read)
