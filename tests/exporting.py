"""Subgraphs for tests of exports: the casebook, a small world with everything, hostile records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph import network
from graph.exports.subgraph import Subgraph
from graph.find import Names
from graph.resolved import resolved
from graph.statement import Identifier, Listing
from tests import examples
from tests.records import words

if TYPE_CHECKING:
    from graph.exports.subgraph import Export, Losses
    from graph.statement import Records
    from graph.workspace import Workspace

# Two sources of one relation, two relations, a dispute, every kind of date, a share, two deals.
SAID: list[examples.Said] = [
    ("Maker supplies Reseller", {"valid_from": "2019", "item": "boxes", "deal": "d1;d2"}),
    ("Maker supplies Reseller", {"valid_from": "2019-05-02", "grade": "charged"}),
    ("Reseller resells_for Maker", {"disputed": "yes", "note": "Denied.", "as_of": "2020-03"}),
    ("Reseller supplies Ministry of Iran", {"valid_from": "2020", "valid_until": "2021-06"}),
    ("Owner owns Reseller", {"percent": ">50-75", "corroborating": "denial"}),
]


def subgraph(records: Records, asked: str = "A test") -> Subgraph:
    """Make a subgraph of records."""
    return Subgraph(
        *(records, asked, "a rule", "enduse 0", records.content_hash, {"hops": "1"}),
        vocabulary=words(),
    )


def world() -> Records:
    """Give a small world in which every column of every table is filled."""
    some = examples.records(SAID)
    date = examples.statement(SAID[0]).period.valid_from
    maker = replace(
        some.parties["Maker"],
        aliases=("Makers; Inc", "=1+1"),
        weak_aliases=("M",),
        identifiers=(Identifier("lei", "5299"), Identifier("reg", "1")),
        listings=(Listing("A list", date, "1 FR 2", "arms", None), Listing("B list")),
        trade_role="distributor",
        description="Makes things.\nAnd sells them.",
        begun=date,
        ended=date,
    )
    return replace(some, parties={**some.parties, "Maker": maker})


def renamed(text: str) -> Records:
    """Give the small world with a hostile name, item, note and title."""
    some = world()
    maker = replace(some.parties["Maker"], name=text, aliases=(text,), description=text)
    said = replace(some.statements[0], item=text, note=text)
    source = replace(some.sources["source 1"], title=text, publisher=text)
    return replace(
        some,
        parties={**some.parties, "Maker": maker},
        statements=(said, *some.statements[1:]),
        sources={**some.sources, "source 1": source},
    )


def through(export: Export, some: Records) -> Records:
    """Write records and read them back."""
    assert export.reads_back
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"some.{export.extension}"
        export.write(subgraph(some), file)
        return export.reads_back(file)


def written(export: Export, some: Records) -> tuple[bytes, Losses]:
    """Give the bytes of a file, and what it lost."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"some.{export.extension}"
        lost = export.write(subgraph(some), file)
        return file.read_bytes(), lost


def workspace(some: Records) -> Workspace:
    """Open records as a workspace."""
    shown = resolved(some)
    return replace(
        examples.casebook(),
        stated=some,
        records=shown,
        names=Names(shown.parties),
        network=network.build(shown),
    )
