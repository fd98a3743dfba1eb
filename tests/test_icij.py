"""The ICIJ Offshore Leaks database as CSV."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import icij
from loaders.reading.files import head
from loaders.reading.icij_node import kind_of
from loaders.reading.words import tables
from tests.loading import load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loading import Loaded

ENTITIES = (
    "node_id,name,original_name,former_name,jurisdiction,jurisdiction_description,company_type,"
    "address,internal_id,incorporation_date,inactivation_date,struck_off_date,dorm_date,status,"
    "service_provider,ibcRUC,country_codes,countries,sourceID,valid_until,note\n"
)
OFFICERS = "node_id,name,countries,country_codes,sourceID,valid_until,note\n"
ADDRESSES = "node_id,address,name,countries,country_codes,sourceID,valid_until,note\n"
INTERMEDIARIES = (
    "node_id,name,status,internal_id,address,countries,country_codes,sourceID,valid_until,note\n"
)
OTHERS = (
    "node_id,name,type,incorporation_date,struck_off_date,closed_date,jurisdiction,"
    "jurisdiction_description,countries,country_codes,sourceID,valid_until,note\n"
)
RELATIONSHIPS = "node_id_start,node_id_end,rel_type,link,status,start_date,end_date,sourceID\n"
COMPANY = (
    "10000001,LANTERN OFFSHORE LTD.,LANTERN OFFSHORE LTD.,CANDLE LTD.,SAM,Samoa,,"
    "AGENT HOUSE; APIA,1001,23-MAR-2006,18-FEB-2013,15-FEB-2013,,Defaulted,Lamp & Co,25221,"
    "AQ,Antarctica,Invented Papers,Data is current through 2015,\n"
)
PERSON = "12000001,JANE DOE,Antarctica,ATA,Invented Papers,Data is current through 2015,\n"
FIRM = "12000002,Doe Nominees Limited,,XXX,Invented Papers,,\n"


def loaded(folder: Path, **files: str) -> Loaded:
    """Load texts as the files of these names, a `_` in them for a hyphen."""
    named = [write(folder / f"{n.replace('_', '-')}.csv", text) for n, text in files.items()]
    return load("icij", *named)


def related(folder: Path, *rows: str) -> Loaded:
    """Load relationships between the company, the person, the firm and the agent."""
    return loaded(
        folder,
        relationships=RELATIONSHIPS + "".join(f"{row}\n" for row in rows),
        nodes_entities=ENTITIES + COMPANY,
        nodes_officers=OFFICERS + PERSON + FIRM,
        nodes_intermediaries=INTERMEDIARIES + "11000001,Lamp & Co.,,,,,ATA,Invented Papers,,\n",
        nodes_addresses=ADDRESSES + "14000001,1 Lantern Street; Nowhere,,,ATA,,,\n",
    )


def test_a_company_keeps_id_names_number_and_is_of_its_jurisdiction(tmp_path: Path) -> None:
    made = loaded(tmp_path, nodes_entities=ENTITIES + COMPANY)
    found = made.party("10000001")
    assert (found.name, found.kind, found.country) == ("LANTERN OFFSHORE LTD.", "company", "WS")
    assert found.aliases == ("CANDLE LTD.",)
    assert found.identifiers == (Identifier("registration:ws", "25221"),)
    assert (str(found.begun), found.ended) == ("2006-03-23", None)
    assert found.description == (
        "Status: Defaulted. Struck off: 15-FEB-2013. Inactive since: 18-FEB-2013. "
        "Service provider: Lamp & Co. Leak: Invented Papers."
    )
    assert made.ends("located_at") == [("LANTERN OFFSHORE LTD.", "AGENT HOUSE; APIA")]


@pytest.mark.parametrize(
    ("code", "described", "country"),
    [
        ("BVI", "British Virgin Islands", "VG"),
        ("SAM", "Samoa", "WS"),
        ("NEV", "Nevada", "US"),
        ("RAK", "", "AE"),
        ("MLT", "Malta", "MT"),
        ("HK", "Hong Kong", "HK"),
        ("QQQ", "Antarctica", "AQ"),
        ("XXX", "Undetermined", None),
    ],
)
def test_codes_of_jurisdictions_that_are_not_of_the_standard_are_known(
    tmp_path: Path, code: str, described: str, country: str | None
) -> None:
    row = COMPANY.replace("SAM,Samoa", f"{code},{described}")
    made = loaded(tmp_path, nodes_entities=ENTITIES + row)
    assert made.party("10000001").country == country
    assert not made.tally.unknown


@pytest.mark.parametrize(
    ("codes", "country", "said"),
    [
        ("ATA", "AQ", ""),
        ("ATA;XXX", "AQ", ""),
        ("XXX", None, ""),
        ("", None, ""),
        ("ATA;BVT", None, "Countries as stated: Antarctica, Bouvet Island."),
    ],
)
def test_of_several_countries_none_is_the_first(
    tmp_path: Path, codes: str, country: str | None, said: str
) -> None:
    row = f"12000001,Jane Doe,,{codes},,,\n"
    found = loaded(tmp_path, nodes_officers=OFFICERS + row).party("12000001")
    assert found.country == country
    assert said in found.description


@pytest.mark.parametrize(
    ("sort", "name", "kind"),
    [
        ("officer", "JANE DOE", "person"),
        ("officer", "Doe Nominees Limited", "company"),
        ("officer", "LANTERN S.A.", "company"),
        ("officer", "LANTERN TRUST SA (NOWHERE CLIENT)", "company"),
        ("officer", "The Lantern Foundation", "organisation"),
        ("officer", "THE BEARER", "organisation"),
        ("officer", "EL PORTADOR", "organisation"),
        ("intermediary", "LAMP & CO.", "company"),
        ("intermediary", "DOE, JANE", "person"),
        ("intermediary", "JANE DOE, MRS.", "person"),
        ("intermediary", "MR JOHN DOE", "person"),
        ("intermediary", "Lampwright", "organisation"),
        ("entity", "JANE DOE FOUNDATION", "company"),
        ("other", "Lantern Fund", "organisation"),
    ],
)
def test_the_name_tells_who_is_a_person_where_the_database_does_not(
    sort: str, name: str, kind: str
) -> None:
    assert kind_of(sort, name) == kind


def test_a_kind_that_was_inferred_says_so(tmp_path: Path) -> None:
    made = loaded(tmp_path, nodes_officers=OFFICERS + PERSON + FIRM)
    assert "that it is a person is inferred from the name" in made.party("12000001").description
    assert "that it is a company is inferred from the name" in made.party("12000002").description


def test_addresses_and_others_are_read_and_a_node_without_a_name_is_skipped(
    tmp_path: Path,
) -> None:
    made = loaded(
        tmp_path,
        nodes_addresses=ADDRESSES + '14000001,"1 Lantern Street<br/>Nowhere",,Antarctica,ATA,,,\n',
        nodes_others=OTHERS + "10000009,Lantern Trust,Trust,,,01-JAN-2010,BM,Bermuda,,,,,\n",
        nodes_officers=OFFICERS + "12000003,,,USA,,,\n",
        addresses=ADDRESSES + "14000002,Bouvet Island,,,BVT,,,\n",
    )
    address, other = made.party("14000001"), made.party("10000009")
    assert (address.name, address.kind) == ("1 Lantern Street, Nowhere", "address")
    assert (other.kind, other.country, str(other.ended)) == ("organisation", "BM", "2010-01-01")
    assert made.tally.skipped == {
        "a node without an id or a name": 1,
        "an address that is only a country": 1,
    }


@pytest.mark.parametrize(
    ("link", "relation"),
    [
        ("shareholder of", "owns"),
        ("Ultimate Beneficial Owner", "owns"),
        ("beneficiary of", "linked_to"),
        ("protector of", "linked_to"),
        ("trust settlor of", "founded"),
        ("director of", "directs"),
        ("Member of Foundation Council of", "directs"),
        ("secretary of", "acts_for"),
        ("power of attorney of", "acts_for"),
        ("judicial representative of", "acts_for"),
        ("nominee shareholder of", "acts_for"),
        ("auditor of", "linked_to"),
        ("Director (for Lamp & Co.) of", "directs"),
        ("officer of", "linked_to"),
        ("", "linked_to"),
    ],
)
def test_an_officer_stands_to_the_company_as_the_link_says(
    tmp_path: Path, link: str, relation: str
) -> None:
    made = related(tmp_path, f"12000001,10000001,officer_of,{link},,,,Invented Papers")
    (said,) = [said for said in made.said() if said.relation != "located_at"]
    assert (said.subject, said.relation, said.object) == ("s:12000001", relation, "s:10000001")
    assert said.note == f"Role as stated: {link or 'officer_of'}. Leak: Invented Papers."
    assert (said.grade, said.evidence.locator) == ("documented", "12000001 officer_of 10000001")
    assert not made.tally.unknown


def test_a_company_that_is_a_director_acts_for_the_other(tmp_path: Path) -> None:
    made = related(tmp_path, "12000002,10000001,officer_of,director of,,,,")
    assert made.ends("acts_for") == [("Doe Nominees Limited", "LANTERN OFFSHORE LTD.")]


def test_several_roles_in_one_link_are_several_statements(tmp_path: Path) -> None:
    row = '12000001,10000001,officer_of,"Owner, director and shareholder of",,,,'
    made = related(tmp_path, row)
    assert {said.relation for said in made.said()} == {"owns", "directs", "located_at"}


def test_a_role_that_nobody_knows_is_a_link_and_is_counted(tmp_path: Path) -> None:
    made = related(tmp_path, "12000001,10000001,officer_of,lamplighter of,,,,")
    assert made.ends("linked_to") == [("JANE DOE", "LANTERN OFFSHORE LTD.")]
    assert made.tally.unknown["icij roles"] == {"lamplighter": 1}


def test_an_intermediary_acts_for_the_company_and_supplies_nothing(tmp_path: Path) -> None:
    made = related(tmp_path, "11000001,10000001,intermediary_of,intermediary of,Active,,,")
    assert made.ends("acts_for") == [("Lamp & Co.", "LANTERN OFFSHORE LTD.")]
    assert words().relation("acts_for").layer == "control"
    (said,) = made.said("acts_for")
    assert said.note == "Role as stated: intermediary of. Status as stated: Active."


def test_a_registered_address_is_where_a_party_is(tmp_path: Path) -> None:
    made = related(tmp_path, "10000001,14000001,registered_address,registered office,,,,")
    assert ("LANTERN OFFSHORE LTD.", "1 Lantern Street; Nowhere") in made.ends("located_at")


@pytest.mark.parametrize(
    "type_",
    [
        *("same_name_as", "similar", "same_company_as", "same_as", "same_id_as"),
        *("probably_same_officer_as", "similar_company_as", "same_intermediary_as"),
        "similar name and address as",
    ],
)
def test_what_icij_found_alike_is_never_an_identity(tmp_path: Path, type_: str) -> None:
    made = related(tmp_path, f"12000001,12000002,{type_},,,,,Invented Papers")
    assert not made.said("same_as")
    (said,) = made.said("possibly_same_as")
    assert said.grade == "alleged"
    assert said.note.startswith("ICIJ found the two alike; nobody has settled")


def test_dates_of_a_relationship_are_kept_as_exact_as_they_are(tmp_path: Path) -> None:
    made = related(
        tmp_path,
        "12000001,10000001,officer_of,shareholder of,,23-MAR-2006,2009,",
        "12000001,10000001,officer_of,shareholder of,,23-MAR-2010,,",
    )
    assert sorted(str(said.period) for said in made.said("owns")) == [
        "2006-03-23 to 2009",
        "2010-03-23 to ?",
    ]


def test_an_end_that_is_in_no_file_is_counted_as_lost(tmp_path: Path) -> None:
    made = related(tmp_path, "12000001,99,officer_of,director of,,,,", ",10000001,officer_of,,,,,")
    assert made.lost == {"an end of the statement is not in the source": 1}
    assert [each.row for each in made.tally.rejected] == [3]


# Versions


def test_the_files_of_2016_have_the_role_for_a_type(tmp_path: Path) -> None:
    files = {
        "Entities.csv": "name,original_name,former_name,jurisdiction,jurisdiction_description,"
        "company_type,address,internal_id,incorporation_date,inactivation_date,struck_off_date,"
        "dorm_date,status,service_provider,ibcRUC,country_codes,countries,note,valid_until,"
        "node_id,sourceID\nLANTERN LTD.,,,BVI,,,,,,,,,,,,,,,,10000001,Invented Papers\n",
        "Officers.csv": "name,icij_id,valid_until,country_codes,countries,node_id,sourceID,note\n"
        "JANE DOE,ABC,,,,12000001,Invented Papers,\n",
        "Addresses_of_2016.csv": "address,icij_id,valid_until,country_codes,countries,node_id,"
        "sourceID,note\n1 Lantern Street,ABC,,ATA,Antarctica,14000001,Invented Papers,\n",
        "all_edges.csv": "node_1,rel_type,node_2,sourceID,valid_until,start_date,end_date\n"
        "12000001,Shareholder of,10000001,Invented Papers,,,\n"
        "12000001,registered address,14000001,Invented Papers,,,\n",
    }
    made = load("icij", *(write(tmp_path / name, text) for name, text in files.items()))
    assert made.ends("owns") == [("JANE DOE", "LANTERN LTD.")]
    assert made.ends("located_at") == [("JANE DOE", "1 Lantern Street")]


def test_the_files_of_2017_have_labels_and_prefixes(tmp_path: Path) -> None:
    nodes = (
        '"labels(n)","n.valid_until","n.country_codes","n.countries","n.node_id","n.sourceID",'
        '"n.address","n.name","n.jurisdiction_description","n.service_provider","n.jurisdiction",'
        '"n.closed_date","n.incorporation_date","n.ibcRUC","n.type","n.status","n.company_type",'
        '"n.note"\n'
        '"[""Entity""]","","","","55000001","Invented Papers","","LANTERN LTD.","","","BVI","",'
        '"","","","","",""\n'
        '"[""Officer""]","","","","56000001","Invented Papers","","JANE DOE","","","","","","",'
        '"","","",""\n'
        '"[""Lamp""]","","","","57000001","Invented Papers","","A LAMP","","","","","","","",'
        '"","",""\n'
    )
    edges = (
        '"node_1","rel_type","node_2","r.sourceID","r.valid_until","r.start_date","r.end_date"\n'
        '"56000001","director of","55000001","Invented Papers","","",""\n'
    )
    made = load("icij", write(tmp_path / "n.csv", nodes), write(tmp_path / "e.csv", edges))
    assert made.ends("directs") == [("JANE DOE", "LANTERN LTD.")]
    assert made.said("directs")[0].note.endswith("Leak: Invented Papers.")
    assert made.tally.skipped == {"a node of a sort that no kind of party is known for": 1}


def test_the_files_of_2018_tell_their_sort_by_their_names(tmp_path: Path) -> None:
    plain = '"node_id","name","country_codes","countries","sourceID","valid_until","note"\n'
    edges = '"START_ID","TYPE","END_ID","link","start_date","end_date","sourceID","valid_until"\n'
    files = (
        write(tmp_path / "i.nodes.officer.csv", plain + '"1","JANE DOE","","","P","",""\n'),
        write(tmp_path / "i.nodes.intermediary.csv", plain + '"2","LAMP CORP","","","P","",""\n'),
        write(tmp_path / "i.edges.csv", edges + '"1","officer_of","2","partner of","","","P",""\n'),
    )
    assert load("icij", *files).ends("partner_of") == [("JANE DOE", "LAMP CORP")]


def test_a_file_of_nodes_whose_name_tells_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="which sort of nodes"):
        load("icij", write(tmp_path / "1.csv", OFFICERS + PERSON))


def test_the_power_players_of_2016_are_read(tmp_path: Path) -> None:
    nodes = (
        ",active,data.categories.0,data.properties.jurisdiction,data.properties.name,"
        "data.properties.registrationDate,data.properties.status,id,label,size\n"
        "0,False,Officer,,JANE DOE,,,375491,JANE DOE,1\n"
        "1,True,Company,BVI,LANTERN LTD,12-FEB-2007,MOR,51918,LANTERN LTD,1\n"
        "2,,Client,,LAMP & CO.,,ACTIVE,51919,LAMP & CO.,1\n"
        "3,,Address,,1 Lantern Street<br/>Nowhere,,,500209,,1\n"
    )
    edges = (
        ",active,data.properties.date_end,data.properties.date_start,data.properties.name,"
        "data.type,id,label,source,target,type\n"
        "0,,,03/05/2007,Director / Shareholder,is officer of,9,x,375491,51918,curvedArrow\n"
        "1,,,,,registered,8,registered,51919,51918,\n"
        "2,,,,,registered address,7,registered address,375491,500209,\n"
        "3,,,,,has similar name and address as,6,x,375491,51919,\n"
    )
    made = load("icij", write(tmp_path / "n.csv", nodes), write(tmp_path / "e.csv", edges))
    assert made.party("51918").country == "VG"
    assert made.ends("owns") == made.ends("directs") == [("JANE DOE", "LANTERN LTD")]
    assert str(made.said("owns")[0].period) == "2007-05-03 to ?"
    assert made.ends("acts_for") == [("LAMP & CO.", "LANTERN LTD")]
    assert made.ends("located_at") == [("JANE DOE", "1 Lantern Street, Nowhere")]
    assert len(made.said("possibly_same_as")) == 1


def test_the_zip_of_all_files_is_read_as_it_is_published(tmp_path: Path) -> None:
    file = tmp_path / "full-oldb.LATEST.zip"
    row = "12000001,10000001,officer_of,shareholder of,,,,\n"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("nodes-entities.csv", ENTITIES + COMPANY)
        archive.writestr("nodes-officers.csv", OFFICERS + PERSON)
        archive.writestr("relationships.csv", RELATIONSHIPS + row)
        archive.writestr("README.txt", "Read me.")
    assert icij.recognises(head(file))
    made = load("icij", file)
    assert made.ends("owns") == [("JANE DOE", "LANTERN OFFSHORE LTD.")]
    assert made.tally.rows == 3


@pytest.mark.parametrize(
    "text", [ENTITIES, OFFICERS, ADDRESSES, INTERMEDIARIES, OTHERS, RELATIONSHIPS]
)
def test_each_file_is_recognised(tmp_path: Path, text: str) -> None:
    assert icij.recognises(head(write(tmp_path / "nodes-x.csv", text)))


@pytest.mark.parametrize("text", ["node_id,name\n", "source,target,type\n", ""])
def test_other_files_are_neither_recognised_nor_read(tmp_path: Path, text: str) -> None:
    file = write(tmp_path / "nodes-officers.csv", text)
    assert not icij.recognises(head(file))
    with pytest.raises(BadFile, match="none of ICIJ's headers"):
        load("icij", file)


def test_a_name_over_several_lines_is_one_row(tmp_path: Path) -> None:
    text = INTERMEDIARIES + '11000001,"Lamp\nWorks Ltd",,,,,,,,\n'
    made = loaded(tmp_path, nodes_intermediaries=text)
    assert made.party("11000001").name == "Lamp Works Ltd"


def test_another_encoding_may_be_named(tmp_path: Path) -> None:
    file = write(tmp_path / "nodes-officers.csv", OFFICERS + "1,José,,,,,\n", "cp1252")
    assert load("icij", file, encoding="cp1252").party("1").name == "José"


def test_a_row_that_is_cut_is_rejected_and_one_within_quotes_refused(tmp_path: Path) -> None:
    made = loaded(tmp_path, nodes_officers=OFFICERS + PERSON + "12000002,Doe Nom")
    assert (len(made.tally.rejected), made.tally.used) == (1, 1)
    with pytest.raises(BadFile, match="not CSV"):
        loaded(tmp_path, nodes_officers=OFFICERS + PERSON + '12000002,"Doe Nom')


@pytest.mark.parametrize("table", ["kinds", "bodies", "endings", "people"])
def test_all_kinds_are_in_the_vocabulary(table: str) -> None:
    assert set(tables("icij.toml")[table].values()) <= words().kinds.keys()


@pytest.mark.parametrize("table", ["types", "roles"])
def test_all_relations_are_in_the_vocabulary(table: str) -> None:
    assert set(tables("icij.toml")[table].values()) - {"role"} <= words().relations.keys()


@pytest.mark.parametrize("table", ["files", "labels"])
def test_every_sort_of_nodes_has_a_kind(table: str) -> None:
    assert set(tables("icij.toml")[table].values()) == tables("icij.toml")["kinds"].keys()
