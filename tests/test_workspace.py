"""A workspace is opened once and asked often."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from graph.errors import BadFile, EnduseError
from graph.question import Ends, Question
from graph.workspace import CASEBOOK, RULES, ask, loosen, open_workspace
from tests import examples

if TYPE_CHECKING:
    from pathlib import Path


def test_the_bundled_data_opens_by_itself() -> None:
    opened = examples.casebook()
    assert opened.records.collections[0].id == "casebook"
    assert set(opened.network) == set(opened.records.parties)
    assert opened.network.graph["content_hash"] == opened.records.content_hash
    assert opened.lens.tests
    assert opened.practices


def test_another_folder_and_another_lens_may_be_opened(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.read_text("utf-8").replace('"Default lens"', '"Mine"'), "utf-8")
    opened = open_workspace(examples.folder(tmp_path), rules)
    assert opened.lens.title == "Mine"
    [path] = ask(opened, Question("t:maker")).attested
    assert path.parties == ("t:maker", "t:reseller", "t:ministry")


def test_the_same_data_gives_the_same_answer() -> None:
    again = open_workspace()
    assert ask(again, Question()) == ask(examples.casebook(), Question())


def test_a_question_may_be_asked_through_another_lens() -> None:
    work = examples.casebook()
    strict = replace(work.lens, share=Decimal(1))
    usual, narrow = ask(work, Question()), ask(work, Question(), strict)
    assert {path.parties for path in narrow.attested} < {path.parties for path in usual.attested}


def test_an_empty_answer_is_loosened_through_the_same_lens() -> None:
    work = examples.casebook()
    answer = ask(work, Question("casebook:commscope", Ends.COUNTRY, "UG"))
    assert answer.attested == ()
    assert loosen(work, answer)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        open_workspace(tmp_path / "none")
    assert caught.value.file.parent == tmp_path / "none"
    with pytest.raises(BadFile):
        open_workspace(CASEBOOK, tmp_path / "none.toml")


def test_a_lens_that_asks_an_indicator_nobody_measures_is_refused(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(
        RULES.read_text("utf-8").replace('"freedom_on_the_net"', '"freedom_of_the_net"'), "utf-8"
    )
    with pytest.raises(EnduseError, match="freedom_of_the_net"):
        open_workspace(CASEBOOK, rules)
