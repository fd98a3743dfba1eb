"""The simplified table of targets gives parties and addresses, and ties nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile
from graph.recognising import recognised
from graph.statement import Identifier
from tests.loading import Loaded, load, write

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers"),
    *("sanctions", "phones", "emails", "dataset", "first_seen", "last_seen", "last_change"),
)


def row(**cells: str) -> str:
    """Write a row as it is published: every cell in quotes, quotes doubled."""
    given = {"id": "NK-1", "schema": "Company", "name": "Alpha Lenses", "dataset": "Ice List"}
    values = [(given | cells).get(name, "") for name in COLUMNS]
    return ",".join('"' + value.replace('"', '""') + '"' for value in values) + "\n"


def table(file: Path, *rows: str) -> Path:
    header = ",".join(f'"{name}"' for name in COLUMNS) + "\n"
    return write(file / "targets.simple.csv", header + "".join(rows))


def read(file: Path, *rows: str) -> Loaded:
    return load("ftm-simple", table(file, *rows))


def test_a_row_is_a_party(tmp_path: Path) -> None:
    party = read(
        tmp_path, row(aliases="Alpha Optical;Alpha Lenses", countries="ru", birth_date="")
    ).party("NK-1")
    assert (party.name, party.kind, party.country) == ("Alpha Lenses", "company", "RU")
    assert party.aliases == ("Alpha Optical",)


def test_a_value_with_a_semicolon_stands_in_quotes(tmp_path: Path) -> None:
    party = read(tmp_path, row(aliases='"Alpha; Beta & Co";"The ""Lens""";Gamma\nWorks')).party(
        "NK-1"
    )
    assert party.aliases == ("Alpha; Beta & Co", 'The "Lens"', "Gamma Works")


def test_of_several_countries_none_is_chosen(tmp_path: Path) -> None:
    found = read(tmp_path, row(countries="fr;lb;su"), row(id="NK-2", countries="ru;su"))
    assert found.party("NK-1").country is None
    assert found.party("NK-1").description == "Countries as stated: FR, LB."
    assert found.party("NK-2").country == "RU"


def test_a_public_body_stands_under_its_government(tmp_path: Path) -> None:
    found = read(tmp_path, row(schema="PublicBody", countries="aq"))
    assert found.ends("agency_of") == [("Alpha Lenses", "Government of Antarctica")]


def test_addresses_are_places_and_a_country_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, row(addresses="7 Floe Road, Ice Bay;Antarctica;7 floe road Ice Bay"))
    assert found.ends("located_at") == [("Alpha Lenses", "7 Floe Road, Ice Bay")]


def test_numbers_without_a_scheme_are_not_strong(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row(identifiers="7701234567;Q5"),
        row(id="Q99999999", schema="Person", name="Ann", identifiers="P1234567", birth_date="1960"),
    )
    assert {each.scheme for each in found.party("NK-1").identifiers} == {"number"}
    assert found.party("Q99999999").identifiers == (Identifier("wikidata", "Q99999999"),)
    assert str(found.party("Q99999999").begun) == "1960"


def test_the_list_is_named_only_where_the_row_names_one(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row(sanctions="ICE-1 - 2021-01-02;ICE-2"),
        row(id="NK-2", sanctions="ICE-1", dataset="Ice List;Snow List"),
    )
    assert [(x.list, x.programme) for x in found.party("NK-1").listings] == [
        ("Ice List", "ICE-1 - 2021-01-02"),
        ("Ice List", "ICE-2"),
    ]
    assert [x.list for x in found.party("NK-2").listings] == ["a list that the row does not name"]


def test_an_unknown_schema_is_skipped_and_counted(tmp_path: Path) -> None:
    found = read(tmp_path, row(schema="Blimp"), row(id="", name="No Id"), row(id="NK-3"))
    assert found.tally.skipped.total() == 1
    assert found.tally.unknown == {"ftm kinds": {"Blimp": 1}}
    assert [each.reason for each in found.tally.rejected] == ["has no id or no name"]
    assert found.tally.used == 1


def test_a_row_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = table(tmp_path, row(), row(id="NK-2"))
    with pytest.raises(BadFile, match="is not CSV"):
        load("ftm-simple", write(file, file.read_text("utf-8")[:-40].rstrip('",\n') + ',"cut'))


def test_the_table_is_recognised_and_another_is_refused(tmp_path: Path) -> None:
    assert recognised(table(tmp_path, row())) == "ftm-simple"
    newer = ",".join((*COLUMNS, "program_ids"))
    assert recognised(write(tmp_path / "newer.csv", f"{newer}\n")) == "ftm-simple"
    with pytest.raises(BadFile, match="its header has no"):
        load("ftm-simple", write(tmp_path / "other.csv", "id,name\n"))
