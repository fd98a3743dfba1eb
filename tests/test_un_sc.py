"""The UN Security Council's consolidated list; everybody in here is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.statement import Identifier, Listing
from loaders.reading.files import head
from loaders.reading.words import tables
from loaders.un_sc import LIST, recognises
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from graph.statement import Party

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="https://list.example/sc-sanctions.xsd" '
    'dateGenerated="2026-02-27T00:00:09.554Z">\n'
)
LISTED = (
    "<VERSIONNUM>1</VERSIONNUM><UN_LIST_TYPE>Ice</UN_LIST_TYPE>"
    "<REFERENCE_NUMBER>{}</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>"
    "<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>"
)


def _person(inside: str = "", name: str = "<FIRST_NAME>ANN</FIRST_NAME>") -> str:
    listed = LISTED.format("ICi.001")
    return f"<INDIVIDUAL><DATAID>11</DATAID>{name}{listed}{inside}</INDIVIDUAL>\n"


def _body(inside: str = "", name: str = "INVENTED LENS WORKS") -> str:
    listed = LISTED.format("ICe.002 ")
    named = f"<FIRST_NAME>{name}</FIRST_NAME>"
    return f"<ENTITY><DATAID>12</DATAID>{named}{listed}{inside}</ENTITY>\n"


def _text(persons: str = "", bodies: str = "") -> str:
    return (
        f"{HEAD}<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{bodies}</ENTITIES>"
        "</CONSOLIDATED_LIST>"
    )


def _loaded(folder: Path, persons: str = "", bodies: str = "") -> Loaded:
    return load("un-sc", write(folder / "un.xml", _text(persons, bodies)))


def _ann(folder: Path, inside: str) -> Party:
    return _loaded(folder, _person(inside)).party("11")


def _works(folder: Path, inside: str) -> Party:
    return _loaded(folder, bodies=_body(inside)).party("12")


def test_persons_and_bodies_are_listed_with_their_reference(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _person(), _body())
    assert [(loaded.party(n).name, loaded.party(n).kind) for n in ("11", "12")] == [
        ("ANN", "person"),
        ("INVENTED LENS WORKS", "organisation"),
    ]
    assert loaded.party("12").identifiers == (Identifier("un", "ICe.002"),)
    assert loaded.party("12").listings == (
        Listing(LIST, PartialDate("2012-12-31"), "ICe.002", "Ice"),
    )
    assert loaded.tally.used == 2


def test_a_persons_name_stands_in_up_to_four_elements(tmp_path: Path) -> None:
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    name = "".join(
        f"<{part}> {word} </{part}>"
        for part, word in zip(parts, ("ANN", "MARY", "OF ICE", "EXAMPLE"), strict=True)
    )
    party = _loaded(tmp_path, _person(name=name)).party("11")
    assert party.name == "ANN MARY OF ICE EXAMPLE"


def _alias(of: str, quality: str, name: str) -> str:
    return f"<{of}_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></{of}_ALIAS>"


def test_other_names_are_good_or_weak_and_empty_ones_are_none(tmp_path: Path) -> None:
    aliases = (
        _alias("INDIVIDUAL", "Low", "Frost")
        + _alias("INDIVIDUAL", "Good", "Anna Example; Hanna Example")
        + "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
        + _alias("INDIVIDUAL", "Good", "Ann (one; or two)")
        + "<NAME_ORIGINAL_SCRIPT>Анна</NAME_ORIGINAL_SCRIPT>"
    )
    party = _ann(tmp_path, aliases)
    assert party.aliases == ("Anna Example", "Hanna Example", "Ann (one; or two)", "Анна")
    assert party.weak_aliases == ("Frost",)


def test_a_body_has_other_and_former_names(tmp_path: Path) -> None:
    aliases = _alias("ENTITY", "a.k.a.", "ILW") + _alias("ENTITY", "f.k.a.", "Old Works")
    assert _works(tmp_path, aliases).aliases == ("ILW", "Old Works")


def test_a_quality_that_is_not_known_is_counted(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _person(_alias("INDIVIDUAL", "Fair", "Anna Example")))
    assert loaded.tally.unknown["un_sc qualities"] == {"Fair": 1}


BIRTHS = [
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1978-04-28</DATE>", "1978-04-28"),
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", "1971"),
    ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><DATE>1971-01-01</DATE>", "1971"),
    ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", "1973-11"),
    ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1973</TO_YEAR>", ""),
    ("<TYPE_OF_DATE/>", ""),
]


@pytest.mark.parametrize(("inside", "begun"), BIRTHS)
def test_a_birth_is_as_exact_as_the_list(tmp_path: Path, inside: str, begun: str) -> None:
    of = f"<INDIVIDUAL_DATE_OF_BIRTH>{inside}</INDIVIDUAL_DATE_OF_BIRTH>"
    assert str(_ann(tmp_path, of).begun or "") == begun


def test_of_several_births_only_what_they_agree_in_is_kept(tmp_path: Path) -> None:
    births = "".join(
        f"<INDIVIDUAL_DATE_OF_BIRTH><DATE>{day}</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
        for day in ("1978-04-28", "1978-05-01")
    )
    assert _ann(tmp_path, births).begun == PartialDate("1978")


def test_the_first_nationality_is_the_country_and_all_are_told(tmp_path: Path) -> None:
    homes = (
        "<NATIONALITY><VALUE>Norway</VALUE><VALUE>Sweden</VALUE></NATIONALITY>"
        "<DESIGNATION><VALUE>Judge </VALUE><VALUE>Minister</VALUE></DESIGNATION>"
        "<COMMENTS1>In\n  prison</COMMENTS1>"
    )
    party = _ann(tmp_path, homes)
    assert party.country == "NO"
    assert party.description == (
        "Designation as stated: Judge; Minister. Nationalities as stated: Norway; Sweden. "
        "In prison."
    )


COUNTRIES = [
    ("Iran (Islamic Republic of)", "IR"),
    ("Democratic People's Republic of Korea", "KP"),
    ("State of Palestine", "PS"),
    ("United Kingdom of Great Britain and Northern Ireland", "GB"),
    ("United Republic of Tanzania", "TZ"),
    ("China, Hong Kong Special Administrative Region", "HK"),
    ("former Soviet Union", None),
    ("na", None),
]


@pytest.mark.parametrize(("name", "code"), COUNTRIES)
def test_countries_are_read_as_the_un_writes_them(
    tmp_path: Path, name: str, code: str | None
) -> None:
    inside = f"<ENTITY_ADDRESS><COUNTRY>{name}</COUNTRY></ENTITY_ADDRESS>"
    loaded = _loaded(tmp_path, bodies=_body(inside))
    assert loaded.party("12").country == code
    assert not loaded.tally.unknown
    assert loaded.said() == []


def _address(of: str) -> str:
    return (
        f"<{of}_ADDRESS><STREET>1 Ice Street</STREET><CITY>Icetown</CITY><COUNTRY>Antarctica"
        f"</COUNTRY><NOTE>previous address</NOTE></{of}_ADDRESS><{of}_ADDRESS><COUNTRY/>"
        f"</{of}_ADDRESS>"
    )


def test_a_body_is_at_its_address_and_the_note_is_kept(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, bodies=_body(_address("ENTITY")))
    assert loaded.ends("located_at") == [
        ("INVENTED LENS WORKS", "1 Ice Street, Icetown, Antarctica")
    ]
    (said,) = loaded.said()
    assert (said.note, said.evidence.locator) == ("Note as stated: previous address.", "ICe.002")


def test_nobody_is_told_where_a_person_lives_nor_what_papers_say(tmp_path: Path) -> None:
    paper = (
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>"
        "<NUMBER>1234567</NUMBER></INDIVIDUAL_DOCUMENT>"
    )
    loaded = _loaded(tmp_path, _person(_address("INDIVIDUAL") + paper))
    assert loaded.said() == []
    assert loaded.party("11").country == "AQ"
    assert loaded.party("11").identifiers == (Identifier("un", "ICi.001"),)


def test_a_ministry_is_a_public_body_under_its_government(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, bodies=_body(_address("ENTITY"), "MINISTRY OF ICE"))
    assert loaded.party("12").kind == "government_agency"
    assert loaded.party("12").description == "Kind inferred from the name."
    assert loaded.ends("agency_of") == [("MINISTRY OF ICE", "Government of Antarctica")]


def test_comments_make_no_relation(tmp_path: Path) -> None:
    comment = "<COMMENTS1>Owned by INVENTED LENS WORKS (ICe.002).</COMMENTS1>"
    assert _loaded(tmp_path, _person(comment), _body()).said() == []


def test_an_entry_without_a_name_is_rejected(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _person(name="<FIRST_NAME> </FIRST_NAME>"), _body())
    assert [each.reason for each in loaded.tally.rejected] == ["has no DATAID or no name"]


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    text = _text(_person(), _body())
    with pytest.raises(BadFile, match="cut off"):
        load("un-sc", write(tmp_path / "un.xml", text[: text.index("</ENTITY>")]))


def test_the_list_is_known_by_its_outermost_element(tmp_path: Path) -> None:
    assert recognises(head(write(tmp_path / "a.xml", _text(_person()))))
    assert not recognises(head(write(tmp_path / "b.xml", "<sdnList/>")))


def test_our_words_are_those_that_the_loader_and_the_vocabulary_know() -> None:
    assert set(tables("un_sc.toml")["kinds"].values()) <= set(words().kinds)
    assert set(tables("un_sc.toml")["qualities"].values()) == {"weak", "alias"}
