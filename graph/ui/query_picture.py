"""Triples as a picture: those that are relations between parties, with the statements behind them.

What a query makes up is not drawn: only what some statement of the graph says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import URIRef

from graph.arrangement import FORCE, arranged
from graph.errors import NoSuchParty
from graph.find import resolve
from graph.neighbourhood import among
from graph.network import hops
from graph.rdf_terms import key_of
from graph.sparql import prefixes
from graph.sparql_answer import triples
from graph.ui import draw
from graph.view import Shown, View
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.network import Hop
    from graph.sparql_answer import Answer, Term
    from graph.ui.picture import Picture
    from graph.workspace import Workspace

    Claim = tuple[str, str, str]

MOST = 60  # parties in a picture that can still be read


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, the hops in it by the ids of its links, and how many triples are not in it."""

    picture: Picture
    hops: Mapping[str, Hop]
    left_out: int


def of_triples(
    answer: Answer, workspace: Workspace, base: str, restrictive: Collection[str]
) -> Drawn | None:
    """Draw what can be drawn; None where that is nothing, or too much for a picture."""
    every = triples(answer)
    claims = {claim for each in every if (claim := _claim(each, workspace, base)) is not None}
    keys = sorted({end for subject, _, object_ in claims for end in (subject, object_)})
    if not 0 < len(keys) <= MOST:
        return None
    said = [
        each
        for each in among(workspace.network, keys)
        if (each.subject, each.relation, each.object) in claims
    ]
    made = {(each.subject, each.relation, each.object) for each in said}
    drawn = hops(said, workspace.vocabulary)
    parties = {key: workspace.records.parties[key] for key in sorted(_ends(drawn))}
    if not parties:
        return None
    places = arranged(FORCE, parties, drawn, workspace.vocabulary)
    seen = Shown(tuple(parties), tuple(drawn), tuple(drawn), dict.fromkeys(parties, (0, 0)), 0, 0)
    view = View(tuple(parties), places)
    by_link = draw.hops_by_id(drawn, workspace)
    picture = draw.of_view(seen, view, by_link, workspace, restrictive)
    left_out = sum(_claim(each, workspace, base) not in made for each in every)
    return Drawn(picture, by_link, left_out)


def _ends(drawn: Iterable[Hop]) -> set[str]:
    return {end for hop in drawn for end in (hop.origin, hop.target)}


def _claim(triple: tuple[Term, Term, Term], workspace: Workspace, base: str) -> Claim | None:
    """Read a triple as a relation between two parties, each by the id it stands under here."""
    subject, predicate, object_ = (term["value"] for term in triple)
    relation = predicate.removeprefix(str(VOCABULARY))
    if triple[2]["type"] != "uri" or relation not in workspace.vocabulary.relations:
        return None
    ends = _party(subject, workspace, base), _party(object_, workspace, base)
    return (ends[0], relation, ends[1]) if ends[0] and ends[1] else None


def _party(name: str, workspace: Workspace, base: str) -> str:
    """Give the id of the party that an IRI names, "" where it names none."""
    if not name.startswith(f"{base}party/"):
        return ""
    key = key_of(URIRef(name))
    if key in workspace.records.parties:
        return key
    try:
        return resolve(workspace.names, key).id
    except NoSuchParty:
        return ""


def parties(row: Iterable[str], workspace: Workspace, base: str) -> list[str]:
    """Give the parties that a row names by IRI, short or whole, each once."""
    start = prefixes(base)["party"]
    names = (
        cell.replace("party:", start, 1) if cell.startswith("party:") else cell for cell in row
    )
    found = (_party(name, workspace, base) for name in names)
    return list(dict.fromkeys(key for key in found if key))
