"""Citations: a sentence a statement, every source numbered, nothing from data is markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from graph.citation import Citation, citation
from graph.citation_text import FORMATS, bibtex, csl_json, html, markdown
from graph.network import hops
from graph.question import Ends, Question
from graph.workspace import ask
from tests import records as make
from tests.examples import casebook, records

if TYPE_CHECKING:
    from graph.statement import Records


def of(some: Records) -> Citation:
    return citation(hops(some.statements, make.words()), some, make.words(), asked="What?")


def zte() -> Citation:
    held = casebook()
    question = Question(supplier="casebook:zte", ends=Ends.COUNTRY, end="IR")
    path = ask(held, question).attested[0]
    return citation([*path.hops, *path.tie], held.records, held.vocabulary)


def test_each_statement_is_one_sentence_with_its_grade_and_its_sources() -> None:
    found = zte()
    assert found.sentences[0].sentence.startswith("According to ")
    assert all(each.notes for each in found.sentences)
    assert any("charged" in each.sentence for each in found.sentences)
    used = {number for each in found.sentences for number in each.notes}
    assert used == set(range(1, len(found.sources) + 1))


def test_a_dispute_stands_in_the_sentence() -> None:
    found = of(records([("A supplies B", {"disputed": "yes"})]))
    assert "disputed by a named party" in found.sentences[0].sentence


def test_a_source_is_numbered_once_in_the_order_of_use() -> None:
    said = [("A supplies B", {"source": "s"}), ("B supplies C", {"source": "s"})]
    found = of(records(said))
    assert [each.notes for each in found.sentences] == [(1,), (1,)]
    assert [source.id for source in found.sources] == ["s"]


def test_markdown_has_a_note_for_every_mark() -> None:
    text = markdown(zte())
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"\[\^(\d+)\]:", text))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        for name, value in attrs:
            assert name in ("href", "id")
            assert name != "href" or (value or "").startswith(("http://", "https://", "#note-"))


@settings(max_examples=40, deadline=None)
@given(make.records())
def test_nothing_from_data_is_markup(some: Records) -> None:
    found = of(some)
    tags = Tags()
    tags.feed(html(found))
    assert set(tags.found) <= {"p", "strong", "em", "ul", "ol", "li", "sup", "a"}
    for line in markdown(found).splitlines():
        assert not re.search(r"(?<!\\)[`*_|~]", line.replace(f"**{found.asked}**", ""))


@settings(max_examples=40, deadline=None)
@given(make.records())
def test_csl_json_and_bibtex_give_every_source_once(some: Records) -> None:
    found = of(some)
    items = json.loads(csl_json(found))
    assert [item["title"] for item in items] == [source.title for source in found.sources]
    assert len({item["id"] for item in items}) == len(items)
    assert re.findall(r"^@misc\{(.+),$", bibtex(found), re.MULTILINE) == [i["id"] for i in items]


def test_a_partial_date_stays_partial() -> None:
    [item] = json.loads(csl_json(of(records(["A supplies B"]))))
    assert item["issued"] == {"date-parts": [[2020]]}


def test_a_source_without_a_date_has_none() -> None:
    some = records(["A supplies B"])
    bare = {key: replace(each, published=None) for key, each in some.sources.items()}
    [item] = json.loads(csl_json(of(replace(some, sources=bare))))
    assert "issued" not in item


def test_bibtex_keeps_braces_balanced_whatever_the_title_holds() -> None:
    some = records(["A supplies B"])
    odd = {key: replace(each, title="50 % {of} $x_1 & \\y") for key, each in some.sources.items()}
    text = bibtex(of(replace(some, sources=odd))).replace(r"\{", "").replace(r"\}", "")
    assert text.count("{") == text.count("}")
    assert "\\%" in text and "\\&" in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_the_data_or_the_sources_only(name: str) -> None:
    text = FORMATS[name](zte())
    assert text.endswith("\n")
    assert name in ("bibtex", "csl-json") or casebook().records.content_hash in text
