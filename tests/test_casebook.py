"""The casebook's tables: whatever is broken in them stops the load, and is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.__main__ import main
from graph.dates import PartialDate, Period
from graph.errors import BadFile, BadRow
from graph.statement import Listing, Percent, Records
from loaders import casebook
from tests import examples
from tests.records import words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return examples.folder(tmp_path)


def load(folder: Path) -> Records:
    return casebook.load(folder, words())


# What a good folder gives


def test_a_row_becomes_a_party_with_all_that_it_says(folder: Path) -> None:
    party = load(folder).parties["t:reseller"]
    assert (party.name, party.kind, party.country) == ("Reseller", "company", "AE")
    assert (party.trade_role, party.description) == ("reseller", "Sells on")
    first = Listing("A list", PartialDate("2020-05"), "1 FR 2")
    assert party.listings == (first, Listing("B list"))
    assert load(folder).parties["t:maker"].aliases == ("Makers Inc", "The Maker")


def test_an_empty_country_is_unknown(folder: Path) -> None:
    assert load(folder).parties["t:person"].country is None


def test_a_row_becomes_a_statement_with_all_that_it_says(folder: Path) -> None:
    some = {statement.record: statement for statement in load(folder).statements}
    sold = some["s2"]
    assert (sold.subject, sold.relation, sold.object) == ("t:reseller", "supplies", "t:ministry")
    assert sold.period == Period(PartialDate("2019-02"), PartialDate("2019-03"))
    assert sold.deals == ("d1", "d2")
    assert sold.disputed
    assert (sold.evidence.source, sold.evidence.corroborating) == ("court", "paper")
    assert (sold.grade, sold.note) == ("charged", "Sold on.")
    assert some["s4"].percent == Percent.parse("25-50")
    assert some["s1"].item == "boxes"
    assert not some["s1"].disputed


def test_a_source_says_whether_we_opened_it(folder: Path) -> None:
    sources = load(folder).sources
    assert sources["paper"].opened
    assert not sources["court"].opened


def test_the_collection_names_its_licence(folder: Path) -> None:
    collection = load(folder).collections[0]
    assert (collection.id, collection.licence) == ("t", "CC0-1.0")
    assert collection.compiled == PartialDate("2026-11")


def test_tables_are_sorted_by_id_whatever_the_order_of_rows(folder: Path) -> None:
    expected = load(folder)
    for name in examples.TABLES:
        head, *lines = examples.TABLES[name].splitlines()
        (folder / f"{name}.csv").write_text("\n".join([head, *reversed(lines)]) + "\n")
    turned = load(folder)
    assert turned == expected
    assert list(turned.parties) == sorted(turned.parties)
    assert turned.content_hash == expected.content_hash


# What is broken

BROKEN = [
    pytest.param("statements", "s1", "relation", "sells", id="an unknown relation"),
    pytest.param("statements", "s1", "source", "", id="no source"),
    pytest.param("statements", "s1", "source", "rumour", id="an unknown source"),
    pytest.param("parties", "maker", "country", "UK", id="a country that is none"),
    pytest.param("parties", "reseller", "id", "maker", id="an id that stands twice"),
    pytest.param("statements", "s1", "valid_from", "2019-02-30", id="a day that is none"),
    pytest.param("statements", "s1", "corroborating_source", "rumour", id="an unknown second"),
    pytest.param("statements", "s1", "relation", "", id="no relation"),
    pytest.param("statements", "s1", "relation", "Supplies", id="a relation in capitals"),
    pytest.param("statements", "s1", "subject", "", id="no subject"),
    pytest.param("statements", "s1", "subject", "nobody", id="an unknown subject"),
    pytest.param("statements", "s1", "object", "nobody", id="an unknown object"),
    pytest.param("statements", "s1", "object", "t:reseller", id="a full id"),
    pytest.param("statements", "s1", "object", "maker", id="a party to itself"),
    pytest.param("statements", "s1", "relation", "agency_of", id="subject of a wrong kind"),
    pytest.param("statements", "s1", "relation", "intercepts_for", id="object of a wrong kind"),
    pytest.param("statements", "s2", "valid_until", "2018", id="an end before the beginning"),
    pytest.param("statements", "s1", "as_of", "in May", id="a date in words"),
    pytest.param("statements", "s4", "percent", "half", id="a share in words"),
    pytest.param("statements", "s4", "percent", "120", id="more than all"),
    pytest.param("statements", "s1", "deal", "d9", id="an unknown deal"),
    pytest.param("statements", "s2", "deal", "d1; d9", id="an unknown second deal"),
    pytest.param("statements", "s2", "deal", "d1;;d2", id="an empty part"),
    pytest.param("statements", "s1", "grade", "", id="no grade"),
    pytest.param("statements", "s1", "grade", "certain", id="an unknown grade"),
    pytest.param("statements", "s1", "disputed", "no", id="a word for disputed"),
    pytest.param("statements", "s1", "id", "", id="a statement without id"),
    pytest.param("statements", "s1", "note", "line\nbreak", id="a line break"),
    pytest.param("statements", "s1", "item", "\x1b[2J", id="a control character"),
    pytest.param("statements", "s1", "item", " boxes", id="white space"),
    pytest.param("parties", "maker", "name", "", id="no name"),
    pytest.param("parties", "maker", "kind", "", id="no kind"),
    pytest.param("parties", "maker", "kind", "firm", id="an unknown kind"),
    pytest.param("parties", "maker", "kind", "intermediary", id="a role as a kind"),
    pytest.param("parties", "maker", "trade_role", "broker", id="an unknown trade role"),
    pytest.param("parties", "maker", "aliases", "a;", id="an empty alias"),
    pytest.param("parties", "reseller", "listed_on", "A list||B list", id="an empty list"),
    pytest.param("parties", "reseller", "listing_date", "yesterday", id="a bad listing date"),
    pytest.param("sources", "paper", "url", "", id="no address"),
    pytest.param("sources", "paper", "url", "example.org", id="half an address"),
    pytest.param("sources", "paper", "url", "javascript:alert(1)", id="an address that runs"),
    pytest.param("sources", "paper", "published", "", id="no date of publication"),
    pytest.param("sources", "paper", "title", "", id="no title"),
    pytest.param("sources", "paper", "basis", "", id="no basis"),
    pytest.param("sources", "paper", "url_checked", "", id="not said whether opened"),
    pytest.param("deals", "d1", "title", "", id="a deal without a title"),
    pytest.param("deals", "d1", "country", "", id="a deal without a country"),
    pytest.param("deals", "d2", "id", "d1", id="a deal twice"),
]
# The end of a relation that is wrong when its kinds are.
OF_KINDS = {"agency_of": "subject", "intercepts_for": "object"}


@pytest.mark.parametrize(("name", "row", "column", "value"), BROKEN)
def test_what_is_broken_is_named_by_file_row_column_and_value(
    name: str, row: str, column: str, value: str, folder: Path
) -> None:
    number = examples.edit(folder, name, row, column, value)
    with pytest.raises(BadRow) as caught:
        load(folder)
    if value in OF_KINDS:
        column, value = OF_KINDS[value], {"subject": "maker", "object": "reseller"}[OF_KINDS[value]]
    found = caught.value
    assert (found.file, found.row) == (folder / f"{name}.csv", number)
    assert (found.column, found.value) == (column, value)
    assert found.remedy


@pytest.mark.parametrize(("name", "row", "column", "value"), BROKEN)
def test_a_check_of_a_broken_folder_says_so_and_touches_nothing(
    name: str, row: str, column: str, value: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = examples.edit(folder, name, row, column, value)
    before = {file: file.read_bytes() for file in folder.iterdir()}
    assert main(["check", "--data", str(folder)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{folder / name}.csv, row {number}, column " in printed.err
    if value not in OF_KINDS:
        assert f"column {column}: {value!r}: " in printed.err
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_listing_date_without_a_list_is_refused(folder: Path) -> None:
    number = examples.edit(folder, "parties", "reseller", "listed_on", "")
    with pytest.raises(BadRow, match="needs the name of the list") as caught:
        load(folder)
    found = caught.value
    assert (found.row, found.column, found.value) == (number, "listed_on", "")


def with_end(folder: Path, until: str, **cells: str) -> int:
    """Add the column of the end, filled for one party; give the line that the party stands on."""
    file = folder / "parties.csv"
    head, *lines = file.read_text("utf-8").splitlines()
    text = "\n".join([f"{head},listing_until", *(f"{line}," for line in lines)])
    file.write_text(f"{text}\n", "utf-8")
    for column, value in cells.items():
        examples.edit(folder, "parties", "reseller", column, value)
    return examples.edit(folder, "parties", "reseller", "listing_until", until)


@pytest.mark.parametrize("until", ["2020-05", "2021", "2022-03-01"])
def test_the_end_of_a_listing_is_that_of_the_list_named_first(until: str, folder: Path) -> None:
    with_end(folder, until)
    first, second = load(folder).parties["t:reseller"].listings
    assert (first.list, first.until) == ("A list", PartialDate(until))
    assert second == Listing("B list")


def test_an_end_may_be_known_without_a_date(folder: Path) -> None:
    with_end(folder, "2021", listing_date="")
    first = load(folder).parties["t:reseller"].listings[0]
    assert (first.date, first.until) == (None, PartialDate("2021"))


@pytest.mark.parametrize(
    ("until", "told"),
    [("2020-04-30", "lies before listing_date, 2020-05"), ("soon", "write a real date")],
)
def test_a_listing_that_ends_before_it_began_or_on_no_date_is_refused(
    until: str, told: str, folder: Path
) -> None:
    number = with_end(folder, until)
    with pytest.raises(BadRow, match=told) as caught:
        load(folder)
    found = caught.value
    assert (found.row, found.column, found.value) == (number, "listing_until", until)


def test_an_end_without_a_list_is_refused(folder: Path) -> None:
    with_end(folder, "2021", listed_on="", listing_date="", listing_citation="")
    with pytest.raises(BadRow, match="needs the name of the list") as caught:
        load(folder)
    assert caught.value.column == "listed_on"


def test_a_claim_that_a_source_makes_twice_is_refused(folder: Path) -> None:
    file = folder / "statements.csv"
    again = examples.TABLES["statements"].splitlines()[1].replace("s1,", "s9,")
    file.write_text(f"{examples.TABLES['statements']}{again}\n")
    with pytest.raises(BadRow, match="says the same as row s1") as caught:
        load(folder)
    assert (caught.value.row, caught.value.column, caught.value.value) == (6, "id", "s9")


def test_two_sources_may_make_the_same_claim(folder: Path) -> None:
    file = folder / "statements.csv"
    again = examples.TABLES["statements"].splitlines()[1].replace("s1,", "s9,")
    file.write_text(f"{examples.TABLES['statements']}{again.replace('paper', 'court')}\n")
    assert len(load(folder).statements) == 5


@pytest.mark.parametrize(
    "name", ["parties.csv", "statements.csv", "sources.csv", "deals.csv", "source.toml"]
)
def test_a_missing_file_is_named(name: str, folder: Path) -> None:
    (folder / name).unlink()
    with pytest.raises(BadFile) as caught:
        load(folder)
    assert (caught.value.file, caught.value.problem) == (folder / name, "is missing")


@pytest.mark.parametrize(
    "name", ["parties.csv", "statements.csv", "sources.csv", "deals.csv", "source.toml"]
)
def test_an_empty_file_is_named(name: str, folder: Path) -> None:
    (folder / name).write_bytes(b"")
    with pytest.raises(BadFile) as caught:
        load(folder)
    assert caught.value.file == folder / name


def test_a_file_in_place_of_the_folder_is_refused_by_name(folder: Path) -> None:
    with pytest.raises(BadFile) as caught:
        load(folder / "parties.csv")
    assert caught.value.file.parent == folder / "parties.csv"


@pytest.mark.parametrize("name", ["statements.csv", "source.toml"])
def test_a_folder_in_place_of_a_file_is_refused_by_name(name: str, folder: Path) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(BadFile) as caught:
        load(folder)
    assert caught.value.file == folder / name


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('licence   = "CC0-1.0"', ""),
        ('compiled  = "2026-11"', 'compiled = "lately"'),
        ('compiled  = "2026-11"', 'compiled = ""'),
        ('title     = "Test"', "title = Test"),
        ('title     = "Test"', 'title = ""'),
        ('title     = "Test"', 'title = ["Test"]'),
        ('id        = "t"', 'id = ""'),
        ('id        = "t"', 'id = "a:b"'),
    ],
)
def test_a_bad_source_file_is_named(was: str, now: str, folder: Path) -> None:
    assert was in examples.SOURCE
    (folder / "source.toml").write_text(examples.SOURCE.replace(was, now))
    with pytest.raises(BadFile) as caught:
        load(folder)
    assert caught.value.file == folder / "source.toml"


def test_a_source_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "source.toml").write_bytes(examples.SOURCE.replace("Us", "Où").encode("cp1252"))
    with pytest.raises(BadFile, match="UTF-8"):
        load(folder)


def test_text_that_looks_like_markup_or_a_formula_is_taken_as_text(folder: Path) -> None:
    for value in ("<script>alert(1)</script>", "=1+1", "a & b", "{{x}}", "%s", "日本"):
        examples.edit(folder, "parties", "maker", "name", value)
        assert load(folder).parties["t:maker"].name == value


def test_a_copy_of_the_bundled_casebook_is_the_same_casebook(tmp_path: Path) -> None:
    bundled = examples.casebook().stated
    copy = shutil.copytree(Path(casebook.__file__).parents[1] / "data" / "casebook", tmp_path / "c")
    assert load(copy) == bundled
    assert load(copy).content_hash == bundled.content_hash
