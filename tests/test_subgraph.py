"""What is taken from a graph: the statements as stated, with all that they refer to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import VERSION
from graph.exports.subgraph import (
    Subgraph,
    everything,
    of_hops,
    of_parties,
    sources_cited,
)
from graph.network import hops, statements
from graph.question import Ends, Question
from graph.statement import Collection
from graph.workspace import ask
from tests import examples
from tests import records as make
from tests.exporting import SAID, workspace

if TYPE_CHECKING:
    from graph.statement import Records, Statement

TWINS: list[examples.Said] = [
    "Maker supplies Reseller",
    ("Reseller2 same_as Reseller", {"grade": "official_finding"}),
    ("Reseller2 supplies Ministry of Iran", {"deal": "d1"}),
    "Maker supplies Stranger",
]


def ends(taken: Subgraph) -> set[tuple[str, str, str]]:
    return {(s.subject, s.relation, s.object) for s in taken.records.statements}


def test_everything_is_the_graph_as_it_was_loaded() -> None:
    opened = examples.casebook()
    taken = everything(opened)
    assert taken.records is opened.stated
    assert taken.content_hash == opened.records.content_hash
    assert taken.program == f"enduse {VERSION}"
    assert taken.lens == opened.lens.rule


def test_hops_bring_their_statements_with_the_sources_and_deals_they_need_and_no_others() -> None:
    opened = examples.casebook()
    answer = ask(opened, Question(ends=Ends.COUNTRY, end="BY", supplier="casebook:sandvine"))
    [path] = answer.attested
    taken = of_hops(opened, path.hops, asked="Why?", parameters={"b": "2", "a": "1"})
    records = taken.records
    assert list(records.parties) == sorted(path.parties)
    assert {s.id for s in records.statements} == {s.id for h in path.hops for s in h.statements}
    assert list(records.deals) == ["by-sandvine-2020"]
    assert list(records.sources) == ["bloomberg-2020-belarus", "forklog-2020-belarus"]
    assert records.collections == opened.stated.collections
    assert (taken.asked, list(taken.parameters)) == ("Why?", ["a", "b"])


def test_a_party_of_several_records_goes_out_as_those_records_with_what_makes_them_one() -> None:
    opened = workspace(examples.records(TWINS))
    assert "Reseller2" not in opened.records.parties
    for taken in (
        of_parties(opened, ["Maker", "Reseller", "Ministry of Iran"]),
        of_hops(opened, hops(_not_to("Stranger", opened.network), opened.vocabulary)),
    ):
        assert set(taken.records.parties) == {"Maker", "Reseller", "Reseller2", "Ministry of Iran"}
        assert taken.records.statements == opened.stated.statements[:3]
        assert all(said.as_stated is None for said in taken.records.statements)
    assert of_parties(opened, ["Reseller"]).records.statements == opened.stated.statements[1:2]


def _not_to(name: str, whole: object) -> list[Statement]:
    return [said for said in statements(whole) if said.object != name]  # type: ignore[arg-type]


def test_parties_bring_every_statement_among_them_and_stand_without_any() -> None:
    opened = workspace(examples.records(SAID))
    taken = of_parties(opened, ["Maker", "Reseller"])
    assert len(taken.records.statements) == 3
    alone = of_parties(opened, ["Maker", "Owner"])
    assert (list(alone.records.parties), alone.records.statements) == (["Maker", "Owner"], ())
    assert (alone.records.sources, alone.records.deals) == ({}, {})
    with_owner = of_hops(opened, [], parties=["Owner"])
    assert list(with_owner.records.parties) == ["Owner"]


def test_a_party_that_is_not_there_is_an_error() -> None:
    opened = workspace(examples.records(SAID))
    with pytest.raises(KeyError):
        of_parties(opened, ["Nobody"])
    with pytest.raises(KeyError):
        of_hops(opened, [], parties=["Nobody"])


def test_only_the_collections_that_own_something_go_out() -> None:
    some = examples.records(SAID)
    other = Collection("other", "Other", "They", "secret", None, "")
    maker = replace(some.parties["Maker"], id="other:1")
    said = replace(examples.statement("Maker supplies Reseller"), subject="other:1")
    some = replace(
        some,
        collections=(*some.collections, other),
        parties={**some.parties, "other:1": maker},
        statements=(*some.statements[1:], said),
    )
    opened = workspace(some)
    assert [c.id for c in of_parties(opened, ["Maker", "Owner"]).records.collections] == ["t"]
    both = of_parties(opened, ["other:1", "Reseller"]).records
    assert [c.id for c in both.collections] == ["t", "other"]
    assert [c.id for c in of_parties(opened, ["other:1"]).records.collections] == ["other"]


def test_every_source_is_cited_with_its_terms() -> None:
    some = examples.records([("Maker supplies Reseller", {"source": "paper"})])
    paper = replace(some.sources["paper"], licence="OGL-3.0")
    opened = workspace(replace(some, sources={"paper": paper}))
    assert sources_cited(everything(opened)) == [
        "Test. Us. CC0-1.0",
        "Title of paper. Gazette. 2020. OGL-3.0",
    ]
    silent = sources_cited(everything(workspace(some)))
    assert silent[1] == "Title of paper. Gazette. 2020. No licence stated"


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(make.records(), st.data())
def test_what_is_taken_refers_to_nothing_that_was_left(some: Records, data: st.DataObject) -> None:
    opened = workspace(some)
    keys = data.draw(st.lists(st.sampled_from(sorted(opened.records.parties)), unique=True))
    taken = of_parties(opened, keys).records
    members = {
        member
        for key in keys
        for member in ([m.id for m in opened.records.parties[key].members] or [key])
    }
    assert set(taken.parties) == members
    assert taken.statements == tuple(
        s for s in some.statements if s.subject in members and s.object in members
    )
    named = {s.evidence.source for s in taken.statements}
    named |= {s.evidence.corroborating for s in taken.statements if s.evidence.corroborating}
    assert set(taken.sources) == named
    assert set(taken.deals) == {deal for s in taken.statements for deal in s.deals}
    assert of_parties(opened, keys[::-1]).records == taken
