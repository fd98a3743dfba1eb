"""Annexes of EU regulations as tables; everybody in here is invented."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from graph.country import is_code
from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Identifier, Listing
from loaders.eu_journal import recognises
from loaders.reading.files import head
from loaders.reading.homes import country_of_address, nationalities
from loaders.reading.numbers import numbers
from loaders.reading.sanctioned import one_date
from loaders.reading.tally import Tally
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Party

HEADER = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,"
    "previousName,country,nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,"
    "gender,appearance,ethnicity,fatherName,motherName,incorporationDate,legalForm,sector,"
    "registrationNumber,taxNumber,idNumber,innCode,ogrnCode,kppCode,okpoCode,leiCode,swiftBic,"
    "ticker,imoNumber,mmsi,flag,address,phone,email,website,notes"
)
USUAL = {
    "celex": "32014R0833",
    "recordId": "1",
    "programKey": "EU-RUS",
    "annex": "IV",
    "measure": "Export control",
    "startDate": "12.9.2014",
    "schema": "LegalEntity",
    "name": "Invented Lens Works",
}
PERSON = {"celex": "32014R0269", "annex": "I.PERSONS", "schema": "Person", "name": "Ann EXAMPLE"}


def _text(*rows: dict[str, str]) -> str:
    file = io.StringIO()
    table = csv.DictWriter(file, HEADER.split(","), restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(USUAL | row for row in rows)
    return file.getvalue()


def _loaded(folder: Path, *rows: dict[str, str]) -> Loaded:
    return load("eu-journal", write(folder / "annex.csv", _text(*rows)))


def _party(folder: Path, **row: str) -> Party:
    loaded = _loaded(folder, row)
    (party,) = [
        each
        for each in loaded.records.parties.values()
        if each.kind not in ("address", "government")
    ]
    return party


def test_the_annex_says_what_a_listing_means(tmp_path: Path) -> None:
    assert _party(tmp_path).listings == (
        Listing(
            "EU Reg. 833/2014 Annex IV",
            PartialDate("2014-09-12"),
            "CELEX 32014R0833, Annex IV, entry 1",
            "EU-RUS: export control: dual-use end-user",
        ),
    )


def test_an_unknown_annex_keeps_its_measure_and_is_counted(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, {"celex": "32099R0012", "annex": "II", "measure": "Ice ban"})
    (listing,) = loaded.party("32099R0012-II-1").listings
    assert (listing.list, listing.programme) == ("EU Reg. 2099/12 Annex II", "EU-RUS: ice ban")
    assert loaded.tally.unknown["eu_journal annexes"] == {"32099R0012 II": 1}


def test_the_same_number_in_another_annex_is_another_party(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, {}, {"annex": "XLII", "schema": "Vessel", "name": "Ice Maiden"})
    assert loaded.party("32014R0833-IV-1").name == "Invented Lens Works"
    assert loaded.party("32014R0833-XLII-1").kind == "asset"


def test_a_row_without_a_number_is_known_by_its_name(tmp_path: Path) -> None:
    party = _party(tmp_path, recordId="")
    assert party.id == "s:32014R0833-IV-Invented Lens Works"
    assert party.listings[0].citation == "CELEX 32014R0833, Annex IV"


KINDS = [
    ({"schema": "Person"}, "person"),
    ({"schema": "Company"}, "company"),
    ({"schema": "Vessel"}, "asset"),
    ({"schema": "Asset"}, "asset"),
    ({}, "organisation"),
    ({"legalForm": "Joint Stock Company"}, "company"),
    ({"legalForm": "Governmental Agency"}, "government_agency"),
    ({"legalForm": "Non-profit organisation"}, "organisation"),
    ({"name": "Ministry of Ice"}, "government_agency"),
    ({"name": "Armed Forces of the Ice"}, "government_agency"),
    ({"name": "Ministry of Ice of the so-called Ice Republic"}, "organisation"),
    ({"name": "Police Friends Foundation"}, "organisation"),
    ({"name": "Police Uniforms LLC"}, "organisation"),
]


@pytest.mark.parametrize(("row", "kind"), KINDS)
def test_the_type_the_form_and_the_name_tell_the_kind(
    tmp_path: Path, row: dict[str, str], kind: str
) -> None:
    assert _party(tmp_path, **row).kind == kind


def test_a_type_that_is_not_known_is_skipped(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, {"schema": "Cloud"})
    assert loaded.tally.skipped.total() == 1
    assert loaded.tally.unknown["eu_journal kinds"] == {"Cloud": 1}


def test_a_row_without_a_name_is_rejected(tmp_path: Path) -> None:
    assert len(_loaded(tmp_path, {"name": " "}).tally.rejected) == 1


def test_a_public_body_is_of_the_country_that_it_names(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, {"name": "Ministry of Ice of Antarctica"})
    party = loaded.named("Ministry of Ice of Antarctica")
    assert party.country == "AQ"
    assert party.description == "Kind and country inferred from the name."
    assert loaded.ends("agency_of") == [
        ("Ministry of Ice of Antarctica", "Government of Antarctica")
    ]


NAMES = [
    ("Ann (a.k.a. Anna) EXAMPLE", "Ann EXAMPLE", ("Anna EXAMPLE",), ()),
    ("Ann (aka Anna, Hanna) EXAMPLE", "Ann EXAMPLE", ("Anna EXAMPLE", "Hanna EXAMPLE"), ()),
    (
        "Ann (a.k.a. Anna) Mary (a.k.a. Marie) EXAMPLE",
        "Ann Mary EXAMPLE",
        ("Anna Mary EXAMPLE", "Ann Marie EXAMPLE"),
        (),
    ),
    ("Ann EXAMPLE (a.k.a. Frost (ice))", "Ann EXAMPLE", ("Frost (ice)",), ()),
    ("Ann EXAMPLE (a.k.a. Anna EXEMPEL or Frost)", "Ann EXAMPLE", ("Anna EXEMPEL",), ("Frost",)),
    ("Ann (Anna) EXAMPLE", "Ann (Anna) EXAMPLE", (), ()),
]


@pytest.mark.parametrize(("printed", "name", "aliases", "weak"), NAMES)
def test_other_spellings_are_taken_out_of_a_name(
    tmp_path: Path, printed: str, name: str, aliases: tuple[str, ...], weak: tuple[str, ...]
) -> None:
    party = _party(tmp_path, **PERSON | {"name": printed})
    assert (party.name, party.aliases, party.weak_aliases) == (name, aliases, weak)


def test_another_name_of_a_body_stands_for_itself(tmp_path: Path) -> None:
    party = _party(tmp_path, name="Ice Office (a.k.a. Ice Agency) of the North")
    assert (party.name, party.aliases) == ("Ice Office of the North", ("Ice Agency",))


def test_a_cell_may_hold_several_names_and_one_word_of_a_person_is_weak(tmp_path: Path) -> None:
    party = _party(
        tmp_path, **PERSON, alias="Anna EXEMPEL; Exempel", weakAlias="Frost", previousName="Ann ICE"
    )
    assert party.aliases == ("Anna EXEMPEL", "Ann ICE")
    assert party.weak_aliases == ("Exempel", "Frost")


def test_so_called_is_only_the_beginning_of_a_name(tmp_path: Path) -> None:
    assert _party(tmp_path, name="So-called", alias="‘Ice Army’").name == "So-called ‘Ice Army’"


DATES = [
    ("27.1.1964", "1964-01-27"),
    ("1953", "1953"),
    ("January 1970", "1970-01"),
    ("circa 1960", "1960"),
    ("7.8. 1978", "1978-08-07"),
    ("24.6.1964 or 25.6.1964 or 26.6.1964", "1964-06"),
    ("28.9.1953 or 28.8.1953", "1953"),
    ("10.2.1983 (or 10.3.1983)", "1983"),
    ("21.11.1964 / 1964", "1964"),
    ("1976 or 1977", "None"),
    ("1979, 1980 or 1981", "None"),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_of_dates_what_is_certain_is_kept(text: str, date: str) -> None:
    tally = Tally()
    assert str(one_date(text, tally)) == date
    assert not tally.unknown


def test_a_date_that_cannot_be_read_is_counted() -> None:
    tally = Tally()
    assert one_date("before 1964", tally) is None
    assert tally.unknown["dates"] == {"before 1964": 1}


def test_birth_and_incorporation_are_the_beginning(tmp_path: Path) -> None:
    assert str(_party(tmp_path, **PERSON, birthDate="27.1.1964").begun) == "1964-01-27"
    assert str(_party(tmp_path, incorporationDate="October 2001").begun) == "2001-10"


HOMES = [
    ("Norwegian", ["NO"]),
    ("Norwegian and Swedish", ["NO", "SE"]),
    ("Norwegian, Swedish (not recognised, by some)", ["NO", "SE"]),
    ("Norwegian/Swedish", ["NO", "SE"]),
    ("Norwegian and/or Swedish", ["NO", "SE"]),
    ("1) Norway 2) Sweden", ["NO", "SE"]),
    ("(1) Norwegian (2) Swedish (until 1991)", ["NO"]),
    ("Norway (citizenship revoked in 2015)", []),
    ("Trinidad and Tobago", ["TT"]),
    ("Norwegian; Saint Kitts and Nevis", ["NO", "KN"]),
    ("of the Republic of Moldova", ["MD"]),
    ("", []),
]


@pytest.mark.parametrize(("cell", "codes"), HOMES)
def test_nationalities_are_read_as_adjectives_and_as_countries(cell: str, codes: list[str]) -> None:
    tally = Tally()
    assert list(nationalities(cell, tally)) == codes
    assert not tally.unknown


def test_a_nationality_that_is_not_known_is_counted() -> None:
    tally = Tally()
    assert nationalities("Ruritanian", tally) == ()
    assert tally.unknown["nationalities"] == {"Ruritanian": 1}


def test_the_first_of_several_nationalities_is_the_country_and_all_are_told(tmp_path: Path) -> None:
    party = _party(tmp_path, **PERSON, nationality="Norwegian, Swedish")
    assert party.country == "NO"
    assert party.description == "Nationality as stated: Norwegian, Swedish."


ADDRESSES = [
    ("1 Ice Street, 220013 Republic of Belarus", "BY"),
    ("Oslo (Norway)", "NO"),
    ("Norway, 432001, Oslo, 13, office 1", "NO"),
    ("107014, Norway, Oslo, 1 Ice Street, UNIT-2", "NO"),
    ("1 Ice Street, apt. 3", None),
    ("Ice Street, Sh-2", None),
    ("1 Ice Street, UAE", "AE"),
    ("Oslo", None),
]


@pytest.mark.parametrize(("text", "code"), ADDRESSES)
def test_an_address_tells_its_country(text: str, code: str | None) -> None:
    assert country_of_address(text) == code


def test_addresses_are_several_and_a_country_alone_is_none(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, {"address": "1 Ice Street, Oslo, Norway; Norway"})
    assert loaded.ends("located_at") == [("Invented Lens Works", "1 Ice Street, Oslo, Norway")]
    assert loaded.named("Invented Lens Works").country == "NO"


def test_nobody_is_told_where_a_person_lives(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, PERSON | {"address": "1 Ice Street, Oslo, Norway"})
    assert loaded.said() == []
    assert loaded.named("Ann EXAMPLE").country == "NO"


RUSSIA = "Russian Federation"
NUMBERS = [
    ("7700000009 (Tax ID/INN)", "tax", None, [("ru-inn", "7700000009")]),
    ("TIN - 7700000009 KPP: 772601001", "tax", "RU", [("ru-inn", "7700000009")]),
    ("7700000009 / 770101001", "tax", "RU", [("ru-inn", "7700000009")]),
    ("1 027 700 000 008", "registration", "RU", [("ru-ogrn", "1027700000008")]),
    ("1027700000008 on 25.11.2002", "registration", "RU", [("ru-ogrn", "1027700000008")]),
    ("1027700000009", "registration", "RU", [("registration:ru", "1027700000009")]),
    ("7700000009", "tax", "NO", [("tax:no", "7700000009")]),
    ("54738 (Tax ID/INN)", "tax", "NO", [("tax:no", "54738")]),
    ("7700000009 (INN)", "tax", "NO", [("ru-inn", "7700000009")]),
    ("7700000009 (Russia)", "tax", "NO", [("ru-inn", "7700000009")]),
    ("CR No. 1234567; 765 4321 (BRN)", "registration", None, ["1234567", "7654321"]),
]


@pytest.mark.parametrize(("cell", "what", "code", "found"), NUMBERS)
def test_numbers_are_told_from_what_stands_beside_them(
    cell: str, what: str, code: str | None, found: list[tuple[str, str] | str]
) -> None:
    pairs = [(each, "") if isinstance(each, str) else each for each in found]
    expected = [(scheme, value) if value else (what, scheme) for scheme, value in pairs]
    assert [(each.scheme, each.value) for each in numbers(cell, what, code)] == expected


def test_columns_of_numbers_keep_what_they_are_of(tmp_path: Path) -> None:
    party = _party(
        tmp_path, innCode="7700000009", ogrnCode="1027700000008", kppCode="772601001",
        leiCode="00000000000000000098", imoNumber="9999993", swiftBic="ICEAAQXX",
    )  # fmt: skip
    assert [(each.scheme, each.value) for each in party.identifiers] == [
        ("ru-ogrn", "1027700000008"),
        ("ru-inn", "7700000009"),
        ("ru-kpp", "772601001"),
        ("lei", "00000000000000000098"),
        ("swift", "ICEAAQXX"),
        ("imo", "9999993"),
    ]


def test_of_a_person_only_a_tax_number_that_ties_is_kept(tmp_path: Path) -> None:
    party = _party(
        tmp_path, **PERSON, nationality="Russian", taxNumber="770000000082",
        passportNumber="MP1234567", idNumber="3140777A000PB1",
    )  # fmt: skip
    assert party.identifiers == (Identifier("ru-inn", "770000000082"),)


def test_reason_position_and_notes_are_told_and_make_no_relation(tmp_path: Path) -> None:
    row = {"reason": "Works for Ice Bureau.", "position": "Judge", "notes": "owned by Ice LLC"}
    loaded = _loaded(tmp_path, PERSON | row)
    assert loaded.named("Ann EXAMPLE").description == (
        "Works for Ice Bureau. Position as stated: Judge. Notes as stated: owned by Ice LLC."
    )
    assert loaded.said() == []


def test_a_cut_table_is_refused_or_its_last_row_rejected(tmp_path: Path) -> None:
    text = _text({}, {"recordId": "2", "reason": "A reason, long"})
    cut = write(tmp_path / "a.csv", text[: text.index("LegalEntity", len(text) - 90)])
    assert len(load("eu-journal", cut).tally.rejected) == 1
    with pytest.raises(BadFile, match="cut off"):
        load("eu-journal", write(tmp_path / "b.csv", text[: text.index(", long")]))


def test_the_table_is_known_by_its_columns(tmp_path: Path) -> None:
    assert recognises(head(write(tmp_path / "a.csv", _text({}))))
    assert not recognises(head(write(tmp_path / "b.csv", "id,schema,name\n")))


@pytest.mark.parametrize("table", ["kinds", "forms"])
def test_our_words_for_kinds_are_in_the_vocabulary(table: str) -> None:
    assert set(tables("eu_journal.toml")[table].values()) - {""} <= set(words().kinds)


def test_the_shared_words_for_public_bodies_are_in_the_vocabulary() -> None:
    assert set(tables("sanctioned.toml")["public"].values()) - {""} <= set(words().kinds)


@pytest.mark.parametrize("table", ["nationalities", "countries"])
def test_the_shared_words_for_countries_are_codes_in_small_letters(table: str) -> None:
    found = tables("sanctioned.toml")[table]
    assert [code for code in found.values() if code and not is_code(code)] == []
    assert [word for word in found if word != word.casefold()] == []
