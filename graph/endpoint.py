"""A SPARQL 1.1 Protocol endpoint for programs on this machine: it answers, and changes nothing.

It listens on 127.0.0.1 alone. A web page that somebody has open could still send requests there,
so those of other origins and for other hosts are refused.
"""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.errors import BadFile, BadQuestion, EnduseError, RefusedQuery, StoppedQuery
from graph.negotiation import chosen
from graph.query_process import Asked
from graph.sparql import LONGEST, prefixes
from graph.sparql_answer import OF_ROWS, OF_TRIPLES, Format, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.querying import Queries

HOST, PORT, PLACE = "127.0.0.1", 8502, "/sparql"
LARGEST = 12 * LONGEST  # bytes of a request: what a query of that length takes when it is encoded
SECONDS = 30  # that a request may take to arrive
FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
STATUS: dict[type[EnduseError], HTTPStatus] = {
    BadQuestion: HTTPStatus.BAD_REQUEST,
    RefusedQuery: HTTPStatus.FORBIDDEN,
    StoppedQuery: HTTPStatus.SERVICE_UNAVAILABLE,
    BadFile: HTTPStatus.INTERNAL_SERVER_ERROR,
}
DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML,
        formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV,
        formats:Turtle, formats:N-Triples .
"""


class Server(ThreadingHTTPServer):
    """Answers from what `queries` runs, each request in a thread of its own."""

    daemon_threads = True

    def __init__(self, queries: Queries, port: int) -> None:
        """Listen; raises `OSError` where it cannot."""
        super().__init__((HOST, port), Handler)
        self.queries = queries

    @property
    def hosts(self) -> set[str]:
        """What a client on this machine calls it."""
        return {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        """Where queries are sent."""
        return f"http://{HOST}:{self.server_port}{PLACE}"

    def run(self) -> None:
        """Answer until interrupted."""
        try:
            self.serve_forever()
        except KeyboardInterrupt:
            return

    def handle_error(self, *_: object) -> None:
        """Let a client go that has gone."""


@contextmanager
def listening(queries: Queries, port: int) -> Iterator[Server]:
    """Lend a server; 0 is any free port. Raises `BadQuestion` for a port that cannot be had."""
    try:
        server = Server(queries, port)
    except (OSError, OverflowError) as error:
        raise BadQuestion(f"--port {port}: {error}; use another") from error
    try:
        yield server
    finally:
        server.server_close()


class _Wrong(Exception):
    """A request that is none of the protocol's."""

    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """Answers one client."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "enduse", ""
    timeout = SECONDS

    def do_GET(self) -> None:  # noqa: N802 - so it is called
        """Answer a query in the address, or describe the service."""
        self._respond(self._asked_by_get)

    def do_POST(self) -> None:  # noqa: N802 - so it is called
        """Answer a query in a form, or one sent as such."""
        self._respond(self._asked_by_post)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as in the base
        """Say nothing: a query may be nobody else's business."""

    def _respond(self, asked: Callable[[], Asked | None]) -> None:
        try:
            self._check_place()
            question = asked()
            if question is None:
                described = DESCRIPTION.format(address=self.server.address)
                self._send(HTTPStatus.OK, Format.TURTLE.media_type, described.encode())
            else:
                self._answer(question)
        except _Wrong as error:
            self._refuse(error.status, str(error))
        except EnduseError as error:
            self._refuse(STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR), str(error))

    def _check_place(self) -> None:
        """Refuse what a web page could send: it knows this machine by another name, or has one."""
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in self.server.hosts or (
            origin is not None and urlsplit(origin).netloc not in self.server.hosts
        ):
            raise _Wrong(HTTPStatus.FORBIDDEN, "only programs on this machine are answered")
        if urlsplit(self.path).path != PLACE:
            raise _Wrong(HTTPStatus.NOT_FOUND, f"queries are answered at {PLACE}")

    def _asked_by_get(self) -> Asked | None:
        text = urlsplit(self.path).query
        return _asked(_parsed(text)) if text else None

    def _asked_by_post(self) -> Asked:
        body, kind = self._body(), self.headers.get_content_type()
        if kind == UPDATE:
            raise _update()
        if kind == FORM:
            return _asked(_parsed(body))
        if kind == QUERY:
            beside = _parsed(urlsplit(self.path).query)
            return _asked({**beside, "query": [body]})
        raise _Wrong(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"use {FORM} or {QUERY}")

    def _body(self) -> str:
        length = self.headers.get("Content-Length", "")
        self.close_connection = True  # until all of it is read
        if not length.isdecimal():
            raise _Wrong(HTTPStatus.LENGTH_REQUIRED, "say how long the request is")
        if int(length) > LARGEST:
            raise _Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LARGEST:,} bytes")
        body = self.rfile.read(int(length))
        self.close_connection = self.headers.get("Connection", "").lower() == "close"
        try:
            return body.decode()
        except UnicodeDecodeError as error:
            raise _Wrong(HTTPStatus.BAD_REQUEST, "the request is not in UTF-8") from error

    def _answer(self, asked: Asked) -> None:
        accept = ",".join(self.headers.get_all("Accept", []))
        of_rows, of_triples = chosen(accept, OF_ROWS), chosen(accept, OF_TRIPLES)
        if of_rows is None and of_triples is None:
            raise _not_acceptable()
        answer = self.server.queries.ask(asked)
        format_ = of_triples if answer.form.gives_triples else of_rows
        if format_ is None:
            raise _not_acceptable()
        known = prefixes(self.server.queries.base)
        self._send(HTTPStatus.OK, format_.media_type, written(answer, format_, known))

    def _refuse(self, status: HTTPStatus, told: str) -> None:
        self._send(status, "text/plain", f"{told}\n".encode(errors="replace"))

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _parsed(text: str) -> Mapping[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise _Wrong(HTTPStatus.BAD_REQUEST, f"the request cannot be read: {error}") from error


def _asked(given: Mapping[str, list[str]]) -> Asked:
    if "update" in given:
        raise _update()
    if len(given.get("query", ())) != 1:
        raise _Wrong(HTTPStatus.BAD_REQUEST, "give one query")
    default, named = (tuple(given.get(f"{name}-graph-uri", ())) for name in ("default", "named"))
    # rdflib's Dataset names the default graph of a store so, whatever the store.
    default = tuple(name for name in default if name != str(DATASET_DEFAULT_GRAPH_ID))
    return Asked(given["query"][0], default, named)


def _update() -> RefusedQuery:
    return RefusedQuery("an update", "the graph is only read; use SELECT")


def _not_acceptable() -> _Wrong:
    offered = ", ".join(each.media_type for each in (*OF_ROWS, *OF_TRIPLES))
    return _Wrong(HTTPStatus.NOT_ACCEPTABLE, f"there is {offered}")
