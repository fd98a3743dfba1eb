"""Statements as a graph: nothing is lost, nothing is counted twice, nothing can be edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import along, build, flow_ends, hop, hops, party, statements
from graph.paths import third_party_paths
from tests import examples
from tests.records import records, words

if TYPE_CHECKING:
    from random import Random

    from graph.statement import Records


def test_sources_that_agree_share_one_edge() -> None:
    made = examples.network(["A supplies B", "A supplies B", "A contracts_with B", "B supplies A"])
    edges = [(*edge[:2], edge[2]) for edge in made.edges(keys=True)]
    assert sorted(edges) == [
        ("A", "B", "contracts_with"),
        ("A", "B", "supplies"),
        ("B", "A", "supplies"),
    ]
    assert len(made.edges["A", "B", "supplies"]["statements"]) == 2


@settings(max_examples=50)
@given(records())
def test_every_statement_and_party_is_kept(some: Records) -> None:
    made = build(some)
    kept = sorted(statement.id for statement in statements(made))
    assert kept == sorted(statement.id for statement in some.statements)
    assert {key: party(made, key) for key in made} == some.parties
    claims = {(s.subject, s.object, s.relation) for s in some.statements}
    assert set(made.edges(keys=True)) == claims


def test_the_graph_names_the_data_it_was_made_of() -> None:
    some = examples.records(["A supplies B"])
    assert build(some).graph["content_hash"] == some.content_hash


def test_the_graph_cannot_be_edited() -> None:
    made = examples.network(["A supplies B"])
    with pytest.raises(nx.NetworkXError):
        made.add_edge("A", "C", "supplies")
    with pytest.raises(nx.NetworkXError):
        made.remove_node("A")


def test_a_party_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        party(examples.network(["A supplies B"]), "C")


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_an_answer_does_not_depend_on_the_order_of_statements(random: Random) -> None:
    some = examples.casebook().records
    turned = replace(
        some,
        statements=tuple(random.sample(some.statements, len(some.statements))),
        parties=dict(random.sample(list(some.parties.items()), len(some.parties))),
    )
    one, other = (
        third_party_paths(build(each), examples.ANY, vocabulary=words()) for each in (some, turned)
    )
    assert one == other


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Maker supplies Reseller", ("Maker", "Reseller")),
        ("Reseller resells_for Maker", ("Maker", "Reseller")),
        ("Reseller distributes_for Maker", ("Maker", "Reseller")),
        ("Agent represents Maker", ("Maker", "Agent")),
        ("Agent brokers_for Maker", ("Maker", "Agent")),
        ("Buyer procures_for Ministry", ("Buyer", "Ministry")),
        ("Unit subsidiary_of Group", ("Group", "Unit")),
        ("Group owns Unit", ("Group", "Unit")),
        ("Police agency_of Government", ("Government", "Police")),
        ("One partner_of Other", ("One", "Other")),
    ],
)
def test_a_hop_follows_the_flow_whichever_way_the_claim_is_put(
    sentence: str, ends: tuple[str, str]
) -> None:
    stated = examples.statement(sentence)
    assert flow_ends(stated, words().relation(stated.relation)) == ends


def test_claims_of_one_layer_along_one_flow_are_one_hop() -> None:
    said = ["Maker supplies Reseller", "Reseller resells_for Maker", "Reseller subsidiary_of Maker"]
    control, supply = hops(examples.statements(said), words())
    assert (
        (supply.origin, supply.target) == (control.origin, control.target) == ("Maker", "Reseller")
    )
    assert supply.relations == ("resells_for", "supplies")
    assert control.relations == ("subsidiary_of",)


def test_a_hop_is_disputed_when_any_of_its_claims_is() -> None:
    plain, denied = "A supplies B", ("A supplies B", {"disputed": "yes"})
    assert hop("A", "B", examples.statements([plain, denied])).disputed
    assert not hop("A", "B", examples.statements([plain])).disputed


def test_the_claims_of_a_hop_have_one_order() -> None:
    some = examples.statements(["A supplies B", "A contracts_with B", "A supplies B"])
    assert hop("A", "B", some) == hop("A", "B", reversed(some))


def test_what_some_hops_make_up_is_a_network_of_its_own() -> None:
    said = ["A supplies B", "A owns B", "B supplies Police", "C supplies A"]
    made = examples.network(said)
    stated = [s for s in statements(made) if s.relation == "supplies" and s.subject != "C"]
    part = along(made, hops(stated, words()))
    assert sorted(part) == ["A", "B", "Police"]
    assert sorted(part.edges(keys=True)) == [("A", "B", "supplies"), ("B", "Police", "supplies")]
    assert list(statements(part)) == stated
    assert party(part, "A") is party(made, "A")
    assert part.graph == made.graph
    assert along(made, []).number_of_nodes() == 0
