"""DOT, Mermaid and Neo4j: everything from data is text in them, and every statement an arrow."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pydot
import pygraphviz
import pytest

from graph.exports import EXPORTS
from graph.exports.mermaid import commented, escaped
from graph.exports.neo4j import literal
from tests import examples
from tests import records as make
from tests.exporting import renamed, world, written

if TYPE_CHECKING:
    from graph.statement import Records

HOSTILE = (*make.HOSTILE, "end", "```", "%%{init: {}}%%", "\\", "a\\", "\\N", "&lt;", "1. a", "- a")
# pydot calls what pyparsing deprecates
pytestmark = pytest.mark.filterwarnings(r"ignore::DeprecationWarning:pydot\.")
every_text = pytest.mark.parametrize("text", HOSTILE)


def text_of(name: str, some: Records) -> str:
    return written(EXPORTS[name], some)[0].decode()


# GraphViz


def drawn(some: Records) -> pydot.Dot:
    found = pydot.graph_from_dot_data(text_of("dot", some))
    assert found
    [graph] = found
    return graph


@every_text
def test_dot_is_read_with_every_party_and_statement(text: str) -> None:
    some = renamed(text)
    graph = drawn(some)
    parties = [n for n in graph.get_nodes() if n.get("party")]
    assert len(parties) == len(some.parties)
    assert [edge.get("statement").strip('"') for edge in graph.get_edges()] == [
        said.id for said in some.statements
    ]


def test_an_arrow_of_dot_has_direction_grade_dispute_and_evidence() -> None:
    some = world()
    graph = drawn(some)
    keys = {n.get("party").strip('"'): n.get_name() for n in graph.get_nodes() if n.get("party")}
    for edge, said in zip(graph.get_edges(), some.statements, strict=True):
        assert (edge.get_source(), edge.get_destination()) == (
            keys[said.subject],
            keys[said.object],
        )
        told = {key: edge.get(key).strip('"') for key in ("relation", "grade", "source_id")}
        assert told == {
            "relation": said.relation,
            "grade": said.grade,
            "source_id": said.evidence.source,
        }
        assert (edge.get("style") == '"dashed"') is said.disputed
        assert ("disputed]" in edge.get("label")) is said.disputed


def test_only_a_web_page_becomes_a_link() -> None:
    some = world()
    for url, linked in (("https://a.example", True), ("javascript:alert(1)", False)):
        source = replace(some.sources["source 1"], url=url)
        changed = replace(some, sources={**some.sources, "source 1": source})
        assert (f'URL="{url}"' in text_of("dot", changed)) is linked


@pytest.mark.parametrize("text", HOSTILE)
def test_graphviz_draws_every_statement(text: str) -> None:
    drawn = pygraphviz.AGraph(string=text_of("dot", renamed(text))).draw(format="svg", prog="dot")
    assert drawn.count(b'class="edge"') == len(world().statements)


# Mermaid

LABEL = r"(?:[^\W_]|[ .,()/:+-]|#\d+;|<br/>)*"
LINES = re.compile(
    r"flowchart LR"
    rf'|  p\d+\["{LABEL}"\]'
    rf'|  p\d+ -\.?->\|"{LABEL}"\| p\d+'
    r"|  %% [^<>&`{}\r\n\x85\u2028\u2029]*"
)


@every_text
def test_mermaid_holds_nothing_but_parties_arrows_and_comments(text: str) -> None:
    some = renamed(text)
    lines = text_of("mermaid", some).split("\n")
    assert lines.pop() == ""
    assert [line for line in lines if not LINES.fullmatch(line)] == []
    assert len([line for line in lines if "->|" in line]) == len(some.statements)
    assert len([line for line in lines if '["' in line]) == len(some.parties)


def test_an_arrow_of_mermaid_has_direction_grade_dispute_and_numbered_sources() -> None:
    lines = text_of("mermaid", world()).splitlines()
    arrows = [line.strip() for line in lines if "->|" in line]
    assert arrows[0] == 'p1 -->|"supplies: boxes #91;documented#59; from 2019#93; (2)"| p4'
    assert (
        arrows[2]
        == 'p4 -.->|"resells for #91;documented#59; as of 2020-03#59; disputed#93; (4)"| p1'
    )
    assert arrows[4].endswith('(6, 1)"| p4')
    assert (
        "  %% (2) Gazette. Title of source 1. 2020. https://example.org/source-1. source 1" in lines
    )


def test_many_arrows_are_told() -> None:
    said: list[examples.Said] = [f"A{n} supplies B{n}" for n in range(501)]
    assert any("500" in loss for loss in written(EXPORTS["mermaid"], examples.records(said))[1])
    assert not any("500" in loss for loss in written(EXPORTS["mermaid"], world())[1])


@every_text
def test_an_escape_of_mermaid_says_which_character_it_is(text: str) -> None:
    shown = text.translate(dict.fromkeys((1, 0xB, 0xC, 0x1C, 0x1E, 0xFFFE), 0xFFFD))
    for made in (escaped(text), commented(text)):
        assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), made) == shown


# Neo4j


def tables(some: Records) -> dict[str, list[dict[str, str]]]:
    archive = zipfile.ZipFile(io.BytesIO(written(EXPORTS["neo4j"], some)[0]))
    return {
        name.removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))
        )
        for name in archive.namelist()
        if name.endswith(".csv")
    }


@every_text
def test_the_tables_for_neo4j_have_a_row_for_each_thing(text: str) -> None:
    some = renamed(text)
    found = tables(some)
    assert [row["id:ID(Party)"] for row in found["parties"]] == list(some.parties)
    assert [row["id:ID(Source)"] for row in found["sources"]] == list(some.sources)
    assert [row["id:ID(Deal)"] for row in found["deals"]] == list(some.deals)
    assert [
        (row[":START_ID(Party)"], row[":TYPE"], row[":END_ID(Party)"], row["id"], row["grade"])
        for row in found["statements"]
    ] == [(s.subject, s.relation.upper(), s.object, s.id, s.grade) for s in some.statements]
    assert {row["disputed:boolean"] for row in found["statements"]} == {"true", "false"}
    assert found["parties"][0]["name"].removeprefix("'") == text
    assert found["parties"][0][":LABEL"] == "Party;Company"
    assert json.loads(found["parties"][0]["aliases"]) == [text]
    assert found["subgraph"][0]["asked"] == "A test"


def test_no_cell_runs_in_a_spreadsheet_and_that_is_told() -> None:
    some = renamed("=cmd()")
    assert tables(some)["parties"][0]["name"] == "'=cmd()"
    assert any("apostrophe" in loss for loss in written(EXPORTS["neo4j"], some)[1])
    assert not any("apostrophe" in loss for loss in written(EXPORTS["neo4j"], world())[1])


# A string of Cypher, and what else stands in a script
STRING = re.compile(r"'(?:[^'\\\n]|\\['\\nrt]|\\u[0-9a-f]{4})*'")
REST = re.compile(r"[\w\s{}()\[\]:,;.\->=+]*")


@every_text
def test_cypher_holds_what_comes_from_data_in_strings_alone(text: str) -> None:
    some = renamed(text)
    script = text_of("cypher", some)
    rest = STRING.sub("", script)
    assert REST.fullmatch(rest)
    assert rest.count("said:") == len(some.statements)
    assert f"name: {literal(text)}" in script
    assert STRING.fullmatch(literal(text))


def test_cypher_makes_a_relationship_for_each_statement() -> None:
    script = text_of("cypher", world())
    for said in world().statements:
        assert f"{{id: '{said.id}', subject: '{said.subject}', object: '{said.object}'" in script
    assert "MERGE (s)-[r:SUPPLIES {id: row.id}]->(o) SET r += row.said;" in script
    assert "disputed: true" in script
    assert "aliases: ['Makers; Inc', '=1+1']" in script
