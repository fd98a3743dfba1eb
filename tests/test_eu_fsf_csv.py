"""The EU's consolidated financial sanctions files, CSV; everybody in here is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Identifier, Listing
from loaders.eu_fsf_csv import recognises
from loaders.reading.eu_subject import LIST
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write

if TYPE_CHECKING:
    from pathlib import Path

_LAW = (
    *("Regulation_Type", "Regulation_OrganisationType", "Regulation_PublicationDate"),
    *("Regulation_EntryIntoForceDate", "Regulation_NumberTitle", "Regulation_Programme"),
    "Regulation_PublicationUrl",
)
_PARTS = {
    "Entity": (
        *("LogicalId", "EU_ReferenceNumber", "UnitedNationId", "DesignationDate"),
        *("DesignationDetails", "Remark", "SubjectType", "SubjectType_ClassificationCode"),
    ),
    "NameAlias": (
        *("LastName", "FirstName", "MiddleName", "WholeName", "NameLanguage", "Gender", "Title"),
        *("Function", "LogicalId", "RegulationLanguage", "Remark"),
    ),
    "Address": (
        *("City", "Street", "PoBox", "ZipCode", "Region", "Place", "AsAtListingTime"),
        *("ContactInfo", "CountryIso2Code", "CountryDescription", "LogicalId"),
        *("RegulationLanguage", "Remark"),
    ),
    "BirthDate": (
        *("BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "Circa"),
        *("CalendarType", "ZipCode", "Region", "Place", "City", "CountryIso2Code"),
        *("CountryDescription", "LogicalId", "RegulationLanguage", "Remark"),
    ),
    "Identification": (
        *("Number", "Diplomatic", "KnownExpired", "KnownFalse", "ReportedLost"),
        *("RevokedByIssuer", "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo", "LatinNumber"),
        *("NameOnDocument", "TypeCode", "TypeDescription", "Region", "CountryIso2Code"),
        *("CountryDescription", "LogicalId", "RegulationLanguage", "Remark"),
    ),
    "Citizenship": (
        *("Region", "CountryIso2Code", "CountryDescription", "LogicalId"),
        *("RegulationLanguage", "Remark"),
    ),
}
NEWER = [
    "fileGenerationDate",
    *(f"{part}_{name}" for part, names in _PARTS.items() for name in (*names, *_LAW)),
]
_OLD_LAW = ("leba_numtitle", "leba_publication_date", "leba_url")
OLDER = [
    *("Date_file", "Entity_logical_id", "Subject_type"),
    *("Leba_numtitle", "Leba_publication_date", "Leba_url", "Programme", "Entity_remark"),
    *("Naal_logical_id", "Entity_logical_id", *(f"Naal_{each}" for each in _OLD_LAW)),
    *("Naal_lastname", "Naal_firstname", "Naal_middlename", "Naal_wholename", "Naal_gender"),
    *("Naal_title", "Naal_function", "Naal_language", "Naal_programme"),
    *("Addr_logical_id", "Entity_logical_id", *(f"Addr_{each}" for each in _OLD_LAW)),
    *("Addr_number", "Addr_street", "Addr_zipcode", "Addr_city", "Addr_country", "Addr_other"),
    *("Birt_logical_id", "Entity_logical_id", "Birt_date", "Birt_plcae", "Birt_country"),
    *("Iden_logical_id", "Entity_logical_id", "Iden_number", "Iden_country"),
    *("Citi_logical_id", "Entity_logical_id", "Citi_country", "EU_ref_num"),
]
WHO = {
    "Entity_LogicalId": "11",
    "Entity_EU_ReferenceNumber": "EU.1.11",
    "Entity_DesignationDate": "2008-07-03",
    "Entity_SubjectType": "E",
    "Entity_SubjectType_ClassificationCode": "enterprise",
    "Entity_Regulation_PublicationDate": "2019-04-08",
    "Entity_Regulation_NumberTitle": "2019/1 (OJ L1)",
    "Entity_Regulation_Programme": "ICE",
}


def _row(columns: list[str], **cells: str) -> str:
    """Write a row; a name that stands twice in the header is filled where it stands first."""
    row = [""] * len(columns)
    for name, cell in cells.items():
        row[columns.index(name)] = cell
    return ";".join(row)


def _newer(folder: Path, *rows: dict[str, str]) -> Loaded:
    lines = [";".join(NEWER), *(_row(NEWER, **row) for row in rows)]
    return load("eu-fsf-csv", write(folder / "fsf.csv", "\ufeff" + "\n".join(lines) + "\n"))


def test_a_row_for_each_attribute_makes_one_party(tmp_path: Path) -> None:
    loaded = _newer(
        tmp_path,
        WHO | {"NameAlias_WholeName": "Invented Lens Works", "NameAlias_NameLanguage": "EN"},
        WHO | {"NameAlias_FirstName": "Other", "NameAlias_LastName": "Works"},
        WHO | {"Address_City": "Icetown", "Address_CountryIso2Code": "AQ"},
        WHO | {"BirthDate_Year": "1999"},
        WHO | {"Identification_Number": "77 (regnumber-Number)"},
        WHO
        | {"Identification_Number": "1234567", "Identification_TypeCode": "regnumber"}
        | {"Identification_CountryIso2Code": "AQ"},
    )
    party = loaded.party("11")
    assert (party.name, party.aliases) == ("Invented Lens Works", ("Other Works",))
    assert (party.kind, party.country) == ("organisation", "AQ")
    assert party.begun == PartialDate("1999")
    assert party.identifiers == (
        Identifier("eu", "EU.1.11"),
        Identifier("registration:aq", "1234567"),
    )
    cited = "2019/1 (OJ L1), published 2019-04-08"
    assert party.listings == (Listing(LIST, PartialDate("2008-07-03"), cited, "ICE"),)
    assert loaded.ends("located_at") == [("Invented Lens Works", "Icetown")]
    assert loaded.tally.used == 6


def test_rows_of_several_subjects_stay_apart(tmp_path: Path) -> None:
    other = WHO | {"Entity_LogicalId": "12", "Entity_SubjectType_ClassificationCode": "person"}
    loaded = _newer(
        tmp_path,
        WHO | {"NameAlias_WholeName": "Invented Lens Works"},
        other | {"NameAlias_WholeName": "A Person"},
        other | {"Citizenship_CountryIso2Code": "AQ"},
    )
    assert (loaded.party("12").kind, loaded.party("12").country) == ("person", "AQ")
    assert loaded.party("11").country is None


def test_all_rows_of_a_subject_without_a_name_are_rejected(tmp_path: Path) -> None:
    loaded = _newer(tmp_path, WHO, WHO | {"Address_City": "Icetown"})
    assert [each.row for each in loaded.tally.rejected] == [2, 3]


def test_all_rows_of_an_unknown_type_are_skipped(tmp_path: Path) -> None:
    row = WHO | {"Entity_SubjectType_ClassificationCode": "vehicle"}
    loaded = _newer(tmp_path, row | {"NameAlias_WholeName": "A Van"}, row)
    assert loaded.tally.skipped.total() == 2


def test_the_older_file_is_read_by_position_for_its_number_stands_six_times(tmp_path: Path) -> None:
    who = {"Entity_logical_id": "11", "Subject_type": "P", "EU_ref_num": "EU.1.11"}
    law = {"Programme": "ICE", "Leba_publication_date": "2019-04-08"}
    rows = [
        who | law | {"Naal_wholename": "A Person", "Naal_language": "EN"},
        who | law | {"Naal_firstname": "Ann", "Naal_lastname": "EXAMPLE"},
        who | law | {"Birt_date": "1965-12-12"},
        who | law | {"Iden_number": "488555 (passport-National passport)", "Iden_country": "AQ"},
        who | law | {"Citi_country": "ATA"},
    ]
    text = "\n".join([";".join(OLDER), *(_row(OLDER, **row) for row in rows)])
    party = load("eu-fsf-csv", write(tmp_path / "fsf.csv", text)).party("11")
    assert (party.name, party.aliases) == ("A Person", ("Ann EXAMPLE",))
    assert (party.kind, party.country, str(party.begun)) == ("person", "AQ", "1965-12-12")
    assert party.identifiers == (Identifier("eu", "EU.1.11"),)
    assert party.listings == (Listing(LIST, PartialDate("2019-04-08"), "2019-04-08", "ICE"),)


def test_a_row_that_is_cut_off_is_rejected(tmp_path: Path) -> None:
    lines = [";".join(NEWER), _row(NEWER, **WHO | {"NameAlias_WholeName": "Invented Lens Works"})]
    text = "\n".join([*lines, lines[1][:30]])
    loaded = load("eu-fsf-csv", write(tmp_path / "fsf.csv", text))
    assert len(loaded.tally.rejected) == 1
    assert loaded.tally.used == 1


def test_a_quote_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    text = "\n".join([";".join(NEWER), '2026-01-01;11;"EU.1'])
    with pytest.raises(BadFile, match="cut off"):
        load("eu-fsf-csv", write(tmp_path / "fsf.csv", text))


def test_both_versions_are_known_by_their_columns(tmp_path: Path) -> None:
    for columns in (NEWER, OLDER):
        assert recognises(head(write(tmp_path / "a.csv", ";".join(columns) + "\n")))
    assert not recognises(head(write(tmp_path / "b.csv", "id;name\n")))


@pytest.mark.parametrize(("layout", "columns"), [("columns_1_1", NEWER), ("columns_1_0", OLDER)])
def test_the_table_names_columns_that_are_there(layout: str, columns: list[str]) -> None:
    assert set(tables("eu_fsf_csv.toml")[layout]) <= set(columns)
