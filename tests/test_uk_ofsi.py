"""The UK's consolidated list (OFSI), in both layouts; everybody in here is invented."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Identifier, Listing
from loaders.reading.files import head
from loaders.reading.ofsi_group import LIST
from loaders.reading.words import tables
from loaders.uk_ofsi import FORMAT, recognises
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title"
_PLACES = (
    "Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type"
)
OLDER = (
    f"{_NAMES},DOB,Town of Birth,Country of Birth,Nationality,Passport Details,NI Number,Position,"
    f"{_PLACES},Regime,Listed On,Last Updated,Group ID"
).split(",")
NEWER = (
    f"{_NAMES},Name Non-Latin Script,Non-Latin Script Type,Non-Latin Script Language,DOB,"
    "Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,"
    f"National Identification Number,National Identification Details,Position,{_PLACES},"
    "Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID"
).split(",")
USUAL = {
    "Group Type": "Entity",
    "Alias Type": "Primary name",
    "Regime": "The Ice",
    "Listed On": "01/04/2016",
    "Last Updated": "02/05/2017",
    "Group ID": "13349",
}
PERSON = USUAL | {"Group Type": "Individual", "Name 6": "EXAMPLE", "Name 1": "Ann"}
BODY = USUAL | {"Name 6": "INVENTED LENS WORKS"}


def _text(columns: list[str], *rows: dict[str, str]) -> str:
    file = io.StringIO()
    file.write(f"Last Updated,13/04/2018{',' * (len(columns) - 2)}\r\n")
    table = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def _loaded(folder: Path, *rows: dict[str, str], columns: list[str] = NEWER) -> Loaded:
    return load("uk-ofsi", write(folder / "conlist.csv", _text(columns, *rows)))


def test_the_layouts_have_29_and_36_columns() -> None:
    assert (len(OLDER), len(NEWER)) == (29, 36)


def test_rows_of_a_group_are_one_party_wherever_they_stand(tmp_path: Path) -> None:
    other = BODY | {"Group ID": "7", "Name 6": "OTHER WORKS"}
    alias = BODY | {"Alias Type": "AKA", "Name 6": "ILW"}
    loaded = _loaded(tmp_path, alias, other, BODY, BODY | {"Alias Type": "FKA", "Name 6": "OLD"})
    party = loaded.party("13349")
    assert (party.name, party.aliases) == ("INVENTED LENS WORKS", ("ILW", "OLD"))
    assert loaded.party("7").aliases == ()
    assert loaded.tally.used == 4


@pytest.mark.parametrize("main", ["Prime Alias", "Primary name"])
def test_the_main_row_is_called_so_in_each_layout(tmp_path: Path, main: str) -> None:
    alias = PERSON | {"Alias Type": "AKA", "Name 1": "Anna"}
    rows = (alias, PERSON | {"Alias Type": main})
    assert _loaded(tmp_path, *rows, columns=OLDER).party("13349").name == "Ann EXAMPLE"


def test_a_persons_name_ends_in_the_last_column_which_comes_first(tmp_path: Path) -> None:
    row = PERSON | {"Name 2": "Mary ", "Name 5": "of Ice", "Name 6": " EXAMPLE"}
    assert _loaded(tmp_path, row).party("13349").name == "Ann Mary of Ice EXAMPLE"


def test_a_blank_before_a_name_is_left_out(tmp_path: Path) -> None:
    party = _loaded(tmp_path, BODY | {"Name 6": " INVENTED LENS WORKS  "}).party("13349")
    assert party.name == "INVENTED LENS WORKS"


def test_a_name_of_low_quality_is_weak_and_another_script_an_alias(tmp_path: Path) -> None:
    low = PERSON | {"Alias Type": "AKA", "Alias Quality": "Low", "Name 1": "Frost", "Name 6": ""}
    good = PERSON | {"Alias Type": "Primary name variation", "Alias Quality": "Good"}
    script = PERSON | {"Name Non-Latin Script": "Анна ПРИМЕР"}
    party = _loaded(tmp_path, low, good | {"Name 1": "Anna"}, script).party("13349")
    assert party.name == "Ann EXAMPLE"
    assert (party.aliases, party.weak_aliases) == (("Anna EXAMPLE", "Анна ПРИМЕР"), ("Frost",))


def test_a_group_without_a_main_name_is_called_by_its_first(tmp_path: Path) -> None:
    row = BODY | {"Alias Type": "AKA"}
    party = _loaded(tmp_path, row, row | {"Name 6": "ILW"}).party("13349")
    assert (party.name, party.aliases) == ("INVENTED LENS WORKS", ("ILW",))


DATES = [
    (["00/00/1965"], "1965"),
    (["10/00/1965"], "1965"),
    (["00/04/1965"], "1965-04"),
    (["05/06/1950"], "1950-06-05"),
    (["24/06/1964", "25/06/1964"], "1964-06"),
    (["00/00/1936", "00/00/1937"], "None"),
    ([""], "None"),
]


@pytest.mark.parametrize(("births", "begun"), DATES)
def test_births_are_as_exact_as_all_rows_agree(
    tmp_path: Path, births: list[str], begun: str
) -> None:
    rows = (PERSON | {"DOB": birth} for birth in births)
    assert str(_loaded(tmp_path, *rows).party("13349").begun) == begun


def test_each_regime_is_a_listing(tmp_path: Path) -> None:
    party = _loaded(tmp_path, BODY, BODY | {"Regime": "The Snow"}, BODY).party("13349")
    cited = "Group ID 13349, last updated 2017-05-02"
    assert party.listings == (
        Listing(LIST, PartialDate("2016-04-01"), cited, "The Ice"),
        Listing(LIST, PartialDate("2016-04-01"), cited, "The Snow"),
    )


NUMBERS = [
    ("UN Ref ICi.004. Leads a choir.", [("un", "ICi.004")]),
    ("Annex XIII. UN Listing. UN Ref.ICI.067.", [("un", "ICi.067")]),
    ("UN Reference No: ICi. 067", [("un", "ICi.067")]),
    ("ICi.001. Member of ICe.002.", [("un", "ICi.001")]),
    (
        "(UK Sanctions List Ref):ICE0183 (UN Ref):ICi.263. Leads the Choir (ICe.118).",
        [("uk-list", "ICE0183"), ("un", "ICi.263")],
    ),
    ("Leads the Choir (ICe.118), as does ICi.005.", []),
    ("UN Ref QI.A.86.03. An older reference.", []),
]


@pytest.mark.parametrize(("told", "found"), NUMBERS)
def test_references_are_read_from_the_text(
    tmp_path: Path, told: str, found: list[tuple[str, str]]
) -> None:
    party = _loaded(tmp_path, PERSON | {"Other Information": told}).party("13349")
    identifiers = [Identifier(*each) for each in [("uk-ofsi", "13349"), *found]]
    assert party.identifiers == tuple(identifiers)
    assert party.description.startswith(told.rstrip("."))


def test_a_reference_of_a_body_is_no_persons(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, PERSON | {"Other Information": "UN Ref ICe.004. A slip."})
    assert loaded.party("13349").identifiers == (Identifier("uk-ofsi", "13349"),)
    assert loaded.tally.unknown["UN references of the other kind"] == {"ICe.004": 1}


SHIPS = [
    ("Ship", "", "asset"),
    ("Entity", "IMO: 9999993. MMSI: 1. Added to the list of vessels subject to measures.", "asset"),
    ("Entity", "(IMO number: 9999993). Annex XIV. [UN Listing]", "asset"),
    ("Entity", "UN and EU listing. UN Ref ICe.005. IMO: 9999993. Flag State: Ice.", "asset"),
    ("Entity", "UN Ref ICe.066. Company Number IMO 5999993  Owner of a ship.", "organisation"),
    ("Entity", "Owner of the ICE MAIDEN (IMO: 9999993). Annex XIV.", "organisation"),
]


@pytest.mark.parametrize(("type_", "told", "kind"), SHIPS)
def test_a_ship_is_an_asset_even_where_it_is_called_an_entity(
    tmp_path: Path, type_: str, told: str, kind: str
) -> None:
    row = BODY | {"Group Type": type_, "Other Information": told, "Address 1": "Oslo"}
    loaded = _loaded(tmp_path, row)
    party = loaded.party("13349")
    assert party.kind == kind
    own = "IMO" in told and "Owner of the" not in told
    assert ("imo" in {each.scheme for each in party.identifiers}) == own
    assert bool(loaded.said("located_at")) == (kind != "asset")


def test_addresses_are_those_of_all_rows_and_a_country_alone_is_none(tmp_path: Path) -> None:
    loaded = _loaded(
        tmp_path,
        BODY | {"Address 1": "1 Ice Street", "Address 6": "Oslo", "Country": "Norway (previous)"},
        BODY | {"Address 1": "1 Ice Street", "Address 6": "Oslo", "Country": "Norway (previous)"},
        BODY | {"Country": "Sweden"},
        BODY | {"Address 1": "Denmark"},
    )
    assert loaded.ends("located_at") == [
        ("INVENTED LENS WORKS", "1 Ice Street, Oslo, Norway (previous)")
    ]
    assert loaded.party("13349").country == "NO"


def test_a_country_may_stand_in_the_address_alone(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, BODY | {"Address 1": "1 Ice Street, Oslo", "Address 2": "Norway"})
    assert loaded.party("13349").country == "NO"


COUNTRIES = [
    ("Norway (since 2009)", "NO"),
    ("In Norway as at June 2013", "NO"),
    ("Norway as of September 2015", "NO"),
    (" Norway ", "NO"),
    ("DPRK", "KP"),
]


@pytest.mark.parametrize(("cell", "code"), COUNTRIES)
def test_what_is_said_of_a_country_is_left_out(tmp_path: Path, cell: str, code: str) -> None:
    loaded = _loaded(tmp_path, BODY | {"Country": cell})
    assert loaded.party("13349").country == code
    assert not loaded.tally.unknown


def test_a_country_that_is_not_known_is_counted(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, BODY | {"Country": "Ruritania"})
    assert loaded.tally.unknown["countries"] == {"Ruritania": 1}


def test_a_persons_country_is_the_nationality_and_the_address_is_nobodys_business(
    tmp_path: Path,
) -> None:
    row = PERSON | {"Nationality": "1) Norway 2) Sweden", "Country": "Denmark", "Address 1": "Home"}
    loaded = _loaded(tmp_path, row | {"Position": "Judge"})
    assert loaded.party("13349").country == "NO"
    assert loaded.party("13349").description == (
        "Position as stated: Judge. Nationality as stated: 1) Norway 2) Sweden."
    )
    assert loaded.said() == []


def test_a_ministry_is_a_public_body_under_its_government(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, BODY | {"Name 6": "MINISTRY OF ICE", "Country": "Antarctica"})
    assert loaded.party("13349").kind == "government_agency"
    assert loaded.party("13349").description == "Kind inferred from the name."
    assert loaded.ends("agency_of") == [("MINISTRY OF ICE", "Government of Antarctica")]


def test_an_old_file_is_read_without_naming_its_encoding(tmp_path: Path) -> None:
    text = _text(OLDER, BODY | {"Name 6": "SOCIÉTÉ DE L’OPTIQUE"})
    loaded = load("uk-ofsi", write(tmp_path / "old.csv", text, "cp1252"))
    assert loaded.party("13349").name == "SOCIÉTÉ DE L’OPTIQUE"
    assert "cp1252" in FORMAT.title


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    file = write(tmp_path / "old.csv", _text(OLDER, BODY | {"Name 6": "РАБОТЫ"}), "cp1251")
    assert load("uk-ofsi", file, encoding="cp1251").party("13349").name == "РАБОТЫ"


def test_a_file_of_two_encodings_does_not_pass_in_silence(tmp_path: Path) -> None:
    text = _text(OLDER, BODY | {"Name 6": "SOCIÉTÉ"}).encode()
    file = tmp_path / "mixed.csv"
    file.write_bytes(text + text.splitlines()[-1].replace("É".encode(), "É".encode("cp1252")))
    with pytest.raises(BadFile, match="not utf-8"):
        load("uk-ofsi", file)


def test_all_rows_without_a_group_are_rejected(tmp_path: Path) -> None:
    row = BODY | {"Group ID": ""}
    assert [each.row for each in _loaded(tmp_path, row, BODY, row).tally.rejected] == [3, 5]


def test_a_type_that_is_not_known_is_skipped(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, BODY | {"Group Type": "Cloud"}, BODY | {"Group Type": "Cloud"})
    assert loaded.tally.skipped.total() == 2
    assert loaded.tally.unknown["uk_ofsi kinds"] == {"Cloud": 1}


def test_a_row_that_is_cut_off_is_rejected(tmp_path: Path) -> None:
    text = _text(NEWER, BODY, BODY | {"Alias Type": "AKA", "Name 6": "ILW"})
    loaded = load("uk-ofsi", write(tmp_path / "cut.csv", text[:-30]))
    assert len(loaded.tally.rejected) == 1
    assert loaded.party("13349").aliases == ()


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Group ID"):
        load("uk-ofsi", write(tmp_path / "a.csv", "Last Updated,13/04/2018\nName 6,Name 1\n"))


def test_the_list_is_known_by_its_first_two_lines(tmp_path: Path) -> None:
    for columns in (OLDER, NEWER):
        assert recognises(head(write(tmp_path / "a.csv", _text(columns, BODY))))
    assert not recognises(head(write(tmp_path / "b.csv", ",".join(OLDER) + "\n")))


def test_our_words_are_those_that_the_loader_and_the_vocabulary_know() -> None:
    found = tables("uk_ofsi.toml")
    assert set(found["kinds"].values()) | set(found["ships"].values()) <= set(words().kinds)
    assert set(found["names"].values()) == {"main", "alias"}
    assert set(found["qualities"].values()) == {"weak", "alias"}
