"""What is made of the Consolidated Screening List in each form it is published in."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import csl
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,"
    "end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,"
    "gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,"
    "alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids"
)
COLUMNS = HEADER.split(",")
EL = "Entity List (EL) - Bureau of Industry and Security"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"
ISN = "Nonproliferation Sanctions (ISN) - State Department"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"


def published(*rows: dict[str, str], columns: list[str] = COLUMNS) -> str:
    """Write rows as the list is published, with empty cells for what a row leaves out."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def loaded(folder: Path, *rows: dict[str, str]) -> Loaded:
    """Load rows of the newer width, which begins with an id."""
    text = published(*rows, columns=["_id", *COLUMNS])
    return load("csl", write(folder / "consolidated.csv", text))


def entry(name: str, source: str = EL, **more: str) -> dict[str, str]:
    return {"source": source, "name": name, "_id": f"id-{name.strip()}", **more}


def test_both_widths_and_packed_files_are_read(tmp_path: Path) -> None:
    row = entry("Fonar LLC", addresses="1 Lamp Street, Moscow, RU")
    del row["_id"]
    older = write(tmp_path / "older.csv", published(row))
    assert load("csl", older).party("el-fonar-llc-ru").name == "Fonar LLC"
    newer = tmp_path / "newer.csv.gz"
    text = published(entry("Fonar LLC"), columns=["_id", *COLUMNS])
    newer.write_bytes(gzip.compress(text.encode()))
    assert load("csl", newer).party("id-Fonar LLC").name == "Fonar LLC"


def test_an_entry_of_ofac_bears_its_number_and_others_do_not(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entry("FONAR LLC", SDN, entity_number="101", type="Entity", programs="SDGT; NPWMD"),
        entry("Lamp LLC"),
    )
    assert found.party("101").identifiers == (Identifier("ofac", "101"),)
    assert found.party("101").listings[0].programme == "NPWMD; SDGT"
    assert not found.party("id-Lamp LLC").identifiers


def test_a_party_on_several_lists_has_a_listing_for_each(tmp_path: Path) -> None:
    rows = [
        entry("FONAR LLC", source, entity_number="101", type="Entity", _id="101")
        for source in (SDN, SSI)
    ]
    (party,) = loaded(tmp_path, *rows).records.parties.values()
    assert [each.list for each in party.listings] == [SDN, SSI]


def test_names_are_cleaned_of_blanks_and_of_commas_at_the_end(tmp_path: Path) -> None:
    found = loaded(tmp_path, entry("  Fonar  Optics Co., Ltd., "), entry("Lamp\nWorks"))
    assert {p.name for p in found.records.parties.values()} == {
        "Fonar Optics Co., Ltd.",
        "Lamp Works",
    }


def test_the_and_before_the_last_of_several_is_no_part_of_it(tmp_path: Path) -> None:
    row = entry(
        "Fonar LLC",
        alt_names="Lamp LLC; and Torch LLC",
        addresses="1 Lamp Street, Moscow, RU; and 2 Lamp Street, Moscow, RU",
    )
    found = loaded(tmp_path, row)
    assert found.party("id-Fonar LLC").aliases == ("Lamp LLC", "Torch LLC")
    assert found.ends("located_at") == [
        ("Fonar LLC", "1 Lamp Street, Moscow, RU"),
        ("Fonar LLC", "2 Lamp Street, Moscow, RU"),
    ]


def test_the_own_part_of_a_name_that_begins_with_anothers_is_an_alias(tmp_path: Path) -> None:
    row = entry("Fonar LLC (Fonar).  Affiliated Entity:  Lamp LLC")
    (party,) = loaded(tmp_path, row).records.parties.values()
    assert party.aliases == ("Lamp LLC",)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("1 Lamp Street, Moscow, RU", "RU"),
        ("1 Lamp Street, Shanghai, China", "CN"),
        ("1 Lamp Street, Miami, FL, 33128", None),
        ("", None),
    ],
)
def test_a_country_is_the_last_part_of_an_address(
    tmp_path: Path, address: str, code: str | None
) -> None:
    found = loaded(tmp_path, entry("Fonar LLC", addresses=address))
    assert found.party("id-Fonar LLC").country == code
    assert not found.tally.unknown


def test_an_entry_that_has_run_out_keeps_its_dates(tmp_path: Path) -> None:
    row = entry("Ann Example", DPL, start_date="2009-12-29", end_date="2019-12-28",
                federal_register_notice="75 F.R. 337  1/5/10")  # fmt: skip
    (listing,) = loaded(tmp_path, row).party("id-Ann Example").listings
    assert (str(listing.date), str(listing.until)) == ("2009-12-29", "2019-12-28")
    assert listing.citation == "75 F.R. 337 1/5/10"


def test_a_year_before_all_lists_is_no_date(tmp_path: Path) -> None:
    found = loaded(tmp_path, entry("Fonar LLC", start_date="0017-05-26"))
    assert found.party("id-Fonar LLC").listings[0].date is None
    assert found.tally.unknown == {"dates": {"0017-05-26": 1}}


@pytest.mark.parametrize(
    ("name", "source", "kind", "told"),
    [
        ("Nowhere Prefecture Public Security Bureau", EL, "government_agency", "inferred"),
        ("Fonar Co., Ltd", EL, "company", "inferred"),
        ("Fonar University", EL, "organisation", "inferred"),
        ("Fonar", EL, "organisation", "Neither the list nor the name"),
        ("ANN EXAMPLE", DPL, "person", "no word of the name speaks for a company"),
        ("FONAR AIRLINES", DPL, "company", "inferred"),
        ("FONAR", DPL, "organisation", "Neither the list nor the name"),
    ],
)
def test_lists_without_kinds_are_read_by_names_and_say_so(
    tmp_path: Path, name: str, source: str, kind: str, told: str
) -> None:
    party = loaded(tmp_path, entry(name, source)).party(f"id-{name}")
    assert party.kind == kind
    assert told in party.description


def test_a_police_bureau_stands_under_its_government(tmp_path: Path) -> None:
    row = entry("Nowhere Public Security Bureau", addresses="Nowhere, CN")
    found = loaded(tmp_path, row)
    assert found.ends("agency_of") == [("Nowhere Public Security Bureau", "Government of China")]


def test_a_government_on_a_list_is_the_one_above_its_agencies(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entry("Government of the Russian Federation", ISN),
        entry("Ministry of Lanterns", addresses="Moscow, RU"),
    )
    party = found.party("gov-RU")
    assert (party.kind, party.listings[0].list) == ("government", ISN)
    assert Identifier("iso-government", "RU") in party.identifiers
    assert [said.object for said in found.said("agency_of")] == ["s:gov-RU"]


def test_an_entry_that_is_a_place_is_an_address_which_others_may_use(tmp_path: Path) -> None:
    place = "1 Lamp Street, Hong Kong, HK"
    found = loaded(
        tmp_path,
        entry("Address 01", addresses=place),
        entry("", addresses="2 Lamp Street, Hong Kong, HK"),
        entry("Fonar LLC", addresses="1 Lamp Street,  Hong Kong, HK"),
    )
    address, other = found.named(place), found.named("2 Lamp Street, Hong Kong, HK")
    assert (address.kind, address.country, address.listings[0].list) == ("address", "HK", EL)
    assert other.listings[0].list == EL
    assert found.ends("located_at") == [("Fonar LLC", place)]


def test_links_in_remarks_lead_to_entries_of_ofac_only(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entry("FONAR LLC", SDN, entity_number="101", type="Entity",
              remarks="All offices worldwide; (Linked To: LAMP (L)-WORKS; Linked To: GONE (G))"),
        entry("LAMP (L)-WORKS", SDN, entity_number="102", type="Entity"),
        entry("Lamp (L)-Works", EL),
    )  # fmt: skip
    (said,) = found.said("linked_to")
    assert (said.subject, said.object) == ("s:101", "s:102")
    assert found.tally.unknown == {"ofac linked-to names": {"GONE (G)": 1}}


def test_numbers_have_country_date_and_type_around_them(tmp_path: Path) -> None:
    ids = (
        "RU, 2017-01-16, 7701234567, Tax ID No.; Male, Gender; www.fonar.example, Website; "
        "PA, 4673, Doc. 69, Public Registration Number; IMO 5012345, Company Number; "
        "Some rule, Secondary sanctions risk:; 1, Unheard-of Number"
    )
    found = loaded(tmp_path, entry("FONAR LLC", SDN, entity_number="101", type="Entity", ids=ids))
    assert set(found.party("101").identifiers) == {
        Identifier("ofac", "101"),
        Identifier("ru-inn", "7701234567"),
        Identifier("registration:pa", "4673, Doc. 69"),
        Identifier("imo", "5012345"),
    }
    assert found.tally.unknown == {"ofac facts": {"Unheard-of Number": 1}}


def test_a_person_has_nationality_birth_and_office_but_no_home(tmp_path: Path) -> None:
    row = entry("EXAMPLE, Ann", SDN, entity_number="104", type="Individual", title="Director",
                dates_of_birth="1948-12-10; 1949", nationalities="MT", citizenships="PE",
                addresses="1 Lamp Street, Havana, CU", ids="MT, 123, Passport")  # fmt: skip
    found = loaded(tmp_path, row)
    party = found.party("104")
    assert (party.kind, party.country, str(party.begun)) == ("person", "MT", "1948-12-10")
    assert (party.description, party.aliases) == ("Director", ("Ann EXAMPLE",))
    assert not found.said()


def test_what_needs_a_licence_is_told(tmp_path: Path) -> None:
    row = entry("Fonar", license_requirement="For all items.  (See §1) ", license_policy="Denial.")
    told = loaded(tmp_path, row).party("id-Fonar").description
    assert told.endswith("License requirement: For all items. (See §1). License policy: Denial")


def api(*entries: dict[str, Any]) -> str:
    """Write the JSON of the search service, with null for what an entry leaves out."""
    empty = dict.fromkeys(COLUMNS)
    return json.dumps({"total": len(entries), "results": [empty | each for each in entries]})


def test_the_published_json_is_read(tmp_path: Path) -> None:
    text = api(
        {
            "id": "abc", "source": SDN, "entity_number": "101", "type": "Entity",
            "name": "FONAR LLC", "programs": ["SDGT", "NPWMD"], "alt_names": ["LAMP LLC"],
            "addresses": [{"address": "1 Lamp Street", "city": "Moscow", "state": None,
                           "postal_code": "105118", "country": "RU"}],
            "ids": [{"type": "Tax ID No.", "number": "7701234567", "country": "RU",
                     "issue_date": None, "expiration_date": None}],
            "nationalities": [], "citizenships": [], "dates_of_birth": [], "start_date": None,
        },
        {"id": "def", "source": EL, "name": "Lamp Works", "start_date": "2019-05-21"},
    )  # fmt: skip
    found = load("csl", write(tmp_path / "consolidated.json", text))
    party = found.party("101")
    assert (party.name, party.country, party.aliases) == ("FONAR LLC", "RU", ("LAMP LLC",))
    assert party.listings[0].programme == "NPWMD; SDGT"
    assert Identifier("ru-inn", "7701234567") in party.identifiers
    assert found.ends("located_at") == [("FONAR LLC", "1 Lamp Street, Moscow, 105118, RU")]
    assert str(found.party("def").listings[0].date) == "2019-05-21"


def compact(*entries: dict[str, Any]) -> str:
    """Write the compact JSON, in which lists, programmes and licences are numbers of rows."""
    return json.dumps(
        {
            "entryCount": len(entries),
            "countsBySource": {EL: 1, SDN: 1},
            "fieldKey": {"n": "name"},
            "tables": {
                "sources": [SDN, EL],
                "programmes": ["SDGT; NPWMD"],
                "licenceRequirements": ["For all items"],
                "licencePolicies": ["Denial"],
                "urls": ["https://lists.example"],
            },
            "entries": list(entries),
        }
    )


def test_the_compact_json_is_read_through_its_tables(tmp_path: Path) -> None:
    text = compact(
        {"n": "FONAR LLC", "a": ["LAMP LLC"], "s": 0, "t": "Entity", "e": "101", "pg": 0, "u": 0,
         "c": ["RU", "CN"]},
        {"n": "Lamp Works", "s": 1, "lr": 0, "lp": 0, "fr": "89 FR 1", "c": ["HK"], "u": 0},
        {"n": "Lamp Works", "s": 1, "c": ["TR"], "u": 0},
        {"n": "Lamp Works", "s": 1, "fr": "90 FR 2", "c": ["HK"], "u": 0},
        {"n": "Address 01", "s": 1, "c": ["CN", "HK"], "u": 0},
        {"n": "Torch", "s": 1, "u": 0},
    )  # fmt: skip
    found = load("csl", write(tmp_path / "list.json", text))
    party = found.party("101")
    assert (party.country, party.listings[0].programme) == ("RU", "NPWMD; SDGT")
    assert [each.citation for each in found.party("el-lamp-works-hk").listings] == [
        "89 FR 1", "90 FR 2",
    ]  # fmt: skip
    assert "License policy: Denial" in found.party("el-lamp-works-hk").description
    assert found.party("el-lamp-works-tr").country == "TR"
    assert found.party("el-address-01-cn-hk").kind == "address"
    assert found.party("el-torch").country is None
    assert not found.said("located_at")
    assert found.tally.used == 6


def test_rows_that_cannot_be_read_are_rejected(tmp_path: Path) -> None:
    found = loaded(tmp_path, entry("Fonar LLC"), entry(""), entry(" - "))
    assert [each.reason for each in found.tally.rejected] == ["has no name"] * 2
    assert (found.tally.rows, found.tally.used) == (3, 1)


def test_entries_of_another_shape_are_rejected(tmp_path: Path) -> None:
    text = compact({"n": "Fonar", "s": 9}, {"n": "Lamp", "s": "x"}, {"n": "Torch", "s": 1})
    found = load("csl", write(tmp_path / "a.json", text))
    assert [each.reason for each in found.tally.rejected] == ["has not the shape of an entry"] * 2
    text = api({"name": "Fonar", "source": EL, "addresses": "1 Lamp Street"})
    found = load("csl", write(tmp_path / "b.json", text))
    assert [each.reason for each in found.tally.rejected] == ["has not the shape of an entry"]
    text = compact().replace('"tables"', '"tebles"')
    with pytest.raises(BadFile, match="has no tables"):
        load("csl", write(tmp_path / "c.json", text))


def test_entries_of_a_list_may_lack_what_others_have(tmp_path: Path) -> None:
    entry_ = {"id": "a", "source": DPL, "name": "Ann Example"}
    text = json.dumps({"results": [entry_]})
    assert load("csl", write(tmp_path / "a.json", text)).party("a").kind == "person"


def test_an_unknown_type_or_list_is_counted(tmp_path: Path) -> None:
    found = loaded(tmp_path, entry("Fonar", "New List (NEW)", type="Submarine"))
    assert found.party("id-Fonar").kind == "organisation"
    assert found.tally.unknown == {
        "csl types": {"Submarine": 1},
        "csl left-open": {"New List (NEW)": 1},
    }


@pytest.mark.parametrize("text", [api({"source": EL}), compact({"n": "Fonar", "s": 1})])
def test_json_cut_in_the_middle_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="JSON"):
        load("csl", write(tmp_path / "cut.json", text[:-9]))


def test_csv_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    text = published(entry("Fonar, LLC") | {"_id": "1"}, columns=["_id", *COLUMNS])
    with pytest.raises(BadFile, match="CSV"):
        load("csl", write(tmp_path / "cut.csv", text[: text.index(", LLC")]))
    found = load("csl", write(tmp_path / "cut.csv", text[: text.index("Fonar") - 9]))
    assert [each.reason for each in found.tally.rejected] == ["has 2 cells, not 29"]


def test_every_form_is_recognised(tmp_path: Path) -> None:
    older, newer = published(entry("Fonar") | {"_id": ""}, columns=["_id", *COLUMNS]), published()
    for name, text in (
        ("a.csv", older), ("b.csv", newer), ("c.json", api({"name": "Fonar"})),
        ("d.json", compact({"n": "Fonar"})),
    ):  # fmt: skip
        assert csl.recognises(head(write(tmp_path / name, text))), name
    for name, text in (("e.csv", "id,name\n"), ("f.json", '{"results": []}'), ("g.json", "[]")):
        assert not csl.recognises(head(write(tmp_path / name, text))), name


@pytest.mark.parametrize(
    "kind",
    sorted(
        {k for name in ("types", "left-open") for k in tables("csl.toml")[name].values()} - {""}
    ),
)
def test_every_kind_is_in_the_vocabulary(kind: str) -> None:
    assert kind in words().kinds
