"""The endpoint as programs use it: the SPARQL 1.1 Protocol, read-only, on this machine alone."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graph import endpoint, querying
from graph.errors import BadQuestion
from graph.negotiation import chosen
from graph.query_process import Limits
from graph.sparql_answer import OF_ROWS, OF_TRIPLES, Format
from graph.store import Engine
from graph.vocabulary import VOCABULARY
from tests.examples import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.endpoint import Server

SAID = ["Maker supplies Reseller", "Reseller supplies Ministry of Iran", "Maker supplies Reseller"]
NAMES = "SELECT ?l { ?x a enduse:Party ; skos:prefLabel ?l } ORDER BY ?l"
SUPPLIES = "CONSTRUCT WHERE { ?a enduse:supplies ?b }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
SOURCE = "https://enduse.example/id/source/source%202"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    limits = Limits(seconds=5, bytes=200_000)
    made = querying.of_records(records(SAID), engine=Engine.MEMORY, limits=limits)
    with made as queries, endpoint.listening(queries, 0) as opened:
        running = threading.Thread(target=opened.serve_forever)
        running.start()
        yield opened
        opened.shutdown()
        running.join()


class Reply:
    """What came back."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.kind = answer.getheader("Content-Type", "").partition(";")[0]
        self.text = answer.read().decode()

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found


def ask(server: Server, method: str, path: str, body: str = "", **headers: str) -> Reply:
    with closing(http.client.HTTPConnection("127.0.0.1", server.server_port)) as client:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        client.request(method, path, body.encode() if body else None, named)
        return Reply(client.getresponse())


def get(server: Server, query: str, accept: str = "", **more: str) -> Reply:
    path = f"/sparql?{urlencode({'query': query, **more})}"
    return ask(server, "GET", path, **({"Accept": accept} if accept else {}))


# The three ways to ask


def test_get_post_as_form_and_post_directly_give_the_same(server: Server) -> None:
    form = urlencode({"query": NAMES})
    replies = [
        get(server, NAMES),
        ask(server, "POST", "/sparql", form, Content_Type=FORM),
        ask(server, "POST", "/sparql", NAMES, Content_Type=f"{QUERY}; charset=utf-8"),
    ]
    for each in replies:
        assert (each.status, each.kind) == (200, "application/sparql-results+json")
        names = [row["l"]["value"] for row in each.data["results"]["bindings"]]
        assert names == ["Maker", "Ministry of Iran", "Reseller"]


def test_graphs_named_beside_the_query_are_asked(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?a enduse:supplies ?b }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a enduse:supplies ?b } }"
    beside = urlencode({"default-graph-uri": SOURCE})
    replies = [
        get(server, count),
        get(server, count, **{"default-graph-uri": SOURCE}),
        ask(server, "POST", f"/sparql?{beside}", count, Content_Type=QUERY),
        get(server, named),
        get(server, named, **{"named-graph-uri": SOURCE}),
    ]
    counts = [each.data["results"]["bindings"][0]["n"]["value"] for each in replies]
    assert counts == ["2", "1", "1", "3", "1"]


def test_without_a_query_it_describes_itself(server: Server) -> None:
    reply = ask(server, "GET", "/sparql")
    assert (reply.status, reply.kind) == (200, "text/turtle")
    service = "http://www.w3.org/ns/sparql-service-description#"
    described = Graph().parse(data=reply.text, format="turtle")
    [place] = described.objects(None, URIRef(f"{service}endpoint"))
    assert str(place) == server.address


# Formats


@pytest.mark.parametrize("format_", OF_ROWS)
def test_rows_come_in_each_format_that_is_asked_for(server: Server, format_: Format) -> None:
    reply = get(server, NAMES, format_.media_type)
    assert (reply.status, reply.kind) == (200, format_.media_type)
    assert "Ministry of Iran" in reply.text


@pytest.mark.parametrize("format_", OF_TRIPLES)
def test_triples_come_in_each_format_that_is_asked_for(server: Server, format_: Format) -> None:
    reply = get(server, SUPPLIES, format_.media_type)
    assert (reply.status, reply.kind) == (200, format_.media_type)
    syntax = {Format.NT: "nt", Format.TURTLE: "turtle", Format.RDF_XML: "xml"}[format_]
    read = Graph().parse(data=reply.text, format=syntax)
    assert set(read.predicates()) == {VOCABULARY.supplies}
    assert len(read) == 2


def test_a_property_that_rdf_xml_cannot_name_is_told(server: Server) -> None:
    query = "CONSTRUCT { ?a <x:1> ?b } WHERE { ?a enduse:supplies ?b }"
    reply = get(server, query, Format.RDF_XML.media_type)
    assert (reply.status, "<x:1>; take Turtle" in reply.text) == (400, True)


@pytest.mark.parametrize(
    ("accept", "rows", "triples"),
    [
        ("", Format.JSON, Format.TURTLE),
        ("*/*", Format.JSON, Format.TURTLE),
        ("application/json", Format.JSON, None),
        ("text/csv, */*;q=0.1", Format.CSV, Format.TURTLE),
        ("application/sparql-results+xml;q=0.4, text/csv;q=0.5", Format.CSV, None),
        ("text/*", Format.CSV, Format.TURTLE),
        ("text/plain", None, Format.NT),
        ("application/sparql-results+json;q=0, */*", Format.XML, Format.TURTLE),
        ("text/csv;q=strange", None, None),
        ("image/png", None, None),
    ],
)
def test_the_format_follows_what_the_client_likes_best(
    accept: str, rows: Format | None, triples: Format | None
) -> None:
    assert chosen(accept, OF_ROWS) is rows
    assert chosen(accept, OF_TRIPLES) is triples


@pytest.mark.parametrize("query", [NAMES, SUPPLIES])
def test_a_format_that_there_is_none_of_is_told(server: Server, query: str) -> None:
    assert get(server, query, "image/png").status == 406
    assert get(server, NAMES, "text/turtle").status == 406


def test_yes_and_no_come_as_json_and_xml(server: Server) -> None:
    assert get(server, "ASK { ?a enduse:supplies ?b }").data == {"head": {}, "boolean": True}
    reply = get(server, "ASK { ?a enduse:owns ?b }", Format.XML.media_type)
    assert "<boolean>false</boolean>" in reply.text


# Refused


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELEC", 400, "no SPARQL query"),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", 403, "SERVICE is refused"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", 403, "an update is refused"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?a ?b ?c }", 403, "none is ever fetched"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 503, "larger than 0.2 MB"),
    ],
)
def test_a_query_that_is_refused_says_why(
    server: Server, query: str, status: int, told: str
) -> None:
    reply = get(server, query)
    assert (reply.status, reply.kind) == (status, "text/plain")
    assert told in reply.text


def test_a_query_that_never_ends_is_ended_and_the_next_answered(server: Server) -> None:
    endless = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + "}"
    reply = get(server, endless)
    assert (reply.status, "more than 5 seconds" in reply.text) == (503, True)
    assert get(server, NAMES).status == 200


def test_an_update_is_refused_however_it_comes(server: Server) -> None:
    update = "INSERT DATA { <x:a> <x:b> <x:c> }"
    form = urlencode({"update": update})
    for reply in (
        ask(server, "POST", "/sparql", form, Content_Type=FORM),
        ask(server, "POST", "/sparql", update, Content_Type="application/sparql-update"),
        ask(server, "GET", f"/sparql?{form}"),
    ):
        assert reply.status == 403
    assert get(server, "ASK { <x:a> <x:b> <x:c> }").data["boolean"] is False


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 404),
        ("GET", "/sparql?other=1", {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
        ("GET", "/sparql?query=%ff", {}, 400),
        ("GET", f"/sparql?query={'a' * 70_000}", {}, 414),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, 415),
        ("POST", "/sparql", {"Content-Type": QUERY, "Content-Length": "99999999"}, 413),
        ("PUT", "/sparql", {}, 501),
        ("DELETE", "/sparql", {}, 501),
    ],
)
def test_what_is_not_of_the_protocol_is_refused(
    server: Server, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert ask(server, method, path, **headers).status == status


def test_a_request_that_does_not_say_how_long_it_is_is_refused(server: Server) -> None:
    lines = ["POST /sparql HTTP/1.1", f"Host: 127.0.0.1:{server.server_port}", "", ""]
    with socket.create_connection(("127.0.0.1", server.server_port)) as client:
        client.sendall("\r\n".join(lines).encode())
        assert client.recv(100).startswith(b"HTTP/1.1 411")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_web_page_from_elsewhere_is_not_answered(server: Server, headers: dict[str, str]) -> None:
    reply = ask(server, "GET", "/sparql?query=ASK%7B%7D", **headers)
    assert (reply.status, "this machine" in reply.text) == (403, True)


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_refused_by_number(server: Server) -> None:
    port = server.server_port
    with (
        pytest.raises(BadQuestion, match=f"--port {port}"),
        endpoint.listening(server.queries, port),
    ):
        pass


# Other people's programs


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_it_as_a_store(
    server: Server, method: Literal["GET", "POST", "POST_FORM"]
) -> None:
    remote = Graph(SPARQLStore(server.address, method=method))
    for each in (remote, Dataset(SPARQLStore(server.address, method=method))):
        found = [str(row[0]) for row in each.query(NAMES) if isinstance(row, tuple)]
        assert found == ["Maker", "Ministry of Iran", "Reseller"]
    assert remote.query("ASK { ?a enduse:supplies ?b }").askAnswer is True
    built = remote.query(SUPPLIES).graph
    assert built is not None
    assert len(built) == 2
