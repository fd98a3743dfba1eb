"""The sheet as HTML, PDF, Markdown, text and JSON: complete, safe, and the same every time."""

from __future__ import annotations

import html as markup
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sheets import assess
from graph.sheets.formats import FORMATS
from graph.sheets.grouped import grouped
from graph.sheets.making import Terms
from graph.sheets.pdf import SPELT, pdf
from graph.sheets.sheet import CANNOT_TELL, NO, YES, Line, Reading
from tests.examples import casebook, retell
from tests.indicator_worlds import workspace

if TYPE_CHECKING:
    from graph.sheets.sheet import Sheet
    from tests.examples import Said

HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:x) #let x = 1 $y$ | *bold*"
WORLD: tuple[Said, ...] = (
    ("Maker supplies Reseller", {"deal": "d1", "valid_from": "2021", "item": "spyware"}),
    ("Reseller supplies Ministry of Iran", {"deal": "d1", "disputed": "yes", "note": "A note."}),
    "Ministry of Iran agency_of Government of Iran",
)


def named(name: str) -> Sheet:
    """Give the sheet of a deal in which the reseller has a name."""
    opened = workspace(WORLD)
    records = retell(opened.records, Reseller=name)
    return assess.of_deal(workspace(WORLD, *records.parties.values()), "d1")


def written(sheet: Sheet, name: str) -> str:
    return FORMATS[name].write(sheet).decode()


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return assess.of_deal(casebook(), "sy-bluecoat-2011")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(name: str, sheet: Sheet) -> None:
    again = assess.of_deal(casebook(), "sy-bluecoat-2011")
    assert FORMATS[name].write(sheet) == FORMATS[name].write(again)


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_lens_floor_day_rules_and_data_are_on_the_sheet(name: str) -> None:
    opened = casebook()
    other = replace(opened, lens=replace(opened.lens, title="A lens of my own"))
    made = assess.of_deal(other, "sy-bluecoat-2011", Terms(floor="reported"))
    told = written(made, name)
    assert "A lens of my own" in told
    for each in (made.in_force.floor, made.in_force.data, made.in_force.form):
        assert each in told


def test_the_lens_is_on_the_printed_sheet() -> None:
    opened = casebook()
    ours, other = opened, replace(opened, lens=replace(opened.lens, title="A lens of my own"))
    both = [pdf(assess.of_deal(each, "sy-bluecoat-2011")) for each in (ours, other)]
    assert both[0] != both[1]


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_no_flag_and_no_note_is_left_out(name: str, sheet: Sheet) -> None:
    told = " ".join(markup.unescape(re.sub(r"<[^>]+>", "", written(sheet, name))).split())
    plain = told.replace("\\", "")
    for line in sheet.lines():
        assert line.title in plain
        assert all(settled in plain for settled in [line.reading.settles] if settled)
    for note in sheet.notes:
        assert " ".join(note.says.split()) in plain
        assert note.source in plain


def test_json_holds_every_flag_with_its_question_and_rule(sheet: Sheet) -> None:
    data = json.loads(written(sheet, "json"))
    lines = [line for s in data["sections"] for p in s["parts"] for line in p["lines"]]
    assert len(lines) == len(list(sheet.lines()))
    assert all(line["question"] and line["rule"] and line["reading"]["answer"] for line in lines)
    assert data["in_force"]["rule"] == sheet.in_force.rule


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


def test_everything_from_data_is_text_in_html() -> None:
    told = written(named(HOSTILE), "html")
    assert markup.escape(HOSTILE) in told
    plain, hostile = Tags(written(named("Reseller"), "html")), Tags(told)
    assert hostile.tags == plain.tags
    assert {name for name, _ in hostile.attributes} == {name for name, _ in plain.attributes}


def test_html_asks_for_nothing_and_links_only_to_its_sources(sheet: Sheet) -> None:
    told = written(sheet, "html")
    assert "default-src 'none'" in told
    found = Tags(told)
    assert not found.tags & {"script", "img", "link", "iframe", "object", "base", "form"}
    assert "src" not in {name for name, _ in found.attributes}
    links = {value for name, value in found.attributes if name == "href" and value[0] != "#"}
    assert links <= {
        address for note in sheet.notes for address in (note.address, note.see_also_address)
    }


def test_links_of_notes_lead_somewhere(sheet: Sheet) -> None:
    told = written(sheet, "html")
    ids = set(re.findall(r'id="([^"]+)"', told))
    assert set(re.findall(r'href="#([^"]+)"', told)) <= ids


def test_markdown_from_data_is_no_markup() -> None:
    told = written(named(HOSTILE), "markdown")
    assert "[a](javascript" not in told
    assert "<img" not in told.replace("\\<img", "")
    assert "\\[a\\](javascript:x)" in told


@pytest.mark.parametrize("name", [HOSTILE, "#panic()", '"; #read("x")', "a\\u{41}b", "\\", "]"])
def test_hostile_names_are_text_in_a_pdf(name: str) -> None:
    assert pdf(named(name)).startswith(b"%PDF-")


def test_a_pdf_carries_no_date_of_its_making(sheet: Sheet) -> None:
    content = pdf(sheet)
    assert b"CreationDate" not in content
    assert b"ModDate" not in content
    assert b"StructTreeRoot" in content


@pytest.mark.parametrize("name", ["Ростелеком", "Ελλάς", "Łódź & Søn", "ОАО «Связь»"])
def test_a_pdf_draws_cyrillic_and_greek(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not spelt(named(name), monkeypatch)


@pytest.mark.parametrize("name", ["华为技术", "ภาษา", "‮evil", "zero​width", "\x00null", "😀"])
def test_what_a_pdf_cannot_draw_is_spelt_and_said(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = {letter for letter in name if not letter.isascii() or letter == "\x00"}
    told = spelt(named(name), monkeypatch)
    assert told
    assert all(f"[U+{ord(letter):04X}]" in told for letter in letters)
    assert SPELT in told


def spelt(made: Sheet, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give what was laid out in the end, if any letter had to be spelt."""
    from graph.sheets import pdf as module

    seen: list[str] = []
    compiled = module._compiled

    def remember(laid: object) -> bytes:
        seen.append(json.dumps(laid, ensure_ascii=False))
        return compiled(laid)

    monkeypatch.setattr(module, "_compiled", remember)
    module.pdf(made)
    return seen[-1] if SPELT in seen[-1] else ""


@settings(max_examples=8)
@given(st.text(min_size=1, max_size=20).filter(lambda text: text.strip()))
def test_any_name_can_be_printed(name: str) -> None:
    assert pdf(named(name)).startswith(b"%PDF-")


def _line(number: int, answer: str, sentence: str) -> Line:
    settles = "A record." if answer == CANNOT_TELL else ""
    return Line(
        f"i{number}", f"Title {number}", "?", "own test", Reading(answer, sentence, (), settles)
    )


@given(st.lists(st.tuples(st.sampled_from([YES, NO, CANNOT_TELL]), st.sampled_from("abc"))))
def test_grouping_keeps_every_flag_once(some: list[tuple[str, str]]) -> None:
    lines = [_line(number, *each) for number, each in enumerate(some)]
    found = [line for alike in grouped(lines) for line in alike.lines]
    assert sorted(found, key=lambda line: line.id) == sorted(lines, key=lambda line: line.id)
    assert all(len({line.reading.sentence for line in a.lines}) == 1 for a in grouped(lines))


def test_a_dispute_is_shown_in_every_format() -> None:
    made = named("Reseller")
    for name in ("text", "markdown", "html", "json"):
        assert "disputed" in written(made, name).casefold()
