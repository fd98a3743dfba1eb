"""Who serves several suppliers and several end-users, counted from the paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.intermediaries import intermediaries
from graph.question import Question
from graph.workspace import ask as ask_workspace
from tests.examples import ANY, ask, casebook

if TYPE_CHECKING:
    from tests.examples import Said

SAID: list[Said] = [
    ("One supplies Hub", {"deal": "d1"}),
    ("Two supplies Hub", {"deal": "d1"}),
    ("Hub supplies Ministry of Iran", {"deal": "d1"}),
    ("Hub supplies Police of Ghana", {"deal": "d1"}),
    ("One supplies Side", {"deal": "d2"}),
    ("Side supplies Ministry of Iran", {"deal": "d2"}),
]


def test_a_hub_serves_whoever_its_paths_join() -> None:
    [hub, side] = intermediaries(ask(SAID, ANY).attested)
    assert (hub.party, side.party) == ("Hub", "Side")
    assert hub.suppliers == ("One", "Two")
    assert hub.end_users == ("Ministry of Iran", "Police of Ghana")
    assert hub.countries == ("GH", "IR")
    assert len(hub.paths) == 4


def test_those_who_serve_fewer_are_left_out() -> None:
    attested = ask(SAID, ANY).attested
    assert [each.party for each in intermediaries(attested, suppliers=2)] == ["Hub"]
    assert [each.party for each in intermediaries(attested, end_users=2)] == ["Hub"]
    assert intermediaries(attested, suppliers=3) == []


def test_most_end_users_come_first_then_most_suppliers_then_the_name() -> None:
    said: list[Said] = [
        *("A supplies Z", "Z supplies Police", "Z supplies Bureau"),
        *("A supplies Y", "B supplies Y", "Y supplies Police"),
        *("A supplies X", "X supplies Police", "A supplies W", "W supplies Police"),
    ]
    found = intermediaries(ask(said, ANY).composed)
    assert [each.party for each in found] == ["Z", "Y", "W", "X"]


def test_a_party_earlier_on_the_way_is_served_too() -> None:
    said: list[Said] = [
        ("A supplies B", {"deal": "d"}),
        ("B supplies C", {"deal": "d"}),
        ("C supplies Police", {"deal": "d"}),
    ]
    served = {each.party: each.suppliers for each in intermediaries(ask(said, ANY).attested)}
    assert served == {"B": ("A",), "C": ("A", "B")}


def test_nothing_in_nothing_out() -> None:
    assert intermediaries([]) == []


def test_end_users_are_not_intermediaries_of_their_own_paths() -> None:
    answer = ask_workspace(casebook(), Question())
    for each in intermediaries(answer.attested):
        assert casebook().records.parties[each.party].kind in ("company", "person")
        assert each.party not in each.suppliers
        assert all(each.party in path.intermediaries for path in each.paths)
