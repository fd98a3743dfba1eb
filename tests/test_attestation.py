"""What holds a path together: one deal, one document, or nothing but our joining of hops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.attestation import Attestation, Support, support
from graph.dates import Answer
from graph.network import Hop, hop
from tests.examples import statements
from tests.records import words

if TYPE_CHECKING:
    from tests.examples import Said

DEAL, DOCUMENT, COMPOSED = Attestation
SELL, RESELL = "Maker supplies Reseller", "Reseller supplies Ministry"


def path(*hops: list[Said]) -> list[Hop]:
    """Make hops, each of what is said of it; a supply hop runs along its flow."""
    every = statements([said for each in hops for said in each])
    made, number = [], 0
    for each in hops:
        stated = every[number : number + len(each)]
        number += len(each)
        made.append(hop(stated[0].subject, stated[0].object, stated))
    return made


def held(*hops: list[Said]) -> Support:
    return support(path(*hops), words())


def records_of(found: Support) -> list[list[str]]:
    return [[statement.record for statement in each] for each in found.statements]


def test_hops_of_one_deal_are_attested_by_it() -> None:
    found = held([(SELL, {"deal": "d1"})], [(RESELL, {"deal": "d0;d1"})])
    assert (found.attestation, found.basis) == (DEAL, "d1")


def test_hops_of_one_document_are_attested_by_it_which_is_weaker() -> None:
    found = held([(SELL, {"source": "law"})], [(RESELL, {"source": "law", "deal": "d1"})])
    assert (found.attestation, found.basis) == (DOCUMENT, "law")


def test_hops_that_share_nothing_are_composed_by_us() -> None:
    found = held([(SELL, {"deal": "d1"})], [(RESELL, {"deal": "d2"})])
    assert (found.attestation, found.basis) == (COMPOSED, "")


def test_a_deal_is_preferred_to_a_document_though_it_is_weaker_graded() -> None:
    found = held(
        [
            (SELL, {"deal": "d1", "grade": "alleged"}),
            (SELL, {"source": "law", "grade": "settlement"}),
        ],
        [(RESELL, {"deal": "d1"}), (RESELL, {"source": "law", "grade": "settlement"})],
    )
    assert (found.attestation, found.basis, found.grade) == (DEAL, "d1", "alleged")


def test_of_several_deals_the_strongest_counts() -> None:
    found = held(
        [(SELL, {"deal": "d1", "grade": "alleged"}), (SELL, {"deal": "d2", "grade": "settlement"})],
        [(RESELL, {"deal": "d1;d2", "grade": "documented"})],
    )
    assert (found.basis, found.grade) == ("d2", "documented")


def test_of_deals_of_one_strength_an_undisputed_one_counts() -> None:
    found = held(
        [(SELL, {"deal": "d1", "disputed": "yes"}), (SELL, {"deal": "d2"})],
        [(RESELL, {"deal": "d1;d2"})],
    )
    assert (found.basis, found.disputed) == ("d2", False)


def test_every_hop_must_share_the_deal() -> None:
    found = held(
        [("A supplies B", {"deal": "d1"})],
        [("B supplies C", {"deal": "d1;d2"})],
        [("C supplies D", {"deal": "d2"})],
    )
    assert found.attestation is COMPOSED


def test_a_corroborating_source_never_attests() -> None:
    found = held([(SELL, {"source": "law"})], [(RESELL, {"source": "x", "corroborating": "law"})])
    assert found.attestation is COMPOSED


def test_only_what_carries_the_attestation_is_counted() -> None:
    found = held(
        [(SELL, {"deal": "d1"}), (SELL, {"grade": "court_judgment", "disputed": "yes"})],
        [(RESELL, {"deal": "d1", "grade": "reported"})],
    )
    assert records_of(found) == [["s01"], ["s03"]]
    assert (found.grade, found.disputed) == ("reported", False)


def test_a_composed_path_rests_on_everything() -> None:
    found = held([SELL, (SELL, {"disputed": "yes"})], [RESELL])
    assert records_of(found) == [["s01", "s02"], ["s03"]]
    assert found.disputed


def test_a_grade_is_the_weakest_hop_at_its_strongest() -> None:
    found = held(
        [(SELL, {"grade": "alleged"}), (SELL, {"grade": "settlement"})],
        [(RESELL, {"grade": "reported"}), (RESELL, {"grade": "charged"})],
    )
    assert found.grade == "reported"


def test_a_hop_of_control_need_not_share_but_adds_its_grade_and_dispute() -> None:
    found = held(
        [("A supplies B", {"deal": "d1"})],
        [("B owns C", {"grade": "charged", "disputed": "yes"})],
        [("C supplies D", {"deal": "d1"})],
    )
    assert (found.attestation, found.basis) == (DEAL, "d1")
    assert (found.grade, found.disputed) == ("charged", True)
    assert records_of(found) == [["s01"], ["s03"]]


def test_a_single_supply_hop_attests_nothing_beside_itself() -> None:
    apart = held([(SELL, {"deal": "d1"})], ["Reseller owns Unit"])
    assert apart.attestation is COMPOSED
    together = held([(SELL, {"deal": "d1"})], [("Reseller owns Unit", {"deal": "d1"})])
    assert (together.attestation, together.basis) == (DEAL, "d1")


def test_control_on_a_supply_hop_does_not_attest_the_supply() -> None:
    found = held(
        [(SELL, {"deal": "d1"})],
        [("Reseller supplies Unit", {"deal": "d2"}), ("Reseller owns Unit", {"deal": "d1"})],
    )
    assert found.attestation is COMPOSED


@pytest.mark.parametrize(
    ("first", "second", "coexist", "in_order"),
    [
        ({"valid_from": "2018"}, {"valid_from": "2018"}, Answer.YES, Answer.YES),
        ({"valid_from": "2018"}, {}, Answer.UNKNOWN, Answer.UNKNOWN),
        ({"valid_from": "2018"}, {"valid_until": "2015"}, Answer.NO, Answer.NO),
        (
            {"valid_from": "2015", "valid_until": "2016"},
            {"valid_from": "2018"},
            Answer.NO,
            Answer.YES,
        ),
    ],
)
def test_dates_of_the_hops_are_weighed(
    first: dict[str, str], second: dict[str, str], coexist: Answer, in_order: Answer
) -> None:
    found = held([(SELL, first)], [(RESELL, second)])
    assert (found.coexist, found.in_order) == (coexist, in_order)


def test_of_several_dates_of_a_hop_any_that_fits_will_do() -> None:
    late: Said = (RESELL, {"valid_from": "2010", "valid_until": "2011"})
    fits: Said = (RESELL, {"valid_from": "2018"})
    first: list[Said] = [(SELL, {"valid_from": "2018"})]
    assert held(first, [late]).coexist is Answer.NO
    found = held(first, [late, fits])
    assert (found.coexist, found.in_order) == (Answer.YES, Answer.YES)


def test_all_hops_must_fit_one_choice_of_dates() -> None:
    found = held(
        [("A supplies B", {"valid_from": "2001", "valid_until": "2001"})],
        [
            ("B supplies C", {"valid_from": "2001", "valid_until": "2001"}),
            ("B supplies C", {"valid_from": "2009", "valid_until": "2009"}),
        ],
        [("C supplies D", {"valid_from": "2009", "valid_until": "2009"})],
    )
    assert found.coexist is Answer.NO
    assert found.in_order is Answer.YES


def test_every_class_has_a_label() -> None:
    assert [each.label for each in Attestation] == ["one deal", "one document", "composed"]
