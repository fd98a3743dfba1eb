"""The words with their IRIs, matches and examples, for people: docs/vocabulary.md."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS, SKOS

from graph import words
from graph.exports.rdf_triples import PREFIXES
from graph.rdf_terms import VOCABULARY_GRAPH, kind_iri
from graph.vocabulary import SCHEMA, VOCABULARY, Flow
from graph.workspace import DATA, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from graph.vocabulary import Kind, Relation, Term
    from graph.workspace import Workspace

OPENING = """# The vocabulary

The words that statements are made of, each with its IRI.
[vocabulary.ttl](../data/vocabulary.ttl) is the vocabulary itself, in OWL and SKOS;
[shapes.ttl](../data/shapes.ttl) says in SHACL what data in these words must look like, and
`enduse check` asks it. Of a file of RDF any SHACL program can ask the same, say
`pyshacl --advanced --shapes data/shapes.ttl FILE.ttl`. This page is written by `make docs`; a test
keeps it true.

The prefix `enduse:` stands for `{space}`, the same for everybody.
The IRIs of parties, statements and sources begin with what you say: `--base` of `enduse export`,
`sparql` and `serve`. What was written with one base is read back with any.

**Matches.** *Is a* holds of every party of the kind (`rdfs:subClassOf`). All others say how near
the meaning of another vocabulary's word is, and nothing follows from them about a party (SKOS):
*near* is a close match, *wider* and *narrower* a word that says less or more, *read the other way*
a word for the same tie from object to subject. FollowTheMoney (`ftm:`) and BODS (`bods:`, `codes:`)
state a tie as a thing of its own; the match is between what is meant. No relation is made a
property of another vocabulary: a bare triple would pass a claim on without its grade and dispute.
"""
MATCHES = (
    (SKOS.exactMatch, "the same"),
    (SKOS.closeMatch, "near"),
    (SKOS.broadMatch, "wider"),
    (SKOS.narrowMatch, "narrower"),
    (SKOS.relatedMatch, "compare"),
    (VOCABULARY.inverseMatch, "read the other way"),
)
FLOWS = {
    Flow.FORWARD: "{} from subject to object",
    Flow.REVERSE: "{} from object to subject",
    Flow.NONE: "nothing moves",
}
# What is described, and the properties of other vocabularies that say the rest of it.
THINGS = (
    (RDF.Statement, "A statement", "rdf:subject", "rdf:predicate", "rdf:object",
     "prov:hadPrimarySource", "skos:note", "schema:position"),
    (VOCABULARY.Party, "A party", "skos:prefLabel", "skos:altLabel", "schema:identifier",
     "dcterms:description"),
    (VOCABULARY.Listing, "A listing", "dcterms:bibliographicCitation"),
    (VOCABULARY.Source, "A source", "dcterms:title", "dcterms:publisher", "dcterms:issued",
     "dcterms:type", "dcterms:license", "schema:url"),
    (VOCABULARY.Deal, "A deal", "dcterms:title"),
    (VOCABULARY.Collection, "A collection", "dcterms:title", "dcterms:publisher",
     "dcterms:license", "dcterms:created", "dcterms:description", "schema:position"),
    (None, "An exported part of a graph", "dcterms:title", "dcterms:description",
     "dcterms:bibliographicCitation"),
)  # fmt: skip
SPACES = {
    **PREFIXES,
    "bods": "https://vocab.openownership.org/terms#",
    "codes": "https://vocab.openownership.org/codelists#",
    "ftm": "https://schema.followthemoney.tech/#",
    "org": "http://www.w3.org/ns/org#",
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The file as triples, and the casebook to take examples from."""

    rdf: Graph
    held: Workspace

    def text(self, node: Node, predicate: URIRef) -> str:
        """Give the only value as text."""
        return str(self.rdf.value(node, predicate) or "")

    def names(self, node: Node, predicate: URIRef) -> list[str]:
        """Give values with their prefixes, in order."""
        return sorted(f"`{_short(value)}`" for value in self.rdf.objects(node, predicate))


def _short(node: Node) -> str:
    for prefix, space in SPACES.items():
        if str(node).startswith(space):
            return f"{prefix}:{str(node).removeprefix(space)}"
    return f"<{node}>"


def page(workspace: Workspace) -> str:
    """Write the page."""
    given = _Words(Graph().parse(DATA / "vocabulary.ttl"), workspace)
    known = workspace.vocabulary
    parts = [OPENING.format(space=VOCABULARY), *_about(given), "\n## Kinds of party\n"]
    parts += ["\n".join(_kind(kind, given)) for kind in known.kinds.values()]
    for name, layer in known.layers.items():
        parts.append(f"## Relations of {layer.label}\n\n{layer.definition}\n")
        those = (each for each in known.relations.values() if each.layer == name)
        parts += ["\n".join(_relation(each, given)) for each in those]
    parts += ["## Grades\n\nStrongest first. A path is as strong as its weakest hop.\n"]
    parts += ["| grade | IRI | what it is |\n| --- | --- | --- |"]
    parts += [_grade(each) for each in known.grades.values()]
    for cls, title, *others in THINGS:
        parts += ["\n".join(_thing(cls, title, others, given))]
    return "\n".join(parts).rstrip("\n") + "\n"


def _about(given: _Words) -> Iterator[str]:
    version = given.text(VOCABULARY_GRAPH, OWL.versionInfo)
    yield f"Version {version}, under <{given.text(VOCABULARY_GRAPH, DCTERMS.license)}>.\n"
    used = {*given.rdf.predicates(), *given.rdf.objects()}
    yield "| prefix | stands for |\n| --- | --- |"
    for prefix, space in sorted(SPACES.items()):
        if any(str(node).startswith(space) for node in used if isinstance(node, URIRef)):
            yield f"| `{prefix}:` | `{space}` |"


def _kind(kind: Kind, given: _Words) -> Iterator[str]:
    node = kind_iri(kind.name)
    yield f"### {kind.label}\n"
    yield f"{kind.definition}\n"
    yield f"- `{_short(node)}`; in tables: `{kind.name}`; of several: {kind.plural}"
    yield from _matches(node, given, *_above(node, given))
    yield f"- source of the word: {kind.source}"
    found = [p for p in given.held.stated.parties.values() if p.kind == kind.name]
    some = f", such as {_plain(found[0].name)}" if found else ""
    yield f"- in the casebook: {words.number(len(found), 'party', 'parties')}{some}\n"


def _relation(held: Relation, given: _Words) -> Iterator[str]:
    node = VOCABULARY[held.name]
    yield f"### {held.name}\n"
    yield f"{held.definition}\n"
    yield f"- `{_short(node)}`; in tables: `{held.name}`"
    yield f"- read: subject *{held.label}* object; the other way: object *{held.inverse}* subject"
    yield f"- moves: {_moves(held)}"
    yield f"- subject: {_kinds(held.subjects, given)}; object: {_kinds(held.objects, given)}"
    yield from _matches(node, given)
    if note := given.text(node, SKOS.editorialNote):
        yield f"- {note}"
    yield f"- source of the word: {held.source}"
    yield f"- in the casebook: {_example(held, given)}\n"


def _moves(held: Relation) -> str:
    told = [FLOWS[held.flow].format(held.carries)]
    if not held.realised:
        told.append("no delivery is shown")
    if held.controlling:
        told.append("can make a company state-controlled")
    return "; ".join(told)


def _kinds(names: frozenset[str], given: _Words) -> str:
    kinds = given.held.vocabulary.kinds
    return ", ".join(kinds[name].label for name in sorted(names))


def _matches(node: Node, given: _Words, *first: str) -> Iterator[str]:
    """Yield one line of what other vocabularies call it, if any does."""
    found = [(told, given.names(node, match)) for match, told in MATCHES]
    told = [*first, *(f"{what} {', '.join(names)}" for what, names in found if names)]
    if told:
        yield f"- elsewhere: {'; '.join(told)}"


def _example(held: Relation, given: _Words) -> str:
    """Give the first statement of it that nobody disputes, in the words of an answer."""
    records, known = given.held.stated, given.held.vocabulary
    every = [said for said in records.statements if said.relation == held.name]
    if not every:
        return "no statement"
    said = min(every, key=lambda each: (each.disputed, each.record))
    told = words.sentence(said, records, known)
    look = f"{known.grades[said.grade].label}; {words.when(said.period)}"
    disputed = "; disputed" if said.disputed else ""
    count = words.number(len(every), "statement")
    return f"{count}, such as “{_plain(told)}” [{look}{disputed}; row {said.record}]"


def _plain(text: str) -> str:
    """Take what Markdown would read as its own out of a text."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|&#" else c for c in text)


def _grade(held: Term) -> str:
    return f"| {held.label} | `{_short(VOCABULARY[held.name])}` | {held.definition} |"


def _thing(cls: URIRef | None, title: str, others: list[str], given: _Words) -> Iterator[str]:
    """Yield what is said of a class of things, in a table of our own properties."""
    yield f"\n## {title}\n"
    if cls is not None:
        about = given.text(cls, SKOS.definition)
        yield f"`{_short(cls)}`{': ' + about if about else ''}\n"
        lines = list(_matches(cls, given, *_above(cls, given)))
        yield from [*lines, ""] if lines else ()
    yield f"In words of other vocabularies: {', '.join(f'`{name}`' for name in others)}.\n"
    if found := [node for node in _properties(given) if cls in _domains(node, given)]:
        yield "| property | column | values | what it says |\n| --- | --- | --- | --- |"
        yield from (_property(node, given) for node in found)


def _above(cls: Node, given: _Words) -> list[str]:
    """Say in a part of a line which classes of others a class is one of."""
    above = [each for each in given.names(cls, RDFS.subClassOf) if "enduse:" not in each]
    return [f"is a {', '.join(above)}"] if above else []


def _properties(given: _Words) -> list[Node]:
    known = {VOCABULARY[name] for name in given.held.vocabulary.relations}
    types = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {node for cls in types for node in given.rdf.subjects(RDF.type, cls)}
    return sorted(found - known, key=str)


def _domains(node: Node, given: _Words) -> set[Node | None]:
    found: set[Node | None] = set(given.rdf.objects(node, RDFS.domain))
    return found | set(given.rdf.objects(node, SCHEMA.domainIncludes)) or {None}


def _property(node: Node, given: _Words) -> str:
    values = given.names(node, RDFS.range) or given.names(node, SCHEMA.rangeIncludes)
    column = given.text(node, SKOS.notation)
    near = "; ".join(line.removeprefix("- elsewhere: ") for line in _matches(node, given))
    told = given.text(node, SKOS.definition) + (f" Elsewhere: {near}." if near else "")
    shown = f"`{column}`" if column else ""
    return f"| `{_short(node)}` | {shown} | {', '.join(values)} | {told} |"


if __name__ == "__main__":
    sys.stdout.write(page(open_workspace()))
