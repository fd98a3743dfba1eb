"""Parts of a graph to be taken away: what stands in them, and what they answer.

Statements go out as their sources state them. A party that several records make up goes out as
those records, with the statements that make them one: the reader may judge them anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from graph import VERSION
from graph.neighbourhood import among
from graph.network import party
from graph.rdf_terms import BASE
from graph.statement import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from graph.network import Hop
    from graph.statement import Party, Source, Statement
    from graph.vocabulary import Vocabulary
    from graph.workspace import Workspace

Losses: TypeAlias = "tuple[str, ...]"
"""What a file does not carry, a sentence each; none when everything can be read back."""


@dataclass(frozen=True)
class Subgraph:
    """The parties and statements that are taken away, with all that they refer to.

    `asked` says in words what they answer, `parameters` exactly; `lens` is the rule that was
    asked through; `content_hash` names the whole graph they are from, and `program` what took
    them. `vocabulary` has the labels of relations, kinds and grades. IRIs begin with `base`, in the
    formats that have any.
    """

    records: Records
    asked: str
    lens: str
    program: str
    content_hash: str
    parameters: Mapping[str, str]
    vocabulary: Vocabulary = field(repr=False)
    base: str = BASE


@dataclass(frozen=True, slots=True)
class Export:
    """A format to write subgraphs in.

    `extension` has no dot; a format of several files is a `zip`. `write` gives those of the
    losses in `loses` that this very subgraph meets with, and raises `BadQuestion` for text that
    no file can hold. `reads_back` gives the records of a file that `write` wrote; None where
    too much is lost for that.
    """

    name: str
    title: str
    extension: str
    write: Callable[[Subgraph, Path], Losses]
    reads_back: Callable[[Path], Records] | None = None
    loses: Losses = ()


def of_hops(
    workspace: Workspace,
    hops: Iterable[Hop],
    *,
    parties: Iterable[str] = (),
    asked: str = "A selection of statements",
    parameters: Mapping[str, str] | None = None,
    lens: str | None = None,
) -> Subgraph:
    """Take the statements of some hops, and `parties` that may stand on none.

    `lens` is the workspace's unless it is said. Raises `KeyError` for a party that the
    workspace does not hold.
    """
    stated = {said.id: said for hop in hops for said in hop.statements}
    keys = {end for said in stated.values() for end in (said.subject, said.object)}
    taken = _records(workspace, keys.union(parties), stated)
    return _subgraph(workspace, taken, asked, parameters, lens)


def of_parties(
    workspace: Workspace,
    keys: Collection[str],
    *,
    asked: str = "A selection of parties",
    parameters: Mapping[str, str] | None = None,
    lens: str | None = None,
) -> Subgraph:
    """Take some parties and all statements among them; raises `KeyError` as above.

    >>> taken = of_parties(workspace, ["casebook:sandvine", "casebook:jet-infosystems"])
    >>> [said.relation for said in taken.records.statements]
    ['supplies', 'resells_for']
    """
    for key in keys:
        party(workspace.network, key)
    stated = {said.id: said for said in among(workspace.network, keys)}
    taken = _records(workspace, set(keys), stated)
    return _subgraph(workspace, taken, asked, parameters, lens)


def everything(workspace: Workspace, *, asked: str = "The whole graph") -> Subgraph:
    """Take the whole graph as it was loaded."""
    return _subgraph(workspace, workspace.stated, asked, None, None)


def sources_cited(subgraph: Subgraph) -> list[str]:
    """Say of each collection and each source whose it is and under what terms, a line each."""
    records = subgraph.records
    lines = [f"{c.title}. {c.publisher}. {c.licence or 'No licence stated'}"
             for c in records.collections]  # fmt: skip
    return lines + [_cited(source) for source in records.sources.values()]


def _cited(source: Source) -> str:
    terms = source.licence or "No licence stated"
    return f"{source.title}. {source.publisher}. {source.published or 'Undated'}. {terms}"


def _subgraph(
    workspace: Workspace,
    taken: Records,
    asked: str,
    parameters: Mapping[str, str] | None,
    lens: str | None,
) -> Subgraph:
    return Subgraph(
        taken,
        asked,
        workspace.lens.rule if lens is None else lens,
        program=f"enduse {VERSION}",
        content_hash=workspace.records.content_hash,
        parameters=dict(sorted((parameters or {}).items())),
        vocabulary=workspace.vocabulary,
    )


def _records(
    workspace: Workspace, keys: Collection[str], stated: Mapping[str, Statement]
) -> Records:
    """Gather what some statements need, in the order of the graph they are from."""
    whole = workspace.stated
    one = {m: key for key in keys for m in _members(party(workspace.network, key))}
    said = tuple(
        each
        for each in whole.statements
        if _within(one, each) or (each.subject in one and each.id in stated)
    )
    sources = {key for each in said for key in _sources(each)}
    deals = {deal for each in said for deal in each.deals}
    taken = Records(
        whole.collections,
        {key: held for key, held in whole.parties.items() if key in one},
        said,
        {key: held for key, held in whole.sources.items() if key in sources},
        {key: held for key, held in whole.deals.items() if key in deals},
    )
    owners = _owners(taken)
    return replace(taken, collections=tuple(c for c in whole.collections if c.id in owners))


def _members(held: Party) -> tuple[str, ...]:
    return tuple(each.id for each in held.members) or (held.id,)


def _within(one: Mapping[str, str], said: Statement) -> bool:
    """Say whether a statement joins two records that count as one party, both taken."""
    subject, object_ = one.get(said.subject), one.get(said.object)
    return subject is not None and subject == object_ and said.subject != said.object


def _sources(said: Statement) -> Iterator[str]:
    yield said.evidence.source
    if said.evidence.corroborating is not None:
        yield said.evidence.corroborating


def _owners(taken: Records) -> set[str]:
    """Name the collections that own what is taken: an id begins with that of its collection.

    The first owns whatever begins with none.
    """
    held = {collection.id for collection in taken.collections}
    owners = set()
    for key in (*taken.parties, *taken.sources, *taken.deals):
        prefix = key
        while prefix not in held and ":" in prefix:
            prefix = prefix.rpartition(":")[0]
        owners.add(prefix if prefix in held else taken.collections[0].id)
    return owners or held
