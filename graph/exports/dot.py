"""GraphViz DOT: a picture with an arrow for each statement; its facts are attributes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.drawn import LESS, names, told
from graph.exports.files import write_lines
from graph.exports.rows import about, arrows, rows
from graph.exports.subgraph import Export
from graph.exports.xml_cells import legal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph

_SHAPES = {"government": "house", "government_agency": "house", "person": "oval"}
_KEPT = (
    *("relation", "layer", "grade", "valid_from", "valid_until", "as_of", "item", "percent"),
    *("note", "locator", "record", "source_id", "corroborating_source_id", "source_title"),
    *("source_publisher", "source_published", "source_url"),
)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": " ", "\t": " "})
# In what it shows, GraphViz reads entities, too.
_SHOWN = frozenset({"label", "URL"})
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the file; attributes that GraphViz does not know are there for other programs."""
    write_lines(file, _lines(subgraph))
    return LESS


def _lines(subgraph: Subgraph) -> Iterator[str]:
    yield "digraph subgraph_of_enduse {"
    held = about(subgraph)
    for key in ("parameters", "lens", "content_hash", "program", "attribution"):
        yield f"  {key}={quoted(held[key])};"
    title = "\n".join([held["asked"], held["caution"]])
    yield f"  label={_value('label', title)};"
    yield '  rankdir=LR; node [shape=box, fontname="Helvetica"]; edge [fontname="Helvetica"];'
    keys = names(subgraph.records)
    for row in rows("parties", subgraph.records):
        yield f"  {keys[row['id']]} [{_attributes(_party(row, subgraph))}];"
    for row in arrows(subgraph):
        ends = f"{keys[row['subject']]} -> {keys[row['object']]}"
        yield f"  {ends} [{_attributes(_statement(row, subgraph))}];"
    yield "}"


def _party(row: Row, subgraph: Subgraph) -> dict[str, str]:
    kind = subgraph.vocabulary.kinds[row["kind"]].label
    lines = (row["name"], ", ".join(filter(None, (kind, row.get("country")))))
    shape = {"shape": _SHAPES[row["kind"]]} if row["kind"] in _SHAPES else {}
    own = {"label": "\n".join(lines), "party": row["id"], "kind": row["kind"]}
    return own | shape | {key: row[key] for key in ("country", "trade_role") if key in row}


def _statement(row: Row, subgraph: Subgraph) -> dict[str, str]:
    own = {"label": told(row, subgraph.vocabulary), "statement": row["id"]}
    own |= {key: row[key] for key in _KEPT if key in row}
    own |= {"disputed": str(row["disputed"]).lower(), "deals": "; ".join(row.get("deals", ()))}
    if row["disputed"]:
        own["style"] = "dashed"
    # Nothing but a page: in a drawn SVG this becomes a link that can be clicked.
    if row.get("source_url", "").startswith(("http://", "https://")):
        own["URL"] = row["source_url"]
    return own


def _attributes(held: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={_value(key, text)}" for key, text in held.items() if text)


def _value(key: str, text: str) -> str:
    return quoted(text.translate(_ENTITIES) if key in _SHOWN else text)


def quoted(text: str) -> str:
    r"""Write text as DOT reads it: nothing in it is an escape or an end.

    >>> print(quoted('a "b" \\L'))
    "a \"b\" \\L"
    """
    return f'"{legal(text).translate(_ESCAPES)}"'


EXPORT = Export("dot", "GraphViz DOT", "dot", write, loses=LESS)
