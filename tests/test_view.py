"""What a reader makes of a picture: each change, taken back, stored, and named in an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import view as views
from graph.arrangement import LAYOUTS
from graph.connection import connection
from graph.filters import Filters
from graph.hubs import Hubs
from graph.neighbourhood import Way
from graph.view import History, View
from graph.view_data import MOST_IN_ADDRESS, from_address, from_data, held, to_address, to_data
from tests.examples import network
from tests.records import dates, words

if TYPE_CHECKING:
    from graph.network import Network
    from tests.examples import Said

SAID: list[Said] = [
    ("Maker supplies Reseller", {"grade": "documented", "valid_from": "2019"}),
    ("Reseller supplies Ministry of Iran", {"grade": "charged", "deal": "d1"}),
    "Ministry of Iran agency_of Government of Iran",
    ("Person owns Reseller", {"grade": "reported"}),
    ("Reseller located_at Street", {"grade": "reported"}),
    ("Other supplies Police of Ghana", {"disputed": "yes"}),
    "Maker supplies Other",
    "Person directs Other",
]
NETWORK = network(SAID)
PARTIES = sorted(NETWORK)
WIDE = network([f"Hub supplies Customer {at:03}" for at in range(140)])


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    return Filters(
        hidden_kinds=draw(st.frozensets(st.sampled_from(sorted(words().kinds)))),
        hidden_layers=draw(st.frozensets(st.sampled_from(sorted(words().layers)))),
        countries=draw(st.frozensets(st.sampled_from(["IR", "GH", "unknown"]))),
        grade=draw(st.sampled_from(["", *words().grades])),
        since=draw(st.none() | dates()),
        until=draw(st.none() | dates()),
        undated=draw(st.booleans()),
    )


PLACE = st.tuples(*[st.integers(-999, 999).map(float)] * 2)


MOVING, STILL = ("layout", "pin"), ("expand", "way", "kind", "remove", "keep", "filter", "unpin")


@st.composite
def changed(draw: st.DrawFn, view: View, sorts: tuple[str, ...] = (*MOVING, *STILL)) -> View:
    """One change that a reader may make, of any sort."""
    party = draw(st.sampled_from(PARTIES))
    way = Way(draw(st.sampled_from(["supplies", "owns", "agency_of"])), draw(st.booleans()))
    match draw(st.sampled_from(sorts)):
        case "expand":
            return views.expand(NETWORK, view, party, words(), most=2)
        case "way":
            return views.expand(NETWORK, view, party, words(), way=way)
        case "kind":
            return views.expand(NETWORK, view, party, words(), kind="company")
        case "remove":
            return views.remove(view, [party])
        case "keep":
            return views.keep_only(view, draw(st.lists(st.sampled_from(PARTIES), min_size=2)))
        case "filter":
            return views.filtered(view, draw(filters()))
        case "layout":
            layout = draw(st.sampled_from(sorted(LAYOUTS)))
            return views.set_layout(NETWORK, view, layout, words())
        case "pin":
            return views.pin(view, {party: draw(PLACE)})
    return views.unpin(view, [party])


@st.composite
def histories(draw: st.DrawFn) -> History:
    history = History(views.begin(NETWORK, draw(st.sampled_from(PARTIES)), words()))
    for _ in range(draw(st.integers(0, 6))):
        history = views.change(history, draw(changed(history.now)))
        history = views.look(history, draw(st.lists(st.sampled_from(PARTIES), max_size=3)))
        if draw(st.booleans()):
            history = views.undo(history)
    return history


def some_views() -> st.SearchStrategy[View]:
    return histories().map(lambda history: history.now)


# Taking back


@given(histories())
def test_what_is_taken_back_and_made_again_is_as_it_was(history: History) -> None:
    if history.past:
        assert views.redo(views.undo(history)) == history
    if history.future:
        assert views.undo(views.redo(history)) == history


@given(histories(), st.data())
def test_any_change_can_be_taken_back(history: History, data: st.DataObject) -> None:
    after = views.change(history, data.draw(changed(history.now)))
    if after != history:
        assert views.undo(after).now == history.now
        assert after.future == ()


def test_with_nothing_to_take_back_nothing_happens() -> None:
    history = History()
    assert views.undo(history) == views.redo(history) == views.change(history, View()) == history


def test_to_choose_is_no_step_to_take_back() -> None:
    history = views.change(History(), views.begin(NETWORK, "Maker", words()))
    looked = views.look(history, ["Reseller", "Reseller", "Maker"])
    assert looked.now.selection == ("Reseller", "Maker")
    assert looked.past == history.past


def test_steps_are_remembered_up_to_a_limit() -> None:
    history = History()
    for at in range(views.MOST_STEPS + 5):
        history = views.change(history, View(selection=(str(at),)))
    assert len(history.past) == views.MOST_STEPS


# Growing


@given(some_views(), st.data())
def test_no_change_but_a_layout_or_a_pin_moves_anybody(view: View, data: st.DataObject) -> None:
    after = data.draw(changed(view, STILL))
    for key in view.places.keys() & after.places.keys():
        assert after.places[key] == view.places[key]


@given(some_views())
def test_every_party_has_a_place_and_nobody_else(view: View) -> None:
    assert view.places.keys() == set(view.parties)
    assert len(view.parties) == len(view.places)
    assert view.pinned <= view.places.keys()


@given(some_views(), st.sampled_from(PARTIES), st.sampled_from(sorted(LAYOUTS)))
def test_to_expand_moves_nobody_in_any_layout(view: View, party: str, layout: str) -> None:
    view = views.set_layout(NETWORK, view, layout, words())
    after = views.expand(NETWORK, view, party, words())
    assert after.parties[: len(view.parties)] == view.parties
    assert {key: after.places[key] for key in view.parties} == view.places
    assert len(set(after.places.values())) == len(after.places)


@given(some_views(), st.sampled_from(sorted(LAYOUTS)))
def test_a_layout_leaves_the_pinned_where_they_are(view: View, layout: str) -> None:
    after = views.set_layout(NETWORK, view, layout, words())
    assert all(after.places[key] == view.places[key] for key in view.pinned)
    assert after.parties == view.parties


def test_a_view_begins_with_a_party_and_its_first_neighbours() -> None:
    view = views.begin(WIDE, "Hub", words())
    assert len(view.parties) == 1 + views.NEXT
    assert view.parties[0] == "Hub"
    assert view.selection == ("Hub",)
    assert views.shown(WIDE, view, words()).more["Hub"] == (140, 140 - views.NEXT)


def test_the_next_are_those_not_shown_yet() -> None:
    view = views.begin(WIDE, "Hub", words())
    after = views.expand(WIDE, view, "Hub", words(), most=views.NEXT)
    assert len(after.parties) == 1 + 2 * views.NEXT
    every = views.expand(WIDE, after, "Hub", words())
    assert len(every.parties) == 141


def test_a_relation_and_a_kind_are_followed_alone() -> None:
    view = views.keep_only(views.begin(NETWORK, "Reseller", words()), ["Reseller"])
    owned = views.expand(NETWORK, view, "Reseller", words(), way=Way("owns", False))
    assert owned.parties == ("Reseller", "Person")
    bodies = views.expand(NETWORK, view, "Reseller", words(), kind="government_agency")
    assert bodies.parties == ("Reseller", "Ministry of Iran")
    bought = views.expand(NETWORK, view, "Reseller", words(), way=Way("supplies", False))
    assert bought.parties == ("Reseller", "Maker")


def test_what_filters_hide_is_not_added_unseen() -> None:
    hidden = Filters(hidden_layers=frozenset(["control", "place"]))
    view = views.begin(NETWORK, "Reseller", words(), filters=hidden)
    assert set(view.parties) == {"Reseller", "Maker", "Ministry of Iran"}
    assert views.shown(NETWORK, view, words()).hidden_parties == 0


def test_a_view_holds_no_more_than_can_be_read() -> None:
    most = views.MOST_SHOWN
    hub = network([f"Hub supplies Customer {at:04}" for at in range(most + 20)])
    view = views.expand(hub, views.begin(hub, "Hub", words()), "Hub", words())
    assert len(view.parties) == most
    assert views.shown(hub, view, words()).more["Hub"] == (most + 20, 21)


# Taking away and showing


def test_what_is_removed_is_gone_with_its_place_and_its_pin() -> None:
    view = views.pin(views.begin(NETWORK, "Maker", words()), {"Reseller": (1.0, 2.0)})
    view = views.select(view, ["Reseller", "Maker"])
    after = views.remove(view, ["Reseller"])
    assert "Reseller" not in (*after.parties, *after.places, *after.pinned, *after.selection)
    only = views.keep_only(view, ["Reseller"])
    assert (only.parties, only.pinned, only.selection) == (
        ("Reseller",),
        frozenset(["Reseller"]),
        ("Reseller",),
    )


def test_a_connection_is_shown_whole_and_its_ends_chosen() -> None:
    view = views.begin(NETWORK, "Maker", words())
    ends = ("Maker", "Government of Iran")
    found = connection(NETWORK, ends, words(), Hubs(kinds=()))
    assert found
    after = views.reveal(NETWORK, view, found, words())
    assert {"Reseller", "Ministry of Iran", "Government of Iran"} <= set(after.parties)
    assert after.selection == ends


def test_filters_hide_parties_and_hops_and_say_how_many() -> None:
    view = views.begin(NETWORK, "Reseller", words())
    seen = views.shown(NETWORK, view, words())
    assert (seen.hidden_parties, seen.hidden_hops, len(seen.hops)) == (0, 0, 4)
    people = views.filtered(view, Filters(hidden_kinds=frozenset(["person"])))
    seen = views.shown(NETWORK, people, words())
    assert (seen.hidden_parties, seen.hidden_hops) == (1, 1)
    control = views.filtered(view, Filters(hidden_layers=frozenset(["control"])))
    seen = views.shown(NETWORK, control, words())
    assert "Person" not in seen.parties  # joined to nobody any more
    assert (seen.hidden_parties, seen.hidden_hops, len(seen.every)) == (1, 1, 4)


def test_the_first_party_and_the_pinned_stay_when_all_hops_are_hidden() -> None:
    every = Filters(hidden_layers=frozenset(words().layers))
    view = views.filtered(views.begin(NETWORK, "Reseller", words()), every)
    view = views.pin(view, {"Person": (0.0, 0.0)})
    assert views.shown(NETWORK, view, words()).parties == ("Reseller", "Person")


def test_a_party_that_is_joined_to_nobody_shown_stays_in_sight() -> None:
    view = views.add(NETWORK, View(), ["Maker", "Street"], words())
    assert views.shown(NETWORK, view, words()).parties == ("Maker", "Street")


# As data and as an address


@given(some_views())
def test_a_view_comes_back_from_json_as_it_was(view: View) -> None:
    text = json.dumps(to_data(view), sort_keys=True)
    assert from_data(json.loads(text)) == view
    assert json.dumps(to_data(from_data(json.loads(text))), sort_keys=True) == text


@given(some_views())
def test_an_address_brings_a_view_back_but_for_places(view: View) -> None:
    told = to_address(NETWORK, view, words())
    back = from_address(NETWORK, told.values, words())
    assert told.left_out == 0
    assert (back.parties, back.filters) == (view.parties, view.filters)
    if view.parties:
        assert back.layout == view.layout
        assert back.selection == tuple(each for each in view.selection if each in view.places) or (
            not set(view.selection) & view.places.keys()
        )
    assert to_address(NETWORK, back, words()).values.get("show") == told.values.get("show")


def test_the_address_of_a_beginning_is_short() -> None:
    view = views.begin(WIDE, "Hub", words())
    assert to_address(WIDE, view, words()).values == {"party": ["Hub"]}
    assert from_address(WIDE, {"party": ["Hub"]}, words()) == view


def test_a_long_view_is_cut_in_an_address_and_says_so() -> None:
    view = views.expand(WIDE, views.begin(WIDE, "Hub", words()), "Hub", words())
    told = to_address(WIDE, view, words())
    assert told.left_out == 140 - MOST_IN_ADDRESS
    assert from_address(WIDE, told.values, words()).parties == view.parties[: 1 + MOST_IN_ADDRESS]


def test_what_an_address_names_and_nobody_knows_is_passed_over() -> None:
    odd = {
        "party": ["nobody"],
        "show": ["nor me"],
        "layers": ["rumour"],
        "weakest": ["certain"],
        "since": ["20x"],
        "countries": ["<b>"],
        "layout": ["round"],
        "select": ["him"],
    }
    assert from_address(NETWORK, odd, words()) == View()


def test_layers_to_be_shown_are_named_and_none_is_an_answer() -> None:
    view = from_address(NETWORK, {"party": ["Reseller"], "layers": ["control"]}, words())
    assert view.parties == ("Reseller", "Person")
    none = from_address(NETWORK, {"party": ["Reseller"], "layers": ["none"]}, words())
    assert none.filters.hidden_layers == words().layers.keys()
    assert to_address(NETWORK, none, words()).values["layers"] == ["none"]


def test_what_an_older_address_opened_is_opened() -> None:
    asked = {"party": ["Maker"], "open": ["Reseller", "nobody"]}
    assert "Street" in from_address(NETWORK, asked, words()).parties


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"parties": [{"id": "a", "x": "0", "y": 0}]},
        {"parties": [{"id": "a", "x": 0, "y": float("nan")}]},
        {"parties": [{"id": "a", "x": 0, "y": 0}] * 2},
    ],
)
def test_what_is_no_view_is_refused(broken: object) -> None:
    whole = to_data(View())
    with pytest.raises(ValueError, match="no view"):
        from_data({**whole, **broken} if isinstance(broken, dict) and broken else broken)
    for name, value in (("layout", "round"), ("selection", "a"), ("filters", {})):
        with pytest.raises(ValueError, match="no view"):
            from_data({**whole, name: value})


def test_a_view_of_another_graph_keeps_what_this_one_holds() -> None:
    view = views.select(views.begin(NETWORK, "Maker", words()), ["Maker", "Reseller"])
    here: Network = network(["Maker supplies Other"])
    kept, lost = held(here, view)
    assert lost == ("Reseller",)
    assert kept.parties == ("Maker", "Other")
    assert kept.selection == ("Maker",)
    assert held(NETWORK, view) == (view, ())
