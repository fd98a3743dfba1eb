"""What the casebook's items and bodies are classified as is what the words give, with reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph import schemes
from graph.classified import (
    BY_HAND,
    COLUMNS,
    FUNCTION,
    MISUSE,
    PRODUCT,
    Classified,
    Row,
    classify,
    load_rows,
    load_schemes,
    renewed,
    written,
)
from graph.errors import BadFile, BadRow, UnknownTerm
from graph.workspace import DATA
from tests.examples import casebook, party, statement

if TYPE_CHECKING:
    from pathlib import Path

    from graph.schemes import Scheme

SCHEMES = load_schemes(DATA)
FILE = DATA / "classified.csv"
ROWS = load_rows(FILE, SCHEMES)


def test_the_file_is_what_the_words_give() -> None:
    """If it fails, and the classification is right: `make docs`."""
    rows, _ = renewed(casebook().records, DATA)
    assert written(rows).encode() == FILE.read_bytes()


def test_every_row_is_of_something_in_the_casebook() -> None:
    records = casebook().records
    items = {f"item:{s.item}" for s in records.statements if s.item}
    uses = {f"statement:casebook:{s.record}" for s in records.statements}
    assert {row.id for row in ROWS} <= {*items, *uses, *records.parties}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.term}")
def test_a_row_names_the_word_that_decided_or_a_person_s_reason(row: Row) -> None:
    if row.reason.startswith(BY_HAND):
        assert len(row.reason) > len(BY_HAND)
    else:
        word = row.reason.removeprefix("says “").removesuffix("”")
        assert word in SCHEMES[row.scheme].terms[row.term].words
    assert row.source


def test_what_no_word_fits_is_counted() -> None:
    records = casebook().records
    counts = {each.what: each for each in classify(records, Classified(SCHEMES, ROWS))[1]}
    assert list(counts) == ["items", "products", "government agencies", "statements of use"]
    assert counts["items"].every == len({s.item for s in records.statements if s.item})
    classified = {row.id for row in ROWS if row.id.startswith("item:")}
    assert counts["items"].unclassified == counts["items"].every - len(classified)
    assert 0 < counts["items"].unclassified < counts["items"].every


def test_the_families_categories_and_functions_are_those_of_the_rules() -> None:
    products = SCHEMES[PRODUCT].terms.values()
    assert len([term for term in products if not term.under]) == 6
    assert len([term for term in products if term.under]) == 18
    assert {term.mark for term in products if not term.under} == {"verified"}
    assert {term.mark for term in products if term.under} == {"draft"}
    functions = SCHEMES[FUNCTION].terms
    verified = [t for t in functions.values() if t.sensitive and t.mark == "verified"]
    assert len([t for t in verified if t.id != "close_private_end_user"]) == 17
    assert functions["local_police"].mark == "own test"
    assert len(SCHEMES[MISUSE].terms) == 7


def decided(scheme: Scheme, text: str) -> dict[str, str]:
    return {each.term: each.word for each in scheme.decide([("here", text)])}


def test_whole_words_decide_whatever_the_case() -> None:
    products = SCHEMES[PRODUCT]
    assert decided(products, "40 CCTV Cameras")["recording_devices"] == "cctv"
    assert decided(products, "Drones") == {"drone": "drone"}
    assert decided(products, "Cameraman's droneless tour") == {}
    assert decided(products, "goods contracts (not spyware)") == {}


def test_a_finer_term_stands_in_place_of_the_broader_one() -> None:
    found = decided(SCHEMES[PRODUCT], "interception of phones with spyware")
    assert found == {"spyware": "spyware"}


def test_a_note_that_doubts_or_denies_decides_nothing() -> None:
    made = Classified(SCHEMES)
    told = statement(("Box used_by Police", {"note": "Used against journalists."}))
    assert [row.term for row in made.misuse(told)] == ["targeting_opponents"]
    fear = replace(told, note="Groups fear that it is used against journalists.", record="s02")
    assert not made.misuse(fear)
    assert not made.misuse(replace(told, relation="owns", record="s03"))


def test_rows_of_the_file_come_before_words() -> None:
    row = Row("Police of Iran", FUNCTION, "prisons", "by hand: runs the prisons", "a page")
    made = Classified(SCHEMES, [row])
    assert made.functions(party("Police of Iran")) == (row,)
    assert [each.term for each in made.functions(party("Police of Ghana"))] == ["police"]


def test_a_row_decided_by_hand_stays_when_words_decide_anew(tmp_path: Path) -> None:
    for name in ("products.toml", "functions.toml", "misuse.toml"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    hand = next(row for row in ROWS if row.reason.startswith(BY_HAND))
    (tmp_path / "classified.csv").write_text(written([hand]), "utf-8")
    rows, _ = renewed(casebook().records, tmp_path)
    assert hand in rows
    assert len(rows) > 100


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("x,colour,drone,says “drone”,here", "scheme"),
        ("x,product,submarine,says “drone”,here", "term"),
        ("x,product,drone,,here", "reason"),
        ("x,product,drone,says “drone”,", "reason"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, line: str, column: str) -> None:
    file = tmp_path / "classified.csv"
    file.write_text(f"{','.join(COLUMNS)}\n{line}\n", "utf-8")
    with pytest.raises(BadRow) as error:
        load_rows(file, SCHEMES)
    assert (error.value.row, error.value.column) == (2, column)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "classified.csv"
    file.write_text("id,term\n", "utf-8")
    with pytest.raises(BadFile):
        load_rows(file, SCHEMES)
    with pytest.raises(BadFile):
        load_rows(tmp_path / "none.csv", SCHEMES)


HEAD = """[scheme]
id = "x"
title = "X"
of = ["item"]
as_of = "2020"
citation = "A rule"

"""


@pytest.mark.parametrize(
    "term",
    [
        'id = "a"\ntitle = "A"\nmark = "sure"\nwords = []',
        'id = "a"\ntitle = "A"\nmark = "draft"\nwords = ["Word"]',
        'id = "a"\ntitle = "A"\nmark = "draft"\nwords = []\ncolour = "red"',
        'id = "a"\ntitle = "A"\nmark = "draft"',
    ],
)
def test_a_wrong_term_is_refused(tmp_path: Path, term: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(f"{HEAD}[[term]]\n{term}\n", "utf-8")
    with pytest.raises(BadFile):
        schemes.load(file)


def test_a_broader_term_or_entry_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.toml"
    term = '[[term]]\nid = "a"\ntitle = "A"\nmark = "draft"\nwords = []\n'
    for more in ('under = "b"', 'entries = ["9Z999"]'):
        file.write_text(f"{HEAD}{term}{more}\n", "utf-8")
        with pytest.raises(UnknownTerm):
            schemes.load(file)
    file.write_text(f"{HEAD}{term}\n{term}", "utf-8")
    with pytest.raises(BadFile):
        schemes.load(file)
    with pytest.raises(UnknownTerm):
        SCHEMES[PRODUCT].term("submarine")
