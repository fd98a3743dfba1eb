"""RDF as Turtle, TriG, N-Quads and JSON-LD; nothing in them is fetched from anywhere."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rdflib import Dataset, Literal

from graph.errors import UnknownTerm
from graph.exports.files import write_lines
from graph.exports.json_lines import objects, text
from graph.exports.rdf_triples import PREFIXES, named, shortened
from graph.exports.rows import unreadable
from graph.exports.subgraph import Export
from graph.rdf import sorted_lines, trig_lines
from graph.rdf_read import SYNTAXES, parse, records
from graph.rdf_terms import n_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from rdflib.term import Node

    from graph.exports.subgraph import Losses, Subgraph
    from graph.rdf_terms import Named, Triple
    from graph.statement import Records

    Line = tuple[str, str, str]

NO_GRAPHS = (
    "There are no named graphs: a source cannot be withdrawn, or asked alone, by its graph. "
    "Every statement still names its source."
)


def write_n_quads(subgraph: Subgraph, file: Path) -> Losses:
    """Write a triple a line, with its graph; nothing is lost."""
    held = sorted_lines(named(subgraph))
    write_lines(file, (f"{line} {name} ." for name, lines in held for line in lines))
    return ()


def write_trig(subgraph: Subgraph, file: Path) -> Losses:
    """Write a triple a line, graph by graph; nothing is lost."""
    write_lines(file, trig_lines(named(subgraph)))
    return ()


def write_turtle(subgraph: Subgraph, file: Path) -> Losses:
    """Write everything as one graph, what is said of a thing together."""
    write_lines(file, _turtle(named(subgraph)))
    return (NO_GRAPHS,)


def _turtle(graphs: Iterable[Named]) -> Iterator[str]:
    for prefix, start in PREFIXES.items():
        yield f"@prefix {prefix}: <{start}> ."
    lines = {tuple(map(n_triples, triple)) for _, held in graphs for triple in held}
    for subject, of_it in groupby(sorted(lines), key=itemgetter(0)):
        yield ""
        facts = ";\n    ".join(f"{_turtle_term(p)} {_turtle_term(o)} " for _, p, o in of_it)
        yield f"{_turtle_term(subject)} {facts}."


def _turtle_term(term: str) -> str:
    """Shorten the name, or the name of the datatype, in a term of N-Triples."""
    before, opened, name = term.rpartition("<")
    if not opened or not term.endswith(">"):
        return term
    short = shortened(name.removesuffix(">"))
    return term if short is None else before + short


def write_json_ld(subgraph: Subgraph, file: Path) -> Losses:
    """Write a thing a line, graph by graph, with the context inside; nothing is lost."""
    write_lines(file, _json_ld(named(subgraph)))
    return ()


def _json_ld(graphs: Iterable[Named]) -> Iterator[str]:
    held: dict[str, dict[Line, Triple]] = {}
    for name, triples in graphs:
        lines = held.setdefault(str(name), {})
        lines |= {(n_triples(s), n_triples(p), n_triples(o)): (s, p, o) for s, p, o in triples}
    yield f'{{"@context": {text({"@version": 1.1, **PREFIXES})},'
    yield '"@graph": ['
    filled = [key for key in sorted(held) if held[key]]
    for key in filled:
        yield f'{{"@id": {text(key)}, "@graph": ['
        yield from objects(_things(held.pop(key)))
        yield "]}" if key == filled[-1] else "]},"
    yield "]}"


def _things(held: Mapping[Line, Triple]) -> Iterator[dict[str, Any]]:
    in_order = (held[line] for line in sorted(held))
    for subject, of_it in groupby(in_order, key=itemgetter(0)):
        thing: dict[str, Any] = {"@id": str(subject)}
        for _, predicate, value in of_it:
            thing.setdefault(shortened(predicate) or str(predicate), []).append(_value(value))
        yield thing


def _value(node: Node) -> dict[str, str]:
    if not isinstance(node, Literal):
        return {"@id": str(node)}
    if node.language:
        return {"@value": str(node), "@language": node.language}
    if node.datatype is None:
        return {"@value": str(node)}
    return {"@value": str(node), "@type": shortened(node.datatype) or str(node.datatype)}


def read_n_quads(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    return _read(file, "nquads")


def read_trig(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    return _read(file, "trig")


def read_turtle(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours."""
    return _read(file, "turtle")


def read_json_ld(file: Path) -> Records:
    """Read the file back; raise `BadFile` when it is none of ours, or names a context elsewhere."""
    return _read(file, "json-ld")


def _read(file: Path, syntax: str) -> Records:
    rdf = Dataset()
    try:
        content = file.read_bytes()
        if syntax == "json-ld":
            _check_contexts(json.loads(content))
        parse(file, content, syntax, rdf)
        return records(rdf)
    except (OSError, UnknownTerm, ValueError) as error:
        raise unreadable(file, SYNTAXES[syntax], error) from error


def _check_contexts(held: object) -> None:
    """Raise `ValueError` for a context that would have to be fetched."""
    if isinstance(held, list):
        for each in held:
            _check_contexts(each)
    elif isinstance(held, dict):
        context = held.get("@context", {})
        if not isinstance(context, dict) or "@import" in context:
            raise ValueError("a context that is not in the file")
        for each in held.values():
            _check_contexts(each)


TURTLE = Export("turtle", "Turtle", "ttl", write_turtle, read_turtle, (NO_GRAPHS,))
TRIG = Export("trig", "TriG", "trig", write_trig, read_trig)
N_QUADS = Export("n-quads", "N-Quads", "nq", write_n_quads, read_n_quads)
JSON_LD = Export("json-ld", "JSON-LD", "jsonld", write_json_ld, read_json_ld)
