"""What is made of OFAC's CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import ofac
from loaders.reading.files import head
from loaders.reading.ofac_facts import NOT_SCHEMES
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

END = "\x1a\r\n"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
OTHERS = "Consolidated non-SDN lists - Treasury Department"


def row(
    number: int, name: str, type_: str = "", programme: str = "SDGT", said: str = "", **more: str
) -> str:
    """Write a row of sdn.csv as OFAC does: no header, and -0- with a blank for nothing."""
    type_ = f'"{type_}"' if type_ else "-0- "
    columns = ("title", "sign", "kind", "tonnage", "grt", "flag", "owner")
    rest = [f'"{more[key]}"' if key in more else "-0- " for key in columns]
    remark = f'"{said}"' if said else "-0- "
    return ",".join([str(number), f'"{name}"', type_, f'"{programme}"', *rest, remark]) + "\r\n"


def loaded(folder: Path, *rows: str, **others: str) -> Loaded:
    """Load sdn.csv of these rows, and other files by name, without the .csv."""
    texts = {"sdn": "".join(rows), **others}
    files = [write(folder / f"{name}.csv", text + END) for name, text in texts.items()]
    return load("ofac", *files)


def test_a_null_sign_says_nothing(tmp_path: Path) -> None:
    party = loaded(tmp_path, row(101, "FONAR")).party("101")
    assert (party.name, party.kind, party.description, party.country) == (
        "FONAR", "organisation", "", None,
    )  # fmt: skip


def test_an_entity_is_an_organisation_unless_its_name_tells(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "FONAR"),
        row(102, "LANTERN OPTICS CO., LTD."),
        row(103, "MINISTRY OF LANTERNS"),
        row(104, "EXAMPLE, Ann", "individual"),
        row(105, "LANTERN STAR", "vessel"),
        row(106, "XX-LMP", "aircraft"),
    )
    kinds = [found.party(str(number)).kind for number in range(101, 107)]
    assert kinds == [
        "organisation", "company", "government_agency", "person", "asset", "asset",
    ]  # fmt: skip
    assert "inferred from the name" in found.party("102").description
    assert not found.party("104").description


def test_programmes_in_one_cell_are_parted(tmp_path: Path) -> None:
    (listing,) = loaded(tmp_path, row(101, "FONAR", programme="SDGT] [NPWMD")).party("101").listings
    assert (listing.list, listing.programme) == (SDN, "NPWMD; SDGT")


def test_a_person_is_found_by_the_name_in_both_orders(tmp_path: Path) -> None:
    party = loaded(tmp_path, row(101, "EXAMPLE, Ann", "individual", title="Director")).party("101")
    assert (party.name, party.aliases) == ("EXAMPLE, Ann", ("Ann EXAMPLE",))
    assert party.description == "Director"


def test_every_party_bears_ofacs_own_number(tmp_path: Path) -> None:
    assert loaded(tmp_path, row(101, "FONAR")).party("101").identifiers == (
        Identifier("ofac", "101"),
    )


def test_remarks_go_on_in_the_middle_of_a_word_before_links_are_read(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "FONAR", said="Website fonar.example; Linked To: LANTERN WO"),
        row(102, "LANTERN WORKS"),
        row(103, "EXAMPLE, Ann", "individual", said="Linked To: LANTERN "),
        sdn_comments='101,"RKS; Linked To: EXAMPLE, Ann."\r\n103,"WORKS."\r\n',
    )
    assert found.ends("linked_to") == [
        ("EXAMPLE, Ann", "LANTERN WORKS"),
        ("FONAR", "EXAMPLE, Ann"),
        ("FONAR", "LANTERN WORKS"),
    ]
    assert words().relation("linked_to").flow == "none"
    assert found.tally.used == 5


def test_a_full_stop_or_case_does_not_hide_who_is_linked_to(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "LANTERN WORKS, S.A."),
        row(102, "FONAR", said="Linked To: LANTERN WORKS, S.A."),
        row(103, "Fonar Due", said="Linked To: LANTERN WORKS, S.A; Linked To: FONAR."),
    )
    assert found.ends("linked_to") == [
        ("FONAR", "LANTERN WORKS, S.A."),
        ("Fonar Due", "FONAR"),
        ("Fonar Due", "LANTERN WORKS, S.A."),
    ]
    assert not found.tally.unknown


def test_names_that_nobody_or_several_bear_are_counted_and_not_guessed(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "MINISTRY OF LANTERNS"),
        row(102, "MINISTRY OF LANTERNS"),
        row(103, "FONAR", said="Linked To: MINISTRY OF LANTERNS; Linked To: GONE LTD."),
    )
    assert not found.said("linked_to")
    assert found.tally.unknown["ofac linked-to names"] == {"GONE LTD": 1}
    assert found.tally.unknown["ofac linked-to names that several parties bear"] == {
        "MINISTRY OF LANTERNS": 1
    }


def test_control_z_is_no_row_and_no_part_of_a_number(tmp_path: Path) -> None:
    joined = row(101, "FONAR") + "\x1a" + row(9639, "EXAMPLE, Ann", "individual")
    found = loaded(tmp_path, joined)
    assert found.tally.rows == 2
    assert found.party("9639").name == "EXAMPLE, Ann"


def test_the_same_number_on_both_lists_is_one_party(tmp_path: Path) -> None:
    found = loaded(tmp_path, row(101, "FONAR"), cons_prim=row(101, "FONAR", programme="NS-PLC"))
    (party,) = found.records.parties.values()
    assert [(each.list, each.programme) for each in party.listings] == [
        (SDN, "SDGT"),
        (OTHERS, "NS-PLC"),
    ]
    assert found.tally.used == 2


def test_other_names_and_addresses_come_from_their_own_tables(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "FONAR LLC", said="a.k.a. 'LAMP'; f.k.a. 'TORCH'."),
        alt='101,12,"aka","FONAR WORKS",-0- \r\n101,13,"nka","FONAR TRADE",-0- \r\n',
        add='101,25,"1 Lamp Street","Havana","Cuba",-0- \r\n101,26,-0- ,-0- ,"Malta",-0- \r\n',
    )
    party = found.party("101")
    assert party.aliases == ("FONAR WORKS", "FONAR TRADE")
    assert party.weak_aliases == ("LAMP", "TORCH")
    assert party.country == "CU"
    assert found.ends("located_at") == [("FONAR LLC", "1 Lamp Street, Havana, Cuba")]
    assert found.tally.used == 5


def test_where_a_person_lives_is_left_out(tmp_path: Path) -> None:
    add = '101,25,"1 Lamp Street","Havana","Cuba",-0- \r\n'
    found = loaded(tmp_path, row(101, "EXAMPLE, Ann", "individual"), add=add)
    assert found.party("101").country == "CU"
    assert not found.said("located_at")


def test_rows_of_a_party_that_is_in_no_file_are_skipped(tmp_path: Path) -> None:
    alt = '102,12,"aka","GONE",-0- \r\n'
    found = loaded(tmp_path, row(101, "FONAR"), alt=alt, sdn_comments='103,"more"\r\n')
    assert found.tally.skipped == {ofac.ORPHAN: 2}


def test_numbers_get_the_scheme_that_ties_them(tmp_path: Path) -> None:
    said = (
        "Gender Male; Secondary sanctions risk: some rule; Tax ID No. 7701234567 (Russia); "
        "Registration Number 1027700123456 (Russia); Legal Entity Number 529900T8BM49AURSDO55; "
        "Registration Number 01234567 (United Kingdom); Company Number IMO 5012345; "
        "SWIFT/BIC LAMPGB2L; Legal Entity Number 851683897 (Netherlands); "
        "alt. Tax ID No. 12 (Russia); Registration ID 4711 (Germany) issued 14 Dec 2005."
    )
    party = loaded(tmp_path, row(101, "FONAR", said=said)).party("101")
    assert set(party.identifiers) == {
        Identifier("ofac", "101"),
        Identifier("ru-inn", "7701234567"),
        Identifier("ru-ogrn", "1027700123456"),
        Identifier("lei", "529900T8BM49AURSDO55"),
        Identifier("reg:GB-COH", "01234567"),
        Identifier("imo", "5012345"),
        Identifier("swift", "LAMPGB2L"),
        Identifier("registration:nl", "851683897"),
        Identifier("tax:ru", "12"),
        Identifier("registration:de", "4711"),
    }
    assert not party.description


def test_a_number_without_issuer_is_russian_only_for_a_party_in_russia(tmp_path: Path) -> None:
    add = '101,25,-0- ,"Moscow","Russia",-0- \r\n102,26,-0- ,"Lima","Peru",-0- \r\n'
    said = "Registration ID 1027700123456."
    found = loaded(tmp_path, row(101, "FONAR", said=said), row(102, "LAMP", said=said), add=add)
    assert Identifier("ru-ogrn", "1027700123456") in found.party("101").identifiers
    assert Identifier("registration", "1027700123456") in found.party("102").identifiers


def test_papers_of_identity_are_left_out(tmp_path: Path) -> None:
    said = (
        "DOB 10 Dec 1948; alt. DOB 1949; POB Nowhere; nationality Malta; citizen Peru; "
        "Passport 1084010 (Egypt); Cedula No. 162 (Colombia); Tax ID No. 770123456789 (Russia); "
        "Former Minister of Lanterns; Some Card 123456."
    )
    found = loaded(tmp_path, row(101, "EXAMPLE, Ann", "individual", said=said))
    party = found.party("101")
    assert party.identifiers == (Identifier("ofac", "101"), Identifier("ru-inn", "770123456789"))
    assert (str(party.begun), party.country) == ("1948-12-10", "MT")
    assert party.description == "Former Minister of Lanterns"
    assert found.tally.unknown["ofac remarks with numbers"] == {"Some Card": 1}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1951", "1951"),
        ("circa 1951", "1951"),
        ("Jul 1951", "1951-07"),
        ("01 Jan 1951 to 31 Dec 1951", "1951"),
        ("1951 to 1953", "None"),
    ],
)
def test_a_date_is_as_exact_as_it_is_said(tmp_path: Path, text: str, date: str) -> None:
    found = loaded(tmp_path, row(101, "EXAMPLE, Ann", "individual", said=f"DOB {text}."))
    assert str(found.party("101").begun) == date
    assert not found.tally.unknown


def test_a_vessel_has_its_flag_and_its_owner_where_the_list_has_both(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        row(101, "LAMP STAR", "vessel", flag="Panama", owner="Fonar Lines Ltd.", sign="ABCD"),
        row(102, "FONAR LINES LTD."),
        row(103, "LAMP SUN", "vessel", flag="None Identified", owner="Gone Lines",
            said="Vessel Registration Identification IMO 9012345."),
    )  # fmt: skip
    assert found.party("101").country == "PA"
    assert Identifier("imo", "9012345") in found.party("103").identifiers
    assert found.ends("owns") == [("FONAR LINES LTD.", "LAMP STAR")]
    assert found.party("103").description == "Vessel owner as stated: Gone Lines"
    assert found.tally.unknown == {"ofac linked-to names": {"Gone Lines": 1}}


def test_a_public_body_stands_under_its_government_but_not_where_it_occupies(
    tmp_path: Path,
) -> None:
    found = loaded(
        tmp_path,
        row(101, "NOWHERE MINISTRY OF LANTERNS"),
        row(102, "MINISTRY OF TORCHES"),
        row(103, "GOVERNMENT OF CUBA"),
        add='101,1,-0- ,"Havana","Cuba",-0- \r\n102,2,-0- ,"Kerch","Ukraine",-0- \r\n',
    )
    (said,) = found.said("agency_of")
    assert (said.subject, said.object, said.grade) == ("s:101", "s:gov-CU", "inferred")
    assert Identifier("ofac", "103") in found.party("gov-CU").identifiers


def test_a_source_may_say_which_list_its_files_are(tmp_path: Path) -> None:
    file = write(tmp_path / "parties.csv", row(101, "FONAR") + END)
    assert load("ofac", file).party("101").listings[0].list.startswith("Sanctions lists")
    assert load("ofac", file, list="Mine").party("101").listings[0].list == "Mine"


def test_rows_that_cannot_be_read_are_rejected(tmp_path: Path) -> None:
    found = loaded(tmp_path, row(101, "FONAR"), row(102, ""), '103,"LAMP"\r\n', "x" + row(1, "A"))
    reasons = [each.reason for each in found.tally.rejected]
    assert reasons == ["has no name", *["has not 12 cells, or no number"] * 2]
    assert found.tally.rows == 4


def test_a_file_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    file = write(tmp_path / "sdn.csv", row(101, "FONAR") + '102,"LAMP')
    with pytest.raises(BadFile, match="is not CSV"):
        load("ofac", file)


def test_a_table_may_be_empty(tmp_path: Path) -> None:
    assert loaded(tmp_path, row(101, "FONAR"), sdn_comments="").tally.used == 1


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no table of OFAC has"):
        load("ofac", write(tmp_path / "sdn.csv", "1,2,3\n"))


def test_each_table_is_recognised_by_its_first_row(tmp_path: Path) -> None:
    tables_ = {
        "sdn": row(101, "FONAR"),
        "alt": '101,12,"aka","FONAR WORKS",-0- \r\n',
        "add": '101,25,-0- ,"Havana","Cuba",-0- \r\n',
        "sdn_comments": '101,"more"\r\n',
    }
    for name, text in tables_.items():
        assert ofac.recognises(head(write(tmp_path / f"{name}.csv", text)))
    for text in ("id,name\n1,2\n", "", '101,"more"\n', "1,2,3,4,5\n", "1,2,3,4,5,6\n"):
        assert not ofac.recognises(head(write(tmp_path / "other.csv", text)))


@pytest.mark.parametrize("word", sorted(set(tables("ofac.toml")["relations"].values())))
def test_every_relation_is_in_the_vocabulary(word: str) -> None:
    assert words().relation(word.removeprefix("^"))


@pytest.mark.parametrize("kind", sorted(set(tables("ofac.toml")["types"].values()) - {""}))
def test_every_kind_is_in_the_vocabulary(kind: str) -> None:
    assert kind in words().kinds


def test_strong_numbers_have_a_shape() -> None:
    table = tables("ofac.toml")
    for name in ("strong", "at-home"):
        assert set(table[name].values()) <= table["shapes"].keys()
    assert {"imo", "lei"} <= table["shapes"].keys()
    assert set(NOT_SCHEMES) - {""} <= set(table["facts"].values())
