"""Mermaid flowchart, for pages that draw it: an arrow for each statement, with its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.exports.drawn import LESS, names, told
from graph.exports.files import write_lines
from graph.exports.rows import about, arrows, rows
from graph.exports.subgraph import Export
from graph.exports.xml_cells import legal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Records, Source

MANY = "Pages that draw it stop at 500 arrows unless they are set otherwise (maxEdges)."
SAID = (
    *LESS,
    "Of a statement: note, deals, record and its place in the source.",
)
_MOST_ARROWS = 500
# What could end a comment, or begin something in a page around it.
_HARM = re.compile("[<>&#`{}\r\n\x85\u2028\u2029]")
# All but letters, digits and what has no meaning to Mermaid, HTML or Markdown where it stands.
_ODD = re.compile(r"[^ \w.,()/:+-]|_|[.+-](?= )")


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the file; sources and what it answers stand in comments."""
    write_lines(file, _lines(subgraph))
    return SAID + ((MANY,) if len(subgraph.records.statements) > _MOST_ARROWS else ())


def _lines(subgraph: Subgraph) -> Iterator[str]:
    records = subgraph.records
    yield "flowchart LR"
    for key, text in about(subgraph).items():
        yield from (f"  %% {key.replace('_', ' ')}: {commented(line)}" for line in text.split("\n"))
    keys, numbers = names(records), _numbers(records)
    for row in rows("parties", records):
        yield f'  {keys[row["id"]]}["{_party(row, subgraph)}"]'
        yield f"  %% {keys[row['id']]}: {commented(row['id'])}"
    for row in arrows(subgraph):
        arrow = "-.->" if row["disputed"] else "-->"
        cited = ", ".join(str(numbers[key]) for key in _cited(row))
        label = escaped(f"{told(row, subgraph.vocabulary)} ({cited})")
        yield f'  {keys[row["subject"]]} {arrow}|"{label}"| {keys[row["object"]]}'
        yield f"  %% statement {row['id']}"
    for key, number in numbers.items():
        yield f"  %% ({number}) {_source(records.sources[key])}"


def _party(row: Row, subgraph: Subgraph) -> str:
    kind = subgraph.vocabulary.kinds[row["kind"]].label
    where = ", ".join(filter(None, (kind, row.get("country"))))
    return f"{escaped(row['name'])}<br/>{escaped(where)}"


def _numbers(records: Records) -> dict[str, int]:
    return {key: number for number, key in enumerate(records.sources, start=1)}


def _cited(row: Row) -> list[str]:
    """Name the sources: the one it rests on, then the one that says more."""
    return [row[key] for key in ("source_id", "corroborating_source_id") if key in row]


def _source(source: Source) -> str:
    parts = (source.publisher, source.title, str(source.published or "undated"), source.url)
    return commented(". ".join(filter(None, (*parts, source.id))))


def escaped(text: str) -> str:
    """Write text so that nothing in it is markup, a directive or an end of line.

    >>> escaped('a "b" #c; <d> _e_')
    'a #34;b#34; #35;c#59; #60;d#62; #95;e#95;'
    """
    return _ODD.sub(lambda found: f"#{ord(found[0])};", legal(text))


def commented(text: str) -> str:
    """Write text so that it stays within the line of its comment."""
    return _HARM.sub(lambda found: f"#{ord(found[0])};", legal(text))


EXPORT = Export("mermaid", "Mermaid flowchart", "mmd", write, loses=(*SAID, MANY))
