"""The sheet of a party without a browser: parts that small data have and the casebook lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.serve import DATA_VARIABLE
from tests.examples import folder
from tests.test_app import opened, text

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

ROWS = """\
i1,maker,same_as,makers,,,,,,,official_finding,,paper,,One and the same.
i2,maker,possibly_same_as,other,,,,,,,reported,,paper,,Perhaps.
"""
PLACES = 25


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = folder(tmp_path)
    parties = ["makers,Makers Incorporated,company,US,,,,,,", "other,Other,company,US,,,,,,"]
    parties.append("street,1 Long Street,address,US,,,,,,")
    parties += [f"firm{at},Firm {at:02},company,US,,,,,," for at in range(PLACES)]
    said = [
        f"a{at},firm{at},located_at,street,,,,,,,documented,,paper,,There." for at in range(PLACES)
    ]
    said.append("a,maker,located_at,street,,,,,,,documented,,paper,,There.")
    for name, lines in (("parties", parties), ("statements", [*ROWS.splitlines(), *said])):
        file = place / f"{name}.csv"
        file.write_text(file.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    monkeypatch.setenv(DATA_VARIABLE, str(place))
    return place


@pytest.mark.usefixtures("data")
def test_the_records_of_one_party_are_listed_with_what_makes_them_one() -> None:
    told = text(opened("party", id="t:maker"))
    assert "Makers Incorporated" in told
    assert "Maker is the same as Makers Incorporated" in told
    assert "Identity that nobody has settled" in told


@pytest.mark.usefixtures("data")
def test_an_address_that_many_share_is_said_to_say_little() -> None:
    told = text(opened("party", id="t:maker"))
    assert "25 parties more there, 12 of them below" in told
    assert "formation agent" in told
    assert "it is no tie, and no wrong" in told


@pytest.mark.usefixtures("data")
def test_an_address_has_a_sheet_of_its_own() -> None:
    told = text(opened("party", id="t:street"))
    assert "26 parties there" in told
    assert "Roles in supplies" not in told
    assert "Ownership and control" not in told


def test_a_body_reads_through_the_lens_and_a_company_does_not() -> None:
    assert "Default lens: Uganda" in text(opened("party", id="casebook:uganda-police"))
    assert "Default lens" not in text(opened("party", id="casebook:zte"))


def test_of_a_party_on_no_list_that_is_said_to_be_no_clearance() -> None:
    assert "That is not a clearance" in text(opened("party", id="casebook:tci"))


def test_a_note_stands_on_the_sheet() -> None:
    app: AppTest = opened("party", id="casebook:tci")
    app.text_area[0].set_value("Ask <b>who</b>").run()
    assert not app.exception
    assert "Ask &lt;b&gt;who" in "".join(each.proto.body for each in app.get("html"))
