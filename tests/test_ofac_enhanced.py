"""What is made of OFAC's enhanced XML, and which way its relationships run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.statement import Identifier
from loaders import ofac_enhanced
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import Loaded, load, write

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"
SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"


def name(text: str, *, primary: bool = True, low: bool = False, cyrillic: str = "") -> str:
    """Write a name with its translation into another script, as the file nests them."""
    texts = [("true", "Latin", text), *([("false", "Cyrillic", cyrillic)] if cyrillic else [])]
    translations = "".join(
        f"<translation><isPrimary>{main}</isPrimary><script>{script}</script>"
        f"<formattedFullName>{full}</formattedFullName></translation>"
        for main, script, full in texts
    )
    flags = f"<isPrimary>{str(primary).lower()}</isPrimary>"
    flags += f"<isLowQuality>{str(low).lower()}</isLowQuality>"
    return f"<name>{flags}<translations>{translations}</translations></name>"


def feature(type_: str, value: str, *, primary: bool = True, reliability: str = "") -> str:
    told = f"<reliability>{reliability}</reliability>" if reliability else ""
    return (
        f"<feature><type>{type_}</type><value>{value}</value>"
        f"<isPrimary>{str(primary).lower()}</isPrimary>{told}</feature>"
    )


def relationship(type_: str, other: int, quality: str = "") -> str:
    told = f"<quality>{quality}</quality>" if quality else ""
    return (
        f"<relationship><type>{type_}</type>"
        f'<relatedEntity entityId="{other}">ITS NAME</relatedEntity>{told}</relationship>'
    )


def entity(
    number: int, names: str, *relationships: str, type_: str = "Entity", more: str = ""
) -> str:
    names = names if names.startswith("<") or not names else name(names)
    return (
        f'<entity id="{number}"><generalInfo><entityType>{type_}</entityType></generalInfo>'
        '<sanctionsLists><sanctionsList datePublished="2015-12-22">'
        "Sectoral Sanctions Identifications List</sanctionsList>"
        '<sanctionsList datePublished="2016-01-01">Consolidated List</sanctionsList>'
        "</sanctionsLists><sanctionsPrograms><sanctionsProgram>SDGT</sanctionsProgram>"
        "<sanctionsProgram>NPWMD</sanctionsProgram></sanctionsPrograms>"
        f"<names>{names}</names>{more}"
        f"<relationships>{''.join(relationships)}</relationships></entity>"
    )


def published(*entities: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><sanctionsData xmlns="{SCHEMA}">'
        f"<entities>{''.join(entities)}</entities></sanctionsData>"
    )


def loaded(folder: Path, *entities: str) -> Loaded:
    return load("ofac-enhanced", write(folder / "CONS_ENHANCED.XML", published(*entities)))


def test_what_is_owned_or_controlled_is_so_by_the_related_party(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entity(101, "FONAR LLC", relationship("Owned or Controlled By", 102, "High")),
        entity(102, "LANTERN HOLDING"),
    )
    (said,) = found.said()
    assert (said.subject, said.relation, said.object) == ("s:102", "controls", "s:101")
    assert said.grade == "official_finding"
    assert said.note == "As stated of FONAR LLC: Owned or Controlled By (High)."


def test_what_a_party_owns_or_operates_is_controlled_by_it(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entity(101, "LANTERN HOLDING", relationship("Owns, controls, or operates", 102)),
        entity(102, "FONAR LLC"),
    )
    assert found.ends("controls") == [("LANTERN HOLDING", "FONAR LLC")]


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("Acting for or on behalf of", "acts_for"),
        ("Leader or official of", "directs"),
        ("Principal Executive Officer", "directs"),
        ("Providing support to", "linked_to"),
    ],
)
def test_other_types_run_from_the_party_to_the_related_one(
    tmp_path: Path, word: str, relation: str
) -> None:
    found = loaded(
        tmp_path,
        entity(101, "EXAMPLE, Ann", relationship(word, 102), type_="Individual"),
        entity(102, "FONAR LLC"),
    )
    assert found.ends(relation) == [("EXAMPLE, Ann", "FONAR LLC")]


def test_a_related_party_that_is_not_in_the_file_is_counted_as_lost(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        entity(101, "FONAR LLC", relationship("Owned or Controlled By", 999)),
    )
    assert found.lost == {"an end of the statement is not in the source": 1}
    assert found.tally.used == 1


def test_an_unknown_type_is_counted(tmp_path: Path) -> None:
    found = loaded(tmp_path, entity(101, "FONAR LLC", relationship("Admires", 101)))
    assert found.tally.unknown == {"ofac relations": {"Admires": 1}}


def test_all_types_that_the_file_defines_are_known() -> None:
    defined = {
        "Associate Of", "Providing support to", "Acting for or on behalf of", "Family member of",
        "Owned or Controlled By", "playing a significant role in", "Leader or official of",
        "Principal Executive Officer", "Owns, controls, or operates", "Property in the interest of",
    }  # fmt: skip
    assert defined <= tables("ofac.toml")["relations"].keys()


def test_the_primary_name_in_latin_script_is_the_name(tmp_path: Path) -> None:
    names = (
        name("LAMP", primary=False)
        + name("L", primary=False, low=True)
        + name("FONAR OOO", cyrillic="ФОНАРЬ ООО")
    )
    party = loaded(tmp_path, entity(101, names)).party("101")
    assert (party.name, party.kind) == ("FONAR OOO", "company")
    assert party.aliases == ("LAMP", "ФОНАРЬ ООО")
    assert party.weak_aliases == ("L",)


def test_each_list_is_a_listing_with_its_date(tmp_path: Path) -> None:
    (listing,) = loaded(tmp_path, entity(101, "FONAR")).party("101").listings
    assert (listing.list, str(listing.date), listing.programme) == (
        SSI, "2015-12-22", "NPWMD; SDGT",
    )  # fmt: skip


def test_features_and_documents_are_read_if_they_hold(tmp_path: Path) -> None:
    more = (
        "<addresses><address><country>Russia</country><translations><translation>"
        "<isPrimary>true</isPrimary><addressParts><addressPart><value>1 Lamp Street</value>"
        "</addressPart><addressPart><value>Moscow</value></addressPart></addressParts>"
        "</translation></translations></address></addresses><features>"
        + feature("Organization Established Date", "1995", primary=False)
        + feature("Organization Established Date", "1994")
        + feature("SWIFT/BIC", "LAMPRUMM", reliability="Confirmed")
        + feature("SWIFT/BIC", "LAMPRUXX", reliability="False")
        + feature("Gender", "Male")
        + feature("Secondary sanctions risk:", "Some rule")
        + "</features><identityDocuments><identityDocument><type>Tax ID No.</type>"
        "<documentNumber>7701234567</documentNumber><isValid>true</isValid></identityDocument>"
        "<identityDocument><type>Registration ID</type><documentNumber>1</documentNumber>"
        "<isValid>false</isValid></identityDocument></identityDocuments>"
    )
    found = loaded(tmp_path, entity(101, "FONAR", more=more))
    party = found.party("101")
    assert party.identifiers == (
        Identifier("ofac", "101"),
        Identifier("swift", "LAMPRUMM"),
        Identifier("ru-inn", "7701234567"),
    )
    assert (str(party.begun), party.country) == ("1994", "RU")
    assert found.ends("located_at") == [("FONAR", "1 Lamp Street, Moscow, Russia")]
    assert not found.tally.unknown


def test_an_entity_without_a_name_is_rejected(tmp_path: Path) -> None:
    found = loaded(tmp_path, entity(101, ""), entity(102, "FONAR"))
    assert (found.tally.rows, found.tally.used) == (2, 1)
    assert [each.reason for each in found.tally.rejected] == ["has no id or no primary name"]


def test_a_file_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    text = published(entity(101, "FONAR"), entity(102, "LAMP"))
    with pytest.raises(BadFile, match="cut off"):
        load("ofac-enhanced", write(tmp_path / "a.xml", text[: text.rindex("<names>")]))


def test_the_file_is_recognised(tmp_path: Path) -> None:
    assert ofac_enhanced.recognises(head(write(tmp_path / "a.xml", published())))
    other = '<sanctionsData xmlns="urn:other"/>'
    assert not ofac_enhanced.recognises(head(write(tmp_path / "b.xml", other)))
