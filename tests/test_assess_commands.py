"""The command `assess`: which sheet it makes, where it writes it, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph.__main__ import main
from graph.sheets.formats import FORMATS
from graph.workspace import RULES

if TYPE_CHECKING:
    from pathlib import Path

DEAL = "ir-zte-tci-2010"


def told(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    assert main(["assess", *given]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    assert main(["assess", *given]) == 2
    return capsys.readouterr().err


def test_a_party_is_assessed_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Due-diligence sheet: NSO Group" in told(capsys, "NSO Group")


def test_a_deal_needs_no_party_and_takes_one_that_took_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    alone = told(capsys, "--deal", DEAL)
    assert "Due-diligence sheet: ZTE monitoring system for TCI" in alone
    assert told(capsys, "ZTE", "--deal", DEAL) == alone
    assert "takes no part" in refused(capsys, "NSO Group", "--deal", DEAL)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"sheet.{FORMATS[name].extension}"
    assert str(file) in told(capsys, "--deal", DEAL, "--format", name, "--out", str(file))
    assert file.stat().st_size > 1000
    if name == "json":
        assert json.loads(file.read_text("utf-8"))["key"] == DEAL


def test_json_on_the_terminal_is_the_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(told(capsys, "--deal", DEAL, "--json"))["subject"] == "deal"


def test_a_pdf_is_not_printed_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--out" in refused(capsys, "ZTE", "--format", "pdf")


def test_day_floor_lens_and_indicators_are_read_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lens = tmp_path / "rules.toml"
    lens.write_text(RULES.read_text("utf-8").replace("Default lens", "Lens of mine"), "utf-8")
    given = ("--as-of", "2015", "--grade-floor", "documented", "--lens", str(lens))
    sheet = told(capsys, "NSO Group", *given)
    assert "Lens: Lens of mine" in sheet
    assert "Weakest grade let in: documented" in sheet
    assert "As of: 2015" in sheet


def test_a_what_if_is_named_as_no_sources_word(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = told(capsys, "casebook:coseinc", "--assume", "ZTE=60")
    assert "an assumption, no source's word" in sheet
    assert "What if ZTE Corporation holds 60 percent" in sheet


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((), "name a party, or a deal"),
        (("Nobody at all",), "names no party"),
        (("--deal", "nowhere"), "no deal has the id"),
        (("NSO Group", "--as-of", "yesterday"), "YYYY"),
        (("NSO Group", "--grade-floor", "certain"), "unknown 'certain'"),
        (("NSO Group", "--assume", "ZTE"), "OWNER=SHARE"),
        (("NSO Group", "--assume", "ZTE="), "OWNER=SHARE"),
        (("--deal", DEAL, "--assume", "ZTE=30"), "about the owners of a party"),
        (("NSO Group", "--indicators", "nowhere.toml"), "cannot be read"),
        (("NSO Group", "--assessments", "nowhere.csv"), "nowhere.csv"),
        (("NSO Group", "-o", "nowhere/sheet.txt"), "cannot be written"),
    ],
)
def test_what_makes_no_sheet_is_refused_with_what_to_do(
    given: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in refused(capsys, *given)
