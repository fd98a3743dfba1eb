"""Our own tables as a format: folder and workbook say the same, and one bad row stops the load."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from graph.__main__ import main
from graph.errors import BadFile, BadRow
from graph.recognising import recognised
from graph.statement import Identifier, Listing
from loaders import casebook
from loaders.reading.our_rows import COLUMNS
from tests import examples, loading
from tests.records import words

if TYPE_CHECKING:
    from graph.statement import Records

CASEBOOK = Path(casebook.__file__).parents[1] / "data" / "casebook"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of tables whose collection is called as `loading` calls every source."""
    place = tmp_path / "tables"
    place.mkdir()
    examples.folder(place)
    text = examples.SOURCE.replace('"t"', '"s"')
    (place / "source.toml").write_text(text, "utf-8")
    return place


def workbook(folder: Path, **cells: Any) -> Path:  # noqa: ANN401 - anything a cell can hold
    """Write the tables of a folder as a workbook; `cells` are sheet_A1=value."""
    book = openpyxl.Workbook()
    source = book.worksheets[0]
    source.title = "source"
    said = tomllib.loads((folder / "source.toml").read_text("utf-8"))
    for row in [("key", "value"), *said.items()]:
        source.append(row)
    for name in COLUMNS:
        sheet = book.create_sheet(name)
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
            for cells_of in csv.reader(lines):
                sheet.append([text or None for text in cells_of])
                for cell in sheet[sheet.max_row]:
                    cell.data_type = "s" if cell.value else "n"
    for place, value in cells.items():
        name, _, at = place.partition("_")
        book[name][at].value = value
    file = folder.parent / "book.xlsx"
    book.save(file)
    return file


def read(*files: Path) -> Records:
    return loading.load("tables", *files).records


# What a good folder or workbook gives


def test_the_format_gives_what_the_strict_reader_gives(folder: Path) -> None:
    found = loading.load("tables", folder)
    assert found.records.content_hash == casebook.load(folder, words()).content_hash
    assert (found.tally.rows, found.tally.used, found.lost) == (13, 13, {})


def test_the_collection_is_the_one_that_the_tables_name(folder: Path) -> None:
    [collection] = read(folder).collections
    assert (collection.title, collection.publisher, collection.licence) == ("Test", "Us", "CC0-1.0")


def test_every_statement_rests_on_a_source_of_the_tables(folder: Path) -> None:
    assert set(read(folder).sources) == {"court", "paper"}


def test_a_workbook_gives_the_same_records_as_the_folder(folder: Path) -> None:
    assert read(workbook(folder)) == read(folder)
    assert casebook.load(workbook(folder), words()) == casebook.load(folder, words())


def test_the_bundled_casebook_is_the_same_from_a_workbook(tmp_path: Path) -> None:
    bundled = casebook.load(CASEBOOK, words())
    assert casebook.load(_of_casebook(tmp_path), words()).content_hash == bundled.content_hash


def _of_casebook(place: Path) -> Path:
    copy = place / "copy"
    copy.mkdir()
    for file in CASEBOOK.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return workbook(copy)


def test_numbers_and_dates_of_a_workbook_are_what_csv_would_say(folder: Path) -> None:
    at = COLUMNS["statements"].index
    letters = {name: "ABCDEFGHIJKLMNO"[at(name)] for name in ("valid_from", "as_of", "percent")}
    cells: dict[str, Any] = {
        f"statements_{letters['valid_from']}2": 2018.0,
        f"statements_{letters['valid_from']}3": date(2019, 2, 5),
        f"statements_{letters['percent']}5": 49.5,
        "sources_D2": 2019,
        "sources_D3": date(2020, 1, 2),
    }
    found = {said.record: said for said in read(workbook(folder, **cells)).statements}
    assert str(found["s1"].period.valid_from) == "2018"
    assert str(found["s2"].period.valid_from) == "2019-02-05"
    percent = found["s4"].percent
    assert percent is not None
    assert percent.text == "49.5"


def test_the_files_of_a_folder_may_be_named_one_by_one(folder: Path) -> None:
    assert read(*folder.iterdir()) == read(folder)


def test_the_source_may_grade_all_statements_itself(folder: Path) -> None:
    found = loading.load("tables", folder, grade="alleged")
    assert {said.grade for said in found.said()} == {"alleged"}


def test_sheets_of_words_and_notes_are_left_alone(folder: Path) -> None:
    file = workbook(folder)
    book = openpyxl.load_workbook(file)
    book.create_sheet("notes").append(["=1+1", "anything"])
    book.create_sheet("words").merge_cells("A1:B2")
    book.save(file)
    assert read(file) == read(folder)


# Identifiers


def identifiers(folder: Path, cell: str) -> tuple[Identifier, ...]:
    _with_identifiers(folder, cell)
    return casebook.load(folder, words()).parties["s:maker"].identifiers


def _with_identifiers(folder: Path, cell: str) -> None:
    lines = examples.TABLES["parties"].splitlines()
    lines = [f"{line}," for line in lines]
    lines[0] += "identifiers"
    lines[1] += f'"{cell}"'
    (folder / "parties.csv").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("", ()),
        ("lei=5493001KJTIIGC8Y1R12", (("lei", "5493001KJTIIGC8Y1R12"),)),
        ("reg:GB-COH=01234567; our own=a=b", (("reg:GB-COH", "01234567"), ("our own", "a=b"))),
        ("lei = 1 ;lei=2", (("lei", "1"), ("lei", "2"))),
    ],
)
def test_identifiers_are_schemes_with_values(
    cell: str, pairs: tuple[tuple[str, str], ...], folder: Path
) -> None:
    assert identifiers(folder, cell) == tuple(Identifier(*pair) for pair in pairs)


def test_tables_without_the_column_of_identifiers_still_load(folder: Path) -> None:
    assert "identifiers" not in examples.TABLES["parties"]
    assert casebook.load(folder, words()).parties["s:maker"].identifiers == ()


@pytest.mark.parametrize("cell", ["1234", "lei=", "=1234", "lei=1;", "lei=1; lei=1"])
def test_an_identifier_that_is_none_is_named(cell: str, folder: Path) -> None:
    with pytest.raises(BadRow) as caught:
        identifiers(folder, cell)
    assert (caught.value.row, caught.value.column, caught.value.value) == (2, "identifiers", cell)


def test_listings_are_read_beside_identifiers(folder: Path) -> None:
    _with_identifiers(folder, "lei=1")
    listings = casebook.load(folder, words()).parties["s:reseller"].listings
    assert listings[1] == Listing("B list")


# Each names one regime, which is not whoever governs now.
REGIMES = ("gov-libya", "gov-myanmar", "gov-syria", "gov-venezuela")


def test_every_government_of_the_casebook_says_whose_it_is_unless_it_is_one_regime() -> None:
    parties = casebook.load(CASEBOOK, words()).parties.values()
    regimes = {f"casebook:{name}" for name in REGIMES}
    named = {
        p.id: p for p in parties if p.kind == "government" and p.country and p.id not in regimes
    }
    assert len(named) == 74
    for party in named.values():
        assert party.identifiers == (Identifier("iso-government", str(party.country)),)
    others = [p for p in parties if p.id not in named]
    assert not [p.id for p in others if any(i.scheme == "iso-government" for i in p.identifiers)]


# What is broken


def test_the_id_of_the_tables_must_be_that_of_the_source(folder: Path) -> None:
    (folder / "source.toml").write_text(examples.SOURCE, "utf-8")
    with pytest.raises(BadFile, match="calls its collection 't', and the source is 's'"):
        read(folder)
    with pytest.raises(BadFile, match="give both the same id"):
        read(workbook(folder))


def test_one_bad_row_stops_the_load_and_is_named(folder: Path) -> None:
    number = examples.edit(folder, "statements", "s2", "relation", "sells")
    with pytest.raises(BadRow) as caught:
        read(folder)
    found = caught.value
    assert (found.file, found.row) == (folder / "statements.csv", number)
    assert (found.column, found.value) == ("relation", "sells")


def test_a_bad_row_of_a_workbook_is_named_with_its_sheet(folder: Path) -> None:
    file = workbook(folder, statements_C3="sells")
    with pytest.raises(BadRow) as caught:
        read(file)
    told = f"{file}, sheet statements, row 3, column relation: 'sells': use one of: "
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("cells", "place", "remedy"),
    [
        ({"parties_B2": "=A2"}, "sheet parties, row 2, column name", "is a formula"),
        ({"parties_B2": "#N/A"}, "sheet parties, row 2, column name", "is an error"),
        ({"deals_A4": "d9"}, "sheet deals, row 4, column country", "must not be empty"),
        ({"deals_A5": "d9"}, "sheet deals, row 4, column id", "the row is empty"),
        ({"statements_I5": "49%"}, "sheet statements, row 5, column percent", "write 49"),
        ({"statements_E2": date(2019, 5, 1), "statements_F2": 2018},
         "sheet statements, row 2, column valid_until", "lies before valid_from"),
        ({"source_A2": "ident"}, "sheet source, row 2, column key", "use one of"),
        ({"source_A3": "id"}, "sheet source, row 3, column key", "this key stands twice"),
        ({"source_B3": None}, "sheet source, row 3, column value", "must not be empty"),
    ],
)  # fmt: skip
def test_what_a_workbook_cannot_say_is_named(
    cells: dict[str, Any], place: str, remedy: str, folder: Path
) -> None:
    with pytest.raises(BadRow) as caught:
        read(workbook(folder, **cells))
    assert f", {place}: " in str(caught.value)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("sheet", ["source", *COLUMNS])
def test_a_sheet_that_is_missing_is_named(sheet: str, folder: Path) -> None:
    file = workbook(folder)
    book = openpyxl.load_workbook(file)
    del book[sheet]
    book.save(file)
    with pytest.raises(BadFile, match=f"has no sheet '{sheet}'"):
        read(file)


def test_a_sheet_with_merged_cells_is_refused(folder: Path) -> None:
    file = workbook(folder)
    book = openpyxl.load_workbook(file)
    book["parties"].merge_cells("A2:A3")
    book.save(file)
    with pytest.raises(BadFile, match="sheet parties has merged cells"):
        read(file)


def test_a_copy_of_a_sheet_is_refused(folder: Path) -> None:
    file = workbook(folder)
    book = openpyxl.load_workbook(file)
    book.copy_worksheet(book["parties"])
    book.save(file)
    with pytest.raises(BadFile, match="has the sheet parties Copy"):
        read(file)


def test_a_missing_line_of_the_sheet_of_the_source_is_named(folder: Path) -> None:
    file = workbook(folder)
    book = openpyxl.load_workbook(file)
    book["source"].delete_rows(7)
    book.save(file)
    with pytest.raises(BadFile, match="has no 'about'"):
        read(file)


def test_a_part_of_a_folder_is_no_folder(folder: Path) -> None:
    with pytest.raises(BadFile, match="is no tables: name a folder"):
        read(folder / "parties.csv")
    with pytest.raises(BadFile, match="one of 2 files"):
        read(folder / "parties.csv", folder / "deals.csv")
    with pytest.raises(BadFile, match="one of 2 files"):
        read(folder, workbook(folder))


def test_a_table_that_is_cut_off_is_refused(folder: Path) -> None:
    file = folder / "statements.csv"
    file.write_bytes(file.read_bytes()[:-25])
    with pytest.raises(BadRow, match="row 5, column"):
        read(folder)


# Recognising and building


def test_a_folder_a_workbook_and_its_files_are_recognised(folder: Path) -> None:
    found = [folder, workbook(folder), *folder.iterdir(), CASEBOOK, *CASEBOOK.glob("*.csv")]
    assert {recognised(file) for file in found} == {"tables"}


def test_other_folders_and_workbooks_are_not_recognised(folder: Path) -> None:
    (folder / "deals.csv").unlink()
    book = openpyxl.Workbook()
    book.save(folder / "other.xlsx")
    (folder / "parties.csv").write_text("id,name,votes\n1,A party,2\n", "utf-8")
    for file in (folder, folder / "other.xlsx", folder / "parties.csv"):
        with pytest.raises(BadFile, match="is in no format"):
            recognised(file)


def test_the_command_line_loads_tables(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "auto", str(folder), "--id", "s", "-o", str(tmp_path / "g")]) == 0
    assert "s (tables): 13 rows read = 13 used" in capsys.readouterr().out
    assert main(["check", "--graph", str(tmp_path / "g")]) == 0


def test_a_check_reads_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(workbook(folder))]) == 0
    assert "5 parties, 4 statements, 2 sources, 2 deals" in capsys.readouterr().out


def test_a_government_is_tied_to_that_of_the_casebook(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = examples.TABLES["parties"].splitlines()
    table = [f"{lines[0]},identifiers", *(f"{line}," for line in lines[1:])]
    table[4] += "iso-government=IR"
    (folder / "parties.csv").write_text("\n".join(table) + "\n", "utf-8")
    place = str(tmp_path / "g")
    assert main(["load", "tables", str(folder), "--id", "s", "--casebook", "-o", place]) == 0
    assert "1 ties by shared identifiers" in capsys.readouterr().out
