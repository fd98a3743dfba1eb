"""The key of a hop leads back to it, whatever its parties are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import network as networks
from graph.case import hop_key, hop_named, is_hop, of_party, of_statement
from graph.case_making import key_of
from graph.network import hops, party, statements
from tests.examples import network
from tests.records import records, words

if TYPE_CHECKING:
    from graph.statement import Records


@given(records())
def test_every_hop_is_found_by_its_key(made: Records) -> None:
    held = networks.build(made)
    for each in hops(statements(held), words()):
        key = key_of(each, words())
        found = hop_named(held, key, words())
        assert found is not None
        assert {s.id for s in found.statements} == {s.id for s in each.statements}


def test_an_arrow_within_an_id_misleads_nobody() -> None:
    held = network(["A > B supplies C", "A supplies B > C"])
    found = hop_named(held, hop_key("A > B", "C", "supply"), words())
    assert found is not None
    # Both hops bear this key; the first that stands is given, always the same.
    assert (found.origin, found.target) == ("A", "B > C")


def test_a_hop_along_a_reverse_relation_is_named_by_its_flow() -> None:
    held = network(["Reseller resells_for Maker"])
    found = hop_named(held, "Maker > Reseller > supply", words())
    assert found is not None
    assert hop_named(held, "Reseller > Maker > supply", words()) is None


@pytest.mark.parametrize("key", ["", "Maker", "Maker > Reseller", "Maker > Gone > supply", " > > "])
def test_what_names_no_hop_gives_none(key: str) -> None:
    assert hop_named(network(["Maker supplies Reseller"]), key, words()) is None


def test_a_key_ends_in_a_layer() -> None:
    assert is_hop("Maker > Reseller > supply", words())
    assert not is_hop("casebook:maker", words())
    assert not is_hop("Maker > Reseller", words())


@given(st.data())
def test_a_digest_tells_what_the_id_leaves_out(data: st.DataObject) -> None:
    note = data.draw(st.text(max_size=5))
    one = next(statements(network([("A supplies B", {"note": note})])))
    other = next(statements(network([("A supplies B", {"note": f"{note}!"})])))
    assert one.id == other.id
    assert of_statement(one) != of_statement(other)


def test_a_digest_of_a_party_tells_two_apart() -> None:
    held = network(["A supplies B"])
    assert of_party(party(held, "A")) != of_party(party(held, "B"))
