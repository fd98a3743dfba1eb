"""Opening a case on other data says exactly what is not as it was, and else nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given

from graph import network as networks
from graph.case_changes import Change, What, changes
from graph.case_making import Work, case_of
from graph.find import Names
from graph.question import Ends, Question
from graph.view import begin
from graph.workspace import ask
from tests.examples import casebook, party, records
from tests.records import records as some_records

if TYPE_CHECKING:
    from graph.case import Case
    from graph.statement import Party, Records
    from graph.workspace import Workspace
    from tests.examples import Said

HOP = "Maker > Reseller > supply"
ASKED = Question(ends=Ends.ANY)
SAID: list[Said] = [
    ("Maker supplies Reseller", {"deal": "d", "note": "Sold."}),
    ("Reseller supplies Ministry of Iran", {"deal": "d"}),
    "Ministry of Iran agency_of Government of Iran",
]


def workspace(made: Records) -> Workspace:
    """Open records as the app does, with the rules of the casebook."""
    return replace(
        casebook(),
        stated=made,
        records=made,
        names=Names(made.parties),
        network=networks.build(made),
    )


def world(said: list[Said], *others: Party) -> Workspace:
    return workspace(records(said, *others))


def kept(held: Workspace) -> Case:
    """Keep the case of a reader who asked, looked at Maker, and noted a party and a hop."""
    answer = ask(held, ASKED)
    work = Work(
        view=begin(held.network, "Maker", held.vocabulary),
        notes={"Maker": "Who?", HOP: "When?"},
        answer=answer,
        chosen=answer.attested[0],
    )
    return case_of(held, held.lens, work)


def changed(now: Workspace) -> list[Change]:
    case = kept(world(SAID))
    return list(changes(case, now, now.lens, ask(now, ASKED)))


def told(now: Workspace, what: What) -> list[str]:
    return [each.told for each in changed(now) if each.what is what]


def test_on_the_same_data_nothing_has_changed() -> None:
    assert changed(world(SAID)) == []


def test_data_that_differs_elsewhere_is_told_and_no_more() -> None:
    [only] = changed(world([*SAID, "Other partner_of Else"]))
    assert only.what is What.DATA
    assert "other data" in only.told


def test_a_party_that_is_gone_is_named_with_its_hop_and_path() -> None:
    now = world(["Ministry of Iran agency_of Government of Iran", "Reseller partner_of Other"])
    assert "Maker (Maker) is no longer in the data." in told(now, What.PARTY)
    assert told(now, What.HOP) == [
        "A statement is gone: “Maker supplies Reseller”.",
        "A statement is gone: “Reseller supplies Ministry of Iran”.",
    ]
    assert told(now, What.ANSWER) == [
        "The answer had 1 attested path and 0 composed, "
        "and has no attested paths and 0 composed now.",
        "A path is gone: Maker → Reseller → Ministry of Iran.",
    ]


def test_a_statement_that_is_disputed_now_is_told() -> None:
    first = ("Maker supplies Reseller", {"deal": "d", "note": "Sold.", "disputed": "yes"})
    assert told(world([first, *SAID[1:]]), What.HOP) == [
        "“Maker supplies Reseller”: disputed now, and was not."
    ]


def test_another_grade_and_another_note_are_told() -> None:
    first = ("Maker supplies Reseller", {"deal": "d", "note": "Lent.", "grade": "charged"})
    assert told(world([first, *SAID[1:]]), What.HOP) == [
        "“Maker supplies Reseller”: grade documented then, charged now.",
        "“Maker supplies Reseller”: its note, place in the source or second source differs.",
    ]


def test_a_statement_of_another_date_is_another_and_the_old_is_gone() -> None:
    first = ("Maker supplies Reseller", {"deal": "d", "note": "Sold.", "valid_from": "2019"})
    found = told(world([first, *SAID[1:]]), What.HOP)
    assert [each.partition(":")[0] for each in found] == [
        "A statement is gone",
        "A statement is new",
    ]


def test_what_is_recorded_of_a_party_is_compared() -> None:
    maker = replace(party("Maker"), country="US", aliases=("Makers",))
    assert told(world(SAID, maker), What.PARTY) == [
        "Maker: country unknown then, United States now."
    ]
    maker = replace(party("Maker"), aliases=("Makers",))
    [only] = told(world(SAID, maker), What.PARTY)
    assert only.startswith("Maker: other names, identifiers")


def test_more_said_of_a_party_is_counted() -> None:
    now = world([*SAID, "Maker partner_of Other"])
    assert told(now, What.PARTY) == ["Maker: 1 statement about it then, 2 statements now."]


def test_a_path_that_is_new_is_named() -> None:
    now = world([*SAID, ("Reseller supplies Police of Ghana", {"deal": "d"})])
    assert "A path is new: Maker → Reseller → Police of Ghana." in told(now, What.ANSWER)


def test_a_lens_that_differs_is_told_test_by_test() -> None:
    held = world(SAID)
    first, *rest = held.lens.tests
    lens = replace(held.lens, share=Decimal("0.6"), tests=(replace(first, use=False), *rest))
    found = changes(kept(held), held, lens, ask(held, ASKED))
    assert [each.told for each in found] == [
        "Lens: share of the tests that must say yes: 50 percent in the case, 60 percent in force.",
        "Lens: test not_free: freedom_in_the_world is Not Free in the case, "
        "freedom_in_the_world is Not Free, not in use in force.",
    ]


def test_of_an_answer_that_was_not_asked_again_nothing_is_said() -> None:
    now = world(SAID[2:])
    found = changes(kept(world(SAID)), now, now.lens)
    assert found
    assert not [each for each in found if each.what is What.ANSWER]


def test_a_search_cut_short_is_told() -> None:
    held = world(SAID)
    answer = ask(held, ASKED)
    cut = replace(answer, account=replace(answer.account, cut="time"))
    [only] = changes(kept(held), held, held.lens, cut)
    assert only.told == "The search is cut short now, and was not."


@given(some_records())
def test_any_data_opens_on_itself_unchanged(made: Records) -> None:
    held = workspace(made)
    key = min(made.parties)
    view = begin(held.network, key, held.vocabulary)
    case = case_of(held, held.lens, Work(view=view, notes=dict.fromkeys(view.parties, "x")))
    assert changes(case, held, held.lens) == ()
