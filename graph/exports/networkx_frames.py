"""Records as a NetworkX graph with an edge for every statement, and as pandas frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from graph.exports.rows import columns, documents, records_of, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.exports.rows import Row
    from graph.network import Network
    from graph.paths import Path
    from graph.statement import Records


@dataclass(frozen=True)
class Frames:
    """Three tables of text (`str`), flags (`bool`), lists (`object`) and counts (`int64`).

    `parties` and `statements` are indexed by id and have the columns of a graph folder, the
    source of a statement as `source_id`; unknown text is missing. `paths` has a row for each
    hop of each path: `path` and `hop` (numbered from 1), `origin` and `target` (parties),
    `statements` (their ids), `attestation` and `grade` of the path, `disputed`, and `tie` for
    the hops from a state-controlled end-user to its government.
    """

    parties: pd.DataFrame
    statements: pd.DataFrame
    paths: pd.DataFrame


def to_networkx(records: Records) -> Network:
    """Give every statement an edge of its own, keyed by its id, so that no parallel one is lost.

    Nodes are parties by id, edges run from subject to object; both have the attributes that
    `graph.exports.rows` describes. Sources, deals and collections are graph attributes.

    >>> made = to_networkx(records)
    >>> len(made.edges) == len(records.statements)
    True
    """
    network: Network = nx.MultiDiGraph()
    network.graph.update(documents(records))
    for row in rows("parties", records):
        network.add_node(row.pop("id"), **row)
    for row in rows("statements", records):
        ends = row.pop("subject"), row.pop("object")
        network.add_edge(*ends, key=row.pop("id"), **row)
    return network


def from_networkx(network: Network) -> Records:
    """Give the records that `to_networkx` was given; statements in the order of their ids.

    Raises `KeyError`, `TypeError` or `ValueError` for a network that is none of its making.
    """
    parties = [{"id": key} | network.nodes[key] for key in sorted(network)]
    edges = network.edges(keys=True, data=True)
    statements = [
        {"id": key, "subject": subject, "object": object_, **row}
        for subject, object_, key, row in edges
    ]
    statements.sort(key=lambda row: str(row["id"]))
    return records_of(parties, statements, network.graph)


def to_pandas(records: Records, paths: Iterable[Path] = ()) -> Frames:
    """Give the tables of records, and of paths that were found in them.

    >>> frames = to_pandas(records)
    >>> frames.statements.groupby("grade").size()["court_judgment"] > 0
    np.True_
    """
    return Frames(
        _frame(columns("parties"), rows("parties", records)),
        _frame(columns("statements"), rows("statements", records)),
        _paths([row for n, path in enumerate(paths, 1) for row in _steps(n, path)]),
    )


_DTYPES = {"text": "str", "flag": "bool", "list": "object", "count": "int64"}


def _frame(kinds: dict[str, str], held: Iterable[Row]) -> pd.DataFrame:
    held = list(held)
    empty: dict[str, Any] = {"text": None, "list": ()}
    series = {
        name: pd.Series(
            [row.get(name, empty.get(kind)) for row in held], dtype=_DTYPES[kind], name=name
        )
        for name, kind in kinds.items()
    }
    return pd.DataFrame(series).set_index("id")


_STEP = {
    **dict.fromkeys(("path", "hop"), "count"),
    **dict.fromkeys(("origin", "target"), "text"),
    "statements": "list",
    **dict.fromkeys(("attestation", "grade"), "text"),
    **dict.fromkeys(("disputed", "tie"), "flag"),
}


def _paths(held: Sequence[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in held], dtype=_DTYPES[kind], name=name)
            for name, kind in _STEP.items()
        }
    )


def _steps(number: int, path: Path) -> Iterable[Row]:
    for at, hop in enumerate((*path.hops, *path.tie), start=1):
        yield {
            "path": number,
            "hop": at,
            "origin": hop.origin,
            "target": hop.target,
            "statements": [said.id for said in hop.statements],
            "attestation": path.attestation.name.lower(),
            "grade": path.grade,
            "disputed": path.disputed,
            "tie": at > len(path.hops),
        }
