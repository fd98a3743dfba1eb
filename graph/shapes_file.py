"""The shapes of kinds and relations, made of the vocabulary: the last part of data/shapes.ttl."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from graph import vocabulary
from graph.rdf_terms import kind_iri
from graph.workspace import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.vocabulary import Kind, Relation, Vocabulary

MADE = "# What follows is made of vocabulary.ttl"
# The most common first: programs try one after the other.
COMMON = ("company", "government_agency", "government", "organisation", "product", "person")


def whole(written: str, words: Vocabulary) -> str:
    """Give the file: what is written by hand in it as it stands, and all the rest anew."""
    before, made, after = written.partition(MADE)
    line = made + after.partition("\n")[0]
    parts = [before + line, "", *_kinds(words)]
    for relation in words.relations.values():
        parts += _relation(relation, words)
    return "\n".join(parts)


def _kinds(words: Vocabulary) -> Iterator[str]:
    """Yield a shape for each kind, and one that asks for a single kind."""
    for kind in words.kinds.values():
        yield f"shapes:{_name(kind)} a sh:NodeShape ;"
        yield f"    sh:targetClass :{_name(kind)} ;"
        yield "    sh:class :Party ;"
        yield f'    sh:message "What is a {kind.label} is a party: say that too" .\n'
    yield "shapes:OneKind a sh:NodeShape ;"
    yield "    sh:targetClass :Party ;"
    yield "    sh:property [ sh:path rdf:type ;"
    yield "        sh:qualifiedValueShape [ sh:in ("
    yield from (f"            :{_name(kind)}" for kind in words.kinds.values())
    yield "        ) ] ;"
    yield "        sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ;"
    yield '        sh:message "A party is of one kind: use one word of the vocabulary" ] .\n'


def _relation(relation: Relation, words: Vocabulary) -> Iterator[str]:
    """Yield the shape of a relation: of what kinds its two ends are."""
    subjects, objects = (_known(kinds, words) for kinds in (relation.subjects, relation.objects))
    yield f"shapes:{relation.name} a sh:NodeShape ;"
    yield f"    sh:targetSubjectsOf :{relation.name} ;"
    yield f"    sh:or ({_classes(subjects)} ) ;"
    yield f'    sh:message "{_told("subject", relation, subjects)}" ;'
    yield f"    sh:property [ sh:path :{relation.name} ;"
    yield f"        sh:or ({_classes(objects)} ) ;"
    yield f'        sh:message "{_told("object", relation, objects)}" ] .\n'


def _known(names: Iterable[str], words: Vocabulary) -> list[Kind]:
    first = {name: at for at, name in enumerate(COMMON)}
    found = sorted(names, key=lambda name: (first.get(name, len(first)), name))
    return [words.kinds[name] for name in found]


def _classes(kinds: list[Kind]) -> str:
    return "".join(f" [ sh:class :{_name(kind)} ]" for kind in kinds)


def _told(end: str, relation: Relation, kinds: list[Kind]) -> str:
    those = ", ".join(kind.label for kind in kinds)
    return f"The {end} of {relation.name} must be of one of these kinds: {those}"


def _name(kind: Kind) -> str:
    return kind_iri(kind.name).fragment


if __name__ == "__main__":
    file = DATA / "shapes.ttl"
    words_ = vocabulary.load(DATA / "vocabulary.ttl")
    sys.stdout.write(whole(file.read_text("utf-8"), words_))
