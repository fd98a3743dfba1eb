"""Neo4j: an archive of tables for its import command, or a script in Cypher.

Parties, sources, deals and collections are nodes; every statement is a relationship of its own,
of the type of its relation, with all that is said of it as properties.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from graph.exports.csv_tables import guarded
from graph.exports.files import write_lines, write_zip
from graph.exports.rows import ARROW_WORDS, COLLECTION, about, arrows, columns, documents, rows
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.exports.rows import Row
    from graph.exports.subgraph import Losses, Subgraph

FORMULA = "Text that a spreadsheet would run as a formula has an apostrophe before it."
LISTS = "Lists (aliases, identifiers, listings, deals) are JSON in one property."
PARTS = "Lists of things with parts (identifiers, listings) are JSON in one property."
_LABELS = {"parties": "Party", "sources": "Source", "deals": "Deal", "collections": "Collection"}
_AT_ONCE = 500


def write_tables(subgraph: Subgraph, file: Path) -> Losses:
    """Write an archive of tables, and the command that imports them."""
    tables = {f"{name}.csv": _nodes(name, subgraph) for name in _LABELS}
    tables |= {"statements.csv": _relationships(subgraph), "subgraph.csv": _about(subgraph)}
    lost: set[str] = {LISTS}
    members: dict[str, Iterable[str]] = {"READ-ME.txt": [_READ_ME]}
    write_zip(file, members | {name: _csv(held, lost) for name, held in tables.items()})
    return tuple(each for each in (FORMULA, LISTS) if each in lost)


_READ_ME = """\
Unpack the archive and run in its folder, with Neo4j 5 or later and the database stopped:

neo4j-admin database import full neo4j --multiline-fields=true \\
  --nodes=parties.csv --nodes=sources.csv --nodes=deals.csv --nodes=collections.csv \\
  --nodes=subgraph.csv --relationships=statements.csv
"""


def label(kind: str) -> str:
    """Name the label of a kind of party.

    >>> label("government_agency")
    'GovernmentAgency'
    """
    return "".join(part.capitalize() for part in kind.split("_"))


def _nodes(name: str, subgraph: Subgraph) -> Iterator[Sequence[str]]:
    names = list(_columns(name))
    yield [f"id:ID({_LABELS[name]})", *names[1:], ":LABEL"]
    for row in _rows(name, subgraph):
        labels = [_LABELS[name], *([label(row["kind"])] if name == "parties" else [])]
        yield [*_values(names, row), ";".join(labels)]


def _rows(name: str, subgraph: Subgraph) -> Iterable[Row]:
    if name == "parties":
        return rows("parties", subgraph.records)
    return documents(subgraph.records)[name]


def _columns(name: str) -> Mapping[str, str]:
    return dict.fromkeys(COLLECTION, "text") if name == "collections" else columns(name)


def _relationships(subgraph: Subgraph) -> Iterator[Sequence[str]]:
    names = [key for key in columns("statements") if key not in ("subject", "object")]
    names += ARROW_WORDS
    typed = [f"{key}:boolean" if key == "disputed" else key for key in names]
    yield [":START_ID(Party)", ":END_ID(Party)", ":TYPE", *typed]
    for row in arrows(subgraph):
        yield [row["subject"], row["object"], row["relation"].upper(), *_values(names, row)]


def _about(subgraph: Subgraph) -> Iterator[Sequence[str]]:
    held = about(subgraph)
    yield [":ID(Subgraph)", *held, ":LABEL"]
    yield ["subgraph", *held.values(), "Subgraph"]


def _values(names: Iterable[str], row: Row) -> list[str]:
    return [_text(row[key]) if key in row else "" for key in names]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv(held: Iterable[Sequence[str]], lost: set[str]) -> Iterator[str]:
    for row in held:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_calm(cell, lost) for cell in row])
        yield line.getvalue()


def _calm(cell: str, lost: set[str]) -> str:
    if (calm := guarded(cell)) != cell:
        lost.add(FORMULA)
    return calm


def write_cypher(subgraph: Subgraph, file: Path) -> Losses:
    """Write a script that makes the same nodes and relationships, for a database that runs."""
    write_lines(file, _script(subgraph))
    return (PARTS,)


def _script(subgraph: Subgraph) -> Iterator[str]:
    for name in sorted(_LABELS.values()):
        key = f"{name.lower()}_id"
        yield f"CREATE CONSTRAINT {key} IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE;"
    yield f"MERGE (n:Subgraph {{content_hash: {literal(subgraph.content_hash)}, "
    yield f"asked: {literal(subgraph.asked)}}}) SET n += {literal(about(subgraph))};"
    for name, first in _LABELS.items():
        for labels, held in _by_label(name, _rows(name, subgraph)).items():
            made = f"MERGE (n:{first} {{id: row.id}}) SET n:{labels}, n += row;"
            yield from _unwound(held, made)
    for relation, held in _by_relation(subgraph).items():
        ends = "MATCH (s:Party {id: row.subject}), (o:Party {id: row.object}) "
        made = f"MERGE (s)-[r:{relation} {{id: row.id}}]->(o) SET r += row.said;"
        yield from _unwound(held, ends + made)


def _by_label(name: str, held: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in held:
        labels = label(row["kind"]) if name == "parties" else _LABELS[name]
        found.setdefault(labels, []).append(row)
    return {key: found[key] for key in sorted(found)}


def _by_relation(subgraph: Subgraph) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in arrows(subgraph):
        ends = {key: row.pop(key) for key in ("id", "subject", "object")}
        found.setdefault(row["relation"].upper(), []).append({**ends, "said": row})
    return {key: found[key] for key in sorted(found)}


def _unwound(held: Sequence[Row], made: str) -> Iterator[str]:
    for start in range(0, len(held), _AT_ONCE):
        some = held[start : start + _AT_ONCE]
        yield "UNWIND ["
        for at, row in enumerate(some, start=1):
            yield f"  {literal(row)}{',' if at < len(some) else ''}"
        yield f"] AS row {made}"


_ESCAPES = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(code): f"\\u{code:04x}" for code in (*range(9), 11, 12, *range(14, 32), 0x7F)}
)


def literal(value: object) -> str:
    r"""Write a value as Cypher reads it; lists of things with parts become JSON text.

    >>> print(literal({"name": "it's", "aliases": ["a\\b"], "disputed": False}))
    {name: 'it\'s', aliases: ['a\\b'], disputed: false}
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {literal(held)}' for key, held in value.items())}}}"
    if isinstance(value, list):
        if any(isinstance(each, dict) for each in value):
            return literal(json.dumps(value, ensure_ascii=False))
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{str(value).translate(_ESCAPES)}'"


TABLES = Export("neo4j", "Neo4j import tables", "zip", write_tables, loses=(FORMULA, LISTS))
CYPHER = Export("cypher", "Cypher script", "cypher", write_cypher, loses=(PARTS,))
