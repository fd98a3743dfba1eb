"""The EU's consolidated financial sanctions files, XML; everybody in here is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Identifier, Listing
from loaders.eu_fsf import recognises
from loaders.reading.eu_subject import LIST
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
    'generationDate="2020-04-15T15:29:22.497+02:00" globalFileId="1">\n'
)
REGULATION = (
    '<regulation regulationType="amendment" organisationType="council" '
    'publicationDate="2019-04-08" entryIntoForceDate="2019-04-09" numberTitle="2019/1 (OJ L1)" '
    'programme="ICE" logicalId="1"><publicationUrl>https://journal.example/1</publicationUrl>'
    "</regulation>"
)
NAME = '<nameAlias firstName="" middleName="" lastName="" wholeName="{}" strong="true"/>'


def _subject(inside: str, attributes: str = 'designationDate="2008-07-03"') -> str:
    return (
        f'<sanctionEntity {attributes} unitedNationId="" euReferenceNumber="EU.1.11" '
        f'logicalId="11">{REGULATION}{inside}</sanctionEntity>\n'
    )


def _of(code: str) -> str:
    return f'<subjectType code="{code}" classificationCode="{code[0].upper()}"/>'


def _loaded(folder: Path, *subjects: str) -> Loaded:
    return load("eu-fsf", write(folder / "fsf.xml", f"{HEAD}{''.join(subjects)}</export>"))


PERSON, BODY = _of("person"), _of("enterprise")


def test_a_subject_bears_its_numbers_and_its_listing(tmp_path: Path) -> None:
    subject = _subject(BODY + NAME.format("Invented Lens Works")).replace(
        'unitedNationId=""', 'unitedNationId="ICe.007"'
    )
    party = _loaded(tmp_path, subject).party("11")
    assert (party.name, party.kind) == ("Invented Lens Works", "organisation")
    assert party.identifiers == (Identifier("eu", "EU.1.11"), Identifier("un", "ICe.007"))
    cited = "2019/1 (OJ L1), published 2019-04-08"
    assert party.listings == (Listing(LIST, PartialDate("2008-07-03"), cited, "ICE"),)


def test_without_a_date_of_designation_the_regulation_dates_the_listing(tmp_path: Path) -> None:
    party = _loaded(tmp_path, _subject(PERSON + NAME.format("A Person"), "")).party("11")
    assert [each.date for each in party.listings] == [PartialDate("2019-04-08")]


def test_the_main_name_is_strong_and_english_and_not_the_first(tmp_path: Path) -> None:
    names = (
        '<nameAlias wholeName="Weak One" strong="false" nameLanguage="EN"/>'
        '<nameAlias wholeName="Выдуманный" strong="true" nameLanguage="RU"/>'
        '<nameAlias wholeName="Unsaid One" strong="true" nameLanguage=""/>'
        '<nameAlias wholeName="English One" strong="true" nameLanguage="EN"/>'
    )
    party = _loaded(tmp_path, _subject(PERSON + names)).party("11")
    assert party.name == "English One"
    assert party.aliases == ("Unsaid One", "Выдуманный")
    assert party.weak_aliases == ("Weak One",)


def test_an_empty_whole_name_is_made_of_its_parts(tmp_path: Path) -> None:
    names = '<nameAlias firstName="Ann" middleName="" lastName="EXAMPLE" wholeName=""/>'
    assert _loaded(tmp_path, _subject(PERSON + names)).party("11").name == "Ann EXAMPLE"


def test_a_subject_without_any_name_is_rejected(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _subject(PERSON + NAME.format("")))
    assert [each.reason for each in loaded.tally.rejected] == ["has no logical id or no name"]


def test_a_type_that_is_not_known_is_skipped_and_counted(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _subject(_of("vehicle") + NAME.format("A Van")))
    assert loaded.tally.skipped.total() == 1
    assert loaded.tally.unknown["eu_fsf kinds"] == {"vehicle": 1}


BIRTHS = [
    ('birthdate="1965-12-12" dayOfMonth="12" monthOfYear="12" year="1965"', "1965-12-12"),
    ('circa="true" year="1958"', "1958"),
    ('circa="true" birthdate="1958-02-03" year="1958"', "1958"),
    ('monthOfYear="6" year="1958"', "1958-06"),
    ('yearRangeFrom="1958" yearRangeTo="1960"', "None"),
    ('calendarType="ISLAMIC" year="1388"', "None"),
]


@pytest.mark.parametrize(("attributes", "begun"), BIRTHS)
def test_a_birth_is_as_exact_as_the_list(tmp_path: Path, attributes: str, begun: str) -> None:
    birth = f'<birthdate calendarType="GREGORIAN" {attributes}/>'
    if "calendarType" in attributes:
        birth = f"<birthdate {attributes}/>"
    subject = _subject(PERSON + NAME.format("A Person") + birth)
    assert str(_loaded(tmp_path, subject).party("11").begun) == begun


def test_of_several_births_only_what_they_agree_in_is_kept(tmp_path: Path) -> None:
    births = "".join(
        f'<birthdate birthdate="{day}" year="{day[:4]}"/>' for day in ("1954-02-01", "1954-03-01")
    )
    subject = _subject(PERSON + NAME.format("A Person") + births)
    assert _loaded(tmp_path, subject).party("11").begun == PartialDate("1954")


def test_a_citizenship_comes_before_the_country_of_an_address(tmp_path: Path) -> None:
    where = (
        '<address city="Deb" countryIso2Code="NO"/><citizenship countryIso2Code="00"/>'
        '<citizenship countryIso2Code="IS" countryDescription="ICELAND"/>'
    )
    party = _loaded(tmp_path, _subject(PERSON + NAME.format("A Person") + where)).party("11")
    assert party.country == "IS"


ADDRESS = (
    '<address city="Icetown" street="1 Ice Street" poBox="" zipCode="" region="" place="" '
    'countryIso2Code="AQ" countryDescription="ANTARCTICA"/>'
)


def test_a_body_is_at_its_address_but_not_at_a_country(tmp_path: Path) -> None:
    where = ADDRESS + '<address city="" countryIso2Code="AQ" countryDescription="ANTARCTICA"/>'
    loaded = _loaded(tmp_path, _subject(BODY + NAME.format("Invented Lens Works") + where))
    assert loaded.ends("located_at") == [
        ("Invented Lens Works", "1 Ice Street, Icetown, ANTARCTICA")
    ]
    assert [each.evidence.locator for each in loaded.said()] == ["logical id 11"]


def test_nobody_is_told_where_a_person_lives(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _subject(PERSON + NAME.format("A Person") + ADDRESS))
    assert loaded.said() == []


def test_a_ministry_is_a_public_body_under_the_government_of_its_country(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _subject(BODY + NAME.format("Ministry of Ice") + ADDRESS))
    party = loaded.party("11")
    assert party.kind == "government_agency"
    assert party.description == "Kind inferred from the name."
    assert loaded.ends("agency_of") == [("Ministry of Ice", "Government of Antarctica")]
    assert [each.grade for each in loaded.said("agency_of")] == ["inferred"]


def _number(code: str, number: str, country: str = "RU") -> str:
    return (
        f'<identification number="{number}" countryIso2Code="{country}" '
        f'identificationTypeCode="{code}"/>'
    )


def test_numbers_of_a_body_are_told_by_type_country_and_check_digits(tmp_path: Path) -> None:
    numbers = (
        _number("taxid", "7700000009")
        + _number("regnumber", "1027700000008")
        + _number("regnumber", "12345", "AQ")
        + _number("imo", "9999993", "00")
        + _number("", "66777 (regnumber-Registration Number)", "NO")
    )
    party = _loaded(tmp_path, _subject(BODY + NAME.format("Invented Works") + numbers)).party("11")
    assert [(each.scheme, each.value) for each in party.identifiers[1:]] == [
        ("ru-inn", "7700000009"),
        ("ru-ogrn", "1027700000008"),
        ("registration:aq", "12345"),
        ("imo", "9999993"),
        ("registration:no", "66777"),
    ]


def test_papers_of_a_person_are_left_out_and_no_unknown_words(tmp_path: Path) -> None:
    numbers = _number("passport", "488555", "00") + _number("id", "04643632")
    loaded = _loaded(tmp_path, _subject(PERSON + NAME.format("A Person") + numbers))
    assert [each.scheme for each in loaded.party("11").identifiers] == ["eu"]
    assert not loaded.tally.unknown


def test_a_type_of_number_that_is_not_known_is_counted(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _subject(BODY + NAME.format("Works") + _number("shoe", "46")))
    assert loaded.tally.unknown["eu_fsf numbers"] == {"shoe": 1}


def test_a_reference_of_the_un_is_read_from_a_remark(tmp_path: Path) -> None:
    remark = "<remark>(UN ref: ICi.331) Also see ICe.001.</remark>"
    party = _loaded(tmp_path, _subject(remark + PERSON + NAME.format("A Person"))).party("11")
    assert Identifier("un", "ICi.331") in party.identifiers


def test_a_function_is_told_as_stated(tmp_path: Path) -> None:
    name = '<nameAlias wholeName="A Person" function="Head of the Ice Bureau" strong="true"/>'
    party = _loaded(tmp_path, _subject(PERSON + name)).party("11")
    assert party.description == "Function as stated: Head of the Ice Bureau."


def test_a_subject_that_stands_twice_is_one_party(tmp_path: Path) -> None:
    subjects = [_subject(PERSON + NAME.format(each)) for each in ("A Person", "Another Spelling")]
    loaded = _loaded(tmp_path, *subjects)
    assert loaded.tally.used == 2
    assert loaded.party("11").aliases == ("Another Spelling",)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    text = HEAD + _subject(PERSON + NAME.format("A Person"))
    with pytest.raises(BadFile, match="cut off"):
        load("eu-fsf", write(tmp_path / "fsf.xml", text[: len(text) // 2]))


def test_a_file_is_known_by_its_namespace(tmp_path: Path) -> None:
    text = HEAD + _subject(PERSON + NAME.format("A Person"))
    assert recognises(head(write(tmp_path / "a.xml", text)))
    assert not recognises(head(write(tmp_path / "b.xml", text.replace("fpi/fsd", "other"))))


@pytest.mark.parametrize("kind", sorted(set(tables("eu_fsf.toml")["kinds"].values())))
def test_our_words_for_kinds_are_in_the_vocabulary(kind: str) -> None:
    assert kind in words().kinds
