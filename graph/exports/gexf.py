"""GEXF 1.3 for Gephi: an edge for each statement, and when it is known to hold."""

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

    from graph.dates import Period
    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records

NAMESPACE = "http://gexf.net/1.3"
UNDATED = "A statement without a date has no span: a timeline shows it at all times."
ROUNDED = "A year or month is a span from its first to its last day; the date itself stands beside."
_TYPES = {"text": "string", "list": "string", "flag": "boolean"}
# GEXF has no attributes of a graph: what belongs to the whole stands in its description.
_IN_FULL = "In full: "


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the file; lists stand in it as JSON."""
    with (
        replacing(file) as stream,
        etree.xmlfile(stream, encoding="utf-8") as xml,
    ):
        xml.write_declaration()
        with xml.element("gexf", {"version": "1.3"}, nsmap={None: NAMESPACE}):
            xml.write("\n", _meta(subgraph))
            kind = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
            with xml.element("graph", kind):
                xml.write("\n", _attributes("node", xml_cells.party_columns()))
                xml.write(_attributes("edge", xml_cells.statement_columns()))
                for tag, made in (("nodes", _nodes(subgraph)), ("edges", _edges(subgraph))):
                    with xml.element(tag):
                        xml.write("\n")
                        for element in made:
                            xml.write(element)
                    xml.write("\n")
    periods = [said.period for said in subgraph.records.statements]
    return _losses(periods)


def _losses(periods: list[Period]) -> Losses:
    dates = [d for p in periods for d in (p.valid_from, p.valid_until, p.as_of) if d]
    undated = (UNDATED,) if not all(period.dated for period in periods) else ()
    return undated + ((ROUNDED,) if any(len(date.text) < 10 for date in dates) else ())


def _meta(subgraph: Subgraph) -> etree._Element:
    """Say in words what the file answers, and hold sources, deals and collections in full."""
    meta = xml_cells.line("meta", {})
    etree.SubElement(meta, "creator").text = xml_cells.legal(subgraph.program)
    held = about(subgraph)
    told = [f"{key.replace('_', ' ')}: {text}" for key, text in held.items()]
    full = f"{_IN_FULL}{json.dumps(documents(subgraph.records))}"
    text = xml_cells.legal("\n".join([*told, full]))
    etree.SubElement(meta, "description").text = text
    return meta


def _attributes(owner: str, kinds: Mapping[str, str]) -> etree._Element:
    declared = xml_cells.line("attributes", {"class": owner, "mode": "static"})
    for column, kind in kinds.items():
        if column not in _ONLY[owner]:
            own = {"id": f"{owner}.{column}", "title": column, "type": _TYPES[kind]}
            etree.SubElement(declared, "attribute", own)
    return declared


# What GEXF has an attribute of its own for: our name for it, and its.
_OWN = {"node": {"name": "label"}, "edge": {"label": "label", "relation": "kind"}}
# What is not repeated beside; some readers leave `kind` unread.
_ONLY = {"node": {"name"}, "edge": {"label"}}


def _nodes(subgraph: Subgraph) -> Iterator[etree._Element]:
    for row in rows("parties", subgraph.records):
        own = {"id": xml_cells.name(row["id"])}
        yield _filled("node", own, xml_cells.cells(row), xml_cells.party_columns())


def _edges(subgraph: Subgraph) -> Iterator[etree._Element]:
    for said, row in zip(subgraph.records.statements, arrows(subgraph), strict=True):
        own = {
            "id": row["id"],
            "source": xml_cells.name(row["subject"]),
            "target": xml_cells.name(row["object"]),
        }
        own |= span(said.period)
        yield _filled("edge", own, xml_cells.cells(row), xml_cells.statement_columns())


def span(period: Period) -> dict[str, str]:
    """Give the days between which a claim holds; what is only known at a time holds then.

    >>> from graph.dates import PartialDate, Period
    >>> span(Period(valid_from=PartialDate("2019-05"))), span(Period(as_of=PartialDate("2020")))
    ({'start': '2019-05-01'}, {'start': '2020-01-01', 'end': '2020-12-31'})
    """
    begin, end = period.valid_from, period.valid_until
    if begin is None and end is None:
        begin = end = period.as_of
    start = {"start": begin.earliest().isoformat()} if begin else {}
    return start | ({"end": end.latest().isoformat()} if end else {})


def _filled(
    owner: str, own: Mapping[str, str], held: Mapping[str, str], kinds: Mapping[str, str]
) -> etree._Element:
    named = {_OWN[owner][column]: held[column] for column in _OWN[owner] if column in held}
    element = xml_cells.line(owner, {**own, **named})
    values = etree.SubElement(element, "attvalues")
    for column, text in held.items():
        if column in kinds and column not in _ONLY[owner]:
            etree.SubElement(values, "attvalue", {"for": f"{owner}.{column}", "value": text})
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
    whole = ""
    for name, element in xml_cells.elements(file):
        if name == "node":
            own = {"id": element.get("id"), "name": element.get("label")}
            parties.append(own | _row(element, xml_cells.party_columns()))
        elif name == "edge":
            ends = {"subject": element.get("source"), "object": element.get("target")}
            own = {"id": element.get("id")} | ends
            statements.append(own | _row(element, xml_cells.statement_columns()))
        elif name == "description":
            whole = (element.text or "").rpartition(f"\n{_IN_FULL}")[2]
        if name in ("node", "edge"):
            element.clear()
    return records_of(parties, statements, json.loads(whole))


def _row(element: etree._Element, kinds: Mapping[str, str]) -> Row:
    found = element.iterfind("{*}attvalues/{*}attvalue")
    held = {str(e.get("for")).partition(".")[2]: str(e.get("value")) for e in found}
    return xml_cells.row_of(held, kinds)


EXPORT = Export("gexf", "GEXF", "gexf", write, read, (UNDATED, ROUNDED))
