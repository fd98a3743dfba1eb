"""Any table, by its mapping: what it says is read, what it does not say stops or is counted."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from graph.__main__ import main
from graph.dates import PartialDate
from graph.errors import BadFile
from graph.recognising import recognised
from graph.statement import Identifier, Listing
from loaders import mapped
from loaders.reading.files import head
from loaders.reading.format import BUNDLED, option_file
from loaders.reading.mapping import read_mapping
from loaders.reading.sources_file import read_sources
from tests import loading
from tests.loading import write
from tests.records import words

if TYPE_CHECKING:
    from tests.loading import Loaded

ROOT = Path(mapped.__file__).parents[1]

TABLE = """\
Ref,Maker,Sort,Country,Client,Signed,Goods,Share
1,Invented Lens Works,Ltd,AQ,Imaginary Ice Patrol,2021-02-03,40 cameras,
2,Ice University,Univ.,Antarctica,Imaginary Ice Patrol,2021,NA,
"""
MAPPING = """\
missing = ["NA"]
ignore = ["Ref", "Share"]

[parties.maker]
name = "Maker"
kind = { column = "Sort", words = "sorts" }
country = "Country"

[parties.client]
name = "Client"
kind = { fixed = "government_agency" }

[statements.sale]
subject = "maker"
relation = { fixed = "supplies" }
object = "client"
as_of = "Signed"
item = "Goods"
grade = { fixed = "documented" }

[words.sorts]
"Ltd" = "company"
"Univ." = "organisation"
"Hobby" = ""
"""


def load(place: Path, table: str = TABLE, mapping: str = MAPPING, grade: str = "") -> Loaded:
    file = write(place / "orders.csv", table)
    return loading.load("mapped", file, grade=grade, mapping=str(said(place, mapping)))


def said(place: Path, mapping: str) -> Path:
    return write(place / "orders.toml", mapping)


def with_row(row: str) -> str:
    return f"{TABLE}{row}\n"


def changed(old: str, new: str) -> str:
    assert MAPPING.count(old) == 1
    return MAPPING.replace(old, new)


# What a mapping gives


def test_a_row_becomes_parties_and_what_is_said_of_them(tmp_path: Path) -> None:
    found = load(tmp_path)
    maker, client = found.party("Invented Lens Works"), found.party("Imaginary Ice Patrol")
    assert (maker.kind, maker.country, client.kind) == ("company", "AQ", "government_agency")
    assert found.party("Ice University").country == "AQ"
    assert found.ends("supplies") == [
        ("Ice University", "Imaginary Ice Patrol"), ("Invented Lens Works", "Imaginary Ice Patrol"),
    ]  # fmt: skip
    [sale] = [each for each in found.said() if each.item]
    assert (sale.item, str(sale.period.as_of), sale.grade) == (
        "40 cameras", "2021-02-03", "documented",
    )  # fmt: skip
    assert sale.evidence.locator == "orders.csv, row 2"
    assert (found.tally.rows, found.tally.used) == (2, 2)


def test_a_text_that_stands_for_no_value_is_none(tmp_path: Path) -> None:
    assert sorted(each.item for each in load(tmp_path).said()) == ["", "40 cameras"]


def test_above_a_public_body_stands_the_government_of_its_country(tmp_path: Path) -> None:
    mapping = changed('{ fixed = "government_agency" }', '{ fixed = "government_agency" }\n'
                      'country = { fixed = "IS" }')  # fmt: skip
    found = load(tmp_path, mapping=mapping)
    assert found.ends("agency_of") == [("Imaginary Ice Patrol", "Government of Iceland")]
    assert {each.grade for each in found.said("agency_of")} == {"inferred"}


def test_all_that_a_party_can_be_given_is_read(tmp_path: Path) -> None:
    table = (
        "No,First,Last,AKA,Low,LEI,Codes,List,On,Born,Died,About,CC\n"
        "7,Ann,Example,A. Example|Annie,AE,5493,a/b,Some list,2020-05,1970,2001-02,A line,NA\n"
        "8,Bo,,NA,,,,NA,,,,,NA\n"
    )
    mapping = """\
missing = ["NA"]
[parties.person]
id = "No"
prefix = "p-"
name = ["First", "Last"]
kind = { fixed = "person" }
country = { column = "CC", missing = [] }
aliases = [{ column = "AKA", separator = "|" }]
weak_aliases = "Low"
identifiers = { lei = "LEI", "our own" = { column = "Codes", separator = "/" } }
begun = "Born"
ended = "Died"
description = "About"
[[parties.person.listings]]
list = "List"
date = "On"
programme = { fixed = "P" }
"""
    found = load(tmp_path, table, mapping)
    ann, bo = found.party("p-7"), found.party("p-8")
    assert (ann.name, ann.aliases, ann.weak_aliases) == (
        "Ann Example", ("A. Example", "Annie"), ("AE",),
    )  # fmt: skip
    assert ann.country == "NA", "which is Namibia where the column says so"
    assert ann.identifiers == (
        Identifier("lei", "5493"), Identifier("our own", "a"), Identifier("our own", "b"),
    )  # fmt: skip
    assert ann.listings == (Listing("Some list", PartialDate("2020-05"), "", "P"),)
    assert (str(ann.begun), str(ann.ended), ann.description) == ("1970", "2001-02", "A line")
    assert (bo.name, bo.aliases, bo.identifiers, bo.listings) == ("Bo", (), (), ())


def test_all_that_a_statement_can_be_given_is_read(tmp_path: Path) -> None:
    table = (
        "Owner,Firm,Since,Till,Pct,How,Sure,Page,Why\nA,B,2019,2020-03,49 %,^sub,high,p. 3,Says\n"
    )
    mapping = """\
[parties.owner]
name = "Owner"
kind = { fixed = "company" }
[parties.firm]
name = "Firm"
kind = { fixed = "company" }
[statements.stake]
subject = "owner"
object = "firm"
relation = { column = "How", words = { "^sub" = "^subsidiary_of", own = "owns" } }
grade = { column = "Sure", words = { high = "official_finding" } }
percent = "Pct"
valid_from = "Since"
valid_until = "Till"
locator = "Page"
note = "Why"
"""
    [stake] = load(tmp_path, table, mapping).said()
    assert (stake.subject, stake.relation, stake.object) == ("s:B", "subsidiary_of", "s:A")
    assert stake.percent is not None
    assert (stake.percent.text, stake.grade) == ("49", "official_finding")
    assert (str(stake.period), stake.note) == ("2019 to 2020-03", "Says")
    assert (stake.evidence.locator, stake.record) == ("p. 3", "p. 3")


def test_a_column_may_hold_our_own_words(tmp_path: Path) -> None:
    found = load(tmp_path, TABLE.replace("Ltd", "company").replace("Univ.", "club"),
                 changed('{ column = "Sort", words = "sorts" }', '"Sort"'))  # fmt: skip
    assert found.party("Invented Lens Works").kind == "company"
    assert found.tally.unknown == {"orders kind": {"club": 1}}


def test_the_source_may_give_the_grade(tmp_path: Path) -> None:
    mapping = changed('grade = { fixed = "documented" }', "")
    assert {each.grade for each in load(tmp_path, mapping=mapping, grade="alleged").said()} == {
        "alleged"
    }
    with pytest.raises(BadFile, match=r"\[statements.sale\] grade is missing"):
        load(tmp_path, mapping=mapping)


def test_a_party_with_only_an_id_is_told_of_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "firms.csv", "id,name\n1,A\n2,B\n")
    write(tmp_path / "ties.csv", "a,b\n1,2\n1,9\n")
    mapping = """\
[parties.firm]
file = "firms.csv"
id = "id"
name = "name"
kind = { fixed = "company" }
[parties.one]
file = "ties*.csv"
id = "a"
[parties.other]
file = "ties*.csv"
id = "b"
[statements.tie]
subject = "one"
relation = { fixed = "linked_to" }
object = "other"
grade = { fixed = "reported" }
"""
    option = str(said(tmp_path, mapping))
    files = [tmp_path / "ties.csv", tmp_path / "firms.csv"]
    found = loading.load("mapped", *files, mapping=option)
    assert found.ends("linked_to") == [("A", "B")]
    assert found.lost == {"an end of the statement is not in the source": 1}


# Words and rows that cannot be taken


def test_a_word_that_the_table_lacks_is_counted_and_its_row_rejected(tmp_path: Path) -> None:
    found = load(tmp_path, with_row("3,Ice Club,Club,AQ,Imaginary Ice Patrol,2021,,"))
    assert found.tally.unknown == {"orders sorts": {"Club": 1}}
    [rejected] = found.tally.rejected
    assert (rejected.file, rejected.row) == ("orders.csv", 4)
    assert rejected.reason == "has a word that the table orders sorts does not hold"
    assert (found.tally.rows, found.tally.used) == (3, 2)


def test_a_word_that_is_left_out_on_purpose_leaves_out_its_party(tmp_path: Path) -> None:
    found = load(tmp_path, with_row("3,Ice Club,Hobby,AQ,A New Client,2021,,"))
    assert "s:Ice Club" not in found.records.parties
    assert found.party("A New Client")
    assert len(found.said()) == 2
    assert not found.tally.unknown


def test_a_row_of_which_everything_is_left_out_is_skipped(tmp_path: Path) -> None:
    mapping = MAPPING.split("[parties.client]")[0] + "[words." + MAPPING.split("[words.")[1]
    mapping = mapping.replace('["Ref", "Share"]', '["Ref", "Share", "Client", "Signed", "Goods"]')
    found = load(tmp_path, with_row("3,Ice Club,Hobby,AQ,A Client,2021,,"), mapping)
    assert found.tally.skipped == {mapped.NOTHING: 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("3,,Ltd,AQ,A Client,2021,,", "names no maker"),
        ("3,NA,Ltd,AQ,A Client,2021,,", "names no maker"),
        ("3,A Maker,,AQ,A Client,2021,,", "gives the maker no kind"),
        ("3,A Maker,Ltd,AQ,A Client,2021", "has 6 cells, not 8"),
        ("3,A Maker,Ltd,AQ,A Client,03/04/2021,,", "a date may be day first or month first"),
        ("3,Imaginary Ice Patrol,Ltd,AQ,A Client,2021,,", "its id is that of a party of another"),
        ("3,Themselves,Ltd,AQ,Themselves,2021,,", "its id is that of a party of another"),
    ],
)
def test_a_row_that_cannot_be_taken_is_rejected_with_its_reason(
    row: str, reason: str, tmp_path: Path
) -> None:
    found = load(tmp_path, with_row(row))
    [rejected] = found.tally.rejected
    assert rejected.row == 4
    assert rejected.reason.startswith(reason)
    assert found.tally.used == 2


@pytest.mark.parametrize("share", ["half", "49,5", "120", "-3"])
def test_a_share_that_is_none_rejects_its_row(share: str, tmp_path: Path) -> None:
    mapping = changed(', "Share"]', "]").replace("item =", 'percent = "Share"\nitem =')
    found = load(tmp_path, TABLE.replace("cameras,", f'cameras,"{share}"'), mapping)
    assert [each.reason[:16] for each in found.tally.rejected] == ["the share is no "]


def test_a_row_that_is_rejected_leaves_nothing_behind(tmp_path: Path) -> None:
    table = with_row("3,A Maker,Ltd,AQ,Imaginary Ice Patrol,03/04/2021,,")
    table += "4,A Maker,Ltd,AQ,Imaginary Ice Patrol,2021,,\n"
    found = load(tmp_path, table)
    assert found.party("A Maker")
    assert len(found.said()) == 3


def test_a_party_that_rows_tell_differently_is_joined(tmp_path: Path) -> None:
    mapping = changed("[parties.maker]\n", '[parties.maker]\nid = "Ref"\n')
    found = load(tmp_path, with_row("1,Lens Works Ltd,Ltd,AQ,Imaginary Ice Patrol,2020,,"), mapping)
    party = found.party("1")
    assert (party.name, party.aliases) == ("Invented Lens Works", ("Lens Works Ltd",))


def test_an_optional_party_may_be_left_out(tmp_path: Path) -> None:
    mapping = changed("[parties.maker]\n", "[parties.maker]\noptional = true\n")
    found = load(tmp_path, with_row("3,NA,Ltd,AQ,A New Client,2021,,"), mapping)
    assert found.party("A New Client")
    assert len(found.said()) == 2
    assert not found.tally.rejected


@pytest.mark.parametrize(
    ("dates", "text", "date"),
    [
        ("", "17/05/2019", "2019-05-17"),
        ("", "05/17/2019", "2019-05-17"),
        ("", "05.05.2019", "2019-05-05"),
        ("", "2019-05-17", "2019-05-17"),
        ("day-first", "03/04/2019", "2019-04-03"),
        ("month-first", "03/04/2019", "2019-03-04"),
        ("month-first", "3-4-2019", "2019-03-04"),
        ("day-first", "05/17/2019", "2019-05-17"),
        ("month-first", "17/05/2019", "2019-05-17"),
    ],
)
def test_a_day_is_told_from_a_month(dates: str, text: str, date: str, tmp_path: Path) -> None:
    mapping = f'dates = "{dates}"\n{MAPPING}' if dates else MAPPING
    found = load(tmp_path, TABLE.replace("2021-02-03", text), mapping)
    assert date in {str(each.period.as_of) for each in found.said()}


def test_a_date_that_is_none_is_counted_and_unknown(tmp_path: Path) -> None:
    found = load(tmp_path, TABLE.replace("2021-02-03", "in winter"))
    assert found.tally.unknown == {"dates": {"in winter": 1}}
    assert found.tally.used == 2


# How files are laid out


def test_lines_before_the_header_another_separator_and_encoding(tmp_path: Path) -> None:
    table = "Orders\nof the year\n" + TABLE.replace(",", ";").replace("Invented", "Où")
    file = write(tmp_path / "orders.csv", table, "cp1252")
    mapping = f'skip_rows = 2\nseparator = ";"\nencoding = "cp1252"\n{MAPPING}'
    found = loading.load("mapped", file, mapping=str(said(tmp_path, mapping)))
    assert found.party("Où Lens Works")
    assert {each.evidence.locator for each in found.said()} == {
        "orders.csv, row 4", "orders.csv, row 5",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-8-sig"])
def test_a_byte_order_mark_is_no_part_of_the_header(encoding: str, tmp_path: Path) -> None:
    mapping = f'encoding = "{encoding}"\n{MAPPING}'
    assert load(tmp_path, f"\ufeff{TABLE}", mapping).tally.used == 2


def test_a_workbook_is_read_like_a_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Orders of the year"])
    sheet.merge_cells("A1:C1")
    for line in TABLE.splitlines():
        sheet.append([cell or None for cell in line.split(",")])
    sheet["F3"] = date(2021, 2, 3)
    sheet["H3"] = "=1+1"  # in a column that is not used
    book.save(tmp_path / "orders.xlsx")
    option = str(said(tmp_path, f"skip_rows = 1\n{MAPPING}"))
    found = loading.load("mapped", tmp_path / "orders.xlsx", mapping=option)
    plain = load(tmp_path)
    assert found.records.parties == plain.records.parties
    assert [each.id for each in found.said()] == [each.id for each in plain.said()]


def test_a_formula_that_is_used_rejects_its_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in TABLE.splitlines():
        sheet.append([cell or None for cell in line.split(",")])
    sheet["B2"] = '="Invented" & " Lens Works"'
    sheet["J3"] = "beside the table"
    book.save(tmp_path / "orders.xlsx")
    option = str(said(tmp_path, MAPPING))
    found = loading.load("mapped", tmp_path / "orders.xlsx", mapping=option)
    assert [each.row for each in found.tally.rejected] == [2, 3]
    assert "a formula, an error or a number" in found.tally.rejected[0].reason
    assert found.tally.rejected[1].reason == "has 10 cells, not 8"


def test_one_of_several_sheets_must_be_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("orders")
    for line in TABLE.splitlines():
        book["orders"].append([cell or None for cell in line.split(",")])
    book.save(tmp_path / "orders.xlsx")
    option = str(said(tmp_path, MAPPING))
    with pytest.raises(BadFile, match="has 2 sheets: say sheet = one of Sheet, orders"):
        loading.load("mapped", tmp_path / "orders.xlsx", mapping=option)
    said(tmp_path, f'sheet = "orders"\n{MAPPING}')
    assert loading.load("mapped", tmp_path / "orders.xlsx", mapping=option).tally.used == 2


def test_settings_may_hold_for_some_files_alone(tmp_path: Path) -> None:
    one = write(tmp_path / "a-2020.csv", "name\nA\nNA\n")
    other = write(tmp_path / "b-2020.csv", "x\nname;more\nB;1\n")
    mapping = """\
missing = ["NA"]
[files."b-*.csv"]
skip_rows = 1
separator = ";"
ignore = ["more"]
[parties.firm]
file = "[ab]-*.csv"
name = "name"
kind = { fixed = "company" }
optional = true
"""
    found = loading.load("mapped", one, other, mapping=str(said(tmp_path, mapping)))
    assert [each.name for each in found.records.parties.values()] == ["A", "B"]
    assert found.tally.skipped == {mapped.NOTHING: 1}


# What stops the load


def test_a_column_that_is_neither_used_nor_ignored_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        load(tmp_path, mapping=changed('ignore = ["Ref", "Share"]', ""))
    assert caught.value.file == tmp_path / "orders.csv"
    assert "the columns 'Ref', 'Share', which the mapping neither" in caught.value.problem


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has no column 'Product': its columns are Ref, Maker"):
        load(tmp_path, mapping=changed('item = "Goods"', 'item = "Product"'))


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has the column Maker twice"):
        load(tmp_path, TABLE.replace("Ref,", "Maker,"))


def test_an_empty_file_has_no_column(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has no column 'Client'"):
        load(tmp_path, "")


def test_a_table_that_is_cut_off_is_noticed(tmp_path: Path) -> None:
    assert [each.row for each in load(tmp_path, TABLE[:-6]).tally.rejected] == [3]
    with pytest.raises(BadFile, match="is not CSV"):
        load(tmp_path, with_row('3,"A Maker,Ltd'))


def test_a_file_that_no_block_reads_is_named(tmp_path: Path) -> None:
    mapping = MAPPING.replace("[parties.maker]\n", '[parties.maker]\nfile = "sales*.csv"\n')
    mapping = mapping.replace("[parties.client]\n", '[parties.client]\nfile = "sales*.csv"\n')
    with pytest.raises(BadFile, match=r"orders.csv: fits the file of no block in orders.toml"):
        load(tmp_path, mapping=mapping)


def test_without_a_mapping_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="needs a mapping"):
        loading.load("mapped", write(tmp_path / "orders.csv", TABLE))
    with pytest.raises(BadFile, match="orders.toml: is missing"):
        file = write(tmp_path / "orders.csv", TABLE)
        loading.load("mapped", file, mapping=str(tmp_path / "orders.toml"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("missing =", "absent =", "absent is not known"),
        ("missing =", "skip_rows = -1\nmissing =", "skip_rows is -1"),
        ("missing =", 'skip_rows = "1"\nmissing =', "skip_rows is '1'"),
        ("missing =", 'separator = ", "\nmissing =', "separator is ', '"),
        ("missing =", 'encoding = "ansi-ish"\nmissing =', "encoding is 'ansi-ish'"),
        ("missing =", 'dates = "iso"\nmissing =', "dates is 'iso'"),
        ('["NA"]', '"NA"', "missing is 'NA'"),
        ('name = "Maker"', 'nam = "Maker"', "[parties.maker] nam is not known"),
        ('name = "Maker"', 'id = "Maker"', "[parties.maker] name is missing"),
        ('name = "Maker"\n', "", "[parties.maker] id is missing"),
        ('name = "Maker"', "name = 7", "[parties.maker] name is 7"),
        ('name = "Maker"', 'name = ""', "[parties.maker] name is ''"),
        ('name = "Maker"', "name = []", "[parties.maker] name is []"),
        ('name = "Maker"', "name = {}", "[parties.maker] name is {}"),
        ('name = "Maker"', 'name = { col = "M" }', "[parties.maker] name is {'col': 'M'}"),
        ('name = "Maker"', 'name = { column = "M", fixed = "x" }', "[parties.maker] name is {"),
        ('name = "Maker"', 'name = { column = "M", word = "x" }', "[parties.maker.name] word is"),
        ('name = "Maker"', 'name = "Maker"\nprefix = 1', "[parties.maker] prefix is 1"),
        ('name = "Maker"', 'name = "Maker"\noptional = 1', "[parties.maker] optional is no true"),
        ('words = "sorts"', 'words = "sort"', "[parties.maker.kind] words is 'sort'"),
        ('kind = { fixed = "government_agency" }', "", "[parties.client] kind is missing"),
        ('"government_agency"', '"agency"', "[parties.client] kind means 'agency'"),
        ('"Ltd" = "company"', '"Ltd" = "firm"', "[parties.maker] kind means 'firm'"),
        ('"Ltd" = "company"', '"Ltd" = 1', "[words.sorts] 'Ltd' means 1"),
        ('country = "Country"', 'country = { fixed = "UK" }', "[parties.maker] country means"),
        ('"supplies"', '"sells"', "[statements.sale] relation means 'sells'"),
        ('relation = { fixed = "supplies" }', "", "[statements.sale] relation is missing"),
        ('"documented"', '"sure"', "[statements.sale] grade means 'sure'"),
        ('subject = "maker"', 'subject = "makers"', "[statements.sale] subject is 'makers'"),
        ('subject = "maker"', "", "[statements.sale] subject is ''"),
        ('subject = "maker"', 'file = "a*"\nsubject = "maker"', "[statements.sale] file is not"),
        ("[parties.client]", "[parties.client]\nidentifiers = 1", "[parties.client] identifiers"),
        ("[parties.client]", "[parties.client]\nlistings = [{}]", "[parties.client.listings] list"),
        ("[words.sorts]", '[files]\n"a*" = 1\n[words.sorts]', "[files] a* is 1"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_mapping_is_named_by_file_table_and_key(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(BadFile) as caught:
        load(tmp_path, mapping=changed(old, new))
    assert caught.value.file == tmp_path / "orders.toml"
    assert caught.value.problem.startswith(told)
    assert caught.value.remedy


@pytest.mark.parametrize("mapping", ["", "ignore = []", "[parties]"])
def test_a_mapping_without_parties_says_nothing(mapping: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"parties is missing: write a \[parties.NAME\]"):
        load(tmp_path, mapping=mapping)


@pytest.mark.parametrize("text", ["= nothing", "a = 1\na = 2"])
def test_a_mapping_that_is_no_toml_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="orders.toml: is no TOML"):
        load(tmp_path, mapping=text)


# Where mappings are, and what a build does with them


def test_a_bare_name_is_a_mapping_of_ours_and_any_other_a_path(tmp_path: Path) -> None:
    assert option_file("police-data-sharing").is_file()
    assert option_file("own.toml", tmp_path) == tmp_path / "own.toml"
    assert option_file("own/mapping", tmp_path) == tmp_path / "own" / "mapping"
    assert option_file(str(tmp_path / "own.toml"), Path("other")) == tmp_path / "own.toml"


SOURCES = """\
[[source]]
id = "orders"
format = "mapped"
files = "orders.csv"
options = { mapping = "orders.toml" }
"""


def test_a_sources_file_names_the_mapping_from_where_it_is(tmp_path: Path) -> None:
    write(tmp_path / "orders.csv", TABLE)
    file = write(tmp_path / "SOURCES.toml", SOURCES)
    [spec] = read_sources(file).specs
    assert spec.options == {"mapping": str(tmp_path / "orders.toml")}


def test_a_source_is_read_again_when_its_mapping_has_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "orders.csv", TABLE)
    file = str(write(tmp_path / "SOURCES.toml", SOURCES))
    said(tmp_path, MAPPING)
    build = ["build", file, "-o", str(tmp_path / "g")]
    assert main(build) == 0
    assert main(build) == 0
    assert "not read again" in capsys.readouterr().out
    said(tmp_path, changed('"Univ." = "organisation"', '"Univ." = "company"'))
    assert main(build) == 0
    assert "not read again" not in capsys.readouterr().out


def test_the_format_is_never_recognised(tmp_path: Path) -> None:
    file = write(tmp_path / "orders.csv", TABLE)
    assert not mapped.FORMAT.recognises(head(file))
    assert "never recognised" in mapped.FORMAT.title
    with pytest.raises(BadFile, match="in no format"):
        recognised(file)


# The mappings that ship with the program, and the example of the page on data


@pytest.mark.parametrize("file", sorted(BUNDLED.glob("*.toml")), ids=lambda file: file.stem)
def test_every_bundled_mapping_can_be_read(file: Path) -> None:
    assert read_mapping(file, words(), graded=False).statements


def test_the_example_of_the_page_on_data_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    for name, text in re.findall(r"^```\w+ (orders\.\w+)\n(.*?)^```$", page, re.S | re.M):
        write(tmp_path / name, text)
    monkeypatch.chdir(tmp_path)
    command = ["load", "mapped", "orders.csv", "--option", "mapping=orders.toml"]
    assert f"enduse {' '.join(command)}" in page
    assert main([*command, "-o", "orders-graph"]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert line.partition("content hash")[0] in page
    assert tomllib.loads((tmp_path / "orders.toml").read_text("utf-8"))


AGENCIES = (
    "id,name,notes\n1,Imaginary AQ PD,NA\n2,Invented AQ SO,two names\n14,Ice University AQ PD,NA\n"
)
ACCESS = """\
src_agency,external_agency,src_agency_id,external_agency_id
Imaginary AQ PD,Invented AQ SO,1,2
Invented AQ SO,Imaginary AQ PD,2,1
Imaginary AQ PD,Ice University AQ PD,1,14
"""
SURVEY = """\
id,name,type,city,county,notes,company,cams_confirmed,cams_portal,flock_portal_url,document_url
1,Imaginary AQ PD,PD,Ice,Snow,ASLB confirmed use,Lens Works,Unknown,NA,NA,
2,"Invented, AQ SO",SO,Ice,Snow,NA,Lens Works,2,NA,NA,https://example.org/1
14,Ice University AQ PD,UNC PD,Ice,Snow,NA,Unknown,NA,NA,NA,NA
"""


def police(place: Path, *names: str) -> Loaded:
    texts = {"agency20990101": AGENCIES, "agency_access20990101": ACCESS,
             "nc_agency_survey20990101": SURVEY}  # fmt: skip
    files = [write(place / f"{name}.csv", texts[name]) for name in names]
    return loading.load("mapped", *files, mapping="police-data-sharing")


def test_who_shares_plate_data_with_whom_is_read(tmp_path: Path) -> None:
    found = police(tmp_path, "agency20990101", "agency_access20990101")
    assert found.ends("shares_data_with") == [
        ("Imaginary AQ PD", "Ice University AQ PD"),
        ("Imaginary AQ PD", "Invented AQ SO"),
        ("Invented AQ SO", "Imaginary AQ PD"),
    ]
    agencies = [p for p in found.records.parties.values() if p.kind == "government_agency"]
    assert {party.country for party in agencies} == {"US"}
    assert len(found.said("agency_of")) == len(agencies) == 3
    assert found.tally.used == found.tally.rows == 6


def test_whose_plate_readers_an_agency_uses_is_read_where_it_said(tmp_path: Path) -> None:
    found = police(tmp_path, "nc_agency_survey20990101", "agency20990101", "agency_access20990101")
    assert found.ends("supplies") == [
        ("Lens Works", "Imaginary AQ PD"), ("Lens Works", "Invented, AQ SO"),
    ]  # fmt: skip
    vendor = found.party("vendor-Lens Works")
    assert (vendor.kind, vendor.country) == ("company", None)
    assert "s:vendor-Unknown" not in found.records.parties
    assert found.party("2").aliases == ("Invented AQ SO",)
    assert {each.note for each in found.said("supplies")} == {"ASLB confirmed use", ""}
    assert {each.grade for each in found.said("supplies")} == {"reported"}
