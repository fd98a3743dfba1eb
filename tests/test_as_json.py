"""Exact data: complete, plain, and the same every time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph import as_json
from graph.dates import PartialDate
from graph.intermediaries import intermediaries
from graph.loosen import Loosening
from graph.practice import verdict
from graph.question import Ends, Question
from graph.workspace import ask as ask_workspace
from tests.examples import ANY, ask, casebook, records
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

SAID: list[Said] = [
    ("Maker supplies Reseller", {"deal": "d1", "source": "law", "valid_from": "2019-05"}),
    ("Reseller supplies Telecom", {"deal": "d1", "corroborating": "denial", "disputed": "yes"}),
    ("Government of Iran owns Telecom", {"percent": ">50"}),
    ("Reseller supplies Police of Iran", {"deal": "d2"}),
]


def plain(data: object) -> dict[str, Any]:
    """Send data through JSON, as another program gets it."""
    back: dict[str, Any] = json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))
    return back


def answer(*, composed: bool = False) -> dict[str, Any]:
    return plain(
        as_json.answer(
            ask(SAID, ANY),
            records(SAID),
            words(),
            lens=casebook().lens,
            composed=composed,
            loosenings=[Loosening("farther", 1, 2)],
        )
    )


def test_every_hops_statements_carry_their_sources_address() -> None:
    [path] = answer()["paths"]
    stated = [s for hop in (*path["hops"], *path["tie"]) for s in hop["statements"]]
    assert len(stated) == 3
    assert all(s["source"]["url"].startswith("https://example.org/") for s in stated)
    assert stated[1]["corroborating_source"]["id"] == "denial"
    assert stated[0]["corroborating_source"] is None


def test_a_path_says_what_holds_it_together() -> None:
    [path] = answer()["paths"]
    assert [party["name"] for party in path["parties"]] == ["Maker", "Reseller", "Telecom"]
    assert (path["attestation"], path["basis"]) == ("one_deal", "d1")
    assert path["disputed"] is True
    assert path["end_user_role"] == "state-controlled end-user"
    assert path["governments"] == ["Government of Iran"]
    assert (path["coexist"], path["in_order"]) == ("unknown", "unknown")
    carrying = [s["id"] for hop in path["hops"] for s in hop["statements"]]
    assert path["carrying_statements"] == sorted(carrying)


def test_composed_paths_are_counted_or_given() -> None:
    assert (answer()["composed"], answer()["composed_hidden"]) == ([], 1)
    assert (len(answer(composed=True)["composed"]), answer(composed=True)["composed_hidden"]) == (
        1,
        0,
    )
    assert answer(composed=True)["composed"][0]["basis"] is None


def test_an_answer_names_its_question_lens_data_and_program() -> None:
    data = answer()
    assert data["question"]["ends"] == "any"
    assert data["question"]["hops"] == 4
    assert data["lens"] == casebook().lens.rule
    assert data["graph"]["content_hash"] == records(SAID).content_hash
    assert data["graph"]["program"].startswith("enduse ")
    assert data["account"]["left_out"] == {"control": 1}
    assert data["account"]["complete"] is True
    assert data["loosenings"] == [{"change": "farther", "attested": 1, "composed": 2}]


def test_every_parameter_of_a_question_travels() -> None:
    asked = Question("A", Ends.PARTY, "B", as_of=PartialDate("2019"), layers=frozenset({"control"}))
    data = plain(as_json.question(asked))
    assert data["as_of"] == "2019"
    assert data["layers"] == ["control"]
    assert set(data) == set(Question.__dataclass_fields__)


def test_what_is_unknown_is_null_and_never_empty() -> None:
    [path] = answer()["paths"]
    first, second = (hop["statements"][0] for hop in path["hops"])
    assert (first["valid_from"], second["valid_from"]) == ("2019-05", None)
    assert (first["percent"], path["tie"][0]["statements"][0]["percent"]) == (None, ">50")
    assert path["parties"][0]["country"] is None


@pytest.mark.parametrize("ends", [Ends.LENS, Ends.ANY])
def test_the_whole_casebook_is_plain_data(ends: Ends) -> None:
    work = casebook()
    found = ask_workspace(work, Question(ends=ends))
    data = plain(
        as_json.answer(found, work.records, words(), lens=work.lens, composed=True, loosenings=[])
    )
    assert len(data["paths"]) == len(found.attested)
    for path in data["paths"]:
        for hop in (*path["hops"], *path["tie"]):
            assert hop["statements"]
            assert all(s["source"]["url"] for s in hop["statements"])
    for each in intermediaries(found.attested):
        assert plain(as_json.intermediary(each, work.records))["paths"] == len(each.paths)
    for party in work.records.parties.values():
        assert plain(as_json.party(party))["id"] == party.id
    for source in work.records.sources.values():
        assert plain(as_json.source(source))["published"]


def test_a_verdict_carries_its_readings() -> None:
    work = casebook()
    data = plain(as_json.verdict(verdict(work.lens, work.practices, "IR")))
    assert data["meets"] == "yes"
    assert all(reading["assessment"]["url"] for reading in data["readings"])
    assert plain(as_json.verdict(verdict(work.lens, {}, "IR")))["readings"][0]["assessment"] is None
