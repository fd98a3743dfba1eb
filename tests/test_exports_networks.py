"""GraphML, GEXF and the two forms of JSON as others read them: no parallel statement is lost."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from graph.errors import BadFile
from graph.exports import EXPORTS
from tests import examples
from tests import records as make
from tests.exporting import renamed, subgraph, world, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.network import Network
    from graph.statement import Records


def _node_link(file: Path) -> nx.Graph[str]:
    return nx.node_link_graph(json.loads(file.read_bytes()), edges="edges")


def _cytoscape(file: Path) -> nx.Graph[str]:
    return nx.cytoscape_graph(_as_networkx_asks(json.loads(file.read_bytes())))


def _as_networkx_asks(held: dict[str, Any]) -> dict[str, Any]:
    """Add what NetworkX's reader wants beside the format: what kind of graph it is, and keys."""
    for edge in held["elements"]["edges"]:
        edge["data"]["key"] = edge["data"]["id"]
    for node in held["elements"]["nodes"]:
        node["data"]["value"] = node["data"]["id"]
    return {**held, "data": list(held["data"].items()), "directed": True, "multigraph": True}


READERS: dict[str, Callable[[Path], nx.Graph[str]]] = {
    "cytoscape": _cytoscape,
    "gexf": nx.read_gexf,
    "graphml": lambda file: nx.read_graphml(file, force_multigraph=True),
    "node-link": _node_link,
}
every_reader = pytest.mark.parametrize("name", READERS)


def network(name: str, some: Records) -> Network:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "some.file"
        EXPORTS[name].write(subgraph(some), file)
        found = READERS[name](file)
    assert found.is_directed()
    return nx.MultiDiGraph(found)  # NetworkX makes GEXF without parallel arrows a plain graph


@every_reader
def test_networkx_reads_every_statement_with_its_ends_relation_grade_and_dispute(name: str) -> None:
    for some in (world(), make.bundled()):
        read = network(name, some)
        assert set(read) == set(some.parties)
        assert sorted(
            (one, other, key, said["relation"], said["grade"], said["disputed"], said["source_id"])
            for one, other, key, said in read.edges(keys=True, data=True)
        ) == sorted(
            (s.subject, s.object, s.id, s.relation, s.grade, s.disputed, s.evidence.source)
            for s in some.statements
        )


@every_reader
def test_evidence_goes_with_each_statement(name: str) -> None:
    read = network(name, world())
    _, _, said = next(e for e in read.edges(data=True) if e[2]["source_id"] == "source 1")
    assert said["source_title"] == "Title of source 1"
    assert said["source_publisher"] == "Gazette"
    assert said["source_published"] == "2020"
    assert said["source_url"] == "https://example.org/source-1"
    assert said["valid_from"] == "2019"


@every_reader
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(some=make.records())
def test_networkx_reads_as_many_parties_and_statements_of_any_records(
    name: str, some: Records
) -> None:
    read = network(name, some)
    assert (len(read), read.number_of_edges()) == (len(some.parties), len(some.statements))


@pytest.mark.parametrize("text", make.HOSTILE)
def test_igraph_reads_graphml_with_every_statement(text: str, tmp_path: Path) -> None:
    file = tmp_path / "some.graphml"
    some = renamed(text)
    EXPORTS["graphml"].write(subgraph(some), file)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = igraph.Graph.Read_GraphML(str(file))
    assert read.is_directed()
    assert read.vs["id"] == list(some.parties)
    assert read.es["statement"] == [s.id for s in some.statements]
    assert [(e.source_vertex["id"], e.target_vertex["id"]) for e in read.es] == [
        (s.subject, s.object) for s in some.statements
    ]
    assert read.es["disputed"] == [s.disputed for s in some.statements]
    assert read["content_hash"] == some.content_hash


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_character_that_xml_cannot_hold_is_shown_as_another_and_kept_beside(name: str) -> None:
    read = network(name, renamed("a\x01b"))
    key = "label" if name == "gexf" else "name"
    assert read.nodes["Maker"][key] == "a\ufffdb"
    assert json.loads(read.nodes["Maker"]["exact"])["name"] == "a\x01b"
    assert "exact" not in read.nodes["Reseller"]


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_no_entity_is_followed(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    file, back = tmp_path / "some.xml", EXPORTS[name].reads_back
    content = written(EXPORTS[name], world())[0].decode()
    head, _, body = content.partition("\n<")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    file.write_text(f"{head}\n{entity}<{body}".replace("Title of source 1", "&e;", 1))
    assert back
    try:
        assert "secret" not in repr(back(file))
    except BadFile:
        return


def gexf(some: Records) -> etree._Element:
    return etree.fromstring(written(EXPORTS["gexf"], some)[0])


def spans(said: examples.Said) -> list[dict[str, str]]:
    found = gexf(examples.records([said])).iter("{*}edge")
    return [{k: str(e.get(k)) for k in ("start", "end") if e.get(k)} for e in found]


def test_gexf_says_when_a_statement_is_known_to_hold() -> None:
    when = {"valid_from": "2019-05", "valid_until": "2020", "as_of": "2020-01"}
    assert spans(("A supplies B", when)) == [{"start": "2019-05-01", "end": "2020-12-31"}]
    assert spans(("A supplies B", {"valid_from": "2019"})) == [{"start": "2019-01-01"}]
    assert spans(("A supplies B", {"valid_until": "2019-02"})) == [{"end": "2019-02-28"}]
    once = {"start": "2020-02-01", "end": "2020-02-29"}
    assert spans(("A supplies B", {"as_of": "2020-02"})) == [once]
    assert spans("A supplies B") == [{}]


def test_gexf_tells_what_a_timeline_does_not_show() -> None:
    _, rounded = EXPORTS["gexf"].loses
    undated = EXPORTS["gexf"].loses[0]

    def lost(*when: dict[str, str]) -> tuple[str, ...]:
        said = [("A supplies B", each) for each in when]
        return written(EXPORTS["gexf"], examples.records(said))[1]

    assert lost({"valid_from": "2019-05-01"}) == ()
    assert lost({"valid_from": "2019-05"}) == (rounded,)
    assert lost({}) == (undated,)
    assert lost({}, {"as_of": "2019"}) == (undated, rounded)


def test_gexf_gives_parallel_statements_a_kind_so_that_gephi_keeps_relations_apart() -> None:
    kinds = [e.get("kind") for e in gexf(world()).iter("{*}edge")]
    assert kinds == ["supplies", "supplies", "resells_for", "supplies", "owns"]
    description = gexf(world()).findtext("{*}meta/{*}description")
    assert description
    assert description.startswith("asked: A test\n")


def test_every_attribute_that_is_used_is_declared() -> None:
    root = gexf(world())
    declared = {e.get("id") for e in root.iter("{*}attribute")}
    assert {e.get("for") for e in root.iter("{*}attvalue")} <= declared
    root = etree.fromstring(written(EXPORTS["graphml"], world())[0])
    declared = {e.get("id") for e in root.iter("{*}key")}
    assert {e.get("key") for e in root.iter("{*}data")} <= declared
    assert {etree.QName(e).namespace for e in root.iter()} == {etree.QName(root).namespace}
