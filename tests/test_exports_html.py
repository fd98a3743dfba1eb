"""The page: it opens offline, runs nothing, shows everything, in light and dark and on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from graph.exports.html_page import EXPORT, MANY, MOST_DRAWN, NOT_READ
from graph.exports.rows import CAUTION
from tests import examples
from tests import records as make
from tests.exporting import renamed, subgraph, world, written

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from graph.statement import Records

HOSTILE = (
    *make.HOSTILE,
    "<script>document.title='hacked'</script>",
    "<img src=x onerror=document.title='hacked'>",
    "\"'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{asked} {0} %s",
)
ELEMENTS = {
    *("a", "article", "b", "bdi", "body", "br", "circle", "dd", "div", "dl", "dt", "figure"),
    *("figcaption", "g", "h1", "h2", "h3", "head", "header", "html", "li", "main", "meta", "nav"),
    *("p", "path", "polygon", "section", "span", "style", "svg", "table", "tbody", "td", "text"),
    *("th", "thead", "title", "tr", "tspan", "ul"),
}


def text(some: Records) -> str:
    return written(EXPORT, some)[0].decode()


def tree(some: Records) -> html.HtmlElement:
    return html.fromstring(written(EXPORT, some)[0], parser=html.HTMLParser(encoding="utf-8"))


def _harmless(found: html.HtmlElement) -> None:
    for each in found.iter(html.etree.Element):
        assert each.tag in ELEMENTS
        assert not [name for name in each.attrib if name.startswith("on") or name == "src"]
        address = each.get("href", "#")
        assert address.startswith(("#", "https://", "http://"))
        assert "url(" not in each.get("style", "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_everything_from_data_is_text(hostile: str) -> None:
    some = renamed(hostile)
    sources = {k: replace(s, url=hostile, licence=hostile) for k, s in some.sources.items()}
    _harmless(tree(replace(some, sources=sources)))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(some=make.records())
def test_any_records_make_a_harmless_page(some: Records) -> None:
    _harmless(tree(some))


def test_a_hostile_name_is_seen_as_it_is_written() -> None:
    shown = tree(renamed("</script><b>&amp;")).text_content()
    assert "</script><b>&amp; supplies Reseller" in shown


def test_the_page_has_no_script_and_forbids_any() -> None:
    page = text(make.bundled())
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"@import|url\(", page.partition("</style>")[0])


def test_the_page_tells_question_parameters_lens_hash_program_and_caution() -> None:
    some = world()
    shown = tree(some).get_element_by_id("about").text_content()
    for told in ("A test", "Parameter hops", "a rule", some.content_hash, "enduse 0"):
        assert told in shown
    assert CAUTION in text(some)


def test_every_statement_stands_with_grade_dates_dispute_and_both_sources() -> None:
    some = world()
    found = {each.get("id"): each for each in tree(some).iter("article")}
    assert found.keys() == {f"s-{said.id}" for said in some.statements}
    (denied,) = [said for said in some.statements if said.disputed]
    told = found[f"s-{denied.id}"].text_content()
    for words in ("Reseller resells for Maker", "documented", "as of 2020-03",
                  "disputed by a named party", "Denied.", "Gazette"):  # fmt: skip
        assert words in told
    (owned,) = [said for said in some.statements if said.relation == "owns"]
    assert "See also, which may say the opposite" in found[f"s-{owned.id}"].text_content()


def test_every_party_source_deal_and_collection_is_listed() -> None:
    some = world()
    rows = {each.get("id"): len(list(each.iter("tr"))) - 1 for each in tree(some).iter("section")}
    assert rows["parties"] == len(some.parties)
    assert rows["sources"] == len(some.sources)
    assert rows["deals"] == len(some.deals)
    assert rows["collections"] == len(some.collections)


def test_the_drawing_has_every_party_and_keeps_parallel_hops_and_their_direction() -> None:
    some = examples.records([
        "Maker supplies Reseller", "Reseller supplies Maker", "Maker owns Reseller",
        "Maker partner_of Reseller", ("Reseller supplies Police", {"disputed": "yes"}),
    ])  # fmt: skip
    (drawn,) = tree(some).iter("svg")
    told = [each.text for each in drawn.iter("title")]
    for words in ("Maker: supplies: Reseller", "Reseller: supplies: Maker",
                  "Maker: owns: Reseller", "Reseller: supplies ⚠ disputed: Police"):  # fmt: skip
        assert words in told
    assert [each.get("class") for each in drawn.iter("path")].count("dispute") == 1
    arrows = [each for each in drawn.iter("polygon") if each.get("class") != "mark"]
    assert len(arrows) == 4  # a partner is one either way
    assert len({each.get("d") for each in drawn.iter("path")}) == 5


def test_many_parties_are_listed_and_not_drawn_and_that_is_said() -> None:
    several = examples.records([f"Maker supplies Firm{number}" for number in range(MOST_DRAWN)])
    assert written(EXPORT, several)[1] == (NOT_READ, MANY)
    assert not list(tree(several).iter("svg"))
    assert MANY in tree(several).text_content()
    assert written(EXPORT, world())[1] == (NOT_READ,)
    assert {NOT_READ, MANY} == set(EXPORT.loses)


def test_an_empty_part_of_a_graph_says_so() -> None:
    empty = replace(world(), parties={}, statements=(), sources={}, deals={})
    assert tree(empty).text_content().count("None.") == 5


# In a browser


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_offline_with_no_request(
    scheme: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    EXPORT.write(subgraph(renamed("<img src=x onerror=document.title='hacked'>")), file)
    asked: list[str] = []
    told: list[str] = []
    with browser.new_context(
        offline=True, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(file.as_uri())
        assert page.title() == "A test"
        assert page.locator("img, script").count() == 0
        assert page.locator("svg .mark").count() == len(world().parties)
        assert _fits(page)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert asked == [file.as_uri()]
    assert told == []
    assert (sum(map(int, re.findall(r"\d+", ground))) < 200) is (scheme == "dark")


def _fits(page: Page) -> bool:
    """Say whether nothing runs out of the window sideways, on a narrow one too."""
    page.set_viewport_size({"width": 420, "height": 800})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide <= 420


@pytest.mark.browser
def test_the_page_prints_dark_on_white(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    EXPORT.write(subgraph(world()), file)
    with browser.new_context(offline=True, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        style = "(({color, backgroundColor}) => [color, backgroundColor])"
        found = page.evaluate(f"{style}(getComputedStyle(document.body))")
        assert found == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert page.locator("nav").is_hidden()
        assert page.pdf().startswith(b"%PDF")
