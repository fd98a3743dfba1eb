"""The shortest connection of two parties, what attests it, and what it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx import NetworkXNoPath, shortest_path_length

from graph.attestation import Attestation
from graph.connection import MOST_HOPS, Connection, connection
from graph.filters import Filters
from graph.hubs import Hubs
from tests.examples import casebook, network
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

FREE = Hubs(kinds=(), least=1000)
ENDS = ("A", "E")


def found(said: list[Said], *, hubs: Hubs = FREE, filters: Filters | None = None) -> Connection:
    made = connection(network(said), ENDS, words(), hubs, filters or Filters())
    assert made
    return made


def test_the_shortest_chain_is_found_whichever_way_its_hops_point() -> None:
    made = found(["B supplies A", "B owns E", "A supplies C", "C supplies D", "D supplies E"])
    assert made.parties == ("A", "B", "E")
    assert [(hop.origin, hop.target) for hop in made.hops] == [("B", "A"), ("B", "E")]
    assert made.attestation is Attestation.COMPOSED
    assert made.basis == ""


def test_one_document_that_states_every_step_comes_before_a_shorter_composed_chain() -> None:
    one = {"source": "report"}
    made = found(
        ["A supplies X", "X supplies E"]
        + [(said, one) for said in ("A supplies B", "B supplies C", "C supplies E")]
    )
    assert made.parties == ("A", "B", "C", "E")
    assert (made.attestation, made.basis) == (Attestation.ONE_DOCUMENT, "report")


def test_of_equally_short_ones_a_deal_comes_before_a_document() -> None:
    made = found(
        [
            ("A supplies B", {"source": "report"}),
            ("B supplies E", {"source": "report"}),
            ("A supplies C", {"deal": "d1", "grade": "alleged"}),
            ("C supplies E", {"deal": "d1", "grade": "alleged"}),
        ]
    )
    assert (made.parties[1], made.attestation, made.basis) == ("C", Attestation.ONE_DEAL, "d1")
    assert made.grade == "alleged"


def test_of_equally_short_ones_the_strongest_weakest_step_wins() -> None:
    made = found(
        [
            ("A supplies B", {"grade": "court_judgment"}),
            ("B supplies E", {"grade": "alleged"}),
            ("A supplies C", {"grade": "reported"}),
            ("C supplies E", {"grade": "reported"}),
        ]
    )
    assert made.parties == ("A", "C", "E")
    assert made.grade == "reported"


def test_an_attested_chain_holds_only_what_its_document_states() -> None:
    made = found(
        [
            ("A supplies B", {"source": "report"}),
            ("A owns B", {"source": "other"}),
            ("B supplies E", {"source": "report"}),
        ]
    )
    assert [hop.relations for hop in made.hops] == [("supplies",), ("supplies",)]


def test_a_hub_is_passed_only_where_there_is_no_other_way_and_named() -> None:
    said: list[Said] = ["A located_at Street", "E located_at Street"]
    hubs = Hubs(kinds=("address",), least=1000)
    assert found(said, hubs=hubs).hubs == ("Street",)
    around = found([*said, "A supplies B", "B supplies C", "C supplies E"], hubs=hubs)
    assert around.parties == ("A", "B", "C", "E")
    assert around.hubs == ()


def test_what_filters_hide_joins_nobody() -> None:
    said: list[Said] = ["A owns B", "B supplies E", "A supplies C", "C supplies D", "D supplies E"]
    assert found(said).parties == ("A", "B", "E")
    hidden = Filters(hidden_layers=frozenset(["control"]))
    assert found(said, filters=hidden).parties == ("A", "C", "D", "E")


def test_no_connection_is_none() -> None:
    said: list[Said] = ["A supplies B", "C supplies E"]
    assert connection(network(said), ENDS, words(), FREE) is None
    assert connection(network(said), ("A", "A"), words(), FREE) is None
    keys = [f"p{at}" for at in range(MOST_HOPS + 2)]
    chain = network([f"{a} supplies {b}" for a, b in zip(keys, keys[1:], strict=False)])
    assert connection(chain, (keys[0], keys[-1]), words(), FREE) is None
    assert connection(chain, (keys[0], keys[-2]), words(), FREE)


def test_a_party_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        connection(network(["A supplies B"]), ENDS, words(), FREE)


@given(st.sets(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")), max_size=10))
def test_a_composed_connection_is_as_short_as_the_graph_allows(pairs: set[tuple[str, str]]) -> None:
    said: list[Said] = [f"{a} supplies {b}" for a, b in sorted(pairs) if a != b]
    made = network(["A supplies Z", "E supplies Y", *said])
    undirected = made.to_undirected(as_view=True)
    try:
        length: float | None = shortest_path_length(undirected, *ENDS)
    except NetworkXNoPath:
        length = None
    made_one = connection(made, ENDS, words(), FREE)
    assert (len(made_one.parties) - 1 if made_one else None) == length
    again = connection(made, ENDS[::-1], words(), FREE)
    assert (again is None) == (made_one is None)


def test_in_the_casebook_a_maker_and_a_ministry_are_connected_by_one_deal() -> None:
    held = casebook()
    ends = ("casebook:sandvine", "casebook:ntec-belarus")
    made = connection(held.network, ends, held.vocabulary, held.hubs)
    assert made
    assert made.parties == ("casebook:sandvine", "casebook:jet-infosystems", ends[1])
    assert made.attestation is Attestation.ONE_DEAL
