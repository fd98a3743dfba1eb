"""From the parts of a graph, one for each source, to the whole, with who is who among them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import identity
from graph.errors import BadFile
from graph.reviewed import REVIEW, reviewed, settled
from graph.statement import Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.identity import Scheme
    from graph.reviewed import Pair

OURS = {made.id: made for made in (identity.SHARED, REVIEW)}


def together(parts: Sequence[Records]) -> Records:
    """Join the parts; ids of parties begin with their collection's, so they never meet.

    Raises `BadFile` where two parts mean different sources or deals by one id.
    """
    sources: dict[str, Any] = dict(OURS)
    deals: dict[str, Any] = {}
    for part in parts:
        for name, held, table in (
            ("source", part.sources, sources),
            ("deal", part.deals, deals),
        ):
            if twice := sorted(k for k in held.keys() & table.keys() if held[k] != table[k]):
                problem = f"its {name} {twice[0]!r} is another one elsewhere"
                remedy = "give one of them another id, or build without one of the sources"
                raise BadFile(Path(part.collections[0].id), problem, remedy)
            table |= held
    parties = {key: party for part in parts for key, party in part.parties.items()}
    used = {key for part in parts for key in part.sources}
    return Records(
        tuple(collection for part in parts for collection in part.collections),
        parties=dict(sorted(parties.items())),
        statements=tuple(said for part in parts for said in part.statements),
        sources={key: sources[key] for key in sorted(used)},
        deals=dict(sorted(deals.items())),
    )


def tied(
    records: Records, pairs: Iterable[Pair], schemes: Mapping[str, Scheme]
) -> tuple[Records, dict[str, Any]]:
    """Add what shared identifiers and reviewed pairs say about who is who; and count it.

    No pair that a person kept apart is one party by what is added, nor by what sources say:
    where they say so, that is disputed.
    """
    review = reviewed(records, pairs, schemes)
    records, denied = settled(records, review)
    said = replace(records, statements=(*records.statements, *review.ties))
    alike = tuple(identity.shared(said, schemes, review.apart))
    used = {s.evidence.source for s in (*review.ties, *alike)} | ({REVIEW.id} if denied else set())
    sources = dict(records.sources) | {key: OURS[key] for key in used}
    said = replace(
        said, statements=(*said.statements, *alike), sources=dict(sorted(sources.items()))
    )
    members = identity.clusters(said)
    return said, {
        "by_identifier": len(alike),
        "by_review": len(review.ties),
        "kept_apart": len(review.apart),
        "disputed_by_review": denied,
        "reviewed_elsewhere": review.elsewhere,
        "parties_of_several_records": len(identity.sizes(members)),
        "to_check": identity.unlike(said, members),
    }
