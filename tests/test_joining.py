"""The parts of a graph are joined whole, and what is said of who is who can be checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.dates import PartialDate
from graph.errors import BadFile
from graph.identity import SHARED, clusters
from graph.joining import tied, together
from graph.reviewed import REVIEW
from graph.statement import Deal, Records
from loaders.identities import Reviewed
from tests.bearers import LEI, bearer, collected, schemes, statement

DATE = PartialDate("2026")
NAMESAKE = Reviewed("a:1", "b:1", False, "A namesake.", "Its register", DATE, 2)


def part(name: str) -> Records:
    parties = [bearer(f"{name}:1", lei=LEI), bearer(f"{name}:2")]
    return collected(parties, [statement(f"{name}:1", "owns", f"{name}:2")], name)


def test_parts_are_joined_in_order_of_precedence() -> None:
    made = together([part("b"), part("a")])
    assert [each.id for each in made.collections] == ["b", "a"]
    assert list(made.parties) == ["a:1", "a:2", "b:1", "b:2"]
    assert [said.subject for said in made.statements] == ["b:1", "a:1"]
    assert list(made.sources) == ["a", "b"]


@pytest.mark.parametrize("kind", ["source", "deal"])
def test_one_id_for_two_things_is_refused(kind: str) -> None:
    first, second = part("a"), part("b")
    if kind == "source":
        taken = replace(first.sources["a"], title="Another")
        second = replace(second, sources={**second.sources, "a": taken})
    else:
        first = replace(first, deals={"d": Deal("d", "A deal", "IR")})
        second = replace(second, deals={"d": Deal("d", "Another deal", "IR")})
    with pytest.raises(BadFile, match=f"^b: its {kind} '.' is another one elsewhere"):
        together([first, second])


def test_the_same_source_and_deal_in_two_parts_are_one() -> None:
    deal = Deal("d", "A deal", "IR")
    first, second = (replace(part(name), deals={"d": deal}) for name in "ab")
    second = replace(second, sources={**second.sources, "a": first.sources["a"]})
    made = together([first, second])
    assert (list(made.sources), list(made.deals)) == (["a", "b"], ["d"])


@pytest.mark.parametrize("name", [SHARED.id, REVIEW.id])
def test_a_source_may_not_take_the_id_of_one_of_ours(name: str) -> None:
    taken = replace(part("a"), sources={name: replace(SHARED, id=name, title="Mine")})
    with pytest.raises(BadFile, match=name):
        together([taken])


def test_ties_name_their_sources_and_are_counted() -> None:
    same = Reviewed("a:2", "b:2", True, "The same board.", "Its register", DATE, 2)
    gone = Reviewed("a:2", "z:9", True, "The same board.", "Its register", DATE, 3)
    made, counts = tied(together([part("a"), part("b")]), [same, gone], schemes())
    assert clusters(made) == {"a:1": "a:1", "b:1": "a:1", "a:2": "a:2", "b:2": "a:2"}
    assert list(made.sources) == ["a", "b", REVIEW.id, SHARED.id]
    assert counts == {
        "by_identifier": 1,
        "by_review": 1,
        "kept_apart": 0,
        "disputed_by_review": 0,
        "reviewed_elsewhere": 1,
        "parties_of_several_records": 2,
        "to_check": [],
    }


def test_what_a_person_kept_apart_is_not_joined_and_needs_no_source() -> None:
    made, counts = tied(together([part("a"), part("b")]), [NAMESAKE], schemes())
    assert clusters(made) == {}
    assert list(made.sources) == ["a", "b"]
    assert (counts["kept_apart"], counts["by_identifier"]) == (1, 0)


def test_a_denial_names_the_review_as_its_source() -> None:
    said = [statement("a:1", "same_as", "b:1", "a")]
    world = replace(
        collected([bearer("a:1"), bearer("b:1")], said, "ab"), sources=part("a").sources
    )
    made, counts = tied(world, [NAMESAKE], schemes())
    assert made.statements[0].disputed
    assert list(made.sources) == ["a", REVIEW.id]
    assert counts["disputed_by_review"] == 1


def test_nothing_to_tie_changes_nothing() -> None:
    made = together([part("a")])
    assert tied(made, [], schemes())[0] == made
