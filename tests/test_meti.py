"""Japan's end-user list: parties with their country and listing; what has no name is no party."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import BadFile
from graph.recognising import recognised
from graph.statement import Listing
from loaders.reading.words import tables
from tests.loading import Loaded, load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = "https://www.ammitto.org/ontology/context.jsonld"
AT = "https://www.ammitto.org/{}/jp/{}"


def record(
    local: str, name: str, country: str = "イランIslamic Republic of Iran"
) -> dict[str, Any]:
    return {
        "id": AT.format("entity", local),
        "entity_type": "organization",
        "names": [{"full_name": name, "script": "Latn", "is_primary": True}],
        "source_references": [{"source_code": "jp", "reference_number": local}],
        "remarks": f"Country: {country}",
    }


def nameless(local: str) -> dict[str, Any]:
    made = record(local, "")
    return {key: made[key] for key in ("id", "entity_type", "source_references")}


def listing(local: str) -> dict[str, Any]:
    return {
        "id": AT.format("entry", local),
        "entity_id": AT.format("entity", local),
        "regime": {"name": "Japan End-User List (METI)", "code": "JP-EUL"},
        "effects": [
            {
                "effect_type": "export_restriction",
                "scope": "full",
                "description": "Subject to export license requirements",
            }
        ],
        "period": {"is_indefinite": True},
        "status": "active",
        "remarks": "Japan End-User List - Export Control",
    }


def written(place: Path, *records: dict[str, Any]) -> Path:
    text = json.dumps({"@context": CONTEXT, "@graph": records}, ensure_ascii=False, indent=2)
    return write(place / "jp.jsonld", text)


def loaded(place: Path, *records: dict[str, Any]) -> Loaded:
    return load("meti", written(place, *records))


def test_a_record_is_a_party_with_its_listing(tmp_path: Path) -> None:
    found = loaded(tmp_path, record("JP-1", "Nowhere Optics"), listing("JP-1"))
    party = found.party("JP-1")
    assert (party.name, party.kind, party.country) == ("Nowhere Optics", "organisation", "IR")
    assert party.listings == (Listing("Japan End-User List (METI)", citation="JP-1"),)
    assert party.description == "Subject to export license requirements"
    assert (found.tally.rows, found.tally.used) == (2, 2)


def test_a_listing_may_come_before_its_record(tmp_path: Path) -> None:
    found = loaded(tmp_path, listing("JP-1"), record("JP-1", "Nowhere Optics"))
    assert found.party("JP-1").listings


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("イランIslamic Republic of Iran", "IR"),
        ("アフガニスタン Islamic Republic of Afghanistan", "AF"),
        ("北朝鮮North Korea", "KP"),
        ("中国People's Republic of China", "CN"),
        ("香港Hong Kong", "HK"),
        ("レバノンRepublic of Lebanon", "LB"),
        ("台湾Taiwan", "TW"),
    ],
)
def test_the_country_is_read_after_its_name_in_japanese(
    country: str, code: str, tmp_path: Path
) -> None:
    found = loaded(tmp_path, record("JP-1", "Nowhere Optics", country))
    assert found.party("JP-1").country == code
    assert not found.tally.unknown


def test_an_unknown_country_is_counted(tmp_path: Path) -> None:
    found = loaded(tmp_path, record("JP-1", "Nowhere Optics", "国Atlantis"))
    assert found.tally.unknown == {"countries": {"Atlantis": 1}}


@pytest.mark.parametrize(
    ("name", "aliases", "weak"),
    [
        ("Plain Works", (), ()),
        ("Invented Works (INW)", (), ("INW",)),
        ("Invented Works（INW）", (), ("INW",)),
        ("Invented Works(発明製作所)", ("発明製作所", "Invented Works"), ()),
        (
            "Invented Works (INW)（発明製作所）",
            ("発明製作所", "Invented Works (INW)"),
            ("INW",),
        ),
        ("Invented Works（発明(中國)製作所）", ("発明(中國)製作所", "Invented Works"), ()),
        ("Invented (General) Works", (), ()),
        ("Invented Works (formerly others)", (), ()),
        ("発明製作所", (), ()),
    ],
)
def test_brackets_at_the_end_of_a_name_hold_other_names(
    name: str, aliases: tuple[str, ...], weak: tuple[str, ...], tmp_path: Path
) -> None:
    party = loaded(tmp_path, record("JP-1", name)).party("JP-1")
    assert (party.name, party.aliases, party.weak_aliases) == (name, aliases, weak)


def test_a_dot_before_a_name_is_a_mark_of_the_list(tmp_path: Path) -> None:
    assert (
        loaded(tmp_path, record("JP-1", "・Invented Works")).party("JP-1").name == "Invented Works"
    )


def test_the_kind_is_inferred_where_the_name_tells_it_and_said_so(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        record("JP-1", "Invented Trading Co., Ltd."),
        record("JP-2", "Ministry of Invented Industry"),
    )
    assert found.party("JP-1").kind == "company"
    assert "inferred from the name" in found.party("JP-1").description
    assert found.party("JP-2").kind == "government_agency"
    [said] = found.said("agency_of")
    assert (said.object, said.grade) == ("s:gov-IR", "inferred")


def test_a_record_without_a_name_is_rejected_and_its_listing_skipped(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        *(record("JP-1", "Nowhere Optics"), nameless("JP-jp-2")),
        *(listing("JP-1"), listing("JP-jp-2")),
    )
    assert [party.id for party in found.records.parties.values()] == ["s:JP-1"]
    assert [each.reason for each in found.tally.rejected] == ["has no id or no name"]
    assert found.tally.skipped == {"lists a record that has no name": 1}


def test_records_that_share_an_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="1 of 2 records have an id that stands before"):
        loaded(tmp_path, record("", "Nowhere Optics"), record("", "Nowhere Lenses"))


def test_an_unknown_type_or_status_is_counted(tmp_path: Path) -> None:
    odd = record("JP-1", "Nowhere Optics") | {"entity_type": "cloud"}
    found = loaded(tmp_path, odd, record("JP-2", "Others"), listing("JP-2") | {"status": "gone"})
    assert found.tally.unknown == {"meti kinds": {"cloud": 1}, "meti statuses": {"gone": 1}}
    assert len(found.tally.rejected) == 1


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, record("JP-1", "Nowhere Optics"), listing("JP-1"))
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(BadFile, match="is not JSON"):
        load("meti", file)


def test_the_file_is_recognised(tmp_path: Path) -> None:
    assert recognised(written(tmp_path, record("JP-1", "Nowhere Optics"))) == "meti"


@pytest.mark.parametrize("word", sorted(tables("meti.toml")["kinds"].values()))
def test_every_kind_is_in_the_vocabulary(word: str) -> None:
    assert word in words().kinds
