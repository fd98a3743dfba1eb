"""Basic company data becomes companies, and gives their names to the records of holders."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.recognising import recognised
from graph.statement import Identifier
from loaders import companies_house
from loaders.reading.files import head
from tests.loading import load, write

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "companies-house"
PREVIOUS = ",".join(f"PreviousName_{n}.CONDATE, PreviousName_{n}.CompanyName" for n in range(1, 11))
# As it is published, with a blank before some of the names.
HEADER = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1,"
    " RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,"
    "RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,"
    "IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,"
    "Accounts.LastMadeUpDate,Accounts.AccountCategory,Returns.NextDueDate,Returns.LastMadeUpDate,"
    "Mortgages.NumMortCharges,Mortgages.NumMortOutstanding,Mortgages.NumMortPartSatisfied,"
    "Mortgages.NumMortSatisfied,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,"
    "SICCode.SicText_4,LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI,"
    f"{PREVIOUS},ConfStmtNextDueDate, ConfStmtLastMadeUpDate"
)
COLUMNS = [name.strip() for name in HEADER.split(",")]
LENS = {
    "CompanyName": "LENS WORKS LTD",
    "CompanyNumber": "01234567",
    "RegAddress.AddressLine1": "9 FLOE ROAD",
    "RegAddress.PostTown": "ICETON",
    "RegAddress.Country": "ENGLAND",
    "RegAddress.PostCode": "IC1 1CE",
    "CompanyCategory": "Private Limited Company",
    "CompanyStatus": "Active",
    "CountryOfOrigin": "United Kingdom",
    "IncorporationDate": "11/09/2012",
    "SICCode.SicText_1": "26701 - Manufacture of optical precision instruments",
}
PLACE = "9 FLOE ROAD, ICETON, IC1 1CE, ENGLAND"


def table(*rows: dict[str, str]) -> str:
    """Make a file as it is published: every cell of a row in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([row.get(name, "") for name in COLUMNS] for row in rows)
    return f"{HEADER}\n{out.getvalue()}"


def holder(number: str = "01234567", name: str = "Mrs Ann Ice") -> str:
    link = f"/company/{number}/persons-with-significant-control/individual/x1"
    data = {
        "kind": "individual-person-with-significant-control",
        "links": {"self": link},
        "name": name,
        "natures_of_control": ["ownership-of-shares-75-to-100-percent"],
    }
    return json.dumps({"company_number": number, "data": data}) + "\n"


def test_a_row_becomes_a_company_with_all_that_it_says(tmp_path: Path) -> None:
    renamed = {"PreviousName_1.CompanyName": "LENSES LTD", "PreviousName_10.CompanyName": "L LTD"}
    found = load(FORMAT, write(tmp_path / "basic.csv", table(LENS | renamed)))
    party = found.party("01234567")
    assert (party.name, party.kind, party.country) == ("LENS WORKS LTD", "company", "GB")
    assert party.aliases == ("LENSES LTD", "L LTD")
    assert party.identifiers == (Identifier("reg:GB-COH", "01234567"),)
    assert party.description == (
        "Private Limited Company, Active. "
        "Business: 26701 - Manufacture of optical precision instruments."
    )
    assert found.ends("located_at") == [("LENS WORKS LTD", PLACE)]
    assert found.named(PLACE).country == "GB"
    assert not found.tally.unknown


def test_dates_put_the_day_first(tmp_path: Path) -> None:
    row = LENS | {"DissolutionDate": "02/03/2020"}
    party = load(FORMAT, write(tmp_path / "basic.csv", table(row))).party("01234567")
    assert (party.begun, party.ended) == (PartialDate("2012-09-11"), PartialDate("2020-03-02"))


def test_company_numbers_keep_zeros_and_letters(tmp_path: Path) -> None:
    rows = [LENS | {"CompanyNumber": n, "CompanyName": n} for n in ("00000042", "SC000042")]
    found = load(FORMAT, write(tmp_path / "basic.csv", table(*rows)))
    assert [found.party(n).name for n in ("00000042", "SC000042")] == ["00000042", "SC000042"]


def test_a_company_from_abroad_is_of_the_country_that_it_comes_from(tmp_path: Path) -> None:
    row = LENS | {"CompanyNumber": "OE012345", "CountryOfOrigin": "VIRGIN ISLANDS, BRITISH"}
    silent = LENS | {"CompanyNumber": "OE012346", "CountryOfOrigin": ""}
    found = load(FORMAT, write(tmp_path / "basic.csv", table(row, silent)))
    assert (found.party("OE012345").country, found.party("OE012346").country) == ("VG", None)


def test_a_charity_is_no_company_and_an_unknown_category_is_counted(tmp_path: Path) -> None:
    charity = LENS | {"CompanyCategory": "Charitable Incorporated Organisation"}
    guild = LENS | {"CompanyNumber": "07654321", "CompanyCategory": "Guild"}
    found = load(FORMAT, write(tmp_path / "basic.csv", table(charity, guild)))
    assert found.party("01234567").kind == "organisation"
    assert found.party("07654321").kind == "company"
    assert found.tally.unknown == {"companies_house categories": {"Guild": 1}}


def test_a_row_without_number_or_name_is_rejected(tmp_path: Path) -> None:
    rows = table(LENS, LENS | {"CompanyNumber": ""}, LENS | {"CompanyName": " "})
    found = load(FORMAT, write(tmp_path / "basic.csv", rows))
    assert [each.row for each in found.tally.rejected] == [3, 4]
    assert (found.tally.rows, found.tally.used) == (3, 1)


@pytest.mark.parametrize("names", [("a.csv", "b.txt"), ("b.csv", "a.txt")])
@pytest.mark.parametrize("turned", [False, True])
def test_the_name_of_a_company_goes_before_its_number_whichever_file_is_first(
    tmp_path: Path, names: tuple[str, str], *, turned: bool
) -> None:
    basic = write(tmp_path / names[0], table(LENS))
    holders = write(tmp_path / names[1], holder())
    files = (holders, basic) if turned else (basic, holders)
    found = load(FORMAT, *files)
    party = found.party("01234567")
    assert (party.name, party.aliases) == ("LENS WORKS LTD", ())
    assert found.ends("owns") == [("Mrs Ann Ice", "LENS WORKS LTD")]


def test_a_company_that_the_basic_data_lacks_is_called_by_its_number(tmp_path: Path) -> None:
    basic = write(tmp_path / "basic.csv", table(LENS))
    holders = write(tmp_path / "psc.txt", holder("07654321"))
    found = load(FORMAT, basic, holders)
    assert found.ends("owns") == [("Mrs Ann Ice", "Company 07654321")]


def test_objects_with_the_names_of_the_columns_are_read_as_well(tmp_path: Path) -> None:
    row = {name: LENS.get(name, "") for name in COLUMNS}
    array = load(FORMAT, write(tmp_path / "basic.json", json.dumps([row])))
    assert array.records == load(FORMAT, write(tmp_path / "basic.csv", table(LENS))).records


def test_the_published_zip_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "BasicCompanyData-part1.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("BasicCompanyData-part1.csv", table(LENS))
    assert recognised(packed) == FORMAT
    assert load(FORMAT, packed).party("01234567").name == "LENS WORKS LTD"


def test_the_encoding_may_be_named(tmp_path: Path) -> None:
    text = table(LENS | {"CompanyName": "CAFÉ LENS LTD"})
    file = write(tmp_path / "basic.csv", text, encoding="cp1252")
    assert load(FORMAT, file, encoding="cp1252").party("01234567").name == "CAFÉ LENS LTD"
    with pytest.raises(BadFile, match="cp1252"):
        load(FORMAT, file)


def test_a_table_whose_lines_were_wrapped_is_refused(tmp_path: Path) -> None:
    text = table(LENS).replace("\n", "")
    wrapped = "\n".join(text[n : n + 118] for n in range(0, len(text), 118))
    file = write(tmp_path / "basic.csv", wrapped)
    assert recognised(file) == FORMAT
    with pytest.raises(BadFile, match="header has no CompanyCategory"):
        load(FORMAT, file)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cut off"):
        load(FORMAT, write(tmp_path / "basic.csv", table(LENS, LENS)[:-20]))


@pytest.mark.parametrize(
    "text",
    ["name,number\n", '{"company_number": "1"}\n', '[{"CompanyNumber": "1"}]', "CompanyName\n", ""],
)
def test_other_files_are_not_taken_for_it(tmp_path: Path, text: str) -> None:
    assert not companies_house.recognises(head(write(tmp_path / "file", text)))
