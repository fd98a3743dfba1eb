"""What is kept of a reader's work: what they saw and noted, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import case_making
from graph.case_making import Work, case_of, routes
from graph.question import Ends, Question
from graph.view import View, begin, select
from graph.workspace import ask
from tests.test_case_changes import HOP, SAID, world

if TYPE_CHECKING:
    import pytest

    from graph.case import Case
    from graph.paths import Answer

HELD = world(SAID)
OTHER = "Reseller > Ministry of Iran > supply"


def answer() -> Answer:
    return ask(HELD, Question(ends=Ends.ANY))


def kept(work: Work) -> Case:
    return case_of(HELD, HELD.lens, work)


def test_of_nothing_done_nothing_is_kept_but_data_and_lens() -> None:
    case = kept(Work())
    assert (case.content_hash, case.lens) == (HELD.records.content_hash, HELD.lens)
    assert (case.asked, case.view, case.parties, case.hops, case.notes) == (
        None,
        View(),
        (),
        (),
        (),
    )


def test_what_stood_behind_a_noted_hop_is_kept_in_sentences() -> None:
    [hop] = kept(Work(notes={HOP: "When?"})).hops
    [said] = hop.statements
    assert (hop.key, said.said) == (HOP, "Maker supplies Reseller")
    assert (said.grade, said.disputed) == ("documented", False)


def test_hops_that_are_chosen_and_those_of_the_path_being_read_are_kept_too() -> None:
    view = select(begin(HELD.network, "Maker", HELD.vocabulary), [HOP])
    assert [each.key for each in kept(Work(view=view)).hops] == [HOP]
    found = answer()
    case = kept(Work(answer=found, chosen=found.attested[0]))
    assert [each.key for each in case.hops] == [HOP, OTHER]
    assert case.asked is not None
    assert case.asked.chosen == (HOP, OTHER)


def test_parties_that_are_shown_or_noted_are_kept_once_and_sorted() -> None:
    view = begin(HELD.network, "Maker", HELD.vocabulary)
    case = kept(Work(view=view, notes={"Ministry of Iran": "x", "Maker": "y", "Gone": "z"}))
    assert [each.id for each in case.parties] == ["Maker", "Ministry of Iran", "Reseller"]
    assert [each.statements for each in case.parties] == [1, 2, 2]
    assert [note.about for note in case.notes] == ["Gone", "Maker", "Ministry of Iran"]


def test_an_empty_note_is_none() -> None:
    assert kept(Work(notes={"Maker": ""})).notes == ()


def test_of_too_many_paths_only_the_number_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert routes(answer()) == (("Maker", "Reseller", "Ministry of Iran"),)
    monkeypatch.setattr(case_making, "MOST_ROUTES", 0)
    assert routes(answer()) is None
    case = kept(Work(answer=answer()))
    assert case.asked is not None
    assert (case.asked.attested, case.asked.routes) == (1, None)
