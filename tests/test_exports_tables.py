"""Our own tables: what was exported loads again, and what a table cannot hold is said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unicodedata import category

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from graph.dates import PartialDate, Period
from graph.errors import BadRow
from graph.exports import table_rows as lost
from graph.exports.tables import EXPORT
from graph.statement import Collection, Deal, Evidence, Identifier, Listing, Records
from graph.workspace import open_workspace
from loaders import casebook
from loaders.reading import our_rows
from tests import records as make
from tests.exporting import renamed, subgraph, world, written

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = PartialDate("2019-05")


def again(some: Records) -> Records:
    """Write records as a workbook and load it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "some.xlsx"
        EXPORT.write(subgraph(some), file)
        return casebook.load(file, make.words())


def filled(some: Records) -> Records:
    """Give records with what our tables ask for and no source may have said."""
    collections = (replace(each, compiled=each.compiled or DATE) for each in some.collections)
    sources = {
        key: replace(each, published=each.published or DATE, url="https://example.org/a")
        for key, each in some.sources.items()
    }
    deals = {key: replace(each, country=each.country or "CH") for key, each in some.deals.items()}
    return replace(some, collections=tuple(collections), sources=sources, deals=deals)


def told(some: Records) -> list[tuple[object, ...]]:
    """Give what statements claim, leaving out texts and ids, which are written in one line."""
    return sorted(
        (
            *(said.relation, said.grade, said.disputed, str(said.period.valid_from or "")),
            *(str(said.period.valid_until or ""), said.percent.text if said.percent else ""),
            *(len(said.deals), said.evidence.corroborating is not None),
        )
        for said in some.statements
    )


def test_the_columns_are_those_that_the_loader_reads() -> None:
    assert our_rows.COLUMNS == lost.COLUMNS


def test_the_casebook_loads_again_and_nothing_is_lost(tmp_path: Path) -> None:
    assert written(EXPORT, make.bundled())[1] == ()
    EXPORT.write(subgraph(make.bundled()), tmp_path / "casebook.xlsx")
    opened = open_workspace(tmp_path / "casebook.xlsx")
    assert opened.stated == make.bundled()
    assert opened.stated.content_hash == make.bundled().content_hash


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(some=make.records())
def test_any_records_load_again_with_all_claims(some: Records) -> None:
    found = again(filled(some))
    assert lost.MERGED in written(EXPORT, filled(some))[1] or told(found) == told(some)
    assert len(found.parties) == len(some.parties)
    kinds = sorted(held.kind for held in some.parties.values())
    assert sorted(held.kind for held in found.parties.values()) == kinds


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(some=make.records())
def test_what_loaded_once_goes_out_and_in_without_a_loss(some: Records) -> None:
    found = again(filled(some))
    assert again(found) == found
    assert written(EXPORT, found)[1] == ()


@pytest.mark.parametrize("text", [*make.HOSTILE, "=1+1", "a;b", "a|b", "_x0041_"])
def test_hostile_text_loads_again_in_one_line(text: str) -> None:
    found = again(filled(renamed(text))).parties
    (held,) = (each for key, each in found.items() if key.startswith("t:Maker"))
    seen = ("" if category(each) in ("Cc", "Zl", "Zp", "Cn") else each for each in text)
    line = "".join("".join(seen).split())
    assert "".join(held.name.split()) == line or held.name == lost.UNNAMED
    assert bool(line) is (held.name != lost.UNNAMED)


def test_the_notes_tell_the_question_the_terms_and_the_losses(tmp_path: Path) -> None:
    file = tmp_path / "some.xlsx"
    losses = EXPORT.write(subgraph(world()), file)
    sheet = openpyxl.load_workbook(file)["notes"]
    notes = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=2)]
    assert ("asked", "A test") in notes
    assert ("lens", "a rule") in notes
    assert ("content_hash", world().content_hash) in notes
    assert [text for key, text in notes if key == "not as in the graph"] == list(losses)
    assert len([text for key, text in notes if key == "attribution"]) == 1 + len(world().sources)


@cache
def plain() -> Records:
    """Give the small world as our tables hold it, without its descriptions."""
    some = again(filled(world()))
    return replace(some, parties={k: replace(p, description="") for k, p in some.parties.items()})


def one(
    party: Mapping[str, object] | None = None, said: Mapping[str, object] | None = None
) -> Records:
    """Give it with its first party or its first statement changed."""
    some, changes = plain(), dict(party or {})
    first = replace(next(iter(some.parties.values())), **changes)  # type: ignore[arg-type]
    some = replace(some, parties={**some.parties, first.id: first})
    said_ = replace(some.statements[0], **dict(said or {}))  # type: ignore[arg-type]
    return replace(some, statements=(said_, *some.statements[1:]))


@pytest.mark.parametrize(
    ("loss", "change"),
    [
        (lost.LINES, {"party": {"name": "Two\nlines"}}),
        (lost.PARTED, {"party": {"aliases": ("a; b",)}}),
        (lost.PARTED, {"party": {"identifiers": (Identifier("a=b", "1"),)}}),
        (lost.PARTED, {"party": {"listings": (Listing("a|b"),)}}),
        (lost.TOLD, {"party": {"weak_aliases": ("M",)}}),
        (lost.TOLD, {"party": {"begun": DATE}}),
        (lost.TOLD, {"party": {"trade_role": "carrier"}}),
        (lost.TOLD, {"party": {"listings": (Listing("a", programme="b"),)}}),
        (lost.TOLD, {"said": {"evidence": Evidence("source 1", "page 3")}}),
        (lost.TOLD, {"said": {"period": Period(DATE, None, PartialDate("2001"))}}),
    ],
)
def test_a_loss_is_named_where_it_is_met_and_only_there(
    loss: str, change: dict[str, dict[str, object]]
) -> None:
    assert loss in written(EXPORT, one(**change))[1]
    assert loss not in written(EXPORT, plain())[1]
    assert loss in EXPORT.loses


def test_what_has_no_column_is_told_in_the_description_or_the_note() -> None:
    listing = Listing("A list", DATE, "1 FR 2", "arms", PartialDate("2020"))
    second = Listing("B", DATE, until=PartialDate("2021"))
    party = {"weak_aliases": ("M",), "begun": DATE, "listings": (listing, second)}
    held = next(iter(again(one(party=party)).parties.values()))
    assert held.listings == (replace(listing, programme=""), Listing("B"))
    for words in ("name too common to identify anyone: M.", "Begun: 2019-05.", "A list, arms.",
                  "Listed: B, until 2021, 2019-05."):  # fmt: skip
        assert words in held.description
    said = {"evidence": Evidence("source 1", "page 3"), "note": "So."}
    notes = [each.note for each in again(one(said=said)).statements]
    assert "So. Where in the source: page 3." in notes


def test_an_end_before_the_date_of_a_listing_is_told_for_our_tables_refuse_it() -> None:
    backwards = Listing("A list", DATE, until=PartialDate("2019-04"))
    held = next(iter(again(one(party={"listings": (backwards,)})).parties.values()))
    assert held.listings == (Listing("A list", DATE),)
    assert "Listed: A list, until 2019-04." in held.description


def test_parties_of_two_collections_come_to_stand_in_one() -> None:
    some = filled(world())
    other = Collection("u", "Other", "They", "CC-BY", DATE, "More")
    two = replace(some, collections=(*some.collections, other))
    found = again(two)
    assert [each.id for each in found.collections] == ["export"]
    assert found.collections[0].licence == "CC0-1.0; CC-BY"
    assert lost.ONE in written(EXPORT, two)[1]
    assert set(found.parties) == {f"export:{key}" for key in some.parties}


def test_what_nobody_says_is_left_empty_for_a_person_to_fill_in() -> None:
    some = filled(world())
    unknown = {key: replace(each, published=None) for key, each in some.sources.items()}
    open_ = replace(some, sources=unknown)
    assert lost.EMPTY in written(EXPORT, open_)[1]
    with pytest.raises(BadRow, match="published"):
        again(open_)
    deals = {key: Deal(each.id, each.title, None) for key, each in some.deals.items()}
    assert lost.EMPTY in written(EXPORT, replace(some, deals=deals))[1]


def test_two_statements_that_become_the_same_stand_once() -> None:
    some = again(filled(world()))
    twin = replace(some.statements[0], item=f"{some.statements[0].item}\n")
    twice = replace(some, statements=(*some.statements, twin))
    assert lost.MERGED in written(EXPORT, twice)[1]
    assert len(again(twice).statements) == len(some.statements)
