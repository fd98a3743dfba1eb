"""What is made of the small lists, each in the columns in which it is transcribed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import us_lists
from loaders.reading.files import head
from loaders.reading.us_columns import TABLE, layout_of
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = {
    "1260h": "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url",
    "special": "schema,name,aliases,topics,program,authority,reason,report-date,start-date,"
    "end-date,country,notes,source_url",
    "mieu": "Type,Name,Alias,Country,Topics,Program,Date,End date,Source URL",
    "cuba": "Id,Company,Acronym,Alias,Sector,Category,Parent,EffectiveDate,SourceURL",
    "china": "Type,QID,Name,Alias,Chinese name,Country,Topics,Summary,Chinese summary,Body,List,"
    "Date,End date,Source URL,Address",
    "ohchr": "no,business_enterprise,listed_activity_subparagraph_of_paragraph_96,home_state,"
    "response_from_business_enterprise",
    "fcc": "covered_equipment_or_services,date_of_inclusion_on_covered_list",
    "notices": "document_number,publication_date,html_url,pdf_url",
}
CMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
LAYOUTS = {key: table for key, table in tables(TABLE).items() if "header" in table}
ISN = "Nonproliferation Sanctions (ISN) - State Department"
S889 = (
    "Section 889 of the John S. McCain National Defense Authorization Act for Fiscal Year 2019"
    " (Public Law 115 - 232)"
)


def published(layout: str, *rows: dict[str, str]) -> str:
    text = io.StringIO()
    columns = HEADERS[layout].split(",")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def loaded(folder: Path, layout: str, *rows: dict[str, str]) -> Loaded:
    return load("us-lists", write(folder / f"{layout}.csv", published(layout, *rows)))


def military(name: str, parent: str = "", date: str = "2021-06-03", **more: str) -> dict[str, str]:
    row = {"Name": name, "Clean Name": name, "Parent Name": parent, "Start date": date}
    return row | {key.replace("_", " "): value for key, value in more.items()}


def test_a_child_is_a_subsidiary_of_its_parent(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "1260h",
        military("Fonar Co., Ltd.", "Lantern Group Corporation"),
        military("Lantern Group Corporation"),
    )
    (said,) = found.said()
    assert found.ends("subsidiary_of") == [("Fonar Co., Ltd.", "Lantern Group Corporation")]
    assert words().relation("subsidiary_of").flow == "reverse"
    assert (str(said.period.as_of), said.grade) == ("2021-06-03", "official_finding")
    assert said.evidence.locator == "1260h.csv, row 2"


@pytest.mark.parametrize(
    "parent",
    ["Lantern Group Co Ltd", "LANTERN GROUP CO.,LTD", "Lantern Group Co., Ltd. (LAMP)"],
)
def test_a_parent_is_found_whatever_the_punctuation_and_with_its_short_name(
    tmp_path: Path, parent: str
) -> None:
    found = loaded(
        tmp_path,
        "1260h",
        military("Fonar Co., Ltd.", parent),
        military("Lantern Group Co., Ltd.", Name="Lantern Group Co., Ltd. (LAMP)*", Alias="LAMP"),
    )
    assert found.ends("subsidiary_of") == [("Fonar Co., Ltd.", "Lantern Group Co., Ltd.")]
    assert len(found.records.parties) == 2


def test_a_parent_that_is_not_on_the_list_becomes_a_party_by_its_name(tmp_path: Path) -> None:
    found = loaded(tmp_path, "1260h", military("Fonar Co., Ltd.", "Unlisted Holding Inc."))
    assert found.ends("subsidiary_of") == [("Fonar Co., Ltd.", "Unlisted Holding Inc.")]
    assert not found.named("Unlisted Holding Inc.").listings


def test_a_name_that_repeats_each_year_is_one_party_with_all_listings(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "1260h",
        military("Fonar Co., Ltd.", "Lantern", Name="Fonar Co., Ltd. (F)*"),
        military("Fonar Co. Ltd", "Lantern", "2025-01-07", End_date="2026-02-17", Source_Url="u"),
        military("Lantern", date="2025-01-07"),
    )
    party = found.named("Fonar Co., Ltd.")
    assert [(each.list, str(each.date), str(each.until)) for each in party.listings] == [
        (LAYOUTS["section-1260h"]["list"], "2021-06-03", "None"),
        (CMIC, "None", "None"),
        (LAYOUTS["section-1260h"]["list"], "2025-01-07", "2026-02-17"),
    ]
    assert party.listings[2].citation == "u"
    dates = [str(said.period.as_of) for said in found.said("subsidiary_of")]
    assert sorted(dates) == ["2021-06-03", "2025-01-07"]


def test_aliases_and_former_names_are_parted(tmp_path: Path) -> None:
    row = military("Fonar", Alias="F; Lamp", Previous_Name="Torch")
    assert loaded(tmp_path, "1260h", row).named("Fonar").aliases == ("F", "Lamp", "Torch")


def special(name: str, program: str = S889, schema: str = "Company", **more: str) -> dict[str, str]:
    row = {"schema": schema, "name": name, "program": program}
    return row | {key.replace("_", "-"): value for key, value in more.items()}


def test_a_transcribed_company_is_what_its_name_says(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "special",
        special("Fonar University"),
        special("Fonar Company"),
        special("Nowhere Ground Forces", ISN, country="Russian"),
        special("Ann Example", ISN, "Person"),
        special("Lamp Professorship"),
    )
    kinds = {party.name: party.kind for party in found.records.parties.values()}
    assert kinds == {
        "Fonar University": "organisation",
        "Fonar Company": "company",
        "Nowhere Ground Forces": "government_agency",
        "Government of Russian Federation": "government",
        "Ann Example": "person",
        "Lamp Professorship": "organisation",
    }


def test_lists_in_one_layout_do_not_mix_their_parties(tmp_path: Path) -> None:
    found = loaded(tmp_path, "special", special("Fonar Company"), special("Fonar Company", ISN))
    lists = [party.listings[0].list for party in found.records.parties.values()]
    assert lists == [ISN, "Section 889, NDAA for Fiscal Year 2019 - United States Congress"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-07-24", "2026-07-24"),
        ("2022", "2022"),
        ("October 1, 2027", "2027-10-01"),
        ("December 2023", "2023-12"),
    ],
)
def test_dates_are_read_in_every_spelling(tmp_path: Path, text: str, date: str) -> None:
    row = special("Fonar", report_date=text, end_date=text)
    (party,) = loaded(tmp_path, "special", row).records.parties.values()
    assert {str(party.listings[0].date), str(party.listings[0].until)} == {date}


def test_where_it_began_comes_before_when_it_was_reported(tmp_path: Path) -> None:
    row = special("Fonar", report_date="2023-12-22", start_date="October 1, 2027")
    (party,) = loaded(tmp_path, "special", row).records.parties.values()
    assert str(party.listings[0].date) == "2027-10-01"


def test_military_intelligence_end_users_are_services_of_a_state(tmp_path: Path) -> None:
    row = {"Type": "Organization", "Name": "Lamp Bureau", "Alias": "LB", "Country": "KP",
           "Date": "2021-03-16", "Program": "US-BIS-MIEU"}  # fmt: skip
    found = loaded(tmp_path, "mieu", row)
    assert found.ends("agency_of") == [("Lamp Bureau", "Government of North Korea")]
    assert found.named("Lamp Bureau").listings[0].programme == "US-BIS-MIEU"


def test_cuban_parents_are_named_by_their_ids(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "cuba",
        {"Id": "ministerio-x", "Company": "Ministerio X", "Acronym": "MINX",
         "Category": "Ministries", "EffectiveDate": "2025-02-06"},
        {"Id": "grupo-faro", "Company": "Grupo Faro", "Category": "Holding Companies"},
        {"Id": "hotel-faro", "Company": "Hotel Faro", "Parent": "grupo-faro", "Alias": "A;B",
         "Category": "Additional Subentities of GAESA"},
        {"Id": "otro", "Company": "Otro Faro"},
    )  # fmt: skip
    assert found.ends("subsidiary_of") == [("Hotel Faro", "Grupo Faro")]
    assert found.ends("agency_of") == [("Ministerio X", "Government of Cuba")]
    assert found.party("hotel-faro").aliases == ("A", "B")
    assert [found.party(key).kind for key in ("grupo-faro", "otro")] == ["company", "organisation"]
    assert found.party("otro").country == "CU"


def test_chinese_countermeasures_keep_their_lists_apart_and_their_parties_together(
    tmp_path: Path,
) -> None:
    found = loaded(
        tmp_path,
        "china",
        {"Type": "Company", "Name": "Fonar Inc.", "List": "UEL", "Date": "22.05.24",
         "End date": "13.07.23", "Country": "US", "Body": "Ministry of Commerce",
         "Chinese name": "灯笼", "Address": "1 Lamp Street, Miami, US"},
        {"Type": "Company", "Name": "Fonar Inc.", "Date": "02.12.2019", "Country": "US"},
        {"Type": "Person", "QID": "Q42", "Name": "Ann Example", "Country": "EU",
         "Summary": "Barrister", "Address": "2 Lamp Street"},
    )  # fmt: skip
    party = found.named("Fonar Inc.")
    assert [(each.list, str(each.date)) for each in party.listings] == [
        ("Unreliable Entity List - China", "2024-05-22"),
        ("Countermeasures of China", "2019-12-02"),
    ]
    assert str(party.listings[0].until) == "2023-07-13"
    assert party.aliases == ("灯笼",)
    assert found.ends("located_at") == [("Fonar Inc.", "1 Lamp Street, Miami, US")]
    person = found.named("Ann Example")
    assert person.identifiers == (Identifier("wikidata", "Q42"),)
    assert (person.description, person.country) == ("Barrister", None)
    assert not found.tally.unknown


def test_a_date_alone_in_the_column_of_responses_is_when_the_listing_ended(tmp_path: Path) -> None:
    column = "response_from_business_enterprise"
    found = loaded(
        tmp_path,
        "ohchr",
        {"business_enterprise": "Fonar Ltd.", "home_state": "Kingdom of the Netherlands",
         column: "Response (23 September 2025)"},
        {"business_enterprise": "Lamp Ltd.", column: "26 September 2025"},
    )  # fmt: skip
    fonar, lamp = found.named("Fonar Ltd."), found.named("Lamp Ltd.")
    assert (fonar.country, fonar.listings[0].until) == ("NL", None)
    assert "Response (23 September 2025)" in fonar.description
    assert str(lamp.listings[0].until) == "2025-09-26"


def covered(text: str) -> dict[str, str]:
    return {
        "covered_equipment_or_services": text,
        "date_of_inclusion_on_covered_list": "March 12, 2021",
    }


def test_companies_are_cut_out_of_sentences_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"Fonar Corp": "", "Lamp (USA) LLC": "Fonar Corp"}
    monkeypatch.setitem(tables(TABLE), "fcc-names", names)
    found = loaded(
        tmp_path,
        "fcc",
        covered("Services provided by Fonar Corp and its subsidiary Lamp (USA) LLC."),
        covered("Lamps produced in a foreign country, unless approved by DoW."),
        covered("Lamps produced by Torch Inc., including services."),
    )
    assert found.ends("subsidiary_of") == [("Lamp (USA) LLC", "Fonar Corp")]
    assert str(found.named("Fonar Corp").listings[0].date) == "2021-03-12"
    assert found.tally.skipped == {us_lists.NO_NAME: 2}
    assert list(found.tally.unknown) == ["us_lists fcc-names"]
    assert len(found.tally.unknown["us_lists fcc-names"]) == 1


def test_notices_name_no_party(tmp_path: Path) -> None:
    found = loaded(tmp_path, "notices", {"document_number": "2026-1"})
    assert found.tally.skipped.total() == 1


def test_a_row_without_a_name_is_rejected(tmp_path: Path) -> None:
    found = loaded(tmp_path, "1260h", military("*"), military("Fonar"))
    assert [each.reason for each in found.tally.rejected] == ["has no name"]
    assert (found.tally.rows, found.tally.used) == (2, 1)


def test_unknown_words_are_counted(tmp_path: Path) -> None:
    found = loaded(tmp_path, "special", special("Fonar", "Section 1 of Nothing", "Vessel"))
    assert found.tally.unknown == {
        "us_lists list-names": {"Section 1 of Nothing": 1},
        "us_lists transcribed-types": {"Vessel": 1},
    }


def test_a_file_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    text = published("1260h", military("Fonar, Ltd."))
    with pytest.raises(BadFile, match="is not CSV"):
        load("us-lists", write(tmp_path / "a.csv", text[: text.rindex(", Ltd")]))
    found = load("us-lists", write(tmp_path / "a.csv", text[: text.rindex(",2021")]))
    assert len(found.tally.rejected) == 1


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="columns of no list"):
        load("us-lists", write(tmp_path / "a.csv", "id,name\n"))


@pytest.mark.parametrize("layout", HEADERS)
def test_every_layout_is_recognised(tmp_path: Path, layout: str) -> None:
    assert us_lists.recognises(head(write(tmp_path / "a.csv", published(layout))))
    assert not us_lists.recognises(head(write(tmp_path / "b.csv", "Name,Type,id\n")))


def test_no_layout_hides_another() -> None:
    assert {layout.key for text in HEADERS.values() if (layout := layout_of(text.split(",")))} == (
        set(LAYOUTS)
    )


@pytest.mark.parametrize("key", LAYOUTS)
def test_every_layout_names_tables_and_kinds_that_there_are(key: str) -> None:
    layout = LAYOUTS[key]
    kinds = set(tables(TABLE)[layout["types"]].values()) if "types" in layout else set()
    assert kinds | {layout.get("kind", "")} <= words().kinds.keys() | {""}
    assert "skip" in layout or {"kind", "name"} <= layout.keys()
