"""BODS: who owns and controls whom, as the Beneficial Ownership Data Standard 0.4 says it.

The standard has no place for a supply, nor for a grade or a dispute: the one is left out, the
others are told in annotations. An annotation of the first statement tells what the file is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports.bods_party import COMPANY, DATES, KINDS, TOLD, record
from graph.exports.bods_relationship import OPEN, SHARES, interested, relationship
from graph.exports.bods_words import WHOLE, comment, publishing, words
from graph.exports.files import write_lines
from graph.exports.json_lines import objects
from graph.exports.outside import whole_characters
from graph.exports.sheets import tables, told
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.exports.bods_words import Made
    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Statement

LEFT_OUT = (
    "Only owning, controlling, directing and being a subsidiary are written: all other "
    "statements, and parties on none of these, are left out."
)
GRADES = "Grades, disputes, notes, deals and items are told in annotations, as text."
LOSSES = (LEFT_OUT, KINDS, GRADES, OPEN, SHARES, COMPANY, DATES, WHOLE, TOLD)


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write one array: the parties first, then what ties them, as the standard asks."""
    met: set[str] = set()
    kept = _kept(subgraph, met)
    with whole_characters():
        made = list(_statements(subgraph, kept, met))
    lost = tuple(loss for loss in LOSSES if loss in met)
    if made:
        lines = [f"{key}: {value}" for key, value in told(subgraph)]
        lines += [f"not as in the graph: {loss}" for loss in lost]
        made[0]["annotations"] = [*made[0]["annotations"], comment("\n".join(lines))]
    write_lines(file, _lines(subgraph, made))
    return lost


def _lines(subgraph: Subgraph, made: list[Made]) -> Iterator[str]:
    """Yield the array; text that no file can hold is refused in what is left out, too."""
    for held in tables(subgraph).values():
        for cells in held:
            "".join(cells).encode()
    yield from ("[", *objects(made), "]")


def _kept(subgraph: Subgraph, met: set[str]) -> list[Statement]:
    """Give the statements of ownership and control whose ends the standard has a type for."""
    records, kept = subgraph.records, []
    for said in records.statements:
        kinds = {records.parties[end].kind for end in (said.subject, said.object)}
        if said.relation not in words()["interests"]:
            met.add(LEFT_OUT)
        elif kinds - words()["entities"].keys() - {"person"}:
            met.add(KINDS)
        else:
            kept.append(said)
            met.add(GRADES)
    return kept


def _statements(subgraph: Subgraph, kept: list[Statement], met: set[str]) -> Iterator[Made]:
    records = subgraph.records
    known = publishing(subgraph)
    subjects = _subjects(kept)
    if len(subjects) < len(records.parties):
        met.add(LEFT_OUT)
    for key in sorted(subjects):
        yield record(records.parties[key], subjects[key], known, met)
    for said in kept:
        yield relationship(said, subgraph, known, met)


def _subjects(kept: list[Statement]) -> dict[str, str]:
    """Say, of each party, about whom the declaration is that names it: the first such party."""
    subjects: dict[str, str] = {}
    for said in kept:
        holder, subject = interested(said)
        subjects[subject] = subject
        subjects.setdefault(holder, subject)
    return subjects


EXPORT = Export("bods", "Beneficial Ownership Data Standard 0.4", "json", write, loses=LOSSES)
