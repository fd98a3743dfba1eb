"""NetworkX node-link JSON: what `networkx.node_link_graph` reads, an edge for each statement."""

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
    whole = {**about(subgraph), **documents(subgraph.records)}
    yield f'{{"directed": true, "multigraph": true, "graph": {text(whole)},'
    yield '"nodes": ['
    yield from objects(rows("parties", subgraph.records))
    yield '], "edges": ['
    yield from objects(_edge(row) for row in arrows(subgraph))
    yield "]}"


def _edge(row: Row) -> Row:
    ends = {"source": row.pop("subject"), "target": row.pop("object"), "key": row.pop("id")}
    return ends | row


def read(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    try:
        held = json.loads(file.read_bytes())
        statements = [
            {**row, "id": row["key"], "subject": row["source"], "object": row["target"]}
            for row in held["edges"]
        ]
        return records_of(held["nodes"], statements, held["graph"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise unreadable(file, EXPORT.title, error) from error


EXPORT = Export("node-link", "NetworkX node-link JSON", "json", write, read)
