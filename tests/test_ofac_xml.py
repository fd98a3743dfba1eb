"""What is made of OFAC's XML of the older schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import ofac_xml
from loaders.reading.files import head
from tests.loading import Loaded, load, write

if TYPE_CHECKING:
    from pathlib import Path

PERSON = """<sdnEntry><uid>104</uid><firstName>Ann</firstName><lastName>EXAMPLE</lastName>
<title>Director</title><sdnType>Individual</sdnType>
<programList><program>SDGT</program><program>NPWMD</program></programList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category>
<lastName>EXEMPEL</lastName><firstName>Anna</firstName></aka>
<aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>LAMP</lastName></aka></akaList>
<addressList><address><uid>3</uid><city>Valletta</city><country>Malta</country></address></addressList>
<nationalityList><nationality><uid>5</uid><country>Peru</country><mainEntry>false</mainEntry>
</nationality><nationality><uid>6</uid><country>Cuba</country><mainEntry>true</mainEntry>
</nationality></nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>1949</dateOfBirth>
<mainEntry>false</mainEntry></dateOfBirthItem><dateOfBirthItem><uid>8</uid>
<dateOfBirth>circa 1948</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
</sdnEntry>"""
FIRM = """<sdnEntry><uid>101</uid><lastName>FONAR LLC</lastName><sdnType>Entity</sdnType>
<remarks>(Linked To: LANTERN WORKS; Linked To: EXAMPLE, Ann)</remarks>
<programList><program>NS-PLC</program></programList>
<idList><id><uid>1</uid><idType>Tax ID No.</idType><idNumber>7701234567</idNumber>
<idCountry>Russia</idCountry></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>Some rule</idNumber></id>
<id><uid>4</uid><idType>Unheard-of Number</idType><idNumber>1</idNumber></id></idList>
<addressList><address><uid>9</uid><address1>1 Lamp Street</address1><city>Moscow</city>
<postalCode>105118</postalCode><country>Russia</country></address></addressList></sdnEntry>"""
OTHER = (
    "<sdnEntry><uid>102</uid><lastName>LANTERN WORKS</lastName><sdnType>Entity</sdnType></sdnEntry>"
)
SHIP = """<sdnEntry><uid>105</uid><lastName>LAMP STAR</lastName><sdnType>Vessel</sdnType>
<idList><id><uid>1</uid><idType>Vessel Registration Identification</idType>
<idNumber>IMO 9012345</idNumber></id></idList>
<vesselInfo><callSign>ABCD</callSign><vesselFlag>Panama</vesselFlag>
<vesselOwner>LANTERN WORKS</vesselOwner></vesselInfo></sdnEntry>"""


def published(*entries: str) -> str:
    return (
        '<?xml version="1.0" standalone="yes"?>\n'
        '<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>'
        "<Publish_Date>12/14/2020</Publish_Date></publshInformation>"
        f"{''.join(entries)}</sdnList>"
    )


def loaded(folder: Path, *entries: str, name: str = "sdn.xml") -> Loaded:
    return load("ofac-xml", write(folder / name, published(*entries)))


def test_an_organisations_name_stands_where_last_names_do(tmp_path: Path) -> None:
    found = loaded(tmp_path, PERSON, FIRM)
    assert (found.party("101").name, found.party("101").kind) == ("FONAR LLC", "company")
    person = found.party("104")
    assert (person.name, person.kind, person.description) == ("EXAMPLE, Ann", "person", "Director")
    assert person.aliases == ("Ann EXAMPLE", "EXEMPEL, Anna")
    assert person.weak_aliases == ("LAMP",)


def test_what_is_marked_as_main_counts(tmp_path: Path) -> None:
    person = loaded(tmp_path, PERSON).party("104")
    assert (str(person.begun), person.country) == ("1948", "CU")


def test_footnotes_among_the_numbers_are_no_identifiers(tmp_path: Path) -> None:
    found = loaded(tmp_path, FIRM)
    assert found.party("101").identifiers == (
        Identifier("ofac", "101"),
        Identifier("ru-inn", "7701234567"),
    )
    assert found.tally.unknown["ofac facts"] == {"Unheard-of Number": 1}


def test_links_in_remarks_have_no_direction(tmp_path: Path) -> None:
    found = loaded(tmp_path, FIRM, OTHER, PERSON)
    assert found.ends("linked_to") == [
        ("FONAR LLC", "EXAMPLE, Ann"),
        ("FONAR LLC", "LANTERN WORKS"),
    ]


def test_addresses_are_of_organisations_only(tmp_path: Path) -> None:
    found = loaded(tmp_path, FIRM, PERSON)
    assert found.ends("located_at") == [("FONAR LLC", "1 Lamp Street, Moscow, 105118, Russia")]
    assert found.party("101").country == "RU"


def test_a_vessel_has_flag_number_and_owner(tmp_path: Path) -> None:
    found = loaded(tmp_path, SHIP, OTHER)
    assert (found.party("105").kind, found.party("105").country) == ("asset", "PA")
    assert Identifier("imo", "9012345") in found.party("105").identifiers
    assert found.ends("owns") == [("LANTERN WORKS", "LAMP STAR")]


@pytest.mark.parametrize(
    ("name", "list_"),
    [
        ("sdn.xml", "Specially Designated Nationals (SDN) - Treasury Department"),
        ("consolidated.xml", "Consolidated non-SDN lists - Treasury Department"),
        ("some.xml", "Sanctions lists - Treasury Department"),
    ],
)
def test_the_files_name_tells_the_list(tmp_path: Path, name: str, list_: str) -> None:
    (listing,) = loaded(tmp_path, PERSON, name=name).party("104").listings
    assert (listing.list, listing.programme) == (list_, "NPWMD; SDGT")


def test_an_entry_without_a_name_is_rejected(tmp_path: Path) -> None:
    found = loaded(tmp_path, OTHER, "<sdnEntry><uid>1</uid><sdnType>Entity</sdnType></sdnEntry>")
    assert (found.tally.rows, found.tally.used) == (2, 1)
    assert [each.reason for each in found.tally.rejected] == ["has no uid or no name"]


def test_a_file_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    text = published(OTHER, FIRM)
    with pytest.raises(BadFile, match="cut off"):
        load("ofac-xml", write(tmp_path / "sdn.xml", text[: text.index("<idList>")]))


def test_the_file_is_recognised(tmp_path: Path) -> None:
    assert ofac_xml.recognises(head(write(tmp_path / "sdn.xml", published(OTHER))))
    assert not ofac_xml.recognises(head(write(tmp_path / "other.xml", "<list/>")))
