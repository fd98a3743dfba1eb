"""Cytoscape JSON, for Cytoscape and Cytoscape.js: an edge for each statement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.exports.files import write_lines
from graph.exports.json_lines import objects, text
from graph.exports.rows import about, arrows, documents, records_of, rows, unreadable
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the file, a party or statement a line; nothing is lost."""
    write_lines(file, _lines(subgraph))
    return ()


def _lines(subgraph: Subgraph) -> Iterator[str]:
    whole = {"name": subgraph.asked, **about(subgraph), **documents(subgraph.records)}
    yield f'{{"data": {text(whole)},'
    yield '"elements": {"nodes": ['
    parties = rows("parties", subgraph.records)
    yield from objects({"data": {**row, "label": row["name"]}} for row in parties)
    yield '], "edges": ['
    yield from objects({"data": _edge(row)} for row in arrows(subgraph))
    yield "]}}"


def _edge(row: Row) -> Row:
    ends = {"id": row.pop("id"), "source": row.pop("subject"), "target": row.pop("object")}
    return {**ends, "interaction": row["relation"], **row}


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        held = json.loads(file.read_bytes())
        edges = [each["data"] for each in held["elements"]["edges"]]
        statements = [{**row, "subject": row["source"], "object": row["target"]} for row in edges]
        parties = [each["data"] for each in held["elements"]["nodes"]]
        return records_of(parties, statements, held["data"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise unreadable(file, EXPORT.title, error) from error


EXPORT = Export("cytoscape", "Cytoscape JSON", "cyjs", write, read)
