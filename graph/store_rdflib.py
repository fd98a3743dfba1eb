"""rdflib: an engine for small graphs, held in memory.

Where its answers are known to differ from Oxigraph's they are put right here, so that a graph
answers the same when it has grown: how literals of different types compare, dates of differing
precision above all, the parts of a date, what DESCRIBE tells, and how numbers are written.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from decimal import ROUND_DOWN, Decimal
from types import MethodType
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import XSD, BNode, Dataset, Literal, URIRef, Variable
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.operators import RelationalExpression
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Node

from graph.rdf_terms import n_triples
from graph.sparql import Form, parts
from graph.sparql_answer import Answer, literal, of_rows, of_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import FrozenBindings, QueryContext

    from graph.sparql import Query
    from graph.sparql_answer import Room, Row, Term

    Pattern = tuple[Node, Node, Node]

_DATES = (XSD.gYear, XSD.gYearMonth, XSD.date)
_PLACES = {"Builtin_YEAR": 0, "Builtin_MONTH": 1, "Builtin_DAY": 2}
_DIGITS = Decimal("1e-18")  # as many as Oxigraph keeps


def holds_graph(rdf: Dataset, name: str) -> bool:
    """Say whether there is a named graph of that name."""
    return any(True for _ in rdf.get_context(URIRef(name)))


def answer(rdf: Dataset, query: Query, room: Room) -> Answer:
    """Answer a query; raises `StoppedQuery` when the answer is larger than the room."""
    for part in list(parts(query.parsed.algebra)):
        _put_right(part)
    asked = _asked(rdf, query)
    query.parsed.algebra["datasetClause"] = None  # rdflib would fetch a graph that it lacks
    found = evalQuery(asked, query.parsed)
    if query.form is Form.ASK:
        return Answer(query.form, bool(found["askAnswer"]))
    if query.form.gives_triples:
        return of_triples(query.form, _lines(found["graph"], room))
    rows = [_row(each, query.variables, room) for each in found["bindings"]]
    return of_rows(query.variables, rows, in_order=query.in_order)


class _Asked(Dataset):
    """A dataset that is described by what is said of a thing, and not by what is said of that."""

    def cbd(self, resource: Node, *, target_graph: Graph | None = None, **_more: bool) -> Graph:
        """Add the triples whose subject a thing is to the graph, which is always given."""
        assert target_graph is not None  # noqa: S101 - rdflib gives it
        for triple in self.triples((resource, None, None)):
            target_graph.add(triple)
        return target_graph


def _asked(rdf: Dataset, query: Query) -> Dataset:
    if query.default_graphs is None:
        return _Asked(store=rdf.store, default_union=True)
    asked = _Asked()
    for name in query.default_graphs:
        for triple in rdf.graph(URIRef(name)):
            asked.default_graph.add(triple)
    for name in query.named_graphs or ():
        for triple in rdf.graph(URIRef(name)):
            asked.graph(URIRef(name)).add(triple)
    return asked


def _put_right(part: CompValue) -> None:
    if isinstance(part, Expr) and part.name == "RelationalExpression":
        part._evalfn = MethodType(_compared, part)
    elif isinstance(part, Expr) and part.name in _PLACES:
        part._evalfn = MethodType(_part_of_date, part)
    elif part.name == "AggregateJoin" and part.p.expr:
        _group(part)
    elif part.name == "OrderCondition" and isinstance(part.expr, Expr):
        part["expr"] = Expr("Ordered", _ordered, of=part.expr)
    elif part.name == "BGP" and not any(isinstance(n, BNode) for t in part.triples for n in t):
        _chain(part, _joined(part.triples))


def _ordered(part: Expr, ctx: QueryContext | FrozenBindings) -> Node:
    """Let what cannot be worked out come first, as what is not bound does; rdflib would fail."""
    found = OrderedDict.__getitem__(part, "of").eval(ctx)
    return found if isinstance(found, Node) else Variable("unbound")


def _group(part: CompValue) -> None:
    """Let what has no rows have no groups: rdflib would make an empty one."""
    within = CompValue("AggregateJoin", **{key: part[key] for key in part})
    part.name = "Filter"
    part["p"], part["expr"] = within, Expr("Grouped", _is_group)


def _is_group(_part: Expr, ctx: QueryContext | FrozenBindings) -> Literal:
    return Literal(bool(list(ctx)))  # type: ignore[arg-type]  # rdflib hands on the rows


def _chain(part: CompValue, triples: list[Pattern]) -> None:
    """Make a join of single patterns of several, which rdflib would put into another order."""
    if len(triples) < 2:
        return
    *first, last = triples
    before = CompValue("BGP", triples=first, _vars=set())
    _chain(before, first)
    part.name = "Join"
    part["p1"], part["p2"] = before, CompValue("BGP", triples=[last], _vars=set())
    part["lazy"] = True


def _joined(triples: Sequence[Pattern]) -> list[Pattern]:
    """Order patterns so that each has something in common with those before it, if one has.

    rdflib takes those with most constants first, and so multiplies what is not joined yet.
    """
    bound: set[Node] = set()
    left, found = list(triples), []
    while left:
        best = min(left, key=lambda pattern: _cost(pattern, bound))
        left.remove(best)
        found.append(best)
        bound |= {node for node in best if isinstance(node, Variable)}
    return found


def _cost(pattern: Pattern, bound: set[Node]) -> tuple[bool, int]:
    variables = {node for node in pattern if isinstance(node, Variable)}
    return bool(bound and variables and not variables & bound), len(variables - bound)


def _compared(part: Expr, ctx: QueryContext | FrozenBindings) -> Literal:
    """Compare as Oxigraph does: values of different types differ, and neither comes first."""
    left, right, way = part.expr, part.other, part.op
    if way in ("IN", "NOT IN"):
        among = any(_equal(left, each) for each in ([] if isinstance(right, URIRef) else right))
        return Literal(among == (way == "IN"))
    if not (_is_date(left) or _is_date(right)):
        try:
            return RelationalExpression(part, ctx)
        except SPARQLError:
            if way in ("=", "!=") and isinstance(left, Node) and isinstance(right, Node):
                return Literal(way == "!=")
            raise
    if way in ("=", "!="):
        return Literal((left == right) == (way == "="))
    same = _is_date(left) and _is_date(right) and left.datatype == right.datatype
    if not same or left.ill_typed or right.ill_typed:
        raise SPARQLError(f"{left!r} does not come before or after {right!r}")
    first, second = str(left), str(right)
    return Literal({"<": first < second, "<=": first <= second,
                    ">": first > second, ">=": first >= second}[way])  # fmt: skip


def _equal(left: Node, right: Node) -> bool:
    if isinstance(left, Literal) and isinstance(right, Literal):
        try:
            return bool(left.eq(right))
        except TypeError:
            return False
    return left == right


def _is_date(term: object) -> bool:
    return isinstance(term, Literal) and term.datatype in _DATES


def _part_of_date(part: Expr, _ctx: object) -> Literal:
    date, place = part.arg, _PLACES[part.name]
    if not isinstance(date, Literal) or date.datatype not in (*_DATES, XSD.dateTime):
        raise SPARQLError(f"{date!r} is no date")
    found = str(date).partition("T")[0].split("-")
    if len(found) <= place or not found[place].isdecimal():
        raise SPARQLError(f"{date!r} has no such part")
    return Literal(int(found[place]))


def _row(found: Mapping[Variable, Node], variables: Iterable[str], room: Room) -> Row:
    bound = ((name, found.get(Variable(name))) for name in variables)
    row = {name: _term(node) for name, node in bound if node is not None}
    room.take(len(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()) + 1)
    return row


def _term(node: Node) -> Term:
    if isinstance(node, Literal):
        kind = None if node.datatype is None else str(node.datatype)
        return literal(_lexical(node), node.language, kind)
    return {"type": "bnode" if isinstance(node, BNode) else "uri", "value": str(node)}


def _lexical(node: Literal) -> str:
    """Write numbers and times in the one way in which Oxigraph does."""
    if node.datatype == XSD.decimal and isinstance(node.value, Decimal):
        number = node.value.quantize(_DIGITS, ROUND_DOWN) if node.value % 1 else node.value
        whole = f"{number:f}"
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    if node.datatype in (XSD.double, XSD.float) and isinstance(node.value, float):
        return repr(node.value).removesuffix(".0")
    if node.datatype == XSD.dateTime:
        return str(node).replace("+00:00", "Z")
    return str(node)


def _lines(rdf: Graph, room: Room) -> set[str]:
    lines = []
    for triple in rdf:
        lines.append(" ".join(map(n_triples, triple)) + " .\n")
        room.take(len(lines[-1].encode()))
    text = "".join(lines).encode()
    return {f"{quad.triple} ." for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)}
